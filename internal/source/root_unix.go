//go:build unix

package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// noFollow keeps an open from following a link and from waiting for the other end of a FIFO.
const noFollow = unix.O_NOFOLLOW | unix.O_NONBLOCK

// readNames returns the entries of an open folder. What was opened within an os.Root looks at every one of them
// as it lists it; its names and types are all that is asked for here, which spares 10,000 calls of the system.
func readNames(dir *os.File) ([]fs.DirEntry, error) {
	fd, err := unix.FcntlInt(dir.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "readdir", Path: dir.Name(), Err: err}
	}
	plain := os.NewFile(uintptr(fd), dir.Name())
	defer func() { _ = plain.Close() }() // nothing was written to it
	return plain.ReadDir(-1)
}

// A stat is what the system says of a file, as an fs.FileInfo.
type stat struct {
	name string
	unix.Stat_t
}

// Name implements fs.FileInfo.
func (s *stat) Name() string { return s.name }

// Size implements fs.FileInfo.
func (s *stat) Size() int64 { return s.Stat_t.Size }

// ModTime implements fs.FileInfo.
func (s *stat) ModTime() time.Time { return time.Unix(s.Mtim.Unix()) }

// IsDir implements fs.FileInfo.
func (s *stat) IsDir() bool { return s.Stat_t.Mode&unix.S_IFMT == unix.S_IFDIR }

// Sys implements fs.FileInfo.
func (s *stat) Sys() any { return &s.Stat_t }

// Mode implements fs.FileInfo: what is neither a regular file nor a folder is told apart no further.
func (s *stat) Mode() fs.FileMode {
	mode := fs.FileMode(s.Stat_t.Mode & 0o777)
	switch s.Stat_t.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return mode
	case unix.S_IFDIR:
		return mode | fs.ModeDir
	default:
		return mode | fs.ModeIrregular
	}
}

// again repeats a call of the system as often as a signal interrupts it.
func again(call func() error) error {
	err := call()
	for errors.Is(err, unix.EINTR) {
		err = call()
	}
	return err
}

// lookIn looks at base without following a link. os.Root would take five allocations to say the same, thirty
// thousand times in a build of ten thousand columns.
func lookIn(dir *folder, base string) (fs.FileInfo, error) {
	defer runtime.KeepAlive(dir)
	s := &stat{name: base}
	err := again(func() error { return unix.Fstatat(int(dir.file.Fd()), base, &s.Stat_t, unix.AT_SYMLINK_NOFOLLOW) })
	if err != nil {
		return nil, &fs.PathError{Op: "lstat", Path: base, Err: err}
	}
	return s, nil
}

// lookOpen looks at an open file.
func lookOpen(f *os.File) (fs.FileInfo, error) {
	defer runtime.KeepAlive(f)
	s := &stat{name: f.Name()}
	if err := again(func() error { return unix.Fstat(int(f.Fd()), &s.Stat_t) }); err != nil {
		return nil, &fs.PathError{Op: "stat", Path: f.Name(), Err: err}
	}
	return s, nil
}

// sameFile reports whether both are the same file.
func sameFile(a, b fs.FileInfo) bool {
	x, ok := a.(*stat)
	y, also := b.(*stat)
	return ok && also && x.Dev == y.Dev && x.Ino == y.Ino
}

// An opened is an open regular file. An os.File asks the system whether it can be waited for, and who reads it asks
// once more what it is: two of seven calls, twenty thousand times in a build.
type opened struct {
	fd   int
	info stat
}

// openFile opens the regular file that was looked at.
func openFile(dir *folder, name, base string, before fs.FileInfo) (fs.File, error) {
	defer runtime.KeepAlive(dir)
	f := &opened{info: stat{name: base}}
	err := again(func() (err error) {
		f.fd, err = unix.Openat(int(dir.file.Fd()), base, unix.O_RDONLY|unix.O_CLOEXEC|noFollow, 0)
		return err
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if err = unix.Fstat(f.fd, &f.info.Stat_t); err == nil && !sameFile(before, &f.info) {
		err = refused("open", name)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Stat implements fs.File. It tells what the file was when it was opened.
func (f *opened) Stat() (fs.FileInfo, error) { return &f.info, nil }

// Read implements fs.File.
func (f *opened) Read(b []byte) (int, error) {
	if len(b) == 0 {
		return 0, nil
	}
	var n int
	err := again(func() (err error) { n, err = unix.Read(f.fd, b); return err })
	switch {
	case err != nil:
		return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: err}
	case n == 0:
		return 0, io.EOF
	default:
		return n, nil
	}
}

// Close implements fs.File.
func (f *opened) Close() error {
	if f.fd < 0 {
		return fs.ErrClosed
	}
	fd := f.fd
	f.fd = -1
	return os.NewSyscallError("close", unix.Close(fd))
}

// mayRead reports whether the permissions of a file let this program read it.
func mayRead(info fs.FileInfo) bool {
	s, ok := info.Sys().(*unix.Stat_t)
	switch me := os.Geteuid(); {
	case ok && me == 0:
		return true
	case ok && int(s.Uid) == me:
		return info.Mode()&0o400 != 0
	default:
		return info.Mode()&0o444 == 0o444
	}
}
