package main

import (
	"bytes"
	"io/fs"
	"path"
	"time"
)

// An overlay is a folder in which one file has other bytes.
type overlay struct {
	fs.FS
	name string
	data []byte
}

// Open opens the changed file from memory and every other from below.
func (o overlay) Open(name string) (fs.File, error) {
	if name == o.name {
		return &memory{bytes.NewReader(o.data), memoryInfo{path.Base(name), int64(len(o.data))}}, nil
	}
	return o.FS.Open(name)
}

// ReadDir lists a folder from below.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.FS, name) }

// A memory is an open file whose bytes are held.
type memory struct {
	*bytes.Reader
	info memoryInfo
}

// Stat returns what is known of the file.
func (m *memory) Stat() (fs.FileInfo, error) { return m.info, nil }

// Close does nothing.
func (m *memory) Close() error { return nil }

// A memoryInfo is a name and a size; everything else is that of a plain file.
type memoryInfo struct {
	name string
	size int64
}

// Name returns the file's name without its folder.
func (i memoryInfo) Name() string { return i.name }

// Size returns its length in bytes.
func (i memoryInfo) Size() int64 { return i.size }

// Mode returns that of a plain file.
func (i memoryInfo) Mode() fs.FileMode { return 0o644 }

// ModTime returns the zero time.
func (i memoryInfo) ModTime() time.Time { return time.Time{} }

// IsDir returns false.
func (i memoryInfo) IsDir() bool { return false }

// Sys returns nil.
func (i memoryInfo) Sys() any { return nil }
