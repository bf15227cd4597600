package gate_test

import (
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

// What a rule that is not Live finds is remembered, so it is handed nothing that changes by itself: no day, and
// to look at a picture or at templates stops it, which refuses.
func TestRulesThatAreNotLiveSeeNothingThatChanges(t *testing.T) {
	t.Parallel()
	fsys := testsite.New(t)
	site, err := source.Load(fsys, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		look  func(*gate.Case)
		stops bool
	}{
		{"a picture", func(c *gate.Case) { c.Picture("/assets/x.png") }, true},
		{"templates", func(c *gate.Case) { c.Templates() }, true},
		{"the day", func(c *gate.Case) {
			if c.Today.IsZero() {
				panic("no day")
			}
		}, true},
		{"the column", func(c *gate.Case) { c.Column.At("title") }, false},
	} {
		for _, live := range []bool{false, true} {
			rule := &gate.Rule{ID: "curious", Severity: kanshu.Note, Live: live, Check: c.look}
			_, verdicts, err := gate.Judge(site, fsys, gate.Options{Rules: []*gate.Rule{rule}, Today: testsite.Today})
			if err != nil {
				t.Fatal(err)
			}
			stopped := verdicts[0].Outcome == kanshu.Refused
			if want := c.stops && !live; stopped != want {
				t.Errorf("%s, live %v: stopped %v, want %v", c.name, live, stopped, want)
			}
		}
	}
}
