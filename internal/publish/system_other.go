//go:build !unix

package publish

import (
	"errors"
	"io/fs"
	"os"
)

// exchange is not to be had here: two renames and a journal stand in for it.
func exchange(*os.File, string, string) error { return errors.ErrUnsupported }

// syncAll has no counterpart here.
func syncAll(*os.File) error { return nil }

// lockFile lets everyone in: these systems refuse to rename a directory in which a file is open, and
// so keep two builds apart.
func lockFile(*os.File) error { return nil }

func infoOf(fi fs.FileInfo) info {
	return info{mode: fi.Mode(), size: fi.Size(), mtime: fi.ModTime().UnixNano()}
}

// modesHold says whether the mode of a file tells that somebody changed it by hand.
const modesHold = false
