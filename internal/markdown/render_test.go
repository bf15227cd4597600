package markdown_test

import (
	"strings"
	"testing"

	"kanshu/internal/markdown"
)

// A rendering is a text and the HTML that it becomes.
type rendering struct{ src, want string }

// testOptions publish two pages, two pictures and two references.
var testOptions = &markdown.Options{
	Link: func(dest string) (string, bool) {
		switch dest {
		case "kafun.md", "../kafun/", "/columns/kafun/":
			return "/columns/kafun/", true
		case "kafun.md#cost":
			return "/columns/kafun/#cost", true
		}
		return "", false
	},
	Picture: func(src string) (markdown.Picture, bool) {
		switch src {
		case "zu.png":
			return markdown.Picture{Src: "/assets/zu.1.png", Width: 480, Height: 320}, true
		case "写真.jpg":
			return markdown.Picture{
				Src: "/a/s-480.jpg", Srcset: "/a/s-480.jpg 480w, /a/s-960.jpg 960w", Sizes: "100vw",
				Width: 960, Height: 640, Color: "#aabbcc", WebP: "/a/s-480.webp 480w",
			}, true
		}
		return markdown.Picture{}, false
	},
	Cite: func(id string) (int, string, bool) {
		switch id {
		case "guide2024":
			return 1, "#ref-1", true
		case "山田2020":
			return 2, "#ref-2", true
		}
		return 0, "", false
	},
}

// check renders each text and compares.
func check(t *testing.T, o *markdown.Options, cases []rendering) {
	t.Helper()
	for _, c := range cases {
		got := string(markdown.Parse("columns/x.md", 1, []byte(c.src)).Render(nil, o))
		if got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestEmphasisInProse(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{"周囲から**「助けがほしい」という合図**が", "<p>周囲から<strong>「助けがほしい」という合図</strong>が</p>"},
		{"**上澄み液(培養上清液)**には", "<p><strong>上澄み液(培養上清液)</strong>には</p>"},
		{"免疫は**強さより「正確さ」(記憶/学習)」**の", "<p>免疫は<strong>強さより「正確さ」(記憶/学習)」</strong>の</p>"},
		{"「**戦力の強化」+「配置の最適化」**の", "<p>「<strong>戦力の強化」+「配置の最適化」</strong>の</p>"},
		{"*「注」*あり", "<p><em>「注」</em>あり</p>"},
		{"~~取り消し。~~次", "<p><del>取り消し。</del>次</p>"},
		{"**太字：**本文", "<p><strong>太字：</strong>本文</p>"},
		{"**Q1.**答え", "<p><strong>Q1.</strong>答え</p>"},
		{"日本_語_です", "<p>日本_語_です</p>"},
		{"_強調_です", "<p>_強調_です</p>"},
		{"a**(b)**c", "<p>a**(b)**c</p>"},
		{"***最重要***です", "<p><em><strong>最重要</strong></em>です</p>"},
		{"**強調⏎の途中**", "<p><strong>強調⏎の途中</strong></p>"},
		{"\\*\\*記号\\*\\*のまま", "<p>**記号**のまま</p>"},
		{"葛󠄀**(かつ)**の", "<p>葛󠄀<strong>(かつ)</strong>の</p>"},
	})
}

func TestRangesAreNeverStruckOut(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{"約5~10年、3~6か月", "<p>約5~10年、3~6か月</p>"},
		{"10時~18時~20時", "<p>10時~18時~20時</p>"},
		{"50~100nm、200~300nm", "<p>50~100nm、200~300nm</p>"},
		{"1~2錠を1日2~3回", "<p>1~2錠を1日2~3回</p>"},
		{"月~金 9:00~12:30", "<p>月~金 9:00~12:30</p>"},
		{"~5年~", "<p>~5年~</p>"},
		{"5～10年、3～6か月", "<p>5～10年、3～6か月</p>"},
		{"5〜10年、3〜6か月", "<p>5〜10年、3〜6か月</p>"},
		{"費用は3,300~5,500円(税込)", "<p>費用は3,300~5,500円(税込)</p>"},
		{"2~3と~~4~5~~と6~7", "<p>2~3と<del>4~5</del>と6~7</p>"},
		{"5×3×2mg", "<p>5×3×2mg</p>"},
		{"5\\*3\\*2mg", "<p>5*3*2mg</p>"},
		{"2_000_000個", "<p>2_000_000個</p>"},
		{"血圧<140/90", "<p>血圧&lt;140/90</p>"},
		{"60歳>50歳 & 女性", "<p>60歳>50歳 &amp; 女性</p>"},
		{"p<0.05かつn>30", "<p>p&lt;0.05かつn>30</p>"},
	})
}

func TestLineBreaks(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{"日本語\n日本語", "<p>日本語日本語</p>"},
		{"ですか？\nはい", "<p>ですか？はい</p>"},
		{"日本語\nEnglish", "<p>日本語English</p>"},
		{"English\n日本語", "<p>English日本語</p>"},
		{"**強調**\n続き", "<p><strong>強調</strong>続き</p>"},
		{"続き\n**強調**", "<p>続き<strong>強調</strong></p>"},
		{"[内](/x/)\n次", "<p><a href=\"/x/\">内</a>次</p>"},
		{"foo\n*bar*", "<p>foo <em>bar</em></p>"},
		{"Hello\n(world)", "<p>Hello (world)</p>"},
		{"한국어\n한국어", "<p>한국어 한국어</p>"},
		{"한국어\n日本語", "<p>한국어 日本語</p>"},
		{"一行目  \n二行目", "<p>一行目<br>二行目</p>"},
		{"一行目\\\n二行目", "<p>一行目<br>二行目</p>"},
		{"`code`\n日本語", "<p><code>code</code>日本語</p>"},
		{"abc\n`code`", "<p>abc <code>code</code></p>"},
		{"{膵臓|すいぞう}\nabc", "<p><ruby>膵臓<rp>（</rp><rt>すいぞう</rt><rp>）</rp></ruby>abc</p>"},
		{"葛󠄀\nabc", "<p>葛󠄀abc</p>"},
		{"abc\u200b\ndef", "<p>abc\u200bdef</p>"},
		{"> 引用の\n> 続き", "<blockquote><p>引用の続き</p></blockquote>"},
		{"- 箇条の\n  続き", "<ul><li>箇条の続き</li></ul>"},
		{"**太い\n文字**", "<p><strong>太い文字</strong></p>"},
		{"（注）\n「次」", "<p>（注）「次」</p>"},
		{"100\n200", "<p>100 200</p>"},
	})
}

func TestBareAddresses(t *testing.T) {
	t.Parallel()
	link := func(u string) string { return `<a href="` + u + `" rel="noopener">` + u + `</a>` }
	check(t, nil, []rendering{
		{"（http://soudan.example.jp）」で", "<p>（" + link("http://soudan.example.jp") + "）」で</p>"},
		{"詳細はhttps://example.jp/a?b=cをご覧", "<p>詳細は" + link("https://example.jp/a?b=c") + "をご覧</p>"},
		{"https://example.jp/路線", "<p>" + link("https://example.jp/") + "路線</p>"},
		{"資料https://example.jp/a_(b).pdf。", "<p>資料" + link("https://example.jp/a_(b).pdf") + "。</p>"},
		{"(https://example.jp/a)", "<p>(" + link("https://example.jp/a") + ")</p>"},
		{"https://example.jp/a、https://example.jp/b", "<p>" + link("https://example.jp/a") + "、" + link("https://example.jp/b") + "</p>"},
		{"see https://example.jp/a.", "<p>see " + link("https://example.jp/a") + ".</p>"},
		{"https://example.jp/a_b_c/", "<p>" + link("https://example.jp/a_b_c/") + "</p>"},
		{"https://example.jp/?a=1&b=2", `<p><a href="https://example.jp/?a=1&amp;b=2" rel="noopener">https://example.jp/?a=1&amp;b=2</a></p>`},
		{"HTTPS://EXAMPLE.JP/", "<p>HTTPS://EXAMPLE.JP/</p>"},
		{"https://日本語.jp/", "<p>https://日本語.jp/</p>"},
		{"連絡先はmail@example.jpまで", `<p>連絡先は<a href="mailto:mail@example.jp">mail@example.jp</a>まで</p>`},
		{"mail@example.jp", `<p><a href="mailto:mail@example.jp">mail@example.jp</a></p>`},
		{"@example.jp と a@b", "<p>@example.jp と a@b</p>"},
		{"`https://example.jp/`", "<p><code>https://example.jp/</code></p>"},
		{"[https://example.jp/](/x/)", `<p><a href="/x/">https://example.jp/</a></p>`},
		{"<https://example.jp/a>", "<p>" + link("https://example.jp/a") + "</p>"},
		{"<info@example.jp>", `<p><a href="mailto:info@example.jp">info@example.jp</a></p>`},
		{"xhttps://example.jp/", "<p>xhttps://example.jp/</p>"},
		{"**https://example.jp/**", "<p><strong>" + link("https://example.jp/") + "</strong></p>"},
		{"ftp://example.jp/", "<p>ftp://example.jp/</p>"},
	})
}

func TestRuby(t *testing.T) {
	t.Parallel()
	suizo := "<ruby>膵臓<rp>（</rp><rt>すいぞう</rt><rp>）</rp></ruby>"
	kankai := "<ruby>寛<rp>（</rp><rt>かん</rt><rp>）</rp>解<rp>（</rp><rt>かい</rt><rp>）</rp></ruby>"
	check(t, nil, []rendering{
		{"{膵臓|すいぞう}の", "<p>" + suizo + "の</p>"},
		{"{寛解|かん|かい}した", "<p>" + kankai + "した</p>"},
		{"**{膵臓|すいぞう}**の", "<p><strong>" + suizo + "</strong>の</p>"},
		{"## {膵臓|すいぞう}", `<h2 id="膵臓">` + suizo + "</h2>"},
		{"## {膵臓|すいぞう} {#suizo}", `<h2 id="suizo">` + suizo + "</h2>"},
		{"`{膵臓|すいぞう}`", "<p><code>{膵臓|すいぞう}</code></p>"},
		{"{a}", "<p>{a}</p>"},
		{"{|x}", "<p>{|x}</p>"},
		{"{膵臓|}", "<p>{膵臓|}</p>"},
		{"\\{膵臓|すいぞう}", "<p>{膵臓|すいぞう}</p>"},
		{"{{膵臓|すいぞう}}", "<p>{" + suizo + "}</p>"},
		{"{誤嚥性|ご|えん|せい}肺炎", "<p><ruby>誤<rp>（</rp><rt>ご</rt><rp>）</rp>嚥<rp>（</rp><rt>えん</rt><rp>）</rp>性<rp>（</rp><rt>せい</rt><rp>）</rp></ruby>肺炎</p>"},
		{"{誤嚥性|ごえん|せい}", "<p><ruby>誤嚥性<rp>（</rp><rt>ごえんせい</rt><rp>）</rp></ruby></p>"},
		{"- {膵臓|すいぞう}", "<ul><li>" + suizo + "</li></ul>"},
		{"[{膵臓|すいぞう}](/x/)", `<p><a href="/x/">` + suizo + "</a></p>"},
		{"{<b>|x}", "<p>{|x}</p>"},
	})
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{"# 題\n\n## 章", `<h2 id="題">題</h2><h3 id="章">章</h3>`},
		{"## 章\n\n#### 節", `<h2 id="章">章</h2><h3 id="節">節</h3>`},
		{"### 節から", `<h2 id="節から">節から</h2>`},
		{"## Q1. 効果は？", `<h2 id="q1-効果は">Q1. 効果は？</h2>`},
		{"## **大事な**お知らせ", `<h2 id="大事なお知らせ"><strong>大事な</strong>お知らせ</h2>`},
		{"## 費用 {#cost}", `<h2 id="cost">費用</h2>`},
		{"## 費用 {#費用の目安} ##", `<h2 id="費用の目安">費用</h2>`},
		{"## 費用 {onclick=alert(1)}", `<h2 id="費用-onclick-alert-1">費用 {onclick=alert(1)}</h2>`},
		{"## 費用 {#a onclick=x}", `<h2 id="費用-a-onclick-x">費用 {#a onclick=x}</h2>`},
		{"## まとめ\n\n## まとめ\n\n## まとめ", `<h2 id="まとめ">まとめ</h2><h2 id="まとめ-2">まとめ</h2><h2 id="まとめ-3">まとめ</h2>`},
		{"## ＡＢＣと㎎", `<h2 id="abcとmg">ＡＢＣと㎎</h2>`},
		{"## ？！", `<h2 id="section">？！</h2>`},
		{"## main", `<h2 id="main-2">main</h2>`},
		{"## evidence", `<h2 id="evidence-2">evidence</h2>`},
		{"## 2026年の変更", `<h2 id="s-2026年の変更">2026年の変更</h2>`},
		{"## 5.6を少し超えた\n\n## ①", `<h2 id="s-5-6を少し超えた">5.6を少し超えた</h2><h2 id="s-1">①</h2>`},
		{"## a\n\n## a-2\n\n## a", `<h2 id="a">a</h2><h2 id="a-2">a-2</h2><h2 id="a-3">a</h2>`},
		{"## cost\n\n## 費用 {#cost}", `<h2 id="cost-2">cost</h2><h2 id="cost">費用</h2>`},
		{"## [窓口](/x/)へ", `<h2 id="窓口へ"><a href="/x/">窓口</a>へ</h2>`},
		{"# 一\n## 二\n### 三\n#### 四\n##### 五\n###### 六", `<h2 id="一">一</h2><h3 id="二">二</h3><h4 id="三">三</h4><h5 id="四">四</h5><h6 id="五">五</h6><h6 id="六">六</h6>`},
		{"段落\n---", `<h2 id="段落">段落</h2>`},
		{"##\n\n## <!-- 空 -->\n\n本文", "<p>本文</p>"},
		{"#見出しではない", "<p>#見出しではない</p>"},
	})
}

func TestNotices(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{":::notice 夏季休診\n8月13日から休みます。\n:::", `<div class="notice" role="note"><p class="notice-title">夏季休診</p><p>8月13日から休みます。</p></div>`},
		{":::notice\n本文\n:::\n次", `<div class="notice" role="note" aria-label="お知らせ"><p>本文</p></div><p>次</p>`},
		{"::: warning　薬を**やめない**で\n本文\n:::", `<div class="notice warning" role="note"><p class="notice-title">薬を<strong>やめない</strong>で</p><p>本文</p></div>`},
		{":::要点\n- 一\n  - 二\n:::", `<div class="notice point" role="note" aria-label="要点"><ul><li>一<ul><li>二</li></ul></li></ul></div>`},
		{":::emergency すぐ119番\n:::", `<div class="notice emergency" role="note"><p class="notice-title">すぐ119番</p></div>`},
		{"前の段落\n:::notice\n本文\n:::", `<p>前の段落</p><div class="notice" role="note" aria-label="お知らせ"><p>本文</p></div>`},
		{":::: notice 外\n:::warning 内\n本文\n:::\n後\n::::", `<div class="notice" role="note"><p class="notice-title">外</p><div class="notice warning" role="note"><p class="notice-title">内</p><p>本文</p></div><p>後</p></div>`},
		{":::notice 外\n:::warning 内\n本文\n:::\n後\n:::", `<div class="notice" role="note"><p class="notice-title">外</p><div class="notice warning" role="note"><p class="notice-title">内</p><p>本文</p></div><p>後</p></div>`},
		{":::なぞ\n本文\n:::", `<div class="notice" role="note" aria-label="お知らせ"><p>本文</p></div>`},
		{":::notice\n閉じない", `<div class="notice" role="note" aria-label="お知らせ"><p>閉じない</p></div>`},
		{":::notice\n```\n:::\n```\n:::", `<div class="notice" role="note" aria-label="お知らせ"><pre tabindex="0"><code>:::` + "\n" + `</code></pre></div>`},
		{"- 箇条\n\n  :::notice\n  中\n  :::\n- 次", `<ul><li><p>箇条</p><div class="notice" role="note" aria-label="お知らせ"><p>中</p></div></li><li><p>次</p></li></ul>`},
		{":::notice 表\n\n| a | b |\n|---|---|\n| 1 | 2 |\n:::", `<div class="notice" role="note"><p class="notice-title">表</p><section class="scroll" tabindex="0" aria-label="表1"><table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></section></div>`},
	})
}

func TestMarks(t *testing.T) {
	t.Parallel()
	one := `<a href="#ref-1" id="cite-1" role="doc-biblioref" aria-label="参考文献[1]">[1]</a>`
	mark := `<sup class="fn"><a href="#fn-1" id="fnref-1" role="doc-noteref" aria-label="脚注※1">※1</a></sup>`
	back := ` <a class="back" href="#fnref-1" role="doc-backlink" aria-label="本文の脚注1へ戻る">↩` + "\ufe0e</a>"
	notes := `<section class="footnotes" role="doc-endnotes" aria-label="脚注"><ol>`
	check(t, testOptions, []rendering{
		{"根拠[@guide2024]。", `<p>根拠<sup class="cite">` + one + `</sup>。</p>`},
		{"根拠[@guide2024; @山田2020]", `<p>根拠<sup class="cite">` + one + `<a href="#ref-2" id="cite-2" role="doc-biblioref" aria-label="参考文献[2]">[2]</a></sup></p>`},
		{"根拠[@guide2024、@山田2020]", `<p>根拠<sup class="cite">` + one + `<a href="#ref-2" id="cite-2" role="doc-biblioref" aria-label="参考文献[2]">[2]</a></sup></p>`},
		{"根拠[@unknown]", "<p>根拠[@unknown]</p>"},
		{"[@guide2024](/x/)", "<p>@guide2024</p>"},
		{"本文[^注]。\n\n[^注]: 説明です。", `<p>本文` + mark + `。</p>` + notes + `<li id="fn-1"><p>説明です。` + back + `</p></li></ol></section>`},
		{"二度[^a]と[^a]\n\n[^a]: 注", `<p>二度` + mark + `と<sup class="fn"><a href="#fn-1" id="fnref-1-2" role="doc-noteref" aria-label="脚注※1">※1</a></sup></p>` + notes + `<li id="fn-1"><p>注` + back + ` <a class="back" href="#fnref-1-2" role="doc-backlink" aria-label="本文の脚注1-2へ戻る">↩` + "\ufe0e</a></p></li></ol></section>"},
		{"[^なし]のまま", "<p>[^なし]のまま</p>"},
		{"[^a]: 使わない\n\n本文", "<p>本文</p>"},
		{"本文[^a]\n続き\n\n[^a]: 注", `<p>本文` + mark + `続き</p>` + notes + `<li id="fn-1"><p>注` + back + `</p></li></ol></section>`},
		{"本文[^a]\n\n[^a]: 注\n\n    第二段落", `<p>本文` + mark + `</p>` + notes + `<li id="fn-1"><p>注</p><p>第二段落` + back + `</p></li></ol></section>`},
		{"本文[^長い ラベル]\n\n[^長い ラベル]: 注[@guide2024]", `<p>本文` + mark + `</p>` + notes + `<li id="fn-1"><p>注<sup class="cite">` + one + `</sup>` + back + `</p></li></ol></section>`},
	})
}

func TestTables(t *testing.T) {
	t.Parallel()
	open := func(name string) string {
		return `<section class="scroll" tabindex="0" aria-label="` + name + `"><table>`
	}
	head := `<thead><tr><th scope="col">薬</th><th scope="col">量</th></tr></thead>`
	check(t, nil, []rendering{
		{"| 薬 | 量 |\n|---|---|\n| A | 5~10mg |", open("表1") + head + `<tbody><tr><td>A</td><td>5~10mg</td></tr></tbody></table></section>`},
		{"薬|量\n-|-\nA|1", open("表1") + head + `<tbody><tr><td>A</td><td>1</td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|:-:|--:|\n| A | 1 |", open("表1") + `<thead><tr><th scope="col" class="center">薬</th><th scope="col" class="right">量</th></tr></thead><tbody><tr><td class="center">A</td><td class="right">1</td></tr></tbody></table></section>`},
		{"表1　用量の目安\n\n| 薬 | 量 |\n|---|---|\n| A | 1 |", open("表1　用量の目安") + `<caption>表1　用量の目安</caption>` + head + `<tbody><tr><td>A</td><td>1</td></tr></tbody></table></section>`},
		{"表1　用量の目安\n| 薬 | 量 |\n|---|---|\n| A | 1 |", open("表1　用量の目安") + `<caption>表1　用量の目安</caption>` + head + `<tbody><tr><td>A</td><td>1</td></tr></tbody></table></section>`},
		{": 用量の目安\n\n| 薬 | 量 |\n|---|---|\n| A | 1 |", open("用量の目安") + `<caption>用量の目安</caption>` + head + `<tbody><tr><td>A</td><td>1</td></tr></tbody></table></section>`},
		{"段落。\n\n: 用量の目安\n\n| 薬 | 量 |\n|---|---|\n| A | 1 |", "<p>段落。</p>" + open("用量の目安") + `<caption>用量の目安</caption>` + head + `<tbody><tr><td>A</td><td>1</td></tr></tbody></table></section>`},
		{"表1のとおりです。\n\n| 薬 | 量 |\n|---|---|", "<p>表1のとおりです。</p>" + open("表1") + head + `</table></section>`},
		{"|  | 量 |\n|---|---|\n| 朝 | 1 |\n| 夕 | 2 |", open("表1") + `<thead><tr><td></td><th scope="col">量</th></tr></thead><tbody><tr><th scope="row">朝</th><td>1</td></tr><tr><th scope="row">夕</th><td>2</td></tr></tbody></table></section>`},
		{"|  | 量 |\n|---|---|\n| 朝 | 1 |\n|  | 2 |", open("表1") + `<thead><tr><td></td><th scope="col">量</th></tr></thead><tbody><tr><td>朝</td><td>1</td></tr><tr><td></td><td>2</td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|---|---|\n| A |", open("表1") + head + `<tbody><tr><td>A</td><td></td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|---|---|\n| A | 1 | 余り |", open("表1") + head + `<tbody><tr><td>A</td><td>1 | 余り</td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|---|---|\n| a\\|b | `c\\|d` |", open("表1") + head + `<tbody><tr><td>a|b</td><td><code>c|d</code></td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|---|---|\n| {膵臓|すいぞう} | **「1」**錠 |", open("表1") + head + `<tbody><tr><td><ruby>膵臓<rp>（</rp><rt>すいぞう</rt><rp>）</rp></ruby></td><td><strong>「1」</strong>錠</td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|---|---|\n| {膵臓\\|すいぞう} | 1 |", open("表1") + head + `<tbody><tr><td><ruby>膵臓<rp>（</rp><rt>すいぞう</rt><rp>）</rp></ruby></td><td>1</td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|---|---|\n| A | 朝<br>夕 |", open("表1") + head + `<tbody><tr><td>A</td><td>朝<br>夕</td></tr></tbody></table></section>`},
		{"前の段落\n| 薬 | 量 |\n|---|---|\n| A | 1 |\n\n後", "<p>前の段落</p>" + open("表1") + head + `<tbody><tr><td>A</td><td>1</td></tr></tbody></table></section><p>後</p>`},
		{"| 一列 |\n|---|\n| A |", open("表1") + `<thead><tr><th scope="col">一列</th></tr></thead><tbody><tr><td>A</td></tr></tbody></table></section>`},
		{"| 薬 | 量 |\n|---|---|---|\n| A | 1 |", "<p>| 薬 | 量 | |---|---|---| | A | 1 |</p>"},
		{"a | b\nと書く", "<p>a | bと書く</p>"},
		{"- 項目\n\n  | 薬 | 量 |\n  |---|---|\n  | A | 1 |", "<ul><li><p>項目</p>" + open("表1") + head + `<tbody><tr><td>A</td><td>1</td></tr></tbody></table></section></li></ul>`},
	})
}

func TestPictures(t *testing.T) {
	t.Parallel()
	img := `<img src="/assets/zu.1.png" alt="腸の図" width="480" height="320" decoding="async">`
	check(t, testOptions, []rendering{
		{"![腸の図](zu.png)", "<figure>" + img + "</figure>"},
		{"![腸の図](zu.png \"図1　{腸|ちょう}\")", "<figure>" + img + "<figcaption>図1　<ruby>腸<rp>（</rp><rt>ちょう</rt><rp>）</rp></ruby></figcaption></figure>"},
		{"前![腸の図](zu.png)後", "<p>前" + img + "後</p>"},
		{"![腸の図](nai.png)", "<p>腸の図</p>"},
		{"![腸の図](nai.png \"図1\")", "<p>腸の図<br>図1</p>"},
		{"![腸の図](javascript:alert)", "<p>腸の図</p>"},
		{"![](nai.png)", ""},
		{"![腸の図](写真.jpg)", `<figure><picture><source type="image/webp" srcset="/a/s-480.webp 480w" sizes="100vw"><img src="/a/s-480.jpg" alt="腸の図" width="960" height="640" srcset="/a/s-480.jpg 480w, /a/s-960.jpg 960w" sizes="100vw" decoding="async" data-color="#aabbcc"></picture></figure>`},
		{"![腸の図](zu.png)\n\n![腸の図](zu.png)", "<figure>" + img + "</figure><figure>" + strings.Replace(img, ` decoding`, ` loading="lazy" decoding`, 1) + "</figure>"},
		{"![「図」**の**\"説明\"](zu.png)", `<figure><img src="/assets/zu.1.png" alt="「図」の&#34;説明&#34;" width="480" height="320" decoding="async"></figure>`},
	})
}

func TestLinks(t *testing.T) {
	t.Parallel()
	check(t, testOptions, []rendering{
		{"[花粉症](kafun.md)", `<p><a href="/columns/kafun/">花粉症</a></p>`},
		{"[花粉症](../kafun/)", `<p><a href="/columns/kafun/">花粉症</a></p>`},
		{"[花粉症](/columns/kafun/)", `<p><a href="/columns/kafun/">花粉症</a></p>`},
		{"[費用](kafun.md#cost)", `<p><a href="/columns/kafun/#cost">費用</a></p>`},
		{"[未公開](secret.md)の", "<p>未公開の</p>"},
		{"**[未公開](secret.md)**の", "<p><strong>未公開</strong>の</p>"},
		{"[外](https://example.jp/)", `<p><a href="https://example.jp/" rel="noopener">外</a></p>`},
		{"[資料](https://example.jp/a_(b).pdf)を", `<p><a href="https://example.jp/a_(b).pdf" rel="noopener">資料</a>を</p>`},
		{"[資料](https://example.jp/a「b」.pdf)", `<p><a href="https://example.jp/a%E3%80%8Cb%E3%80%8D.pdf" rel="noopener">資料</a></p>`},
		{"[資料](<https://example.jp/a b>)", `<p><a href="https://example.jp/a%20b" rel="noopener">資料</a></p>`},
		{"[題](https://example.jp/ \"説明\")", `<p><a href="https://example.jp/" rel="noopener" title="説明">題</a></p>`},
		{"[電話](tel:+81300000000)", `<p><a href="tel:+81300000000">電話</a></p>`},
		{"[メール](mailto:a@example.jp)", `<p><a href="mailto:a@example.jp">メール</a></p>`},
		{"## 費用\n\n[費用へ](#費用)", `<h2 id="費用">費用</h2><p><a href="#%E8%B2%BB%E7%94%A8">費用へ</a></p>`},
		{"[だめ](javascript:alert(1))", "<p>だめ</p>"},
		{"[だめ](JaVaScRiPt:alert(1))", "<p>だめ</p>"},
		{"[だめ](java&#10;script:alert(1))", "<p>だめ</p>"},
		{"[だめ](&#106;avascript:alert(1))", "<p>だめ</p>"},
		{"[だめ](java%73cript:alert(1))", "<p>だめ</p>"},
		{"[だめ](javascript\\:alert(1))", "<p>だめ</p>"},
		{"[だめ](vbscript:x)", "<p>だめ</p>"},
		{"[だめ](data:text/html,x)", "<p>だめ</p>"},
		{"[だめ](file:///etc/passwd)", "<p>だめ</p>"},
		{"[だめ](//evil.example/)", "<p>だめ</p>"},
		{"[だめ](/\\evil.example/)", "<p>だめ</p>"},
		{"[だめ](https:evil)", "<p>だめ</p>"},
		{"<javascript:alert(1)>", "<p>javascript:alert(1)</p>"},
		{"[窓口][a]と[a]\n\n[a]: https://example.jp/", `<p><a href="https://example.jp/" rel="noopener">窓口</a>と<a href="https://example.jp/" rel="noopener">a</a></p>`},
		{"[]( https://example.jp/ )", `<p><a href="https://example.jp/" rel="noopener">https://example.jp/</a></p>`},
	})
}

func TestRawHTMLNeverPasses(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{"<b>太い</b>文字", "<p>太い文字</p>"},
		{"<div>\n**本文**\n</div>", "<p><strong>本文</strong></p>"},
		{"<div onclick=\"x\">本文</div>", "<p>本文</p>"},
		{"<script>\nalert(1)\n</script>\n\n本文", "<p>本文</p>"},
		{"前<script>alert(1)</script>後", "<p>前後</p>"},
		{"前<!-- 編集メモ -->後", "<p>前後</p>"},
		{"<!--\n編集\n\nメモ\n-->\n本文", "<p>本文</p>"},
		{"<img src=x onerror=alert(1)>", ""},
		{"10<sup>6</sup>個", "<p>10⁶個</p>"},
		{"10<sup>-3</sup>とCO<sub>2</sub>", "<p>10⁻³とCO₂</p>"},
		{"a<sup>b</sup>c", "<p>abc</p>"},
		{"一<br>二<br/>三", "<p>一<br>二<br>三</p>"},
		{"<iframe src=\"https://evil.example/\"></iframe>", ""},
		{"<details><summary>題</summary>本文</details>", "<p>題本文</p>"},
		{"<pre>\n整形\n</pre>", "<p>整形</p>"},
		{"<style>p{}</style>本文", "<p>本文</p>"},
		{"<!-- メモ -->本文", "<p>本文</p>"},
		{"前の行\n<!-- メモ -->本文", "<p>前の行本文</p>"},
		{"<!--\nメモ\n--> 本文", "<p>本文</p>"},
		{"<script>\nalert(1)\n</script>本文", "<p>本文</p>"},
		{"<!DOCTYPE html>本文", "<p>本文</p>"},
		{"&lt;script&gt;alert(1)&lt;/script&gt;", "<p>&lt;script>alert(1)&lt;/script></p>"},
		{"`<script>`", "<p><code>&lt;script></code></p>"},
		{"<svg/onload=alert(1)>", "<p>&lt;svg/onload=alert(1)></p>"},
		{"<font color=red>赤</font>い", "<p>赤い</p>"},
	})
}

func TestListsFromWordProcessors(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{"- 一\n- 二\n    - 三\n    - 四\n- 五", "<ul><li>一</li><li>二<ul><li>三</li><li>四</li></ul></li><li>五</li></ul>"},
		{"1. 受付\n2. 診察\n   - 問診\n   - 聴診\n3. 会計", "<ol><li>受付</li><li>診察<ul><li>問診</li><li>聴診</li></ul></li><li>会計</li></ol>"},
		{"3. 三から\n4. 四", `<ol start="3"><li>三から</li><li>四</li></ol>`},
		{"- 一\n\n- 二", "<ul><li><p>一</p></li><li><p>二</p></li></ul>"},
		{"1) 一\n2) 二", "<ol><li>一</li><li>二</li></ol>"},
		{"用語\n: 説明です。\n: もう一つ", "<dl><dt>用語</dt><dd>説明です。</dd><dd>もう一つ</dd></dl>"},
		{"用語\n\n: 説明です。\n\n    続き", "<dl><dt>用語</dt><dd><p>説明です。</p><p>続き</p></dd></dl>"},
		{"- [ ] 予約\n- [x] 受診", "<ul><li>[ ] 予約</li><li>[x] 受診</li></ul>"},
		{"* 一\n+ 二", "<ul><li>一</li></ul><ul><li>二</li></ul>"},
		{"> - 引用の\n>   箇条", "<blockquote><ul><li>引用の箇条</li></ul></blockquote>"},
		{"---", "<hr>"},
		{"    字下げ", "<pre tabindex=\"0\"><code>字下げ\n</code></pre>"},
		{"```\n<b> & c\n```", "<pre tabindex=\"0\"><code>&lt;b> &amp; c\n</code></pre>"},
	})
}

func TestComposition(t *testing.T) {
	t.Parallel()
	check(t, nil, []rendering{
		{"か\u3099んと ハ\u309a", "<p>がんと パ</p>"},
		{"Sjo\u0308gren症候群", "<p>Sjögren症候群</p>"},
		{"神\uFA19社と髙﨑", "<p>神\uFA19社と髙﨑</p>"},
		{"10²㎎と①", "<p>10²㎎と①</p>"},
		{"ｶﾞﾝ", "<p>ｶﾞﾝ</p>"},
		{"`か\u3099`", "<p><code>が</code></p>"},
		{"&amp;lt; &copy; &#x3042; &#0; &nosuch;", "<p>&amp;lt; © あ \ufffd &amp;nosuch;</p>"},
	})
}

func TestFeeds(t *testing.T) {
	t.Parallel()
	o := *testOptions
	o.Feed, o.Base = true, "https://column.example.jp"
	check(t, &o, []rendering{
		{"## 費用\n\n[費用](#費用)", "<h2>費用</h2><p>費用</p>"},
		{"[花粉症](kafun.md)", `<p><a href="https://column.example.jp/columns/kafun/">花粉症</a></p>`},
		{"根拠[@guide2024]", `<p>根拠<sup class="cite">[1]</sup></p>`},
		{"注[^a]\n\n[^a]: 説明", `<p>注<sup class="fn">※1</sup></p><section class="footnotes" role="doc-endnotes" aria-label="脚注"><ol><li><p>説明</p></li></ol></section>`},
		{"|a|b|\n|-|-:|\n|1|2|", `<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>`},
		{"![腸の図](zu.png)", `<figure><img src="https://column.example.jp/assets/zu.1.png" alt="腸の図" width="480" height="320"></figure>`},
	})
}

func TestPrefix(t *testing.T) {
	t.Parallel()
	o := *testOptions
	o.Prefix = "a1-"
	check(t, &o, []rendering{
		{"## 費用\n\n[費用](#費用)[^a]\n\n[^a]: 注", `<h2 id="a1-費用">費用</h2><p><a href="#a1-%E8%B2%BB%E7%94%A8">費用</a><sup class="fn"><a href="#a1-fn-1" id="a1-fnref-1" role="doc-noteref" aria-label="脚注※1">※1</a></sup></p><section class="footnotes" role="doc-endnotes" aria-label="脚注"><ol><li id="a1-fn-1"><p>注 <a class="back" href="#a1-fnref-1" role="doc-backlink" aria-label="本文の脚注1へ戻る">↩` + "\ufe0e</a></p></li></ol></section>"},
	})
}
