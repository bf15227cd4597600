package output

import (
	"bytes"
	"errors"
	"slices"
	"strings"
)

// A shard is one file of an index: some of its grams, sorted, each with the columns that hold it.
//
// # Form
//
// A shard is one JSON object. Its keys are grams, its values lists of columns, each a number written in
// printable characters: (gap-1)*4 + rank, where gap is the distance from the column before in the list
// (from -1 at its start) and columns are numbered as the archive lists them, newest first. A character
// stands for 0 to 90 (# is 0; the backslash is left out). Values up to 60 end a number, and weigh one;
// higher ones go before it, and weigh 61, in base 30. Most numbers take one character, and what compresses
// files on the way does the rest: base64 would hide their likeness from it. A gram's shard is the part of
// the range that its spread lies in.

// searchForm names the form of the files. It is part of their address: change it when the same columns
// shall give other bytes.
const searchForm = "search 2"

// A shelved is one list of a shard with its gram.
type shelved struct {
	gram string
	list []byte
}

// writeShard returns a shard of these lists, which it sorts. Empty ones are left out.
func writeShard(lists []shelved) []byte {
	slices.SortFunc(lists, func(a, b shelved) int { return strings.Compare(a.gram, b.gram) })
	size := 2
	for _, l := range lists {
		size += len(l.gram) + len(l.list) + 6
	}
	b := append(make([]byte, 0, size), '{')
	for _, l := range lists {
		if len(l.list) > 0 {
			b = appendList(b, l)
		}
	}
	return append(b, '}')
}

func appendList(b []byte, l shelved) []byte {
	if len(b) > 1 {
		b = append(b, ',')
	}
	b = append(append(append(b, '"'), l.gram...), `":"`...)
	return append(append(b, l.list...), '"')
}

// appendNumber appends a number in printable characters.
func appendNumber(dst []byte, v uint32) []byte {
	if v < ending {
		return append(dst, printable(v))
	}
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

const (
	ending  = 61 // how many values end a number
	leading = 30 // how many go before
)

func printable(v uint32) byte {
	if v += '#'; v >= '\\' {
		v++
	}
	return byte(v) //nolint:gosec // below 127
}

// A posting is a column and the rank that a gram has in it.
type posting struct {
	column int32
	rank   rank
}

// postingsOf reads a list, and calls do with each posting in turn.
func postingsOf(list []byte, do func(posting)) {
	column, n := int32(-1), uint32(0)
	for _, c := range list {
		v := uint32(c) - '#'
		if c > '\\' {
			v--
		}
		if v >= ending {
			n = n*leading + v - ending
			continue
		}
		n = n*ending + v
		column += int32(n>>2) + 1 //nolint:gosec // a number of columns
		do(posting{column, rank(n & 3)})
		n = 0
	}
}

// An addition is a gram in a column, to be written into a shard.
type addition struct {
	gram string
	posting
}

var errShard = errors.New("search: what stands is no shard")

// A renumbering says what columns are called in the next edition: by their number in this one, -1 for those
// that are left out. It keeps their order. The nil renumbering changes none.
type renumbering []int32

func (r renumbering) of(column int32) int32 {
	switch {
	case r == nil:
		return column
	case int(column) >= len(r):
		return -1
	default:
		return r[column]
	}
}

// patchShard returns a shard with its columns renumbered and some additions made, which are sorted by gram and
// then by column. It equals the shard that the same columns give from nothing.
func patchShard(shard []byte, r renumbering, added []addition) ([]byte, error) {
	b := append(make([]byte, 0, len(shard)+16*len(added)+64), '{')
	rest, ok := bytes.CutPrefix(shard, []byte{'{'})
	if !ok {
		return nil, errShard
	}
	list := make([]byte, 0, 1<<10)
	take := func(gram string, old []byte) {
		n := 0
		for n < len(added) && added[n].gram == gram {
			n++
		}
		list = mergeList(list[:0], old, r, added[:n])
		if added = added[n:]; len(list) > 0 {
			b = appendList(b, shelved{gram, list})
		}
	}
	for len(rest) > 0 && rest[0] != '}' {
		parts := bytes.SplitN(bytes.TrimPrefix(rest, []byte{','}), []byte{'"'}, 5)
		if len(parts) < 5 || len(parts[0]) > 0 || string(parts[2]) != ":" {
			return nil, errShard
		}
		gram := string(parts[1])
		for len(added) > 0 && added[0].gram < gram {
			take(added[0].gram, nil)
		}
		take(gram, parts[3])
		rest = parts[4]
	}
	if string(rest) != "}" {
		return nil, errShard
	}
	for len(added) > 0 {
		take(added[0].gram, nil)
	}
	return append(b, '}'), nil
}

// mergeList appends a list with its columns renumbered and others added.
func mergeList(dst, old []byte, r renumbering, added []addition) []byte {
	p := postings{last: -1, list: dst}
	postingsOf(old, func(o posting) {
		if o.column = r.of(o.column); o.column < 0 {
			return
		}
		for len(added) > 0 && added[0].column < o.column {
			p.add(added[0].column, added[0].rank)
			added = added[1:]
		}
		p.add(o.column, o.rank)
	})
	for _, e := range added {
		p.add(e.column, e.rank)
	}
	return p.list
}
