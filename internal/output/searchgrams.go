package output

import "math/bits"

// A gram is what the index knows text by, one to three characters. Within a run of characters that belong
// to words, every character is one and every pair; in alphabets, whose pairs say little, every three as
// well. So every part of a run is found, in any writing, and no dictionary is asked.
//
// One or two characters stand in 21 bits each, the first in the lowest; three of an alphabet in 13 each,
// below a bit of their own. A gram has 44 bits.
type gram uint64

// alphabetic is the first character that is no letter of an alphabet: Hangul Jamo and all beyond count
// as East Asian.
const alphabetic = 0x1100

const (
	charBits   = 21
	letterBits = 13
	threeBit   = 1 << 43
)

func pairOf(a, b rune) gram { return gram(a) | gram(b)<<charBits }

func threeOf(a, b, c rune) gram {
	return gram(a) | gram(b)<<letterBits | gram(c)<<(2*letterBits) | threeBit
}

// chars returns the characters of a gram, and how many they are.
func (g gram) chars() (c [3]rune, n int) {
	if g&threeBit != 0 {
		const mask = 1<<letterBits - 1
		return [3]rune{rune(g & mask), rune(g >> letterBits & mask), rune(g >> (2 * letterBits) & mask)}, 3
	}
	const mask = 1<<charBits - 1
	c[0], c[1] = rune(g&mask), rune(g>>charBits)
	if c[1] == 0 {
		return c, 1
	}
	return c, 2
}

// String returns the characters of a gram.
func (g gram) String() string {
	c, n := g.chars()
	return string(c[:n])
}

// spread returns 32 bits that follow from a gram and are even over all grams; the highest say most. The
// script computes the same. Shards, their groups, drawers and places in a bag are parts of its range, so
// what lies together in one lies together in all.
func (g gram) spread() uint32 {
	switch {
	case g&threeBit != 0:
		const mask = 1<<letterBits - 1
		return stir(stir(stir(0, rune(g&mask)), rune(g>>letterBits&mask)), rune(g>>(2*letterBits)&mask)) //nolint:gosec // characters
	case g>>charBits != 0:
		return stir(stir(0, rune(g&(1<<charBits-1))), rune(g>>charBits)) //nolint:gosec // likewise
	default:
		return stir(0, rune(g)) //nolint:gosec // likewise
	}
}

// stir returns the spread of a gram that is one character longer.
func stir(spread uint32, r rune) uint32 { return (spread ^ uint32(r)) * 0x9e3779b1 } //nolint:gosec // a character

// part returns which of n equal parts of the range a spread lies in.
func part(spread uint32, n int) int {
	return int(uint64(spread) * uint64(n) >> 32) //nolint:gosec // below n
}

// A rank is how much an occurrence says about a column.
type rank uint8

// The ranks. A gram that a body says again and again ranks above one that it says in passing.
const (
	inBody rank = iota
	oftenInBody
	inHeading // also topics, people
	inTitle
)

// often is how many times a gram stands in a body that says it again and again. Of a single character
// that says little.
const often = 4

// A graded is a gram in the higher bits, and its rank in the two lowest.
type graded uint64

func (g graded) gram() gram { return gram(g >> 2) }
func (g graded) rank() rank { return rank(g & 3) }

// A bag is the grams of one column while it is read. The zero bag is empty.
type bag struct {
	slots []uint64        // a gram above 8 bits: how often, up to often, and its rank in two; 0 is free
	n     int             // how many are taken
	shift int             // what a spread is shifted by to give a slot
	ones  [1 << 10]uint64 // a bit for each character below U+10000 that is in the bag
}

func (b *bag) reset() {
	clear(b.slots)
	b.n = 0
	clear(b.ones[:])
}

func (b *bag) add(g gram, spread uint32, k rank) {
	if 2*b.n >= len(b.slots) {
		b.grow()
	}
	for i := int(spread >> b.shift); ; i++ {
		if i == len(b.slots) {
			i = 0
		}
		switch e := b.slots[i]; {
		case e == 0:
			b.slots[i] = uint64(g)<<8 | 1<<2 | uint64(k)
			b.n++
			return
		case gram(e>>8) == g:
			count, have := e>>2&63, e&3
			b.slots[i] = e&^255 | min(count+1, often)<<2 | max(have, uint64(k))
			return
		}
	}
}

func (b *bag) grow() {
	old := b.slots
	b.slots = make([]uint64, max(1<<13, 2*len(old)))
	b.shift = 32 - bits.TrailingZeros(uint(len(b.slots)))
	for _, e := range old {
		if e == 0 {
			continue
		}
		i := int(gram(e>>8).spread() >> b.shift)
		for b.slots[i] != 0 {
			if i++; i == len(b.slots) {
				i = 0
			}
		}
		b.slots[i] = e
	}
}

// one adds a single character. Most have been seen before.
func (b *bag) one(r rune, spread uint32, k rank) {
	if r < 1<<16 {
		bit := uint64(1) << (r & 63)
		if k == inBody && b.ones[r>>6]&bit != 0 {
			return
		}
		b.ones[r>>6] |= bit
	}
	b.add(gram(r), spread, k)
}

// text adds the grams of a folded text.
func (b *bag) text(chars []rune, k rank) {
	var one, two rune       // the characters before, 0 outside words
	var single, pair uint32 // the spreads of the grams that end with the character before
	for _, r := range chars {
		if !inWord(r) {
			one, two = 0, 0
			continue
		}
		before, three := single, stir(pair, r)
		single = stir(0, r)
		b.one(r, single, k)
		if one != 0 {
			pair = stir(before, r)
			b.add(pairOf(one, r), pair, k)
			if two != 0 && two < alphabetic && one < alphabetic && r < alphabetic {
				b.add(threeOf(two, one, r), three, k)
			}
		}
		two, one = one, r
	}
}

// each calls do with every gram in the bag, in no order.
func (b *bag) each(do func(graded)) {
	for _, e := range b.slots {
		if e == 0 {
			continue
		}
		g, k := gram(e>>8), rank(e&3)
		if k == inBody && e>>2&63 >= often && g >= 1<<charBits {
			k = oftenInBody
		}
		do(graded(g)<<2 | graded(k))
	}
}
