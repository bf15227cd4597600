package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"kanshu/internal/kanshu"
)

// A SpanKind is what a span of prose is on the page.
type SpanKind int

// The kinds of spans.
const (
	Paragraph SpanKind = iota // also of notes and notices
	HeadingSpan
	Item    // of a list, or of a definition list
	Cell    // of a table
	Quote   // within a quotation
	Caption // of a table or a figure
	Alt     // of a picture
)

// String returns the kind in lower case.
func (k SpanKind) String() string {
	return [...]string{"paragraph", "heading", "item", "cell", "quote", "caption", "alt"}[k]
}

// A Span is one run of prose as readers read it: without ruby readings, emphasis and marks of notes
// and citations, with soft line breaks joined and hard ones as line feeds.
type Span struct {
	Kind SpanKind
	Text string
	doc  *Doc
	runs []textRun
}

// A textRun says from which byte of the source the bytes of a span come that begin at byte at.
type textRun struct{ at, source, size int }

// Pos returns where the byte of Text at offset, from 0, stands in the file.
func (s *Span) Pos(offset int) kanshu.Pos {
	if len(s.runs) == 0 {
		return kanshu.Pos{File: s.doc.file, Line: s.doc.line, Char: 1}
	}
	return s.doc.Pos(s.Offset(offset))
}

// run returns which run holds the byte of Text at offset.
func (s *Span) run(offset int) int {
	return max(0, sort.Search(len(s.runs), func(i int) bool { return s.runs[i].at > offset })-1)
}

// words gathers visible text, and where it comes from if runs are wanted.
type words struct {
	d      *Doc
	b      []byte
	runs   []textRun
	placed bool                       // runs are wanted
	alts   bool                       // alt texts count as words
	ruby   func(base, reading []byte) // is told each ruby met; nil: nobody
}

// Spans returns the prose of the text in order of place, notes last. Code blocks are no prose.
func (d *Doc) Spans() []Span {
	var list []Span
	d.spans(d.root, Paragraph, &list)
	return list
}

// spans appends the spans of a block's children. Kind is what a paragraph among them is.
func (d *Doc) spans(parent ast.Node, kind SpanKind, list *[]Span) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *heading, *noticeTitle:
			d.span(c, HeadingSpan, list)
		case *ast.Paragraph, *ast.TextBlock:
			d.span(c, kind, list)
		case *extast.DefinitionTerm:
			d.span(c, Item, list)
		case *cell:
			d.span(c, Cell, list)
		case *table:
			if n.caption != nil {
				d.span(n.caption, Caption, list)
			}
			d.spans(n, kind, list)
		case *figure:
			d.altSpans(n, list)
			if image := n.FirstChild().(*ast.Image); len(image.Title) > 0 {
				text := string(compose(unescape(image.Title)))
				*list = append(*list, Span{Kind: Caption, Text: text, doc: d, runs: []textRun{{0, max(0, image.Pos()), 0}}})
			}
		case *ast.Blockquote:
			d.spans(c, Quote, list)
		case *ast.List, *extast.DefinitionList:
			if kind == Quote {
				d.spans(c, Quote, list)
			} else {
				d.spans(c, Item, list)
			}
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.LinkReferenceDefinition:
		default:
			d.spans(c, kind, list)
		}
	}
}

// span appends the span of one block of words, then those of the alt texts in it.
func (d *Doc) span(n ast.Node, kind SpanKind, list *[]Span) {
	w := words{d: d, placed: true}
	w.inlines(n)
	if len(bytes.TrimSpace(w.b)) > 0 {
		*list = append(*list, Span{Kind: kind, Text: string(w.b), doc: d, runs: w.runs})
	}
	d.altSpans(n, list)
}

// altSpans appends the spans of the alt texts below n.
func (d *Doc) altSpans(n ast.Node, list *[]Span) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.Image); !ok {
			d.altSpans(c, list)
			continue
		}
		w := words{d: d, placed: true}
		w.inlines(c)
		if len(w.b) > 0 {
			*list = append(*list, Span{Kind: Alt, Text: string(w.b), doc: d, runs: w.runs})
		}
	}
}

// words returns the visible words below a node, alt texts of pictures in it included.
func (d *Doc) words(n ast.Node) []byte {
	w := words{d: d, alts: true}
	w.inlines(n)
	return w.b
}

// inlines gathers the words below a node.
func (w *words) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			w.text(n)
		case *ast.CodeSpan:
			for t := n.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					w.add(codeLine(t.Value(w.d.source)), t.Segment.Start)
				}
			}
		case *ast.AutoLink:
			w.add(n.Label(w.d.source), n.Pos()+1)
		case *address:
			w.add(n.seg.Value(w.d.source), n.seg.Start)
		case *ruby:
			w.add(n.base.Value(w.d.source), n.base.Start)
			w.tellRuby(n)
		case *glyph:
			w.add(n.text, n.seg.Start)
		case *ast.Image:
			if w.alts {
				w.inlines(n)
			}
		case *cite, *noteRef, *ast.RawHTML:
		default:
			w.inlines(c)
		}
	}
}

// text gathers one text and its line break.
func (w *words) text(t *ast.Text) {
	v := t.Value(w.d.source)
	switch {
	case t.IsRaw():
		w.add(v, t.Segment.Start)
	case !w.placed:
		v = unescape(v)
		if w.d.decomposed {
			v = compose(v)
		}
		w.b = append(w.b, v...)
	default:
		w.placedText(v, t.Segment.Start)
	}
	switch {
	case t.HardLineBreak():
		w.add([]byte{'\n'}, t.Segment.Stop)
	case t.SoftLineBreak():
		w.add([]byte{' '}, t.Segment.Stop)
	}
}

// placedText gathers a text piece by piece: what is written as it is read, and what is not.
func (w *words) placedText(v []byte, source int) {
	for len(v) > 0 {
		n := bytes.IndexAny(v, "\\&")
		switch {
		case n < 0:
			w.addComposed(v, source)
			return
		case n > 0:
		case v[0] == '\\' && len(v) > 1:
			w.add(unescape(v[:2]), source)
			n = 2
		case v[0] == '&':
			said, size := entity(v)
			w.add(said, source)
			n = size
		default:
			w.add(v[:1], source)
			n = 1
		}
		if bytes.IndexByte([]byte("\\&"), v[0]) < 0 {
			w.addComposed(v[:n], source)
		}
		source += n
		v = v[n:]
	}
}

// addComposed gathers bytes that are read as written once they are composed.
func (w *words) addComposed(v []byte, source int) {
	if !w.d.decomposed {
		w.add(v, source)
		return
	}
	if c := compose(v); len(c) != len(v) {
		w.runs = append(w.runs, textRun{len(w.b), source, 0})
		w.b = append(w.b, c...)
		return
	}
	w.add(v, source)
}

// add gathers bytes that stand at a place in the source.
func (w *words) add(v []byte, source int) {
	if w.placed {
		w.runs = append(w.runs, textRun{len(w.b), source, len(v)})
	}
	w.b = append(w.b, v...)
}

// codeLine returns a line of a code span; its line feed is a space.
func codeLine(v []byte) []byte {
	if n := len(v); n > 0 && v[n-1] == '\n' {
		return append(v[:n-1:n-1], ' ')
	}
	return v
}
