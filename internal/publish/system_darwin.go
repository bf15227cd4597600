package publish

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two names of the directory dir in one step. It returns errors.ErrUnsupported where
// the file system has no such step. See renameatx_np(2).
func exchange(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	return exchangeError(a, b, unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP))
}

// syncAll asks the system to write all that is pending to the disks. See sync(2).
func syncAll(dir *os.File) error {
	if err := unix.Sync(); err != nil {
		return os.NewSyscallError("sync", err)
	}
	return dir.Sync()
}

// createIn has no counterpart here; os.Root does it.
func createIn(*dir, string, []byte, bool) (info, error) { return info{}, errors.ErrUnsupported }

// mapOpen has no counterpart here; what is kept is read.
func mapOpen(*os.File) ([]byte, error) { return nil, errors.ErrUnsupported }

// mkdirBelow makes a directory below another, whose name has several parts.
func mkdirBelow(d *dir, name string, _ int) error { return d.Mkdir(name, dirMode) }
