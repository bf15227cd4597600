package output

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold appends the characters of text as search compares them: NFKC, without characters that show
// nothing, in lower case, katakana as hiragana, and what is written in two ways in one: ヴィ as ビ, ウィ as
// ウイ, ヶ as か, a stroke of any kind after kana as a long vowel and elsewhere as a hyphen, kanji of names and
// of medicine in their usual form. assets/search.js folds what readers type in the same way; both are held
// to one table of examples. Bytes that are no UTF-8 become U+FFFD. dst is empty or holds text folded before.
//
// Most Japanese text needs no tables of Unicode: runs of kana, kanji and full-width signs are folded by
// arithmetic, and only what lies beside anything else is normalised in earnest.
func fold(dst []rune, text []byte) []rune {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if simple(r) {
			next, _ := utf8.DecodeRune(text[i+n:])
			if i+n == len(text) || simple(next) {
				dst = appendFolded(dst, foldSimple(r))
				i += n
				continue
			}
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

// appendFolded appends a character that was folded by itself as it is compared beside what stands before it.
func appendFolded(dst []rune, r rune) []rune {
	if r < 0x2010 && r != '-' || r > 0x3042 && r < 0x3094 && r&1 == 0 {
		// no twin among these, and most letters of a text
		return append(dst, r)
	}
	last := rune(0)
	if len(dst) > 0 {
		last = dst[len(dst)-1]
	}
	switch {
	case r == '-' || r == 'ー' || r >= 0x2010 && r <= 0x2015 || r == 0x2212:
		if last >= 0x3041 && last <= 0x3096 || last == 'ゝ' || last == 'ゞ' || last == 'ー' {
			return append(dst, 'ー')
		}
		return append(dst, '-')
	case r < 0x4e00:
		return appendKana(dst, r, last)
	}
	if twinned[r&255] { // one kanji in ten asks the table
		if twin := twins[r]; twin != 0 {
			r = twin
		}
	}
	return append(dst, r)
}

// appendKana appends what may be a small letter.
func appendKana(dst []rune, r, last rune) []rune {
	soft := rune(0)
	switch r {
	case 'ぁ':
		r, soft = 'あ', 'ば'
	case 'ぃ':
		r, soft = 'い', 'び'
	case 'ぅ':
		r = 'う'
	case 'ぇ':
		r, soft = 'え', 'べ'
	case 'ぉ':
		r, soft = 'お', 'ぼ'
	case 'ゕ', 'ゖ':
		r = 'か'
	case 'ゔ':
		r = 'ぶ'
	case 'ヷ':
		r = 'ば'
	case 'ヸ':
		r = 'び'
	case 'ヹ':
		r = 'べ'
	case 'ヺ':
		r = 'ぼ'
	}
	if soft != 0 && last == 'ぶ' {
		dst[len(dst)-1] = soft
		return dst
	}
	return append(dst, r)
}

// twins are kanji that are written in two ways in texts of medicine and in names, and the usual one.
var twins = map[rune]rune{
	'頚': '頸', '靭': '靱', '搔': '掻', '塡': '填', '剝': '剥', '頰': '頬', '瘦': '痩', '繫': '繋', '囊': '嚢', '彎': '弯',
	'髙': '高', '﨑': '崎', '濵': '浜', '濱': '浜', '邊': '辺', '邉': '辺', '澤': '沢', '齋': '斎', '廣': '広', '櫻': '桜', '眞': '真', '龍': '竜',
}

// twinned says by the lowest eight bits which characters twins may hold.
var twinned = func() (low [256]bool) {
	for r := range twins {
		low[r&255] = true
	}
	return low
}()

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
			dst = appendFolded(appendFolded(dst, 'i'), 0x307)
		default:
			dst = appendFolded(dst, hiragana(unicode.ToLower(r)))
		}
	}
	return dst
}

// unseen reports whether a character shows nothing of its own: soft hyphens, joiners, marks of
// direction, choices of a variant of the character before.
func unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
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
