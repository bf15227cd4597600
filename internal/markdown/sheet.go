package markdown

import (
	"strings"
	"unicode/utf8"

	"kanshu/internal/fold"
	"kanshu/internal/kanshu"
)

// A Sheet is a text that is to be written and not to be judged. It tells and writes what a Doc does,
// at a twentieth of the cost where the text is plain.
type Sheet struct {
	file  string
	line  int
	quick *quick // nil where doc is set
	doc   *Doc
}

// Open reads a text as Parse does, for its rendering alone.
func Open(file string, line int, body []byte) Sheet { return new(Reader).Open(file, line, body) }

// A Reader reads one text after another in the same memory: what it returns is good until it reads the
// next. The zero Reader is ready; it is not to be copied once it has read.
type Reader struct {
	// Elsewhere may tell of the address of a link that it leads to another site: where it is plain ASCII. Such a
	// link is left out of Survey.Links. nil: nothing tells.
	Elsewhere func(address []byte) bool

	quick quick
}

// Open is Open in the reader's memory.
func (r *Reader) Open(file string, line int, body []byte) Sheet {
	r.quick.reset(body)
	if q := &r.quick; q.read() {
		return Sheet{file: file, line: line, quick: q}
	}
	return Sheet{doc: Parse(file, line, body)}
}

// Quick reports whether the text was plain enough to be read without goldmark.
func (s Sheet) Quick() bool { return s.quick != nil }

// Render appends the HTML of the text to dst.
func (s Sheet) Render(dst []byte, o *Options) []byte {
	if s.quick != nil {
		s.quick.nameHeadings()
		return s.quick.render(dst, o)
	}
	return s.doc.Render(dst, o)
}

// Contents calls do for the headings that a table of contents shows: those of Doc.Outline, without the ones below them.
// The texts stand in the reader's memory and in the text.
func (s Sheet) Contents(do func(id, text string)) {
	if s.quick != nil {
		s.quick.nameHeadings()
		s.quick.contents(do)
		return
	}
	for _, h := range s.doc.Outline() {
		do(h.ID, h.Text)
	}
}

// Cites returns the references that the text cites, as Doc.Cites does.
func (s Sheet) Cites() []Cite {
	if s.quick != nil {
		return citesOf(s.quick.cites)
	}
	return citesOf(s.doc.cites)
}

// Questions returns the pairs of a FAQ, as Doc.Questions does. They stand in the reader's memory and in the text, and
// are good until it tells the next.
func (s Sheet) Questions(o *Options) []Question {
	if s.quick == nil {
		return s.doc.Questions(o)
	}
	s.quick.nameHeadings()
	if list, ok := s.quick.questions(o); ok {
		return list
	}
	return Parse(s.file, s.line, s.quick.src).Questions(o)
}

// Asked returns the questions of Questions without their answers, and those that have none.
func (s Sheet) Asked() []string {
	if s.quick != nil {
		if list, ok := s.quick.asked(); ok {
			return list
		}
	}
	var list []string
	for _, q := range s.Questions(&Options{}) {
		list = append(list, strings.Clone(q.Q))
	}
	return list
}

// Texts calls do for the words of every span of the text, as Doc.Spans has them: notes last, code blocks
// not at all. The words are gone when do returns.
func (s Sheet) Texts(do func(kind SpanKind, text []byte)) {
	if s.quick != nil {
		s.quick.texts(do)
		return
	}
	for _, span := range s.doc.Spans() {
		do(span.Kind, []byte(span.Text))
	}
}

// Page returns the words of Texts folded, for a text that Examine has read the quick way: it folds them as it reads.
// nil where it did not. The kind of a span is its SpanKind.
func (s Sheet) Page() *fold.Page {
	if s.quick == nil {
		return nil
	}
	return s.quick.page
}

// Links calls do for the words of every link, in order, as Doc.Links has them. They are gone when do returns.
func (s Sheet) Links(do func(words []byte)) {
	if s.quick != nil {
		for i := range s.quick.ops {
			if s.quick.ops[i].kind == opLink {
				do(s.quick.stretch(int32(i + 1))) // its words are one stretch
			}
		}
		return
	}
	for _, n := range s.doc.links {
		do(s.doc.words(n))
	}
}

// Source returns the text as it was written. Nobody may change it.
func (s Sheet) Source() []byte {
	if s.quick != nil {
		return s.quick.src
	}
	return s.doc.source
}

// Examine reads a body once for all that loading asks of it: what the rest of the program needs to know
// without reading it again, and the sheet. Survey.Plain says that reading it has found nothing to report:
// then Parse need not be asked for Findings. Line is the line of the file on which body begins, from 1.
// Survey.Quick says besides that the body is UTF-8; of one that is not nothing is told.
func Examine(file string, line int, body []byte) (kanshu.Survey, Sheet) {
	return new(Reader).Examine(file, line, body)
}

// Examine is Examine in the reader's memory, where the sheet stands. The survey stands by itself.
func (r *Reader) Examine(file string, line int, body []byte) (kanshu.Survey, Sheet) {
	r.quick.reset(body)
	r.quick.fold()
	return r.examine(file, line, body)
}

func (r *Reader) examine(file string, line int, body []byte) (kanshu.Survey, Sheet) {
	if q := &r.quick; q.read() {
		survey := q.survey(file, line, r.Elsewhere)
		survey.Plain, survey.Quick = true, true
		return survey, Sheet{file: file, line: line, quick: q}
	}
	if !utf8.Valid(body) {
		return kanshu.Survey{}, Sheet{doc: Parse(file, line, nil)}
	}
	d := Parse(file, line, body)
	survey := d.Survey()
	survey.Plain = len(d.findings) == 0
	return survey, Sheet{doc: d}
}

// Survey is what Examine tells of a body.
func Survey(file string, line int, body []byte) kanshu.Survey {
	return new(Reader).Survey(file, line, body)
}

// Survey is Survey in the reader's memory. The body is not folded, which is for those who read its prose.
func (r *Reader) Survey(file string, line int, body []byte) kanshu.Survey {
	r.quick.reset(body)
	survey, _ := r.examine(file, line, body)
	return survey
}
