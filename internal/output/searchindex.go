package output

import (
	"encoding/json"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// A searchIndex is the finished index of one language: for each shard its grams, sorted, with the
// columns that hold them.
//
// # Form
//
// A shard is one JSON object. Its keys are grams, its values lists of columns, each a number written in
// printable characters: (gap-1)*4 + rank, where gap is the distance from the column before in the list
// (from -1 at its start) and columns are numbered as the archive lists them, newest first. A character
// stands for 0 to 90 (# is 0; the backslash is left out). Values up to 60 end a number, and weigh one;
// higher ones go before it, and weigh 61, in base 30. A gram's shard is the FNV-1a sum of its UTF-8 bytes,
// modulo the number of shards. Most numbers take one character, and what compresses files on the way
// does the rest: base64 would hide their likeness from it.
type searchIndex struct {
	shards [][]byte
	words  []byte // readings and how they are written: [["すいぞう","膵臓"],…]
}

// searchForm names the form of the files. It is part of their names: change it when the same columns
// shall give other bytes.
const searchForm = "search 1"

// A posting list grows at its end, as it is written in the file.
type postings struct {
	gram gram
	last int32 // the last column in it
	list []byte
}

// add appends a column.
func (p *postings) add(column int32, k rank) {
	p.list = appendNumber(p.list, uint32(column-p.last-1)<<2|uint32(k))
	p.last = column
}

// appendNumber appends a number in printable characters.
func appendNumber(dst []byte, v uint32) []byte {
	const ending, leading = 61, 30
	rest := v / ending
	n := uint32(1)
	for n <= rest {
		n *= leading
	}
	for n /= leading; n > 0; n /= leading {
		dst = append(dst, printable(ending+rest/n%leading))
	}
	return append(dst, printable(v%ending))
}

func printable(v uint32) byte {
	if v += '#'; v >= '\\' {
		v++
	}
	return byte(v)
}

// A drawer holds the lists of one part of all grams, so that many workers can fill an index at once.
type drawer struct {
	lists []postings
	slots []int32 // places in lists, from 1; 0 is free. Their number is a power of two
}

// drawers is how many parts there are: a power of two.
const drawers = 16

// drawerOf returns the part that a gram belongs to.
func drawerOf(g gram) int { return int(g.spread() >> 60) }

// of returns the list of a gram.
func (d *drawer) of(g gram) *postings {
	if 2*len(d.lists) >= len(d.slots) {
		d.grow()
	}
	mask := uint64(len(d.slots) - 1)
	for i := g.spread() >> 30 & mask; ; i = (i + 1) & mask {
		n := d.slots[i]
		if n == 0 {
			d.lists = append(d.lists, postings{gram: g, last: -1})
			d.slots[i] = int32(len(d.lists))
			return &d.lists[len(d.lists)-1]
		}
		if p := &d.lists[n-1]; p.gram == g {
			return p
		}
	}
}

func (d *drawer) grow() {
	d.slots = make([]int32, max(1<<10, 2*len(d.slots)))
	mask := uint64(len(d.slots) - 1)
	for n := range d.lists {
		i := d.lists[n].gram.spread() >> 30 & mask
		for d.slots[i] != 0 {
			i = (i + 1) & mask
		}
		d.slots[i] = int32(n + 1)
	}
}

// searchBatch is how many columns are read before they are filed: enough for all workers, and few enough
// that their grams (50 KB a column) need little room.
const searchBatch = 128

// A sorted is the grams of one column by drawer.
type sorted struct {
	grams []counted
	ends  [drawers]int32
}

// indexColumns builds the index of n columns in the given number of shards. read adds the grams of a
// column to an empty bag; it is called many at once where each does so.
func indexColumns(n, shards int, each kanshu.Each, read func(column int, b *bag) error) (*searchIndex, error) {
	var cabinet [drawers]drawer
	batch, errs, bags := make([]sorted, searchBatch), make([]error, searchBatch), make(chan *bag, searchBatch)
	for from := 0; from < n; from += searchBatch {
		count := min(searchBatch, n-from)
		each(count, func(i int) {
			b := borrow(bags)
			errs[i] = read(from+i, b)
			batch[i].file(b.list)
			bags <- b
		})
		for _, err := range errs[:count] {
			if err != nil {
				return nil, err
			}
		}
		each(drawers, func(k int) {
			for i := range count {
				for _, e := range batch[i].drawer(k) {
					if e.rank == inBody && e.count >= often && e.gram >= 1<<charBits { // a single character says little
						e.rank = oftenInBody
					}
					cabinet[k].of(e.gram).add(int32(from+i), e.rank)
				}
			}
		})
	}
	return &searchIndex{shards: shardsOf(&cabinet, shards, each)}, nil
}

// borrow returns an empty bag, a used one where there is one.
func borrow(bags chan *bag) *bag {
	select {
	case b := <-bags:
		b.reset()
		return b
	default:
		return new(bag)
	}
}

// file sorts the grams of a column by drawer.
func (s *sorted) file(list []counted) {
	var ends [drawers]int32
	for i := range list {
		ends[drawerOf(list[i].gram)]++
	}
	var sum int32
	for k, n := range ends {
		ends[k] = sum
		sum += n
	}
	s.grams = slices.Grow(s.grams[:0], len(list))[:len(list)]
	for _, e := range list {
		k := drawerOf(e.gram)
		s.grams[ends[k]] = e
		ends[k]++
	}
	s.ends = ends
}

func (s *sorted) drawer(k int) []counted {
	from := int32(0)
	if k > 0 {
		from = s.ends[k-1]
	}
	return s.grams[from:s.ends[k]]
}

// A shelved list is one list with its key.
type shelvedList struct {
	key  string
	list []byte
}

// shardsOf writes the shards. It empties the cabinet.
func shardsOf(cabinet *[drawers]drawer, shards int, each kanshu.Each) [][]byte {
	parts := make([][]shelvedList, shards)
	for k := range cabinet {
		for i := range cabinet[k].lists {
			p := &cabinet[k].lists[i]
			key := p.gram.String()
			n := shardOf(key, shards)
			parts[n] = append(parts[n], shelvedList{key, p.list})
		}
		cabinet[k] = drawer{}
	}
	files := make([][]byte, shards)
	each(shards, func(n int) {
		part, size := parts[n], 2
		slices.SortFunc(part, func(a, b shelvedList) int { return strings.Compare(a.key, b.key) })
		for _, l := range part {
			size += len(l.key) + len(l.list) + 6
		}
		b := append(make([]byte, 0, size), '{')
		for i, l := range part {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(append(append(b, '"'), l.key...), `":"`...)
			b = append(append(b, l.list...), '"')
		}
		files[n] = append(b, '}')
		parts[n] = nil
	})
	return files
}

// shardOf returns the shard of a gram: FNV-1a, 32 bits.
func shardOf(key string, shards int) int {
	h := uint32(2166136261)
	for i := range len(key) {
		h = (h ^ uint32(key[i])) * 16777619
	}
	return int(h % uint32(shards))
}

// A written is a reading and how it is written, both folded.
type written struct{ reading, word string }

// wordsFile returns the pairs as the script reads them, sorted, each once.
func wordsFile(pairs []written) ([]byte, error) {
	slices.SortFunc(pairs, func(a, b written) int {
		if c := strings.Compare(a.reading, b.reading); c != 0 {
			return c
		}
		return strings.Compare(a.word, b.word)
	})
	list := [][2]string{}
	for _, w := range slices.Compact(pairs) {
		list = append(list, [2]string{w.reading, w.word})
	}
	return json.Marshal(list)
}
