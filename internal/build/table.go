package build

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// A table is values by digests, as they lie on the disk: nothing is made of it before it is asked for.
//
//	salt     the digest of what all values hold under
//	n        how many there are; 4 bytes, the low one first, like all numbers here
//	n times  digest; where its value ends
//	values   one behind the other
type table struct {
	n      int
	index  string // of rowSize bytes a row, sorted by digest
	values string
	first  []int32 // of the digests that begin with the same bits: the row of the first
}

const (
	digestSize = len(kanshu.Digest{})
	rowSize    = digestSize + 4
	alike      = 12 // how many bits
)

// readTable returns the table that data holds under a salt; an empty one where it holds none.
func readTable(data []byte, salt kanshu.Digest) table {
	if len(data) < digestSize+4 || !bytes.Equal(data[:digestSize], salt[:]) {
		return table{}
	}
	n := uint64(binary.LittleEndian.Uint32(data[digestSize:]))
	rest := flat.String(data[digestSize+4:])
	if n*uint64(rowSize) > uint64(len(rest)) {
		return table{}
	}
	t := table{int(n), rest[:int(n)*rowSize], rest[int(n)*rowSize:], make([]int32, 1<<alike+1)}
	next := 0
	for i := range t.n {
		for ; next <= begins(t.index[i*rowSize:]); next++ {
			t.first[next] = int32(i) //nolint:gosec // some megabytes at most
		}
	}
	for ; next < len(t.first); next++ {
		t.first[next] = int32(t.n) //nolint:gosec // likewise
	}
	return t
}

// begins returns the bits with which a digest begins.
func begins(digest string) int { return int(digest[0])<<4 | int(digest[1])>>4 }

// find returns the row of a digest, and whether there is one.
func (t *table) find(d kanshu.Digest) (int, bool) {
	if t.n == 0 {
		return 0, false
	}
	k := int(d[0])<<4 | int(d[1])>>4
	for i := t.first[k]; i < t.first[k+1]; i++ {
		if t.digest(int(i)) == string(d[:]) {
			return int(i), true
		}
	}
	return 0, false
}

func (t *table) digest(i int) string { return t.index[i*rowSize:][:digestSize] }

// value returns the value of a row; false where the table is not such as bytes writes it.
func (t *table) value(i int) (string, bool) {
	from, to := 0, t.end(i)
	if i > 0 {
		from = t.end(i - 1)
	}
	if from > to || to > len(t.values) {
		return "", false
	}
	return t.values[from:to], true
}

// end returns where the value of the i-th row ends.
func (t *table) end(i int) int {
	at := t.index[i*rowSize+digestSize:]
	return int(uint32(at[0]) | uint32(at[1])<<8 | uint32(at[2])<<16 | uint32(at[3])<<24)
}

// A draft is the next table in the making: what was asked for in the last one, and what is new. It is safe for use by
// many at once.
type draft struct {
	old   table
	asked []atomic.Bool // of the rows of old
	mu    sync.Mutex
	rows  []row // what is new
}

type row struct {
	digest kanshu.Digest
	value  string
}

// draftOf returns the draft of the table that follows the one that data holds under a salt.
func draftOf(data []byte, salt kanshu.Digest) draft {
	t := readTable(data, salt)
	return draft{old: t, asked: make([]atomic.Bool, t.n)}
}

// find returns the value of a digest in the last table, and whether there is one, which then stands in the next.
func (d *draft) find(digest kanshu.Digest) (string, bool) {
	i, ok := d.old.find(digest)
	if !ok {
		return "", false
	}
	v, ok := d.old.value(i)
	if ok && !d.asked[i].Load() {
		d.asked[i].Store(true)
	}
	return v, ok
}

func (d *draft) add(digest kanshu.Digest, value string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rows = append(d.rows, row{digest, value})
}

// same reports whether the next table is the last.
func (d *draft) same() bool {
	for i := range d.asked {
		if !d.asked[i].Load() {
			return false
		}
	}
	return len(d.rows) == 0 && d.old.first != nil
}

// bytes returns the table as readTable reads it. Equal digests have equal values, and stand once.
func (d *draft) bytes(salt kanshu.Digest) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	slices.SortFunc(d.rows, func(a, b row) int { return bytes.Compare(a.digest[:], b.digest[:]) })
	n, size := 0, 0
	d.each(func(_, value string) { n, size = n+1, size+len(value) })
	b := append(make([]byte, 0, digestSize+4+rowSize*n+size+8), salt[:]...)
	b = binary.LittleEndian.AppendUint32(b, uint32(n)) //nolint:gosec // a few for each column
	end := 0
	d.each(func(digest, value string) {
		end += len(value)
		b = binary.LittleEndian.AppendUint32(append(b, digest...), uint32(end)) //nolint:gosec // some megabytes at most
	})
	d.each(func(_, value string) { b = append(b, value...) })
	return b
}

// each calls do for the rows of the next table, in their order. What is new is sorted.
func (d *draft) each(do func(digest, value string)) {
	fresh, last := d.rows, ""
	for i := 0; i < len(d.asked) || len(fresh) > 0; {
		var digest, value string
		if i == len(d.asked) || len(fresh) > 0 && string(fresh[0].digest[:]) < d.old.digest(i) {
			digest, value, fresh = string(fresh[0].digest[:]), fresh[0].value, fresh[1:]
		} else {
			var ok bool
			if value, ok = d.old.value(i); !ok || !d.asked[i].Load() {
				i++
				continue
			}
			digest = d.old.digest(i)
			i++
		}
		if digest != last {
			do(digest, value)
		}
		last = digest
	}
}

// keepTable keeps a table under a name unless the very same is kept already; that it cannot be kept is no error.
func keepTable(pub *publish.Publisher, name string, salt kanshu.Digest, d *draft) {
	if !d.same() {
		_ = pub.Keep(name, d.bytes(salt))
	}
}
