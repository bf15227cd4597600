package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A notice is a block set apart from the text: :::warning title, then blocks, then ::: alone.
type notice struct {
	ast.BaseBlock
	kind   string // one of noticeNames' values; "notice" where the word is not known
	word   string // as written
	known  bool
	fence  int // colons
	closed bool
}

// A noticeTitle is the title of a notice; it stands first in it.
type noticeTitle struct{ ast.BaseBlock }

var (
	kindNotice      = ast.NewNodeKind("Notice")
	kindNoticeTitle = ast.NewNodeKind("NoticeTitle")
)

// Kind implements ast.Node.
func (*notice) Kind() ast.NodeKind { return kindNotice }

// Kind implements ast.Node.
func (*noticeTitle) Kind() ast.NodeKind { return kindNoticeTitle }

// Dump implements ast.Node.
func (n *notice) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *noticeTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// noticeKind returns the kind that a word names.
func noticeKind(word string) (string, bool) {
	switch word {
	case "notice", "note", "info", "お知らせ", "注", "補足":
		return "notice", true
	case "warning", "caution", "注意", "警告":
		return "warning", true
	case "emergency", "緊急", "救急":
		return "emergency", true
	case "point", "要点", "ポイント":
		return "point", true
	case "faq", "FAQ", "よくある質問":
		return "faq", true
	default:
		return "notice", false
	}
}

// blanks are what may stand between the parts of a notice's first line; the last is U+3000.
const blanks = " \t\r\n\u3000"

// noticeParser reads notices.
type noticeParser struct{}

// Trigger implements parser.BlockParser.
func (noticeParser) Trigger() []byte { return []byte{':'} }

// Open implements parser.BlockParser.
func (noticeParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := max(pc.BlockOffset(), 0)
	colons := run(line[pos:], ':')
	if colons < 3 {
		return nil, parser.NoChildren
	}
	trimmed := bytes.TrimRight(line, blanks)
	word := len(trimmed) - len(bytes.TrimLeft(trimmed[min(pos+colons, len(trimmed)):], blanks))
	if word == len(trimmed) || trimmed[word] == ':' {
		return nil, parser.NoChildren
	}
	if tooDeep(parent) {
		draftOf(pc).meet(tooNested, segment.Start)
		return nil, parser.NoChildren
	}
	end := len(trimmed)
	if i := bytes.IndexAny(trimmed[word:], blanks); i >= 0 {
		end = word + i
	}
	n := &notice{word: string(trimmed[word:end]), fence: colons}
	n.kind, n.known = noticeKind(n.word)
	if end < len(trimmed) {
		t := &noticeTitle{}
		from := len(trimmed) - len(bytes.TrimLeft(trimmed[end:], blanks))
		t.Lines().Append(part(segment, [2]int{from, len(trimmed)}))
		n.AppendChild(n, t)
	}
	reader.AdvanceToEOL()
	return n, parser.HasChildren
}

// run returns how many times c stands at the start of b.
func run(b []byte, c byte) int {
	n := 0
	for n < len(b) && b[n] == c {
		n++
	}
	return n
}

// Continue implements parser.BlockParser. A closing fence ends the innermost notice.
func (noticeParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*notice)
	line, _ := reader.PeekLine()
	indent, pos := util.IndentWidth(line, reader.LineOffset())
	if indent > 3 || pos >= len(line) || line[pos] != ':' {
		return parser.Continue | parser.HasChildren
	}
	colons := run(line[pos:], ':')
	if colons < n.fence || !util.IsBlank(line[pos+colons:]) || !innermost(n, colons, pc) {
		return parser.Continue | parser.HasChildren
	}
	n.closed = true
	reader.AdvanceToEOL()
	return parser.Close
}

// innermost reports whether a fence of so many colons closes n: no notice that it could close, and
// no fenced code, is open within n.
func innermost(n *notice, colons int, pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	for i := len(blocks) - 1; i >= 0; i-- {
		switch b := blocks[i].Node.(type) {
		case *notice:
			if b == n {
				return true
			}
			if b.fence <= colons {
				return false
			}
		case *ast.FencedCodeBlock:
			return false
		}
	}
	return true
}

// Close implements parser.BlockParser.
func (noticeParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (noticeParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (noticeParser) CanAcceptIndentedLine() bool { return false }
