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
	case !q.para || q.known:
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
// the one before. It returns false where nobody has noted them: a text that was not read the quick way, or again.
func (s Sheet) OddLines(do func(line []byte, near bool) bool) bool {
	if s.quick == nil || s.quick.known {
		return false
	}
	for _, l := range s.quick.odd {
		if !do(s.quick.src[l.from:l.to], l.near) {
			break
		}
	}
	return true
}
