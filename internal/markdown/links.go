package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// links reads links and pictures as CommonMark does, but stops once the addresses that never end have
// cost too much. A label holds at most 999 characters, so brackets in more than maxOpen others are text; they
// are not handed on, for each costs memory, and each that closes a look at all before it.
type links struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	d := draftOf(pc)
	if number, _ := block.Position(); number > maxLines { // a label is looked for from the block's first line
		d.meet(tooManyLinks, segment.Start)
		return nil
	}
	if opens := line[0] == '[' || len(line) > 1 && line[0] == '!' && line[1] == '['; opens {
		if d.open++; d.open > maxOpen {
			return nil
		}
	} else if line[0] == ']' && d.open > 0 {
		if d.open--; d.open >= maxOpen {
			return nil
		}
	}
	if len(line) > 1 && line[0] == ']' && line[1] == '(' {
		if d.searched <= maxSearch {
			d.searched += addressLen(line[2:])
		}
		if d.searched > maxSearch {
			d.meet(tooManyLinks, segment.Start)
			return nil
		}
	}
	return l.InlineParser.Parse(parent, block, pc)
}

// CloseBlock implements parser.CloseBlocker.
func (l links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	draftOf(pc).open = 0
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// addressLen returns how many bytes are read before a link's address ends.
func addressLen(b []byte) int {
	open := 0
	for i, c := range b {
		switch {
		case c == '(':
			open++
		case c == ')':
			if open--; open < 0 {
				return i
			}
		case c <= ' ' && i > 0:
			return i
		}
	}
	return len(b)
}

// linkTargets reads definitions of links, but not in a paragraph of thousands of lines.
type linkTargets struct{}

// Transform implements parser.ParagraphTransformer.
func (linkTargets) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	first := p.Lines().At(0)
	if b := first.TrimLeftSpace(reader.Source()); b.Len() == 0 || reader.Source()[b.Start] != '[' {
		return
	}
	if p.Lines().Len() > maxLines {
		draftOf(pc).meet(tooManyLinks, first.Start)
		return
	}
	parser.LinkReferenceParagraphTransformer.Transform(p, reader, pc)
}

// A destKind is where an address leads.
type destKind int

const (
	destRefused  destKind = iota // nowhere: a scheme that does not pass, or an address that hides one
	destSite                     // a page of this site: /columns/x/, ../x/, x.md
	destFragment                 // a place on the same page: #cost
	destAway                     // another site: https, http
	destCall                     // mailto, tel
)

// A fragment is a link to a place on the same page.
type fragment struct {
	link *ast.Link
	id   string
}

// resolve returns an address as a browser would read it: escapes and entities are resolved.
func resolve(dest []byte) []byte {
	if bytes.IndexByte(dest, '\\') >= 0 {
		dest = util.UnescapePunctuations(dest)
	}
	if bytes.IndexByte(dest, '&') >= 0 {
		dest = util.ResolveEntityNames(util.ResolveNumericReferences(dest))
	}
	return bytes.TrimSpace(dest)
}

// classify tells where a resolved address leads; for a fragment it returns the id. It is an allow
// list: a scheme must be one of https, http, mailto and tel, and control characters, backslashes and
// addresses without a scheme that lead to another host do not pass.
func classify(dest []byte) (kind destKind, id string) {
	if len(dest) == 0 {
		return destRefused, ""
	}
	for _, c := range dest {
		if c < 0x20 || c == 0x7f || c == '\\' {
			return destRefused, ""
		}
	}
	if dest[0] == '#' {
		return destFragment, unescapeURL(string(dest[1:]))
	}
	if bytes.HasPrefix(dest, []byte("//")) {
		return destRefused, ""
	}
	kind = schemeKind(string(dest))
	if kind == destSite && bytes.IndexByte(dest, '%') >= 0 {
		if plain := unescapeURL(string(dest)); strings.HasPrefix(plain, "//") || strings.ContainsAny(plain, "\\\t\r\n\x00") ||
			schemeKind(strings.TrimSpace(plain)) != destSite {
			return destRefused, ""
		}
	}
	return kind, ""
}

// schemeKind tells by its scheme where an address leads; without one it stays on the site.
func schemeKind(dest string) destKind {
	end := strings.IndexAny(dest, ":/?#")
	if end < 0 || dest[end] != ':' {
		return destSite
	}
	rest := dest[end+1:]
	switch scheme := dest[:end]; {
	case strings.EqualFold(scheme, "https"), strings.EqualFold(scheme, "http"):
		if host, ok := strings.CutPrefix(rest, "//"); ok && host != "" && strings.IndexByte("/?#:@", host[0]) < 0 {
			return destAway
		}
	case strings.EqualFold(scheme, "mailto"), strings.EqualFold(scheme, "tel"):
		if rest != "" {
			return destCall
		}
	}
	return destRefused
}

// unescapeURL resolves %xx; what is no such escape stays.
func unescapeURL(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && util.IsHexDecimal(s[i+1]) && util.IsHexDecimal(s[i+2]) {
			b = append(b, nibble(s[i+1])<<4|nibble(s[i+2]))
			i += 2
			continue
		}
		b = append(b, s[i])
	}
	return string(b)
}

// nibble returns the value of a hexadecimal digit.
func nibble(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	default:
		return c&^0x20 - 'A' + 10
	}
}

// urlBytes holds what stands in an address as it stands in an attribute.
var urlBytes = func() (t [256]bool) {
	for c := 0x21; c < 0x7f; c++ {
		t[c] = strings.IndexByte("&%\"'<>\\^`{|}", byte(c)) < 0
	}
	return t
}()

// appendURL appends an address for an attribute: what a URL cannot hold is percent-encoded, escapes
// stand as they are, and &, <, > and quotes are written as entities.
func appendURL(dst []byte, dest string) []byte {
	const digits = "0123456789ABCDEF"
	from := 0
	for i := range len(dest) {
		c := dest[i]
		if urlBytes[c] || c == '%' && i+2 < len(dest) && util.IsHexDecimal(dest[i+1]) && util.IsHexDecimal(dest[i+2]) {
			continue
		}
		dst = append(dst, dest[from:i]...)
		from = i + 1
		switch c {
		case '&':
			dst = append(dst, "&amp;"...)
		default:
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return append(dst, dest[from:]...)
}
