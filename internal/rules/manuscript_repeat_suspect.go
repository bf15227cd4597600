package rules

import (
	"slices"

	"kanshu/internal/fold"
	"kanshu/internal/markdown"
)

// mostTwice is how many pairs of spans that might be equal are looked at; a body with more is suspected.
const mostTwice = 2000

// suspectRepeated reports whether enough of a text might stand twice for readRepeated to tell of it: a paragraph, and
// what stands around it both times.
func suspectRepeated(page *fold.Page) bool {
	var slots [1024]int16 // by how many kana and kanji there are: the index of the last such paragraph, from 1
	var before [1024]int16
	if len(page.Spans) > len(before) {
		return true
	}
	p, pairs := prints{page: page}, 0
	for j := range page.Spans {
		s := &page.Spans[j]
		if !isPrinted(s) || s.To-s.From < repeatShort {
			continue
		}
		slot := &slots[s.Kana%len(slots)]
		for i := *slot; i > 0; i = before[i-1] {
			if !p.mayEqual(int(i-1), j) {
				continue
			}
			if pairs++; pairs > mostTwice || p.lettersTwice(int(i-1), j) >= repeatWarn {
				return true
			}
		}
		before[j], *slot = *slot, int16(j+1)
	}
	return false
}

// lettersTwice returns how many letters may stand twice where two spans might be equal, the i-th and the j-th: theirs,
// and those of the spans before and behind that might be so too.
func (p *prints) lettersTwice(i, j int) int {
	letters := p.page.Spans[j].To - p.page.Spans[j].From
	for _, step := range [...]int{-1, 1} {
		for a, b := i, j; ; {
			var passed int
			a, _ = nextPrinted(p.page, a, step)
			b, passed = nextPrinted(p.page, b, step)
			letters += passed
			if a < 0 || b < 0 || a >= j || !p.mayEqual(a, b) {
				break
			}
			letters += p.page.Spans[b].To - p.page.Spans[b].From
		}
	}
	return letters
}

// nextPrinted returns the index of the next span, in steps of 1 or -1, that may be repeated, -1 if there is none. It
// passes those that show nothing that printOf hashes, and returns how many letters they have.
func nextPrinted(page *fold.Page, i, step int) (next, passed int) {
	for i += step; i >= 0 && i < len(page.Spans); i += step {
		s := &page.Spans[i]
		switch {
		case !isPrinted(s):
		case s.Kana > 0 || slices.ContainsFunc(page.Letters[s.From:s.To], isKept):
			return i, passed
		default:
			passed += s.To - s.From
		}
	}
	return -1, passed
}

// A prints holds printOf of the first spans of a page that were asked for, near their ends and farther in; 0 for the
// others.
type prints struct {
	page      *fold.Page
	near, far [256]uint64
}

// mayEqual reports whether two spans might be equal: they have as many kana and kanji, and begin and end alike. Letters
// are hashed only where the first is so, and once.
func (p *prints) mayEqual(i, j int) bool {
	return p.page.Spans[i].Kana == p.page.Spans[j].Kana && p.of(&p.near, i, 4) == p.of(&p.near, j, 4) &&
		p.of(&p.far, i, printEnds) == p.of(&p.far, j, printEnds)
}

func (p *prints) of(list *[256]uint64, i, ends int) uint64 {
	if i >= len(list) {
		return printOf(p.page, &p.page.Spans[i], ends)
	}
	if list[i] == 0 {
		list[i] = printOf(p.page, &p.page.Spans[i], ends)
	}
	return list[i]
}

// isPrinted reports whether a span may be repeated.
func isPrinted(s *fold.Span) bool {
	switch markdown.SpanKind(s.Kind) {
	case markdown.Cell, markdown.Alt, markdown.Caption:
		return false
	}
	return true
}

// printEnds is how many letters at either end of a span its print is made of; a few are enough to find no
// span twice.
const printEnds = 12

// printOf hashes the first and the last kana, kanji, Latin letters and digits, which letterKey keeps as they
// are, and how many kana and kanji there are.
func printOf(page *fold.Page, s *fold.Span, ends int) uint64 {
	letters := page.Letters[s.From:s.To]
	hash := mix(0, uint16(s.Kana))
	for i, n := 0, 0; i < len(letters) && n < ends; i++ {
		if isKept(letters[i]) {
			hash = mix(hash, letters[i])
			n++
		}
	}
	for i, n := len(letters)-1, 0; i >= 0 && n < ends; i-- {
		if isKept(letters[i]) {
			hash = mix(hash, letters[i])
			n++
		}
	}
	return hash
}

func isKept(r uint16) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || r >= 0x4e00 && r <= 0x9fff || r >= '0' && r <= '9' || r >= 'a' && r <= 'z'
}

func mix(hash uint64, r uint16) uint64 {
	hash = (hash ^ uint64(r)) * 0x9e3779b97f4a7c15
	return hash ^ hash>>29
}
