package publish

import (
	"errors"
	"io/fs"
	"path"
	"slices"
)

// furnish makes the spare hold the files of the next tree, ours and foreign.
func (p *Publisher) furnish(n *next) error {
	if p.spare == nil {
		return p.furnishNew(n)
	}
	if err := p.disk.Remove(p.hidden("clean")); err != nil {
		return err
	}
	w := &work{p: p, n: n, touched: map[string]bool{".": true}}
	for _, step := range []func() error{w.clear, w.clearFolders, w.makeFolders, w.place, w.carry} {
		if err := step(); err != nil {
			return err
		}
	}
	return p.lookAtFolders(n, w.touched)
}

// furnishNew links the files that are taken over into a new spare; what was staged stands there.
func (p *Publisher) furnishNew(n *next) error {
	errs := make([]error, len(n.Entries))
	p.each(len(n.Entries), func(i int) {
		if n.from[i] != "" {
			return
		}
		name := n.Entries[i].Path
		if errs[i] = p.makeFolder(path.Dir(name)); errs[i] == nil {
			n.marks[i], errs[i] = p.link(p.in(name), p.inSpare(name), n.marks[i])
		}
	})
	for i, err := range errs {
		if err != nil {
			return explain("take over", n.Entries[i].Path, err)
		}
	}
	w := &work{p: p, n: n, touched: map[string]bool{}}
	for _, f := range n.folders {
		if err := p.makeFolder(f.path); err != nil {
			return explain("make", f.path, err)
		}
	}
	if err := w.carry(); err != nil {
		return err
	}
	return p.lookAtFolders(n, nil)
}

// lookAtFolders fills in the folders of the next tree as they stand in the spare. Those that are not
// touched are known; nil says that all are.
func (p *Publisher) lookAtFolders(n *next, touched map[string]bool) error {
	errs := make([]error, len(n.folders))
	p.each(len(n.folders), func(i int) {
		f := &n.folders[i]
		if touched != nil && !touched[f.path] {
			if was, ok := p.spare.folder(f.path); ok {
				*f = was
				return
			}
		}
		var at info
		if at, errs[i] = p.disk.Stat(p.inSpare(f.path)); errs[i] == nil {
			f.ino, f.time = at.ino, at.ctime
		}
	})
	return errors.Join(errs...)
}

// A work brings a spare that holds another edition up to the next one. The spare is not clean
// meanwhile, so it may be torn at any moment; what it shares with the standing tree is never written
// to, only unlinked.
type work struct {
	p       *Publisher
	n       *next
	touched map[string]bool // folders in which something came or went
}

func (w *work) touch(name string) { w.touched[path.Dir(name)] = true }

// remove takes a file out of the spare; it may be gone.
func (w *work) remove(name string) error {
	w.touch(name)
	if err := w.p.disk.Remove(w.p.inSpare(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return explain("clear", name, err)
	}
	return nil
}

// clear removes the files that the next tree does not have.
func (w *work) clear() error {
	s := w.p.spare
	i := 0
	for j := range s.Entries {
		name := s.Entries[j].Path
		for i < len(w.n.Entries) && w.n.Entries[i].Path < name {
			i++
		}
		if i < len(w.n.Entries) && w.n.Entries[i].Path == name {
			continue
		}
		if err := w.remove(name); err != nil {
			return err
		}
	}
	for _, f := range s.foreign {
		if now, ok := w.n.odd(f.path); f.mode.IsDir() || ok && now == f {
			continue
		}
		if err := w.remove(f.path); err != nil {
			return err
		}
	}
	return nil
}

// clearFolders removes the folders that the next tree does not have, deepest first.
func (w *work) clearFolders() error {
	for _, f := range slices.Backward(w.p.spare.folders) {
		if _, ok := w.n.folder(f.path); ok {
			continue
		}
		w.touch(f.path)
		if err := w.p.removeTree(w.p.inSpare(f.path)); err != nil {
			return explain("clear", f.path, err)
		}
	}
	return nil
}

func (w *work) makeFolders() error {
	for _, f := range w.n.folders {
		if _, ok := w.p.spare.folder(f.path); ok {
			continue
		}
		w.touch(f.path)
		w.touched[f.path] = true
		if err := w.p.disk.Mkdir(w.p.inSpare(f.path)); err != nil {
			return explain("make", f.path, err)
		}
	}
	return nil
}

// place puts the files of the next tree that the spare does not hold.
func (w *work) place() error {
	s, j := w.p.spare, 0
	for i := range w.n.Entries {
		e := &w.n.Entries[i]
		for j < len(s.Entries) && s.Entries[j].Path < e.Path {
			j++
		}
		there := j < len(s.Entries) && s.Entries[j].Path == e.Path
		if w.n.from[i] == "" && there && s.Entries[j].Digest == e.Digest && w.sameFile(i, s.marks[j]) {
			continue
		}
		if err := w.put(i); err != nil {
			return explain("place", e.Path, err)
		}
	}
	return nil
}

// sameFile reports whether the spare's file for the i-th entry has the right bytes: it is the
// standing file under another name, or one of its own that nobody wrote to.
func (w *work) sameFile(i int, was mark) bool {
	if was == w.n.marks[i] {
		return true
	}
	at, err := w.p.disk.Stat(w.p.inSpare(w.n.Entries[i].Path))
	if err != nil || !at.mode.IsRegular() || at.mark() != was || was.mtime >= w.p.spare.stamp-tick ||
		at.size != w.n.Entries[i].Size || modesHold && at.mode.Perm() != fileMode {
		return false
	}
	w.n.marks[i] = was
	return true
}

// put puts one file into the spare.
func (w *work) put(i int) error {
	name := w.n.Entries[i].Path
	w.touch(name)
	to := w.p.inSpare(name)
	if w.n.from[i] != "" {
		return w.p.disk.Rename(w.n.from[i], to)
	}
	if err := w.p.disk.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var err error
	w.n.marks[i], err = w.p.link(w.p.in(name), to, w.n.marks[i])
	return err
}

// carry puts what is foreign into the spare, and gives foreign directories their own mode and time.
func (w *work) carry() error {
	n := w.n
	for _, f := range n.foreign {
		if f.mode.IsDir() {
			continue
		}
		if s := w.p.spare; s != nil {
			if was, ok := s.odd(f.path); ok && was == f {
				continue
			}
		}
		w.touch(f.path)
		if err := w.p.carry(f); err != nil {
			return explain("carry over", w.p.in(f.path), err)
		}
	}
	for _, f := range slices.Backward(n.foreign) {
		if _, mine := slices.BinarySearch(n.ours, f.path); !f.mode.IsDir() || mine || w.p.spare != nil && !w.touched[f.path] && w.dressed(f) {
			continue
		}
		w.touched[f.path] = true
		if err := w.p.disk.Dress(w.p.inSpare(f.path), info{mode: f.mode, mtime: f.mtime}); err != nil {
			return explain("carry over", w.p.in(f.path), err)
		}
	}
	return nil
}

// dressed reports whether the spare's copy of a foreign directory has its mode and time already.
func (w *work) dressed(f foreign) bool {
	was, ok := w.p.spare.odd(f.path)
	return ok && was.mode == f.mode && was.mtime == f.mtime
}

// carry links one foreign thing into the spare. A link is linked itself, never what it points to.
func (p *Publisher) carry(f foreign) error {
	from, to := p.in(f.path), p.inSpare(f.path)
	err := p.disk.Link(from, to)
	if errors.Is(err, fs.ErrExist) {
		if err = p.disk.Remove(to); err == nil {
			err = p.disk.Link(from, to)
		}
	}
	if err == nil || !linkRefused(err) {
		return err
	}
	switch {
	case f.mode.Type() == fs.ModeSymlink:
		target, err := p.disk.Readlink(from)
		if err != nil {
			return err
		}
		return p.disk.Symlink(target, to)
	case !f.mode.IsRegular():
		return err
	}
	data, err := p.disk.Read(from)
	if err != nil {
		return err
	}
	if _, err := p.disk.Create(to, data); err != nil {
		return err
	}
	return p.disk.Dress(to, info{mode: f.mode, mtime: f.mtime})
}

// link gives a standing file of ours its second name, and returns the mark of what stands there then:
// a copy where the file system refuses links.
func (p *Publisher) link(from, to string, was mark) (mark, error) {
	err := p.disk.Link(from, to)
	if err == nil || !linkRefused(err) {
		return was, err
	}
	data, err := p.disk.Read(from)
	if err != nil {
		return mark{}, err
	}
	at, err := p.disk.Create(to, data)
	return at.mark(), err
}

// under reports whether any directory above name is in the sorted list of names.
func under(name string, names func(string) bool) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if names(dir) {
			return true
		}
	}
	return false
}
