package publish

import (
	"io/fs"
	"time"

	"kanshu/internal/kanshu"
)

// files is the handful of operations that publish asks of a disk, so that tests can make each of
// them fail. Names are slash-separated, below the directory that holds the output. No operation
// follows a link at the end of a name. Errors are those of package os.
type files interface {
	Stat(name string) (info, error)         // of a link itself
	StatIn(tree, name string) (info, error) // Stat of tree/name
	List(name string) ([]fs.DirEntry, error)
	Read(name string) ([]byte, error)          // of a regular file
	Map(name string) ([]byte, error)           // Read of what is never written to again, only replaced; not to be changed
	Digest(name string) (kanshu.Digest, error) // of the bytes of a regular file, which are not held
	Readlink(name string) (string, error)
	Create(name string, data []byte) (info, error) // a new file, mode 0644; fails where anything stands
	Mkdir(name string) error                       // mode 0755
	Link(oldname, newname string) error
	Symlink(target, name string) error
	Dress(name string, as info) error // gives a file or directory mode and modification time
	Rename(oldname, newname string) error
	Exchange(a, b string) error // of two directories, in one step; errors.ErrUnsupported where there is none
	Remove(name string) error
	Sync() error                                         // what was written so far lies on the disk
	Lock(dir string, wait time.Duration) (func(), error) // makes dir if need be
	Close()
}

// info is what is asked of a file. Times are nanoseconds since 1970; on systems that have no inode
// or no time of change these are 0.
type info struct {
	mode         fs.FileMode
	size         int64
	dev, ino     uint64
	mtime, ctime int64
}

// mark tells a file from another of the same name, and from itself before it was written to. The
// time of change is no part of it, since a new hard link changes that.
type mark struct {
	ino   uint64
	mtime int64
}

func (i info) mark() mark { return mark{i.ino, i.mtime} }
