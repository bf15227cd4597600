package gate_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

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
