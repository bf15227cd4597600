package publish

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"kanshu/internal/kanshu"
)

const (
	fileMode fs.FileMode = 0o644
	dirMode  fs.FileMode = 0o755
)

// disk is the files of a real directory, reached through an os.Root.
//
// An os.Root opens every directory of a name anew. That costs more than the work itself, so disk
// keeps the directories two levels above the files open: for columns/hay-fever/index.html that is
// columns. A kept directory is followed when it is moved, so all are dropped then.
type disk struct {
	base *dir

	mu      sync.Mutex // held while kept is replaced
	kept    atomic.Pointer[map[string]*dir]
	strict  sync.Once
	plain   atomic.Bool // the system knows no createIn
	dressed atomic.Bool // the system takes bits from the modes that are asked for (umask), so they are set again
}

func openDisk(name string) (*disk, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	base, err := openFile(root)
	if err != nil {
		return nil, err
	}
	d := &disk{base: base}
	d.kept.Store(&map[string]*dir{})
	return d, nil
}

func (d *disk) Close() {
	d.forget()
	d.base.Close()
}

func (d *disk) Stat(name string) (info, error) {
	k, rest := d.near(name)
	return statIn(k, rest)
}

// StatIn looks from the first directory of the tree on the way, without a name being put together: 47,000 times in an
// edit among ten thousand columns. There are few of those, so that they are kept however many lie below them.
func (d *disk) StatIn(tree, name string) (info, error) {
	var room [128]byte
	above, rest := append(room[:0], tree...), name
	if cut := strings.IndexByte(name, '/'); cut > 0 {
		above, rest = append(append(above, '/'), name[:cut]...), name[cut+1:]
	}
	if k := (*d.kept.Load())[string(above)]; k != nil {
		return statIn(k, rest)
	}
	return statIn(d.within(tree+"/"+name, len(above)))
}

func (d *disk) List(name string) ([]fs.DirEntry, error) {
	k, rest := d.near(name)
	f, err := k.Open(rest)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written to it
	return f.ReadDir(-1)
}

func (d *disk) Read(name string) ([]byte, error) {
	k, rest := d.near(name)
	return k.ReadFile(rest)
}

func (d *disk) Map(name string) ([]byte, error) {
	k, rest := d.near(name)
	f, err := k.Open(rest)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // nothing was written to it
	if data, err := mapOpen(f); !errors.Is(err, errors.ErrUnsupported) {
		return data, err
	}
	return k.ReadFile(rest)
}

func (d *disk) Digest(name string) (digest kanshu.Digest, err error) {
	k, rest := d.near(name)
	f, err := k.Open(rest)
	if err != nil {
		return digest, err
	}
	defer func() { _ = f.Close() }() // nothing was written to it
	h := sha256.New()
	_, err = io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, make([]byte, 64<<10))
	h.Sum(digest[:0])
	return digest, err
}

func (d *disk) Readlink(name string) (string, error) { return d.base.Readlink(name) }

func (d *disk) Create(name string, data []byte) (info, error) {
	k, rest := d.near(name)
	if !d.plain.Load() {
		at, err := createIn(k, rest, data, d.dressed.Load())
		if !errors.Is(err, errors.ErrUnsupported) {
			return at, err
		}
		d.plain.Store(true)
	}
	f, err := k.OpenFile(rest, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return info{}, err
	}
	if d.dressed.Load() {
		err = f.Chmod(fileMode)
	}
	if err == nil {
		_, err = f.Write(data)
	}
	var at info
	if err == nil {
		at, err = statOpen(f)
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return info{}, errors.Join(err, k.Remove(rest))
	}
	return at, nil
}

func (d *disk) Mkdir(name string) error {
	k, rest := d.above(name)
	if err := mkdirIn(k, rest); err != nil {
		return err
	}
	// The first directory shows whether the system lets modes stand: a mask takes as much from it
	// as from any file.
	d.strict.Do(func() {
		fi, err := k.Lstat(rest)
		d.dressed.Store(err != nil || fi.Mode().Perm() != dirMode)
	})
	if d.dressed.Load() {
		return k.Chmod(rest, dirMode)
	}
	return nil
}

func (d *disk) Link(oldname, newname string) error {
	from, old := d.near(oldname)
	to, fresh := d.near(newname)
	return linkIn(from, old, to, fresh)
}

func (d *disk) Symlink(target, name string) error { return d.base.Symlink(target, name) }

func (d *disk) Dress(name string, as info) error {
	if err := d.base.Chmod(name, as.mode.Perm()|as.mode&(fs.ModeSetgid|fs.ModeSetuid|fs.ModeSticky)); err != nil {
		return err
	}
	t := time.Unix(0, as.mtime)
	return d.base.Chtimes(name, t, t)
}

func (d *disk) Rename(oldname, newname string) error {
	if strings.Count(oldname, "/") < 2 && strings.Count(newname, "/") < 2 { // a whole tree moves
		d.forgetBelow(oldname)
		d.forgetBelow(newname)
	}
	return d.base.Rename(oldname, newname)
}

func (d *disk) Exchange(a, b string) error {
	d.forgetBelow(a)
	d.forgetBelow(b)
	return exchange(d.base.file, a, b)
}

func (d *disk) Remove(name string) error {
	d.forgetDir(name)
	k, rest := d.near(name)
	return k.Remove(rest)
}

func (d *disk) Sync() error { return syncAll(d.base.file) }

// Lock takes the lock file of dir. It asks again every few milliseconds until wait is over.
func (d *disk) Lock(dir string, wait time.Duration) (func(), error) {
	if err := d.Mkdir(dir); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	const pause = 10 * time.Millisecond
	for waited := time.Duration(0); ; waited += pause {
		unlock, err := d.tryLock(path.Join(dir, "lock"))
		if !errors.Is(err, ErrLocked) || waited >= wait {
			return unlock, err
		}
		time.Sleep(pause)
	}
}

func (d *disk) tryLock(name string) (func(), error) {
	f, err := d.base.OpenFile(name, os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	// Somebody may have removed the file, or the whole directory, between the two calls above: then
	// this lock guards nothing, and another may be had.
	mine, err := f.Stat()
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if there, err := d.base.Lstat(name); err != nil || !os.SameFile(mine, there) {
		return nil, errors.Join(ErrLocked, f.Close())
	}
	return func() { _ = f.Close() }, nil // nothing was written to it
}
