package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// cite renders a mark of citation: the numbers of its references, each a link to its entry.
func (w *writer) cite(n *cite) {
	if w.bare {
		return
	}
	known := 0
	for _, id := range n.ids {
		if w.o.Cite != nil {
			if _, _, ok := w.o.Cite(id); ok {
				known++
			}
		}
	}
	if known == 0 {
		w.b = escape(w.b, n.whole.Value(w.d.source))
		return
	}
	w.s(`<sup class="cite">`)
	for i, id := range n.ids {
		number, href, ok := w.o.Cite(id)
		label := "[" + strconv.Itoa(number) + "]"
		switch {
		case !ok:
			w.b = escape(w.b, []byte("[@"+id+"]"))
		case w.o.Feed || w.inLink || href == "":
			w.s(label)
		default:
			w.s(`<a href="`)
			w.b = appendURL(w.b, href)
			w.s(`" id="`)
			w.b = escapeAttr(w.b, []byte(w.o.Prefix))
			w.b = appendAnchor(w.b, "cite-", n.first+i)
			w.s(`" role="doc-biblioref"`)
			w.attr("aria-label", w.labels.Reference+label)
			w.s(">")
			w.s(label)
			w.s("</a>")
		}
	}
	w.s("</sup>")
}

// noteRef renders a mark of a footnote.
func (w *writer) noteRef(n *noteRef) {
	if w.bare {
		return
	}
	number := strconv.Itoa(n.note.number)
	w.s(`<sup class="fn">`)
	if w.o.Feed || w.inLink {
		w.s("※" + number)
	} else {
		w.s(`<a href="#`)
		w.b = appendURL(w.b, w.o.Prefix)
		w.s("fn-" + number + `" id="`)
		w.b = escapeAttr(w.b, []byte(w.o.Prefix))
		w.s(markAnchor(n.note.number, n.index))
		w.s(`" role="doc-noteref"`)
		w.attr("aria-label", w.labels.Note+"※"+number)
		w.s(">※" + number + "</a>")
	}
	w.s("</sup>")
}

// markAnchor returns the id of a mark of a footnote: fnref-1, and fnref-1-2 for its second.
func markAnchor(number, index int) string {
	if index == 1 {
		return "fnref-" + strconv.Itoa(number)
	}
	return "fnref-" + strconv.Itoa(number) + "-" + strconv.Itoa(index)
}

// backs writes the links from a footnote back to its marks.
func (w *writer) backs(n *note) {
	if w.o.Feed {
		return
	}
	for i := range n.marks {
		number := strconv.Itoa(n.number)
		if i > 0 {
			number += "-" + strconv.Itoa(i+1)
		}
		w.s(` <a class="back" href="#`)
		w.b = appendURL(w.b, w.o.Prefix)
		w.s(markAnchor(n.number, i+1))
		w.s(`" role="doc-backlink"`)
		w.attr("aria-label", strings.Replace(w.labels.Back, "%s", number, 1))
		w.s(">↩\ufe0e</a>")
	}
}

// notes renders the footnotes.
func (w *writer) notes(list *notes) {
	w.s(`<section class="footnotes" role="doc-endnotes"`)
	w.attr("aria-label", w.labels.Notes)
	w.s("><ol>")
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		n := c.(*note)
		w.s("<li")
		if !w.o.Feed {
			w.attr("id", w.o.Prefix+"fn-"+strconv.Itoa(n.number))
		}
		w.s(">")
		last := n.LastChild()
		for b := n.FirstChild(); b != nil; b = b.NextSibling() {
			if _, ok := b.(*ast.Paragraph); ok && b == last {
				w.s("<p>")
				w.inlines(b)
				w.backs(n)
				w.s("</p>")
				continue
			}
			w.block(b)
		}
		if _, ok := last.(*ast.Paragraph); !ok {
			w.backs(n)
		}
		w.s("</li>")
	}
	w.s("</ol></section>")
}
