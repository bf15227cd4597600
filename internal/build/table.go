package build

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"
	"sync"

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
	all    []byte // as it was read
	n      int
	index  string // of rowSize bytes a row, sorted by digest
	values string
}

const (
	digestSize = len(kanshu.Digest{})
	rowSize    = digestSize + 4
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
	return table{data, int(n), rest[:int(n)*rowSize], rest[int(n)*rowSize:]}
}

// find returns the value of a digest, and whether there is one.
func (t *table) find(d kanshu.Digest) (string, bool) {
	i := sort.Search(t.n, func(i int) bool { return t.index[i*rowSize:i*rowSize+digestSize] >= string(d[:]) })
	if i == t.n || t.index[i*rowSize:i*rowSize+digestSize] != string(d[:]) {
		return "", false
	}
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

// A draft is a table in the making. It is safe for use by many at once.
type draft struct {
	mu   sync.Mutex
	rows []row
}

type row struct {
	digest kanshu.Digest
	value  string
}

func (d *draft) add(digest kanshu.Digest, value string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.rows = append(d.rows, row{digest, value})
}

// bytes returns the table as readTable reads it. Equal digests have equal values, and stand once.
func (d *draft) bytes(salt kanshu.Digest) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	slices.SortFunc(d.rows, func(a, b row) int { return bytes.Compare(a.digest[:], b.digest[:]) })
	d.rows = slices.CompactFunc(d.rows, func(a, b row) bool { return a.digest == b.digest })
	size := digestSize + 4 + rowSize*len(d.rows)
	for i := range d.rows {
		size += len(d.rows[i].value)
	}
	b := append(make([]byte, 0, size), salt[:]...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(d.rows))) //nolint:gosec // a few for each column
	end := 0
	for i := range d.rows {
		end += len(d.rows[i].value)
		b = append(b, d.rows[i].digest[:]...)
		b = binary.LittleEndian.AppendUint32(b, uint32(end)) //nolint:gosec // some megabytes at most
	}
	for i := range d.rows {
		b = append(b, d.rows[i].value...)
	}
	return b
}

// keepTable keeps a table under a name unless the very same is kept already; that it cannot be kept is no error.
func keepTable(pub *publish.Publisher, name string, salt kanshu.Digest, old *table, now *draft) {
	if b := now.bytes(salt); !bytes.Equal(b, old.all) {
		_ = pub.Keep(name, b)
	}
}
