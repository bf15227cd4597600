package markdown

// texts is Doc.Spans without places: it calls do for the words of each span, in order, notes last. The
// words are gone when do returns.
func (q *quick) texts(do func(kind SpanKind, text []byte)) {
	kind, from := Paragraph, -1
	end := func(to int) {
		if from >= 0 && to > from {
			if q.room = q.appendWords(q.room[:0], from, to); len(q.room) > 0 {
				do(kind, q.room)
			}
		}
		from = -1
	}
	for i := range q.ops[:q.main] {
		o := q.ops[i]
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
			d := &Doc{source: q.src}
			var list []Span
			d.altSpans(q.nodes[o.from], &list)
			for _, s := range list {
				do(s.Kind, []byte(s.Text))
			}
		case opEnd:
			switch opKind(o.from) {
			case opPara, opHead, opItem, opQuote, opCell:
				end(i)
			}
		}
	}
	for _, n := range q.named {
		kind, from = Paragraph, n.from
		end(n.to)
	}
}

// appendWords appends the words of a range of ops as a span has them.
func (q *quick) appendWords(dst []byte, from, to int) []byte {
	for _, o := range q.ops[from:to] {
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
