package gate_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/testsite"
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

// TestLinksAreToldWithTheirCause: a link to a column that is kept out is told as such, every other as leading
// nowhere; columns that are kept out are not asked.
func TestLinksAreToldWithTheirCause(t *testing.T) {
	t.Parallel()
	linker := column("linker", "")
	at := kanshu.Pos{File: "columns/linker.md", Line: 9, Char: 2}
	for _, dest := range []string{"/columns/kept/", "kept.md", "/columns/nowhere/", "/category/k/", "/columns/draft/", "nameless.md", "/columns/linker/"} {
		linker.Survey.Links = append(linker.Survey.Links, kanshu.Ref{Dest: dest, Pos: at})
	}
	kept, draft, nameless := column("kept", ""), column("draft", ""), column("nameless", "")
	kept.Findings = []kanshu.Finding{{Severity: kanshu.Refuse}}
	kept.Survey.Links = []kanshu.Ref{{Dest: "/nowhere/"}}
	kept.Category = &kanshu.Topic{ID: "k"}
	draft.Draft = true
	nameless.Slug, nameless.Findings = "", kept.Findings
	site := handSite(linker, kept, draft, nameless)
	_, verdicts := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{reports("none")}})
	var got []string
	for _, f := range verdicts[0].Findings {
		got = append(got, f.Rule)
		words := map[string]string{"link-withheld": "not published now|returns by itself", "link-broken": "nothing stands at|check the address"}[f.Rule]
		message, hint, _ := strings.Cut(words, "|")
		if f.Severity != kanshu.Warn || f.Pos != at || f.Readers.IsZero() || !strings.Contains(f.Message.EN, message) || !strings.Contains(f.Hint.EN, hint) {
			t.Errorf("%+v", f)
		}
	}
	slices.Sort(got)
	if s := strings.Join(got, " "); s != "link-broken link-broken link-broken link-withheld link-withheld link-withheld" || verdicts[0].Outcome != kanshu.Approved {
		t.Errorf("%s; %v", s, verdicts[0].Outcome)
	}
	if len(verdicts[1].Findings) != 1 {
		t.Errorf("a column that is kept out is told of its links: %v", verdicts[1].Findings)
	}
}

// TestPreviewShowsOneColumnAnAddress: what is approved goes before what is not, the first before the second,
// and what has no address is not shown.
func TestPreviewShowsOneColumnAnAddress(t *testing.T) {
	t.Parallel()
	verdict := func(slug, title string, o kanshu.Outcome) kanshu.Verdict {
		return kanshu.Verdict{Column: &kanshu.Column{Slug: kanshu.Slug(slug), Title: title}, Outcome: o}
	}
	site := handSite()
	e := gate.Preview(site, fstest.MapFS{}, []kanshu.Verdict{
		verdict("a", "first", kanshu.Refused), verdict("a", "second", kanshu.Held), verdict("", "nameless", kanshu.Refused), verdict("b", "alone", kanshu.Held), verdict("c", "approved", kanshu.Approved), verdict("c", "late", kanshu.Refused),
	}, today)
	var got []string
	for _, c := range e.Columns() {
		got = append(got, c.Title)
	}
	if s := strings.Join(got, " "); s != "first alone approved" {
		t.Error(s)
	}
}

// TestOneBringsSurveysUpToDate: the column's own and those of the columns that it leads to; a link to a column
// that would be refused is told, and errors of the machine come back.
func TestOneBringsSurveysUpToDate(t *testing.T) {
	t.Parallel()
	col, good, bad := column("col", ""), column("good", "本文"), column("bad", "")
	bad.Findings = []kanshu.Finding{{Severity: kanshu.Refuse}}
	site := handSite(bad, col, good)
	shown := gate.Shown(site, fstest.MapFS{}, today)
	surveyed := map[string]int{}
	o := gate.Options{Today: today, Rules: []*gate.Rule{{ID: "r", Read: func(*gate.Case, *markdown.Doc) {}}, reports("n", kanshu.Finding{Severity: kanshu.Warn, Pos: kanshu.Pos{File: "columns/col.md", Line: 9}}, kanshu.Finding{Severity: kanshu.Warn, Pos: kanshu.Pos{File: "columns/col.md", Line: 2}})}, Survey: func(c *kanshu.Column) {
		surveyed[string(c.Slug)]++
		if c == col {
			c.Survey.Links = nil
			for _, dest := range []string{"good.md", "bad.md", "#x", "/columns/col/", "/columns/", "/nowhere/"} {
				c.Survey.Links = append(c.Survey.Links, kanshu.Ref{Dest: dest, Pos: kanshu.Pos{File: "columns/col.md", Line: 5}})
			}
		}
	}}
	v, err := gate.One(site, shown, col, o)
	var got []string
	for _, f := range v.Findings {
		got = append(got, fmt.Sprintf("%d %s", f.Pos.Line, f.Rule))
	}
	if s := strings.Join(got, ", "); err != nil || v.Outcome != kanshu.Approved || s != "2 n, 5 link-broken, 5 link-withheld, 9 n" || fmt.Sprint(surveyed) != "map[bad:1 col:1 good:1]" {
		t.Errorf("%v, %v: %s; surveyed %v", err, v.Outcome, s, surveyed)
	}
	if v, err = gate.One(site, shown, bad, o); err != nil || v.Outcome != kanshu.Refused || len(v.Findings) != 3 || v.Findings[1].Pos.Line != 2 {
		t.Errorf("%v, %v", err, v)
	}
	for _, broken := range []*kanshu.Column{good, col} {
		broken.Body.Size = 3
		broken.Body.Read = func(*[]byte) ([]byte, error) { return nil, kanshu.ErrChanged }
		if _, err := gate.One(site, shown, col, o); !errors.Is(err, kanshu.ErrChanged) {
			t.Errorf("%s changed: %v", broken.Slug, err)
		}
	}
}

// TestListsOfOnePageAndOfMore: a list's second page stands from the column that does not fit the first.
func TestListsOfOnePageAndOfMore(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "false false", 19: "false false", 20: "false false", 21: "true false", 40: "true false", 41: "true true"} {
		var columns []*kanshu.Column
		for i := range n {
			columns = append(columns, column(fmt.Sprintf("c%d", i), ""))
		}
		e, _ := mustJudge(t, handSite(columns...), gate.Options{Rules: []*gate.Rule{reports("none")}})
		if got := fmt.Sprint(e.Stands("/columns/page/2/"), e.Stands("/columns/page/3/")); got != want {
			t.Errorf("%d columns: pages 2 and 3 stand: %s", n, got)
		}
	}
	fsys := testsite.New(t)
	testsite.Put(fsys, "data/glossary.yaml", "- {term: 薬, explanation: 薬です}\n")
	testsite.Put(fsys, "kanshu.yaml", "title: x\nbase_url: https://column.example.jp\nsearch: false\nabout: https://example.jp/\n")
	_, e, _ := judged(t, fsys)
	if got := fmt.Sprint(e.Stands("/glossary/"), e.Stands("/search/"), e.Stands("/about/")); got != "true false false" {
		t.Error(got)
	}
}

// TestTranslationsHaveListsOfTheirOwn: lists and pages of a language stand where it has columns; doctors' pages
// count those of the site's own language.
func TestTranslationsHaveListsOfTheirOwn(t *testing.T) {
	t.Parallel()
	cancer, dotted := &kanshu.Topic{ID: "がん"}, &kanshu.Topic{ID: "v2.0"}
	doctor, guest := &kanshu.Doctor{ID: "in", Name: "x"}, &kanshu.Doctor{ID: "out", Name: "x", Until: today.AddDays(-1)}
	var columns []*kanshu.Column
	for i := range 21 {
		c := column(fmt.Sprintf("c%d", i), "")
		c.Lang, c.Category, c.Tags = "en", cancer, []*kanshu.Topic{dotted}
		c.File = fmt.Sprintf("columns/c%d/index.en.md", i)
		columns = append(columns, c)
	}
	for i := range 20 {
		c := column(fmt.Sprintf("j%d", i), "")
		c.Category = dotted
		columns = append(columns, c)
	}
	columns[21].File, columns[21].Lang = "columns/other-name.md", "ja"
	for _, c := range columns {
		c.Supervisors = []kanshu.Supervisor{{Doctor: doctor}, {Doctor: guest}, {Doctor: &kanshu.Doctor{Name: "written out"}}}
	}
	site := handSite(columns...)
	site.Config.Search = true
	site.Doctors = []*kanshu.Doctor{doctor, guest}
	e, _ := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{reports("none")}})
	for p, want := range map[string]bool{
		"/en/": true, "/en/columns/": true, "/en/columns/page/2/": true, "/en/columns/page/3/": false, "/en/category/": true, "/en/category/がん/": true, "/en/category/がん/page/2/": true, "/category/がん/": false, "/en/category/がん/feed.xml": false, "/en/tags/v2.0/": true, "/tags/v2.0/": false, "/en/search/": true, "/zh/": false, "/en/feeds/": false, "/en/doctors/in/": false, "/ja/": false, "/en/columns/c3/": true, "/columns/c3/": false,
		"/columns/": true, "/columns/page/2/": false, "/category/v2.0/": true, "/category/v2.0/feed.json": true, "/category/v2.0/page/2/": false, "/doctors/in/": true, "/doctors/in/page/2/": false, "/doctors/in/feed.xml": true, "/doctors/out/": false, "/doctors//": false, "/search/": true, "/columns/page/x/": false, "/columns/page//": false, "page/2/": false, "/page/2/": false, "/": true, "": false,
	} {
		if e.Stands(p) != want {
			t.Errorf("Stands(%q) = %v", p, !want)
		}
	}
	from := e.Column("/en/columns/c3/")
	for dest, want := range map[string]string{
		"/en/category/か\u3099ん/": "/en/category/がん/", "/category/v2.0": "/category/v2.0/", "../../../category/v2.0/": "/category/v2.0/", "../../../category/v2.0": "/category/v2.0/", "../c4/index.en.md": "/en/columns/c4/", "../j1.md": "/columns/j1/", "../other-name.md": "/columns/j0/", "../j0.md": "/columns/j0/", "../c4.en.md": "/en/columns/c4/", "/columns/c4/index.en.md": "/en/columns/c4/", "../j1/index.md": "/columns/j1/", "../c4/": "/en/columns/c4/", "../../../columns/j1/": "/columns/j1/", "../../../": "/", "../j1/": "", "../c4.md": "",
	} {
		if to, _, ok := e.Link(from, dest); to != want && ok || ok != (want != "") {
			t.Errorf("Link(%q) = %q, %v, want %q", dest, to, ok, want)
		}
	}
}
