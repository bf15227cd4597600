package gate_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// column returns a column that was made by hand.
func column(slug, body string) *kanshu.Column {
	return &kanshu.Column{
		Slug: kanshu.Slug(slug), File: "columns/" + slug + ".md", Head: kanshu.DigestOf([]byte(slug)),
		Review: kanshu.Review{On: today.AddDays(-1), Due: today.AddDays(100)},
		Body: kanshu.Text{
			Line: 5, Size: len(body), Digest: kanshu.DigestOf([]byte(body)), Read: func(*[]byte) ([]byte, error) { return []byte(body), nil },
		},
	}
}

// handSite returns a site of such columns.
func handSite(columns ...*kanshu.Column) *kanshu.Site {
	return &kanshu.Site{Config: &kanshu.Config{Language: "ja"}, Columns: columns}
}

func mustJudge(t *testing.T, site *kanshu.Site, o gate.Options) (*gate.Edition, []kanshu.Verdict) {
	t.Helper()
	o.Today = today
	e, verdicts, err := gate.Judge(site, fstest.MapFS{}, o)
	if err != nil {
		t.Fatal(err)
	}
	return e, verdicts
}

// reports is a rule that adds findings to every column.
func reports(id string, fs ...kanshu.Finding) *gate.Rule {
	return &gate.Rule{ID: id, Check: func(c *gate.Case) {
		for _, f := range fs {
			c.Add(f)
		}
	}}
}

// TestRefusalsTellWhatReadersSee: a refusal without words for readers gets them, in rules as in reading;
// words that are there stay, and what refuses nothing gets none.
func TestRefusalsTellWhatReadersSee(t *testing.T) {
	t.Parallel()
	own := kanshu.Wording{JA: "自分の言葉", EN: "own words"}
	all := []kanshu.Finding{
		{Severity: kanshu.Refuse, Message: kanshu.Wording{JA: "0"}},
		{Severity: kanshu.Refuse, Readers: own, Message: kanshu.Wording{JA: "1"}},
		{Severity: kanshu.Note, Message: kanshu.Wording{JA: "2"}},
		{Severity: kanshu.Warn, Message: kanshu.Wording{JA: "3"}},
		{Severity: kanshu.Warn, Readers: own, Message: kanshu.Wording{JA: "4"}},
	}
	c := column("x", "")
	c.Findings = slices.Clone(all)
	for name, judgedBy := range map[string]*gate.Rule{"reading": reports("none"), "rule": reports("one", all...)} {
		col := c
		if name == "rule" {
			col = column("x", "")
		}
		_, verdicts := mustJudge(t, handSite(col), gate.Options{Rules: []*gate.Rule{judgedBy}})
		if n := len(verdicts[0].Findings); n != len(all) {
			t.Fatalf("%s: %d findings", name, n)
		}
		for _, f := range verdicts[0].Findings {
			got := "none"
			switch {
			case f.Readers == own:
				got = "own"
			case strings.Contains(f.Readers.JA, "公開されません") && strings.Contains(f.Readers.EN, "not published"):
				got = "withheld"
			}
			if want := []string{"withheld", "own", "none", "none", "own"}[f.Message.JA[0]-'0']; got != want {
				t.Errorf("%s: finding %s tells readers %q, want %s", name, f.Message.JA, f.Readers.JA, want)
			}
		}
	}
}

// TestPolicyRaisesWhatReadingFinds: the findings of reading become stricter as those of rules do, and only
// those that the policy names.
func TestPolicyRaisesWhatReadingFinds(t *testing.T) {
	t.Parallel()
	c := column("x", "")
	c.Findings = []kanshu.Finding{{Rule: "a", Severity: kanshu.Warn}, {Rule: "b", Severity: kanshu.Note}, {Rule: "c", Severity: kanshu.Note}, {Rule: "d", Severity: kanshu.Warn}}
	site := handSite(c)
	site.Config.Policy.Refuse, site.Config.Policy.Warn = []string{"d"}, []string{"b", "other"}
	_, verdicts := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{reports("none")}})
	var got []string
	for _, f := range verdicts[0].Findings {
		got = append(got, f.Rule+" "+f.Severity.String())
	}
	if s := strings.Join(got, ", "); s != "a warn, b warn, c note, d refuse" || verdicts[0].Outcome != kanshu.Refused {
		t.Errorf("%s; %v", s, verdicts[0].Outcome)
	}
}

// TestPanicIsToldAtTheHeadOfTheFile.
func TestPanicIsToldAtTheHeadOfTheFile(t *testing.T) {
	t.Parallel()
	_, verdicts := mustJudge(t, handSite(column("x", "")), gate.Options{Rules: []*gate.Rule{{ID: "bad", Severity: kanshu.Warn, Check: func(*gate.Case) { panic("qzv") }}}})
	f := verdicts[0].Findings[0]
	if f.Pos != (kanshu.Pos{File: "columns/x.md", Line: 1, Char: 1}) || f.Rule != "bad" || !strings.Contains(f.Message.EN, "qzv") || f.Readers.IsZero() || f.Hint.IsZero() {
		t.Errorf("%+v", f)
	}
}

// TestDraftsAreToldOfNotesAlone: a held column's faults become notes without words for readers; what holds it stays.
func TestDraftsAreToldOfNotesAlone(t *testing.T) {
	t.Parallel()
	c := column("x", "")
	c.Draft = true
	_, verdicts := mustJudge(t, handSite(c), gate.Options{Rules: []*gate.Rule{reports("r", kanshu.Finding{Severity: kanshu.Refuse}, kanshu.Finding{Severity: kanshu.Warn, Readers: kanshu.Wording{JA: "x"}}, kanshu.Finding{Severity: kanshu.Hold}, kanshu.Finding{Severity: kanshu.Note})}})
	for i, want := range []kanshu.Severity{kanshu.Note, kanshu.Note, kanshu.Hold, kanshu.Note} {
		if f := verdicts[0].Findings[i]; f.Severity != want || f.Severity == kanshu.Note && !f.Readers.IsZero() {
			t.Errorf("finding %d: %v, %v", i, f.Severity, f.Readers)
		}
	}
}

// TestEditionIsInOrder: columns newest first and then by slug and language; people and places in office and with
// a name; topics of the record in its order, then the others by id, and only those that a column names.
func TestEditionIsInOrder(t *testing.T) {
	t.Parallel()
	topic := func(id string) *kanshu.Topic { return &kanshu.Topic{ID: id, Name: id} }
	record := []*kanshu.Topic{topic("z"), topic("unused"), topic("m")}
	free := map[string]*kanshu.Topic{"k": topic("k"), "b": topic("b")}
	day := func(c *kanshu.Column, n int, lang, category string) *kanshu.Column {
		c.Date, c.Lang, c.Category = today.AddDays(-n), lang, free[category]
		for _, r := range record {
			if r.ID == category {
				c.Category = r
			}
		}
		if c.Category != nil && category != "m" {
			c.Tags = []*kanshu.Topic{c.Category}
		}
		return c
	}
	site := handSite(day(column("a", ""), 9, "", "m"), day(column("c", ""), 1, "", "k"), day(column("b", ""), 1, "zh", "b"), day(column("b", ""), 1, "en", "b"), day(column("d", ""), 0, "", "z"), day(column("e", ""), 5, "", ""), day(column("f", ""), 6, "", "k"), day(column("g", ""), 0, "", "k"))
	site.Categories, site.Tags = record, record
	yesterday := today.AddDays(-1)
	site.Doctors = []*kanshu.Doctor{{ID: "left", Name: "x", Until: yesterday}, {ID: "nameless"}, {ID: "in", Name: "x"}, {ID: "last", Name: "x", Until: today}}
	site.Clinics = []*kanshu.Clinic{{ID: "shut", Name: "x", Until: yesterday}, {ID: "nameless"}, {ID: "open", Name: "x"}}
	e, _ := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{reports("none")}})
	var got []string
	for _, c := range e.Columns() {
		got = append(got, string(c.Slug)+c.Lang)
	}
	for _, d := range e.Doctors() {
		got = append(got, d.ID)
	}
	for _, c := range e.Clinics() {
		got = append(got, c.ID)
	}
	for _, ts := range [][]*kanshu.Topic{e.Categories(), e.Tags()} {
		for _, tp := range ts {
			got = append(got, tp.ID)
		}
	}
	if s := strings.Join(got, " "); s != "d g ben bzh c e f a in last open z m b k z b k" {
		t.Error(s)
	}
	for _, c := range e.Columns() {
		if c.Category != nil && !slices.ContainsFunc(e.Categories(), func(t *kanshu.Topic) bool { return t.ID == c.Category.ID }) {
			t.Errorf("%s stands in %s, which is no category of the edition", c.Slug, c.Category.ID)
		}
	}
	if e.PageSize() != 20 || e.Config() != site.Config {
		t.Errorf("%d columns a page", e.PageSize())
	}
}

// TestNextKnowsAllWhoMayLeave: a doctor written out in a column, one who vouches for none, a clinic.
func TestNextKnowsAllWhoMayLeave(t *testing.T) {
	t.Parallel()
	soon := today.AddDays(3)
	for name, change := range map[string]func(*kanshu.Site){
		"a doctor written out": func(s *kanshu.Site) {
			s.Columns[0].Supervisors = []kanshu.Supervisor{{Doctor: &kanshu.Doctor{Name: "x", Until: soon}}}
		},
		"a doctor without column": func(s *kanshu.Site) { s.Doctors = []*kanshu.Doctor{{ID: "x", Name: "x", Until: soon}} },
		"a clinic":                func(s *kanshu.Site) { s.Clinics = []*kanshu.Clinic{{ID: "x", Name: "x", Until: soon}} },
		"a review":                func(s *kanshu.Site) { s.Columns[1].Review.Due = soon },
	} {
		site := handSite(column("x", ""), column("y", ""))
		change(site)
		if e, _ := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{reports("none")}}); e.Next() != soon.AddDays(1) {
			t.Errorf("%s: %v", name, e.Next())
		}
	}
	if e, _ := mustJudge(t, handSite(), gate.Options{Rules: []*gate.Rule{reports("none")}}); !e.Next().IsZero() {
		t.Errorf("nothing ends, and next is %v", e.Next())
	}
}
