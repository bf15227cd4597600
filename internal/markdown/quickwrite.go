package markdown

import (
	"slices"

	"kanshu/internal/flat"
)

// write begins a writer of the text, in the memory of the last.
func (q *quick) write(o *Options) *writer {
	q.doc = Doc{source: q.src}
	q.writer.begin(&q.doc, o)
	return &q.writer
}

// render is Doc.Render for a text that was read the quick way.
func (q *quick) render(dst []byte, o *Options) []byte {
	w := q.write(o)
	w.b = slices.Grow(dst, len(q.src)+len(q.src)/4)
	w.quickOps(q, 0, q.main)
	if len(q.named) == 0 {
		return w.b
	}
	w.s(`<section class="footnotes" role="doc-endnotes"`)
	w.attr("aria-label", w.labels.Notes)
	w.s("><ol>")
	w.explains = false
	for _, i := range q.named {
		n := &q.notes[i]
		w.s("<li")
		if !w.o.Feed {
			w.s(` id="`)
			w.b = escapeAttr(w.b, w.o.Prefix)
			w.b = appendAnchor(w.b, "fn-", n.number)
			w.s(`"`)
		}
		w.s("><p>")
		w.quickOps(q, n.from, n.to)
		w.backs(n.number, n.marks)
		w.s("</p></li>")
	}
	w.s("</ol></section>")
	return w.b
}

// quickOps writes a range of ops.
func (w *writer) quickOps(q *quick, from, to int) {
	for i := from; i < to; i++ {
		switch o := &q.ops[i]; o.kind {
		case opText:
			w.quickText(q.src[int(o.from)+w.cut : o.to])
		case opNone:
		case opBreak:
			w.b = append(w.b, ' ')
		case opCode:
			w.s("<code>")
			w.b = escape(w.b, q.src[o.from:o.to])
			w.s("</code>")
		case opRuby:
			w.inline(q.nodes[o.from])
		case opNode:
			w.block(q.nodes[o.from])
		case opEm:
			w.s("<em>")
		case opStrong:
			w.s("<strong>")
		case opLink:
			i = w.quickLink(q, i)
		case opCite:
			w.cite(q.cites[o.from])
		case opMark:
			w.noteRef(q.notes[o.from].number, int(o.to))
		case opEnd:
			w.quickEnd(q, o)
		default:
			w.quickBlock(q, o)
		}
	}
}

// quickText writes a stretch of the source, which holds nothing that is to be escaped.
func (w *writer) quickText(words []byte) {
	w.cut = 0
	if w.explains && !w.inLink {
		w.explained(words)
		return
	}
	w.b = append(w.b, words...)
}

// quickBlock writes the start of a block.
func (w *writer) quickBlock(q *quick, o *op) { //nolint:funlen // one switch over the kinds of block
	w.explains = w.o.Terms != nil && !w.o.Feed && !w.bare && (o.kind == opPara || o.kind == opItem || o.kind == opQuote)
	switch o.kind {
	case opPara:
		w.s("<p>")
	case opHead:
		h := &q.heads[o.from]
		w.s("<h")
		w.n(h.level)
		if !w.o.Feed {
			w.s(` id="`)
			w.b = escapeAttr(w.b, w.o.Prefix)
			w.s(h.id) // letters, digits and hyphens
			w.s(`"`)
		}
		w.s(">")
	case opList:
		switch {
		case o.from < 0:
			w.s("<ul>")
		case o.from == 1:
			w.s("<ol>")
		default:
			w.s(`<ol start="`)
			w.n(int(o.from))
			w.s(`">`)
		}
	case opItem:
		w.s("<li>")
	case opQuote:
		w.s("<blockquote><p>")
	case opRule:
		w.s("<hr>")
	case opTable:
		if !w.o.Feed {
			w.tables++
			w.s(`<section class="scroll" tabindex="0" aria-label="`)
			w.s(w.labels.Table)
			w.n(w.tables)
			w.s(`">`)
		}
		w.s("<table>")
	case opRow:
		switch o.from {
		case 1:
			w.s("<thead>")
		case 2:
			w.s("<tbody>")
		}
		w.s("<tr>")
	case opCell:
		w.quickCell(o)
	}
}

// quickCell writes the start of a cell.
func (w *writer) quickCell(o *op) {
	if o.to == 1 {
		w.s(`<th scope="col"`)
	} else {
		w.s("<td")
	}
	if !w.o.Feed {
		switch align(o.from) {
		case alignCenter:
			w.s(` class="center"`)
		case alignRight:
			w.s(` class="right"`)
		}
	}
	w.s(">")
}

// quickEnd writes the end of a block or of emphasis.
func (w *writer) quickEnd(q *quick, o *op) {
	switch opKind(o.from) {
	case opEm:
		w.s("</em>")
	case opStrong:
		w.s("</strong>")
	case opPara:
		w.s("</p>")
	case opHead:
		w.s("</h")
		w.n(q.heads[o.to].level)
		w.s(">")
	case opList:
		if o.to < 0 {
			w.s("</ul>")
		} else {
			w.s("</ol>")
		}
	case opItem:
		w.s("</li>")
	case opQuote:
		w.s("</p></blockquote>")
	case opTable:
		if o.to > 1 {
			w.s("</tbody>")
		}
		w.s("</table>")
		if !w.o.Feed {
			w.s("</section>")
		}
	case opRow:
		w.s("</tr>")
		if o.to == 1 {
			w.s("</thead>")
		}
	case opCell:
		if o.to == 1 {
			w.s("</th>")
		} else {
			w.s("</td>")
		}
	}
}

// quickLink writes a link that begins at an op, and returns the index of its end. Its words are one stretch.
func (w *writer) quickLink(q *quick, i int) int {
	href, away, ok := "", false, false
	if !w.bare {
		href, away, ok = w.leads(q.ops[i].dest, flat.String(q.stretch(int32(i))), "")
	}
	if !ok {
		w.quickText(q.stretch(int32(i + 1)))
		return i + 2
	}
	w.open(href, away)
	w.s(">")
	w.inLink = true
	w.quickText(q.stretch(int32(i + 1)))
	w.inLink = false
	w.s("</a>")
	return i + 2
}

// contents is Sheet.Contents.
func (q *quick) contents(do func(id, text string)) {
	first := true
	for i := range q.heads {
		if h := &q.heads[i]; h.level == 2 || h.level == 3 && first {
			do(h.id, h.text)
			first = false
		}
	}
}
