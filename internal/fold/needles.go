package fold

import "slices"

// Needles are words that are looked for all at once. It is safe for use by many at once.
//
// Of each word the two or three neighbours that are rarest in prose are looked up in a table of bits,
// small enough to stay beside the processor; where they stand, the word is compared whole.
type Needles struct {
	first          [1 << 16 / 64]uint64      // by the first letter of a key
	pairs, triples [1 << keyBits / 64]uint64 // by hash
	heads          []head                    // by hash; open addressing
	tails          []tail                    // all words, those of one key beside each other
	letters        []uint16                  // of all words
}

// A head says which words have a key: tails from from to to.
type head struct {
	key      uint64
	from, to int32
}

// A tail is a word: its index in the list, where in it its key stands, and its letters.
type tail struct{ word, at, from, to int32 }

// keyBits is how many bits the hash of a key has: at six thousand words one other key in ten is taken
// for one of them, and looked up in vain.
const keyBits = 16

func hash2(a, b uint16) uint32 { return uint32(a)*0x9e3779b1 ^ uint32(b)*0x85ebca6b }

func hash3(two uint32, c uint16) uint32 { return two ^ uint32(c)*0xc2b2ae35 }

// NewNeedles makes the words ready, which are folded and of two letters at least. rarity says of two
// letters how seldom they stand beside each other in prose, by any measure that compares; nil takes the
// beginning of each word.
func NewNeedles(list []string, rarity func(a, b uint16) float64) *Needles {
	n := &Needles{}
	by := map[uint64][]tail{}
	for i, s := range list {
		w := Word(s)
		if len(w) < 2 {
			panic("fold: the needle " + s + " is too short")
		}
		at := rarest(w, rarity)
		key := uint64(w[at])<<16 | uint64(w[at+1])
		if len(w) > 2 {
			key = key<<16 | uint64(w[at+2])
		}
		by[key] = append(by[key], tail{int32(i), int32(at), int32(len(n.letters)), int32(len(n.letters) + len(w))})
		n.letters = append(n.letters, w...)
	}
	keys := make([]uint64, 0, len(by))
	for k := range by {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	size := 16
	for size < 2*len(keys) {
		size *= 2
	}
	n.heads = make([]head, size)
	for _, key := range keys {
		n.put(key, by[key])
	}
	return n
}

// put gives the words of a key their place.
func (n *Needles) put(key uint64, words []tail) {
	var h uint32
	first := key >> 32
	if key>>32 == 0 {
		first = key >> 16
		h = hash2(uint16(key>>16), uint16(key)) >> (32 - keyBits)
		n.pairs[h/64] |= 1 << (h % 64)
	} else {
		h = hash3(hash2(uint16(key>>32), uint16(key>>16)), uint16(key)) >> (32 - keyBits)
		n.triples[h/64] |= 1 << (h % 64)
	}
	n.first[first/64] |= 1 << (first % 64)
	from := len(n.tails)
	n.tails = append(n.tails, words...)
	mask := len(n.heads) - 1
	k := int(h) & mask
	for n.heads[k].to > 0 {
		k = (k + 1) & mask
	}
	n.heads[k] = head{key, int32(from), int32(len(n.tails))}
}

// rarest returns where the rarest three letters of a word stand, 0 for a word of two.
func rarest(w []uint16, rarity func(a, b uint16) float64) int {
	best, most := 0, 0.0
	for at := 0; rarity != nil && at+2 < len(w); at++ {
		if r := rarity(w[at], w[at+1]) * rarity(w[at+1], w[at+2]); r > most {
			best, most = at, r
		}
	}
	return best
}

// Find calls hit for every place at which a word stands in the letters: the word's index in the list,
// and where it begins. Places come in no strict order, but no further apart than a word is long. It
// stops when hit returns false, and returns false then.
func (n *Needles) Find(letters []uint16, hit func(word, at int) bool) bool {
	if len(letters) < 2 {
		return true
	}
	a := letters[0]
	for i, b := range letters[1:] {
		if n.first[a/64]>>(a%64)&1 == 0 {
			a = b
			continue
		}
		two := hash2(a, b)
		h := two >> (32 - keyBits)
		if n.pairs[h/64]>>(h%64)&1 != 0 && !n.compare(letters, i, h, uint64(a)<<16|uint64(b), hit) {
			return false
		}
		if i+2 < len(letters) {
			c := letters[i+2]
			h = hash3(two, c) >> (32 - keyBits)
			if n.triples[h/64]>>(h%64)&1 != 0 && !n.compare(letters, i, h, uint64(a)<<32|uint64(b)<<16|uint64(c), hit) {
				return false
			}
		}
		a = b
	}
	return true
}

// compare compares the words whose key may stand at a place.
func (n *Needles) compare(letters []uint16, i int, h uint32, key uint64, hit func(word, at int) bool) bool {
	mask := len(n.heads) - 1
	for k := int(h) & mask; n.heads[k].to > 0; k = (k + 1) & mask {
		if n.heads[k].key != key {
			continue
		}
		for _, t := range n.tails[n.heads[k].from:n.heads[k].to] {
			w, from := n.letters[t.from:t.to], i-int(t.at)
			if from >= 0 && from+len(w) <= len(letters) && slices.Equal(w, letters[from:from+len(w)]) && !hit(int(t.word), from) {
				return false
			}
		}
		return true
	}
	return true
}
