package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// escape appends text for the content of an element: < and & become entities. A minifier would turn
// > and quotes back into themselves, so they stay.
func escape(dst, v []byte) []byte {
	from := 0
	for i, c := range v {
		if c > '<' {
			continue
		}
		var entity string
		switch c {
		case '<':
			entity = "&lt;"
		case '&':
			entity = "&amp;"
		case 0:
			entity = "\uFFFD"
		default:
			continue
		}
		dst = append(dst, v[from:i]...)
		dst = append(dst, entity...)
		from = i + 1
	}
	return append(dst, v[from:]...)
}

// escapeAttr appends text for an attribute in double quotes.
func escapeAttr[T string | []byte](dst []byte, v T) []byte {
	from := 0
	for i := range len(v) {
		if v[i] > '>' {
			continue
		}
		var entity string
		switch v[i] {
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '&':
			entity = "&amp;"
		case '"':
			entity = "&#34;"
		case 0:
			entity = "\uFFFD"
		case '\n', '\r', '\t':
			entity = " "
		default:
			continue
		}
		dst = append(append(dst, v[from:i]...), entity...)
		from = i + 1
	}
	return append(dst, v[from:]...)
}

// unescape appends what a text of Markdown says: backslash escapes and entities are resolved. It
// returns v itself, and appends nothing, where there is neither.
func unescape(v []byte) []byte {
	if bytes.IndexByte(v, '\\') < 0 && bytes.IndexByte(v, '&') < 0 {
		return v
	}
	dst := make([]byte, 0, len(v))
	for i := 0; i < len(v); {
		switch c := v[i]; {
		case c == '\\' && i+1 < len(v) && util.IsPunct(v[i+1]):
			dst = append(dst, v[i+1])
			i += 2
		case c == '&':
			said, n := entity(v[i:])
			dst = append(dst, said...)
			i += n
		default:
			dst = append(dst, c)
			i++
		}
	}
	return dst
}

// entity returns what the character reference at the start of b says and how long it is; the & alone
// where there is none. Code points that text cannot hold become U+FFFD.
func entity(b []byte) (said []byte, n int) {
	end := bytes.IndexByte(b[:min(len(b), 40)], ';')
	if end < 2 {
		return b[:1], 1
	}
	name := b[1:end]
	if name[0] != '#' {
		for _, c := range name {
			if !util.IsAlphaNumeric(c) {
				return b[:1], 1
			}
		}
		if e, ok := util.LookUpHTML5EntityByName(string(name)); ok {
			return e.Characters, end + 1
		}
		return b[:1], 1
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	if len(digits) == 0 || len(digits) > most {
		return b[:1], 1
	}
	v, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil {
		return b[:1], 1
	}
	r := rune(v)
	if r == 0 || r > unicode.MaxRune || !utf8.ValidRune(r) || unicode.IsControl(r) && r != '\n' && r != '\t' {
		r = utf8.RuneError
	}
	return utf8.AppendRune(nil, r), end + 1
}

// decomposed reports whether v may hold a kana or a Latin letter with its mark as a character of its
// own: U+3099, U+309A, or U+0300 to U+037F.
func decomposed(v []byte) bool {
	return bytes.IndexByte(v, 0xcc) >= 0 || bytes.IndexByte(v, 0xcd) >= 0 ||
		bytes.Contains(v, []byte("\u3099")) || bytes.Contains(v, []byte("\u309a"))
}

// compose returns v with each kana and Latin letter and the marks after it as one character where
// Unicode has one. Nothing else is normalised: NFC would change the kanji of some names.
func compose(v []byte) []byte {
	if !decomposed(v) {
		return v
	}
	out := make([]byte, 0, len(v))
	for len(v) > 0 {
		r, n := utf8.DecodeRune(v)
		end := n
		for end < len(v) {
			m, size := utf8.DecodeRune(v[end:])
			if !isMark(m) {
				break
			}
			end += size
		}
		if end > n && unicode.In(r, unicode.Latin, unicode.Hiragana, unicode.Katakana) {
			out = norm.NFC.Append(out, v[:end]...)
		} else {
			out = append(out, v[:end]...)
		}
		v = v[end:]
	}
	return out
}

// isMark reports whether r is a mark that compose joins to the letter before it.
func isMark(r rune) bool { return r == 0x3099 || r == 0x309a || r >= 0x300 && r <= 0x36f }
