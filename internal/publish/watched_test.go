//go:build unix

package publish_test

import (
	"io/fs"
	"slices"
	"strings"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// A watched disk tells of every call before it is carried out. What call returns is what becomes of it.
type watched struct {
	publish.Files
	call func(op, name string) error
}

// watch returns o with a disk whose calls are told to call.
func watch(o publish.Options, call func(op, name string) error) publish.Options {
	return publish.Through(o, func(f publish.Files) publish.Files { return &watched{f, call} })
}

func (w *watched) Stat(name string) (publish.Info, error) {
	if err := w.call("stat", name); err != nil {
		return publish.Info{}, err
	}
	return w.Files.Stat(name)
}

func (w *watched) StatIn(tree, name string) (publish.Info, error) { return w.Stat(tree + "/" + name) }

// List lists by name, so that what follows is the same on every disk.
func (w *watched) List(name string) ([]fs.DirEntry, error) {
	if err := w.call("list", name); err != nil {
		return nil, err
	}
	list, err := w.Files.List(name)
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

func (w *watched) Read(name string) ([]byte, error) {
	if err := w.call("read", name); err != nil {
		return nil, err
	}
	return w.Files.Read(name)
}

func (w *watched) Digest(name string) (kanshu.Digest, error) {
	if err := w.call("digest", name); err != nil {
		return kanshu.Digest{}, err
	}
	return w.Files.Digest(name)
}

func (w *watched) Map(name string) ([]byte, error) {
	if err := w.call("read", name); err != nil {
		return nil, err
	}
	return w.Files.Map(name)
}

func (w *watched) Readlink(name string) (string, error) {
	if err := w.call("readlink", name); err != nil {
		return "", err
	}
	return w.Files.Readlink(name)
}

func (w *watched) Create(name string, data []byte) (publish.Info, error) {
	if err := w.call("create", name); err != nil {
		return publish.Info{}, err
	}
	return w.Files.Create(name, data)
}

func (w *watched) Mkdir(name string) error {
	if err := w.call("mkdir", name); err != nil {
		return err
	}
	return w.Files.Mkdir(name)
}

func (w *watched) Link(oldname, newname string) error {
	if err := w.call("link", oldname+" to "+newname); err != nil {
		return err
	}
	return w.Files.Link(oldname, newname)
}

func (w *watched) Symlink(target, name string) error {
	if err := w.call("symlink", name); err != nil {
		return err
	}
	return w.Files.Symlink(target, name)
}

func (w *watched) Dress(name string, as publish.Info) error {
	if err := w.call("dress", name+" in "+publish.ModeOf(as).String()); err != nil {
		return err
	}
	return w.Files.Dress(name, as)
}

func (w *watched) Rename(oldname, newname string) error {
	if err := w.call("rename", oldname+" to "+newname); err != nil {
		return err
	}
	return w.Files.Rename(oldname, newname)
}

func (w *watched) Exchange(a, b string) error {
	if err := w.call("exchange", a+" and "+b); err != nil {
		return err
	}
	return w.Files.Exchange(a, b)
}

func (w *watched) Remove(name string) error {
	if err := w.call("remove", name); err != nil {
		return err
	}
	return w.Files.Remove(name)
}

// Sync does not wait: what lies on the disk after a power cut is not what these tests ask.
func (w *watched) Sync() error { return w.call("sync", ".") }

func (w *watched) Lock(dir string, wait time.Duration) (func(), error) {
	if err := w.call("lock", dir); err != nil {
		return nil, err
	}
	return w.Files.Lock(dir, wait)
}
