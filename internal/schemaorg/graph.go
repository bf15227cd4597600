// Package schemaorg writes what a page says to machines: JSON-LD in the terms of schema.org, one
// node a thing, minified, with keys in one fixed order, and safe within a script element.
//
// Everything is a plain struct with an Append method; nothing is looked up, so equal structs give
// equal bytes. Nodes that many pages share are appended once and handed to Graph.Raw.
//
// Sources: schema.org (terms, domains, ranges); JSON-LD 1.1; HTML Living Standard, "Restrictions for
// contents of script elements".
package schemaorg

import (
	"time"
	"unicode/utf8"
)

// An ID names a node: the address of the page that describes the thing, and a fragment. The zero ID
// is none. It stays in two parts so that no text is joined for the many references of a page.
type ID struct{ URL, Fragment string }

// IsZero reports whether the ID names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String returns the ID as one address.
func (id ID) String() string { return id.URL + "#" + id.Fragment }

// A Graph gathers the nodes of one page behind what already stands in a buffer. It is not safe for
// use by many at once.
type Graph struct {
	b     []byte
	nodes int
}

const (
	scriptOpen  = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[`
	scriptClose = `]}</script>`
)

// NewGraph begins a script element behind dst.
func NewGraph(dst []byte) *Graph { return &Graph{b: append(dst, scriptOpen...)} }

// Page adds a page.
func (g *Graph) Page(p *WebPage) { g.b = p.Append(g.next()) }

// Article adds an article.
func (g *Graph) Article(a *Article) { g.b = a.Append(g.next()) }

// FAQ adds a page of questions; nothing for one that has none.
func (g *Graph) FAQ(f *FAQPage) {
	if len(f.Questions) > 0 {
		g.b = f.Append(g.next())
	}
}

// Breadcrumb adds a trail of at least two places; a shorter one leads nowhere and is left out.
func (g *Graph) Breadcrumb(l *BreadcrumbList) {
	if len(l.Items) > 1 {
		g.b = l.Append(g.next())
	}
}

// Raw adds a node that was appended before; nothing for an empty one.
func (g *Graph) Raw(node []byte) {
	if len(node) > 0 {
		g.b = append(g.next(), node...)
	}
}

// Script closes the element and returns the buffer. The graph is not to be used any more.
func (g *Graph) Script() []byte { return append(g.b, scriptClose...) }

func (g *Graph) next() []byte {
	g.nodes++
	if g.nodes > 1 {
		return append(g.b, ',')
	}
	return g.b
}

// open begins an object. Every other member is written by a function that leads with a comma.
func open(b []byte, typ string) []byte {
	b = append(b, `{"@type":"`...)
	b = append(b, typ...)
	return append(b, '"')
}

// key appends a comma and the name of a member; names are ours and need no escaping.
func key(b []byte, name string) []byte {
	b = append(b, ',', '"')
	b = append(b, name...)
	return append(b, '"', ':')
}

// text appends a member that is a text, nothing if it is empty.
func text(b []byte, name, s string) []byte {
	if s == "" {
		return b
	}
	return quote(key(b, name), s)
}

// texts appends a member with one text or a list of them.
func texts(b []byte, name string, list []string) []byte {
	return several(b, name, len(list), func(b []byte, i int) []byte { return quote(b, list[i]) })
}

// several appends a member with one value or a list of n, and nothing for none.
func several(b []byte, name string, n int, value func(b []byte, i int) []byte) []byte {
	switch n {
	case 0:
		return b
	case 1:
		return value(key(b, name), 0)
	}
	b = append(key(b, name), '[')
	for i := range n {
		if i > 0 {
			b = append(b, ',')
		}
		b = value(b, i)
	}
	return append(b, ']')
}

// self appends the @id of a node.
func self(b []byte, id ID) []byte {
	if id.IsZero() {
		return b
	}
	return address(key(b, "@id"), id)
}

// ref appends a member that points to another node.
func ref(b []byte, name string, id ID) []byte {
	if id.IsZero() {
		return b
	}
	return pointer(key(b, name), id)
}

// refs appends a member that points to one node or to several.
func refs(b []byte, name string, ids []ID) []byte {
	return several(b, name, len(ids), func(b []byte, i int) []byte { return pointer(b, ids[i]) })
}

func pointer(b []byte, id ID) []byte {
	b = append(b, `{"@id":`...)
	return append(address(b, id), '}')
}

func address(b []byte, id ID) []byte {
	b = append(b, '"')
	b = escape(b, id.URL)
	b = append(b, '#')
	b = escape(b, id.Fragment)
	return append(b, '"')
}

// named appends a member that is a thing of which the name alone is known.
func named(b []byte, member, name string) []byte {
	if name == "" {
		return b
	}
	return append(text(open(key(b, member), "Organization"), "name", name), '}')
}

// instant appends a member that is a time with its zone (RFC 3339), nothing for the zero time.
func instant(b []byte, name string, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	b = append(key(b, name), '"')
	return append(t.AppendFormat(b, time.RFC3339), '"')
}

// quote appends s as a JSON string.
func quote(b []byte, s string) []byte {
	b = append(b, '"')
	b = escape(b, s)
	return append(b, '"')
}

const hexDigits = "0123456789abcdef"

// escape appends s as it stands between the quotes of a JSON string. What could end or open a script
// element or a comment in it (<, >, &), and the line ends of old JavaScript (U+2028, U+2029), are
// written as \uXXXX; bytes that are no UTF-8 become U+FFFD.
func escape(b []byte, s string) []byte {
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && plain[c] {
			i = pastPlain(s, i+1)
			continue
		}
		if c >= 0xe3 && c <= 0xec && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
			i += 3 // kana and kanji, nearly all there is: half of the 14 µs of a page
			for i+8 <= len(s) && twoLetters(s[i:]) {
				i += 6
			}
			continue
		}
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 || r == '\u2028' || r == '\u2029' {
				b = append(b, s[from:i]...)
				b = append(b, '\\', 'u', hexDigits[r>>12], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
				from = i + n
			}
			i += n
			continue
		}
		b = append(b, s[from:i]...)
		b = escapeByte(b, c)
		i++
		from = i
	}
	return append(b, s[from:]...)
}

// twoLetters reports whether text begins with two letters of three bytes, the first of them 0xe3 to 0xeb. By pairs, the
// text of a page takes 3.5 µs where it took 5.4.
func twoLetters(s string) bool {
	_ = s[7]
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40
	return x&0xc0c0f0_c0c0f0 == 0x8080e0_8080e0 && (x&0x0f_00000f+0x0d_00000d)&0x10_000010 == 0x10_000010 && (x&0x0f_00000f+0x04_000004)&0x10_000010 == 0
}

// pastPlain returns where no more eight letters in a row are plain, from a place on.
func pastPlain(s string, i int) int {
	for i+8 <= len(s) && allPlain(s[i:]) {
		i += 8
	}
	return i
}

// allPlain reports whether the first eight bytes of text are plain: addresses are a half of what a page says.
func allPlain(s string) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	_ = s[7]
	x := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	quote, angle, back := x&^(4*ones)^'"'*ones, x&^(2*ones)^'<'*ones, x^'\\'*ones // a byte of zero where " or &, < or >, or \ stands
	return (x|(x+ones)|(x-' '*ones)&^x|(quote-ones)&^quote|(angle-ones)&^angle|(back-ones)&^back)&high == 0
}

// plain are the letters below RuneSelf that stand for themselves.
var plain = func() (stands [utf8.RuneSelf]bool) {
	for c := range byte(utf8.RuneSelf) {
		stands[c] = c >= ' ' && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0x7f
	}
	return stands
}()

func escapeByte(b []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(b, '\\', c)
	case '\n':
		return append(b, '\\', 'n')
	case '\t':
		return append(b, '\\', 't')
	default:
		return append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
	}
}
