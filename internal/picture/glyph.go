package picture

import (
	"encoding/binary"
	"slices"
	"sort"
	"sync"
	"unicode"
)

// Missing returns the characters of a text that the typeface of social cards has no glyph for, each once,
// in order of place; nil if there are none. White space and what is invisible anyway is never missing.
//
// It reads the typeface's own table of characters, not the typeface: a thousand titles take a millisecond.
func Missing(text string) []rune {
	var missing []rune
	for _, r := range text {
		if !covered(r) && !silent(r) && !slices.Contains(missing, r) {
			missing = append(missing, r)
		}
	}
	return missing
}

// silent reports whether a character shows nothing of its own: white space, controls, and the selectors
// that only choose among the forms of the character before them.
func silent(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f ||
		r >= 0xe0100 && r <= 0xe01ef
}

// covered reports whether the typeface has a glyph for a character.
func covered(r rune) bool {
	if r <= 0xffff {
		return basic()[r>>3]&(1<<(r&7)) != 0
	}
	groups := characterMap()
	i := sort.Search(len(groups)/groupSize, func(i int) bool { return groupField(groups, i, 1) >= r })
	return i < len(groups)/groupSize && groupField(groups, i, 0) <= r
}

// basic is a bit for each character below U+10000, set where the typeface has a glyph. Every title of every
// build is looked up, so it may not cost a search.
var basic = sync.OnceValue(func() *[1 << 13]byte {
	var bits [1 << 13]byte
	groups := characterMap()
	for i := range len(groups) / groupSize {
		for r := groupField(groups, i, 0); r <= min(groupField(groups, i, 1), 0xffff); r++ {
			bits[r>>3] |= 1 << (r & 7)
		}
	}
	return &bits
})

// groupField returns the first (0) or last (1) character of a run of the character map.
func groupField(groups []byte, i, field int) rune {
	return rune(binary.BigEndian.Uint32(groups[i*groupSize+4*field:]) & 0x1fffff) //nolint:gosec // 21 bits
}

// groupSize is how many bytes a run of characters takes in a character map: first, last, first glyph.
const groupSize = 12

// characterMap returns the runs of the typeface's character map of format 12. It is empty, so that every
// character is missing, if the typeface has none; the tests see that it has.
//
// Source: OpenType 1.9.1, "cmap", format 12.
var characterMap = sync.OnceValue(func() []byte {
	be := binary.BigEndian
	for i := range int(be.Uint16(typeface[4:])) {
		entry := typeface[12+16*i:]
		if string(entry[:4]) != "cmap" {
			continue
		}
		table := typeface[be.Uint32(entry[8:]):]
		for k := range int(be.Uint16(table[2:])) {
			sub := table[be.Uint32(table[4+8*k+4:]):]
			if be.Uint16(sub) == 12 {
				return sub[16 : 16+groupSize*int(be.Uint32(sub[12:]))]
			}
		}
	}
	return nil
})
