package output

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold appends the characters of text as search compares them: NFKC, without characters that show
// nothing, in lower case, katakana as hiragana. assets/search.js folds what readers type in the same
// way; both are held to one table of examples. Bytes that are no UTF-8 become U+FFFD.
//
// Most Japanese text needs no tables of Unicode: runs of kana, kanji and full-width signs are folded by
// arithmetic, and only what lies beside anything else is normalised in earnest.
func fold(dst []rune, text []byte) []rune {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		next, _ := utf8.DecodeRune(text[i+n:])
		if simple(r) && (i+n == len(text) || simple(next)) {
			dst = append(dst, foldSimple(r))
			i += n
			continue
		}
		end := i + n
		for end < len(text) {
			r, n := utf8.DecodeRune(text[end:])
			if simple(r) {
				break
			}
			end += n
		}
		dst = foldWhole(dst, text[i:end])
		i = end
	}
	return dst
}

// simple reports whether a character is folded by foldSimple and begins a new piece for NFKC: none of
// these joins the character before it.
func simple(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return true
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a1 && r <= 0x30fe, r >= 0x4e00 && r <= 0x9fff:
		return true
	case r >= 0x3001 && r <= 0x3003, r >= 0x3005 && r <= 0x3011, r >= 0xff01 && r <= 0xff5e:
		return true
	}
	return false
}

func foldSimple(r rune) rune {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xfee0
	}
	if r >= 'A' && r <= 'Z' {
		return r + 'a' - 'A'
	}
	return hiragana(r)
}

// hiragana returns the hiragana of a katakana that has one, every other character as it is.
func hiragana(r rune) rune {
	if r >= 0x30a1 && r <= 0x30f6 || r == 0x30fd || r == 0x30fe {
		return r - 0x60
	}
	return r
}

// foldWhole folds any text.
func foldWhole(dst []rune, text []byte) []rune {
	for _, r := range string(norm.NFKC.Bytes(text)) {
		switch {
		case unseen(r):
		case r == 'İ': // the one letter whose lower case is two characters
			dst = append(dst, 'i', 0x307)
		default:
			dst = append(dst, hiragana(unicode.ToLower(r)))
		}
	}
	return dst
}

// unseen reports whether a character shows nothing of its own: soft hyphens, joiners, marks of
// direction, choices of a variant of the character before.
func unseen(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2060 || r >= 0xfe00 && r <= 0xfe0f || r == 0xfeff ||
		r >= 0xe0100 && r <= 0xe01ef
}

// folded returns text folded.
func folded(text string) string { return string(fold(nil, []byte(text))) }

// inWord reports whether a folded character belongs to words: it is a letter, a number or a mark.
func inWord(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	case r >= 0x3041 && r <= 0x3096, r >= 0x4e00 && r <= 0x9fff:
		return true
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}
