package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// A settler goes once through a tree that was just parsed and makes of it what is rendered: lines
// are joined, bare addresses become links, headings get levels and ids, pictures and tables their
// captions, notes their numbers. What it sees on the way becomes findings.
type settler struct {
	d         *Doc
	addresses bool // the text may hold bare addresses
	stray     bool // the text may hold marks that stay visible
	ladder    ladder
	cites     int
	pending   *ast.Text // a text that ends in a line break whose fate hangs on what follows
	last      rune      // the last visible character of the block, 0 at its start
	inLink    bool
	script    bool // between <script> and </script>
}

// blocks settles the children of a block. Top says that they are the text's own blocks.
func (s *settler) blocks(parent ast.Node, top bool) {
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		switch n := c.(type) {
		case *ast.Heading:
			s.heading(n, top)
		case *ast.Paragraph:
			s.paragraph(n)
		case *ast.TextBlock, *extast.DefinitionTerm, *noticeTitle, *cell:
			s.block(c)
		case *table:
			s.blocks(n, false)
			s.table(n)
		case *note:
			parent.RemoveChild(parent, n)
		case *notice:
			s.checkNotice(n)
			s.blocks(n, false)
		default:
			s.blocks(c, false)
		}
		c = next
	}
}

// block settles one block of words.
func (s *settler) block(n ast.Node) {
	s.pending, s.last, s.inLink, s.script = nil, 0, false, false
	s.inlines(n)
	if s.pending != nil {
		s.pending.SetSoftLineBreak(false)
	}
}

// heading replaces a heading by the one that is shown. One without words goes.
func (s *settler) heading(n *ast.Heading, top bool) {
	pictures := len(s.d.pictures)
	s.block(n)
	h := &heading{level: s.ladder.step(n.Level), top: top}
	h.SetPos(n.Pos())
	if own, ok := n.AttributeString("id"); ok {
		h.id = string(own.([]byte))
	}
	move(n, h)
	n.Parent().ReplaceChild(n.Parent(), n, h)
	h.text = string(bytes.TrimSpace(s.d.words(h)))
	if h.text == "" && len(s.d.pictures) == pictures {
		h.Parent().RemoveChild(h.Parent(), h)
		return
	}
	s.d.headings = append(s.d.headings, h)
}

// move gives the children of one node to another.
func move(from, to ast.Node) {
	for c := from.FirstChild(); c != nil; {
		next := c.NextSibling()
		to.AppendChild(to, c)
		c = next
	}
}

// paragraph settles a paragraph. One of which nothing is left goes; one that is a picture alone
// becomes a figure.
func (s *settler) paragraph(n *ast.Paragraph) {
	s.block(n)
	var only ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok && len(bytes.TrimSpace(t.Value(s.d.source))) == 0 {
			continue
		}
		if only != nil {
			return
		}
		only = c
	}
	parent := n.Parent()
	switch only := only.(type) {
	case nil:
		parent.RemoveChild(parent, n)
	case *ast.Image:
		f := &figure{}
		f.SetPos(n.Pos())
		f.AppendChild(f, only)
		parent.ReplaceChild(parent, n, f)
	}
}

// inlines settles what stands within a line, at any depth.
func (s *settler) inlines(parent ast.Node) {
	for c := parent.FirstChild(); c != nil; {
		next := c.NextSibling()
		if raw, ok := c.(*ast.RawHTML); ok {
			next = s.rawHTML(parent, raw)
			c = next
			continue
		}
		if s.script {
			parent.RemoveChild(parent, c)
			c = next
			continue
		}
		if t, ok := c.(*ast.Text); ok {
			next = s.text(parent, t)
			c = next
			continue
		}
		s.inline(c)
		c = next
	}
}

// inline settles one node that is no text.
func (s *settler) inline(c ast.Node) {
	source := s.d.source
	switch n := c.(type) {
	case *ast.CodeSpan:
		for t := n.FirstChild(); t != nil; t = t.NextSibling() {
			if t, ok := t.(*ast.Text); ok {
				s.see(t.Value(source))
			}
		}
	case *ast.Link:
		s.link(n)
	case *ast.Image:
		s.picture(n)
	case *ast.AutoLink:
		s.see(n.Label(source))
		s.checkAddress(n.URL(source), n.Pos(), n.AutoLinkType == ast.AutoLinkEmail)
		s.d.bare = append(s.d.bare, n)
	case *ruby:
		s.see(n.base.Value(source))
	case *cite:
		n.first = s.cites + 1
		s.cites += len(n.ids)
		s.d.cites = append(s.d.cites, n)
	case *noteRef:
		s.noteRef(n)
	case *ast.Emphasis:
		s.checkDigits(n)
		s.inlines(n)
	default:
		s.inlines(c)
	}
}

// link settles a link and its words.
func (s *settler) link(n *ast.Link) {
	dest := resolve(n.Destination)
	switch kind, frag := classify(dest); kind {
	case destRefused:
		s.d.find(schemeFinding, n.Pos(), string(dest))
	case destFragment:
		s.d.fragments = append(s.d.fragments, fragment{n, frag})
	}
	s.d.links = append(s.d.links, n)
	outer := s.inLink
	s.inLink = true
	s.inlines(n)
	s.inLink = outer
}

// picture settles a picture. It counts as a character that is not CJK.
func (s *settler) picture(n *ast.Image) {
	s.pending, s.last = nil, utf8.RuneError
	s.d.pictures = append(s.d.pictures, n)
	if len(bytes.TrimSpace(s.d.words(n))) == 0 {
		s.d.find(altFinding, n.Pos(), string(resolve(n.Destination)))
	}
}

// noteRef numbers a note at its first mark.
func (s *settler) noteRef(n *noteRef) {
	if n.note.number == 0 {
		s.d.notes = append(s.d.notes, n.note)
		n.note.number = len(s.d.notes)
	}
	n.note.marks++
	n.index = n.note.marks
}

// see takes note of visible characters and settles the line break before them.
func (s *settler) see(v []byte) {
	if len(v) == 0 {
		return
	}
	first, n := utf8.DecodeRune(v)
	if first == '\\' && len(v) > n {
		first, _ = utf8.DecodeRune(v[n:])
	}
	if s.pending != nil {
		switch {
		case beginsItem(first):
			s.pending.SetSoftLineBreak(false)
			s.pending.SetHardLineBreak(true)
		case joins(s.last, first):
			s.pending.SetSoftLineBreak(false)
		}
		s.pending = nil
	}
	end := v
	for {
		r, n := utf8.DecodeLastRune(end)
		if (isSelector(r) || isIdeographicSelector(r) || r == 0xfe0f) && len(end) > n {
			end = end[:len(end)-n]
			continue
		}
		s.last = r
		return
	}
}

// beginsItem reports whether r is a mark that only stands before an item of a pasted list, so that the
// line break before it is meant: CommonMark (6.12) leaves to the renderer how a soft break is shown.
func beginsItem(r rune) bool {
	switch r {
	case '•', '‣', '⁃', '・', '●', '○', '◯', '■', '□', '▪', '◆', '◇', '▶', '►', '※', '✓', '✔', '✅', '❌', '☑', '❶', '❷', '❸', '❹', '❺':
		return true
	}
	return r >= '①' && r <= '⑳'
}

// text settles a text and returns the node to go on with.
func (s *settler) text(parent ast.Node, t *ast.Text) ast.Node {
	source := s.d.source
	for {
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || t.Segment.Stop == 0 || t.SoftLineBreak() || t.HardLineBreak() || !t.Merge(next, source) {
			break
		}
		parent.RemoveChild(parent, next)
	}
	v := source[t.Segment.Start:t.Segment.Stop]
	if s.stray {
		s.checkStray(v, t.Segment.Start)
	}
	if s.addresses && !s.inLink {
		if a, from, to := findAddress(v); a != nil {
			s.d.bare = append(s.d.bare, a)
			return s.split(parent, t, a, from, to)
		}
	}
	s.see(v)
	switch {
	case t.HardLineBreak():
		s.pending, s.last = nil, 0
	case t.SoftLineBreak() && s.last == 0:
		t.SetSoftLineBreak(false)
	case t.SoftLineBreak():
		s.pending = t
	}
	return t.NextSibling()
}

// split parts a text around the bare address in it and returns the text after it.
func (s *settler) split(parent ast.Node, t *ast.Text, a *address, from, to int) ast.Node {
	start := t.Segment.Start
	a.seg = text.NewSegment(start+from, start+to)
	a.SetPos(start + from)
	rest := ast.NewTextSegment(t.Segment.WithStart(start + to))
	rest.SetSoftLineBreak(t.SoftLineBreak())
	rest.SetHardLineBreak(t.HardLineBreak())
	parent.InsertAfter(parent, t, a)
	parent.InsertAfter(parent, a, rest)
	if from == 0 {
		parent.RemoveChild(parent, t)
	} else {
		t.Segment = t.Segment.WithStop(start + from)
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
		s.see(t.Value(s.d.source))
	}
	s.see(a.seg.Value(s.d.source))
	if rest.Segment.IsEmpty() && !rest.SoftLineBreak() && !rest.HardLineBreak() {
		next := rest.NextSibling()
		parent.RemoveChild(parent, rest)
		return next
	}
	return rest
}
