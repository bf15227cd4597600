package output

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// escapeXML appends s as text or as the value of a quoted attribute. Characters that XML 1.0 does not
// know, control characters among them, are left out, so that no title can make a feed unreadable;
// bytes that are no UTF-8 become U+FFFD.
//
// It stands beside xml.EscapeText, which turns the line ends of text into references, and keeps control characters
// as U+FFFD.
//
// Source: XML 1.0 (Fifth Edition), 2.2 Characters.
func escapeXML(b []byte, s string) []byte {
	b, _ = escapeWith(&xmlEscapes, b, s)
	return b
}

// quoted appends s as a string of JSON, without what escapeXML leaves out, as encoding/json writes it. It reports
// whether s is clean: whether nothing was left out.
func quoted[T string | []byte](b []byte, s T) (_ []byte, clean bool) {
	b, clean = escapeWith(&jsonEscapes, append(b, '"'), s)
	return append(b, '"'), clean
}

// appendJSON is quoted for texts of which nobody asks whether they are clean.
func appendJSON(b []byte, s string) []byte {
	b, _ = quoted(b, s)
	return b
}

// The ends of a CDATA section, and how its end is written within: the section ends amidst, and another begins.
const (
	cdataBegin, cdataEnd = "<![CDATA[", "]]>"
	cdataEndInside       = "]]" + cdataEnd + cdataBegin + ">"
)

// appendCDATA appends s as a CDATA section of XML, without what escapeXML leaves out, of which there is nothing in a
// clean s. A column is a tenth shorter so than with its markup escaped, and feeds that carry it copy it.
//
// Source: XML 1.0 (Fifth Edition), 2.7 CDATA Sections.
func appendCDATA(b, s []byte, clean bool) []byte {
	b = append(b, cdataBegin...)
	if !clean {
		s, _ = escapeWith(&noEscapes, nil, s)
	}
	for {
		before, after, ok := bytes.Cut(s, []byte(cdataEnd))
		b = append(b, before...)
		if !ok {
			return append(b, cdataEnd...)
		}
		b, s = append(b, cdataEndInside...), after
	}
}

// escapeWith appends s with what a table says in place of ASCII characters, and without the others that escapeXML
// leaves out. It reports whether s is clean: whether there was none of those, and no byte that is no UTF-8.
func escapeWith[T string | []byte](t *escapes, b []byte, s T) (_ []byte, clean bool) {
	clean = true
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		switch t.kinds[c] {
		case kindPlain:
			i++
			continue
		case kindJapanese:
			if n := japanese(s[i:]); n > 0 {
				i += n
				continue
			}
		case kindEscape:
			b = append(append(b, s[from:i]...), t.text[c]...)
			clean = clean && t.text[c] != ""
			i++
			from = i
			continue
		}
		r, n := decodeRune(s, i)
		if e, ok := t.rune(r, n); ok {
			b = append(append(b, s[from:i]...), e...)
			clean = clean && e != "" && r != utf8.RuneError
			from = i + n
		}
		i += n
	}
	return append(b, s[from:]...), clean
}

// japanese returns how many bytes at the beginning of s are characters of kindJapanese, or fewer. Two characters are
// looked at in one step, which halves the time of a column.
func japanese[T string | []byte](s T) int {
	const most = 0xec - 0xe3
	n := len(s)
	for ; len(s) >= 8; s = s[6:] {
		eight := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		if eight&0xc0c000c0c000 != 0x808000808000 || uint8(eight)-0xe3 > most || uint8(eight>>24)-0xe3 > most {
			break
		}
	}
	for ; len(s) >= 3 && s[0]-0xe3 <= most && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80; s = s[3:] {
	}
	return n - len(s)
}

// decodeRune reads one character of at most four bytes without turning the whole text into a string.
func decodeRune[T string | []byte](s T, i int) (rune, int) {
	var few [utf8.UTFMax]byte
	return utf8.DecodeRune(few[:copy(few[:], s[i:min(i+utf8.UTFMax, len(s))])])
}

// escapes says what is written in place of characters, by their first byte.
type escapes struct {
	kinds      [256]uint8
	text       [utf8.RuneSelf]string
	separators bool // U+2028 and U+2029 are escaped as JSON does
}

// The kinds of a first byte. Most of a Japanese text begins with a byte from 0xe3 to 0xec (U+3000 to U+CFFF), all of
// which is left as it is: it is not decoded, which was two thirds of the time.
const (
	kindPlain    = iota // stays
	kindEscape          // is replaced by text
	kindJapanese        // begins three bytes that stay
	kindOther           // begins a character that is to be looked at
)

func escapesOf(text map[byte]string, separators bool) (t escapes) {
	t.separators = separators
	for c := range 256 {
		switch {
		case c >= 0xe3 && c <= 0xec:
			t.kinds[c] = kindJapanese
		case c >= utf8.RuneSelf:
			t.kinds[c] = kindOther
		case c < ' ' && c != '\t' && c != '\n', c == 0x7f:
			t.kinds[c] = kindEscape
		}
	}
	for c, s := range text {
		t.kinds[c], t.text[c] = kindEscape, s
	}
	return t
}

var (
	xmlEscapes = escapesOf(map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;"}, false)
	noEscapes  = escapesOf(nil, false)
	// A reader of XML takes the end of a line in an attribute for a blank.
	attributeEscapes = escapesOf(map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\n': "&#xA;", '\t': "&#x9;"}, false)
	jsonEscapes      = escapesOf(map[byte]string{'"': `\"`, '\\': `\\`, '\n': `\n`, '\t': `\t`}, true)
)

// rune returns what is written in place of a character beyond ASCII of n bytes, and whether anything is.
func (t *escapes) rune(r rune, n int) (string, bool) {
	switch {
	case r == utf8.RuneError && n == 1:
		return "\uFFFD", true
	case t.separators && r == '\u2028':
		return `\u2028`, true
	case t.separators && r == '\u2029':
		return `\u2029`, true
	default:
		return "", !xmlRune(r)
	}
}

// xmlRune reports whether a character beyond ASCII may stand in XML 1.0 and means anything: the C1
// control characters may, but are control characters.
func xmlRune(r rune) bool {
	return r >= 0xA0 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}

// readable returns s without the characters that escapeXML leaves out.
func readable(s string) string {
	i := 0
	for i < len(s) {
		if n := japanese(s[i:]); n > 0 {
			i += n
			continue
		}
		if c := s[i]; c < ' ' || c >= 0x7f {
			break
		}
		i++
	}
	if i == len(s) { // as nearly all: a third of an entry's time
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (r >= ' ' && r != 0x7f || r == '\t' || r == '\n') || r >= utf8.RuneSelf && xmlRune(r) {
			return r
		}
		return -1
	}, s)
}
