package fold

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"
)

// Needles are words that are looked for all at once. It is safe for use by many at once.
//
// Of each word two or three neighbours are its key, which begins with the two that are rarest in prose. A byte
// for each two letters says what they may be to a key; where they may begin one, and the next two may go on with
// it, as one of forty does, the key is looked up, and the words that have it are compared whole.
type Needles struct {
	roles   [1 << pairBits]uint8        // of two letters, by hashPair
	known   [1 << knownBits / 64]uint64 // a bit for each hashKey of a key
	first   [1<<keyBits + 1]uint32      // by the upper bits of hashKey, the first of the key's tails
	tails   []tail                      // of the words, those of one hash beside each other
	words   []word                      // beside their tails
	letters []uint16                    // of all words
}

// A Place is where a word stands: its index in the list, and the letter at which it begins.
type Place struct{ Word, At int32 }

// A tail is what is asked of a word before all of its letters are: how many stand in it before the one where its key
// begins, and after that, the first and the last of them. Ten lie in one line of memory.
type tail struct {
	before, after uint8
	first, last   uint16
}

// A word is its index in the list, and where its letters begin among those of all.
type word struct{ index, from uint32 }

// How many bits the hashes have. Two letters are asked for at each letter.
const (
	pairBits  = 16
	knownBits = 16
	keyBits   = 14
)

// What two letters may be to the words.
const (
	begins = 1 << 0 // they begin a key
	follow = 1 << 4 // they are the second and the third letter of a key
	whole  = 1 << 7 // they are a key
)

// pair returns two letters as hashPair takes them: the first below.
func pair(a, b uint16) uint32 { return uint32(a) | uint32(b)<<16 }

// hashPair hashes two letters.
func hashPair(two uint32) uint32 { return two * 0x9e3779b1 >> (32 - pairBits) }

// hashKey hashes a key: two letters, and the one that follows them in it; 0 where none does.
func hashKey(two uint32, next uint16) uint32 {
	return (two*0x85ebca6b ^ uint32(next)*0xc2b2ae35) * 0x9e3779b1 >> (32 - knownBits)
}

// NewNeedles makes the words ready, which are folded and of two letters at least, 255 at most.
func NewNeedles(list []string) *Needles {
	n := &Needles{tails: make([]tail, len(list)), words: make([]word, len(list)), letters: make([]uint16, 0, 6*len(list))}
	pairs := common()
	tails, from, hashes := make([]tail, len(list)), make([]uint32, len(list)), make([]uint32, len(list))
	for i, s := range list {
		from[i] = uint32(len(n.letters))
		n.letters = appendLetters(n.letters, s)
		w := n.letters[from[i]:]
		if len(w) < 2 || len(w) > math.MaxUint8 {
			panic("fold: the needle " + s + " is too short or too long")
		}
		at := pairs.rarest(w)
		tails[i] = tail{before: uint8(at), after: uint8(len(w) - at - 1), first: w[0], last: w[len(w)-1]}
		hashes[i] = n.enter(w[at:])
		n.first[hashes[i]+1]++
	}
	for h := range n.first[1:] {
		n.first[h+1] += n.first[h]
	}
	next := slices.Clone(n.first[:])
	for i, h := range hashes {
		n.tails[next[h]], n.words[next[h]] = tails[i], word{uint32(i), from[i]}
		next[h]++
	}
	return n
}

// enter notes the roles of the letters of the key at the start of some letters. It returns where the key's tails are
// told of.
func (n *Needles) enter(w []uint16) uint32 {
	two, role, next := pair(w[0], w[1]), uint8(begins|whole), uint16(0)
	if len(w) > 2 {
		role, next = begins, w[2]
		n.roles[hashPair(pair(w[1], next))] |= follow
	}
	n.roles[hashPair(two)] |= role
	key := hashKey(two, next)
	n.known[key/64] |= 1 << (key % 64)
	return key >> (knownBits - keyBits)
}

// window is how many letters are told of at once.
const window = 256

// Find appends every place at which a word stands in the letters. Places come in no strict order, but no
// further apart than a word is long.
//
// The roles of all letters are told without a branch, which nothing could foretell, then the places where a key may
// begin are gathered as bits, and those where one does as a list, likewise: 10 µs for a body of 16 KB and the words of
// the rules, where looking at the places one by one took 11.5.
func (n *Needles) Find(dst []Place, letters []uint16) []Place {
	var roles [window + 8]uint8
	var keys [2 * 64]keyAt
	for from := 0; from+1 < len(letters); from += window {
		part := letters[from:min(from+window+2, len(letters))]
		n.tell(&roles, part)
		for i := 0; i < min(window, len(part)-1); i += 64 {
			if some := candidates((*[64 + 8]uint8)(roles[i:])); some != 0 {
				for _, k := range keys[:n.look(&keys, letters[from+i:], some)] {
					dst = n.compare(dst, letters, from+i+int(k.at), k.key)
				}
			}
		}
	}
	return dst
}

// tell fills in the roles of each two letters, and zeros behind.
func (n *Needles) tell(roles *[window + 8]uint8, letters []uint16) {
	to := roles[:]
	for len(letters) > 4 && len(to) >= 4 {
		four := uint64(letters[0]) | uint64(letters[1])<<16 | uint64(letters[2])<<32 | uint64(letters[3])<<48
		to[0] = n.roles[hashPair(uint32(four))]
		to[1] = n.roles[hashPair(uint32(four>>16))]
		to[2] = n.roles[hashPair(uint32(four>>32))]
		to[3] = n.roles[hashPair(uint32(four>>48)|uint32(letters[4])<<16)]
		letters, to = letters[4:], to[4:]
	}
	for len(letters) > 1 && len(to) > 0 {
		to[0] = n.roles[hashPair(pair(letters[0], letters[1]))]
		letters, to = letters[1:], to[1:]
	}
	clear(to)
}

// candidates returns a bit for each of the first 64 roles with which a key may begin, given those that follow.
func candidates(roles *[64 + 8]uint8) (some uint64) {
	for i := 0; i < 64; i += 8 {
		r, next := binary.LittleEndian.Uint64(roles[i:]), binary.LittleEndian.Uint64(roles[i+1:])
		eight := r & (next/follow | r/whole) & 0x0101010101010101
		some = some>>8 | eight*0x0102040810204080>>56<<56
	}
	return some
}

// A keyAt is where a key stands, and its hash.
type keyAt struct{ at, key uint32 }

// look gathers the keys that begin at some of the first 64 letters, which the bits tell. It returns how many.
func (n *Needles) look(keys *[2 * 64]keyAt, letters []uint16, some uint64) int {
	count := uint32(0)
	for ; some != 0; some &= some - 1 {
		at := bits.TrailingZeros64(some)
		two := pair(letters[at], letters[at+1])
		key := hashKey(two, 0)
		keys[count%128] = keyAt{uint32(at), key}
		count += uint32(n.known[key/64]>>(key%64)) & 1
		if at+2 < len(letters) {
			key = hashKey(two, letters[at+2])
			keys[count%128] = keyAt{uint32(at), key}
			count += uint32(n.known[key/64]>>(key%64)) & 1
		}
	}
	return int(count)
}

// compare appends the words that have a key of that hash, and stand around it.
func (n *Needles) compare(dst []Place, letters []uint16, i int, key uint32) []Place {
	key >>= knownBits - keyBits
	first, end := n.first[key], n.first[key+1]
	for j, t := range n.tails[first:end] {
		from, last := i-int(t.before), i+int(t.after)
		if from < 0 || last >= len(letters) || letters[from] != t.first || letters[last] != t.last {
			continue
		}
		w := n.words[first:end][j]
		if slices.Equal(n.letters[w.from:int(w.from)+last+1-from], letters[from:last+1]) {
			dst = append(dst, Place{int32(w.index), int32(from)})
		}
	}
	return dst
}
