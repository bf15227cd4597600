package words

import (
	"sort"
	"unicode/utf8"
)

// A pair is a bracket and its partner, as byte offsets in a folded text: open is where the opening one
// begins, close where the closing one does.
type pair struct{ open, close int }

// A parted text is a folded text with its brackets and sentences.
type parted struct {
	text      string
	pairs     []pair   // of 「」 and 『』 and “”, that both stand there
	sentences [][2]int // byte ranges, in order, covering the text
}

// closers tells which bracket closes which.
var closers = map[rune]rune{'「': '」', '『': '』', '(': ')', '【': '】', '〈': '〉', '《': '》', '“': '”', '〝': '〟'}

// The limits within which brackets pair, so that no text makes them costly.
const (
	deepest = 16  // brackets within brackets
	widest  = 600 // bytes from one to its partner
)

// part splits a text into sentences: at 。 ! ? outside brackets. A bracket whose partner is missing
// opens nothing, so that a lost 」 cannot swallow the rest.
func part(text string) *parted {
	p := &parted{text: text, pairs: pairs(text)}
	inside := make([]bool, len(text)+1)
	for _, q := range p.pairs {
		for i := q.open; i < q.close && !inside[i]; i++ {
			inside[i] = true
		}
	}
	start := 0
	for i, r := range text {
		if r != '。' && r != '!' && r != '?' || inside[i] {
			continue
		}
		end := i + utf8.RuneLen(r)
		if next, _ := utf8.DecodeRuneInString(text[end:]); next != '!' && next != '?' && next != '」' && next != ')' {
			p.sentences = append(p.sentences, [2]int{start, end})
			start = end
		}
	}
	if start < len(text) {
		p.sentences = append(p.sentences, [2]int{start, len(text)})
	}
	return p
}

// pairs returns the brackets of a text whose partners both stand there, in the order of the closing
// ones.
func pairs(text string) []pair {
	type open struct {
		at    int
		wants rune
	}
	var stack []open
	var list []pair
	for i, r := range text {
		if c, ok := closers[r]; ok {
			if len(stack) == deepest {
				stack = append(stack[:0], stack[1:]...)
			}
			stack = append(stack, open{i, c})
			continue
		}
		for k := len(stack) - 1; k >= 0; k-- {
			if stack[k].wants == r {
				if i-stack[k].at <= widest {
					list = append(list, pair{stack[k].at, i})
				}
				stack = stack[:k]
				break
			}
		}
	}
	return list
}

// quote returns the innermost 「」, 『』 or “” that holds the range, false if none does.
func (p *parted) quote(from, to int) (pair, bool) {
	best, ok := pair{}, false
	first := sort.Search(len(p.pairs), func(i int) bool { return p.pairs[i].close >= from })
	for _, q := range p.pairs[first:] {
		if q.close > from+widest {
			break
		}
		switch r, _ := utf8.DecodeRuneInString(p.text[q.open:]); r {
		case '「', '『', '“', '〝', '【', '《':
		default:
			continue
		}
		if q.open <= from && to <= q.close+len("」") && (!ok || q.open > best.open) {
			best, ok = q, true
		}
	}
	return best, ok
}
