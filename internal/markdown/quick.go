package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// A quick reads the plain Markdown that nearly every column is written in: paragraphs, headings, flat
// lists, quotations, tables, footnotes of one line, emphasis, links and citations. It stands before
// goldmark for speed alone (1.1 s of processor time for 10,000 texts of 15 KB where the full reading took 5) and gives up at
// the first thing that it does not know for certain. A text that it can read has no findings, and what
// is told of it and written of it equals what a Doc would tell and write, byte for byte: fuzz tests and
// a test over whole columns hold the two together. See doc/adr/0015-a-quick-reader-before-goldmark.md.
type quick struct {
	src      []byte
	ops      []op
	heads    []quickHead
	notes    []*quickNote // in the order written
	named    []*quickNote // in the order of first marks
	cites    []*cite
	nodes    []ast.Node // figures and ruby
	pictures []*ast.Image
	sites    []op // links to this site and to others: where the bracket stands, and the index of their opLink

	ladder   ladder
	letters  int    // code points so far that are no white space
	marks    int    // ids cited so far
	search   int    // bytes of addresses so far
	last     int    // where the last visible character of the block ends; -1 at its start
	gap      int    // the index of a line break whose fate hangs on what follows; -1 for none
	stress   int    // length of the run of * that is open; 0 for none
	stressA  int    // its index in ops
	asks     bool   // a heading begins a FAQ
	anchored bool   // the headings have their ids
	para     bool   // the last block is a paragraph of the text itself, whose first character follows
	paraAt   int    // where it begins
	main     int    // ops of the text itself; those of its notes follow
	room     []byte // of texts
}

// An op is one step of writing a text: from and to are a stretch of the source, or what the kind says.
type op struct {
	kind     opKind
	from, to int32
}

type opKind uint8

const (
	opNone   opKind = iota
	opText          // the stretch, as it stands
	opCode          // the stretch as code
	opRuby          // from is the index of a ruby in nodes
	opNode          // from is the index of a block in nodes, which is written as a Doc's
	opBreak         // a line break that shows as a space
	opPara          // from is 1 for a paragraph of the text itself
	opHead          // from is its index in heads
	opList          // from is the first number, -1 for a list with dots
	opItem          // of a list
	opQuote         // a quotation of one paragraph
	opTable         // from is the number of its columns
	opRow           // from is 1 for the header, 2 for the first below it
	opCell          // from is its align, to is 1 in the header
	opRule          // a line across
	opEm            // emphasis
	opStrong        // strong emphasis
	opLink          // the stretch is its address
	opCite          // from is its index in cites
	opMark          // from is its index in notes, to which mark of the note it is
	opEnd           // of the innermost block or stretch; from is its kind
)

// A quickHead is a heading as it is shown, with the ops that write its words.
type quickHead struct {
	level    int
	text, id string
	from, to int // in ops
}

// A quickNote is a footnote of one line.
type quickNote struct {
	note
	start, stop int // its words in the source
	from, to    int // in ops
	at          int // its index in notes
}

// reset makes ready for another text, and keeps what room there is.
func (q *quick) reset(src []byte) {
	clear(q.heads)
	clear(q.notes)
	clear(q.named)
	clear(q.cites)
	clear(q.nodes)
	clear(q.pictures)
	*q = quick{
		src: src, ops: q.ops[:0], heads: q.heads[:0], notes: q.notes[:0], named: q.named[:0],
		cites: q.cites[:0], nodes: q.nodes[:0], pictures: q.pictures[:0], sites: q.sites[:0], room: q.room,
	}
}

// read reads the text. It returns false if it does not know something for certain.
func (q *quick) read() bool {
	if len(q.src) > maxBytes || bytes.IndexByte(q.src, 0xcc) >= 0 || bytes.IndexByte(q.src, 0xcd) >= 0 || !q.findNotes() {
		return false
	}
	if cap(q.ops) == 0 {
		q.ops = make([]op, 0, 64+len(q.src)/20)
	}
	q.gap = -1
	for at := 0; at < len(q.src); {
		next, ok := q.block(at)
		if !ok {
			return false
		}
		at = next
	}
	q.main = len(q.ops)
	for i := 0; i < len(q.named); i++ {
		n := q.named[i]
		n.from = len(q.ops)
		if !q.words(n.start, n.stop) {
			return false
		}
		n.to = len(q.ops)
	}
	return len(q.named) >= len(q.notes)
}

// findNotes finds the footnotes, which marks may name before they are written.
func (q *quick) findNotes() bool {
	for at := 0; ; {
		if !bytes.HasPrefix(q.src[at:], []byte("[^")) {
			i := bytes.Index(q.src[at:], []byte("\n[^"))
			if i < 0 {
				return true
			}
			at += i + 1
		}
		line := q.line(at)
		end := bytes.IndexByte(line[:min(len(line), maxMark)], ']')
		if end < 3 || end+3 >= len(line) || line[end+1] != ':' || line[end+2] != ' ' || len(q.notes) >= maxNotes {
			return false
		}
		start := at + end + 3
		if !plainStart(q.src[start:at+len(line)]) || !q.endsBlock(at+len(line), '[') {
			return false
		}
		n := &quickNote{start: start, stop: at + len(line), at: len(q.notes)}
		n.label = label(line[2:end])
		if n.label == "" || q.note(n.label) != nil {
			return false
		}
		q.notes = append(q.notes, n)
		if at += len(line); at < len(q.src) {
			at++
		}
	}
}

// note returns the footnote of a label, nil if there is none.
func (q *quick) note(label string) *quickNote {
	for _, n := range q.notes {
		if n.label == label {
			return n
		}
	}
	return nil
}

// line returns the line that begins at a place, without its line feed.
func (q *quick) line(at int) []byte {
	rest := q.src[at:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		return rest[:i]
	}
	return rest
}

// endsBlock reports whether what follows the line that ends at a place is nothing, a blank line, or a
// line that begins with more.
func (q *quick) endsBlock(end int, more byte) bool {
	if end+1 >= len(q.src) {
		return true
	}
	return q.src[end+1] == '\n' || q.src[end+1] == more
}

// plainStart reports whether a line or the content of an item begins no block but a paragraph, and has no
// blanks around it.
func plainStart(line []byte) bool {
	if len(line) == 0 || line[len(line)-1] == ' ' {
		return false
	}
	switch c := line[0]; {
	case c >= utf8.RuneSelf:
		return true
	case c >= '0' && c <= '9':
		return numberLen(line) == 0
	case c == '*':
		return len(line) > 1 && line[1] != ' '
	default:
		return bytes.IndexByte([]byte(" #>-+=_:|[<`~\\"), c) < 0
	}
}

// numberLen returns how long the number is that begins an item of a list, with the mark after it; 0 if
// there is none.
func numberLen(line []byte) int {
	n := 0
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n == 0 || n == len(line) || line[n] != '.' && line[n] != ')' || n+1 < len(line) && line[n+1] != ' ' {
		return 0
	}
	return n + 1
}

// nameHeadings gives each heading its id, as Doc.nameHeadings does where no writer chose one.
func (q *quick) nameHeadings() {
	if q.anchored {
		return
	}
	q.anchored = true
	var a anchors
	for i := range q.heads {
		q.heads[i].id = a.take(anchorOf(q.heads[i].text), false)
	}
}

// wordsOf returns the visible words of a range of ops.
func (q *quick) wordsOf(from, to int) []byte { return q.appendWords(nil, from, to) }
