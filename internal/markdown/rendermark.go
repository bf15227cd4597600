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
			w.b = escapeAttr(w.b, w.o.Prefix)
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

// noteRef renders a mark of the footnote of a number; index says which mark of it this is, from 1.
func (w *writer) noteRef(note, index int) {
	if w.bare {
		return
	}
	if w.o.Feed || w.inLink {
		w.s(`<sup class="fn">※`)
		w.n(note)
		w.s("</sup>")
		return
	}
	w.s(`<sup class="fn"><a href="#`)
	w.b = appendURL(w.b, w.o.Prefix)
	w.s("fn-")
	w.n(note)
	w.s(`" id="`)
	w.b = escapeAttr(w.b, w.o.Prefix)
	w.markAnchor(note, index)
	w.s(`" role="doc-noteref" aria-label="`)
	w.b = escapeAttr(w.b, w.labels.Note)
	w.s("※")
	w.n(note)
	w.s(`">※`)
	w.n(note)
	w.s("</a></sup>")
}

// markAnchor writes the id of a mark of a footnote: fnref-1, and fnref-1-2 for its second.
func (w *writer) markAnchor(note, index int) {
	w.s("fnref-")
	w.n(note)
	if index > 1 {
		w.s("-")
		w.n(index)
	}
}

// backs writes the links from the footnote of a number back to its marks.
func (w *writer) backs(note, marks int) {
	if w.o.Feed {
		return
	}
	before, after, numbered := strings.Cut(w.labels.Back, "%s")
	for i := range marks {
		w.s(` <a class="back" href="#`)
		w.b = appendURL(w.b, w.o.Prefix)
		w.markAnchor(note, i+1)
		w.s(`" role="doc-backlink" aria-label="`)
		w.b = escapeAttr(w.b, before)
		if numbered {
			w.n(note)
		}
		if numbered && i > 0 {
			w.s("-")
			w.n(i + 1)
		}
		w.b = escapeAttr(w.b, after)
		w.s("\">↩\ufe0e</a>")
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
				w.backs(n.number, n.marks)
				w.s("</p>")
				continue
			}
			w.block(b)
		}
		if _, ok := last.(*ast.Paragraph); !ok {
			w.backs(n.number, n.marks)
		}
		w.s("</li>")
	}
	w.s("</ol></section>")
}
