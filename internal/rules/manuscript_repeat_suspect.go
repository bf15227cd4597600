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
	first := make(map[uint64]int, len(list))
	for j := 0; j < len(list); j++ {
		i, ok := first[list[j].hash]
		if !ok {
			first[list[j].hash] = j
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
