package output_test

import (
	"bytes"
	"cmp"
	"math/rand/v2"
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

// A plan comes by path, whatever the order of its kinds and of what each of them plans, and each turn is taken once.
func TestPlansComeByPath(t *testing.T) {
	t.Parallel()
	const letters = "abz/-.Z\x00"
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // no secret
	p := press(t, folio(t))
	for round := range 200 {
		known, kinds := map[string]bool{}, make([]output.Kind, random.IntN(5))
		for i := range kinds {
			as := make([]kanshu.Artifact, 0, 20)
			before := strings.Repeat("columns/x", random.IntN(3)) // mostly alike, and longer than what is compared at once
			for range random.IntN(20) {
				rest := make([]byte, random.IntN(24))
				for k := range rest {
					rest[k] = letters[random.IntN(len(letters))]
				}
				if path := before + string(rest); !known[path] {
					known[path] = true
					as = append(as, kanshu.Artifact{Path: path, Wave: kanshu.Wave(random.IntN(4)), Turn: random.IntN(3)})
				}
			}
			kinds[i] = output.Kind{Name: "some", Plan: func(*output.Press) ([]kanshu.Artifact, error) { return slices.Clone(as), nil }}
		}
		plan, err := output.Plan(p, kinds)
		if err != nil {
			t.Fatal(err)
		}
		turns := map[int]bool{}
		for i, a := range plan {
			if i > 0 && plan[i-1].Path >= a.Path || !known[a.Path] || turns[a.Turn] {
				t.Fatalf("round %d: %q with turn %d comes behind %q", round, a.Path, a.Turn, plan[max(0, i-1)].Path)
			}
			turns[a.Turn] = true
		}
		if len(plan) != len(known) {
			t.Fatalf("round %d: %d files planned, want %d", round, len(plan), len(known))
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
