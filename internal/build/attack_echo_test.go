package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/report"
)

// The words of a column that was public and is withdrawn. None may be left; its address may stand in the
// tombstone, in the feeds' withdrawal, in build.json and in _redirects.
const gonePage = "---\n" +
	"title: 鯨髭の題名 qzvexw\nsubtitle: 鯨髭の副題\ndescription: 鯨髭の要約 qzvexw\ndate: 2026-11-01\nsupervisor: hinata\nreviewed: 2026-11-01\nreview_due: 2026-11-30\n" +
	"category: 鯨髭分類\ntags: [鯨髭札, 予防]\naliases: [/columns/old-gone/, /gone.html]\npoints: [鯨髭の要点]\nimage: qzvexw.png\nauthor: 鯨髭 太郎\n" +
	"faq: [{q: 鯨髭は何ですか。, a: 鯨髭の答えです。}]\nreferences: [{title: 鯨髭文献, url: \"https://qzvexw.example.jp/\", id: w}]\ncoi: 鯨髭社から謝礼\n---\n" +
	"\n鯨髭の本文。[@w]\n\n## 鯨髭の見出し\n\n![鯨髭の図](qzvexw.png)\n"

// linkForms are the ways in which a column may name another one.
var linkForms = []string{
	"[一](/columns/gone/)", "[二](/columns/gone)", "[三](../gone/)", "[四](gone/index.md)", "[五](/columns/gone/index.html)", "[六](/columns/gone/#sec)", "[七](/columns/gone/?q=1#sec)", "[八](gone.md)", "[九](./gone.md#sec)",
	"[十](https://column.example.jp/columns/gone/)", "[十一](https://column.example.jp/columns/gone/#sec)", "[十二](HTTPS://COLUMN.example.jp/columns/gone/)", "[十三](//column.example.jp/columns/gone/)", "[十四](http://column.example.jp/columns/gone/)", "[十五](https://column.example.jp:443/columns/gone/)",
	"[十六][ref]", "[ref]", "<https://column.example.jp/columns/gone/>", "[十七](/columns/old-gone/)", "[十八](/gone.html)", "[十九](/columns/./gone/)", "[二十](/columns/x/../gone/)", "[二一](/columns/%67one/)", "[二二](/columns/gone/ \"題\")", "[二三](/category/鯨髭分類/)", "[二四](/tags/鯨髭札/)", "[**二五**](/columns/gone/)", "[二六](</columns/gone/>)", "[二七](/columns//gone/)", "[二八](/Columns/Gone/)",
}

// linkSite is the tiny site with the column that will be gone, and columns that link to it.
func linkSite(t testing.TB) files {
	body := "\n"
	for _, l := range linkForms {
		body += l + "を見る。\n\n"
	}
	body += "見る https://column.example.jp/columns/gone/ も。\n\n- 並び [二九](/columns/gone/)\n\n> 引用 [三十](/columns/gone/)\n\n| 表 |\n| --- |\n| [三一](/columns/gone/) |\n\n脚注[^a]\n\n[^a]: [三二](/columns/gone/)\n\n:::notice\n[三三](/columns/gone/)\n:::\n\n[ref]: /columns/gone/\n"
	return tiny(t).with(files{
		"columns/gone/index.md":   gonePage,
		"columns/gone/qzvexw.png": smallPNG + "鯨髭",
		"columns/linker.md":       "---\ntitle: 案内\nsupervisor: kurose\nreviewed: 2026-10-01\nreview_due: 2027-09-30\ndescription: 案内です。\nreferences:\n  - {title: 前のコラム, url: \"https://column.example.jp/columns/gone/\"}\n  - https://column.example.jp/columns/gone/\n---\n" + body,
		"columns/asker.md":        "---\ntitle: 問答\nsupervisor: kurose\nreviewed: 2026-10-01\nreview_due: 2027-09-30\nfaq:\n  - {q: 問一, a: \"[答](/columns/gone/)を見る。\"}\n  - {q: 問二, a: \"[答](https://column.example.jp/columns/gone/)を見る。\"}\n---\n\n## よくある質問\n\n### 問三\n\n[答](/columns/gone/)\n",
	})
}

const (
	dayBefore = "2026-11-30"
	dayAfter  = "2026-12-01"
)

// twin is what the site must be once the column is gone: the same without it, its address among those that
// were withdrawn by hand.
func twin(site files) files {
	return site.without("columns/gone").with(files{"data/withdrawn.yaml": "- path: /columns/gone/\n  since: " + dayAfter + "\n"})
}

// TestWithdrawnColumnLeavesNoEcho withdraws a column whose review ran out: from a warm build, from one that
// lost what it kept, and from nothing.
func TestWithdrawnColumnLeavesNoEcho(t *testing.T) {
	t.Parallel()
	for _, host := range []string{"generic", "netlify", "cloudflare"} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			site := linkSite(t)
			site["kanshu.yaml"] += "output: {host: " + host + "}\n"
			_, want := fresh(t, twin(site).fsys(), on(dayAfter))
			_, never := fresh(t, site.without("columns/gone").fsys(), on(dayAfter))

			dir := filepath.Join(quickDir(t), "public")
			_, before := publishSite(t, site.fsys(), dir, on(dayBefore))
			if !strings.Contains(before["columns/gone/index.html"], "鯨髭の本文") || !strings.Contains(before["columns/linker/index.html"], "columns/gone/") {
				t.Fatal("the column was not public, so nothing can be withdrawn")
			}
			r, warm := publishSite(t, site.fsys(), dir, on(dayAfter))
			same(t, "warm", warm, want)
			onlyAsAddress(t, warm, host)
			purged(t, r, before, warm)
			warned(t, r)

			if host == "generic" {
				_, _ = publishSite(t, site.fsys(), dir, build.Options{Today: on(dayBefore).Today, Forced: true, Version: "0", Layouts: on(today).Layouts, Assets: on(today).Assets})
			}
			if err := os.RemoveAll(filepath.Join(filepath.Dir(dir), ".public.kanshu")); err != nil {
				t.Fatal(err)
			}
			_, cold := publishSite(t, site.fsys(), dir, on(dayAfter))
			same(t, "what was kept is lost", cold, want)
			_, empty := fresh(t, site.fsys(), on(dayAfter))
			same(t, "from nothing", empty, never)
			tombOnly(t, want, never)
			feedsTell(t, before, want)
		})
	}
}

// onlyAsAddress wants that nothing is left of the column but its address, where it may stand.
func onlyAsAddress(t *testing.T, tree files, host string) {
	t.Helper()
	silent(t, "withdrawn", tree, "鯨髭", "qzvexw", "old-gone", "gone.html")
	// In the last two the address stands as a text that the column's author wrote.
	allowed := []string{"atom.xml", "build.json", "feed.json", "feed.xml", "columns/linker/index.html"}
	if host == "netlify" {
		allowed = append(allowed, "_redirects")
	}
	for name, text := range tree {
		if strings.HasPrefix(name, "doctors/kurose/") { // their feeds hold the author's text
			text = strings.ReplaceAll(html.UnescapeString(text), "<p>https://column.example.jp/columns/gone/", "")
			text = strings.ReplaceAll(text, ">https://column.example.jp/columns/gone/<", "")
			text = strings.ReplaceAll(text, "見る https://column.example.jp/columns/gone/ も", "")
		}
		if strings.Contains(text, "columns/gone") && !slices.Contains(allowed, name) {
			i := strings.Index(text, "columns/gone")
			t.Errorf("%s still names the address: …%s…", name, text[max(0, i-60):min(len(text), i+40)])
		}
	}
	if host == "netlify" && !strings.Contains(tree["_redirects"], "/columns/gone/  /columns/gone/index.html  410!") {
		t.Errorf("_redirects does not say 410:\n%s", tree["_redirects"])
	}
	page := tree["columns/gone/index.html"]
	if !strings.Contains(page, "noindex") || !strings.Contains(page, "公開を休止しています") || !strings.Contains(page, "03-0000-0123") || strings.Contains(page, "ld+json") {
		t.Errorf("the tombstone is not one:\n%s", page)
	}
	for name, text := range tree {
		if strings.HasPrefix(name, "columns/linker") && strings.Contains(text, `url":"https://column.example.jp/columns/gone`) {
			t.Errorf("%s: structured data leads to the address", name)
		}
		if !strings.HasSuffix(name, ".html") || name == "columns/gone/index.html" {
			continue
		}
		for _, href := range hrefs(t, tree[name]) {
			if strings.Contains(strings.ToLower(unescaped(href)), "gone") {
				t.Errorf("%s links to %s", name, href)
			}
		}
	}
	for _, word := range []string{"一", "十", "二十", "三三"} {
		if !strings.Contains(tree["columns/linker/index.html"], word) {
			t.Errorf("the words of the link %q are lost", word)
		}
	}
}

// hrefs returns every address that a page leads to.
func hrefs(t *testing.T, page string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "href" || a.Key == "src" || a.Key == "content" {
				all = append(all, a.Val)
			}
		}
	}
	return all
}

// purged wants purge.txt to name every address at which something else, or nothing, stands now.
func purged(t *testing.T, r *build.Report, before, after files) {
	t.Helper()
	lines := strings.Split(string(report.Purge("https://column.example.jp", r.Changes)), "\n")
	for name, text := range before {
		if after[name] == text || strings.HasPrefix(name, "_") {
			continue
		}
		address := "https://column.example.jp/" + strings.TrimSuffix(name, "index.html")
		if !slices.ContainsFunc(lines, func(l string) bool { return unescaped(l) == address }) {
			t.Errorf("purge.txt does not name %s", address)
		}
	}
}

// warned wants a warning for every link that was taken off.
func warned(t *testing.T, r *build.Report) {
	t.Helper()
	n := map[string]int{}
	for _, v := range r.Verdicts {
		for _, f := range v.Findings {
			if f.Rule == "link-withheld" && f.Severity == kanshu.Warn {
				n[v.Column.File]++
			}
		}
	}
	if n["columns/linker.md"] < 20 || n["columns/asker.md"] < 3 {
		t.Errorf("links that were taken off: %v, want at least 20 of linker and 3 of asker", n)
	}
}

// tombOnly pins in which files a withdrawal may differ from a column that never was.
func tombOnly(t *testing.T, withdrawn, never files) {
	t.Helper()
	want := []string{"atom.xml", "build.json", "columns/gone/index.html", "feed.json", "feed.xml"}
	if withdrawn["_redirects"] != never["_redirects"] {
		want = append([]string{"_redirects"}, want...)
	}
	if got := difference(withdrawn, never); !slices.Equal(got, want) {
		t.Errorf("a tombstone changes %v, want %v", got, want)
	}
}

// feedsTell wants the withdrawal in all three feeds, under the name that subscribers know.
func feedsTell(t *testing.T, before, after files) {
	t.Helper()
	const url = "https://column.example.jp/columns/gone/"
	for name, marks := range map[string][2]string{
		"feed.xml":  {fmt.Sprintf("<guid isPermaLink=\"true\">%s</guid>", url), "公開を休止しています"},
		"atom.xml":  {fmt.Sprintf("<at:deleted-entry ref=\"%s\" when=\"2026-12-01T00:00:00+09:00\">", url), "</at:deleted-entry>"},
		"feed.json": {fmt.Sprintf("\"id\":\"%s\"", url), "公開を休止しています"},
	} {
		for _, mark := range marks {
			if !strings.Contains(after[name], mark) {
				t.Errorf("%s does not tell of the withdrawal: no %s", name, mark)
			}
		}
		if name == "feed.xml" && !strings.Contains(before[name], marks[0]) && !strings.Contains(before[name], ">"+url+"</guid>") {
			t.Errorf("%s had another guid before", name)
		}
	}
}
