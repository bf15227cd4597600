package output_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/output"
	"kanshu/internal/testsite"
)

// plenty is a site in two languages with lists of several pages, as the configuration says.
func plenty(t *testing.T, config string) fstest.MapFS {
	t.Helper()
	site := folio(t)
	testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+config)
	for i := range 9 {
		for _, lang := range []string{"", ".en"} {
			testsite.Put(site, fmt.Sprintf("columns/more-%d%s.md", i, lang), fmt.Sprintf("---\ntitle: 題 %d\nsupervisor: [hinata, kurose]\nreviewed: 2026-10-01\nreview_due: 2027-09-30\ndate: 2026-10-02\ncategory: 分類%d\ntags: [共通, 札%d]\naliases: [/old/%d%s/]\n---\n本文\n", i, i%2, i%3, i, lang))
		}
	}
	testsite.Put(site, "columns/only.en.md", "---\ntitle: Only\nsupervisor: kurose\nreviewed: 2026-10-01\nreview_due: 2027-09-30\ndate: 2026-10-02\ncategory: Alone\ntags: [lonely]\n---\nText\n")
	return site
}

// TestLinksLeadWhereFilesStand holds the addresses that links may lead to against the files that are planned:
// what the gate says stands is made, and every page, feed and list that is made can be linked to.
func TestLinksLeadWhereFilesStand(t *testing.T) {
	t.Parallel()
	const glossary = "- {term: 抗ヒスタミン薬, reading: こうひすたみんやく, explanation: 薬です}\n"
	asked := map[string]bool{"/sitemap.xml": true}
	planned := map[string]map[string]bool{}
	presses := map[string]*output.Press{}
	for name, config := range map[string]string{"plain": "output: {page_size: 4}\n", "bare": "search: false\nabout: https://example.jp/about\n", "glossary": "output: {page_size: 1}\n"} {
		site := plenty(t, config)
		if name == "glossary" {
			testsite.Put(site, "data/glossary.yaml", glossary)
		}
		p := press(t, site)
		plan, err := output.Plan(p, output.All)
		if err != nil {
			t.Fatal(err)
		}
		planned[name], presses[name] = map[string]bool{}, p
		for _, a := range plan {
			at, page := strings.CutSuffix("/"+a.Path, "index.html")
			if page && !strings.HasPrefix(at, "/old/") && at != "/columns/gone/" || strings.HasSuffix(at, "/feed.xml") || strings.HasSuffix(at, "/atom.xml") || strings.HasSuffix(at, "/feed.json") || at == "/sitemap.xml" {
				planned[name][at], asked[at] = true, true
			}
		}
	}
	if len(asked) < 60 {
		t.Fatalf("only %d addresses are asked for", len(asked))
	}
	for _, at := range slices.Sorted(maps.Keys(asked)) {
		for _, more := range []string{"", "page/2/", "page/3/", "page/10/", "page/19/", "page/20/", "feed.xml", "atom.xml", "x/"} {
			for _, before := range []string{"", "/en", "/zh"} {
				for name, p := range presses {
					if at := before + at + more; p.Edition.Stands(at) != planned[name][at] {
						t.Errorf("%s: Stands(%q) = %v, planned: %v", name, at, !planned[name][at], planned[name][at])
					}
				}
			}
		}
	}
}

// TestLinksToAliasesLeadToTheColumn: an alias in a text is printed as the address that it leads to.
func TestLinksToAliasesLeadToTheColumn(t *testing.T) {
	t.Parallel()
	site := plenty(t, "")
	testsite.Put(site, "columns/rich.md", strings.Replace(rich, "/columns/none/", "/old/3", 1))
	if page := render(t, site).page(t, "columns/rich/index.html"); !strings.Contains(page, `href="/columns/more-3/"`) {
		t.Error("a link to an alias does not lead to its column")
	}
}

// TestNoFieldLeadsToAWithheldColumn: references, a sponsor and the menu lose an address of this site where nothing
// stands, as a link in the text does, and whole addresses stand for the paths of those that do.
func TestNoFieldLeadsToAWithheldColumn(t *testing.T) {
	t.Parallel()
	site := plenty(t, "menu:\n  - {name: 休止中, url: /columns/none/}\n  - {name: 休止中, url: \"https://example.jp/columns/none/#x\"}\n  - {name: 題三, url: /columns/more-3/}\n")
	base := strings.TrimSuffix(press(t, site).Edition.Config().BaseURL, "/")
	site["kanshu.yaml"].Data = []byte(strings.ReplaceAll(string(site["kanshu.yaml"].Data), "https://example.jp/columns/", base+"/columns/"))
	head := "references:\n  - {title: 甲, url: /columns/none/}\n  - {title: 乙, url: \"" + base + "/columns/none/\"}\n  - /columns/none/\n  - {title: 丙, url: /columns/more-3/}\nsponsor: {name: 提供社, label: 広告, url: \"" + base + "/columns/none/\"}\n"
	testsite.Put(site, "columns/leads.md", "---\ntitle: 導く\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n"+head+"---\n本文\n")
	tree := render(t, site)
	page := tree.page(t, "columns/leads/index.html")
	for _, to := range []string{`href="/columns/none`, `href="` + base + `/columns/none`, `"url":"/columns/`, `"url":"` + base + `/columns/none`} {
		if strings.Contains(page, to) {
			t.Errorf("the page leads to a column that is withheld: %s", to)
		}
	}
	for _, want := range []string{"甲", "乙", "提供社", `href="` + base + `/columns/more-3/"`, `"url":"` + base + `/columns/more-3/"`, `<a href="/columns/more-3/">題三</a>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, "休止中") {
		t.Error("the menu leads to a column that is withheld")
	}
}
