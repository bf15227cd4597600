package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two names of the directory dir in one step. It returns errors.ErrUnsupported where
// kernel or file system has no such step. See renameat2(2).
func exchange(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	return exchangeError(a, b, again(func() error { return unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE) }))
}

// syncAll waits until all that was written to the file system of dir lies on the disk. See syncfs(2).
func syncAll(dir *os.File) error {
	return os.NewSyscallError("syncfs", unix.Syncfs(int(dir.Fd())))
}
