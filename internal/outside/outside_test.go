package outside_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/outside"
	"kanshu/internal/source"
)

// A web is a host that remembers what it was asked, and how many asked at once.
type web struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	now   int
	most  int
}

func newWeb(t *testing.T) *web {
	t.Helper()
	w := &web{}
	w.Server = httptest.NewServer(http.HandlerFunc(w.serve))
	t.Cleanup(w.Close)
	return w
}

func (w *web) serve(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	w.now++
	w.most = max(w.most, w.now)
	w.asked = append(w.asked, r.Method+" "+r.URL.Path+" "+r.UserAgent())
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.now--
		w.mu.Unlock()
	}()
	switch r.URL.Path {
	case "/robots.txt":
		_, _ = rw.Write([]byte("User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /closed\nAllow: /closed/open\n"))
	case "/gone":
		rw.WriteHeader(http.StatusGone)
	case "/missing":
		http.NotFound(rw, r)
	case "/moved":
		http.Redirect(rw, r, "/new", http.StatusMovedPermanently)
	case "/elsewhere":
		http.Redirect(rw, r, "/new", http.StatusFound)
	case "/astray":
		http.Redirect(rw, r, "/missing", http.StatusMovedPermanently)
	case "/circle":
		http.Redirect(rw, r, "/circle", http.StatusMovedPermanently)
	case "/no-head":
		if r.Method == http.MethodHead {
			http.NotFound(rw, r)
		}
	case "/refused":
		rw.WriteHeader(http.StatusForbidden)
	case "/busy":
		rw.WriteHeader(http.StatusTooManyRequests)
	case "/broken":
		rw.WriteHeader(http.StatusInternalServerError)
	}
}

func (w *web) times(what string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, a := range w.asked {
		if strings.HasPrefix(a, what) {
			n++
		}
	}
	return n
}

func day(s string) kanshu.Date {
	d, err := kanshu.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestAsk(t *testing.T) {
	w := newWeb(t)
	want := map[string]outside.State{
		"/fine": outside.Open, "/gone": outside.Dead, "/missing": outside.Dead, "/moved": outside.Moved,
		"/elsewhere": outside.Open, "/astray": outside.Dead, "/circle": outside.Unsure, "/no-head": outside.Open,
		"/refused": outside.Unsure, "/broken": outside.Unsure,
		"/closed/a": outside.Unsure, "/closed/open": outside.Open,
	}
	var addresses []string
	for path := range want {
		addresses = append(addresses, w.URL+path)
	}
	slices.Sort(addresses)
	o := outside.Options{Today: day("2026-11-22"), Private: true, Agent: "kanshu/test"}
	answers := outside.Ask(t.Context(), addresses, nil, o)
	for path, state := range want {
		if e := answers[w.URL+path]; e.State != state || e.Day != o.Today {
			t.Errorf("%s: %+v, want %s on %s", path, e, state, o.Today)
		}
	}
	if e := answers[w.URL+"/moved"]; e.Moved != w.URL+"/new" {
		t.Errorf("/moved leads to %q", e.Moved)
	}
	if w.most > 1 {
		t.Errorf("%d requests at once to one host, want one", w.most)
	}
	if n := w.times("GET /robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times, want once", n)
	}
	if n := w.times("HEAD /closed/a") + w.times("GET /closed/a") + w.times("GET /busy") + w.times("GET /fine"); n != 0 {
		t.Errorf("%d requests that are not polite: %v", n, w.asked)
	}
	for _, a := range w.asked {
		if !strings.HasSuffix(a, " kanshu/test") {
			t.Errorf("asked without its name: %s", a)
		}
	}
}

func TestWhatWasAskedLatelyIsNotAskedAgain(t *testing.T) {
	w := newWeb(t)
	addresses := []string{w.URL + "/refused", w.URL + "/fine"}
	first := outside.Ask(t.Context(), addresses, nil, outside.Options{Today: day("2026-11-01"), Private: true})
	for _, c := range []struct {
		name    string
		today   string
		refresh bool
		fine    int // requests for /fine after this step
	}{
		{"the next day", "2026-11-02", false, 1},
		{"on the thirtieth day", "2026-12-01", false, 2},
		{"when told to", "2026-11-02", true, 3},
	} {
		outside.Ask(t.Context(), addresses, first, outside.Options{Today: day(c.today), Private: true, Refresh: c.refresh})
		if n := w.times("HEAD /fine"); n != c.fine {
			t.Errorf("%s: /fine was asked for %d times, want %d", c.name, n, c.fine)
		}
	}
	if n := w.times("HEAD /refused"); n != 4 {
		t.Errorf("/refused, of which nobody is sure, was asked for %d times, want every time", n)
	}
}

func TestAskEndsWithItsContext(t *testing.T) {
	w := newWeb(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if answers := outside.Ask(ctx, []string{w.URL + "/fine"}, nil, outside.Options{Today: day("2026-11-01"), Private: true, Pause: time.Hour}); len(answers) != 0 {
		t.Errorf("answers after the end: %v", answers)
	}
}

func TestCacheIsReadAsItWasWritten(t *testing.T) {
	c := outside.Cache{"https://b.example/?a&b": {State: outside.Moved, Status: 200, Moved: "https://c.example/", Day: day("2026-11-01")}, "https://a.example/": {State: outside.Dead, Status: 404, Day: day("2026-11-02")}}
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	back, err := outside.ReadCache(data)
	if err != nil || len(back) != 2 || back["https://b.example/?a&b"] != c["https://b.example/?a&b"] {
		t.Errorf("ReadCache(%s) = %v, %v", data, back, err)
	}
	if _, err := outside.ReadCache([]byte("[")); err == nil {
		t.Error("ReadCache took what is no cache")
	}
}

func TestCollectAndFindings(t *testing.T) {
	fsys := fstest.MapFS{
		"kanshu.yaml": {Data: []byte("title: 見本\nbase_url: https://column.example.jp\n")},
		"columns/a.md": {Data: []byte("---\ntitle: 題\nreferences:\n  - title: 文献\n    url: https://a.example/x\n    doi: 10.0000/mihon(1)\n    pmid: \"00000041\"\n---\n" +
			"[手引き](https://b.example/y)と https://c.example/z?q=1 を見る。[戻る](/about/)、[自分](https://column.example.jp/x/)\n\n`https://code.example/`\n")},
	}
	site, err := source.Load(fsys, source.Options{Each: kanshu.InOrder, Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	links, err := outside.Collect(site.Columns, site.Config.BaseURL)
	if err != nil {
		t.Fatal(err)
	}
	got := outside.Addresses(links)
	for _, want := range []string{"https://a.example/x", "https://b.example/y", "https://c.example/z?q=1", "https://doi.org/10.0000/mihon%281%29", "https://pubmed.ncbi.nlm.nih.gov/00000041/"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s was not collected: %v", want, got)
		}
	}
	answers := outside.Cache{}
	for _, a := range got {
		answers[a] = outside.Entry{State: outside.Moved, Moved: "https://new.example/", Day: day("2026-11-01")}
	}
	answers["https://b.example/y"] = outside.Entry{State: outside.Dead, Status: 404, Day: day("2026-11-01")}
	var told []string
	for _, f := range outside.Findings(links, answers) {
		told = append(told, f.Rule)
		if f.Pos.File != "columns/a.md" || f.Pos.Line == 0 || f.Severity != kanshu.Warn || f.Message.JA == "" || f.Message.EN == "" {
			t.Errorf("finding %+v", f)
		}
	}
	slices.Sort(told)
	if want := []string{"link-dead", "link-moved", "link-moved"}; !slices.Equal(told, want) {
		t.Errorf("findings %v of %v, want %v", told, got, want)
	}
}
