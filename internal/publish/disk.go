package publish

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

const (
	fileMode fs.FileMode = 0o644
	dirMode  fs.FileMode = 0o755
)

// disk is the files of a real directory, reached through an os.Root.
//
// An os.Root opens every directory of a name anew. That costs more than the work itself, so disk
// keeps roots of the directories two levels above the files: for columns/hay-fever/index.html the
// root of columns. A kept root follows its directory when that is moved, so all are dropped then.
type disk struct {
	root *os.Root
	base *os.File // the same directory, for the calls that os.Root lacks

	mu      sync.RWMutex
	kept    map[string]*os.Root
	strict  sync.Once
	dressed bool // the system takes bits from the modes that are asked for (umask), so they are set again
}

// keptRoots is how many directories a disk holds open at most.
const keptRoots = 64

func openDisk(dir string) (*disk, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	base, err := root.Open(".")
	if err != nil {
		root.Close()
		return nil, err
	}
	return &disk{root: root, base: base, kept: map[string]*os.Root{}}, nil
}

func (d *disk) Close() error {
	d.forget()
	return errors.Join(d.base.Close(), d.root.Close())
}

// near returns a root close to name, and the rest of name below it.
func (d *disk) near(name string) (*os.Root, string) {
	cut := strings.LastIndexByte(name, '/')
	if cut > 0 {
		cut = strings.LastIndexByte(name[:cut], '/')
	}
	if cut <= 0 {
		return d.root, name
	}
	dir, rest := name[:cut], name[cut+1:]
	d.mu.RLock()
	r, full := d.kept[dir], len(d.kept) >= keptRoots
	d.mu.RUnlock()
	if r != nil {
		return r, rest
	}
	if full {
		return d.root, name
	}
	return d.keep(dir, rest)
}

func (d *disk) keep(dir, rest string) (*os.Root, string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.kept[dir]; r != nil {
		return r, rest
	}
	r, err := d.root.OpenRoot(dir)
	if err != nil { // let the operation itself say what is wrong
		return d.root, dir + "/" + rest
	}
	d.kept[dir] = r
	return r, rest
}

// forget drops the kept roots.
func (d *disk) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for dir, r := range d.kept {
		r.Close()
		delete(d.kept, dir)
	}
}

// forgetDir drops the kept root of a directory that goes away, if there is one.
func (d *disk) forgetDir(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if r := d.kept[name]; r != nil {
		r.Close()
		delete(d.kept, name)
	}
}

func (d *disk) Stat(name string) (info, error) {
	r, rest := d.near(name)
	fi, err := r.Lstat(rest)
	if err != nil {
		return info{}, err
	}
	return infoOf(fi), nil
}

func (d *disk) List(name string) ([]fs.DirEntry, error) {
	r, rest := d.near(name)
	f, err := r.Open(rest)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

func (d *disk) Read(name string) ([]byte, error) {
	r, rest := d.near(name)
	return r.ReadFile(rest)
}

func (d *disk) Readlink(name string) (string, error) { return d.root.Readlink(name) }

func (d *disk) Create(name string, data []byte) (info, error) {
	r, rest := d.near(name)
	f, err := r.OpenFile(rest, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return info{}, err
	}
	if d.dressed {
		err = f.Chmod(fileMode)
	}
	if err == nil {
		_, err = f.Write(data)
	}
	var fi fs.FileInfo
	if err == nil {
		fi, err = f.Stat()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		r.Remove(rest)
		return info{}, err
	}
	return infoOf(fi), nil
}

func (d *disk) Mkdir(name string) error {
	r, rest := d.near(name)
	if err := r.Mkdir(rest, dirMode); err != nil {
		return err
	}
	// The first directory shows whether the system lets modes stand: a mask takes as much from it
	// as from any file.
	d.strict.Do(func() {
		fi, err := r.Lstat(rest)
		d.dressed = err != nil || fi.Mode().Perm() != dirMode
	})
	if d.dressed {
		return r.Chmod(rest, dirMode)
	}
	return nil
}

func (d *disk) Link(oldname, newname string) error { return d.root.Link(oldname, newname) }

func (d *disk) Symlink(target, name string) error { return d.root.Symlink(target, name) }

func (d *disk) Dress(name string, as info) error {
	if err := d.root.Chmod(name, as.mode.Perm()|as.mode&(fs.ModeSetgid|fs.ModeSetuid|fs.ModeSticky)); err != nil {
		return err
	}
	t := time.Unix(0, as.mtime)
	return d.root.Chtimes(name, t, t)
}

func (d *disk) Rename(oldname, newname string) error {
	if strings.Count(oldname, "/") < 2 && strings.Count(newname, "/") < 2 { // a whole tree moves
		d.forget()
	}
	return d.root.Rename(oldname, newname)
}

func (d *disk) Exchange(a, b string) error {
	d.forget()
	return exchange(d.base, a, b)
}

func (d *disk) Remove(name string) error {
	d.forgetDir(name)
	r, rest := d.near(name)
	return r.Remove(rest)
}

func (d *disk) Sync() error { return syncAll(d.base) }

// Lock takes the lock file of dir. It asks again every few milliseconds until wait is over.
func (d *disk) Lock(dir string, wait time.Duration) (func() error, error) {
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

func (d *disk) tryLock(name string) (func() error, error) {
	f, err := d.root.OpenFile(name, os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		f.Close()
		return nil, err
	}
	// Somebody may have removed the file, or the whole directory, between the two calls above: then
	// this lock guards nothing.
	mine, err := f.Stat()
	if err == nil {
		var there fs.FileInfo
		if there, err = d.root.Lstat(name); err == nil && !os.SameFile(mine, there) {
			err = ErrLocked
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f.Close, nil
}
