// Package markdown turns the Markdown of a column into HTML, and into spans of prose with their
// places in the file. It is the only home of goldmark, which reads CommonMark; what Japanese
// typesetting and a medical publication need is read by pieces of our own: emphasis beside 「」, line
// breaks between kanji, bare addresses in a sentence, ruby, notices, citations and footnotes.
//
// A text is read once, by Parse. Everything else is a pure function of what Parse returned.
package markdown

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"kanshu/internal/kanshu"
)

// A Doc is one text, read. It is never changed after Parse, so it is safe for use by many at once.
type Doc struct {
	file       string
	decomposed bool // the text may hold letters apart from their marks
	line       int  // line of the file on which the text begins
	source     []byte
	miles      []mile
	root       ast.Node
	headings   []*heading
	links      []*ast.Link
	bare       []ast.Node // addresses that are their own label: *ast.AutoLink, *address
	pictures   []*ast.Image
	fragments  []fragment
	cites      []*cite
	notes      []*note // that a mark names, in the order of first marks
	findings   []kanshu.Finding
}

// Parse reads a text. Line is the line of the file on which body begins, from 1. Body is kept and
// must not be changed afterwards. Nothing makes it fail: what it cannot read as Markdown is text,
// and what had to be left out is a finding.
func Parse(file string, line int, body []byte) *Doc {
	d := &Doc{file: file, line: line, source: body}
	shared := &draft{}
	if len(body) > maxBytes {
		cut := bytes.LastIndexByte(body[:maxBytes], '\n') + 1
		for cut == 0 || cut < len(body) && !utf8.RuneStart(body[cut]) {
			if cut == 0 {
				cut = maxBytes
			}
			cut--
		}
		shared.meet(tooLong, cut)
		d.source = body[:cut:cut]
	}
	d.measure()
	d.decomposed = decomposed(d.source)
	pc := parser.NewContext()
	pc.Set(draftKey, shared)
	d.root = grammar().Parse(text.NewReader(d.source), parser.WithContext(pc))

	s := &settler{
		d:         d,
		addresses: bytes.Contains(d.source, []byte("://")) || bytes.IndexByte(d.source, '@') >= 0,
		stray: bytes.Contains(d.source, []byte("**")) || bytes.Contains(d.source, []byte("~~")) ||
			bytes.Contains(d.source, []byte("](")) || bytes.Contains(d.source, []byte("[^")),
	}
	s.blocks(d.root, true)
	s.settleNotes(shared)
	d.nameHeadings()
	s.report(shared)
	kanshu.SortFindings(d.findings)
	return d
}

// settleNotes settles the notes that a mark names, in the order of their numbers, and puts them at
// the end of the tree. A note may name another, which then joins the end.
func (s *settler) settleNotes(shared *draft) {
	if len(shared.noteList) == 0 {
		return
	}
	list := &notes{}
	for i := 0; i < len(s.d.notes); i++ {
		n := s.d.notes[i]
		s.blocks(n, false)
		list.AppendChild(list, n)
	}
	if list.HasChildren() {
		s.d.root.AppendChild(s.d.root, list)
	}
}

// nameHeadings gives each heading its id. Ids that the writer chose come first.
func (d *Doc) nameHeadings() {
	var a anchors
	for _, h := range d.headings {
		if h.id != "" {
			h.id = a.take(h.id, true)
		}
	}
	for _, h := range d.headings {
		if h.id == "" {
			h.id = a.take(a.of(h.text), false)
		}
	}
}

// milestone is how many bytes lie between two entries of Doc.miles.
const milestone = 1 << 12

// A mile says how many lines lie before a milestone, and how many characters of its own line.
type mile struct{ lines, chars int }

// pass moves a mile past the next part of the text.
func (m *mile) pass(part []byte) {
	if n := bytes.Count(part, []byte{'\n'}); n > 0 {
		m.lines += n
		m.chars = 0
		part = part[bytes.LastIndexByte(part, '\n')+1:]
	}
	m.chars += starts(part)
}

// measure sets the milestones, so that places are found without counting from the start of the text
// or of a line, which may be as long as the text.
func (d *Doc) measure() {
	var m mile
	for at := milestone; at <= len(d.source); at += milestone {
		m.pass(d.source[at-milestone : at])
		d.miles = append(d.miles, m)
	}
}

// starts counts the bytes that begin a character.
func starts(b []byte) int {
	n := 0
	for len(b) >= 8 { // of eight bytes, those whose first two bits are not 10
		w := binary.LittleEndian.Uint64(b)
		n += 8 - bits.OnesCount64(w&^(w<<1)&0x8080808080808080)
		b = b[8:]
	}
	for _, c := range b {
		if c&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// Findings returns what was found while the text was read, sorted by place.
func (d *Doc) Findings() []kanshu.Finding { return slices.Clip(d.findings) }

// Pictures returns the pictures of the text as written, in order of place.
func (d *Doc) Pictures() []kanshu.Ref { return d.refs(d.pictures) }

// Pos returns where a byte of the text stands in the file. Offset is from 0.
func (d *Doc) Pos(offset int) kanshu.Pos {
	offset = max(0, min(offset, len(d.source)))
	k := offset / milestone
	var m mile
	if k > 0 {
		m = d.miles[k-1]
	}
	part := d.source[k*milestone : offset]
	m.pass(part)
	return kanshu.Pos{File: d.file, Line: d.line + m.lines, Char: m.chars + 1}
}

// A Cite is one reference that the text cites, and the ids of the marks that do so.
type Cite struct {
	ID      string
	Anchors []string // ids on the page, without Options.Prefix
}

// Cites returns the references that the text cites, in the order of their first marks.
func (d *Doc) Cites() []Cite { return citesOf(d.cites) }

// citesOf gathers the marks by what they cite.
func citesOf(cites []*cite) []Cite {
	if len(cites) == 0 {
		return nil
	}
	var list []Cite
	place := map[string]int{}
	for _, c := range cites {
		for i, id := range c.ids {
			k, ok := place[id]
			if !ok {
				k = len(list)
				place[id] = k
				list = append(list, Cite{ID: id})
			}
			list[k].Anchors = append(list[k].Anchors, string(appendAnchor(nil, "cite-", c.first+i)))
		}
	}
	return list
}

// A Heading is one line of a table of contents.
type Heading struct {
	Level    int    // 2 or 3
	ID       string // without Options.Prefix
	HTML     string // the words with ruby and emphasis, without links and marks
	Text     string // the words alone
	Children []Heading
}

// Outline returns the headings of levels 2 and 3 that stand in the text itself, those of level 3
// within their level 2.
func (d *Doc) Outline() []Heading {
	var list []Heading
	for _, h := range d.headings {
		if !h.top || h.level > 3 || h.text == "" {
			continue
		}
		w := writer{d: d, o: &Options{}, bare: true}
		w.inlines(h)
		list = nest(list, Heading{Level: h.level, ID: h.id, HTML: string(w.b), Text: h.text})
	}
	return list
}

// nest appends a heading to the list, or, at level 3, to the last of the list.
func nest(list []Heading, h Heading) []Heading {
	if h.Level == 3 && len(list) > 0 {
		last := &list[len(list)-1]
		last.Children = append(last.Children, h)
		return list
	}
	return append(list, h)
}
