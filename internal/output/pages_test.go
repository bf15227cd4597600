package output_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"kanshu/internal/testsite"
)

// void are the elements without an end tag (HTML Living Standard, 13.1.2).
var void = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// A tag is one start tag of a page and the text that follows it directly.
type tag struct {
	name string
	attr map[string]string
	text string
}

// readTags reads a page strictly: every end tag meets its start tag.
func readTags(t *testing.T, name, page string) []tag {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(page))
	var open []string
	var all []tag
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%s: <%s> is not closed", name, strings.Join(open, "> <"))
			}
			return all
		case html.StartTagToken:
			tok := z.Token()
			now := tag{tok.Data, map[string]string{}, ""}
			for _, a := range tok.Attr {
				if _, twice := now.attr[a.Key]; twice {
					t.Errorf("%s: <%s> has %s twice", name, tok.Data, a.Key)
				}
				now.attr[a.Key] = a.Val
			}
			all = append(all, now)
			if !slices.Contains(void, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			tok := z.Token()
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Errorf("%s: </%s> closes %v", name, tok.Data, open)
				return all
			}
			open = open[:len(open)-1]
		case html.TextToken:
			if len(all) > 0 {
				all[len(all)-1].text += string(z.Text())
			}
		}
	}
}

func TestPagesAreWellFormedAndNamed(t *testing.T) {
	t.Parallel()
	m := render(t, folio(t))
	for _, name := range m.html() {
		ids, count := map[string]bool{}, map[string]int{}
		tags := readTags(t, name, m.pages[name])
		for _, x := range tags {
			count[x.name]++
			if id, ok := x.attr["id"]; ok {
				if id == "" || ids[id] {
					t.Errorf("%s: id %q stands twice or is empty", name, id)
				}
				ids[id] = true
			}
		}
		for _, x := range tags {
			if _, ok := x.attr["style"]; ok {
				t.Errorf("%s: <%s> has a style attribute", name, x.name)
			}
			if x.name == "script" && x.attr["type"] != "application/ld+json" && x.attr["src"] == "" {
				t.Errorf("%s: a script stands in the page", name)
			}
			for _, key := range []string{"aria-labelledby", "for"} {
				if id := x.attr[key]; id != "" && !ids[id] {
					t.Errorf("%s: %s=%q names nothing", name, key, id)
				}
			}
			if href := x.attr["href"]; strings.HasPrefix(href, "#") && !ids[plain(t, href[1:])] {
				t.Errorf("%s: %s leads nowhere", name, href)
			}
			if x.name == "nav" && x.attr["aria-label"] == "" {
				t.Errorf("%s: a nav has no name", name)
			}
			if _, ok := x.attr["alt"]; x.name == "img" && !ok {
				t.Errorf("%s: a picture has no alt", name)
			}
			if x.name == "th" && x.attr["scope"] == "" {
				t.Errorf("%s: a table's head has no scope", name)
			}
		}
		for _, once := range []string{"h1", "main", "title"} {
			if count[once] != 1 {
				t.Errorf("%s: %d <%s>, want one", name, count[once], once)
			}
		}
	}
}

// plain returns an address without percent forms.
func plain(t *testing.T, at string) string {
	t.Helper()
	s, err := url.PathUnescape(at)
	if err != nil {
		t.Errorf("%s: %v", at, err)
	}
	return s
}

// beside are addresses that other kinds of output plan.
func beside(at string) bool {
	for _, end := range []string{"feed.xml", "atom.xml", "feed.json"} {
		if strings.HasSuffix(at, end) {
			return true
		}
	}
	return false
}

func TestLinksLeadSomewhere(t *testing.T) {
	t.Parallel()
	m := render(t, folio(t))
	for _, name := range m.html() {
		for _, x := range readTags(t, name, m.pages[name]) {
			for _, key := range []string{"href", "src", "action"} {
				at, _, _ := strings.Cut(plain(t, x.attr[key]), "#")
				if !strings.HasPrefix(at, "/") || beside(at) {
					if x.attr[key] != "" && !strings.Contains(x.attr[key], ":") && !strings.HasPrefix(x.attr[key], "#") && !beside(at) {
						t.Errorf("%s: %s=%q is no address from the root", name, key, x.attr[key])
					}
					continue
				}
				file := strings.TrimPrefix(at, "/")
				if strings.HasSuffix(at, "/") {
					file += "index.html"
				}
				if _, ok := m.pages[file]; !ok {
					t.Errorf("%s: %s=%q leads nowhere", name, key, at)
				}
			}
		}
	}
}

// Latin words that may stand on a Japanese page: names of formats and of identifiers.
var latin = strings.NewReplacer("RSS", "", "Atom", "", "JSON Feed", "", "JavaScript", "", "PMID", "", "doi", "", "Hay fever in short", "", "English", "")

func TestJapanesePagesHoldNoEnglishLabel(t *testing.T) {
	t.Parallel()
	m := render(t, folio(t))
	for _, name := range m.html() {
		if strings.HasPrefix(name, "en/") {
			continue
		}
		for _, x := range readTags(t, name, m.pages[name]) {
			if x.name == "script" || x.name == "noscript" || x.attr["lang"] == "en" {
				continue
			}
			for _, words := range []string{x.text, x.attr["aria-label"], x.attr["placeholder"], x.attr["alt"]} {
				if word := english4(latin.Replace(words)); word != "" {
					t.Errorf("%s: <%s> says %q", name, x.name, word)
				}
			}
		}
	}
}

func TestEnglishPagesSayWhatIsJapanese(t *testing.T) {
	t.Parallel()
	m := render(t, folio(t))
	n := 0
	for _, name := range m.html() {
		if !strings.HasPrefix(name, "en/") {
			continue
		}
		n++
		root, err := html.Parse(strings.NewReader(m.pages[name]))
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range japaneseIn(root) {
			t.Errorf("%s says %q and does not name its language", name, words)
		}
	}
	if n < 4 {
		t.Errorf("%d English pages", n)
	}
}

// japaneseIn returns words in kana or kanji that readers and screen readers meet below a node, where no
// element around them says that they are Japanese.
func japaneseIn(n *html.Node) []string {
	var found []string
	if n.Type == html.TextNode && strings.ContainsFunc(n.Data, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }) {
		found = append(found, n.Data)
	}
	for _, a := range n.Attr {
		switch {
		case a.Key == "lang" && a.Val == "ja", a.Key == "aria-hidden":
			return nil
		case a.Key == "aria-label" || a.Key == "placeholder" || a.Key == "alt":
			found = append(found, japaneseIn(&html.Node{Type: html.TextNode, Data: a.Val})...)
		}
	}
	if n.Type == html.ElementNode && n.Data == "head" || n.Data == "script" {
		return nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		found = append(found, japaneseIn(c)...)
	}
	return found
}

// english4 returns the first run of four Latin letters that is no part of an address.
func english4(s string) string {
	for _, word := range strings.Fields(s) {
		if strings.ContainsAny(word, "/@.:") {
			continue
		}
		n := 0
		for _, r := range word {
			if r|0x20 >= 'a' && r|0x20 <= 'z' {
				if n++; n == 4 {
					return word
				}
			} else {
				n = 0
			}
		}
	}
	return ""
}

func TestColumnPageHoldsAllItsPartsInOrder(t *testing.T) {
	t.Parallel()
	page := html.UnescapeString(render(t, folio(t)).page(t, "columns/rich/index.html"))
	parts := []string{
		`class="crumbs"`, `class="kind"`, "<h1>とても", `class="subtitle"`, `datetime="2026-11-02"`, "読むのに約1分", `class="badge"`,
		"架空 太郎", "日向 泉", "監修日", "次回監修期限", "/about/", "この記事の要点", "目次", `class="body"`, "はじめの段落", "自由診療についてのお知らせ", "33,000円",
		"参考文献", "doi.org/10.0000/kakuu.1", "PMID: 1", "訂正の記録", "利益相反", "この記事を監修した医師", "架空専門医(架空学会)", "監修クリニック",
		"とても長い名前の建物", "tel:+81300000009", "休診", "よくある質問", "<strong>少し</strong>", "あわせて読みたい", "/feeds/", "このページの監修日", "次回の監修期限",
	}
	at := 0
	for _, part := range parts {
		i := strings.Index(page[at:], part)
		if i < 0 {
			t.Fatalf("%q does not follow\n%s", part, page[max(0, at-200):at])
		}
		at += i
	}
	for _, part := range []string{
		`data-expires="2027-10-31"`, "unavailable_after: 2027-11-01T00:00:00+09:00", `rel="canonical"`, `id="gone"`,
		`href="/columns/hay-fever/"`, `href="#ref-1"`, "文献1の引用箇所2へ戻る",
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page lacks %s", part)
		}
	}
	if strings.Contains(page, "/columns/none/") || !strings.Contains(page, "消えた記事") {
		t.Error("a link to what is not published keeps its words and loses its address")
	}
}

func TestTombstoneSaysNothingOfTheColumn(t *testing.T) {
	t.Parallel()
	page := render(t, folio(t)).page(t, "columns/gone/index.html")
	for _, part := range []string{"内容を見直しているため、公開を休止しています", "2026年11月22日", `content="noindex"`, "tel:"} {
		if !strings.Contains(page, part) {
			t.Errorf("the tombstone lacks %q", part)
		}
	}
	if strings.Contains(page, "ld+json") || strings.Contains(page, "canonical") {
		t.Error("the tombstone speaks to machines")
	}
}

func TestTranslationsNameEachOther(t *testing.T) {
	t.Parallel()
	m := render(t, folio(t))
	for _, name := range []string{"columns/hay-fever/index.html", "en/columns/hay-fever/index.html"} {
		page := m.page(t, name)
		for _, lang := range []string{`hreflang="ja"`, `hreflang="en"`, `hreflang="x-default"`} {
			if !strings.Contains(page, lang) {
				t.Errorf("%s lacks %s", name, lang)
			}
		}
	}
	if page := m.page(t, "en/columns/hay-fever/index.html"); !strings.Contains(page, `<html lang="en">`) || !strings.Contains(page, "Next review due") {
		t.Error("the English page does not speak English")
	}
}

func TestListsHaveTwentyAPage(t *testing.T) {
	t.Parallel()
	site := folio(t)
	for i := range 41 {
		testsite.Put(site, fmt.Sprintf("columns/many-%02d.md", i), strings.Replace(strings.Replace(english, "Hay fever in short", fmt.Sprintf("記事 %d", i), 1),
			"date: 2026-11-02", fmt.Sprintf("date: 20%02d-01-02\ncategory: アレルギー", 26-i%3), 1))
	}
	m := render(t, site)
	first := m.page(t, "columns/index.html")
	if n := strings.Count(first, `class="row"`); n != 20 {
		t.Errorf("the first page lists %d columns, want 20", n)
	}
	third := m.page(t, "columns/page/3/index.html")
	if !strings.Contains(third, `href="/columns/page/2/"`) || !strings.Contains(third, "3ページ中3ページ目") {
		t.Error("the last page does not lead back, or does not say where it stands")
	}
	if !strings.Contains(third, "2024年の記事") {
		t.Error("the archive is not parted by year")
	}
	if _, ok := m.pages["columns/page/1/index.html"]; ok {
		t.Error("the first page has a second address")
	}
}
