package markdown

import "bytes"

// An oddLine is a line of a paragraph that is no whole sentence at a glance.
type oddLine struct {
	from, to int32
	near     bool // nothing but blank lines stands between it and the one before
}

// judge notes a line of a paragraph or a quotation if it is odd.
func (q *quick) judge(from, to int) {
	switch {
	case !q.para:
		q.even = true
	case !q.mixed && Spoken(q.src[from:to]):
		q.even = true
	default:
		q.odd = append(q.odd, oddLine{int32(from), int32(to), !q.even})
		q.even = false
	}
}

// fullwidthLead is the first byte of every full-width form (U+FF01 to U+FF60) in UTF-8.
const fullwidthLead = 0xef

// Spoken reports whether a line without blanks around it is prose at a glance, as nine of ten are: it begins with
// kana or kanji and ends a sentence.
func Spoken(line []byte) bool {
	const stop = "。"
	if len(line) < 2*len(stop) || !bytes.HasSuffix(line, []byte(stop)) {
		return false
	}
	// kanji, kana; U+30FB is a bullet
	return line[0] >= 0xe4 && line[0] <= 0xe9 || line[0] == 0xe3 && (line[1] == 0x81 || line[1] == 0x82 || line[1] == 0x83 && line[2] < 0xbb)
}

// OddLines calls do for each line of a paragraph of the text itself that is not Spoken, or in which ＊, ］, code or
// ruby stand, in order, until it returns false. Near says that nothing but blank lines stands between the line and
// the one before. It returns false where nobody has noted them: a text that was not read the quick way, or whose
// steps were followed.
func (s Sheet) OddLines(do func(line []byte, near bool) bool) bool {
	if s.quick == nil || s.quick.followed {
		return false
	}
	for _, l := range s.quick.odd {
		if !do(s.quick.src[l.from:l.to], l.near) {
			break
		}
	}
	return true
}

// Rare reports whether a radical or a character from U+F900 on that is no full-width form of ASCII may stand in the
// text. It says so of every text that was not read the quick way, or whose steps were followed.
func (s Sheet) Rare() bool { return s.quick == nil || s.quick.followed || s.quick.rare }

// isRare reports whether a character is one of which Rare tells.
func isRare(r rune) bool {
	return r >= 0xf900 && (r < 0xff01 || r > 0xff5e) || r >= 0x2e80 && r < 0x3000
}

// mayRare reports whether a byte stands in some words with which what isRare begins.
func mayRare(words []byte) bool {
	for _, c := range words {
		if c == 0xe2 || c >= 0xef {
			return true
		}
	}
	return false
}
