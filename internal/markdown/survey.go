package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"kanshu/internal/kanshu"
)

// Survey returns what the rest of the program needs to know of the text. Its Links are those on this
// site and those with a whole address: which of these are the site's own is for others to tell.
func (d *Doc) Survey() kanshu.Survey {
	s := kanshu.Survey{Pictures: d.Pictures(), Lead: d.lead(), Questions: d.hasQuestions()}
	var b []byte
	d.eachBlock(d.root, func(n ast.Node) {
		b = d.appendVisible(b[:0], n)
		s.Letters += letters(b)
	})
	for _, n := range d.links {
		dest := resolve(n.Destination)
		if kind, _ := classify(dest); kind == destSite || kind == destAway {
			s.Links = append(s.Links, kanshu.Ref{Dest: string(dest), Text: string(d.words(n)), Pos: d.Pos(n.Pos())})
		}
	}
	for _, n := range d.bare {
		var label []byte
		pos := n.Pos()
		switch n := n.(type) {
		case *ast.AutoLink:
			label = n.Label(d.source)
		case *address:
			label, pos = unescape(n.seg.Value(d.source)), n.seg.Start
		}
		if kind, _ := classify(label); kind == destAway {
			s.Links = append(s.Links, kanshu.Ref{Dest: string(label), Text: string(label), Pos: d.Pos(pos)})
		}
	}
	for _, c := range d.cites {
		for i, id := range c.ids {
			pos := d.Pos(c.places[i].Start)
			pos.Len = utf8.RuneCountInString(id)
			s.Cites = append(s.Cites, kanshu.Ref{Dest: id, Pos: pos})
		}
	}
	return s
}

// eachBlock calls do for every block of words below parent, captions included.
func (d *Doc) eachBlock(parent ast.Node, do func(ast.Node)) {
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *heading, *noticeTitle, *ast.Paragraph, *ast.TextBlock, *extast.DefinitionTerm, *cell,
			*ast.CodeBlock, *ast.FencedCodeBlock, *figure:
			do(c)
		case *table:
			if n.caption != nil {
				do(n.caption)
			}
			d.eachBlock(n, do)
		default:
			d.eachBlock(c, do)
		}
	}
}

// appendVisible appends the words of one block as readers see them.
func (d *Doc) appendVisible(dst []byte, n ast.Node) []byte {
	switch n := n.(type) {
	case *figure:
		return append(dst, unescape(n.FirstChild().(*ast.Image).Title)...)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			dst = append(dst, line.Value(d.source)...)
		}
		return dst
	default:
		w := words{d: d, b: dst}
		w.inlines(n)
		return w.b
	}
}

// letters counts the code points of b that a reader could see: no white space, no format characters, no
// fillers.
func letters(b []byte) int {
	n := 0
	for i := 0; i < len(b); {
		if c := b[i]; c < utf8.RuneSelf {
			if c > ' ' {
				n++
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if !unicode.IsSpace(r) && !unseen(r) {
			n++
		}
		i += size
	}
	return n
}

// unseen reports whether r takes no room on the page. Nearly every letter of a Japanese text lies between
// U+3000 and U+FDFF, where the Hangul filler alone does.
func unseen(r rune) bool {
	switch {
	case r >= 0x3000 && r < 0xFE00:
		return r == 0x3164
	case r < 0xA0, r == 0x034F, r == 0x115F, r == 0x1160, r == 0x2800, r == 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// The measures of a lead, in code points.
const (
	leadLeast = 40  // a paragraph that is shorter introduces nothing
	leadMost  = 120 // what lists and search engines show
)

// lead returns the first paragraph that can stand for the text: of at least leadLeast code points
// and ending in a sentence mark; failing that, the first paragraph at all. It is cut to whole
// sentences.
func (d *Doc) lead() string {
	var choose leads
	for c := d.root.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.Paragraph); ok && choose.paragraph(d.appendVisible(nil, c)) {
			break
		}
	}
	return choose.lead()
}

// A leads chooses the lead among paragraphs that come in order.
type leads struct{ first, best []byte }

// paragraph takes the next paragraph and reports whether the lead is found.
func (l *leads) paragraph(words []byte) bool {
	b := trim(words)
	if len(b) == 0 {
		return false
	}
	if l.first == nil {
		l.first = b
	}
	if longer(b, leadLeast-1) && endsSentence(b) {
		l.best = b
		return true
	}
	return false
}

func (l *leads) lead() string {
	if l.best != nil {
		return cutLead(l.best)
	}
	return cutLead(l.first)
}

// longer reports whether b has more than so many code points.
func longer(b []byte, most int) bool {
	return len(b) > most*utf8.UTFMax || utf8.RuneCount(b) > most
}

// endsSentence reports whether b ends in a mark that ends a sentence, brackets after it allowed.
func endsSentence(b []byte) bool {
	if bytes.HasSuffix(b, []byte("。")) {
		return true
	}
	b = bytes.TrimRight(b, "」』）)")
	for _, mark := range []string{"。", "！", "？", "!", "?", "."} {
		if bytes.HasSuffix(b, []byte(mark)) {
			return true
		}
	}
	return false
}

// cutLead returns the first whole sentences of b, at most leadMost code points; a first sentence
// that is longer is cut with an ellipsis. Line feeds become spaces.
func cutLead(b []byte) string {
	if !longer(b, leadMost) {
		return oneLine(b)
	}
	depth, whole, last := 0, 0, 0
	for i, n := 0, 0; i < len(b) && n < leadMost; n++ {
		last = i
		if c := b[i]; c >= 0xe3 && c <= 0xe9 && i+2 < len(b) && (c > 0xe3 || b[i+1] > 0x80) {
			i += 3 // kana and kanji, of which there are most
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		i += size
		switch r {
		case '「', '『', '（', '(':
			depth++
		case '」', '』', '）', ')':
			depth = max(0, depth-1)
		case '。', '！', '？':
			if depth == 0 {
				whole = i
			}
		}
	}
	if whole == 0 {
		return oneLine(b[:last]) + "…"
	}
	return oneLine(b[:whole])
}

func oneLine(b []byte) string { return strings.ReplaceAll(string(b), "\n", " ") }

// refs returns the pictures of a text as written.
func (d *Doc) refs(images []*ast.Image) []kanshu.Ref {
	var refs []kanshu.Ref
	for _, n := range images {
		refs = append(refs, kanshu.Ref{
			Dest: string(resolve(n.Destination)), Text: string(d.words(n)), Pos: d.Pos(n.Pos()),
		})
	}
	return refs
}
