package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// inlines renders what stands within a line.
func (w *writer) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

// words writes visible text.
func (w *writer) words(v []byte) {
	if w.d.decomposed {
		v = compose(v)
	}
	w.b = escape(w.b, v)
}

// inline renders one node.
func (w *writer) inline(c ast.Node) {
	switch n := c.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			w.around("strong", w.inlines, n)
		} else {
			w.around("em", w.inlines, n)
		}
	case *extast.Strikethrough:
		w.around("del", w.inlines, n)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Link:
		w.link(n)
	case *ast.Image:
		if p, ok := w.picture(n); ok {
			w.image(n, p)
		} else {
			w.b = escape(w.b, w.d.words(n))
		}
	case *ast.AutoLink:
		w.autoLink(n)
	case *address:
		w.address(n)
	case *ruby:
		source := w.d.source
		w.b = appendRuby(w.b, unescape(n.base.Value(source)), len(n.readings), func(i int) []byte {
			return compose(unescape(n.readings[i].Value(source)))
		})
	case *glyph:
		w.b = append(w.b, n.text...)
	case *cite:
		w.cite(n)
	case *noteRef:
		w.noteRef(n.note.number, n.index)
	case *ast.RawHTML:
	default:
		w.inlines(c)
	}
}

// text renders a text and the line break after it.
func (w *writer) text(t *ast.Text) {
	v := t.Value(w.d.source)
	if !t.IsRaw() {
		v = unescape(v)
	}
	if w.cut > 0 {
		n := min(w.cut, len(v))
		v, w.cut = v[n:], w.cut-n
	}
	if w.explains && !w.inLink {
		w.explained(v)
	} else {
		w.words(v)
	}
	switch {
	case t.HardLineBreak():
		w.s("<br>")
	case t.SoftLineBreak():
		w.s(" ")
	}
}

// codeSpan renders code. In a table, \| in it is a bar.
func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.s("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		v := codeLine(t.Value(w.d.source))
		if w.inCell {
			v = bytes.ReplaceAll(v, []byte(`\|`), []byte{'|'})
		}
		w.words(v)
	}
	w.s("</code>")
}

// href returns where an address leads, and false if it leads nowhere.
func (w *writer) href(dest []byte) (href string, away, ok bool) {
	kind, id := classify(dest)
	return w.leads(kind, string(dest), id)
}

// leads is href for an address that is classified.
func (w *writer) leads(kind destKind, dest, id string) (href string, away, ok bool) {
	if kind == destAway && w.o.Home != nil {
		if part, own := w.o.Home(dest); own {
			return w.href([]byte(part))
		}
	}
	switch kind {
	case destAway:
		return dest, true, true
	case destCall:
		return dest, false, true
	case destFragment:
		return "#" + w.o.Prefix + id, false, !w.o.Feed && id != ""
	case destSite:
		href, ok = dest, true
		if w.o.Link != nil {
			href, ok = w.o.Link(href)
		}
		if strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") {
			href = w.o.Base + href
		}
		return href, false, ok && href != ""
	default:
		return "", false, false
	}
}

// open writes the start of a link.
func (w *writer) open(href string, away bool) {
	w.s(`<a href="`)
	w.b = appendURL(w.b, href)
	w.s(`"`)
	if away {
		w.s(` rel="noopener"`)
	}
}

// link renders a link, or its words alone where it leads nowhere.
func (w *writer) link(n *ast.Link) {
	href, away, ok := "", false, false
	if !w.bare && !w.inLink {
		href, away, ok = w.href(resolve(n.Destination))
	}
	if !ok {
		w.inlines(n)
		return
	}
	w.open(href, away)
	if len(n.Title) > 0 {
		w.attr("title", string(compose(unescape(n.Title))))
	}
	w.s(">")
	from := len(w.b)
	w.inLink = true
	w.inlines(n)
	w.inLink = false
	if len(w.b) == from {
		w.b = escape(w.b, []byte(href))
	}
	w.s("</a>")
}

// autoLink renders <https://…> and <mail@…>.
func (w *writer) autoLink(n *ast.AutoLink) {
	label := n.Label(w.d.source)
	dest := label
	if n.AutoLinkType == ast.AutoLinkEmail {
		dest = append([]byte("mailto:"), label...)
	}
	w.ownLabel(dest, label)
}

// address renders a bare address.
func (w *writer) address(n *address) {
	label := unescape(n.seg.Value(w.d.source))
	dest := label
	if n.mail {
		dest = append([]byte("mailto:"), label...)
	}
	w.ownLabel(dest, label)
}

// ownLabel renders an address that is its own label.
func (w *writer) ownLabel(dest, label []byte) {
	href, away, ok := w.href(dest)
	if !ok || w.bare || w.inLink {
		w.b = escape(w.b, label)
		return
	}
	w.open(href, away)
	w.s(">")
	w.b = escape(w.b, label)
	w.s("</a>")
}
