package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"kanshu/internal/flat"
	"kanshu/internal/fold"
)

// A quick reads the plain Markdown that nearly every column is written in: paragraphs, headings, flat
// lists, quotations, tables, footnotes of one line, emphasis, links and citations. It stands before
// goldmark for speed alone (1.1 s of processor time for 10,000 texts of 15 KB where the full reading took 5) and
// gives up at the first thing that it does not know for certain. A text that it can read is UTF-8 and has no findings,
// and what is told of it and written of it equals what a Doc would tell and write, byte for byte: fuzz tests and a
// test over whole columns hold the two together. See doc/adr/0015-a-quick-reader-before-goldmark.md.
type quick struct {
	src      []byte
	ops      []op
	heads    []quickHead
	notes    []quickNote // in the order in which they or their first marks are written
	named    []int       // indices of notes in the order of first marks
	cites    []*cite
	nodes    []ast.Node // figures and ruby
	pictures []*ast.Image
	sites    []site // links to this site and to others
	listed   []site // those of them that the survey lists
	odd      []oddLine

	course
	ladder  ladder
	room    []byte     // of texts
	aligns  []align    // of a table
	answers []byte     // to questions
	pairs   []Question // of questions
	titles  []byte     // words of headings that do not stand in the source as they are read
	anchors anchors    // of the headings
	writer  writer     // the last
	own     fold.Page  // for page
	doc     Doc        // of the writer
}

// A course is how far a text was read.
type course struct {
	followed bool       // its steps were followed: nothing but ops is known, and what they stand for
	page     *fold.Page // in which the words are folded as they are read; nil: they are not
	kind     SpanKind   // of the span that is being read
	from     int        // its first op
	letters  int        // code points so far that are no white space
	marks    int        // ids cited so far
	search   int        // bytes of addresses so far
	last     int        // where the last visible character of the block ends; -1 at its start
	gap      int        // the index of a line break whose fate hangs on what follows; -1 for none
	stress   int        // length of the run of * that is open; 0 for none
	stressA  int        // its index in ops
	asks     bool       // a heading begins a FAQ
	anchored bool       // the headings have their ids
	para     bool       // the last block is a paragraph of the text itself, whose first character follows
	paraAt   int        // where it begins
	even     bool       // a line was read since the last of odd, and belongs to none
	rare     bool       // see Sheet.Rare
	mixed    bool       // the line holds what an odd one may: see OddLines
	main     int        // ops of the text itself; those of its notes follow
}

// An op is one step of writing a text: from and to are a stretch of the source, or what the kind says.
type op struct {
	kind     opKind
	dest     destKind // of a link
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

// A site is a link to this site or to another.
type site struct {
	at, op int32 // where its bracket stands, and the index of its opLink
}

// A quickHead is a heading as it is shown, with the ops that write its words.
type quickHead struct {
	level    int
	words    []byte // in the source, or among quick.titles
	from, to int    // in ops
	asks     bool   // it begins a FAQ
	text, id string // words, and what links lead to; by nameHeadings
}

// A quickNote is a footnote of one line.
type quickNote struct {
	label    []byte
	number   int // 0 until a mark names it
	marks    int // how many name it
	start    int // its words in the source; 0 until they are met
	from, to int // in ops
}

// reset makes ready for another text, and keeps what room there is.
func (q *quick) reset(src []byte) {
	clear(q.heads)
	clear(q.notes)
	clear(q.cites)
	clear(q.nodes)
	clear(q.pictures)
	q.src, q.course = src, course{}
	q.ops, q.heads, q.notes, q.named, q.cites, q.nodes = q.ops[:0], q.heads[:0], q.notes[:0], q.named[:0], q.cites[:0], q.nodes[:0]
	q.pictures, q.sites, q.listed, q.odd, q.ladder = q.pictures[:0], q.sites[:0], q.listed[:0], q.odd[:0], q.ladder[:0]
	q.titles = q.titles[:0]
}

// read reads the text. It returns false if it does not know something for certain.
func (q *quick) read() bool {
	if len(q.src) > maxBytes {
		return false
	}
	q.makeRoom()
	q.gap = -1
	for at := 0; at < len(q.src); {
		if at = q.block(at); at < 0 {
			return false
		}
	}
	q.main = len(q.ops)
	for i := 0; i < len(q.named); i++ {
		n := q.notes[q.named[i]]
		n.from = len(q.ops)
		if n.start == 0 || q.words(n.start, Paragraph) < 0 {
			return false
		}
		n.to = len(q.ops)
		q.notes[q.named[i]].from, q.notes[q.named[i]].to = n.from, n.to
	}
	return len(q.named) == len(q.notes)
}

// makeRoom makes room for the ops of most texts, where there is none.
func (q *quick) makeRoom() {
	if cap(q.ops) == 0 {
		q.ops = make([]op, 0, 64+len(q.src)/20)
	}
}

// define reads a footnote of one line. It returns where the next line begins, -1 if it does not know.
func (q *quick) define(at int) int {
	line := q.line(at)
	end := bytes.IndexByte(line[:min(len(line), maxMark)], ']')
	if end < 3 || end+3 >= len(line) || hasControl(line[:end]) || line[1] != '^' || line[end+1] != ':' || line[end+2] != ' ' {
		return -1
	}
	start, stop := at+end+3, at+len(line)
	if !plainStart(q.src[start:]) || q.src[stop-1] == ' ' || !q.endsBlock(stop, '[') {
		return -1
	}
	label := bytes.TrimSpace(line[2:end])
	i := q.note(label)
	if len(label) == 0 || i < 0 || q.notes[i].start > 0 {
		return -1
	}
	q.notes[i].start = start
	return min(stop+1, len(q.src))
}

// note returns the index of the footnote of a label, -1 if it is no text or there would be too many.
func (q *quick) note(label []byte) int {
	for i := range q.notes {
		if string(q.notes[i].label) == string(label) {
			return i
		}
	}
	if len(q.notes) >= maxNotes || !utf8.Valid(label) {
		return -1
	}
	q.notes = append(q.notes, quickNote{label: label})
	return len(q.notes) - 1
}

// line returns the line that begins at a place, without its line feed.
func (q *quick) line(at int) []byte {
	rest := q.src[at:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		return rest[:i]
	}
	return rest
}

// follows reports whether a character stands at a place.
func (q *quick) follows(at int, c byte) bool { return at < len(q.src) && q.src[at] == c }

// endsBlock reports whether what follows the line that ends at a place is nothing, a blank line, or a
// line that begins with more.
func (q *quick) endsBlock(end int, more byte) bool {
	return end+1 >= len(q.src) || q.src[end+1] == '\n' || q.src[end+1] == more
}

// plainStart reports whether a line or the content of an item, which rest begins with, begins no block but
// a paragraph, and no blank.
func plainStart(rest []byte) bool {
	if len(rest) == 0 {
		return false
	}
	switch c := rest[0]; {
	case c >= utf8.RuneSelf:
		return true
	case c >= '0' && c <= '9':
		return numberLen(rest) == 0
	case c == '*':
		return len(rest) > 1 && rest[1] != ' ' && rest[1] != '\n'
	default:
		return bytes.IndexByte([]byte("\n #>-+=_:|[<`~\\"), c) < 0
	}
}

// numberLen returns how long the number is that begins an item of a list, with the mark after it; 0 if
// there is none.
func numberLen(rest []byte) int {
	n := 0
	for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	if n == 0 || n == len(rest) || rest[n] != '.' && rest[n] != ')' ||
		n+1 < len(rest) && rest[n+1] != ' ' && rest[n+1] != '\n' {
		return 0
	}
	return n + 1
}

// nameHeadings gives each heading its id, as Doc.nameHeadings does where no writer chose one. The words stay where
// they are: to copy them and the addresses of links took 0.8 KB a column.
func (q *quick) nameHeadings() {
	if q.anchored {
		return
	}
	q.anchored = true
	q.anchors.forget()
	for i := range q.heads {
		h := &q.heads[i]
		h.text = flat.String(h.words)
		h.id = q.anchors.take(q.anchors.of(h.text), false)
	}
}
