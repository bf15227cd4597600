//go:build unix && !linux && !darwin

package publish

import (
	"errors"
	"os"
)

// exchange is not to be had here: two renames and a journal stand in for it.
func exchange(*os.File, string, string) error { return errors.ErrUnsupported }

// syncAll waits until the directory lies on the disk.
func syncAll(dir *os.File) error { return dir.Sync() }

// createIn has no counterpart here; os.Root does it.
func createIn(*dir, string, []byte, bool) (info, error) { return info{}, errors.ErrUnsupported }

// mapOpen has no counterpart here; what is kept is read.
func mapOpen(*os.File) ([]byte, error) { return nil, errors.ErrUnsupported }

// mkdirBelow makes a directory below another, whose name has several parts.
func mkdirBelow(d *dir, name string, _ int) error { return d.Mkdir(name, dirMode) }
