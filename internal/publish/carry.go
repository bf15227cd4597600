package publish

import (
	"io/fs"
	"path"
	"slices"
)

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
