package rules

import (
	"kanshu/internal/fold"
	"kanshu/internal/markdown"
)

// A print is what two equal spans have in common: see letterKey.
type print struct {
	hash    uint64
	letters int
}

// suspectRepeated reports whether enough of a text might stand twice for readRepeated to tell of it: one of
// the spans that stand twice is a paragraph.
func suspectRepeated(page *fold.Page) bool {
	var room [256]print
	return standsTwice(page) && runsTwice(prints(room[:0], page, 0, printEnds))
}

// standsTwice reports whether a paragraph might stand twice: another has as many kana and kanji, and begins and
// ends alike. Letters are hashed only where the first is so.
func standsTwice(page *fold.Page) bool {
	var slots [1024]int16 // by how many kana and kanji there are: the index of the last such span, from 1
	var before [1024]int16
	if len(page.Spans) > len(before) {
		return true
	}
	for j := range page.Spans {
		s := &page.Spans[j]
		if !isPrinted(s, repeatShort) {
			continue
		}
		slot := &slots[s.Kana%len(slots)]
		for i := *slot; i > 0; i = before[i-1] {
			other := &page.Spans[i-1]
			if printOf(page, other, 4).hash == printOf(page, s, 4).hash && printOf(page, other, printEnds).hash == printOf(page, s, printEnds).hash {
				return true
			}
		}
		before[j], *slot = *slot, int16(j+1)
	}
	return false
}

// isPrinted reports whether a span may be repeated and has that many letters.
func isPrinted(s *fold.Span, least int) bool {
	switch markdown.SpanKind(s.Kind) {
	case markdown.Cell, markdown.Alt, markdown.Caption:
		return false
	}
	return s.To-s.From >= least
}

// prints appends the prints of the spans that may be repeated and have that many letters.
func prints(list []print, page *fold.Page, least, ends int) []print {
	for i := range page.Spans {
		if s := &page.Spans[i]; isPrinted(s, least) {
			list = append(list, printOf(page, s, ends))
		}
	}
	return list
}

// runsTwice reports whether enough prints in a row stand twice.
func runsTwice(list []print) bool {
	var first seen
	for j := 0; j < len(list); j++ {
		i := first.at(list, j)
		if i == j {
			continue
		}
		n, paragraphs, letters := 0, 0, 0
		for j+n < len(list) && i+n < j && list[i+n].hash == list[j+n].hash {
			if list[j+n].letters >= repeatShort {
				paragraphs++
			}
			letters += list[j+n].letters
			n++
		}
		if paragraphs > 0 && letters >= repeatWarn {
			return true
		}
		j += max(0, n-1)
	}
	return false
}

// A seen finds the first of equal prints: a table by hash, twice as large as the prints of most columns,
// and a map for the few that have more.
type seen struct {
	slots [512]int16
	more  map[uint64]int
}

// at returns the index of the first print that equals the j-th, which it remembers; j if there is none.
func (s *seen) at(list []print, j int) int {
	if len(list) > len(s.slots)/2 {
		if s.more == nil {
			s.more = make(map[uint64]int, len(list))
		}
		if i, ok := s.more[list[j].hash]; ok {
			return i
		}
		s.more[list[j].hash] = j
		return j
	}
	for k := list[j].hash >> 55; ; k = (k + 1) % uint64(len(s.slots)) {
		switch i := int(s.slots[k]) - 1; {
		case i < 0:
			s.slots[k] = int16(j + 1)
			return j
		case list[i].hash == list[j].hash:
			return i
		}
	}
}

// printEnds is how many letters at either end of a span its print is made of; a few are enough to find no
// span twice.
const printEnds = 12

// printOf hashes the first and the last kana, kanji, Latin letters and digits, which letterKey keeps as they
// are, and how many kana and kanji there are; it counts all letters at least.
func printOf(page *fold.Page, s *fold.Span, ends int) print {
	letters := page.Letters[s.From:s.To]
	p := print{letters: len(letters), hash: mix(0, uint16(s.Kana))}
	for i, n := 0, 0; i < len(letters) && n < ends; i++ {
		if isKept(letters[i]) {
			p.hash = mix(p.hash, letters[i])
			n++
		}
	}
	for i, n := len(letters)-1, 0; i >= 0 && n < ends; i-- {
		if isKept(letters[i]) {
			p.hash = mix(p.hash, letters[i])
			n++
		}
	}
	return p
}

func isKept(r uint16) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || r >= 0x4e00 && r <= 0x9fff || r >= '0' && r <= '9' || r >= 'a' && r <= 'z'
}

func mix(hash uint64, r uint16) uint64 {
	hash = (hash ^ uint64(r)) * 0x9e3779b97f4a7c15
	return hash ^ hash>>29
}
