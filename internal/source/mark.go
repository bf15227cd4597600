package source

import (
	"encoding/binary"
	"io/fs"
)

// A Mark tells one state of a file or folder from another: its size, its inode, and the times of change of
// the content and of the inode, in nanoseconds since 1970. The last is set by the kernel alone, so that a
// change that keeps size and time is seen. The zero Mark is that of a name at which nothing stands.
type Mark struct {
	size, mtime, ctime int64
	inode              uint64
}

// MarkSize is how many bytes Append appends.
const MarkSize = 32

// Append appends the mark to b, always as many bytes.
func (m Mark) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(m.size))
	b = binary.LittleEndian.AppendUint64(b, uint64(m.mtime))
	b = binary.LittleEndian.AppendUint64(b, uint64(m.ctime))
	return binary.LittleEndian.AppendUint64(b, m.inode)
}

// Young reports whether the file was changed so late that it may have changed once more without a trace in
// its mark: within the second before the program began, or later. Began is in nanoseconds since 1970.
func (m Mark) Young(began int64) bool { return max(m.mtime, m.ctime) >= began-1_000_000_000 }

// MarkOf returns the mark of a file as its file system told it of the open file. It reports false where that, or this
// operating system, gives none that a program could not set by hand.
func MarkOf(info fs.FileInfo) (Mark, bool) { return systemMark(info) }

// Look returns the mark of what stands at a name, or fs.Stat's error. It reports false as MarkOf does.
func Look(fsys fs.FS, name string) (m Mark, ok bool, err error) {
	if r, own := fsys.(*Root); own {
		if m, ok = r.glance(name); ok {
			return m, true, nil
		}
	}
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return Mark{}, false, err
	}
	m, ok = MarkOf(info)
	return m, ok, nil
}

// A Marker is a file system that knows the mark of what stood at a name when the name was first asked for, before
// anything was read of it, without following a link; false where nothing stood there that bears one.
type Marker interface {
	Mark(name string) (Mark, bool)
}

// markOf returns the mark of what is listed as a regular file, false where there is none.
func markOf(fsys fs.FS, name string) (Mark, bool) {
	if m, ok := fsys.(Marker); ok {
		return m.Mark(name)
	}
	s, ok := fsys.(fs.StatFS)
	if !ok {
		return Mark{}, false
	}
	info, err := s.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return Mark{}, false
	}
	return systemMark(info)
}
