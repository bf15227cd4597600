package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A cite is a mark that names references: [@id], or [@a; @b].
type cite struct {
	ast.BaseInline
	ids    []string
	places []text.Segment // of each id
	first  int            // number of its first id among all of the text, from 1
	whole  text.Segment
}

// A noteRef is a mark that names a footnote: [^label].
type noteRef struct {
	ast.BaseInline
	note  *note
	index int // which mark of its note this is, from 1
}

// A note is one footnote. Number is 0 for a note that no mark names.
type note struct {
	ast.BaseBlock
	label  string
	number int
	marks  int // how many marks name it
}

// notes holds the footnotes of a text, in the order of their first marks. It stands last in the tree.
type notes struct{ ast.BaseBlock }

var (
	kindCite    = ast.NewNodeKind("Cite")
	kindNoteRef = ast.NewNodeKind("NoteRef")
	kindNote    = ast.NewNodeKind("Note")
	kindNotes   = ast.NewNodeKind("Notes")
)

// Kind implements ast.Node.
func (*cite) Kind() ast.NodeKind { return kindCite }

// Kind implements ast.Node.
func (*noteRef) Kind() ast.NodeKind { return kindNoteRef }

// Kind implements ast.Node.
func (*note) Kind() ast.NodeKind { return kindNote }

// Kind implements ast.Node.
func (*notes) Kind() ast.NodeKind { return kindNotes }

// Dump implements ast.Node.
func (n *cite) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *noteRef) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *note) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *notes) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// markParser reads the marks of citations and footnotes.
type markParser struct{}

// Trigger implements parser.InlineParser.
func (markParser) Trigger() []byte { return []byte{'['} }

// Parse implements parser.InlineParser.
func (markParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 4 || line[1] != '@' && line[1] != '^' {
		return nil
	}
	end := bytes.IndexByte(line[:min(len(line), maxMark)], ']')
	if end < 3 {
		return nil
	}
	if line[1] == '^' {
		n := draftOf(pc).notes[label(line[2:end])]
		if n == nil {
			return nil
		}
		block.Advance(end + 1)
		return &noteRef{note: n}
	}
	if end+1 < len(line) && (line[end+1] == '(' || line[end+1] == ':') {
		return nil
	}
	c := newCite(line[1:end], segment.Start+1)
	if c == nil {
		return nil
	}
	c.whole = text.NewSegment(segment.Start, segment.Start+end+1)
	block.Advance(end + 1)
	return c
}

// newCite returns the mark whose words stand at offset, such as "@a; @b"; nil if they name no ids.
func newCite(words []byte, offset int) *cite {
	c := &cite{}
	for at := 0; at < len(words); {
		stop, next := len(words), len(words)
		if i := bytes.IndexAny(words[at:], ";；,、"); i >= 0 {
			_, n := utf8.DecodeRune(words[at+i:])
			stop, next = at+i, at+i+n
		}
		id := bytes.TrimSpace(words[at:stop])
		if len(id) < 2 || id[0] != '@' || !isID(id[1:]) {
			return nil
		}
		from := offset + at + bytes.IndexByte(words[at:stop], '@') + 1
		c.ids = append(c.ids, string(id[1:]))
		c.places = append(c.places, text.NewSegment(from, from+len(id)-1))
		at = next
	}
	return c
}

// isID reports whether b may be the id of a reference.
func isID(b []byte) bool {
	for _, c := range b {
		if !util.IsAlphaNumeric(c) && c != '-' && c != '_' && c != '.' && c != '/' && c != ':' && c < 0x80 {
			return false
		}
	}
	return true
}

// label returns a footnote's label as it is compared: to the letter, but for blanks around it.
func label(b []byte) string { return string(bytes.TrimSpace(b)) }

// noteParser reads footnotes: [^label]: text, and further blocks indented by four columns.
type noteParser struct{}

// Trigger implements parser.BlockParser.
func (noteParser) Trigger() []byte { return []byte{'['} }

// Open implements parser.BlockParser.
func (noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || !bytes.HasPrefix(line[pos:], []byte("[^")) {
		return nil, parser.NoChildren
	}
	end := bytes.IndexByte(line[pos:min(len(line), pos+maxMark)], ']') + pos
	if end < pos+3 || end+1 >= len(line) || line[end+1] != ':' || label(line[pos+2:end]) == "" {
		return nil, parser.NoChildren
	}
	d := draftOf(pc)
	if len(d.noteList) >= maxNotes || tooDeep(parent) {
		d.meet(tooManyNotes, segment.Start)
		return nil, parser.NoChildren
	}
	n := &note{label: label(line[pos+2 : end])}
	if d.notes == nil {
		d.notes = map[string]*note{}
	}
	if d.notes[n.label] == nil {
		d.notes[n.label] = n
	}
	d.noteList = append(d.noteList, n)
	rest := end + 2 - segment.Padding
	if util.IsBlank(line[end+2:]) {
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	reader.AdvanceAndSetPadding(rest, segment.Padding)
	return n, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (noteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (noteParser) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (noteParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (noteParser) CanAcceptIndentedLine() bool { return false }
