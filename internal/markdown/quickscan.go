package markdown

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// What a byte of a line may be.
const (
	isPlain   = iota // a letter of one byte
	isBlank          // a space
	isMany           // the first of some bytes, or of none
	isEnd            // a line feed
	isSpecial        // looked at closer
)

// byteKinds tells them apart.
var byteKinds = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c == '\n':
			t[c] = isEnd
		case c < ' ':
			t[c] = isSpecial
		case c == ' ':
			t[c] = isBlank
		case c >= utf8.RuneSelf:
			t[c] = isMany
		}
	}
	for _, c := range []byte("*_~`<&\\[]{!@:") {
		t[c] = isSpecial
	}
	return t
}()

// run reads words from a place to the end of their line, or to a place before it. It returns where they end,
// -1 if it does not know something for certain.
func (q *quick) run(i, to int) int { //nolint:gocognit // the innermost loop over every byte of every column
	src, from, letters := q.src[:to], i, 0
scan:
	for i < len(src) {
		c := src[i]
		if c >= 0xe3 {
			if end := q.plain(src, i); end > i {
				letters += (end - i) / 3
				i = end
				continue
			}
		}
		switch byteKinds[c] {
		case isPlain:
			letters++
			q.latin(c)
			i++
		case isBlank:
			i++
		case isMany:
			r, n, visible := many(src[i:])
			if n == 0 {
				return -1
			}
			if q.page != nil {
				q.page.Rune(r)
			}
			q.mixed = q.mixed || r == '＊' || r == '］'
			q.rare = q.rare || isRare(r)
			letters += visible
			i += n
		case isEnd:
			break scan
		default:
			if q.plainSpecial(i, to) {
				letters++
				q.latin(c)
				i++
				continue
			}
			if !q.text(from, i) {
				return -1
			}
			if i = q.special(i, to); i < 0 {
				return -1
			}
			from = i
		}
	}
	q.letters += letters
	if !q.text(from, i) {
		return -1
	}
	return i
}

// plain returns where the plain letters of three bytes end that stand at a place, and folds them.
func (q *quick) plain(src []byte, i int) int {
	if q.page == nil {
		return wide(src, i)
	}
	return q.page.Plain(src, i)
}

// latin folds a letter of one byte.
func (q *quick) latin(c byte) {
	if q.page != nil {
		q.page.Latin(c)
	}
}

// wide returns where the letters of three bytes end that stand at a place, as nine of ten letters of a
// Japanese text do. It looks at three bytes as one number: kana and kanji come in no order that a processor
// could foresee, so that a jump by kind cost 25 of 55 µs a body. Four at a time and a slice that shrinks spare
// the checks of bounds: 5 of 21 µs.
func wide(src []byte, i int) int {
	b := src[i:]
	for len(b) >= 13 {
		switch {
		case !isWide(binary.BigEndian.Uint32(b)):
			return len(src) - len(b)
		case !isWide(binary.BigEndian.Uint32(b[3:])):
			return len(src) - len(b) + 3
		case !isWide(binary.BigEndian.Uint32(b[6:])):
			return len(src) - len(b) + 6
		case !isWide(binary.BigEndian.Uint32(b[9:])):
			return len(src) - len(b) + 9
		}
		b = b[12:]
	}
	for len(b) >= 4 && isWide(binary.BigEndian.Uint32(b)) {
		b = b[3:]
	}
	return len(src) - len(b)
}

// isWide reports whether the first three of four bytes are a letter between U+3000 and U+CFFF, as kana and
// kanji are: neither U+3000 nor U+3164, which nobody sees, nor U+3099 and U+309A, which are to be composed.
func isWide(v uint32) bool {
	v >>= 8
	return v-0xe30000 < 0x0a0000 && v&0xc0c0 == 0x8080 && v-0xe38299 > 1 && v != 0xe38080 && v != 0xe385a4
}

// many reads a character of several bytes. It returns how many they are, 0 for what is no text or is to be
// composed with what stands before it, and 1 for a letter that is seen.
func many(b []byte) (r rune, n, visible int) {
	r, n = utf8.DecodeRune(b)
	switch {
	case r >= 0xff01 && r <= 0xff5e: // full-width
		return r, n, 1
	case r == utf8.RuneError, r >= 0x300 && r < 0x380, r == 0x3099, r == 0x309a:
		return r, 0, 0
	case unicode.IsSpace(r), unseen(r):
		return r, n, 0
	}
	return r, n, 1
}

// plainSpecial reports whether a special byte is a mere letter where it stands.
func (q *quick) plainSpecial(i, to int) bool {
	next := byte(0)
	if i+1 < to {
		next = q.src[i+1]
	}
	switch q.src[i] {
	case '~':
		return next != '~'
	case '!':
		return next != '['
	case ':':
		return next != '/'
	default:
		return false
	}
}

// hasControl reports whether a control character below U+0020 stands in a mark, which is short.
func hasControl(mark []byte) bool {
	for _, c := range mark {
		if c < ' ' {
			return true
		}
	}
	return false
}

// addressBytes holds the plain parts of an address.
var addressBytes = func() (t [256]bool) {
	for c := range t {
		t[c] = util.IsAlphaNumeric(byte(c)) || bytes.IndexByte([]byte("-._~:/?#@!$+,;=%"), byte(c)) >= 0
	}
	return t
}()

// addressRun returns how many bytes at the start of b are plain parts of an address.
func addressRun(b []byte) int {
	for i, c := range b {
		if !addressBytes[c] {
			return i
		}
	}
	return len(b)
}
