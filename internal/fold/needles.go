package fold

import (
	"encoding/binary"
	"math"
	"math/bits"
)

// Needles are words that are looked for all at once. It is safe for use by many at once.
//
// Of each word two or three neighbours are its key, which begins with the two that are rarest in prose. A byte
// for each two letters says what they may be to a key; where they may begin one, and the next two may go on with
// it, as one of forty does, the key is looked up, and the words that have it are compared whole.
//
// All of it is one run of bytes, whose numbers are written least byte first, so that words that are known when the program
// is compiled are made ready then: see ReadNeedles.
type Needles struct {
	all     []byte
	roles   *[1 << pairBits]uint8      // of two letters, by hashPair
	known   *[1 << knownBits / 8]uint8 // a bit for each hashKey of a key
	first   []byte                     // by the upper bits of hashKey, the first of the key's tails: numbers of four bytes
	tails   []byte                     // of the words, those of one hash beside each other
	words   []byte                     // beside their tails
	letters []byte                     // of all words: numbers of two bytes
}

// A Place is where a word stands: its index in the list, and the letter at which it begins.
type Place struct{ Word, At int32 }

// A tail is what is asked of a word before all of its letters are: how many stand in it before the one where its key
// begins, and after that, a byte each; the first and the last of them. Ten lie in one line of memory.
const tailSize = 1 + 1 + 2 + 2

// A word is its index in the list, and where its letters begin among those of all.
const wordSize = 4 + 4

// little reads and writes numbers.
var little = binary.LittleEndian

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
	letters, from := make([]uint16, 0, 8*len(list)), make([]int, 1, len(list)+1)
	for _, s := range list {
		letters = appendLetters(letters, s)
		from = append(from, len(letters))
	}
	n := blankNeedles(len(list), len(letters))
	pairs, hashes, count := common(), make([]uint32, len(list)), make([]uint32, 1<<keyBits+1)
	for i, s := range list {
		w := letters[from[i]:from[i+1]]
		if len(w) < 2 || len(w) > math.MaxUint8 {
			panic("fold: the needle " + s + " is too short or too long")
		}
		hashes[i] = n.enter(w[pairs.rarest(w):])
		count[hashes[i]+1]++
	}
	for h := range count[1:] {
		count[h+1] += count[h]
	}
	for h, c := range count {
		little.PutUint32(n.first[4*h:], c)
	}
	for i, h := range hashes {
		w := letters[from[i]:from[i+1]]
		at := pairs.rarest(w)
		t := append(n.tails[:tailSize*count[h]], uint8(at), uint8(len(w)-at-1))
		little.AppendUint16(little.AppendUint16(t, w[0]), w[len(w)-1])
		little.AppendUint32(little.AppendUint32(n.words[:wordSize*count[h]], uint32(i)), uint32(from[i]))
		count[h]++
	}
	for i, l := range letters {
		little.PutUint16(n.letters[2*i:], l)
	}
	return n
}

// blankNeedles returns room for so many words of so many letters.
func blankNeedles(words, letters int) *Needles {
	b := little.AppendUint32(little.AppendUint32(nil, uint32(words)), uint32(letters))
	size := 1<<pairBits + 1<<knownBits/8 + 4*(1<<keyBits+1) + (tailSize+wordSize)*words + 2*letters
	n, _ := ReadNeedles(append(b, make([]byte, size)...))
	return n
}

// ReadNeedles returns the needles that begin with the bytes, which Bytes gave, and the bytes after theirs. They stay where
// they are, and nobody may change them: what lies in the program's file is read as far as it is asked for, where making
// the 16,000 words of the rules ready took 4 ms of each run, and 2 MB.
func ReadNeedles(b []byte) (n *Needles, rest []byte) {
	words, letters := int(little.Uint32(b)), int(little.Uint32(b[4:]))
	n, rest = &Needles{}, b[8:]
	next := func(size int) (part []byte) {
		part, rest = rest[:size:size], rest[size:]
		return part
	}
	n.roles = (*[1 << pairBits]uint8)(next(len(n.roles)))
	n.known = (*[1 << knownBits / 8]uint8)(next(len(n.known)))
	n.first = next(4 * (1<<keyBits + 1))
	n.tails, n.words = next(tailSize*words), next(wordSize*words)
	n.letters = next(2 * letters)
	n.all = b[:len(b)-len(rest)]
	return n, rest
}

// Len returns how many words there are.
func (n *Needles) Len() int { return len(n.words) / wordSize }

// Bytes returns the needles as ReadNeedles reads them. Nobody may change them.
func (n *Needles) Bytes() []byte { return n.all }

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
	n.known[key/8] |= 1 << (key % 8)
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
		count += uint32(n.known[key/8]>>(key%8)) & 1
		if at+2 < len(letters) {
			key = hashKey(two, letters[at+2])
			keys[count%128] = keyAt{uint32(at), key}
			count += uint32(n.known[key/8]>>(key%8)) & 1
		}
	}
	return int(count)
}

// compare appends the words that have a key of that hash, and stand around it.
func (n *Needles) compare(dst []Place, letters []uint16, i int, key uint32) []Place {
	key >>= knownBits - keyBits
	first, end := little.Uint32(n.first[4*key:]), little.Uint32(n.first[4*key+4:])
	for j := first; j < end; j++ {
		t := n.tails[tailSize*j:][:tailSize]
		from, last := i-int(t[0]), i+int(t[1])
		if from < 0 || last >= len(letters) || letters[from] != little.Uint16(t[2:]) || letters[last] != little.Uint16(t[4:]) {
			continue
		}
		w := n.words[wordSize*j:][:wordSize]
		if same(n.letters[2*little.Uint32(w[4:]):], letters[from:last+1]) {
			dst = append(dst, Place{int32(little.Uint32(w)), int32(from)})
		}
	}
	return dst
}

// same reports whether the letters stand at the start of the bytes.
func same(b []byte, letters []uint16) bool {
	for i, l := range letters {
		if little.Uint16(b[2*i:]) != l {
			return false
		}
	}
	return true
}
