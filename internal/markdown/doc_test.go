package markdown_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"kanshu/internal/markdown"
)

func TestFindings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ src, want string }{
		{"問題のない**段落**です。", ""},
		{"前\n**太字が閉じない", "stray-markup 12:1"},
		{"段落~~が残る", "stray-markup 11:3"},
		{"[窓口](https://example.jp/ の先", "stray-markup 11:4"},
		{"\\*\\*わざと\\*\\*", ""},
		{"`**`はコード", ""},
		{"用量は5*3*2mgです", "emphasis-between-digits 11:5"},
		{"*5*と*3*", ""},
		{"段落\n---", "setext-heading 11:1"},
		{"段落\n===", ""},
		{"<b>太い</b>文字", "raw-html 11:1"},
		{"<!-- メモ -->本文", ""},
		{"<script>\nx\n</script>", "raw-html 11:1"},
		{"一<br>二", ""},
		{"[だめ](javascript:x)", "link-scheme 11:1"},
		{"<ftp://example.jp/>", "link-scheme 11:1"},
		{"![](zu.png)", "picture-alt 11:1"},
		{"![図](zu.png)", ""},
		{"[@nai]", ""},
		{":::なぞ\n本文\n:::", "notice-unknown 11:1"},
		{"前\n\n:::notice\n本文", "notice-open 13:1"},
		{"本文[^nai]", "footnote-unknown 11:3"},
		{"[^a]: 使わない", "footnote-unused 11:1"},
		{"[節へ](#setsu)", "fragment-unknown 11:1"},
		{"## 節 {#setsu}\n\n[節へ](#setsu)", ""},
	} {
		var got []string
		for _, f := range markdown.Parse("columns/x.md", 11, []byte(c.src)).Findings() {
			got = append(got, fmt.Sprintf("%s %d:%d", f.Rule, f.Pos.Line, f.Pos.Char))
			if f.Message.JA == "" || f.Message.EN == "" || f.Hint.JA == "" || f.Hint.EN == "" || strings.Contains(f.Message.JA, "%s") {
				t.Errorf("%q: the wording of %s is not whole: %+v", c.src, f.Rule, f)
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.src, s, c.want)
		}
	}
}

func TestOutline(t *testing.T) {
	t.Parallel()
	src := "# 題\n\n## {膵臓|すいぞう}と*胃*[^a]\n\n### 細かい節\n\n## [費用](/x/) {#cost}\n\n> ## 引用の中\n\n[^a]: 注"
	got := markdown.Parse("x.md", 1, []byte(src)).Outline()
	ruby := "<ruby>膵臓<rp>（</rp><rt>すいぞう</rt><rp>）</rp></ruby>と<em>胃</em>"
	want := []markdown.Heading{{Level: 2, ID: "題", HTML: "題", Text: "題", Children: []markdown.Heading{
		{Level: 3, ID: "膵臓と胃", HTML: ruby, Text: "膵臓と胃"},
		{Level: 3, ID: "cost", HTML: "費用", Text: "費用"},
	}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestCites(t *testing.T) {
	t.Parallel()
	got := markdown.Parse("x.md", 1, []byte("一[@b]二[@a; @b]三[@a]")).Cites()
	want := []markdown.Cite{{ID: "b", Anchors: []string{"cite-1", "cite-3"}}, {ID: "a", Anchors: []string{"cite-2", "cite-4"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestQuestions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		src  string
		want []markdown.Question
	}{
		{
			"## よくある質問\n\n### Q1. {膵臓|すいぞう}は？\n\nA. 奥です。\n\n- 胃の裏\n\n### 痛い？\n\nいいえ。\n\n## 次の章\n\n本文",
			[]markdown.Question{{Q: "膵臓は？", A: "<p>奥です。</p><ul><li>胃の裏</li></ul>"}, {Q: "痛い？", A: "<p>いいえ。</p>"}},
		},
		{
			"## FAQ\n\n**Q. 保険は？**\n\n使えます。\n\n**Q. 期間は？**\nA. 3~6か月です。",
			[]markdown.Question{{Q: "保険は？", A: "<p>使えます。</p>"}, {Q: "期間は？", A: "<p>3~6か月です。</p>"}},
		},
		{
			"## よくあるご質問（FAQ）\n\n保険は？\n: 使えます。\n: ただし初診のみ。\n\n期間は？\n: 3か月です。",
			[]markdown.Question{{Q: "保険は？", A: "<p>使えます。</p><p>ただし初診のみ。</p>"}, {Q: "期間は？", A: "<p>3か月です。</p>"}},
		},
		{":::faq\nQ1. 保険は？\n\n使えます。\n:::", []markdown.Question{{Q: "保険は？", A: "<p>使えます。</p>"}}},
		{"## よくある質問\n\n本文だけ。", nil},
		{"## 質問の仕方\n\n### Q1. これは？\n\n違います。", nil},
		{"## よくある質問\n\n### Q1. 答えのない問い？\n\n### Q2. 答えのある問い？\n\nはい。", []markdown.Question{{Q: "答えのある問い？", A: "<p>はい。</p>"}}},
	} {
		d := markdown.Parse("x.md", 1, []byte(c.src))
		if got := d.Questions(&markdown.Options{Feed: true}); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q\n got %+v\nwant %+v", c.src, got, c.want)
		}
	}
}

func TestSpans(t *testing.T) {
	t.Parallel()
	src := "## {膵臓|すいぞう}の**話**\n\n日本語の\n**「強い」**文[^a] &amp; 印。\n\n- 箇条\n\n> 引用\n\n| 頭 |\n|---|\n| か\u3099ん |\n\n![図の説明](zu.png \"図1\")\n\n[^a]: 注"
	d := markdown.Parse("x.md", 5, []byte(src))
	var got []string
	for _, s := range d.Spans() {
		got = append(got, s.Kind.String()+" "+s.Text)
	}
	want := []string{"heading 膵臓の話", "paragraph 日本語の「強い」文 & 印。", "item 箇条", "quote 引用", "cell 頭", "cell がん", "alt 図の説明", "caption 図1", "paragraph 注"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
	for _, c := range []struct {
		span       int
		words      string
		line, char int
	}{
		{0, "膵臓", 5, 5},
		{0, "の", 5, 13},
		{0, "話", 5, 16},
		{1, "日本", 7, 1},
		{1, "「強い」", 8, 3},
		{1, "文", 8, 9},
		{1, "&", 8, 15},
		{1, "印", 8, 21},
		{2, "箇条", 10, 3},
		{3, "引用", 12, 3},
		{6, "説明", 18, 5},
		{8, "注", 20, 7},
	} {
		s := d.Spans()[c.span]
		p := s.Pos(strings.Index(s.Text, c.words))
		if p.Line != c.line || p.Char != c.char {
			t.Errorf("%q of %q: got %d:%d, want %d:%d", c.words, s.Text, p.Line, p.Char, c.line, c.char)
		}
	}
}

func TestSurvey(t *testing.T) {
	t.Parallel()
	src := "# 題\n\n短い前置き。\n\n" + strings.Repeat("この治療は{膵臓|すいぞう}の**検査**です。", 12) + "\n\n[別の章](../b/)と[外](https://example.jp/)と[@r1]\n\n![図](a.png)\n\n## よくある質問\n"
	s := markdown.Survey("columns/x.md", 9, []byte(src))
	if want := strings.Repeat("この治療は膵臓の検査です。", 9); s.Lead != want {
		t.Errorf("lead %q, want %q", s.Lead, want)
	}
	if want := 1 + 6 + 12*13 + 6 + 6; s.Letters != want {
		t.Errorf("%d letters, want %d", s.Letters, want)
	}
	if len(s.Links) != 2 || s.Links[1].Dest != "https://example.jp/" || s.Links[0].Dest != "../b/" || s.Links[0].Text != "別の章" || s.Links[0].Pos.Line != 15 {
		t.Errorf("links %+v", s.Links)
	}
	if len(s.Pictures) != 1 || s.Pictures[0].Dest != "a.png" || s.Pictures[0].Text != "図" {
		t.Errorf("pictures %+v", s.Pictures)
	}
	if len(s.Cites) != 1 || s.Cites[0].Dest != "r1" || s.Cites[0].Pos.Len != 2 {
		t.Errorf("cites %+v", s.Cites)
	}
	if !s.Questions {
		t.Error("no questions seen")
	}
}

func TestLead(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("あ", 200)
	for _, c := range []struct{ src, want string }{
		{"", ""},
		{"## 見出しだけ", ""},
		{"短い。", "短い。"},
		{long, strings.Repeat("あ", 119) + "…"},
		{"短い。\n\n" + strings.Repeat("い", 50) + "。", strings.Repeat("い", 50) + "。"},
		{strings.Repeat("う", 50) + "「え。" + strings.Repeat("お", 80) + "」。" + strings.Repeat("か", 80) + "。", strings.Repeat("う", 50) + "「え。" + strings.Repeat("お", 66) + "…"},
	} {
		if got := markdown.Survey("x.md", 1, []byte(c.src)).Lead; got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.src, got, c.want)
		}
	}
}

func TestTitles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ src, html, plain string }{
		{"膵臓の話", "膵臓の話", "膵臓の話"},
		{"{膵臓|すいぞう}の<話> & {a}", "<ruby>膵臓<rp>（</rp><rt>すいぞう</rt><rp>）</rp></ruby>の&lt;話> &amp; {a}", "膵臓の<話> & {a}"},
		{"か\u3099ん", "がん", "がん"},
		{"{寛解|かん|かい}", "<ruby>寛<rp>（</rp><rt>かん</rt><rp>）</rp>解<rp>（</rp><rt>かい</rt><rp>）</rp></ruby>", "寛解"},
		{"**太字**ではない", "**太字**ではない", "**太字**ではない"},
	} {
		if got := markdown.Inline(c.src); got != c.html {
			t.Errorf("Inline(%q) = %q, want %q", c.src, got, c.html)
		}
		if got := markdown.Plain(c.src); got != c.plain {
			t.Errorf("Plain(%q) = %q, want %q", c.src, got, c.plain)
		}
	}
}
