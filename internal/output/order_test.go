package output_test

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/output"
)

// A page holds nothing of the page that was made before it in the same memory: made backwards, all are the same.
func TestPagesHoldNothingOfThePageBefore(t *testing.T) {
	t.Parallel()
	for _, fresh := range []bool{false, true} {
		forwards := render(t, folio(t))
		p := press(t, folio(t))
		p.Fresh = fresh
		plan, err := output.Plan(p, output.All)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range slices.Backward(plan) {
			var b bytes.Buffer
			if err := a.Make(&b); err != nil {
				t.Fatalf("make %s: %v", a.Path, err)
			}
			if b.String() != forwards.pages[a.Path] {
				t.Errorf("%s, made backwards:\n%s\nforwards:\n%s", a.Path, b.String(), forwards.pages[a.Path])
			}
			if a.Key != forwards.plan[i].Key {
				t.Errorf("%s: its key is %v, made backwards, and %v forwards", a.Path, a.Key, forwards.plan[i].Key)
			}
		}
	}
}

// Columns are best made newest first, as they stand beside each other in lists.
func TestColumnsTakeTheirTurnsNewestFirst(t *testing.T) {
	t.Parallel()
	p := press(t, folio(t))
	plan, err := output.Plan(p, output.All)
	if err != nil {
		t.Fatal(err)
	}
	plan = slices.DeleteFunc(plan, func(a kanshu.Artifact) bool {
		return a.Wave != kanshu.Pages || p.Edition.Column("/"+strings.TrimSuffix(a.Path, "index.html")) == nil
	})
	slices.SortFunc(plan, func(a, b kanshu.Artifact) int { return cmp.Compare(a.Turn, b.Turn) })
	for i, c := range p.Edition.Columns() {
		if got, want := plan[i].Path, c.Path("ja")[1:]+"index.html"; got != want {
			t.Errorf("turn %d is that of %s, want %s", i, got, want)
		}
	}
}

// A layout may ask a heading for its address with percent signs, by program and by the executor.
func TestAHeadingHasItsAddressInTwoForms(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{"a.html": {Data: []byte(`{{range .Contents}}<a {{.At}} title="{{.Href}}" href="{{.Href}}">{{.Text}}</a>{{end}}`)}}
	for _, interpret := range []bool{false, true} {
		set, err := layout.Load(site, nil, layout.Options{Interpret: interpret})
		if err != nil {
			t.Fatal(err)
		}
		page := &output.ColumnPage{Contents: []output.Heading{{At: `href="#花"`, ID: "花", Text: "花粉"}}}
		var b bytes.Buffer
		if err := set.Render(&b, "a.html", page); err != nil {
			t.Fatal(err)
		}
		if got, want := b.String(), `<a href="#花" title="#%E8%8A%B1" href="#%E8%8A%B1">花粉</a>`; got != want {
			t.Errorf("interpreted %v: got %s, want %s", interpret, got, want)
		}
		if !set.Flat("a.html", page) {
			t.Error("no program can be made of a layout that asks for .Href")
		}
	}
}
