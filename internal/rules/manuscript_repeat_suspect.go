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

// suspectRepeated reports whether enough of a text might stand twice for readRepeated to tell of it.
func suspectRepeated(page *fold.Page) bool {
	var room [256]print
	list := room[:0]
	for _, s := range page.Spans {
		switch markdown.SpanKind(s.Kind) {
		case markdown.Cell, markdown.Alt, markdown.Caption:
		default:
			if p := printOf(page.Letters[s.From:s.To]); p.hash != 0 {
				list = append(list, p)
			}
		}
	}
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

// printOf hashes kana, kanji and digits alone, which letterKey keeps as they are, and counts all letters
// at least.
func printOf(letters []uint16) print {
	p := print{letters: len(letters)}
	for _, r := range letters {
		if r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || r >= 0x4e00 && r <= 0x9fff || r >= '0' && r <= '9' {
			p.hash = (p.hash ^ uint64(r)) * 0x9e3779b97f4a7c15
			p.hash ^= p.hash >> 29
		}
	}
	return p
}
