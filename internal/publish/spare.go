package publish

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// furnish makes the spare hold the files of the next tree, ours and foreign.
func (p *Publisher) furnish(n *next) error {
	if p.spare != nil && n.spare == unseen {
		n.spare = p.spareStands(p.spare, p.each, never)
	}
	if p.spare != nil && n.spare != sound {
		if err := p.dropSpare(); err != nil {
			return err
		}
		if err := p.disk.Mkdir(p.hidden("spare")); err != nil {
			return err
		}
	}
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

// spareStands says whether the spare is sound: nobody took anything from it, or put anything there, since it was
// left. A file that went missing would be missing in public/, and one that came would be public.
func (p *Publisher) spareStands(t *tree, each kanshu.Each, enough func() bool) int32 {
	if !p.spareRootStands(t) {
		return broken
	}
	var moved atomic.Bool
	whole := parts(each, len(t.folders), enough, func(i int) {
		f := &t.folders[i]
		at, err := p.disk.StatIn(p.backup, f.path)
		if err != nil || at.ino != f.ino || f.path != "." && at.ctime != f.time { // the exchange is a change of "."
			moved.Store(true)
		}
	})
	switch {
	case !whole:
		return unseen
	case moved.Load():
		return broken
	}
	return sound
}

// spareRootStands reports whether the spare holds on its first level what it was left with and nothing else.
// The times of that folder tell nothing, for an exchange changes them.
func (p *Publisher) spareRootStands(t *tree) bool {
	list, err := p.disk.List(p.inSpare("."))
	if err != nil {
		return false
	}
	known := 1 // the list of the tree, which loadSpare saw
	holds := func(name string, was mark) bool {
		if strings.Contains(name, "/") {
			return true
		}
		known++
		at, err := p.disk.StatIn(p.backup, name)
		return err == nil && at.mark() == was
	}
	for i := range t.Entries {
		if !holds(t.Entries[i].Path, t.marks[i]) {
			return false
		}
	}
	for _, f := range t.foreign {
		if !f.mode.IsDir() && !holds(f.path, mark{f.ino, f.mtime}) {
			return false
		}
	}
	for _, f := range t.folders { // spareStands looks at them
		if f.path != "." && !strings.Contains(f.path, "/") {
			known++
		}
	}
	return known == len(list)
}

// furnishNew links the files that are taken over into a new spare. What was staged stands there, or
// is moved there.
func (p *Publisher) furnishNew(n *next) error {
	errs := make([]error, len(n.Entries))
	p.each(len(n.Entries), func(i int) {
		if n.from[i] == newSpare {
			return
		}
		name := n.Entries[i].Path
		to := p.inSpare(name)
		if errs[i] = p.makeFolder(path.Dir(name)); errs[i] != nil {
			return
		}
		if n.from[i] != standingTree {
			errs[i] = p.disk.Rename(p.stagedAt(name, n.from[i]), to)
		} else {
			n.marks[i], errs[i] = p.link(p.in(name), to, n.marks[i])
		}
	})
	for i, err := range errs {
		if err != nil {
			return explain("take over", n.Entries[i].Path, err)
		}
	}
	w := &work{p: p, n: n, touched: map[string]bool{}}
	for _, f := range n.folders {
		if _, ours := slices.BinarySearch(n.ours, f.path); ours {
			continue // made for the files in it
		}
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
	if touched != nil {
		was := p.spare.folders
		for i := range n.folders {
			f := &n.folders[i]
			for len(was) > 0 && was[0].path < f.path {
				was = was[1:]
			}
			if len(was) > 0 && was[0].path == f.path && !touched[f.path] {
				*f = was[0]
			}
		}
	}
	parts(p.each, len(n.folders), never, func(i int) {
		f := &n.folders[i]
		if f.ino != 0 || f.time != 0 {
			return
		}
		var at info
		if at, errs[i] = p.disk.StatIn(p.backup, f.path); errs[i] == nil {
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
	for _, f := range slices.Backward(without(w.p.spare.folders, w.n.folders)) {
		w.touch(f.path)
		if err := w.p.removeTree(w.p.inSpare(f.path)); err != nil {
			return explain("clear", f.path, err)
		}
	}
	return nil
}

func (w *work) makeFolders() error {
	for _, f := range without(w.n.folders, w.p.spare.folders) {
		w.touch(f.path)
		if err := w.p.disk.Mkdir(w.p.inSpare(f.path)); err != nil {
			return explain("make", f.path, err)
		}
	}
	return nil
}

// without returns the folders of a that b does not have, by path.
func without(a, b []folder) []folder {
	var left []folder
	for _, f := range a {
		for len(b) > 0 && b[0].path < f.path {
			b = b[1:]
		}
		if len(b) == 0 || b[0].path != f.path {
			left = append(left, f)
		}
	}
	return left
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
		if w.n.from[i] == standingTree && there && s.Entries[j].Digest == e.Digest && w.sameFile(i, s.marks[j]) {
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
	if at := w.n.from[i]; at != standingTree {
		return w.p.disk.Rename(w.p.stagedAt(name, at), to)
	}
	if err := w.p.disk.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var err error
	w.n.marks[i], err = w.p.link(w.p.in(name), to, w.n.marks[i])
	return err
}
