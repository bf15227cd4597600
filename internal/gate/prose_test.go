package gate_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A shelf is a cache in memory.
type shelf struct {
	kept map[kanshu.Digest][]kanshu.Finding
	hits int
}

func (s *shelf) Findings(key kanshu.Digest) ([]kanshu.Finding, bool) {
	fs, ok := s.kept[key]
	if ok {
		s.hits++
	}
	return fs, ok
}

func (s *shelf) Keep(key kanshu.Digest, fs []kanshu.Finding) { s.kept[key] = fs }

// TestReadingIsKeptByAllItDependsOn: a second run reads nothing and finds the same, without the findings that
// hang on the day; a change of anything that reading may look at is read anew.
func TestReadingIsKeptByAllItDependsOn(t *testing.T) {
	t.Parallel()
	read := 0
	prose := func(id string) *gate.Rule {
		return &gate.Rule{ID: id, Severity: kanshu.Warn, Read: func(c *gate.Case, _ *markdown.Doc) {
			read++
			c.Report(kanshu.Pos{File: c.Column.File, Line: 7}, kanshu.Wording{JA: "読んだ"}, kanshu.Wording{})
		}}
	}
	deaf := prose("deaf")
	deaf.Suspects = func(*gate.Prose) bool { return false }
	base := []*gate.Rule{reports("fact", kanshu.Finding{Severity: kanshu.Warn}), deaf, prose("one"), prose("two")}
	clinic := func() *kanshu.Clinic {
		return &kanshu.Clinic{Name: "架空医院", Tel: kanshu.Tel{Shown: "03-0000-0001"}, Fax: kanshu.Tel{Shown: "03-0000-0002"}}
	}
	make := func() *kanshu.Site {
		c := column("x", "本文")
		c.Clinics = []*kanshu.Clinic{clinic()}
		c.Supervisors = []kanshu.Supervisor{{Doctor: &kanshu.Doctor{}, Clinic: clinic()}, {Doctor: &kanshu.Doctor{}}}
		return handSite(c)
	}
	for name, step := range map[string]struct {
		change func(*kanshu.Site)
		rules  []*gate.Rule
		again  int // readings of the second run
	}{
		"nothing":                 {again: 0},
		"the file":                {change: func(s *kanshu.Site) { s.Columns[0].File = "columns/y.md" }, again: 2},
		"the body":                {change: func(s *kanshu.Site) { s.Columns[0].Body.Digest[0]++ }, again: 2},
		"the front matter":        {change: func(s *kanshu.Site) { s.Columns[0].Head[0]++ }, again: 2},
		"a clinic's name":         {change: func(s *kanshu.Site) { s.Columns[0].Clinics[0].Name = "y" }, again: 2},
		"a clinic's telephone":    {change: func(s *kanshu.Site) { s.Columns[0].Clinics[0].Tel.Shown = "y" }, again: 2},
		"a clinic's fax":          {change: func(s *kanshu.Site) { s.Columns[0].Clinics[0].Fax.Shown = "y" }, again: 2},
		"a supervisor's clinic":   {change: func(s *kanshu.Site) { s.Columns[0].Supervisors[0].Clinic.Name = "y" }, again: 2},
		"name and telephone join": {change: func(s *kanshu.Site) { c := s.Columns[0].Clinics[0]; c.Name, c.Tel.Shown = c.Name+"0", c.Tel.Shown[1:] }, again: 2},
		"a policy that refuses":   {change: func(s *kanshu.Site) { s.Config.Policy.Refuse = []string{"fact"} }, again: 2},
		"a policy that warns":     {change: func(s *kanshu.Site) { s.Config.Policy.Warn = []string{"fact"} }, again: 2},
		"a rule more":             {rules: append(slices.Clone(base), prose("three")), again: 3},
		"a rule by another name":  {rules: []*gate.Rule{base[0], deaf, prose("one"), prose("2")}, again: 2},
		"a rule about facts":      {rules: append(slices.Clone(base), reports("more")), again: 0},
	} {
		kept := &shelf{kept: map[kanshu.Digest][]kanshu.Finding{}}
		read = 0
		_, first := mustJudge(t, make(), gate.Options{Rules: base, Cache: kept})
		if read != 2 || kept.hits != 0 || len(first[0].Findings) != 3 {
			t.Fatalf("%s: %d readings, %d hits, %d findings", name, read, kept.hits, len(first[0].Findings))
		}
		for _, fs := range kept.kept {
			if len(fs) != 2 || fs[0].Rule != "one" || fs[1].Rule != "two" {
				t.Errorf("%s: kept are %v", name, fs)
			}
		}
		read = 0
		site, rs := make(), base
		if step.change != nil {
			step.change(site)
		}
		if step.rules != nil {
			rs = step.rules
		}
		_, second := mustJudge(t, site, gate.Options{Rules: rs, Cache: kept})
		if read != step.again {
			t.Errorf("%s: %d readings, want %d", name, read, step.again)
		}
		if name == "nothing" && fmt.Sprint(second[0].Findings) != fmt.Sprint(first[0].Findings) {
			t.Errorf("%s: %v after %v", name, second[0].Findings, first[0].Findings)
		}
	}
}

// TestWhatNeedsNoReadingIsNotRead: no body, or one that was found clear while it was surveyed, or no rule that reads.
func TestWhatNeedsNoReadingIsNotRead(t *testing.T) {
	t.Parallel()
	read := 0
	reader := &gate.Rule{ID: "r", Read: func(*gate.Case, *markdown.Doc) { read++ }}
	opened := 0
	site := func(change func(*kanshu.Column)) *kanshu.Site {
		c := column("x", "本文")
		c.Body.Read = func(*[]byte) ([]byte, error) { opened++; return []byte("本文"), nil }
		change(c)
		return handSite(c)
	}
	for name, c := range map[string]struct {
		change       func(*kanshu.Column)
		rule         *gate.Rule
		read, opened int
	}{
		"a body":             {func(*kanshu.Column) {}, reader, 1, 1},
		"a body of one byte": {func(c *kanshu.Column) { c.Body.Size = 1 }, reader, 1, 1},
		"no body":            {func(c *kanshu.Column) { c.Body.Size = 0 }, reader, 0, 0},
		"a clear body":       {func(c *kanshu.Column) { c.Survey.Clear = true }, reader, 0, 0},
		"no rule that reads": {func(*kanshu.Column) {}, reports("x"), 0, 0},
	} {
		read, opened = 0, 0
		mustJudge(t, site(c.change), gate.Options{Rules: []*gate.Rule{c.rule}})
		if read != c.read || opened != c.opened {
			t.Errorf("%s: read %d times, opened %d times", name, read, opened)
		}
	}
}

// TestClearMeansThatNoRuleCouldFindAnything.
func TestClearMeansThatNoRuleCouldFindAnything(t *testing.T) {
	t.Parallel()
	read := func(*gate.Case, *markdown.Doc) {}
	suspects := func(p *gate.Prose) bool { return bytes.Contains(p.Sheet.Source(), []byte("日本一")) }
	fact, keen := &gate.Rule{Check: func(*gate.Case) {}}, &gate.Rule{Read: read}
	word, marks := &gate.Rule{Read: read, Suspects: suspects}, &gate.Rule{Read: read, Marks: true}
	both := &gate.Rule{Read: read, Marks: true, Suspects: suspects}
	plain, odd := &kanshu.Survey{Plain: true}, &kanshu.Survey{}
	for _, c := range []struct {
		name  string
		rules []*gate.Rule
		body  string
		s     *kanshu.Survey
		want  bool
	}{
		{"no rules", nil, "x", odd, true},
		{"facts alone", []*gate.Rule{fact}, "日本一", odd, true},
		{"a rule that always reads", []*gate.Rule{keen}, "x", plain, false},
		{"behind a fact", []*gate.Rule{fact, keen}, "x", plain, false},
		{"words that are not there", []*gate.Rule{word}, "x", odd, true},
		{"words that are there", []*gate.Rule{word}, "日本一", plain, false},
		{"marks in a plain body", []*gate.Rule{marks}, "x", plain, true},
		{"marks in another", []*gate.Rule{marks}, "x", odd, false},
		{"marks or words", []*gate.Rule{both}, "日本一", plain, true},
		{"neither", []*gate.Rule{both}, "x", odd, true},
		{"words in an odd body", []*gate.Rule{both}, "日本一", odd, false},
		{"one clear and one not", []*gate.Rule{word, keen}, "x", plain, false},
	} {
		if got := gate.Clear(c.rules, gate.NewProse(markdown.Open("x.md", 1, []byte(c.body)), c.s, nil)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
