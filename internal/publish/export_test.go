package publish

import (
	"encoding/binary"
	"hash/crc32"
	"io/fs"

	"kanshu/internal/kanshu"
)

// Tame reports whether a name is a valid path at a glance.
var Tame = tame

// Files and Info are what tests put between a Publisher and its disk.
type (
	Files = files
	Info  = info
)

// Through returns o with every operation of the disk led through what wrap returns.
func Through(o Options, wrap func(Files) Files) Options {
	o.wrap = wrap
	return o
}

// OpenDisk returns the files below a directory.
func OpenDisk(dir string) (Files, error) { return openDisk(dir) }

// Plain lets f, which OpenDisk returned or wrap got, do without calls that not every system has.
func Plain(f Files) Files {
	f.(*disk).plain.Store(true)
	return f
}

// ReadTree reports whether data is what is written down of a tree.
func ReadTree(data []byte) bool {
	_, err := readTree(data, kanshu.InOrder)
	return err == nil
}

// ModeOf returns the mode that a call of the disk tells, or is told.
func ModeOf(i Info) fs.FileMode { return i.mode }

// Guests is a body of what is written down of a tree in which only foreign things of these names stand.
func Guests(names ...string) []byte {
	t := &tree{}
	for _, name := range names {
		t.foreign = append(t.foreign, foreign{path: name})
	}
	b := appendTree(nil, t)
	return b[len(stateHead) : len(b)-crc32.Size]
}

// Body is a body of what is written down of a tree, without head line and checksum: two pages and
// something foreign.
func Body() []byte {
	t := &tree{}
	t.Day.Year, t.Day.Month, t.Day.Day = 2026, 11, 22
	t.Entries = append(t.Entries, kanshu.Entry{Path: "a.html", Size: 1}, kanshu.Entry{Path: "b/c.html", Size: 1 << 40})
	t.marks = []mark{{1, 2}, {3, -4}}
	t.folders = []folder{{".", 5, 6}, {"b", 7, 8}}
	t.foreign = []foreign{{".git", 1 << 31, 9, 10}}
	b := appendTree(nil, t)
	return b[len(stateHead) : len(b)-crc32.Size]
}

// ReadBody reads such a body and writes it again; ok says whether it was one.
func ReadBody(body []byte) (again []byte, ok bool) {
	b := append([]byte(stateHead), body...)
	t, err := readTree(binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli())), kanshu.InOrder)
	if err != nil {
		return nil, false
	}
	b = appendTree(nil, t)
	return b[len(stateHead) : len(b)-crc32.Size], true
}
