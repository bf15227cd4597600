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
