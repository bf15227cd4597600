//go:build unix

package publish

import (
	"errors"
	"io"
	"io/fs"

	"golang.org/x/sys/unix"
)

// reasons tells what lies behind the numbers of the system.
var reasons = []struct {
	errno  unix.Errno
	reason error
}{
	{unix.ENOSPC, ErrFull},
	{unix.EDQUOT, ErrFull},
	{unix.EFBIG, ErrFull},
	{unix.EROFS, ErrReadOnly},
	{unix.EXDEV, ErrMount},
	{unix.EBUSY, ErrMount},
	{unix.EMFILE, ErrTooManyOpen},
	{unix.ENFILE, ErrTooManyOpen},
	{unix.EIO, ErrDisk},
}

func reasonOf(err error) error {
	for _, r := range reasons {
		if errors.Is(err, r.errno) {
			return r.reason
		}
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	case errors.Is(err, io.ErrShortWrite):
		return ErrDisk
	default:
		return errOther
	}
}

// linkRefused reports whether a file system has no hard links, or has enough of this one, or does
// not let us have one (protected_hardlinks): then a copy will do.
func linkRefused(err error) bool {
	for _, e := range []unix.Errno{unix.EPERM, unix.EMLINK, unix.ENOTSUP, unix.ENOSYS} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// absent reports whether nothing stands at a name: also where something above it is no folder any more.
func absent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, unix.ENOTDIR)
}
