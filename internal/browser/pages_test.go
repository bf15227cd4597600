package browser_test

import (
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// kinds names a page of every kind. Each is looked at in light and dark, narrow and wide, and leaves
// pictures; all other pages are looked at once, narrow and light or wide and dark in turn.
var kinds = map[string]string{
	"/": "home", "/columns/": "archive", "/columns/taijo-hoshin-vaccine/": "column", "/columns/kansaibou-hikaku/": "column-treatments", "/columns/hba1c-no-yomikata/": "column-figures",
	"/columns/awkward/": "column-awkward", "/en/columns/kogaku-ryoyohi/": "column-english", "/en/": "home-english",
	"/columns/kigen-gire-no-sample/": "tombstone", "/category/": "categories", "/category/gan-meneki/": "category",
	"/tags/": "tags", "/tags/kazoku/": "tag", "/doctors/": "doctors", "/doctors/kirishima/": "doctor", "/clinics/": "clinics",
	"/clinics/komorebi-honin/": "clinic", "/search/": "search", "/feeds/": "feeds", "/about/": "about", "/not/there/": "404",
	"/doctors/no-portrait/": "doctor-plain",
}

// A look is what the browser saw of one page.
type look struct {
	Path     string
	Axe      map[string][]string // by view
	Overflow map[string]string   // by width
	Arriving float64             // how far the layout shifted until the whole page was painted
	Shift    float64             // and after that
	Refusals []string
	Requests []string
}

func everyPage(t *testing.T, b *browser) {
	type view struct {
		Name   string `json:"name"`
		Scheme string `json:"scheme"`
	}
	all := []view{{"narrow", "light"}, {"narrow", "dark"}, {"wide", "light"}, {"wide", "dark"}}
	type item struct {
		Path  string `json:"path"`
		Name  string `json:"name"`
		Views []view `json:"views"`
	}
	var items []item
	for _, p := range append(slices.Clone(b.site.pages), "/not/there/") {
		views := all
		if kinds[p] == "" {
			views = all[len(items)%2*3:][:1]
		}
		items = append(items, item{p, kinds[p], views})
	}
	for p := range kinds {
		if !slices.ContainsFunc(items, func(i item) bool { return i.Path == p }) {
			t.Errorf("the kind of page that %s stands for is not published", p)
		}
	}
	screens, err := filepath.Abs(filepath.Join(repository, "tmp", "screens"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(screens, 0o755); err != nil {
		t.Fatal(err)
	}
	var seen struct{ Pages []look }
	b.do(t, "pages", map[string]any{"pages": items, "screens": screens}, &seen, "404 (Not Found)")
	if len(seen.Pages) != len(items) {
		t.Fatalf("looked at %d pages of %d", len(seen.Pages), len(items))
	}
	for _, page := range seen.Pages {
		page.judge(t)
	}
}

// still is how far the layout of a page may shift once all of it was painted: a twentieth of what readers are said not to
// notice. A page that is painted while its end is on its way, as on a busy machine, moves the items of its menu and
// grows a footer that stands at the end of the window: half of what readers do not notice.
//
// Source: web.dev, Cumulative Layout Shift (good: 0.1 or less).
const still, arriving = 0.005, 0.05

func (l *look) judge(t *testing.T) {
	t.Helper()
	want := 1
	if kinds[l.Path] != "" {
		want = 4
	}
	if len(l.Axe) != want {
		t.Errorf("%s: axe looked %d times, want %d", l.Path, len(l.Axe), want)
	}
	for view, findings := range l.Axe {
		for _, f := range findings {
			t.Errorf("%s: %s: axe: %s", l.Path, view, f)
		}
	}
	for width, by := range l.Overflow {
		t.Errorf("%s: at %s px the page scrolls sideways by %s", l.Path, width, by)
	}
	if l.Shift > still || l.Arriving > arriving {
		t.Errorf("%s: the layout shifts by %g while the page comes in, by %g after that", l.Path, l.Arriving, l.Shift)
	}
	for _, r := range l.Refusals {
		t.Errorf("%s: the content policy refuses %s", l.Path, r)
	}
	before := 0
	for _, r := range l.Requests {
		if !strings.HasPrefix(r, "image ") && !strings.HasSuffix(r, ".svg") && !strings.HasSuffix(r, ".png") { // the icon is a picture
			before++
		}
	}
	if before == 0 || before > 4 {
		t.Errorf("%s: %d requests before pictures, want at most 4: %q", l.Path, before, l.Requests)
	}
}

// lightest is how many bytes the HTML, the CSS and the scripts of a column may take over the wire.
const lightest = 24 << 10

func lightColumn(t *testing.T, b *browser) {
	var shared int
	for _, pattern := range []string{"assets/*.css", "assets/guard-*.js"} {
		names, err := fs.Glob(b.site.files, pattern)
		if err != nil || len(names) == 0 {
			t.Fatalf("%s: %v, %v", pattern, names, err)
		}
		for _, name := range names {
			shared += zipped(t, b.site.files, name)
		}
	}
	columns, err := fs.Glob(b.site.files, "columns/*/index.html")
	if err != nil || len(columns) < 10 {
		t.Fatalf("columns: %v, %v", columns, err)
	}
	for _, name := range columns {
		if n := shared + zipped(t, b.site.files, name); n > lightest {
			t.Errorf("%s: HTML, CSS and scripts take %d bytes, want at most %d", name, n, lightest)
		}
	}
}

// zipped returns how many bytes a file takes over the wire.
func zipped(t *testing.T, files fs.FS, name string) int {
	t.Helper()
	b, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	var n counter
	z := gzip.NewWriter(&n)
	if _, err := z.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return int(n)
}

// A counter counts what is written to it.
type counter int

var _ io.Writer = (*counter)(nil)

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
