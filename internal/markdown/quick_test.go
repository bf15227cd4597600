package markdown_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"kanshu/internal/fold"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// sameAsDoc holds the quick reading of a text against the full one, in every way that the program asks
// for. It reports whether the text was read the quick way.
func sameAsDoc(t *testing.T, src []byte) bool {
	t.Helper()
	s := markdown.Open("x.md", 7, src)
	if !s.Quick() {
		return false
	}
	if !utf8.Valid(src) {
		t.Fatalf("read the quick way, and yet it is no text\n%q", src)
	}
	d := markdown.Parse("x.md", 7, src)
	if fs := d.Findings(); len(fs) > 0 {
		t.Fatalf("read the quick way, and yet there are findings %+v\n%q", fs, src)
	}
	got := markdown.Survey("x.md", 7, src)
	if want := d.Survey(); !got.Plain || got.Letters != want.Letters || got.Lead != want.Lead || got.Questions != want.Questions ||
		!reflect.DeepEqual(got.Links, want.Links) || !reflect.DeepEqual(got.Cites, want.Cites) || !reflect.DeepEqual(got.Pictures, want.Pictures) {
		t.Fatalf("survey\n got %+v\nwant %+v\n%q", got, want, src)
	}
	type words struct {
		kind markdown.SpanKind
		text string
	}
	var said, wanted []words
	s.Texts(func(kind markdown.SpanKind, text []byte) { said = append(said, words{kind, string(text)}) })
	for _, span := range d.Spans() {
		wanted = append(wanted, words{span.Kind, span.Text})
	}
	if !reflect.DeepEqual(said, wanted) {
		t.Fatalf("texts\n got %+v\nwant %+v\n%q", said, wanted, src)
	}
	if !got.Quick {
		t.Fatalf("the survey does not say that the text was read the quick way\n%q", src)
	}
	sureOfLines(t, src, s)
	sameFolded(t, src, s)
	sameLinks(t, src, got.Links, d)
	again := new(markdown.Reader).Follow("x.md", 7, src, string(s.Steps(nil)))
	for _, o := range []*markdown.Options{
		nil,
		{Feed: true, Base: "https://example.jp"},
		{
			Prefix: "a&1-", Labels: markdown.LabelsIn("en"), Cite: func(id string) (int, string, bool) { return len(id), "#ref-1", len(id)%3 != 0 },
			Link: func(dest string) (string, bool) { return dest + "?x=1&y", len(dest)%2 == 0 },
			Home: func(address string) (string, bool) { return "/x/", len(address)%2 == 0 },
			Picture: func(src string) (markdown.Picture, bool) {
				return markdown.Picture{Src: src, Width: 3, Height: 2, Color: "#112233"}, len(src)%2 == 0
			},
			Terms: quickTerms,
		},
	} {
		if got, want := s.Render([]byte("-"), o), d.Render([]byte("-"), o); !bytes.Equal(got, want) {
			t.Fatalf("render with %+v\n got %s\nwant %s\n%q", o, got, want, src)
		}
		if got, want := again.Render(nil, o), d.Render(nil, o); !again.Quick() || !bytes.Equal(got, want) {
			t.Fatalf("render again with %+v\n got %s\nwant %s\n%q", o, got, want, src)
		}
	}
	feed := &markdown.Options{Feed: true}
	if got, want := again.Questions(feed), d.Questions(feed); !reflect.DeepEqual(got, want) {
		t.Fatalf("questions again\n got %+v\nwant %+v\n%q", got, want, src)
	}
	if got, want := again.Cites(), d.Cites(); !reflect.DeepEqual(got, want) {
		t.Fatalf("cites again\n got %+v\nwant %+v\n%q", got, want, src)
	}
	if again.OddLines(func([]byte, bool) bool { return true }) || !again.Rare() {
		t.Fatalf("what was not read is told of\n%q", src)
	}
	var contents [][2]string
	for _, h := range d.Outline() {
		contents = append(contents, [2]string{h.ID, h.Text})
	}
	for _, sheet := range []markdown.Sheet{again, s} {
		var got [][2]string
		sheet.Contents(func(id, text string) { got = append(got, [2]string{id, text}) })
		if !reflect.DeepEqual(got, contents) {
			t.Fatalf("contents\n got %q\nwant %q\n%q", got, contents, src)
		}
	}
	if got, want := s.Cites(), d.Cites(); !reflect.DeepEqual(got, want) {
		t.Fatalf("cites\n got %+v\nwant %+v\n%q", got, want, src)
	}
	prose := func(text func(bool, []byte), ruby func(base, reading []byte)) {
		markdown.Prose("x.md", 7, src, text, ruby)
	}
	if got, want := told(prose), told(d.Prose); got != want {
		t.Fatalf("prose\n got %s\nwant %s\n%q", got, want, src)
	}
	if got, want := s.Questions(feed), d.Questions(feed); !reflect.DeepEqual(got, want) {
		t.Fatalf("questions\n got %+v\nwant %+v\n%q", got, want, src)
	}
	return true
}

// Headings are named as the full reading names them, however many there are and whatever names they would share.
func TestHeadingsAreNamedAsByTheFullReading(t *testing.T) {
	t.Parallel()
	var many strings.Builder
	for i := range 140 {
		fmt.Fprintf(&many, "## 見出し%d\n\n文。\n\n", i)
	}
	apart := many.String()[:strings.Index(many.String(), "## 見出し100\n")]
	for name, src := range map[string]string{
		"apart": apart, "the last twice": apart + "## 見出し99\n\n文。\n", "many": many.String(), "many and one twice": many.String() + "## 見出し0\n",
		"one like a number": "## 費用\n\n## 費用-2\n\n## 費用\n", "reserved": "## 費用\n\n## main\n\n## fn-1\n", "numbers": "## 2026年\n\n## s-2026年\n",
		"marks": "## 、。\n\n## 「」\n", "width": "## ＡＢＣ\n\n## abc\n", "forty letters": "## " + strings.Repeat("あ", 41) + "\n\n## " + strings.Repeat("あ", 40) + "\n",
		"odd letters": "## ㍿の費用\n\n## ゔゕ\n\n## 〆切ー㐀\n\n## 𠮷\n",
	} {
		if !sameAsDoc(t, []byte(src)) && name != "odd letters" {
			t.Errorf("%s: not read the quick way", name)
		}
	}
}

// sameLinks holds the links that a survey lists, where some are told to lead elsewhere, against all of them, and
// their words against those that a Doc tells.
func sameLinks(t *testing.T, src []byte, all []kanshu.Ref, d *markdown.Doc) {
	t.Helper()
	left := map[string]bool{}
	reader := markdown.Reader{Elsewhere: func(address []byte) bool {
		left[string(address)] = len(address)%2 == 0
		return len(address)%2 == 0
	}}
	survey, sheet := reader.Examine("x.md", 7, src)
	for address := range left {
		if strings.ContainsFunc(address, func(r rune) bool { return r >= utf8.RuneSelf }) {
			t.Fatalf("%q is no ASCII\n%q", address, src)
		}
	}
	all = slices.DeleteFunc(slices.Clone(all), func(l kanshu.Ref) bool { return left[l.Dest] })
	if !slices.Equal(survey.Links, all) {
		t.Fatalf("links\n got %+v\nwant %+v\n%q", survey.Links, all, src)
	}
	var got, want []string
	sheet.Links(func(words []byte) { got = append(got, string(words)) })
	for _, l := range d.Links() {
		want = append(want, l.Text)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Fatalf("words of links\n got %q\nwant %q\n%q", got, want, src)
	}
}

// sameFolded holds the words that are folded as a text is read against the words of its spans.
func sameFolded(t *testing.T, src []byte, s markdown.Sheet) {
	t.Helper()
	_, sheet := markdown.Examine("x.md", 7, src)
	got, want := sheet.Page(), &fold.Page{}
	s.Texts(func(kind markdown.SpanKind, text []byte) { want.Add(int(kind), text) })
	if !slices.Equal(got.Letters, want.Letters) || !slices.Equal(got.Marks, want.Marks) || !slices.Equal(got.Stops, want.Stops) || !slices.Equal(got.Digits, want.Digits) || len(got.Spans) != len(want.Spans) {
		t.Fatalf("folded\n got %+v\nwant %+v\n%q", got, want, src)
	}
	for i := range got.Spans {
		a, b := got.Spans[i], want.Spans[i]
		if a.Kind != b.Kind || a.From != b.From || a.To != b.To || a.Kana != b.Kana || a.Marks != b.Marks || a.Stops != b.Stops || a.Digits != b.Digits || a.Bracket != b.Bracket || a.Post != b.Post {
			t.Fatalf("span %d\n got %+v\nwant %+v\n%q", i, a, b, src)
		}
		if got, want := got.Raw(got.Spans[i]), want.Raw(want.Spans[i]); !bytes.Equal(got, want) {
			t.Fatalf("span %d\n got %q\nwant %q\n%q", i, got, want, src)
		}
	}
}

// sureOfLines holds what others take from a text's being read the quick way: no control character stands in it, no
// line begins with <, and each line that begins with no ASCII and is not Spoken is told, as are those in which what
// OddLines names stands.
func sureOfLines(t *testing.T, src []byte, s markdown.Sheet) {
	t.Helper()
	if strings.ContainsFunc(string(src), func(r rune) bool { return r >= 0x2e80 && r < 0x3000 || r >= 0xf900 && (r < 0xff01 || r > 0xff5e) }) && !s.Rare() {
		t.Fatalf("rare characters are not told of: %q", src)
	}
	told := map[string]bool{}
	s.OddLines(func(line []byte, _ bool) bool {
		told[string(line)] = true
		return true
	})
	for _, line := range strings.Split(string(src), "\n") {
		if strings.HasPrefix(line, "<") || strings.ContainsFunc(line, func(r rune) bool { return r < ' ' }) {
			t.Fatalf("%q was read the quick way", line)
		}
		if odd := !markdown.Spoken([]byte(line)) || strings.ContainsAny(line, "＊］`"); line != "" && line[0] >= utf8.RuneSelf && odd && !told[line] {
			t.Fatalf("%q is not told as odd in %q", line, src)
		}
	}
}

// quickTerms are words that stand in texts put together at random, beside marks and across them.
var quickTerms = markdown.NewTerms([]markdown.Term{
	{Names: []string{"検査"}, Href: "/glossary/#a", Text: "調べること。"},
	{Names: []string{"医師に相談", "窓口", "abc"}, Href: "/glossary/#b", Text: "<相談>"},
	{Names: []string{"5~10年", "1.5倍", "費用は3,300円", "Q", "大切"}, Href: "/glossary/#c", Text: "数。"},
})

// told writes down what Prose tells. Blocks without words say nothing.
func told(prose func(text func(bool, []byte), ruby func(base, reading []byte))) string {
	var b strings.Builder
	prose(func(heading bool, words []byte) {
		if len(words) > 0 {
			fmt.Fprintf(&b, "%v %q\n", heading, words)
		}
	}, func(base, reading []byte) { fmt.Fprintf(&b, "%q is %q\n", base, reading) })
	return b.String()
}

func FuzzQuickEqualsDoc(f *testing.F) {
	seeds(f)
	for _, text := range boldAnswers {
		f.Add([]byte(text))
	}
	f.Add([]byte("## よくある質㉄\n\n### 費用は？\n\n要ります。\n"))
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		f.Add([]byte(plainText(r)))
	}
	f.Fuzz(func(t *testing.T, src []byte) { sameAsDoc(t, src) })
}

// boldAnswers are paragraphs of a FAQ that begin in bold: questions, and answers that only look like one.
var boldAnswers = func() (all []string) {
	for _, text := range []string{
		"**かかりつけの医師**にたずねてください。", "**眠れますか？**\n\nはい。", "**眠れますか?** はい。", "**Q. 眠れますか**\nはい。", "**Q2: 眠れますか** はい。",
		"**「眠れますか？」**とたずねます。", "**A. はい**、眠れます。", "**A.** はい。", "**眠れ\nますか？**\nはい。", "**Q**は問いです。", "**[眠れますか？](/columns/a/)**です。",
		"**眠れますか？** **はい。**", "**眠れます**か？", "**Q. 医師**に、\n**Q. 看護師**に。", "**一度`Q.`**だけ。", "**？**",
	} {
		all = append(all, "## よくある質問\n\n### 眠れないときは\n\n"+text+"\n\n### 次に\n\nそうです。\n", "## FAQ\n\n"+text+"\n\n**続き**です。\n")
	}
	return all
}()

func TestBoldAnswersAreNoQuestions(t *testing.T) {
	t.Parallel()
	for _, text := range boldAnswers {
		if !sameAsDoc(t, []byte(text)) {
			t.Errorf("read the long way\n%s", text)
		}
	}
}

// Texts put together at random from what columns hold, so that everything meets everything. Most of
// them must take the quick way, or nothing is held together here.
func TestQuickEqualsDoc(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	quick, n := 0, 4000
	for range n {
		if sameAsDoc(t, []byte(plainText(r))) {
			quick++
		}
	}
	if quick < n/4 {
		t.Errorf("%d of %d texts were read the quick way, want a quarter at least", quick, n)
	}
}

// A long column with ruby and a notice takes the long way; without them, the quick one.
func TestQuickReadsPlainColumns(t *testing.T) {
	t.Parallel()
	src := longColumn()
	if sameAsDoc(t, src) {
		t.Error("ruby was read the quick way")
	}
	if !sameAsDoc(t, plainColumn()) {
		t.Error("a plain column was read the long way")
	}
}

// plainColumn is longColumn without what is left to goldmark.
func plainColumn() []byte {
	return []byte(strings.NewReplacer(
		"{膵臓|すいぞう}", "膵臓", ":::warning 食事の注意\n", "", ":::\n", "", "  - 夜に強くなる痛み\n  - 姿勢で変わる痛み\n", "",
	).Replace(string(longColumn())))
}

// What is allocated for a body is what is handed out: the words of the survey and of the headings, each in one
// piece, and what citations name. A column of 15 KB once took 151.
func TestPlainColumnsTakeFewAllocations(t *testing.T) {
	text := strings.ReplaceAll(string(plainColumn()), "[@guide2024]", "[^1]") + "\n[^1]: 注です。\n"
	for _, chapter := range "肝腎心肺胃腸眼耳鼻喉皮骨脳" {
		text = strings.Replace(text, "## 第一章　膵臓の", "## "+string(chapter)+"の", 1)
	}
	body := []byte(text)
	var survey, page markdown.Reader
	words, dst := 0, make([]byte, 0, 64<<10)
	steps := string(markdown.Open("x.md", 1, body).Steps(nil))
	if len(steps) == 0 || len(steps) > len(body)/6 {
		t.Errorf("%d bytes of steps for a body of %d, want a sixth at most", len(steps), len(body))
	}
	o := &markdown.Options{Labels: markdown.LabelsIn("ja")}
	if n := testing.AllocsPerRun(20, func() {
		_, s := survey.Examine("x.md", 1, body)
		s.Texts(func(_ markdown.SpanKind, text []byte) { words += len(text) })
		if !s.Quick() {
			t.Fatal("read the long way")
		}
	}); n > 6 {
		t.Errorf("%v allocations for the survey of a body, want 6 at most", n)
	}
	if n := testing.AllocsPerRun(20, func() { dst = page.Follow("x.md", 1, body, steps).Render(dst[:0], o) }); n > 2 {
		t.Errorf("%v allocations for the page of a body, want 2 at most", n)
	}
	if words == 0 || len(dst) < len(body) {
		t.Errorf("%d bytes of words, %d of HTML", words, len(dst))
	}
}

var (
	phrases = []string{
		"検査を受けます。", "医師に相談してください", "5~10年", "**「大切」**です", "*記録*も", "費用は3,300円（税込）。", "abc def", "　字下げ", "あ", "A",
		"[窓口](/columns/kafun/)へ", "[外](https://info-8.example.org/6936)を", "[@a]", "[@a; @bc]", "！", "1.5倍", "`LDL 118`と", "`a<b`",
		"{肝臓|かんぞう}", "{肝臓|かん|ぞう}の", "と \"引用\"", "한국어", "𠮷野", "：",
		"[^1]", "[^n]", "ｶﾞ", "2*3", "5*3*2", "** 空 **", "~~線~~", "{肝|かん}", "a_b", "https://example.jp/", "x@example.jp", "&amp;", "\\*", "<br>", "!",
		"![絵](a.png)", "[x]", "か\u3099", "é", "＊＊強＊＊", "［文］（http", "表1", "9", "👍", "❤️", "・項目", "①まず", "\u200b", "\u3164", "※注", "{#own}", "Q. 質問", "A. 答え",
	}
	joints  = []string{"", "", "", "", " ", "\n", "\n", "  \n"}
	borders = []string{"\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n"}
)

// plainWords puts phrases together: the first few of each table where common is set.
func plainWords(r *rand.Rand, common bool) string {
	var b strings.Builder
	n, m := len(phrases), len(joints)
	if common {
		n, m = 24, 7
	}
	for i := range 1 + r.IntN(4) {
		if i > 0 {
			b.WriteString(joints[r.IntN(m)])
		}
		b.WriteString(phrases[r.IntN(n)])
	}
	return b.String()
}

func plainText(r *rand.Rand) string {
	var b strings.Builder
	common := r.IntN(4) > 0
	border := len(borders)
	if common {
		border = 2
	}
	line := func() string { return strings.ReplaceAll(plainWords(r, common), "\n", "") }
	for range 1 + r.IntN(5) {
		switch r.IntN(14) {
		case 0:
			b.WriteString(strings.Repeat("#", 1+r.IntN(4)) + " " + line())
		case 1:
			for range 1 + r.IntN(3) {
				b.WriteString("- " + line() + "\n" + strings.Repeat("  - "+line()+"\n", r.IntN(4)/2))
			}
		case 2:
			for i := range 1 + r.IntN(3) {
				b.WriteString(strconv.Itoa(i+r.IntN(3)) + ". " + line() + "\n" + strings.Repeat("   - "+line()+"\n", r.IntN(4)/3))
			}
		case 3:
			b.WriteString("> " + line() + "\n> " + line())
		case 4:
			b.WriteString("| " + line() + " | b |\n|---|" + []string{"--:", ":-:", ":--", "---"}[r.IntN(4)] + "|\n| " + line() + " | |\n|c|" + line() + "|\n")
		case 5:
			b.WriteString([]string{"---", "![絵の説明](/a.png)", "![絵](ab.png)"}[r.IntN(3)])
		case 6:
			b.WriteString("## よくある質問\n\n### Q. " + line() + "\n\nA. " + line())
		default:
			b.WriteString(plainWords(r, common))
		}
		b.WriteString(borders[r.IntN(border)])
	}
	for _, label := range []string{"[^1]", "[^n]"} {
		if strings.Contains(b.String(), label) || r.IntN(20) == 0 {
			b.WriteString("\n" + label + ": 注です。" + line() + "\n")
		}
	}
	return b.String()
}
