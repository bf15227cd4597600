//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// lockFile takes a lock that lasts until f is closed, by us or by our end. It returns ErrLocked at
// once if another holds it.
func lockFile(f *os.File) error {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return ErrLocked
		case err != nil:
			return &fs.PathError{Op: "flock", Path: f.Name(), Err: err}
		}
		return nil
	}
}

func infoOf(fi fs.FileInfo) info {
	i := info{mode: fi.Mode(), size: fi.Size(), mtime: fi.ModTime().UnixNano()}
	if st, ok := fi.Sys().(*syscall.Stat_t); ok {
		i.dev, i.ino, i.links = uint64(st.Dev), uint64(st.Ino), uint64(st.Nlink)
		i.ctime = changed(st)
	}
	return i
}

// modesHold says whether the mode of a file tells that somebody changed it by hand.
const modesHold = true
