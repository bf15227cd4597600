// Package fold holds text as rules and searches compare it: folded, so that what readers see alike is
// alike, and looked through for many words in one pass.
//
//	Text       one text with a way back to where each letter stood          fold.go
//	Page       a whole body, span by span, as letters of two bytes          page.go, take.go
//	Needles    many words, found in one pass over letters                   needles.go
//	Commonness how often a word stands in prose, by a guess                 common.go
package fold

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Folded text is one text as patterns see it, and for each of its bytes where the character stands in
// the original that it comes from.
type Folded struct {
	Text string
	From []int32 // for each byte of Text, and one more for its end: byte offset in the original
}

// Text returns the folded form of a text: NFKC, lower case, long dashes as ~, without blanks, unseen
// characters, middle dots and ornaments, and without line ends.
//
// Source: Unicode Standard Annex #15, NFKC.
func Text(s string) Folded {
	f := Folded{From: make([]int32, 0, len(s)+1)}
	b := make([]byte, 0, len(s))
	add := func(r rune, at int) {
		if r, _ = foldRune(r); r == 0 {
			return
		}
		n := len(b)
		b = utf8.AppendRune(b, r)
		for range len(b) - n {
			f.From = append(f.From, int32(at))
		}
	}
	var it norm.Iter
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if _, ok := foldRune(r); ok && !joined(s[i+n:]) {
			add(r, i)
			i += n
			continue
		}
		end := i + n
		for end < len(s) && joined(s[end:]) {
			_, size := utf8.DecodeRuneInString(s[end:])
			end += size
		}
		it.InitString(norm.NFKC, s[i:end])
		for !it.Done() {
			for _, c := range string(it.Next()) {
				add(c, i)
			}
		}
		i = end
	}
	f.Text = string(b)
	f.From = append(f.From, int32(len(s)))
	return f
}

// joined reports whether s begins with a mark that belongs to the character before it.
func joined(s string) bool {
	if s == "" || s[0] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r == 0x3099 || r == 0x309a || r == 0xff9e || r == 0xff9f || r >= 0x300 && r <= 0x36f
}

// plainly reports whether a character between U+3000 and U+9FFF is its own folded form, whatever stands
// beside it: kanji, kana and most of the marks.
func plainly(r rune) bool {
	return r >= 0x3400 || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fe && r != 0x30fb || r > 0x3000 && r < 0x3036 && r != 0x301c
}

// foldRune returns the folded form of a character by itself: 0 where it is dropped, false where it
// takes more than itself to say (half-width kana, marks, ligatures), or its form is more than one.
func foldRune(r rune) (rune, bool) {
	switch {
	case r < utf8.RuneSelf:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A', true
		}
		if r <= ' ' || r == 0x7f || r == '*' || r == '_' || r == '`' || r == '\\' {
			return 0, true
		}
		return r, true
	case r >= 0x3000 && r <= 0x9fff && plainly(r):
		return r, true
	case r >= 0xff01 && r <= 0xff5e:
		return foldRune(r - 0xfee0)
	case r == 0x301c:
		return '~', true
	case dropped(r):
		return 0, true
	case r >= 0x2460 && r <= 0x2468:
		return r - 0x2460 + '1', true
	case r >= 0x2010 && r <= 0x2013, r == 0x2212:
		return '-', true
	case r == 0x2014 || r == 0x2015 || r == 0x2025 || r == 0x2026:
		return '~', true
	}
	return r, inert(r)
}

// dropped reports whether r is a blank, an unseen character, a middle dot or an ornament: what may
// stand inside a word without making it another.
func dropped(r rune) bool {
	switch {
	case r == 0x3000, r == 0xa0, r == 0xad, r >= 0x2000 && r <= 0x200f, r >= 0x2028 && r <= 0x202f, r >= 0x205f && r <= 0x206f, r == 0xfeff:
		return true
	case r == 0x30fb, r == 0xb7, r == 0x2022, r == 0x2027, r == 0x22c5, r == 0xff65:
		return true
	case r >= 0x2605 && r <= 0x2606, r >= 0x2660 && r <= 0x266f, r >= 0x2700 && r <= 0x275a, r >= 0x275f && r <= 0x2767, r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f300 && r <= 0x1faff:
		return true
	case r == 0x25ce || r == 0x25c6 || r == 0x25c7 || r == 0x2728 || r == 0x2b50:
		return true
	}
	return false
}

// inert reports whether NFKC leaves a character as it is, whatever stands beside it.
func inert(r rune) bool {
	var buf [utf8.UTFMax]byte
	b := utf8.AppendRune(buf[:0], r)
	return norm.NFKC.IsNormal(b) && norm.NFKC.Properties(b).BoundaryBefore()
}
