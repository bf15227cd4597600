package markdown_test

import (
	"strings"
	"testing"

	"kanshu/internal/markdown"
)

func TestTermsAreExplainedOnce(t *testing.T) {
	t.Parallel()
	terms := markdown.NewTerms([]markdown.Term{
		{Names: []string{"幹細胞"}, Href: "/glossary/#幹細胞", Text: "増える<細胞>。"},
		{Names: []string{"間葉系幹細胞"}, Href: "/glossary/#a", Text: "骨になる細胞。"},
		{Names: []string{"MRI", "磁気共鳴"}, Href: "/glossary/#MRI", Text: "磁石の検査。"},
		{Names: []string{"説明なし", ""}, Href: "/glossary/#none"},
	})
	link := func(n, href, name, text string) string {
		return `<a class="term" href="/glossary/#` + href + `" aria-describedby="term-` + n + `">` + name +
			`</a><span class="tip" role="tooltip" id="term-` + n + `">` + text + `</span>`
	}
	const stem, mesenchymal = "幹細胞", "a"
	for _, test := range []struct{ name, text, want string }{
		{
			"the first use is a link, the second is not", "幹細胞と幹細胞。",
			"<p>" + link("1", stem, "幹細胞", "増える&lt;細胞>。") + "と幹細胞。</p>",
		},
		{
			"the longest name counts, and holds no other", "間葉系幹細胞と間葉系幹細胞と幹細胞。",
			"<p>" + link("1", mesenchymal, "間葉系幹細胞", "骨になる細胞。") + "と間葉系幹細胞と" + link("2", stem, "幹細胞", "増える&lt;細胞>。") + "。</p>",
		},
		{
			"a part of a Latin word is no use", "MRIsとaMRI、MRI検査、磁気共鳴。",
			"<p>MRIsとaMRI、" + link("1", "MRI", "MRI", "磁石の検査。") + "検査、磁気共鳴。</p>",
		},
		{
			"headings, links, code and ruby hold none", "## 幹細胞\n\n[幹細胞](/x/)と`幹細胞`と{幹細胞|かんさいぼう}",
			"<h2 id=\"幹細胞\">幹細胞</h2><p><a href=\"/x/\">幹細胞</a>と<code>幹細胞</code>と<ruby>幹細胞<rp>（</rp><rt>かんさいぼう</rt><rp>）</rp></ruby></p>",
		},
		{"what has no explanation stays", "説明なし", "<p>説明なし</p>"},
		{"lists and strong words may", "- **幹細胞**", "<ul><li><strong>" + link("1", stem, "幹細胞", "増える&lt;細胞>。") + "</strong></li></ul>"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := markdown.Parse("x.md", 1, []byte(test.text))
			if got := string(doc.Render(nil, &markdown.Options{Terms: terms})); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if feed := string(doc.Render(nil, &markdown.Options{Terms: terms, Feed: true})); strings.Contains(feed, "tooltip") {
				t.Errorf("the feed holds %s", feed)
			}
		})
	}
	if markdown.NewTerms(nil) != nil || markdown.NewTerms([]markdown.Term{{Names: []string{"x"}}}) != nil {
		t.Error("no terms are not nil")
	}
}

func TestProseTellsWordsAndReadings(t *testing.T) {
	t.Parallel()
	doc := markdown.Parse("x.md", 1, []byte("## {寛解|かん|かい}とは\n\n糖**尿**病\nの話[@a]。\n\n```\ncode\n```\n\n| a | b |\n| - | - |\n| c | d |\n"))
	var words []string
	var readings []string
	doc.Prose(func(heading bool, text []byte) {
		s := string(text)
		if heading {
			s = "# " + s
		}
		words = append(words, s)
	}, func(base, reading []byte) { readings = append(readings, string(base)+"="+string(reading)) })
	if got, want := strings.Join(words, "|"), "# 寛解とは|糖尿病の話。|code\n|a|b|c|d"; got != want {
		t.Errorf("words %q, want %q", got, want)
	}
	if got := strings.Join(readings, "|"); got != "寛解=かんかい" {
		t.Errorf("readings %q", got)
	}
}
