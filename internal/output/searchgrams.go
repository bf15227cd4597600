package output

// A gram is what the index knows text by, one to three characters packed by 21 bits each, the first in
// the lowest. Within a run of characters that belong to words, every character is one and every pair;
// in alphabets, whose pairs say little, every three as well. So every part of a run is found, in any
// writing, and no dictionary is asked.
type gram uint64

// alphabetic is the first character that is no letter of an alphabet: Hangul Jamo and all beyond count
// as East Asian.
const alphabetic = 0x1100

const charBits = 21

// String returns the characters of a gram.
func (g gram) String() string {
	var chars []rune
	for ; g != 0; g >>= charBits {
		chars = append(chars, rune(g&(1<<charBits-1)))
	}
	return string(chars)
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

// often is how many times a gram stands in a body that says it again and again.
const often = 4

// A bag is the grams of one column. The zero bag is empty.
type bag struct {
	list  []counted
	slots []int32 // places in list, from 1; 0 is free. Their number is a power of two
}

type counted struct {
	gram  gram
	rank  rank
	count uint8 // up to often
}

// spread mixes the bits of a gram.
func (g gram) spread() uint64 { return uint64(g) * 0x9e3779b97f4a7c15 }

func (b *bag) reset() {
	b.list = b.list[:0]
	clear(b.slots)
}

func (b *bag) add(g gram, k rank) {
	if 2*len(b.list) >= len(b.slots) {
		b.grow()
	}
	mask := uint64(len(b.slots) - 1)
	for i := g.spread() >> 32 & mask; ; i = (i + 1) & mask {
		n := b.slots[i]
		if n == 0 {
			b.list = append(b.list, counted{g, k, 1})
			b.slots[i] = int32(len(b.list))
			return
		}
		if e := &b.list[n-1]; e.gram == g {
			e.rank = max(e.rank, k)
			e.count = min(e.count+1, often)
			return
		}
	}
}

func (b *bag) grow() {
	b.slots = make([]int32, max(1<<13, 2*len(b.slots)))
	mask := uint64(len(b.slots) - 1)
	for n, e := range b.list {
		i := e.gram.spread() >> 32 & mask
		for b.slots[i] != 0 {
			i = (i + 1) & mask
		}
		b.slots[i] = int32(n + 1)
	}
}

// text adds the grams of a folded text.
func (b *bag) text(chars []rune, k rank) {
	var one, two rune // the characters before, 0 outside words
	for _, r := range chars {
		if !inWord(r) {
			one, two = 0, 0
			continue
		}
		b.add(gram(r), k)
		if one != 0 {
			b.add(gram(one)|gram(r)<<charBits, k)
			if two != 0 && two < alphabetic && one < alphabetic && r < alphabetic {
				b.add(gram(two)|gram(one)<<charBits|gram(r)<<(2*charBits), k)
			}
		}
		two, one = one, r
	}
}
