package main

import (
	"io/fs"

	"kanshu/internal/source"
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
		return source.Held(name, o.data), nil
	}
	return o.FS.Open(name)
}

// ReadDir lists a folder from below.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(o.FS, name) }
