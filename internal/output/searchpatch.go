package output

import (
	"cmp"
	"fmt"
	"slices"

	"kanshu/internal/kanshu"
)

// A change is how one edition's columns became the next one's.
type change struct {
	old     *searchState
	names   renumbering
	touched []int       // the new or changed columns, by their new numbers
	grams   [][]graded  // of each of these
	sums    []groupSums // of all columns, as far as they were needed
	groups  [groups]bool
}

// compare finds out what changed. It returns nil where so much did that it is better to begin anew.
func (x *searchPlan) compare(old *searchState) *change {
	if old == nil || len(old.shards) != x.shards || len(old.keys) == 0 {
		return nil
	}
	was := make(map[kanshu.Digest]int32, len(old.keys))
	for i, k := range old.keys {
		was[k] = int32(i) //nolint:gosec // a number of columns
	}
	c := &change{old: old, names: make(renumbering, len(old.keys)), sums: make([]groupSums, len(x.keys))}
	for i := range c.names {
		c.names[i] = -1
	}
	last := int32(-1)
	for i, k := range x.keys {
		n, ok := was[k]
		if !ok {
			c.touched = append(c.touched, i)
			continue
		}
		if n < last { // two columns changed places
			return nil
		}
		last = n
		c.names[n] = int32(i) //nolint:gosec // a number of columns
	}
	if len(c.touched) > 32+len(x.keys)/16 {
		return nil
	}
	return c
}

// patch brings what stands up to date. It returns false, and changes nothing, if what stands is not what is
// remembered.
func (x *searchPlan) patch(c *change) (bool, error) {
	r := x.reader()
	return x.patchWith(c, r.read, r.readings)
}

// patchWith is patch with the reader of columns, and where it writes what it was told of readings.
func (x *searchPlan) patchWith(c *change, read func(column int, b *bag) error, readings [][]written) (bool, error) {
	c.grams = make([][]graded, len(c.touched))
	errs := make([]error, len(c.touched))
	x.press.Each(len(c.touched), func(i int) {
		b, n := new(bag), c.touched[i]
		errs[i] = read(n, b)
		c.grams[i] = make([]graded, 0, b.n)
		b.each(func(g graded) {
			c.grams[i] = append(c.grams[i], g)
			c.sums[n].add(g.gram().spread(), g)
		})
	})
	if err := cmp.Or(errs...); err != nil {
		return false, fmt.Errorf("search: %w", err)
	}
	if !x.recall(c) || !x.patchShards(c) {
		return false, nil
	}
	for i, n := range c.names {
		if n >= 0 {
			readings[n] = c.old.readings[i]
		}
	}
	x.readings = readings
	moved := c.old.epoch != x.epoch
	for from := 0; from < len(c.sums); from += packed {
		to := min(from+packed, len(c.sums))
		if moved || slices.ContainsFunc(c.touched, func(n int) bool { return n >= from && n < to }) {
			x.keepSums(from, c.sums[from:to])
		}
	}
	return true, nil
}

// recall fills in the sums of what did not change, as far as they are needed, and says which groups of grams
// did: all, where columns bear other numbers.
func (x *searchPlan) recall(c *change) bool {
	moved := c.old.epoch != x.epoch
	for i := range c.groups {
		c.groups[i] = moved
	}
	need := map[int]bool{}
	for i := range c.old.keys {
		if moved || c.names[i] < 0 {
			need[i/packed] = true
		}
	}
	for pack := range (len(c.old.keys) + packed - 1) / packed {
		if !need[pack] {
			continue
		}
		sums, ok := x.keptSums(c.old, pack)
		if !ok {
			return false
		}
		for k := range sums {
			i := pack*packed + k
			if n := c.names[i]; n >= 0 {
				c.sums[n] = sums[k]
				continue
			}
			for g := range c.groups { // where nothing moved, it is the same column edited
				c.groups[g] = c.groups[g] || sums[k][g] != c.sums[i][g]
			}
		}
	}
	return true
}

// patchShards makes the shards that the change concerns.
func (x *searchPlan) patchShards(c *change) bool {
	byShard := make([][]addition, x.shards)
	concerned := make([]bool, x.shards)
	for g, on := range c.groups {
		for s := g * x.shards / groups; on && s <= ((g+1)*x.shards-1)/groups; s++ {
			concerned[s] = true
		}
	}
	for i, list := range c.grams {
		for _, g := range list {
			if s := part(g.gram().spread(), x.shards); concerned[s] {
				n := int32(c.touched[i]) //nolint:gosec // a number of columns
				byShard[s] = append(byShard[s], addition{g.gram().String(), posting{n, g.rank()}})
			}
		}
	}
	fresh, sound := make([][]byte, x.shards), make([]bool, x.shards)
	x.press.Each(x.shards, func(s int) {
		if sound[s] = !concerned[s]; sound[s] {
			return
		}
		shard, ok := x.press.Public(x.fileOf(c.old.epoch, "s"+number(s)))
		if !ok || kanshu.DigestOf(shard) != c.old.shards[s] {
			return
		}
		slices.SortFunc(byShard[s], func(a, b addition) int {
			return cmp.Or(cmp.Compare(a.gram, b.gram), cmp.Compare(a.column, b.column))
		})
		var err error
		fresh[s], err = patchShard(shard, c.names, byShard[s])
		sound[s] = err == nil
	})
	if slices.Contains(sound, false) {
		return false
	}
	x.digests, x.fresh = slices.Clone(c.old.shards), fresh
	for s, b := range fresh {
		if b != nil {
			x.digests[s] = kanshu.DigestOf(b)
		}
	}
	return true
}
