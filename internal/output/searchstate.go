package output

import (
	"encoding/binary"

	"kanshu/internal/kanshu"
)

// A searchState is what is remembered of an index from one build to the next, so that an edit touches the
// few shards that it changes. What is remembered is believed only where the digests of what stands agree;
// without it, everything is read again and gives the same bytes.
type searchState struct {
	epoch    string
	shards   []kanshu.Digest // of their bytes
	keys     []kanshu.Digest // of the columns, by number; see searchKey
	readings [][]written     // by number: what the body itself says of how words are read
}

// data returns the state as readState reads it.
func (s *searchState) data() []byte {
	b := make([]byte, 0, 64+len(s.epoch)+32*(len(s.shards)+len(s.keys)))
	b = appendText(b, s.epoch)
	for _, list := range [][]kanshu.Digest{s.shards, s.keys} {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for i := range list {
			b = append(b, list[i][:]...)
		}
	}
	for i, list := range s.readings {
		if len(list) == 0 {
			continue
		}
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(i)), uint64(len(list))) //nolint:gosec // not negative
		for _, w := range list {
			b = appendText(appendText(b, w.reading), w.word)
		}
	}
	return b
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// readState reads what data wrote, and reports whether it is that.
func readState(b []byte) (*searchState, bool) {
	r := stateReader{b: b}
	s := &searchState{epoch: r.text(), shards: r.digests(), keys: r.digests()}
	s.readings = make([][]written, len(s.keys))
	for len(r.b) > 0 && !r.bad {
		i, n := r.number(), r.number()
		if i >= len(s.keys) {
			return nil, false
		}
		for range n {
			s.readings[i] = append(s.readings[i], written{r.text(), r.text()})
		}
	}
	return s, !r.bad
}

// A stateReader reads numbers and texts until something is not as it should be.
type stateReader struct {
	b   []byte
	bad bool
}

// number reads a number that is at most as large as what is left.
func (r *stateReader) number() int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > uint64(len(r.b)) {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return int(v) //nolint:gosec // at most len(r.b)
}

func (r *stateReader) text() string {
	n := r.number()
	if n > len(r.b) {
		r.bad, r.b = true, nil
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *stateReader) digests() []kanshu.Digest {
	n := r.number()
	if n*len(kanshu.Digest{}) > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	list := make([]kanshu.Digest, n)
	for i := range list {
		r.b = r.b[copy(list[i][:], r.b):]
	}
	return list
}

// groups is into how many parts all grams are parted to see what an edit changed.
const groups = 256

// groupSums is what the grams of a column come to, group by group: columns whose sum of a group is the same
// have the same grams in it, with the same ranks. (Two different ones agree once in 2⁶⁴.)
type groupSums [groups]uint64

// add counts a gram in.
func (s *groupSums) add(spread uint32, g graded) {
	v := uint64(g)
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	s[part(spread, groups)] += v ^ v>>31
}

// packed is how many columns' sums are kept together.
const packed = 64

// sumsKey is what the sums of packed columns are kept under. It stays the same from build to build: what is
// kept says itself which columns it speaks of.
func (x *searchPlan) sumsKey(pack int) kanshu.Digest {
	return kanshu.DigestOf([]byte("search sums " + x.common.String() + number(pack)))
}

// keepSums keeps the sums of the columns from a number on, which begins a pack.
func (x *searchPlan) keepSums(from int, sums []groupSums) {
	for len(sums) > 0 {
		n := min(packed, len(sums))
		b := make([]byte, 0, n*(32+8*groups))
		for i := range sums[:n] {
			b = append(b, x.keys[from+i][:]...)
			for _, v := range sums[i] {
				b = binary.LittleEndian.AppendUint64(b, v)
			}
		}
		x.press.Cache.Store(x.sumsKey(from/packed), b)
		from += n
		sums = sums[n:]
	}
}

// keptSums returns the sums of a pack of columns by the old state, false if what is kept speaks of others.
func (x *searchPlan) keptSums(old *searchState, pack int) ([]groupSums, bool) {
	b, ok := x.press.Cache.Load(x.sumsKey(pack))
	from := pack * packed
	n := min(from+packed, len(old.keys)) - from
	if !ok || len(b) != n*(32+8*groups) {
		return nil, false
	}
	sums := make([]groupSums, n)
	for i := range sums {
		if kanshu.Digest(b[:32]) != old.keys[from+i] {
			return nil, false
		}
		b = b[32:]
		for g := range sums[i] {
			sums[i][g] = binary.LittleEndian.Uint64(b)
			b = b[8:]
		}
	}
	return sums, true
}
