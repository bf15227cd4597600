package layout_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/layout"
	"kanshu/layouts"
)

func tree(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

type note struct{ Title string }

func render(t *testing.T, s *layout.Set, name string, data any) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Render(&b, name, data); err != nil {
		t.Fatalf("Render(%q): %v", name, err)
	}
	return b.String()
}

func TestPagesOfDefinesAreFramed(t *testing.T) {
	t.Parallel()
	s, err := layout.Load(nil, tree(
		"base.html", `<main>{{block "main" .}}none{{end}}</main>`,
		"a.html", `{{define "main"}}A {{.Title}} {{template "pieces/p.html" .}}{{end}}`,
		"b.html", `alone {{.Title}}`,
		"c.html", `{{define "main"}}C{{end}}`,
		"pieces/p.html", `<b>{{.Title}}</b>`,
	), layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"a.html":        "<main>A &lt;x&gt; <b>&lt;x&gt;</b></main>",
		"b.html":        "alone &lt;x&gt;",
		"c.html":        "<main>C</main>",
		"pieces/p.html": "<b>&lt;x&gt;</b>",
	} {
		if got := render(t, s, name, note{"<x>"}); got != want {
			t.Errorf("Render(%q) = %q, want %q", name, got, want)
		}
	}
	if s.Has("base.html") || !s.Has("a.html") {
		t.Error("Has: the frame is no page of its own, a.html is one")
	}
}

func TestSiteOverridesOneFile(t *testing.T) {
	t.Parallel()
	s, err := layout.Load(tree("pieces/p.html", "theirs"), tree(
		"base.html", `[{{block "main" .}}{{end}}]`,
		"a.html", `{{define "main"}}{{template "pieces/p.html"}}{{end}}`,
		"pieces/p.html", "ours",
	), layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := render(t, s, "a.html", note{}); got != "[theirs]" {
		t.Errorf("Render = %q, want the site's piece in the default frame", got)
	}
}

func TestErrorsNameFileAndLine(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, text, want string }{
		{"does not parse", "<p>\n{{if}}", "layouts/a.html:2"},
		{"does not escape", "<p>\n<a href='{{if .Title}}'{{end}}>", "layouts/a.html"},
		{"calls what is not there", "<p>\n{{template \"pieces/none.html\"}}", "a.html:2"},
	} {
		_, err := layout.Load(tree("a.html", test.text), nil, layout.Options{})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: Load = %v, want an error that holds %q", test.name, err, test.want)
		}
	}
}

// TestDefaultsEscapeLate holds that what is wrong with a default is told by its rendering, and at once where the site
// has templates.
func TestDefaultsEscapeLate(t *testing.T) {
	t.Parallel()
	defaults := tree("a.html", "<p>\n<a href='{{if .Title}}'{{end}}>", "b.html", "{{.Title}}")
	s, err := layout.Load(tree(), defaults, layout.Options{})
	if err != nil {
		t.Fatalf("Load = %v, want none for a default that is not rendered", err)
	}
	if got := render(t, s, "b.html", note{Title: "ok"}); got != "ok" {
		t.Errorf("Render = %q, want ok", got)
	}
	for range 2 {
		if err := s.Render(io.Discard, "a.html", note{}); err == nil || !strings.Contains(err.Error(), "layouts/a.html") {
			t.Errorf("Render = %v, want an error that names layouts/a.html", err)
		}
	}
	if _, err := layout.Load(tree("b.html", "theirs"), defaults, layout.Options{}); err == nil || !strings.Contains(err.Error(), "layouts/a.html") {
		t.Errorf("Load = %v, want an error that names layouts/a.html", err)
	}
}

func TestRenderErrorNamesTheLineAsWritten(t *testing.T) {
	t.Parallel()
	minify := func(_ string, b []byte) ([]byte, error) { return bytes.ReplaceAll(b, []byte("\n"), nil), nil }
	s, err := layout.Load(tree("a.html", "<p>\n\n{{.None}}</p>"), nil, layout.Options{Minify: minify})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Render(&bytes.Buffer{}, "a.html", note{})
	if err == nil || !strings.Contains(err.Error(), "a.html:3") {
		t.Errorf("Render = %v, want an error at line 3 of the source", err)
	}
	if err := s.Render(&bytes.Buffer{}, "none.html", note{}); err == nil {
		t.Error("Render of a template that is not there returned no error")
	}
}

func TestMinifyIsAskedOnceForEachFile(t *testing.T) {
	t.Parallel()
	asked := map[string]int{}
	minify := func(media string, b []byte) ([]byte, error) {
		asked[media+" "+string(b)]++
		return bytes.TrimSpace(b), nil
	}
	s, err := layout.Load(tree("a.html", " {{.Title}} "), nil, layout.Options{Minify: minify})
	if err != nil {
		t.Fatal(err)
	}
	if got := render(t, s, "a.html", note{"x"}); got != "x" {
		t.Errorf("Render = %q, want the minified template", got)
	}
	if n := asked["text/x-go-template  {{.Title}} "]; n != 1 || len(asked) != 1 {
		t.Errorf("Minify was asked %v, want once", asked)
	}
	wrong := errors.New("no")
	if _, err := layout.Load(tree("a.html", "x"), nil, layout.Options{
		Minify: func(string, []byte) ([]byte, error) { return nil, wrong },
	}); !errors.Is(err, wrong) {
		t.Errorf("Load = %v, want the minifier's error", err)
	}
}

func TestKeyCoversTemplatesGeneratorAndData(t *testing.T) {
	t.Parallel()
	load := func(generator, base, page, piece string) *layout.Set {
		s, err := layout.Load(nil, tree("base.html", base+`{{block "main" .}}{{end}}`,
			"a.html", `{{define "main"}}`+page+`{{template "pieces/p.html"}}{{end}}`,
			"pieces/p.html", piece, "pieces/unused.html", generator), layout.Options{Generator: generator})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := load("1", "b", "p", "x").Key("a.html", note{"t"})
	if again := load("1", "b", "p", "x").Key("a.html", note{"t"}); again != first {
		t.Error("equal sets and data gave two keys")
	}
	for name, other := range map[string]*layout.Set{
		"generator": load("2", "b", "p", "x"), "frame": load("1", "c", "p", "x"),
		"page": load("1", "b", "q", "x"), "piece": load("1", "b", "p", "y"),
	} {
		if other.Key("a.html", note{"t"}) == first {
			t.Errorf("the key did not change with the %s", name)
		}
	}
	if load("1", "b", "p", "x").Key("a.html", note{"u"}) == first {
		t.Error("the key did not change with the data")
	}
}

func TestPieceIsRenderedOnceAndStandsForItsKey(t *testing.T) {
	t.Parallel()
	s, err := layout.Load(nil, tree("pieces/p.html", "<i>{{.Title}}</i>"), layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	p := s.Piece("pieces/p.html", func() any { asked++; return note{"x"} })
	for range 3 {
		if got, err := p.HTML(); err != nil || got != "<i>x</i>" {
			t.Fatalf("HTML = %q, %v", got, err)
		}
	}
	if asked != 1 {
		t.Errorf("data was asked for %d times, want once to render", asked)
	}
	other := s.Piece("pieces/p.html", func() any { return note{"y"} })
	type page struct{ P *layout.Piece }
	if layout.Digest(page{p}) == layout.Digest(page{other}) || layout.Digest(page{p}) == layout.Digest(page{}) {
		t.Error("pages with different pieces have equal keys")
	}
	if asked != 2 {
		t.Errorf("data was asked for %d times, want once for the key and once to render", asked)
	}
	if got, err := (*layout.Piece)(nil).HTML(); got != "" || err != nil {
		t.Errorf("the nil piece gave %q, %v", got, err)
	}
}

// A piece of one page alone is the same whether it is written where it stands, by the executor, or beside the page.
func TestASingleIsWrittenWhereItStands(t *testing.T) {
	t.Parallel()
	type data struct {
		Name string
		One  *layout.Piece
		Many []*layout.Piece
	}
	site := tree("a.html", `<p>{{.Name}}{{.One.HTML}}{{range .Many}}{{.HTML}}{{end}}{{.Name}}</p>`, "pieces/p.html", `<i>{{range $i, $w := .Words}}{{$i}}{{$w}}{{$.Name}}{{end}}</i>`)
	for _, interpret := range []bool{false, true} {
		set, err := layout.Load(site, nil, layout.Options{Interpret: interpret})
		if err != nil {
			t.Fatal(err)
		}
		one := set.Single("pieces/p.html", &leaf{Name: "&", Words: []string{"x", "y"}})
		many := []*layout.Piece{set.Single("pieces/p.html", leaf{Words: []string{"<"}}), nil, {}, set.Piece("pieces/p.html", func() any { return &leaf{} })}
		var b bytes.Buffer
		if err := set.Render(&b, "a.html", &data{"n", one, many}); err != nil {
			t.Fatal(err)
		}
		if got, want := b.String(), `<p>n<i>0x&amp;1y&amp;</i><i>0&lt;</i><i></i>n</p>`; got != want {
			t.Errorf("interpreted %v: got %s, want %s", interpret, got, want)
		}
		if html, err := one.HTML(); err != nil || html != "<i>0x&amp;1y&amp;</i>" {
			t.Errorf("interpreted %v: beside the page it is %q, %v", interpret, html, err)
		}
		if a, b := one.AppendKey(nil), set.Piece("pieces/p.html", func() any { return &leaf{Name: "&", Words: []string{"x", "y"}} }).AppendKey(nil); !bytes.Equal(a, b) {
			t.Errorf("interpreted %v: equal pieces have the keys %x and %x", interpret, a, b)
		}
		if err := set.Render(&b, "a.html", &data{"n", set.Single("pieces/none.html", "x"), nil}); err == nil {
			t.Errorf("interpreted %v: a piece without a template is rendered", interpret)
		}
	}
}

func TestDefaultsLoad(t *testing.T) {
	t.Parallel()
	if _, err := layout.Load(layouts.FS, nil, layout.Options{}); err != nil {
		t.Errorf("as a site's own: %v", err) // which are escaped at once
	}
	s, err := layout.Load(nil, layouts.FS, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"column.html", "home.html", "list.html", "doctor.html", "clinic.html", "404.html", "tombstone.html",
		"feeds.html", "about.html", "search.html",
	} {
		if !s.Has(name) {
			t.Errorf("there is no default %s", name)
		}
	}
	if _, err := s.HTML("pieces/name.html", struct{ Name, Kana string }{"森下 葉子", ""}); err != nil {
		t.Error(err)
	}
}

func TestFunctionsArePlain(t *testing.T) {
	t.Parallel()
	s, err := layout.Load(tree("a.html", `{{join "・" .Words}} {{first .Name}} {{first ""}}{{add 1 2}}`), nil, layout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	data := struct {
		Words []string
		Name  string
	}{[]string{"月", "水"}, "森下 葉子"}
	if got := render(t, s, "a.html", data); got != "月・水 森 3" {
		t.Errorf("Render = %q", got)
	}
}

// TestTemplatesThatNeverEndAreErrors: who may send a template need not be able to stop the machine.
func TestTemplatesThatNeverEndAreErrors(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"itself":             `{{define "x"}}{{template "x" .}}{{end}}{{template "x" .}}`,
		"each other":         `{{define "x"}}{{template "y" .}}{{end}}{{define "y"}}{{template "x" .}}{{end}}{{template "x" .}}`,
		"range over a count": `{{range 1000000000}}x{{end}}`,
		"in silence":         `{{if .Title}}{{range 1000000000000}}{{end}}{{end}}`,
		"a large number":     `{{$n := 1000000000000}}{{range $n}}{{end}}`,
		"many":               `{{define "x"}}{{range $i, $e := .}}{{range $}}{{range $}}{{range $}}{{range $}}{{range $}}{{range $}}{{range $}}{{.}}{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}{{end}}{{template "x" .Words}}`,
		"longer and longer":  `{{$x := "aaaaaaaaaa"}}{{range .Words}}{{$x = printf "%s%s" $x $x}}{{end}}{{$x}}`,
		"joined":             `{{$x := "aaaaaaaaaa"}}{{range .Words}}{{$x = join $x $.Words}}{{end}}{{$x}}`,
		"printed":            `{{$x := "aaaaaaaaaa"}}{{range .Words}}{{$x = print $x $x "a"}}{{end}}{{$x}}`,
	} {
		data := struct {
			Title string
			Words []string
		}{"題", make([]string, 60)}
		s, err := layout.Load(nil, tree("a.html", text), layout.Options{})
		if err == nil {
			err = s.Render(&bytes.Buffer{}, "a.html", data)
		}
		if err == nil || !strings.Contains(err.Error(), "layouts/a.html") && !strings.Contains(err.Error(), "a.html:") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{`{{range .Words}}{{.}}{{end}}`, `{{if eq (len .Words) 3}}{{index .Words 2}}{{end}}`, `{{printf "%03d" 99999}}`, `{{range $i, $w := .Words}}{{add $i 1}}{{end}}`} {
		s, err := layout.Load(nil, tree("a.html", text), layout.Options{})
		if err == nil {
			err = s.Render(&bytes.Buffer{}, "a.html", struct{ Words []string }{make([]string, 3)})
		}
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}
