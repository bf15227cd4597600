package layout_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"kanshu/internal/layout"
)

// Templates that were made ready are taken where the sources are the same, and write what these write; with one template of
// a site's own, all go the usual way.
func TestReadyTemplatesStandForTheirSources(t *testing.T) {
	t.Parallel()
	defaults := tree(
		"base.html", `<main title="{{.Title}}">{{block "main" .}}none{{end}}</main>`,
		"a.html", `{{define "main"}}A {{.Title}} {{template "pieces/p.html" .}}{{template "more" .}}{{end}}{{define "more"}}more{{end}}`,
		"b.html", `<a href="/{{.Title}}" title="{{template "pieces/p.html" .}}">{{template "pieces/p.html" .}}</a>`, // no program can be made of it
		"pieces/p.html", `{{with .Title}}{{.}}{{else}}-{{end}}`,
	)
	minified := 0
	o := layout.Options{Generator: "test", Minify: func(_ string, b []byte) ([]byte, error) {
		minified++
		return bytes.ReplaceAll(b, []byte("A "), []byte("a ")), nil
	}}
	ready, err := layout.Ready(defaults, o)
	if err != nil {
		t.Fatal(err)
	}
	minified = 0
	usual, err := layout.Load(nil, defaults, o)
	if err != nil {
		t.Fatal(err)
	}
	o.Ready = ready
	for _, test := range []struct {
		name   string
		site   fstest.MapFS
		asked  int // what the minifier is
		differ bool
	}{
		{"no template of its own", tree(), 0, false},
		{"a template of its own", tree("pieces/p.html", "own"), 4, true},
	} {
		minified = 0
		set, err := layout.Load(test.site, defaults, o)
		if err != nil {
			t.Fatal(err)
		}
		if (set.Digest() != usual.Digest()) != test.differ {
			t.Errorf("%s: the digests differ: %v, want %v", test.name, !test.differ, test.differ)
		}
		for name, data := range map[string]any{"a.html": note{`<"x">`}, "pieces/p.html": &note{}} {
			got, want := render(t, set, name, data), render(t, usual, name, data)
			if (got != want) != test.differ {
				t.Errorf("%s: %s is %s, without what was made ready %s", test.name, name, got, want)
			}
		}
		if minified != test.asked {
			t.Errorf("%s: %d templates were minified, want %d", test.name, minified, test.asked)
		}
		if got, want := render(t, set, "b.html", note{"'"}), render(t, usual, "b.html", note{"'"}); (got != want) != test.differ {
			t.Errorf("%s: by the executor b.html is %s, without what was made ready %s", test.name, got, want)
		}
		if len(set.Interpreted()) != 1 {
			t.Errorf("%s: the executor ran %v, want b.html alone", test.name, set.Interpreted())
		}
	}
	if _, err := layout.Ready(tree("a.html", "<a href='{{if .Title}}'{{end}}>"), o); err == nil {
		t.Error("what does not escape was made ready")
	}
	if _, err := layout.Ready(tree("a.html", "{{"), o); err == nil {
		t.Error("what does not parse was made ready")
	}
}
