package serve_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/serve"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// A running is a server under test.
type running struct {
	*serve.Server
	url  string // http://127.0.0.1:PORT
	errs *words
	end  func() error // ends it and returns what Run returned
}

// words is what the server said; it may say it at any time.
type words struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (w *words) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.Write(b)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.b.String()
}

// start serves a site on a free port of the loopback until the test ends.
func start(t testing.TB, site fs.FS, change func(*serve.Options)) *running {
	t.Helper()
	out, in := io.Pipe()
	errs := &words{}
	o := serve.Options{
		Dir: t.TempDir(), Listen: "127.0.0.1:0", Today: func() kanshu.Date { return testsite.Today }, Out: in, Errs: errs,
	}
	if change != nil {
		change(&o)
	}
	s := serve.New(o)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- s.Run(ctx, func(ctx context.Context) *build.Preview {
			return build.NewPreview(ctx, site, build.Options{Layouts: layouts.FS, Assets: assets.FS, Version: "test"})
		})
		_ = in.Close()
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server said %q: %v, %v", line, err, <-done)
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	r := &running{Server: s, url: regexp.MustCompile(`http://[^/]+`).FindString(line), errs: errs}
	r.end = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() {
		if err := r.end(); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return r
}

// get asks for an address and returns the answer with its body read.
func (r *running) get(t *testing.T, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	return r.ask(t, http.MethodGet, path, headers...)
}

func (r *running) ask(t *testing.T, method, path string, headers ...string) (*http.Response, string) {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), method, r.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			q.Host = headers[i+1]
			continue
		}
		q.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	a, err := client.Do(q)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer a.Body.Close()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	return a, string(b)
}

// A stream is an open event stream.
type stream struct {
	*bufio.Scanner
	body io.Closer
}

func (r *running) listen(t *testing.T) *stream {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+"/_kanshu/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Sec-Fetch-Site", "same-origin")
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Body.Close() })
	if a.StatusCode != http.StatusOK {
		t.Fatalf("the stream answers %s", a.Status)
	}
	return &stream{bufio.NewScanner(a.Body), a.Body}
}

// next returns the next event: its name and its data.
func (s *stream) next(t *testing.T) (name, data string) {
	t.Helper()
	for s.Scan() {
		line := s.Text()
		switch {
		case strings.HasPrefix(line, "event: "):
			name = line[len("event: "):]
		case strings.HasPrefix(line, "data: "):
			data = line[len("data: "):]
		case line == "" && name != "":
			return name, data
		}
	}
	t.Fatalf("the stream ended: %v", s.Err())
	return "", ""
}

// lockedFS is a site that may change while it is served.
type lockedFS struct {
	mu   sync.RWMutex
	site fstest.MapFS
}

// Open implements fs.FS.
func (l *lockedFS) Open(name string) (fs.File, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.site.Open(name)
}

// put changes a file, or takes it away where body is "".
func (l *lockedFS) put(name, body string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if body == "" {
		delete(l.site, name)
		return
	}
	testsite.Put(l.site, name, body)
}

func wants(t *testing.T, what, body string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(body, w) {
			t.Errorf("%s lacks %q:\n%s", what, w, cut(body))
		}
	}
}

func lacks(t *testing.T, what, body string, unwanted ...string) {
	t.Helper()
	for _, w := range unwanted {
		if strings.Contains(body, w) {
			t.Errorf("%s holds %q", what, w)
		}
	}
}

func cut(s string) string { return s[:min(len(s), 3000)] }
