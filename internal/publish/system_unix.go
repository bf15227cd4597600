//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// lockFile takes a lock that lasts until f is closed, by us or by our end. It returns ErrLocked at
// once if another holds it.
func lockFile(f *os.File) error {
	err := again(func() error { return unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB) })
	switch {
	case errors.Is(err, unix.EWOULDBLOCK):
		return ErrLocked
	case err != nil:
		return &fs.PathError{Op: "flock", Path: f.Name(), Err: err}
	}
	return nil
}

// again repeats a call of the system as often as a signal interrupts it.
func again(call func() error) error {
	err := call()
	for errors.Is(err, unix.EINTR) {
		err = call()
	}
	return err
}

// statIn looks at a name below a directory. One call of the system instead of the five of os.Root pays
// for itself 24,000 times in a build of 10,000 columns: 25 ms instead of 80. A link among the folders
// of the name would be followed; no harm comes of it, since a file is believed only by its inode or
// its bytes, and a link where a folder belongs stops the publication (see merge).
func statIn(d *dir, name string) (info, error) {
	var st unix.Stat_t
	err := unix.Fstatat(d.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW)
	if errors.Is(err, unix.EINTR) {
		err = again(func() error { return unix.Fstatat(d.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW) })
	}
	if err != nil {
		return info{}, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	return infoOf(&st), nil
}

// statOpen looks at an open file.
func statOpen(f *os.File) (info, error) {
	var st unix.Stat_t
	err := again(func() error { return unix.Fstat(int(f.Fd()), &st) })
	if err != nil {
		return info{}, &fs.PathError{Op: "stat", Path: f.Name(), Err: err}
	}
	return infoOf(&st), nil
}

func infoOf(st *unix.Stat_t) info {
	return info{
		mode: modeOf(uint32(st.Mode)), size: st.Size, dev: uint64(st.Dev), ino: st.Ino, //nolint:unconvert // other systems have other widths
		mtime: st.Mtim.Nano(), ctime: st.Ctim.Nano(),
	}
}

// modeOf translates a mode of the system.
func modeOf(m uint32) fs.FileMode {
	mode := fs.FileMode(m & 0o777)
	for _, bit := range []struct {
		system uint32
		ours   fs.FileMode
	}{{unix.S_ISUID, fs.ModeSetuid}, {unix.S_ISGID, fs.ModeSetgid}, {unix.S_ISVTX, fs.ModeSticky}} {
		if m&bit.system != 0 {
			mode |= bit.ours
		}
	}
	switch m & unix.S_IFMT {
	case unix.S_IFREG:
	case unix.S_IFDIR:
		mode |= fs.ModeDir
	case unix.S_IFLNK:
		mode |= fs.ModeSymlink
	case unix.S_IFIFO:
		mode |= fs.ModeNamedPipe
	case unix.S_IFSOCK:
		mode |= fs.ModeSocket
	default:
		mode |= fs.ModeDevice
	}
	return mode
}

// linkIn gives a file, or a link itself, a second name. Both names lie in trees whose folders were
// looked at; see statIn for why os.Root does not do it.
func linkIn(from *dir, oldname string, to *dir, newname string) error {
	err := again(func() error { return unix.Linkat(from.fd, oldname, to.fd, newname, 0) })
	if err != nil {
		return &os.LinkError{Op: "link", Old: oldname, New: newname, Err: err}
	}
	return nil
}

// mkdirIn makes a directory below another. The name alone cannot lead anywhere else, so one call of the system
// does it; os.Root, which makes sure of longer names, took as long again, ten thousand times.
func mkdirIn(d *dir, name string) error {
	if cut := strings.LastIndexByte(name, '/'); cut >= 0 {
		return mkdirBelow(d, name, cut)
	}
	if err := again(func() error { return unix.Mkdirat(d.fd, name, uint32(dirMode)) }); err != nil {
		return &fs.PathError{Op: "mkdirat", Path: name, Err: err}
	}
	return nil
}

// modesHold says whether the mode of a file tells that somebody changed it by hand.
const modesHold = true
