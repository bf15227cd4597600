package serve_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"kanshu/internal/serve"
	"kanshu/internal/testsite"
)

// TestTheServerAnswersToItsOwnNamesAlone holds off DNS rebinding: a page of another site that gives its own
// name to our address.
func TestTheServerAnswersToItsOwnNamesAlone(t *testing.T) {
	r := start(t, testsite.New(t), nil)
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(r.url, "http://"))
	for _, c := range []struct {
		host string
		ok   bool
	}{
		{"127.0.0.1:" + port, true},
		{"localhost:" + port, true},
		{"[::1]:" + port, true},
		{"evil.example", false},
		{"evil.example:" + port, false},
		{"localhost", false},
		{"127.0.0.1", false},
		{"[::1]", false},
		{"localhost:1", false},
		{"localhost.:" + port, false},
		{"127.0.0.1.:" + port, false},
		{"localhost.evil.example:" + port, false},
		{"127.0.0.1.evil.example:" + port, false},
		{"127.0.0.1:0" + port, false},
		{"127.1:" + port, false},
		{"2130706433:" + port, false},
		{"0x7f.1:" + port, false},
		{"0.0.0.0:" + port, false},
		{"127.0.0.2:" + port, false},
		{"::1:" + port, false},
		{"[::ffff:127.0.0.1]:" + port, false},
		{"[0:0:0:0:0:0:0:1]:" + port, false},
	} {
		for _, path := range []string{"/", "/_kanshu/", "/_kanshu/events", "/columns/sleep/"} {
			if path == "/_kanshu/events" && c.ok {
				continue // it does not end
			}
			a, body := r.get(t, path, "Host", c.host)
			if (a.StatusCode == http.StatusOK) != c.ok {
				t.Errorf("Host %q, %s: %s", c.host, path, a.Status)
			}
			if !c.ok {
				lacks(t, "the refusal of "+c.host, body, "みどり坂", "sleep")
			}
		}
	}
	answer := raw(t, r, "GET / HTTP/1.0\r\n\r\n")
	if !strings.Contains(answer, " 403 ") {
		t.Errorf("without Host: %q", cut(answer))
	}
	answer = raw(t, r, "GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1:"+port+"\r\nConnection: close\r\n\r\n")
	if !strings.Contains(answer, " 403 ") {
		t.Errorf("with the name of another in the request line: %q", cut(answer))
	}
	answer = raw(t, r, "GET http://127.0.0.1:"+port+"/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
	if !strings.Contains(answer, " 403 ") {
		t.Errorf("with our name in the request line and another in Host: %q", cut(answer))
	}
}

func TestOnlyGetAndHead(t *testing.T) {
	r := start(t, testsite.New(t), nil)
	for _, method := range []string{"POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get"} {
		a, body := r.ask(t, method, "/")
		if a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %s, Allow %q", method, a.Status, a.Header.Get("Allow"))
		}
		lacks(t, method, body, "みどり坂")
	}
	a, body := r.ask(t, http.MethodHead, "/columns/sleep/")
	if a.StatusCode != http.StatusOK || body != "" || a.ContentLength < 1000 {
		t.Errorf("HEAD: %s, %d bytes of %d", a.Status, len(body), a.ContentLength)
	}
	host := strings.TrimPrefix(r.url, "http://")
	if answer := raw(t, r, "OPTIONS * HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n"); !strings.Contains(answer, " 405 ") {
		t.Errorf("OPTIONS *: %q", cut(answer))
	}
}

func TestOtherSitesReadNothing(t *testing.T) {
	r := start(t, testsite.New(t), nil)
	for _, c := range []struct {
		name, path string
		headers    []string
		code       int
	}{
		{"no browser", "/", nil, 200},
		{"own page", "/", []string{"Sec-Fetch-Site", "same-origin", "Origin", r.url}, 200},
		{"typed in", "/_kanshu/", []string{"Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"link from elsewhere", "/columns/sleep/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"link to the list", "/_kanshu/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 403},
		{"frame", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{"fetch", "/", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"}, 403},
		{"fetch from another port", "/", []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "cors"}, 403},
		{"script", "/_kanshu/client.js", []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Dest", "script"}, 403},
		{"origin of another", "/", []string{"Origin", "https://evil.example"}, 403},
		{"origin of another port", "/", []string{"Origin", "http://127.0.0.1:1"}, 403},
		{"origin with a secret scheme", "/", []string{"Origin", "null"}, 403},
		{"own origin by https", "/", []string{"Origin", strings.Replace(r.url, "http:", "https:", 1)}, 403},
		{"stream of another site", "/_kanshu/events", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"stream of another port", "/_kanshu/events", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"stream typed in", "/_kanshu/events", []string{"Sec-Fetch-Site", "none"}, 403},
		{"stream of another origin", "/_kanshu/events", []string{"Origin", "https://evil.example"}, 403},
		{"an assortment", "/_kanshu/nothing", nil, 404},
	} {
		a, _ := r.get(t, c.path, c.headers...)
		if a.StatusCode != c.code {
			t.Errorf("%s: %s, want %d", c.name, a.Status, c.code)
		}
		for name := range a.Header {
			if strings.HasPrefix(name, "Access-Control") {
				t.Errorf("%s: %s is set", c.name, name)
			}
		}
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := a.Header.Get(name); got != want && !(a.StatusCode == 404 && name == "X-Content-Type-Options") {
				t.Errorf("%s: %s is %q, want %q", c.name, name, got, want)
			}
		}
		if csp := a.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", c.name, csp)
		}
	}
}

func TestAddressesAreLookedUpAndNeverJoined(t *testing.T) {
	r := start(t, testsite.New(t), nil)
	host := strings.TrimPrefix(r.url, "http://")
	for _, path := range []string{
		"/../kanshu.yaml", "/columns/../kanshu.yaml", "/%2e%2e/kanshu.yaml", "/..%2fkanshu.yaml", "/..%5ckanshu.yaml",
		"/kanshu.yaml", "/columns/sleep.md", "/columns/hay-fever/index.md", "/columns/hay-fever/pollen.png",
		"/data/doctors/", "/data/clinics/midorizaka.yaml", "/layouts/base.html", "/assets/", "/assets/main.css", "/assets/../kanshu.yaml",
		"/.git/config", "/etc/passwd", "//etc/passwd", "/%00", "/columns/sleep/%00", "/columns//sleep/", "/\\evil.example/",
		"/_kanshu/../kanshu.yaml", "/_kanshu/web/client.js", "/_kanshu/list.html", "/_headers", "/columns/sleep/index.html/",
	} {
		answer := raw(t, r, "GET "+path+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
		if !strings.HasPrefix(answer, "HTTP/1.1 404 ") && !strings.HasPrefix(answer, "HTTP/1.1 400 ") {
			t.Errorf("%s: %q", path, cut(answer)[:60])
		}
		lacks(t, path, answer, "base_url", "supervisor:", "root:", "pollen.png</a>")
	}
	for path, to := range map[string]string{
		"/columns/sleep":                 "/columns/sleep/",
		"/columns/sleep?at=2026-11-30":   "/columns/sleep/?at=2026-11-30",
		"//evil.example/columns/sleep":   "",
		"//evil.example/..":              "",
		"/%5cevil.example":               "",
		"/columns/sleep/../../evil":      "",
		"/columns/%2f%2fevil.example/..": "",
	} {
		answer := raw(t, r, "GET "+path+" HTTP/1.1\r\nHost: "+host+"\r\nConnection: close\r\n\r\n")
		location := ""
		for line := range strings.SplitSeq(answer, "\r\n") {
			if v, ok := strings.CutPrefix(line, "Location: "); ok {
				location = v
			}
		}
		if location != to {
			t.Errorf("%s leads to %q, want %q", path, location, to)
		}
	}
}

// TestBadClientsStopNobody: half a request, noise and heads without end are somebody else's trouble.
func TestBadClientsStopNobody(t *testing.T) {
	r := start(t, testsite.New(t), nil)
	host := strings.TrimPrefix(r.url, "http://")
	for range 50 {
		c := dial(t, r)
		if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: "+host+"\r\nX-Slow: "); err != nil {
			t.Fatal(err)
		}
	}
	for _, noise := range []string{
		"\x00\x01\x02\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: -1\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: " + host + "\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz",
		"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
	} {
		answer := raw(t, r, noise)
		if strings.Contains(answer, " 200 ") && !strings.Contains(noise, "chunked") {
			t.Errorf("%q is answered with %q", noise, cut(answer))
		}
	}
	long := raw(t, r, "GET / HTTP/1.1\r\nHost: "+host+"\r\nX-Long: "+strings.Repeat("a", 1<<16)+"\r\n\r\n")
	if !strings.Contains(long, " 431 ") && long != "" {
		t.Errorf("a head of 64 KiB is answered with %q", cut(long))
	}
	if a, _ := r.get(t, "/columns/sleep/"); a.StatusCode != http.StatusOK {
		t.Errorf("afterwards a good request gets %s", a.Status)
	}
}

func TestStreamsHaveALimitAndEndWithTheServer(t *testing.T) {
	r := start(t, testsite.New(t), nil)
	var streams []*stream
	for range 64 {
		s := r.listen(t)
		if name, _ := s.next(t); name != "hello" {
			t.Fatalf("a stream begins with %q", name)
		}
		streams = append(streams, s)
	}
	if a, _ := r.get(t, "/_kanshu/events"); a.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one stream more: %s", a.Status)
	}
	if a, _ := r.get(t, "/"); a.StatusCode != http.StatusOK {
		t.Errorf("a page while all streams are taken: %s", a.Status)
	}
	if err := r.end(); err != nil {
		t.Errorf("Run: %v", err)
	}
	for _, s := range streams {
		for s.Scan() { // until it ends
		}
	}
}

// TestOthersMayReadOnlyAfterAWarning: beyond the loopback the server still answers to the address that the
// connection came in by, and to no name.
func TestOthersMayReadOnlyAfterAWarning(t *testing.T) {
	r := start(t, testsite.New(t), func(o *serve.Options) { o.Listen = "0.0.0.0:0" })
	wants(t, "the warning", r.errs.String(), "警告", "下書き")
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(r.url, "http://"))
	r.url = "http://127.0.0.1:" + port
	for host, ok := range map[string]bool{
		"localhost:" + port: true, "127.0.0.1:" + port: true, "0.0.0.0:" + port: false, "evil.example:" + port: false, "192.0.2.7:" + port: false,
	} {
		if a, body := r.get(t, "/columns/sleep/", "Host", host); (a.StatusCode == http.StatusOK) != ok {
			t.Errorf("Host %s: %s", host, a.Status)
		} else if ok {
			lacks(t, "a page that others may read", body, "vscode:")
		}
	}
	quiet := start(t, testsite.New(t), nil)
	if got := quiet.errs.String(); got != "" {
		t.Errorf("on the loopback the server warns: %q", got)
	}
}

// raw sends bytes as they are and returns all that comes back.
func raw(t *testing.T, r *running, request string) string {
	t.Helper()
	c := dial(t, r)
	if _, err := io.WriteString(c, request); err != nil {
		return ""
	}
	if !strings.HasSuffix(request, "\r\n\r\n") {
		_ = c.(*net.TCPConn).CloseWrite()
	}
	b, _ := io.ReadAll(c) // a connection cut off is an answer as well
	return fmt.Sprintf("%s", b)
}

func dial(t *testing.T, r *running) net.Conn {
	t.Helper()
	var d net.Dialer
	c, err := d.DialContext(t.Context(), "tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}
