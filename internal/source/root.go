package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
)

// A Root is the source directory as an fs.FS that follows no link, at no level, and opens nothing but
// regular files and directories: no FIFO, device or socket. On Unix what stands at a name is told once it
// was opened, without waiting and without a terminal; what is neither is closed at once. It bounds no
// sizes; who reads does. It is safe for use by many at once.
//
// The folders it is asked for most stay open, so that a file among ten thousand costs an open, a look at what was
// opened, and the reading.
type Root struct {
	mu   sync.Mutex
	dirs map[string]*folder // "." and the folders kept open, by their path
}

// A folder is an open folder.
type folder struct {
	*os.Root
	file *os.File // the same, for the calls that os.Root makes dear
}

// Close closes the folder.
func (d *folder) Close() error { return errors.Join(d.file.Close(), d.Root.Close()) }

// asFolder makes a folder of root, which it closes if it cannot.
func asFolder(root *os.Root) (*folder, error) {
	file, err := root.Open(".")
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &folder{root, file}, nil
}

// keptOpen is how many folders stay open at most.
const keptOpen = 32

// Dir opens the source directory dir. Close it after use.
func Dir(dir string) (*Root, error) {
	r, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("source: %w", err)
	}
	top, err := asFolder(r)
	if err != nil {
		return nil, fmt.Errorf("source: %w", err)
	}
	return &Root{dirs: map[string]*folder{".": top}}, nil
}

// Close closes the folders that stay open. Files opened before stay open.
func (r *Root) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	var first error
	for _, d := range r.dirs {
		if err := d.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// Refresh makes the Root look for its folders anew: one of them may have been replaced by another of the
// same name. What is being read through the old ones may finish; they are closed once nobody holds them.
func (r *Root) Refresh() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.dirs = map[string]*folder{".": r.dirs["."]}
}

// Open opens a regular file or a directory. A link anywhere in name, and anything that is neither, is an
// error that wraps fs.ErrPermission.
func (r *Root) Open(name string) (fs.File, error) {
	dir, base, done, err := r.parent("open", name)
	if err != nil {
		return nil, err
	}
	defer done()
	return openIn(dir, name, base)
}

// openLooked opens by the os package what it looks at first.
func openLooked(dir *folder, name, base string) (*os.File, error) {
	before, err := look("open", name, dir, base)
	if err != nil {
		return nil, err
	}
	f, err := dir.OpenFile(base, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return nil, err
	}
	after, err := lookOpen(f)
	if err == nil && !sameFile(before, after) {
		err = refused("open", name)
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// Stat returns what name is. A link is an error, as for Open.
func (r *Root) Stat(name string) (fs.FileInfo, error) {
	dir, base, done, err := r.parent("stat", name)
	if err != nil {
		return nil, err
	}
	defer done()
	return look("stat", name, dir, base)
}

// ReadDir returns the entries of a directory, sorted by name, links and all others among them; their
// types tell them apart.
func (r *Root) ReadDir(name string) ([]fs.DirEntry, error) {
	dir, base, done, err := r.parent("open", name)
	if err != nil {
		return nil, err
	}
	defer done()
	f, err := openLooked(dir, name, base)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	entries, err := readNames(f)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// parent returns the folder that name stands in, its last part, and what to call when done with it.
func (r *Root) parent(op, name string) (*folder, string, func(), error) {
	if !fs.ValidPath(name) {
		return nil, "", nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	dir, base := path.Split(name)
	if dir == "" {
		dir = "."
	}
	root, kept, err := r.folder(op, path.Clean(dir))
	if err != nil {
		return nil, "", nil, err
	}
	if kept {
		return root, base, func() {}, nil
	}
	return root, base, func() { _ = root.Close() }, nil
}

// folder returns a folder by its path, opened part by part so that no part is a link. kept reports that
// it stays open and is not the caller's to close.
func (r *Root) folder(op, dir string) (root *folder, kept bool, err error) {
	r.mu.Lock()
	root = r.dirs[dir]
	r.mu.Unlock()
	if root != nil {
		return root, true, nil
	}
	parent, parentKept, err := r.folder(op, path.Dir(dir))
	if err != nil {
		return nil, false, err
	}
	if !parentKept {
		defer func() { _ = parent.Close() }()
	}
	root, err = step(op, dir, parent)
	if err != nil {
		return nil, false, err
	}
	return r.keep(dir, root)
}

// step opens the last part of dir within its parent.
func step(op, dir string, parent *folder) (*folder, error) {
	base := path.Base(dir)
	before, err := look(op, dir, parent, base)
	if err != nil {
		return nil, err
	}
	if !before.IsDir() {
		return nil, refused(op, dir)
	}
	opened, err := parent.OpenRoot(base)
	if err != nil {
		return nil, err
	}
	root, err := asFolder(opened)
	if err != nil {
		return nil, err
	}
	after, err := lookOpen(root.file)
	if err == nil && !sameFile(before, after) {
		err = refused(op, dir)
	}
	if err != nil {
		_ = root.Close()
		return nil, err
	}
	return root, nil
}

// keep holds a folder open if it is one that many files are asked from: not the folder of one column.
func (r *Root) keep(dir string, root *folder) (*folder, bool, error) {
	if strings.HasPrefix(dir, "columns/") {
		return root, false, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if other := r.dirs[dir]; other != nil {
		_ = root.Close()
		return other, true, nil
	}
	if len(r.dirs) >= keptOpen {
		return root, false, nil
	}
	r.dirs[dir] = root
	return root, true, nil
}

// look returns what base is without following a link, and an error if it is neither file nor directory.
func look(op, name string, dir *folder, base string) (fs.FileInfo, error) {
	info, err := lookIn(dir, base)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() {
		return nil, refused(op, name)
	}
	return info, nil
}

func refused(op, name string) error {
	return &fs.PathError{Op: op, Path: name, Err: fmt.Errorf("%w: neither a regular file nor a directory", fs.ErrPermission)}
}
