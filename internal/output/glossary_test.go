package output_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/testsite"
)

const termsFile = `terms:
  - {term: MRI, explanation: 磁石と電波で体の中を写す検査。}
  - {term: ワクチン, reading: わくちん, explanation: 体に病気を覚えさせる薬。}
  - {term: 花粉症, reading: かふんしょう, explanation: 花粉で起こるアレルギー。}
  - {term: 学会, reading: がっかい, explanation: 研究者の集まり。}
  - {term: 本文, reading: ほんぶん, explanation: "<主な>文章。", aliases: [本 文]}
  - {term: カード, reading: かーど, explanation: 薄い札。}
  - {term: 嗅覚, reading: きゅうかく, explanation: においの感覚。}
`

func withTerms(t *testing.T) fstest.MapFS {
	t.Helper()
	site := folio(t)
	testsite.Put(site, "data/glossary.yaml", termsFile)
	return site
}

// The glossary stands in the order of dictionaries: か, が and かー as one kana, small kana as large.
func TestGlossaryIsInOrder(t *testing.T) {
	t.Parallel()
	page := render(t, withTerms(t)).page(t, "glossary/index.html")
	var got []string
	for _, m := range regexp.MustCompile(`<div id="([^"]+)"|<h2[^>]*>([^<]+)<`).FindAllStringSubmatch(page, -1) {
		got = append(got, m[1]+m[2])
	}
	want := "か行 カード 学会 花粉症 嗅覚 は行 本文 わ行 ワクチン そのほか MRI"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, " "), want)
	}
	_, ld, _ := strings.Cut(page, `<script type="application/ld+json">`)
	ld, _, _ = strings.Cut(ld, "</script>")
	var graph struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(ld), &graph); err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(graph.Graph, func(n map[string]any) bool { return n["@type"] == "DefinedTermSet" })
	if i < 0 || len(graph.Graph[i]["hasDefinedTerm"].([]any)) != 7 {
		t.Errorf("the terms are not told to machines: %s", ld)
	}
}

// Links from columns lead to anchors that are there.
func TestTermsLeadToTheGlossary(t *testing.T) {
	t.Parallel()
	m := render(t, withTerms(t))
	page, glossary := m.page(t, "columns/rich/index.html"), m.page(t, "glossary/index.html")
	if !strings.Contains(page, `<a class="term" href="/glossary/#本文" aria-describedby="term-1">本文</a>`) ||
		!strings.Contains(page, `id="term-1">&lt;主な>文章。</span>`) {
		t.Error("the column does not explain its term")
	}
	if !strings.Contains(glossary, `id="本文"`) || !strings.Contains(glossary, "本 文") {
		t.Error("the glossary does not hold the term")
	}
	for _, name := range []string{"index.html", "sitemap.xml"} {
		if !strings.Contains(m.page(t, name), "/glossary/") {
			t.Errorf("%s does not name the glossary", name)
		}
	}
	if strings.Contains(m.page(t, "feed.xml"), "tooltip") || strings.Contains(m.page(t, "en/columns/hay-fever/index.html"), `class="term"`) {
		t.Error("feeds and other languages explain terms")
	}
}

// A term that is explained differently changes the page that explains it, and its key.
func TestTermsAreInKeys(t *testing.T) {
	t.Parallel()
	a := render(t, withTerms(t))
	site := withTerms(t)
	testsite.Put(site, "data/glossary.yaml", strings.Replace(termsFile, "<主な>文章", "主な文章", 1))
	b := render(t, site)
	for _, page := range []string{"columns/rich/index.html", "glossary/index.html"} {
		if a.page(t, page) == b.page(t, page) || keys(a)[page] == keys(b)[page] {
			t.Errorf("%s did not change", page)
		}
	}
}

func TestNoTermsNoGlossary(t *testing.T) {
	t.Parallel()
	for name, page := range render(t, folio(t)).pages {
		if strings.Contains(name, "glossary") || strings.Contains(page, `/glossary/"`) || strings.Contains(page, `class="term"`) {
			t.Errorf("%s speaks of a glossary", name)
		}
	}
}
