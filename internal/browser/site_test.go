package browser_test

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/layouts"
)

// repository is the root of the repository, which holds the publication that kanshu ships.
const repository = "../.."

// A site is a published tree and where it is served.
type site struct {
	url   string
	files fs.FS
	pages []string // addresses of all its pages, sorted
}

// shipped publishes the publication of the repository, and columns of testdata beside it, and serves
// it. The day is fixed; a build of an earlier day precedes it, so that a column whose review has run
// out since leaves a tombstone.
func shipped(t *testing.T) *site {
	t.Helper()
	source := fstest.MapFS{}
	for _, part := range []string{"kanshu.yaml", "data", "columns", "assets", "layouts"} {
		add(t, source, filepath.Join(repository, part), part)
	}
	add(t, source, "testdata", ".")
	dir := filepath.Join(t.TempDir(), "public")
	for _, day := range []kanshu.Date{{Year: 2026, Month: 3, Day: 20}, {Year: 2026, Month: 11, Day: 22}} {
		publishTo(t, dir, source, day)
	}
	s := &site{files: os.DirFS(dir)}
	server := httptest.NewServer(newHost(t, s.files))
	t.Cleanup(server.Close)
	s.url = server.URL
	err := fs.WalkDir(s.files, ".", func(name string, _ fs.DirEntry, err error) error {
		if path.Base(name) == "index.html" {
			s.pages = append(s.pages, "/"+strings.TrimSuffix(name, "index.html"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// add copies what lies at from, a file or a folder, into the tree.
func add(t *testing.T, tree fstest.MapFS, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(name)
		tree[path.Join(to, filepath.ToSlash(rel))] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func publishTo(t *testing.T, dir string, source fs.FS, day kanshu.Date) {
	t.Helper()
	pub, err := publish.Open(dir, publish.Options{Source: t.TempDir(), Generator: build.Generator("test")})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = pub.Close() }()
	o := build.Options{Today: day, Forced: true, Version: "test", Layouts: layouts.FS, Assets: assets.FS}
	if _, err := build.Run(t.Context(), source, pub, o); err != nil {
		t.Fatal(err)
	}
}

// A host serves a published tree as a static host does: the generated _headers go along with every
// file, so that the content policy holds; what is not there gets 404.html.
type host struct {
	files fs.FS
	rules []headerRule
}

// A headerRule is one rule of _headers: a path, or the beginning of one where it ends in a star.
type headerRule struct {
	pattern string
	fields  [][2]string
}

func newHost(t *testing.T, files fs.FS) *host {
	t.Helper()
	b, err := fs.ReadFile(files, "_headers")
	if err != nil {
		t.Fatal(err)
	}
	h := &host{files: files}
	for line := range strings.Lines(string(b)) {
		name, value, field := strings.Cut(strings.TrimSpace(line), ": ")
		if !strings.HasPrefix(line, " ") {
			h.rules = append(h.rules, headerRule{pattern: name})
		} else if last := &h.rules[len(h.rules)-1]; field {
			last.fields = append(last.fields, [2]string{name, value})
		}
	}
	if len(h.rules) < 3 {
		t.Fatalf("only %d rules read from _headers", len(h.rules))
	}
	return h
}

// mediaTypes are what hosts say of the kinds of files that a browser meets here.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".webmanifest": "application/manifest+json",
	".xml": "application/xml", ".txt": "text/plain; charset=utf-8", ".webp": "image/webp",
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, rule := range h.rules {
		if before, star := strings.CutSuffix(rule.pattern, "*"); rule.pattern == r.URL.Path || star && strings.HasPrefix(r.URL.Path, before) {
			for _, f := range rule.fields {
				w.Header().Set(f[0], f[1])
			}
		}
	}
	name, status := strings.TrimPrefix(r.URL.Path, "/"), http.StatusOK
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	b, err := fs.ReadFile(h.files, name)
	if err != nil {
		name, status = "404.html", http.StatusNotFound
		if b, err = fs.ReadFile(h.files, name); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	w.Header().Set("Content-Type", mediaTypes[path.Ext(name)])
	w.WriteHeader(status)
	_, _ = w.Write(b)
}
