package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A writer renders one text. It writes what a minifier would leave: nothing between blocks, quotes
// around attributes, all end tags.
type writer struct {
	d        *Doc
	o        *Options
	labels   Labels
	b        []byte
	tables   int
	regions  []string // names of regions so far
	pictures int
	bare     bool // no links and no marks: for a table of contents
	inLink   bool
	inCell   bool
	explains bool  // terms are explained here
	met      []int // the terms that were
	cut      int   // bytes of the next text that are left out
}

// Render appends the HTML of the text to dst.
func (d *Doc) Render(dst []byte, o *Options) []byte {
	w := newWriter(d, o)
	w.b = dst
	w.blocks(d.root)
	return w.b
}

// newWriter returns a writer for a text.
func newWriter(d *Doc, o *Options) *writer {
	w := &writer{}
	w.begin(d, o)
	return w
}

// begin makes ready to write a text.
func (w *writer) begin(d *Doc, o *Options) {
	if o == nil {
		o = &Options{}
	}
	*w = writer{d: d, o: o, labels: o.Labels.or(LabelsIn("ja")), regions: w.regions[:0], met: w.met[:0]}
}

// s writes HTML.
func (w *writer) s(html string) { w.b = append(w.b, html...) }

// n writes a number.
func (w *writer) n(n int) { w.b = strconv.AppendInt(w.b, int64(n), 10) }

// attr writes an attribute.
func (w *writer) attr(name, value string) {
	w.s(" ")
	w.s(name)
	w.s(`="`)
	w.b = escapeAttr(w.b, value)
	w.s(`"`)
}

// appendAnchor appends an id that ends in a number.
func appendAnchor(dst []byte, name string, n int) []byte {
	return strconv.AppendInt(append(dst, name...), int64(n), 10)
}

// around writes what write writes between a start tag and its end tag.
func (w *writer) around(tag string, write func(ast.Node), n ast.Node) {
	w.s("<")
	w.s(tag)
	w.s(">")
	write(n)
	w.s("</")
	w.s(tag)
	w.s(">")
}

// blocks renders the children of a block.
func (w *writer) blocks(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
}

// block renders one block.
func (w *writer) block(c ast.Node) {
	switch n := c.(type) {
	case *ast.Paragraph:
		w.around("p", w.prose, n)
	case *ast.TextBlock:
		w.prose(n)
	case *heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.around("li", w.blocks, n)
	case *ast.Blockquote:
		w.around("blockquote", w.blocks, n)
	case *ast.ThematicBreak:
		w.s("<hr>")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		w.code(c)
	case *extast.DefinitionList:
		w.around("dl", w.blocks, n)
	case *extast.DefinitionTerm:
		w.around("dt", w.inlines, n)
	case *extast.DefinitionDescription:
		w.around("dd", w.blocks, n)
	case *table:
		w.table(n)
	case *figure:
		w.figure(n)
	case *notice:
		w.notice(n)
	case *notes:
		w.notes(n)
	case *noticeTitle, *ast.HTMLBlock, *ast.LinkReferenceDefinition:
		// A title is written by its notice; the others show nothing.
	default:
		w.blocks(c)
	}
}

// heading renders a heading.
func (w *writer) heading(n *heading) {
	w.s("<h")
	w.n(n.level)
	if !w.o.Feed {
		w.attr("id", w.o.Prefix+n.id)
	}
	w.s(">")
	w.inlines(n)
	w.s("</h")
	w.n(n.level)
	w.s(">")
}

// list renders a list.
func (w *writer) list(n *ast.List) {
	if !n.IsOrdered() {
		w.around("ul", w.blocks, n)
		return
	}
	w.s("<ol")
	if n.Start != 1 {
		w.s(` start="`)
		w.n(n.Start)
		w.s(`"`)
	}
	w.s(">")
	w.blocks(n)
	w.s("</ol>")
}

// code renders a code block. It can be reached by keyboard, since it may scroll.
func (w *writer) code(n ast.Node) {
	if w.o.Feed {
		w.s("<pre><code>")
	} else {
		w.s(`<pre tabindex="0"><code>`)
	}
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		w.words(line.Value(w.d.source))
	}
	w.s("</code></pre>")
}

// table renders a table within a region that scrolls and can be reached by keyboard.
func (w *writer) table(t *table) {
	if !w.o.Feed {
		w.tables++
		w.s(`<section class="scroll" tabindex="0" aria-label="`)
		if t.caption != nil {
			w.regionName(w.d.words(t.caption))
		} else {
			w.s(w.labels.Table)
			w.n(w.tables)
		}
		w.s(`">`)
	}
	w.s("<table>")
	if t.caption != nil {
		w.around("caption", w.inlines, t.caption)
	}
	header := t.FirstChild()
	w.s("<thead>")
	w.row(header.(*row), false)
	w.s("</thead>")
	if header.NextSibling() != nil {
		w.s("<tbody>")
		for r := header.NextSibling(); r != nil; r = r.NextSibling() {
			w.row(r.(*row), t.rowHeads)
		}
		w.s("</tbody>")
	}
	w.s("</table>")
	if !w.o.Feed {
		w.s("</section>")
	}
}

// regionName writes the name of a region, with the number of its table where the name was used before:
// landmarks of one page bear different names.
func (w *writer) regionName(name []byte) {
	w.b = escapeAttr(w.b, name)
	for _, used := range w.regions {
		if used == string(name) {
			w.s(" (")
			w.n(w.tables)
			w.s(")")
			return
		}
	}
	w.regions = append(w.regions, string(name))
}

// row renders one row; named says that its first cell names it.
func (w *writer) row(r *row, named bool) {
	w.s("<tr>")
	w.inCell = true
	for c := r.FirstChild(); c != nil; c = c.NextSibling() {
		tag, scope := "td", ""
		switch {
		case r.head && c.HasChildren():
			tag, scope = "th", "col"
		case named && c.PreviousSibling() == nil:
			tag, scope = "th", "row"
		}
		w.s("<")
		w.s(tag)
		if scope != "" {
			w.attr("scope", scope)
		}
		if !w.o.Feed {
			switch c.(*cell).align {
			case alignCenter:
				w.s(` class="center"`)
			case alignRight:
				w.s(` class="right"`)
			}
		}
		w.s(">")
		w.inlines(c)
		w.s("</")
		w.s(tag)
		w.s(">")
	}
	w.inCell = false
	w.s("</tr>")
}

// notice renders a notice: a note with its title, or named for its kind.
func (w *writer) notice(n *notice) {
	title, titled := n.FirstChild().(*noticeTitle)
	w.s(`<div class="notice`)
	if n.kind != "notice" {
		w.s(" " + n.kind)
	}
	w.s(`" role="note"`)
	if !titled {
		w.attr("aria-label", w.labels.notice(n.kind))
	}
	w.s(">")
	if titled {
		w.s(`<p class="notice-title">`)
		w.inlines(title)
		w.s("</p>")
	}
	w.blocks(n)
	w.s("</div>")
}
