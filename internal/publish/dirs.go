package publish

import (
	"errors"
	"maps"
	"os"
	"strings"
)

// A dir is an open directory.
type dir struct {
	*os.Root
	file *os.File // the same, for the calls that os.Root lacks or makes dear
	fd   int      // of file
}

// keptDirs is how many directories a disk holds open at most.
const keptDirs = 64

// Close lets a directory go. Nothing was written through it, so nothing can be lost.
func (d *dir) Close() {
	_, _ = d.file.Close(), d.Root.Close()
	d.fd = -1 // the number may be another file's next
}

// openFile makes a dir of root, which it closes if it cannot.
func openFile(root *os.Root) (*dir, error) {
	file, err := root.Open(".")
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &dir{root, file, int(file.Fd())}, nil
}

// near returns a directory close to name, and the rest of name below it.
func (d *disk) near(name string) (*dir, string) {
	cut := strings.LastIndexByte(name, '/')
	if cut > 0 {
		cut = strings.LastIndexByte(name[:cut], '/')
	}
	if cut <= 0 {
		return d.base, name
	}
	return d.within(name, cut)
}

// above returns the directory that name stands in, where it is kept, and what is left of name.
func (d *disk) above(name string) (*dir, string) {
	cut := strings.LastIndexByte(name, '/')
	if cut <= 0 {
		return d.base, name
	}
	return d.within(name, cut)
}

// within returns the directory whose name ends at cut, and what is left of name.
func (d *disk) within(name string, cut int) (*dir, string) {
	above, rest := name[:cut], name[cut+1:]
	kept := *d.kept.Load()
	k := kept[above]
	if k == nil && len(kept) < keptDirs {
		k = d.keep(above)
	}
	if k == nil {
		return d.base, name
	}
	return k, rest
}

// keep opens a directory. It returns nil if it cannot: then the operation itself says why.
func (d *disk) keep(name string) *dir {
	d.mu.Lock()
	defer d.mu.Unlock()
	if k := (*d.kept.Load())[name]; k != nil {
		return k
	}
	root, err := d.base.OpenRoot(name)
	if err != nil {
		return nil
	}
	k, err := openFile(root)
	if err != nil {
		return nil
	}
	kept := maps.Clone(*d.kept.Load())
	kept[name] = k
	d.kept.Store(&kept)
	return k
}

// forget drops the kept directories.
func (d *disk) forget() { d.forgetBelow("") }

// forgetBelow drops the kept directories of a tree that moves, and leaves others alone, in which somebody may be at
// work.
func (d *disk) forgetBelow(tree string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	kept := maps.Clone(*d.kept.Load())
	for name, k := range kept {
		if tree == "" || name == tree || strings.HasPrefix(name, tree+"/") {
			delete(kept, name)
			defer k.Close()
		}
	}
	d.kept.Store(&kept)
}

// forgetDir drops a directory that goes away, if it is kept.
func (d *disk) forgetDir(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := (*d.kept.Load())[name]
	if k == nil {
		return
	}
	kept := maps.Clone(*d.kept.Load())
	delete(kept, name)
	d.kept.Store(&kept)
	k.Close()
}
