package markdown

import "github.com/yuin/goldmark/ast"

// texts is Doc.Spans without places: it calls do for the words of each span, in order, notes last. The
// words are gone when do returns.
func (q *quick) texts(do func(kind SpanKind, text []byte)) {
	kind, from := Paragraph, -1
	end := func(to int) {
		if from >= 0 && to > from {
			q.room = q.room[:0]
			if words := q.wordsOf(from, to, &q.room); len(words) > 0 {
				do(kind, words)
			}
		}
		from = -1
	}
	for i := range q.ops[:q.main] {
		o := &q.ops[i]
		switch o.kind {
		case opPara:
			kind, from = Paragraph, i+1
		case opHead:
			kind, from = HeadingSpan, i+1
		case opItem:
			kind, from = Item, i+1
		case opQuote:
			kind, from = Quote, i+1
		case opCell:
			kind, from = Cell, i+1
		case opList: // within an item
			end(i)
		case opNode:
			do(Alt, q.nodes[o.from].FirstChild().FirstChild().(*ast.Text).Value(q.src))
		case opEnd:
			switch opKind(o.from) {
			case opPara, opHead, opItem, opQuote, opCell:
				end(i)
			}
		}
	}
	for _, i := range q.named {
		kind, from = Paragraph, q.notes[i].from
		end(q.notes[i].to)
	}
}

// fold makes the reader fold the words of the text in its own page as it reads them.
func (q *quick) fold() {
	q.page = &q.own
	if q.page.Told == nil {
		q.page.Told = q.appendWords
	}
	q.page.Reset()
	q.page.Begin(len(q.src)) // room for all spans
}

// wordsOf returns the words of a range of ops as a span has them: a stretch of the source where they stand
// there as they are read, else among what is appended to room.
func (q *quick) wordsOf(from, to int, room *[]byte) []byte {
	if to == from+1 && q.ops[from].kind == opText {
		return q.src[q.ops[from].from:q.ops[from].to]
	}
	n := len(*room)
	*room = q.appendWords(*room, from, to)
	return (*room)[n:]
}

// appendWords appends the words of a range of ops as a span has them.
func (q *quick) appendWords(dst []byte, from, to int) []byte {
	for i := range q.ops[from:to] {
		o := &q.ops[from+i]
		switch o.kind {
		case opText, opCode:
			dst = append(dst, q.src[o.from:o.to]...)
		case opRuby:
			dst = append(dst, q.nodes[o.from].(*ruby).base.Value(q.src)...)
		case opBreak:
			dst = append(dst, ' ')
		}
	}
	return dst
}
