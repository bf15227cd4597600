package output

import (
	"slices"

	"kanshu/internal/kanshu"
)

// A postings list grows at its end, as it is written in the file.
type postings struct {
	gram gram
	last int32 // the last column in it
	list []byte
}

// add appends a column.
func (p *postings) add(column int32, k rank) {
	p.list = appendNumber(p.list, uint32(column-p.last-1)<<2|uint32(k)) //nolint:gosec // columns ascend
	p.last = column
}

// A drawer holds the lists of one part of all grams, so that many workers can fill an index at once.
type drawer struct {
	lists []postings
	slots []int32 // places in lists, from 1; 0 is free. Their number is a power of two
}

// drawers is how many parts there are.
const drawers = 16

// slot returns where to look first for a gram.
func (d *drawer) slot(g gram) int {
	return int(uint64(g) * 0x9e3779b97f4a7c15 >> 30 & uint64(len(d.slots)-1)) //nolint:gosec // within slots
}

// of returns the list of a gram.
func (d *drawer) of(g gram) *postings {
	if 2*len(d.lists) >= len(d.slots) {
		d.grow()
	}
	for i := d.slot(g); ; i = (i + 1) & (len(d.slots) - 1) {
		n := d.slots[i]
		if n == 0 {
			d.lists = append(d.lists, postings{gram: g, last: -1})
			d.slots[i] = int32(len(d.lists)) //nolint:gosec // grams are few
			return &d.lists[len(d.lists)-1]
		}
		if p := &d.lists[n-1]; p.gram == g {
			return p
		}
	}
}

func (d *drawer) grow() {
	d.slots = make([]int32, max(1<<10, 2*len(d.slots)))
	for n := range d.lists {
		i := d.slot(d.lists[n].gram)
		for d.slots[i] != 0 {
			i = (i + 1) & (len(d.slots) - 1)
		}
		d.slots[i] = int32(n + 1) //nolint:gosec // grams are few
	}
}

// searchBatch is how many columns are read before they are filed: enough for all workers, and few enough
// that their grams (25 KB a column) need little room.
const searchBatch = 2 * packed

// A filed is the grams of one column by drawer.
type filed struct {
	grams []graded
	ends  [drawers]int32
}

// take files the grams of a bag, and returns what they come to.
func (s *filed) take(b *bag) (sums groupSums) {
	var ends [drawers]int32
	b.each(func(g graded) {
		h := g.gram().spread()
		ends[part(h, drawers)]++
		sums.add(h, g)
	})
	var sum int32
	for k, n := range ends {
		ends[k] = sum
		sum += n
	}
	s.grams = slices.Grow(s.grams[:0], b.n)[:b.n]
	b.each(func(g graded) {
		k := part(g.gram().spread(), drawers)
		s.grams[ends[k]] = g
		ends[k]++
	})
	s.ends = ends
	return sums
}

func (s *filed) drawer(k int) []graded {
	from := int32(0)
	if k > 0 {
		from = s.ends[k-1]
	}
	return s.grams[from:s.ends[k]]
}

// bags are those that nobody uses.
type bags chan *bag

// borrow returns an empty bag, a used one where there is one.
func (b bags) borrow() *bag {
	select {
	case used := <-b:
		used.reset()
		return used
	default:
		return new(bag)
	}
}

// indexColumns returns the shards of an index of n columns. read adds the grams of a column to an empty bag; it
// is called many at once where each does so. told, if there is one, is told what the grams of each column come
// to, of a batch of columns at a time.
func indexColumns(n, shards int, each kanshu.Each, read func(column int, b *bag) error, told func(from int, sums []groupSums)) ([][]byte, error) {
	var cabinet [drawers]drawer
	batch, errs, idle := make([]filed, searchBatch), make([]error, searchBatch), make(bags, searchBatch)
	sums := make([]groupSums, searchBatch)
	for from := 0; from < n; from += searchBatch {
		count := min(searchBatch, n-from)
		each(count, func(i int) {
			b := idle.borrow()
			errs[i] = read(from+i, b)
			sums[i] = batch[i].take(b)
			idle <- b
		})
		for _, err := range errs[:count] {
			if err != nil {
				return nil, err
			}
		}
		if told != nil {
			told(from, sums[:count])
		}
		each(drawers, func(k int) {
			for i := range count {
				for _, g := range batch[i].drawer(k) {
					cabinet[k].of(g.gram()).add(int32(from+i), g.rank()) //nolint:gosec // a number of columns
				}
			}
		})
	}
	return shardsOf(&cabinet, shards, each), nil
}

// shardsOf writes the shards. It empties the cabinet.
func shardsOf(cabinet *[drawers]drawer, shards int, each kanshu.Each) [][]byte {
	files, parts := make([][]byte, shards), make([][]shelved, shards)
	written := 0
	for k := range cabinet { // drawers and shards are parts of one range, so they end in turn
		for i := range cabinet[k].lists {
			p := &cabinet[k].lists[i]
			n := part(p.gram.spread(), shards)
			parts[n] = append(parts[n], shelved{p.gram.String(), p.list})
		}
		cabinet[k] = drawer{}
		whole := (k + 1) * shards / drawers
		each(whole-written, func(i int) {
			files[written+i] = writeShard(parts[written+i])
			parts[written+i] = nil
		})
		written = whole
	}
	return files
}
