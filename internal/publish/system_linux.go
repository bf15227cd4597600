package publish

import (
	"errors"
	"io"
	"io/fs"
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

// createIn makes a new file below a directory, with all its bytes. It returns errors.ErrUnsupported, and has made
// nothing, where kernel or sandbox knows no openat2(2), which follows no link in any part of the name and stays
// below the directory. os.Root makes sure of the same with a call for each part, and an os.File asks six times
// whether it can be waited for: eleven calls where four will do, fourteen thousand times in a build.
func createIn(d *dir, name string, data []byte, dressed bool) (info, error) {
	how := unix.OpenHow{
		Flags: unix.O_WRONLY | unix.O_CREAT | unix.O_EXCL | unix.O_NOFOLLOW | unix.O_CLOEXEC, Mode: uint64(fileMode),
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS,
	}
	var fd int
	err := again(func() (err error) { fd, err = unix.Openat2(d.fd, name, &how); return err })
	switch {
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM), errors.Is(err, unix.EAGAIN):
		return info{}, errors.ErrUnsupported
	case err != nil:
		return info{}, &fs.PathError{Op: "openat2", Path: name, Err: err}
	}
	at, err := fill(fd, data, dressed)
	if e := unix.Close(fd); err == nil {
		err = e
	}
	if err != nil {
		return info{}, errors.Join(&fs.PathError{Op: "write", Path: name, Err: err}, d.Remove(name))
	}
	return at, nil
}

// mkdirBelow makes a directory below another, whose name has several parts: the last begins behind cut. It opens those
// before by openat2(2), as createIn does; os.Root takes two calls for each of them.
func mkdirBelow(d *dir, name string, cut int) error {
	how := unix.OpenHow{
		Flags:   unix.O_PATH | unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_CLOEXEC,
		Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS,
	}
	var fd int
	err := again(func() (err error) { fd, err = unix.Openat2(d.fd, name[:cut], &how); return err })
	if errors.Is(err, unix.ENOSYS) || errors.Is(err, unix.EPERM) || errors.Is(err, unix.EAGAIN) {
		return d.Mkdir(name, dirMode)
	}
	if err == nil {
		err = again(func() error { return unix.Mkdirat(fd, name[cut+1:], uint32(dirMode)) })
		_ = unix.Close(fd) // nothing was written through it
	}
	if err != nil {
		return &fs.PathError{Op: "mkdirat", Path: name, Err: err}
	}
	return nil
}

// fill writes all the bytes of a new file, and looks at it.
func fill(fd int, data []byte, dressed bool) (at info, err error) {
	if dressed {
		if err = unix.Fchmod(fd, uint32(fileMode)); err != nil {
			return at, err
		}
	}
	for len(data) > 0 {
		var n int
		if err = again(func() (err error) { n, err = unix.Write(fd, data); return err }); err != nil {
			return at, err
		}
		if n == 0 {
			return at, io.ErrShortWrite // nothing was taken, and no reason given: it would not be otherwise next time
		}
		data = data[n:]
	}
	var st unix.Stat_t
	err = unix.Fstat(fd, &st)
	return infoOf(&st), err
}

// mapped is how large a file must be to be mapped, in bytes.
const mapped = 256 << 10

// mapOpen returns the bytes of an open file, which stand for themselves in the memory of the system until the program
// ends: to read 25 MB that are kept of ten thousand columns took a copy and 6,000 faults, 20 ms of processor time. It
// returns errors.ErrUnsupported where that is not worth while or not possible.
func mapOpen(f *os.File) ([]byte, error) {
	at, err := statOpen(f)
	if err != nil || !at.mode.IsRegular() || at.size < mapped {
		return nil, errors.ErrUnsupported
	}
	return mapBytes(f, int(at.size))
}

// mapBytes maps the first size bytes of a file and has every one of them brought in. A byte that the disk cannot give
// would otherwise end the program where it is looked at; here it is an error, and the file is read like any other.
// See MADV_POPULATE_READ in madvise(2); a kernel before Linux 5.14 knows it not, and maps nothing.
func mapBytes(f *os.File, size int) ([]byte, error) {
	data, err := unix.Mmap(int(f.Fd()), 0, size, unix.PROT_READ, unix.MAP_PRIVATE)
	if err != nil {
		return nil, errors.ErrUnsupported
	}
	if unix.Madvise(data, unix.MADV_POPULATE_READ) != nil {
		_ = unix.Munmap(data) // at worst it stays mapped, and nobody looks at it
		return nil, errors.ErrUnsupported
	}
	return data, nil
}
