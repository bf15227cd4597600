//go:build !unix

package source

import (
	"io/fs"
	"os"
)

// noFollow is nothing where the system has no such flags; what was opened is compared with what was
// looked at all the same.
const noFollow = 0

// readNames returns the entries of an open folder.
func readNames(dir *os.File) ([]fs.DirEntry, error) { return dir.ReadDir(-1) }

// lookIn looks at base without following a link.
func lookIn(dir *folder, base string) (fs.FileInfo, error) { return dir.Lstat(base) }

// lookOpen looks at an open file.
func lookOpen(f *os.File) (fs.FileInfo, error) { return f.Stat() }

// sameFile reports whether both are the same file.
func sameFile(a, b fs.FileInfo) bool { return os.SameFile(a, b) }

// openIn opens a regular file or a folder.
func openIn(dir *folder, name, base string) (fs.File, error) {
	f, err := openLooked(dir, name, base)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// mayRead reports whether the permissions of a file let this program read it: here they tell nothing.
func mayRead(fs.FileInfo) bool { return false }
