package source

import (
	"bytes"
	"io/fs"
	"path"
	"time"
)

// Held returns a plain file of those bytes, open, that stands nowhere but in memory: what an editor has not saved
// yet, or what a change would make of a column.
func Held(name string, data []byte) fs.File {
	return &heldFile{bytes.NewReader(data), heldInfo{path.Base(name), int64(len(data))}}
}

// A heldFile is an open file whose bytes are held.
type heldFile struct {
	*bytes.Reader
	info heldInfo
}

// Stat returns what is known of the file.
func (f *heldFile) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close does nothing.
func (f *heldFile) Close() error { return nil }

// A heldInfo is a name and a size; everything else is that of a plain file.
type heldInfo struct {
	name string
	size int64
}

// Name returns the file's name without its folder.
func (i heldInfo) Name() string { return i.name }

// Size returns its length in bytes.
func (i heldInfo) Size() int64 { return i.size }

// Mode returns that of a plain file.
func (i heldInfo) Mode() fs.FileMode { return 0o644 }

// ModTime returns the zero time.
func (i heldInfo) ModTime() time.Time { return time.Time{} }

// IsDir returns false.
func (i heldInfo) IsDir() bool { return false }

// Sys returns nil.
func (i heldInfo) Sys() any { return nil }
