package markdown

import "github.com/yuin/goldmark/ast"

// Prose calls text with every block of words that readers see, in order of place, notes last: code,
// captions and alt texts as well. Heading says that the block is a heading. Ruby, which may be nil, is
// called with each ruby of a block before text is called with the block. The bytes are good until the
// call returns.
//
// Unlike Spans it keeps no places and makes nothing that lasts: a search index reads every column.
func (d *Doc) Prose(text func(heading bool, words []byte), ruby func(base, reading []byte)) {
	var b []byte
	d.eachBlock(d.root, func(n ast.Node) {
		_, titled := n.(*heading)
		if f, ok := n.(*figure); ok {
			b = d.appendVisible(b[:0], f)
			text(false, b)
		}
		switch n.(type) {
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			b = d.appendVisible(b[:0], n)
		default:
			w := words{d: d, b: b[:0], alts: true, ruby: ruby}
			w.inlines(n)
			b = w.b
		}
		text(titled, b)
	})
}

// tellRuby tells a ruby to whoever listens.
func (w *words) tellRuby(n *ruby) {
	if w.ruby == nil {
		return
	}
	var reading []byte
	for _, r := range n.readings {
		reading = append(reading, unescape(r.Value(w.d.source))...)
	}
	w.ruby(unescape(n.base.Value(w.d.source)), reading)
}
