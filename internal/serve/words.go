package serve

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
)

//go:embed web
var web embed.FS

// A webFile is one file of the server's own.
type webFile struct {
	media string
	body  []byte
}

var files = map[string]webFile{
	"client.js":  {"text/javascript; charset=utf-8", must("client.js")},
	"client.css": {"text/css; charset=utf-8", must("client.css")},
}

func must(name string) []byte {
	b, err := web.ReadFile("web/" + name)
	if err != nil {
		panic(err)
	}
	return b
}

// pages are the templates of the server's own pages, in both languages.
var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{
		"say": func(lang, ja, en string) string { return kanshu.Wording{JA: ja, EN: en}.In(lang) },
	}).ParseFS(web, "web/*.html"))
})

// A row is one finding as the bar and the list show it.
type row struct {
	Rule, Severity, Message, Readers, Hint string
	Place                                  string       // columns/x.md:3:1
	Open                                   template.URL // opens the editor there; "" where others would learn our folders
}

// rows turns findings into what is shown.
func (s *Server) rows(fs []kanshu.Finding, keep func(kanshu.Severity) bool) []row {
	var all []row
	for _, f := range fs {
		if keep != nil && !keep(f.Severity) {
			continue
		}
		r := row{
			Rule: f.Rule, Severity: f.Severity.String(), Message: f.Message.In(s.o.Lang), Readers: f.Readers.In(s.o.Lang),
			Hint: f.Hint.In(s.o.Lang), Place: f.Pos.File, Open: s.editor(f.Pos),
		}
		if f.Pos.Line > 0 {
			r.Place = fmt.Sprintf("%s:%d:%d", f.Pos.File, f.Pos.Line, max(1, f.Pos.Char))
		}
		all = append(all, r)
	}
	return all
}

// editor returns the address that opens a place in Visual Studio Code.
func (s *Server) editor(at kanshu.Pos) template.URL {
	dir, err := filepath.Abs(s.o.Dir)
	if !s.loopback || err != nil || at.File == "" {
		return ""
	}
	full := strings.TrimPrefix(filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(at.File))), "/")
	u := url.URL{Scheme: "vscode", Host: "file", Path: fmt.Sprintf("/%s:%d:%d", full, max(1, at.Line), max(1, at.Char))}
	return template.URL(u.String()) //nolint:gosec // a scheme and path of our own making, escaped by url
}

// barData is what bar.html receives.
type barData struct {
	Lang, List  string
	Broken      []row
	Error       []string // what is broken and has no place of its own
	Good        bool     // the page is the last one that could be made
	Withheld    bool
	Held        bool
	AsOf        bool
	Day, Today  string
	Reasons     []row
	Notes       []row
	Query, Here string
}

// bar returns what the server says above a page: what is broken, why the column would not be published, and
// of which day the page is.
func (s *Server) bar(page build.PreviewPage, day kanshu.Date, asOf bool) ([]byte, error) {
	d := barData{Lang: s.o.Lang, List: own, AsOf: asOf, Day: day.String(), Today: s.o.Today().String()}
	if asOf {
		d.List += "?at=" + d.Day
	}
	d.trouble(s, s.preview.Broken())
	if page.Failed != nil {
		d.Error, d.Good = append(d.Error, s.told(page.Failed)...), true
	}
	if v := page.Verdict; v != nil {
		d.Withheld, d.Held = v.Outcome != kanshu.Approved, v.Outcome == kanshu.Held
		d.Reasons = s.rows(v.Findings, func(f kanshu.Severity) bool { return d.Withheld && f <= kanshu.Hold })
		d.Notes = s.rows(v.Findings, func(f kanshu.Severity) bool { return f > kanshu.Hold })
	}
	var b bytes.Buffer
	err := pages().ExecuteTemplate(&b, "bar.html", d)
	return b.Bytes(), err
}

// trouble notes what is broken: with its places where they are known.
func (d *barData) trouble(s *Server, err error) {
	if err == nil {
		return
	}
	d.Good = true
	found, rest := build.Places(err)
	d.Broken = s.rows(found, nil)
	for _, e := range rest {
		d.Error = append(d.Error, s.told(e)...)
	}
}

// told returns the lines of an error, and before them what it means, where it says so.
func (s *Server) told(err error) []string {
	lines := strings.Split(err.Error(), "\n")
	if w := kanshu.WordsOf(err); !w.IsZero() {
		lines = append([]string{w.In(s.o.Lang)}, lines...)
	}
	return lines
}

// head returns what the server adds to a page's head.
func (s *Server) head(version int) []byte {
	return fmt.Appendf(nil, `<link rel="stylesheet" href="%sclient.css" data-kanshu><script src="%sclient.js" data-version="%s-%d" defer></script>`, own, own, s.started, version)
}

// broken answers when there is no page to show, not even an old one.
func (s *Server) broken(w http.ResponseWriter, r *http.Request, err error) {
	d := struct {
		barData
		Title, Text string
		Head        template.HTML
	}{
		barData: barData{Lang: s.o.Lang, List: own},
		Title:   s.say("表示できません", "This cannot be shown"),
		Text:    s.say("直して保存すると、このページは自動で読み直されます。", "Mend and save it, and this page reloads by itself."),
		Head:    template.HTML(s.head(s.preview.Version())), //nolint:gosec // of our own making
	}
	d.trouble(s, err)
	s.render(w, r, http.StatusInternalServerError, "words.html", d)
}

// words answers with a few words of the server's own.
func (s *Server) words(w http.ResponseWriter, r *http.Request, code int, title, text string) {
	s.render(w, r, code, "words.html", struct {
		barData
		Title, Text string
		Head        template.HTML
	}{
		barData{Lang: s.o.Lang, List: own},
		title, text,
		template.HTML(s.head(s.preview.Version())), //nolint:gosec // of our own making
	})
}

func (s *Server) render(w http.ResponseWriter, r *http.Request, code int, name string, data any) {
	var b bytes.Buffer
	if err := pages().ExecuteTemplate(&b, name, data); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	send(w, r, code, "text/html; charset=utf-8", b.Bytes())
}
