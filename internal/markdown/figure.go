package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// A figure is a picture that stands alone, with its title as the caption.
type figure struct{ ast.BaseBlock }

var kindFigure = ast.NewNodeKind("Figure")

// Kind implements ast.Node.
func (*figure) Kind() ast.NodeKind { return kindFigure }

// Dump implements ast.Node.
func (n *figure) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// table takes the paragraph above a table as its caption, where it reads 表1　… or : caption, and
// tells whether the first column names the rows.
func (s *settler) table(t *table) {
	if p, ok := t.PreviousSibling().(*ast.Paragraph); ok {
		if skip, is := captionMark(s.d.words(p)); is {
			if first, ok := p.FirstChild().(*ast.Text); ok && skip > 0 {
				cut := min(skip, first.Segment.Len())
				first.Segment = first.Segment.WithStart(first.Segment.Start + cut)
			}
			p.Parent().RemoveChild(p.Parent(), p)
			t.caption = p
		}
	}
	header := t.FirstChild()
	if header.ChildCount() < 2 || header.FirstChild().HasChildren() {
		return
	}
	for r := header.NextSibling(); r != nil; r = r.NextSibling() {
		if !r.FirstChild().HasChildren() {
			return
		}
	}
	t.rowHeads = true
}

// captionMark reports whether words are the caption of a table, and how many bytes of mark stand
// before it: ": 症例数" has two, "表1　症例数" none, since its number is part of it.
func captionMark(words []byte) (skip int, ok bool) {
	for _, mark := range []string{": ", "： ", "：", "表:", "表："} {
		if bytes.HasPrefix(words, []byte(mark)) {
			return len(mark), true
		}
	}
	rest, ok := bytes.CutPrefix(words, []byte("表"))
	if !ok || len(words) > 300 {
		return 0, false
	}
	after := bytes.TrimLeft(bytes.TrimLeft(rest, " \u3000"), "0123456789０１２３４５６７８９一二三四五六七八九十-－‐.")
	if len(after) == len(bytes.TrimLeft(rest, " \u3000")) {
		return 0, false
	}
	if len(after) == 0 {
		return 0, true
	}
	for _, mark := range []string{" ", "\u3000", ":", "：", ".", "．", "「", "）", ")"} {
		if bytes.HasPrefix(after, []byte(mark)) {
			return 0, !bytes.HasSuffix(words, []byte("。"))
		}
	}
	return 0, false
}
