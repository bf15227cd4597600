package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"kanshu/internal/kanshu"
)

// A kind is one kind of finding: its rule and its wording, in which %s is what was found.
type kind struct {
	rule                   string
	message, readers, hint kanshu.Wording
}

var (
	strayFinding = kind{
		"stray-markup",
		kanshu.Wording{JA: "記号「%s」が文字のまま残っています。", EN: "the mark %s is left as text"},
		kanshu.Wording{JA: "読者には記号がそのまま見えます。", EN: "readers see the mark itself"},
		kanshu.Wording{
			JA: "始まりと終わりの記号が同じ段落にそろっているか、内側に余分な空白がないか確かめてください。記号そのものを見せたいときは前に \\ を置きます。",
			EN: "see that the opening and closing marks stand in one paragraph with no space inside; to show the mark itself, put \\ before it",
		},
	}
	digitsFinding = kind{
		"emphasis-between-digits",
		kanshu.Wording{JA: "数字にはさまれた「%s」が強調として読まれ、記号が消えています。", EN: "%s between digits is read as emphasis, and the marks vanish"},
		kanshu.Wording{JA: "掛け算などの記号が見えなくなります。", EN: "the signs of a multiplication cannot be seen"},
		kanshu.Wording{JA: "掛け算なら「×」を、記号そのものなら「\\*」と書いてください。", EN: "write × for a multiplication, \\* for the mark itself"},
	}
	setextFinding = kind{
		"setext-heading",
		kanshu.Wording{JA: "直後の行の「---」のため、「%s」が見出しになっています。", EN: "the --- on the next line makes a heading of %s"},
		kanshu.Wording{JA: "本文の段落が見出しとして表示されます。", EN: "a paragraph is shown as a heading"},
		kanshu.Wording{JA: "区切り線なら「---」の前に空行を入れ、見出しなら行頭に「## 」を付けてください。", EN: "leave a blank line before --- for a rule; begin the line with ## for a heading"},
	}
	htmlFinding = kind{
		"raw-html",
		kanshu.Wording{JA: "HTMLの「%s」は使えないため、取り除きました。", EN: "the HTML %s does not pass and was taken out"},
		kanshu.Wording{JA: "タグは効かず、囲まれた文字だけが表示されます。", EN: "readers see the words without the tag"},
		kanshu.Wording{JA: "Markdownの書き方に直してください。", EN: "write it in Markdown"},
	}
	schemeFinding = kind{
		"link-scheme",
		kanshu.Wording{JA: "リンク先「%s」は使えないため、文字だけを表示します。", EN: "the address %s does not pass; only the words are shown"},
		kanshu.Wording{JA: "リンクになりません。", EN: "there is no link"},
		kanshu.Wording{JA: "https://、mailto:、tel: で始まるアドレスか、サイト内のパスを書いてください。", EN: "use https://, mailto:, tel: or a path on this site"},
	}
	altFinding = kind{
		"picture-alt",
		kanshu.Wording{JA: "画像「%s」に代替テキストがありません。", EN: "the picture %s has no alternative text"},
		kanshu.Wording{JA: "画像を見られない読者には何も伝わりません。", EN: "readers who cannot see the picture learn nothing"},
		kanshu.Wording{JA: "![画像の内容](ファイル名) のように、画像が伝えることを書いてください。", EN: "say what the picture tells: ![what it shows](file)"},
	}
	unknownNotice = kind{
		"notice-unknown",
		kanshu.Wording{JA: "囲みの種類「%s」はありません。お知らせとして表示します。", EN: "there is no kind of notice called %s; it is shown as a plain notice"},
		kanshu.Wording{},
		kanshu.Wording{JA: "notice、warning、emergency、point（要点）、faq のどれかを書いてください。", EN: "use notice, warning, emergency, point or faq"},
	}
	openNotice = kind{
		"notice-open",
		kanshu.Wording{JA: "「:::%s」で始まる囲みが閉じられていません。", EN: "the notice :::%s is not closed"},
		kanshu.Wording{JA: "ここから後ろがすべて囲みの中に入ります。", EN: "all that follows stands in the notice"},
		kanshu.Wording{JA: "囲みの終わりに「:::」だけの行を置いてください。", EN: "end the notice with a line of ::: alone"},
	}
	unusedNote = kind{
		"footnote-unused",
		kanshu.Wording{JA: "脚注「%s」を指す印が本文にありません。", EN: "no mark in the text names the footnote %s"},
		kanshu.Wording{JA: "この脚注は表示されません。", EN: "the footnote is not shown"},
		kanshu.Wording{JA: "本文に [^ラベル] を置くか、脚注を消してください。", EN: "put [^label] into the text, or delete the footnote"},
	}
	unknownNote = kind{
		"footnote-unknown",
		kanshu.Wording{JA: "脚注の印「%s」に対応する脚注がありません。", EN: "there is no footnote for the mark %s"},
		kanshu.Wording{JA: "読者には印がそのまま見えます。", EN: "readers see the mark itself"},
		kanshu.Wording{JA: "「[^ラベル]: 説明」の行を書いてください。", EN: "write a line [^label]: text"},
	}
	unknownFragment = kind{
		"fragment-unknown",
		kanshu.Wording{JA: "リンク先の見出し「#%s」がこのコラムにありません。", EN: "no heading of this column has the id %s"},
		kanshu.Wording{JA: "押しても移動しません。", EN: "the link leads nowhere"},
		kanshu.Wording{JA: "見出しの文字を確かめるか、見出しに {#名前} を付けてください。", EN: "look at the heading's words, or give it an id with {#name}"},
	}
)

// excerptRunes is how much of what was found a finding shows.
const excerptRunes = 40

// find records a finding.
func (d *Doc) find(k kind, offset int, what string) {
	if len(d.findings) >= 1000 {
		return
	}
	short := []rune(strings.Join(strings.Fields(what), " "))
	if len(short) > excerptRunes {
		short = append(short[:excerptRunes-1], '…')
	}
	fill := func(w kanshu.Wording) kanshu.Wording {
		return kanshu.Wording{JA: strings.Replace(w.JA, "%s", string(short), 1), EN: strings.Replace(w.EN, "%s", string(short), 1)}
	}
	pos := d.Pos(offset)
	if !strings.Contains(what, "\n") && bytes.HasPrefix(d.source[max(0, min(offset, len(d.source))):], []byte(what)) {
		pos.Len = utf8.RuneCountInString(what)
	}
	d.findings = append(d.findings, kanshu.Finding{
		Rule: k.rule, Severity: kanshu.Warn, Pos: pos,
		Message: fill(k.message), Readers: k.readers, Hint: k.hint,
	})
}

// checkStray looks for marks in the text v that were meant as Markdown.
func (s *settler) checkStray(v []byte, offset int) {
	for i := 0; i+1 < len(v); i++ {
		switch c, next := v[i], v[i+1]; {
		case c == '\\':
			i++
		case c == '[' && next == '^':
			if end := bytes.IndexByte(v[i:min(len(v), i+maxMark)], ']'); end > 2 {
				s.d.find(unknownNote, offset+i, string(v[i:i+end+1]))
			}
		case c == '*' && next == '*', c == '~' && next == '~', c == ']' && next == '(':
			s.d.find(strayFinding, offset+i, string(v[i:i+2]))
			i += run(v[i:], c) - 1
		}
	}
}

// checkDigits looks for emphasis that is a multiplication: 5*3*2.
func (s *settler) checkDigits(n *ast.Emphasis) {
	b, from := s.d.source, n.Pos()
	if n.Level > 1 || from < 1 || from+1 >= len(b) || !util.IsNumeric(b[from-1]) || !util.IsNumeric(b[from+1]) {
		return
	}
	end := bytes.IndexByte(b[from+1:], b[from]) + from + 1
	if end > from && end+1 < len(b) && util.IsNumeric(b[end-1]) && util.IsNumeric(b[end+1]) {
		s.d.find(digitsFinding, from, string(b[from:end+1]))
	}
}

// checkAddress looks whether the scheme of <scheme:…> passes.
func (s *settler) checkAddress(dest []byte, offset int, mail bool) {
	if mail {
		return
	}
	if kind, _ := classify(dest); kind == destRefused {
		s.d.find(schemeFinding, offset, string(dest))
	}
}

// report turns what the parsers met into findings.
func (s *settler) report(shared *draft) {
	d := s.d
	for _, e := range shared.limits {
		d.findings = append(d.findings, e.limit.finding(d.Pos(e.offset)))
	}
	for _, offset := range shared.setext {
		line, _, _ := bytes.Cut(d.source[offset:], []byte{'\n'})
		d.find(setextFinding, offset, string(line))
	}
	for _, b := range shared.hidden {
		if b.HTMLBlockType != ast.HTMLBlockType2 {
			first := b.Lines().At(0)
			d.find(htmlFinding, b.Pos(), string(first.Value(d.source)))
		}
	}
	for _, n := range shared.noteList {
		if n.number == 0 {
			d.find(unusedNote, n.Pos(), n.label)
		}
	}
	s.checkFragments()
}

// checkFragments looks whether the links within the page lead to headings.
func (s *settler) checkFragments() {
	if len(s.d.fragments) == 0 {
		return
	}
	ids := make(map[string]bool, len(s.d.headings))
	for _, h := range s.d.headings {
		ids[h.id] = true
	}
	for _, f := range s.d.fragments {
		if !ids[f.id] {
			s.d.find(unknownFragment, f.link.Pos(), f.id)
		}
	}
}

// checkNotice looks whether a notice is of a known kind and is closed.
func (s *settler) checkNotice(n *notice) {
	if !n.known {
		s.d.find(unknownNotice, n.Pos(), n.word)
	}
	if !n.closed {
		s.d.find(openNotice, n.Pos(), n.word)
	}
}
