package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"kanshu/internal/kanshu"
)

// survey is Doc.Survey for a text that was read the quick way, but for links elsewhere: see Reader.
func (q *quick) survey(file string, line int, elsewhere func([]byte) bool) kanshu.Survey {
	s := kanshu.Survey{Letters: q.letters, Lead: q.lead(), Questions: q.asks}
	if len(q.sites)+len(q.cites)+len(q.pictures) == 0 {
		return s
	}
	s.Links = q.links(file, line, elsewhere)
	p := places{doc: Doc{file: file, line: line, source: q.src}}
	for _, c := range q.cites {
		for i, id := range c.ids {
			pos := p.at(c.places[i].Start)
			pos.Len = utf8.RuneCountInString(id)
			s.Cites = append(s.Cites, kanshu.Ref{Dest: id, Pos: pos})
		}
	}
	for _, n := range q.pictures {
		alt := n.FirstChild().(*ast.Text)
		s.Pictures = append(s.Pictures, kanshu.Ref{
			Dest: string(n.Destination), Text: string(alt.Value(q.src)), Pos: p.at(n.Pos()),
		})
	}
	return s
}

// links returns the links to this site and to others, without those that lead elsewhere. All their words stand in
// one string. Nearly every link of a column leads elsewhere, and to count its line took 4 of 33 µs a body.
func (q *quick) links(file string, line int, elsewhere func([]byte) bool) []kanshu.Ref {
	q.room, q.listed = q.room[:0], q.listed[:0]
	for _, l := range q.sites {
		if elsewhere != nil && q.ops[l.op].dest == destAway && elsewhere(q.stretch(l.op)) {
			continue
		}
		q.listed = append(q.listed, l)
		q.room = append(append(q.room, q.stretch(l.op)...), q.stretch(l.op+1)...)
	}
	if len(q.listed) == 0 {
		return nil
	}
	all, list := string(q.room), make([]kanshu.Ref, 0, len(q.listed))
	p := places{doc: Doc{file: file, line: line, source: q.src}}
	for _, l := range q.listed {
		dest, words := len(q.stretch(l.op)), len(q.stretch(l.op+1))
		list = append(list, kanshu.Ref{Dest: all[:dest], Text: all[dest : dest+words], Pos: p.at(int(l.at))})
		all = all[dest+words:]
	}
	return list
}

// stretch returns the stretch of an op.
func (q *quick) stretch(i int32) []byte { return q.src[q.ops[i].from:q.ops[i].to] }

// lead is Doc.lead likewise.
func (q *quick) lead() string {
	var choose leads
	q.room = q.room[:0]
	for i := 0; i < q.main; i++ {
		if q.ops[i].kind != opPara {
			continue
		}
		from := i + 1
		for q.ops[i].kind != opEnd || opKind(q.ops[i].from) != opPara {
			i++
		}
		if choose.paragraph(q.wordsOf(from, i, &q.room)) {
			break
		}
	}
	return choose.lead()
}

// places tells where bytes stand in a file. Asked in the order of the text it looks at each byte once.
type places struct {
	doc         Doc
	to          int // how far it has looked
	lines, last int // line feeds so far, and characters after the last of them
}

// at returns where a byte stands.
func (p *places) at(offset int) kanshu.Pos {
	if offset < p.to { // notes may stand in another order than their marks
		if p.doc.miles == nil {
			p.doc.measure()
		}
		return p.doc.Pos(offset)
	}
	for {
		i := bytes.IndexByte(p.doc.source[p.to:offset], '\n')
		if i < 0 {
			break
		}
		p.to += i + 1
		p.lines++
		p.last = 0
	}
	p.last += starts(p.doc.source[p.to:offset])
	p.to = offset
	return kanshu.Pos{File: p.doc.file, Line: p.doc.line + p.lines, Char: p.last + 1}
}
