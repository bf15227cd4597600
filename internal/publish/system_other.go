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

// statIn looks at a name below a directory.
func statIn(d *dir, name string) (info, error) { return infoOf(d.Lstat(name)) }

// statOpen looks at an open file.
func statOpen(f *os.File) (info, error) { return infoOf(f.Stat()) }

func infoOf(fi fs.FileInfo, err error) (info, error) {
	if err != nil {
		return info{}, err
	}
	return info{mode: fi.Mode(), size: fi.Size(), mtime: fi.ModTime().UnixNano()}, nil
}

// linkIn gives a file a second name where both names lie below one directory that is kept open.
func linkIn(from *dir, oldname string, to *dir, newname string) error {
	if from != to {
		return errors.ErrUnsupported // a copy will do
	}
	return from.Link(oldname, newname)
}

// mkdirIn makes a directory below another.
func mkdirIn(d *dir, name string) error { return d.Mkdir(name, dirMode) }

// modesHold says whether the mode of a file tells that somebody changed it by hand.
const modesHold = false

// createIn has no counterpart here; os.Root does it.
func createIn(*dir, string, []byte, bool) (info, error) { return info{}, errors.ErrUnsupported }

// mapOpen has no counterpart here; what is kept is read.
func mapOpen(*os.File) ([]byte, error) { return nil, errors.ErrUnsupported }
