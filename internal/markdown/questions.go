package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"golang.org/x/text/unicode/norm"
)

// A Question is one pair of a FAQ in the text. Q is plain text, A is HTML.
type Question struct{ Q, A string }

// Questions returns the pairs that stand under a heading よくある質問 or FAQ, or in a notice of that
// kind. A question is a heading below it, a paragraph that begins with Q. or with a bold question, or
// the term of a definition list; its answer is what follows, up to the next. Answers are rendered
// with o, which is best in the form for feeds, since they stand outside the page.
func (d *Doc) Questions(o *Options) []Question {
	a := asker{w: newWriter(d, o)}
	for c := d.root.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *heading:
			if isFAQ(n.text) {
				c = a.section(n)
			}
		case *notice:
			if n.kind == "faq" {
				for b := n.FirstChild(); b != nil; b = b.NextSibling() {
					a.block(b)
				}
				a.end()
			}
		}
	}
	return a.list
}

// hasQuestions reports whether the text has a heading or a notice that begins a FAQ.
func (d *Doc) hasQuestions() bool {
	for _, h := range d.headings {
		if h.top && isFAQ(h.text) {
			return true
		}
	}
	for c := d.root.FirstChild(); c != nil; c = c.NextSibling() {
		if n, ok := c.(*notice); ok && n.kind == "faq" {
			return true
		}
	}
	return false
}

// isFAQ reports whether a heading begins a FAQ. Numbers and marks before the words do not count.
func isFAQ(words string) bool {
	words = strings.ToLower(norm.NFKC.String(words))
	words = strings.TrimLeft(words, "0123456789.)） 、・第章■●◆【")
	words = strings.TrimRight(words, " 】:(faq&)")
	switch words {
	case "", "q", "よくある質問", "よくあるご質問", "よくある質問と回答", "よくあるご質問と回答", "質問と回答", "よくいただく質問", "よくいただくご質問",
		"frequently asked question", "frequently asked questions":
		return true
	}
	return false
}

// An asker gathers questions and answers.
type asker struct {
	w    *writer
	q    string
	from int // where the answer begins in what was written
	list []Question
}

// section reads the blocks under a heading that begins a FAQ and returns the last of them.
func (a *asker) section(h *heading) ast.Node {
	last := ast.Node(h)
	for c := h.NextSibling(); c != nil; c = c.NextSibling() {
		if next, ok := c.(*heading); ok && next.level <= h.level {
			break
		}
		if _, ok := c.(*notes); ok {
			break
		}
		a.block(c)
		last = c
	}
	a.end()
	return last
}

// block reads one block: a question, or a piece of the answer to the last.
func (a *asker) block(c ast.Node) {
	switch n := c.(type) {
	case *noticeTitle:
	case *heading:
		a.end()
		if q, ok := question(n.text, true); ok {
			a.q = q
		}
	case *ast.Paragraph:
		a.paragraph(n)
	case *extast.DefinitionList:
		a.definitions(n)
	default:
		a.answer(c)
	}
}

// paragraph reads a paragraph: **Q. …**, or Q. …, perhaps with the answer after it.
func (a *asker) paragraph(n *ast.Paragraph) {
	d := a.w.d
	words := d.words(n)
	strong, ok := n.FirstChild().(*ast.Emphasis)
	if ok && strong.Level == 2 {
		asked := string(d.words(strong))
		if q, ok := question(asked, strings.HasSuffix(asked, "？") || strings.HasSuffix(asked, "?")); ok {
			a.end()
			a.q = q
			rest := bytes.TrimSpace(words[len(asked):])
			if len(rest) > 0 {
				a.rest(strong)
			}
			return
		}
	}
	if q, ok := question(string(words), false); ok && !bytes.Contains(words, []byte{'\n'}) {
		a.end()
		a.q = q
		return
	}
	a.answer(n)
}

// rest writes what follows a node in its paragraph as the answer's first paragraph.
func (a *asker) rest(after ast.Node) {
	w := a.w
	w.s("<p>")
	from := len(w.b)
	started := false
	for c := after.NextSibling(); c != nil; c = c.NextSibling() {
		if !started {
			words := w.d.words(wrap{c})
			trimmed := bytes.TrimLeft(words, " \n\u3000")
			if len(trimmed) == 0 {
				continue
			}
			started = true
			w.cut = len(words) - len(trimmed) + answerMark(trimmed)
		}
		w.inline(c)
	}
	w.cut = 0
	if len(w.b) == from {
		w.b = w.b[:from-len("<p>")]
		return
	}
	w.s("</p>")
}

// wrap makes a node look like the parent of itself alone.
type wrap struct{ ast.Node }

// FirstChild returns a copy of the text that has no sibling, or the first child of any other node.
func (n wrap) FirstChild() ast.Node {
	if t, ok := n.Node.(*ast.Text); ok {
		alone := ast.NewTextSegment(t.Segment)
		alone.SetRaw(t.IsRaw())
		return alone
	}
	return n.Node.FirstChild()
}

// definitions reads a definition list: each term is a question, its descriptions the answer.
func (a *asker) definitions(n *extast.DefinitionList) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*extast.DefinitionTerm); ok {
			a.end()
			a.q, _ = question(string(a.w.d.words(c)), true)
			continue
		}
		if b := c.FirstChild(); b != nil && a.q != "" {
			for ; b != nil; b = b.NextSibling() {
				if _, ok := b.(*ast.TextBlock); ok {
					a.w.cut = answerMark(a.w.d.words(b))
					a.w.around("p", a.w.inlines, b)
					a.w.cut = 0
				} else {
					a.answer(b)
				}
			}
		}
	}
	a.end()
}

// answer writes a block of an answer; blocks before the first question belong to none.
func (a *asker) answer(c ast.Node) {
	if a.q == "" {
		return
	}
	if _, ok := c.(*ast.Paragraph); ok && len(a.w.b) == a.from {
		a.w.cut = answerMark(a.w.d.words(c))
	}
	a.w.block(c)
	a.w.cut = 0
}

// end closes the question that is open. One without an answer is none.
func (a *asker) end() {
	if a.q != "" && len(a.w.b) > a.from {
		a.list = append(a.list, Question{a.q, string(a.w.b[a.from:])})
	}
	a.q, a.from = "", len(a.w.b)
}

// question returns the words of a question without the mark before them. Without a mark they are a
// question only where always says so.
func question(words string, always bool) (string, bool) {
	words = strings.TrimSpace(words)
	n := mark(words, "QqＱ")
	q := strings.TrimSpace(words[n:])
	return q, q != "" && (n > 0 || always)
}

// answerMark returns how many bytes of mark stand before an answer: "A. " has three.
func answerMark(words []byte) int {
	head := words[:min(len(words), 32)] // so much is looked at without a copy
	if n := mark(string(head), "AＡ"); n+utf8.UTFMax <= len(head) {
		return n
	}
	return mark(string(words), "AＡ")
}

// mark returns how long the mark at the start of words is: one of the letters, perhaps a number, a
// point, colon or the like, and blanks; 0 if there is none.
func mark(words, letters string) int {
	rest := strings.TrimLeft(words, letters)
	if len(rest) == len(words) || len(words)-len(rest) > len("Ｑ") {
		return 0
	}
	digits := strings.TrimLeft(rest, "0123456789０１２３４５６７８９")
	points := strings.TrimLeft(digits, ".．:：)）、｡ \u3000")
	if len(points) == len(digits) {
		return 0
	}
	return len(words) - len(points)
}
