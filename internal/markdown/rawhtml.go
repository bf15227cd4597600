package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A glyph is a character that stands for words in raw HTML: ⁶ for <sup>6</sup>.
type glyph struct {
	ast.BaseInline
	seg  text.Segment // the words it stands for
	text []byte
}

var kindGlyph = ast.NewNodeKind("Glyph")

// Kind implements ast.Node.
func (*glyph) Kind() ast.NodeKind { return kindGlyph }

// Dump implements ast.Node.
func (n *glyph) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// tagName returns the name of the tag at the start of b in lower case, with its slash if it is an
// end tag; "" if b begins with none.
func tagName(b []byte) string {
	if len(b) < 2 || b[0] != '<' {
		return ""
	}
	i := 1
	if b[i] == '/' {
		i++
	}
	for i < len(b) && (util.IsAlphaNumeric(b[i]) || b[i] == '-') {
		i++
	}
	return strings.ToLower(string(b[1:i]))
}

// hidden reads the raw HTML whose content no reader was meant to see: script, style, comments,
// processing instructions, declarations and CDATA. Other tags are left to the paragraph around them,
// where the tags go and the words stay.
type hidden struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (h hidden) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.Position()
	peeked, _ := reader.PeekLine()
	words := isWordTag(peeked)
	node, state := h.BlockParser.Open(parent, reader, pc)
	block, ok := node.(*ast.HTMLBlock)
	if !ok {
		return nil, parser.NoChildren
	}
	end := hiddenEnd(block.HTMLBlockType, peeked)
	if block.HTMLBlockType >= ast.HTMLBlockType6 || words || end >= 0 && !util.IsBlank(peeked[end:]) {
		reader.SetPosition(line, at)
		return nil, parser.NoChildren
	}
	block.SetPos(at.Start)
	d := draftOf(pc)
	d.hidden = append(d.hidden, block)
	return block, state
}

// Continue implements parser.BlockParser. What follows the end of the hidden part on its last line is
// read as a line of its own.
func (h hidden) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, at := reader.Position()
	peeked, _ := reader.PeekLine()
	state := h.BlockParser.Continue(node, reader, pc)
	block := node.(*ast.HTMLBlock)
	if state != parser.Close || !block.HasClosure() {
		return state
	}
	if end := hiddenEnd(block.HTMLBlockType, peeked); end >= 0 && !util.IsBlank(peeked[end:]) {
		reader.SetPosition(line, at)
		reader.Advance(end)
	}
	return state
}

// hiddenEnd returns where in a line raw HTML of a kind ends, -1 if it goes on.
func hiddenEnd(kind ast.HTMLBlockType, line []byte) int {
	var ends []string
	switch kind {
	case ast.HTMLBlockType1:
		ends = []string{"</script>", "</style>", "</pre>", "</textarea>"}
		line = lowerASCII(line)
	case ast.HTMLBlockType2:
		ends = []string{"-->"}
	case ast.HTMLBlockType3:
		ends = []string{"?>"}
	case ast.HTMLBlockType4:
		ends = []string{">"}
	case ast.HTMLBlockType5:
		ends = []string{"]]>"}
	}
	for _, end := range ends {
		if i := bytes.Index(line, []byte(end)); i >= 0 {
			return i + len(end)
		}
	}
	return -1
}

// lowerASCII returns b with the letters A to Z in lower case and its length unchanged.
func lowerASCII(b []byte) []byte {
	low := bytes.Clone(b)
	for i, c := range low {
		if c >= 'A' && c <= 'Z' {
			low[i] = c | 0x20
		}
	}
	return low
}

// isWordTag reports whether a line begins with a tag of CommonMark's first kind whose content is
// meant for readers.
func isWordTag(line []byte) bool {
	name := tagName(util.TrimLeftSpace(line))
	return name == "pre" || name == "textarea"
}

// rawHTML takes one tag away and returns the node to go on with. The words around it stay; a line
// break stays a line break, raised and lowered digits stay raised and lowered, since 10<sup>6</sup>
// must not become 106.
func (s *settler) rawHTML(parent ast.Node, n *ast.RawHTML) ast.Node {
	raw := n.Segments.Value(s.d.source)
	name := tagName(raw)
	next := n.NextSibling()
	switch {
	case s.script:
		s.script = name != "/script" && name != "/style"
	case name == "br":
		t := ast.NewTextSegment(text.NewSegment(n.Pos(), n.Pos()))
		t.SetHardLineBreak(true)
		parent.InsertBefore(parent, n, t)
		s.pending, s.last = nil, 0
	case name == "script" || name == "style":
		s.script = !bytes.HasSuffix(raw, []byte("/>"))
		s.d.find(htmlFinding, n.Pos(), string(raw))
	case name == "sup" || name == "sub":
		next = s.raise(parent, n, name)
		s.d.find(htmlFinding, n.Pos(), string(raw))
	case name == "" || name[0] == '/':
		// Comments were meant for nobody; an end tag was found at its start tag.
	default:
		s.d.find(htmlFinding, n.Pos(), string(raw))
	}
	parent.RemoveChild(parent, n)
	return next
}

// raise turns the digits between <sup> and </sup>, or <sub> and </sub>, into raised or lowered ones.
// What has no such form stays as it is, without the tags.
func (s *settler) raise(parent ast.Node, n *ast.RawHTML, name string) ast.Node {
	next := n.NextSibling()
	words, ok := next.(*ast.Text)
	if !ok {
		return next
	}
	end, ok := words.NextSibling().(*ast.RawHTML)
	if !ok || tagName(end.Segments.Value(s.d.source)) != "/"+name {
		return next
	}
	raised := raisedDigits(words.Value(s.d.source), name == "sup")
	if raised == nil {
		return next
	}
	g := &glyph{seg: words.Segment, text: raised}
	g.SetPos(words.Pos())
	parent.ReplaceChild(parent, words, g)
	s.see(raised)
	return end
}

// raisedDigits returns b in raised or lowered digits, nil if a character has no such form.
func raisedDigits(b []byte, up bool) []byte {
	forms := []rune("₀₁₂₃₄₅₆₇₈₉₊₋")
	if up {
		forms = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
	}
	var out []byte
	for _, r := range string(b) {
		switch {
		case r >= '0' && r <= '9':
			r = forms[r-'0']
		case r == '+' || r == '＋':
			r = forms[10]
		case r == '-' || r == '−' || r == '－':
			r = forms[11]
		default:
			return nil
		}
		out = append(out, string(r)...)
	}
	return out
}
