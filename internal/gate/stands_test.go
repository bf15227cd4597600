package gate_test

import (
	"fmt"
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/testsite"
)

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
	empty, _ := mustJudge(t, handSite(), gate.Options{Rules: []*gate.Rule{reports("none")}})
	for _, path := range []string{"/", "/columns/", "/category/", "/tags/"} {
		if !empty.Stands(path) {
			t.Errorf("%s does not stand where there is no column", path)
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
