package words

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A folded text is one text as the patterns see it, and for each of its bytes where the character
// stands in the original that it comes from.
type folded struct {
	text string
	from []int32 // for each byte of text, and one more for its end: byte offset in the original
}

// fold returns the folded form of one span: NFKC, lower case, long dashes as ~, without blanks,
// unseen characters, middle dots and ornaments, and without line ends. Patterns are written in that
// form.
func fold(s string) folded {
	f := folded{from: make([]int32, 0, len(s)+1)}
	b := make([]byte, 0, len(s))
	add := func(r rune, at int) {
		if r, _ = foldRune(r); r == 0 {
			return
		}
		n := len(b)
		b = utf8.AppendRune(b, r)
		for range len(b) - n {
			f.from = append(f.from, int32(at))
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
	f.text = string(b)
	f.from = append(f.from, int32(len(s)))
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

// Fold returns a text as the patterns see it: see fold.
func Fold(s string) string { return fold(s).text }
