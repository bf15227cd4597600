package gate_test

import (
	"strings"
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// TestWhatChecksFindIsRemembered: by the column as it is written and the records, and for those columns alone in
// which reading found nothing. A rule that is Live or Daily is asked each time.
func TestWhatChecksFindIsRemembered(t *testing.T) {
	t.Parallel()
	asked := map[string]int{}
	rule := func(r gate.Rule) *gate.Rule {
		r.Severity = kanshu.Warn
		tell := func(c *gate.Case) {
			asked[r.ID]++
			c.Report(kanshu.Pos{File: c.Column.File, Line: 1, Char: 1}, kanshu.Wording{EN: r.ID}, kanshu.Wording{})
		}
		if r.ID == "daily" {
			r.Daily = tell
		} else {
			r.Check = tell
		}
		return &r
	}
	cache := &shelf{kept: map[kanshu.Digest][]kanshu.Finding{}}
	o := gate.Options{Rules: []*gate.Rule{rule(gate.Rule{ID: "plain"}), rule(gate.Rule{ID: "live", Live: true}), rule(gate.Rule{ID: "daily"})}, Cache: cache, Base: kanshu.DigestOf([]byte("records"))}
	for i, c := range []struct {
		what string
		col  kanshu.Column
		base string
		want int // how often the plain rule was asked by then
	}{
		{"the first", kanshu.Column{File: "columns/a.md", Slug: "a", Head: kanshu.DigestOf([]byte("1"))}, "records", 1},
		{"the same", kanshu.Column{File: "columns/a.md", Slug: "a", Head: kanshu.DigestOf([]byte("1"))}, "records", 1},
		{"another head", kanshu.Column{File: "columns/a.md", Slug: "a", Head: kanshu.DigestOf([]byte("2"))}, "records", 2},
		{"another body", kanshu.Column{File: "columns/a.md", Slug: "a", Head: kanshu.DigestOf([]byte("1")), Body: kanshu.Text{Digest: kanshu.DigestOf([]byte("b"))}}, "records", 3},
		{"another file", kanshu.Column{File: "columns/b.md", Slug: "b", Head: kanshu.DigestOf([]byte("1"))}, "records", 4},
		{"other records", kanshu.Column{File: "columns/a.md", Slug: "a", Head: kanshu.DigestOf([]byte("1"))}, "others", 5},
		{"without a head", kanshu.Column{File: "columns/a.md", Slug: "a"}, "records", 6},
		{"without a head again", kanshu.Column{File: "columns/a.md", Slug: "a"}, "records", 7},
		{"found by reading", kanshu.Column{File: "columns/a.md", Slug: "a", Head: kanshu.DigestOf([]byte("1")), Findings: []kanshu.Finding{{Rule: "read", Severity: kanshu.Note}}}, "records", 8},
		{"the first again", kanshu.Column{File: "columns/a.md", Slug: "a", Head: kanshu.DigestOf([]byte("1"))}, "records", 8},
	} {
		o.Base = kanshu.DigestOf([]byte(c.base))
		_, verdicts := mustJudge(t, handSite(&c.col), o)
		if asked["plain"] != c.want || asked["live"] != i+1 || asked["daily"] != i+1 {
			t.Errorf("%s: asked %v; want the plain rule %d times, the others %d times", c.what, asked, c.want, i+1)
		}
		got := ""
		for _, f := range verdicts[0].Findings {
			got += f.Rule + " "
		}
		for _, id := range []string{"plain", "live", "daily"} {
			if strings.Count(got, id+" ") != 1 {
				t.Errorf("%s: the findings are %q", c.what, got)
			}
		}
	}
	if cache.hits != 2 {
		t.Errorf("%d answers were remembered, want 2", cache.hits)
	}
}

// TestRecordsWithholdNothing: what a rule finds in a picture of a record is told once, and refuses nothing.
func TestRecordsWithholdNothing(t *testing.T) {
	t.Parallel()
	at := func(line int) kanshu.Pos { return kanshu.Pos{File: "data/doctors/a.yaml", Line: line, Char: 1} }
	tell := func(id string, s kanshu.Severity, line int) *gate.Rule {
		return &gate.Rule{ID: id, Severity: s, Record: func(c *gate.Case, _ kanshu.Image, _ gate.Sight) {
			c.Report(at(line), kanshu.Wording{EN: id}, kanshu.Wording{})
		}}
	}
	site := handSite()
	site.Images = []kanshu.Image{{Dest: "x.png", Pos: at(3)}, {Dest: "y.png", Pos: at(3)}}
	site.Findings = []kanshu.Finding{{Rule: "known", Pos: at(3)}}
	mustJudge(t, site, gate.Options{Rules: []*gate.Rule{
		tell("strict", kanshu.Refuse, 3), tell("gentle", kanshu.Note, 3), tell("warns", kanshu.Warn, 3), tell("known", kanshu.Warn, 3), tell("known", kanshu.Warn, 4),
	}})
	want := map[string]kanshu.Severity{"known 3": kanshu.Refuse, "strict 3": kanshu.Warn, "gentle 3": kanshu.Note, "warns 3": kanshu.Warn, "known 4": kanshu.Warn}
	if len(site.Findings) != len(want) {
		t.Errorf("%d findings, want %d: %+v", len(site.Findings), len(want), site.Findings)
	}
	for _, f := range site.Findings {
		key := f.Rule + " " + string(rune('0'+f.Pos.Line))
		if s, ok := want[key]; !ok || key != "known 3" && f.Severity != s || f.Severity != kanshu.Refuse && !f.Readers.IsZero() {
			t.Errorf("%s: %v, %+v", key, f.Severity, f.Readers)
		}
		delete(want, key)
	}
	if len(want) > 0 {
		t.Errorf("not told: %v", want)
	}
}
