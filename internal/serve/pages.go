package serve

import (
	"bytes"
	"errors"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
)

// own is where the server's own pages stand. No page of a site can: addresses of sites begin with a letter
// or a digit.
const own = "/_kanshu/"

// judgeWait is how long a request waits for the whole site to be judged before it is told to come again.
const judgeWait = 800 * time.Millisecond

// Handler answers all requests.
func (s *Server) Handler() http.Handler {
	return s.guard(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-s.ready:
		case <-r.Context().Done(): // nobody waits any more
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		switch rest, ours := strings.CutPrefix(r.URL.Path, own); {
		case !ours:
			s.page(w, r)
		case rest == "":
			s.list(w, r)
		case rest == "events":
			s.events(w, r)
		default:
			s.file(w, r, rest)
		}
	}))
}

// file answers with a file of the server's own.
func (s *Server) file(w http.ResponseWriter, r *http.Request, name string) {
	f, ok := files[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	send(w, r, http.StatusOK, f.media, f.body)
}

// send answers with bytes that are whole.
func send(w http.ResponseWriter, r *http.Request, code int, media string, body []byte) {
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// day returns the day that a request asks for: ?at=YYYY-MM-DD, else today. asOf reports that one was named.
func (s *Server) day(r *http.Request) (day kanshu.Date, asOf bool, err error) {
	at := r.URL.Query().Get("at")
	if at == "" {
		return s.o.Today(), false, nil
	}
	day, err = kanshu.ParseDate(at)
	return day, true, err
}

// page answers with a page or file of the site.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	day, asOf, err := s.day(r)
	if err != nil {
		s.words(w, r, http.StatusBadRequest, s.say("日付を読めませんでした", "That day cannot be read"),
			s.say("?at= には 2027-04-01 のように書いてください。", "Write ?at=2027-04-01."))
		return
	}
	at, known := s.below(r.URL.Path)
	if !known {
		if cfg := s.preview.Config(); r.URL.Path == "/" && cfg != nil && cfg.BasePath != "" {
			redirect(w, r, cfg.BasePath+"/")
			return
		}
		s.missing(w, r, day, asOf)
		return
	}
	if asOf || !strings.HasSuffix(at, ".html") && !strings.HasPrefix(at, "assets/") {
		if !s.judged(w, r, day) {
			return
		}
	}
	page, err := s.preview.Page(at, day, asOf)
	switch {
	case errors.Is(err, build.ErrNoPage):
		s.absent(w, r, at, day, asOf)
	case err != nil:
		s.broken(w, r, err)
	case page.Failed != nil && page.Body == nil:
		s.broken(w, r, page.Failed)
	default:
		s.show(w, r, http.StatusOK, page, day, asOf)
	}
}

// below returns the path below the site's root of the file that an address means: a page's is index.html
// below it. Addresses are looked up and never joined to a path on disk.
func (s *Server) below(address string) (string, bool) {
	base := ""
	if cfg := s.preview.Config(); cfg != nil {
		base = cfg.BasePath
	}
	at, ok := strings.CutPrefix(address, base+"/")
	if !ok || strings.Contains(at, "//") || strings.HasPrefix(at, "/") {
		return "", false
	}
	if at == "" || strings.HasSuffix(at, "/") {
		at += "index.html"
	}
	return at, true
}

// absent answers where nothing stands: with the way to the page that is meant where only the slash is
// missing, else with the site's own page for it.
func (s *Server) absent(w http.ResponseWriter, r *http.Request, at string, day kanshu.Date, asOf bool) {
	if path.Ext(at) == "" && path.Clean("/"+at) == "/"+at {
		if _, err := s.preview.Page(at+"/index.html", day, asOf); err == nil {
			redirect(w, r, (&stringURL{r.URL.EscapedPath() + "/"}).local())
			return
		}
	}
	s.missing(w, r, day, asOf)
}

// A stringURL is an address of this server.
type stringURL struct{ path string }

// local returns the address so that no browser takes its beginning for another host.
func (u *stringURL) local() string { return "/" + strings.TrimLeft(u.path, "/\\") }

func redirect(w http.ResponseWriter, r *http.Request, to string) {
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusFound)
}

func (s *Server) missing(w http.ResponseWriter, r *http.Request, day kanshu.Date, asOf bool) {
	page, err := s.preview.Page("404.html", day, asOf)
	if err != nil || page.Body == nil {
		s.words(w, r, http.StatusNotFound, s.say("ここには何もありません", "Nothing stands here"), "")
		return
	}
	s.show(w, r, http.StatusNotFound, page, day, asOf)
}

// judged waits for the whole site to be judged for a day. If that takes long it answers itself, with a page
// that asks again, and reports false.
func (s *Server) judged(w http.ResponseWriter, r *http.Request, day kanshu.Date) bool {
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _, _ = s.preview.Verdicts(day) // an error comes back when the page is made
	}()
	select {
	case <-done:
		return true
	case <-r.Context().Done():
		w.WriteHeader(http.StatusServiceUnavailable)
	case <-time.After(judgeWait):
		w.Header().Set("Retry-After", "1")
		w.Header().Set("Refresh", "1")
		s.words(w, r, http.StatusServiceUnavailable, s.say("すべてのコラムを確かめています", "All columns are being judged"),
			s.say("終わりしだい、このページに表示します。", "This page shows the result as soon as it is there."))
	}
	return false
}

// show answers with a page, the server's bar added to it.
func (s *Server) show(w http.ResponseWriter, r *http.Request, code int, page build.PreviewPage, day kanshu.Date, asOf bool) {
	if !strings.HasPrefix(page.Type, "text/html") {
		send(w, r, code, page.Type, page.Body)
		return
	}
	bar, err := s.bar(page, day, asOf)
	if err != nil {
		s.broken(w, r, err)
		return
	}
	// A page covers its own text once its day has passed by the reader's clock; here it stays to be read.
	body := bytes.ReplaceAll(page.Body, []byte(` data-expires="`), []byte(` data-preview-expires="`))
	send(w, r, code, page.Type, inject(body, s.head(page.Version), bar))
}

// inject puts head before the end of the page's head and bar at the beginning of its body. A page without
// one or the other (a template may leave them out: HTML allows it) gets both in front.
func inject(page, head, bar []byte) []byte {
	out := make([]byte, 0, len(page)+len(head)+len(bar))
	end := bytes.Index(page, []byte("</head>"))
	if end < 0 {
		return append(append(append(out, head...), bar...), page...)
	}
	out = append(append(out, page[:end]...), head...)
	page = page[end:]
	if start := bytes.Index(page, []byte("<body")); start >= 0 {
		if n := bytes.IndexByte(page[start:], '>'); n >= 0 {
			out = append(append(out, page[:start+n+1]...), bar...)
			return append(out, page[start+n+1:]...)
		}
	}
	return append(append(out, bar...), page...)
}
