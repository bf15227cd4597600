package words

import "unicode/utf8"

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

// part splits a text into sentences: at 。 ! ? outside brackets. A bracket whose partner is missing
// opens nothing, so that a lost 」 cannot swallow the rest.
func part(text string) *parted {
	p := &parted{text: text}
	type open struct {
		at    int
		wants rune
	}
	var stack []open
	inside := make([]bool, len(text)+1)
	for i, r := range text {
		if c, ok := closers[r]; ok {
			stack = append(stack, open{i, c})
			continue
		}
		for k := len(stack) - 1; k >= 0; k-- {
			if stack[k].wants != r {
				continue
			}
			if i-stack[k].at < 600 {
				p.pairs = append(p.pairs, pair{stack[k].at, i})
				for j := stack[k].at; j < i; j++ {
					inside[j] = true
				}
			}
			stack = stack[:k]
			break
		}
	}
	start := 0
	for i, r := range text {
		if (r == '。' || r == '!' || r == '?') && !inside[i] {
			end := i + utf8.RuneLen(r)
			if next, _ := utf8.DecodeRuneInString(text[end:]); next == '!' || next == '?' || next == '」' || next == ')' {
				continue
			}
			p.sentences = append(p.sentences, [2]int{start, end})
			start = end
		}
	}
	if start < len(text) {
		p.sentences = append(p.sentences, [2]int{start, len(text)})
	}
	return p
}

// quote returns the innermost 「」, 『』 or “” that holds the range, false if none does.
func (p *parted) quote(from, to int) (pair, bool) {
	best, ok := pair{}, false
	for _, q := range p.pairs {
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
