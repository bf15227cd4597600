package fold

import (
	"math/bits"
	"slices"
)

// Needles are words that are looked for all at once. It is safe for use by many at once.
//
// Of each word two to four neighbours are its key, which begins with the two that are rarest in prose. At each
// letter one bit says whether a key may begin there; it says no at nine of ten. Only where it says yes the key
// is looked up, and the words that have it are compared whole.
type Needles struct {
	starts  [1 << startBits / 64]uint64 // by the first two letters of a key
	keys    bitTable                    // by all of them
	tails   []tail                      // the words, those of one bit of keys beside each other
	first   []int32                     // for each bit that is set in keys, and for the end: the first of its tails
	letters []uint16                    // of all words
}

// A Place is where a word stands: its index in the list, and the letter at which it begins.
type Place struct{ Word, At int32 }

// A tail is a word: its index in the list, where in it its key stands, and its letters.
type tail struct{ word, at, from, to int32 }

// How many bits the hashes of keys have. The first are asked at each letter and must stay in the cache that is
// next to the processor; the second are asked seldom, and should say yes to few words that no key is.
const (
	startBits = 16
	keyBits   = 18
)

// A bitTable is a set of hashes.
type bitTable struct {
	bits  [1 << keyBits / 64]uint64
	ranks [1 << keyBits / 64]uint16 // how many are set before each of bits
}

func (t *bitTable) set(h uint32) { t.bits[h/64] |= 1 << (h % 64) }

func (t *bitTable) bit(h uint32) uint64 { return t.bits[h/64] >> (h % 64) & 1 }

// count makes rank ready and returns how many bits are set.
func (t *bitTable) count() int {
	n := 0
	for i, b := range t.bits {
		t.ranks[i] = uint16(n)
		n += bits.OnesCount64(b)
	}
	return n
}

// rank returns how many bits are set before one.
func (t *bitTable) rank(h uint32) int {
	return int(t.ranks[h/64]) + bits.OnesCount64(t.bits[h/64]&(1<<(h%64)-1))
}

// hash2 hashes two letters, the first of them above.
func hash2(two uint32) uint32 { return two * 0x9e3779b1 >> (32 - startBits) }

// hashKey hashes a key: two letters, and the one or two that follow them in it, the first of them below; 0
// where none does.
func hashKey(two, next uint32) uint32 {
	return (two*0x85ebca6b ^ next*0xc2b2ae35) * 0x9e3779b1 >> (32 - keyBits)
}

// longestKey is how many letters a key has at most.
const longestKey = 4

// keyOf returns the hashes of the key at the start of some letters.
func keyOf(w []uint16) (start, key uint32) {
	two, next := uint32(w[0])<<16|uint32(w[1]), uint32(0)
	for i, l := range w[2:min(longestKey, len(w))] {
		next |= uint32(l) << (16 * i)
	}
	return hash2(two), hashKey(two, next)
}

// NewNeedles makes the words ready, which are folded and of two letters at least.
func NewNeedles(list []string) *Needles {
	n := &Needles{tails: make([]tail, len(list)), letters: make([]uint16, 0, 6*len(list))}
	pairs := common()
	words, hashes := make([]tail, len(list)), make([]uint32, len(list))
	for i, s := range list {
		from := len(n.letters)
		n.letters = appendLetters(n.letters, s)
		w := n.letters[from:]
		if len(w) < 2 {
			panic("fold: the needle " + s + " is too short")
		}
		at := pairs.rarest(w)
		words[i] = tail{int32(i), int32(at), int32(from), int32(len(n.letters))}
		start, key := keyOf(w[at:])
		n.starts[start/64] |= 1 << (start % 64)
		n.keys.set(key)
		hashes[i] = key
	}
	n.first = make([]int32, n.keys.count()+1)
	for _, h := range hashes {
		n.first[n.keys.rank(h)+1]++
	}
	for i := 1; i < len(n.first); i++ {
		n.first[i] += n.first[i-1]
	}
	next := slices.Clone(n.first)
	for i, h := range hashes {
		k := n.keys.rank(h)
		n.tails[next[k]] = words[i]
		next[k]++
	}
	return n
}

// Find appends every place at which a word stands in the letters. Places come in no strict order, but no
// further apart than a word is long.
//
// Where keys may begin is gathered without a branch, which nothing could foretell, and looked up thereafter:
// that takes 14 µs of 20 for a body of 15 KB.
func (n *Needles) Find(dst []Place, letters []uint16) []Place {
	if len(letters) < 2 {
		return dst
	}
	var some [128]int32
	found, two := uint32(0), uint32(letters[0])
	for i, l := range letters[1:] {
		two = two<<16 | uint32(l)
		h := hash2(two)
		some[found%uint32(len(some))] = int32(i)
		found += uint32(n.starts[h/64]>>(h%64)) & 1
		if found == uint32(len(some)) {
			dst = n.look(dst, letters, some[:])
			found = 0
		}
	}
	return n.look(dst, letters, some[:found])
}

// look appends the words of which a key may begin at some letters.
func (n *Needles) look(dst []Place, letters []uint16, some []int32) []Place {
	for _, at := range some {
		i := int(at)
		two, next := uint32(letters[i])<<16|uint32(letters[i+1]), uint32(0)
		if i+3 < len(letters) {
			next = uint32(letters[i+2]) | uint32(letters[i+3])<<16
		} else if i+2 < len(letters) {
			next = uint32(letters[i+2])
		}
		a, b, c := hashKey(two, 0), hashKey(two, next&0xffff), hashKey(two, next)
		if n.keys.bit(a)|n.keys.bit(b)|n.keys.bit(c) == 0 {
			continue
		}
		for k, h := range [...]uint32{a, b, c} {
			if n.keys.bit(h) != 0 {
				dst = n.compare(dst, letters, i, h, k+2)
			}
		}
	}
	return dst
}

// compare appends the words that have a key of some length, and stand around it.
func (n *Needles) compare(dst []Place, letters []uint16, i int, h uint32, length int) []Place {
	k := n.keys.rank(h)
	for _, t := range n.tails[n.first[k]:n.first[k+1]] {
		w, from := n.letters[t.from:t.to], i-int(t.at)
		if min(len(w)-int(t.at), longestKey) == length && from >= 0 && from+len(w) <= len(letters) && slices.Equal(w, letters[from:from+len(w)]) {
			dst = append(dst, Place{t.word, int32(from)})
		}
	}
	return dst
}
