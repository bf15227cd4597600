package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// checkPlace returns the absolute name of the output directory, or an *Error when it is no place to
// publish to whatever it holds: the root of the file system, the home directory, the source or an
// ancestor of it.
func checkPlace(dir, source string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil || dir == "" {
		return "", &Error{Op: "open", Path: dir, Reason: ErrForeign, Cause: err}
	}
	if filepath.Dir(abs) == abs {
		return "", &Error{Op: "open", Path: abs, Reason: ErrForeign}
	}
	here, err := os.Stat(abs)
	if err != nil { // whatever is absent is none of them; what cannot be seen is found out later
		return abs, nil
	}
	if home, err := os.UserHomeDir(); err == nil && same(home, here) {
		return "", &Error{Op: "open", Path: abs, Reason: ErrForeign}
	}
	if source == "" {
		return abs, nil
	}
	at, err := filepath.Abs(source)
	if err != nil {
		return "", explain("open", source, err)
	}
	if real, err := filepath.EvalSymlinks(at); err == nil {
		at = real
	}
	for ; ; at = filepath.Dir(at) {
		if same(at, here) {
			return "", &Error{Op: "open", Path: abs, Reason: ErrForeign}
		}
		if filepath.Dir(at) == at {
			return abs, nil
		}
	}
}

// same reports whether the directory of that name is the given one.
func same(name string, here os.FileInfo) bool {
	there, err := os.Stat(name)
	return err == nil && os.SameFile(there, here)
}

// checkOutput looks at what stands at the output's name: nothing, an empty directory, or one that
// bears our list.
func (p *Publisher) checkOutput() error {
	at, err := p.disk.Stat(p.out)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return explain("open", p.out, err)
	case !at.mode.IsDir():
		return &Error{Op: "open", Path: p.out, Reason: ErrForeign}
	}
	if above, err := p.disk.Stat("."); err != nil {
		return explain("open", p.out, err)
	} else if above.dev != at.dev {
		return &Error{Op: "open", Path: p.out, Reason: ErrMount}
	}
	list, err := p.disk.Stat(p.in(listName))
	if err == nil && list.mode.IsRegular() {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return explain("open", p.in(listName), err)
	}
	names, err := p.disk.List(p.out)
	if err != nil {
		return explain("open", p.out, err)
	}
	if len(names) > 0 {
		return &Error{Op: "open", Path: p.out, Reason: ErrNotOurs}
	}
	return nil
}

// checkDen looks at what stands at the hidden directory's name: nothing, an empty directory, or one
// that we made, which holds a lock.
func (p *Publisher) checkDen() error {
	at, err := p.disk.Stat(p.den)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p.newDen = true
		return nil
	case err != nil:
		return explain("open", p.den, err)
	case !at.mode.IsDir():
		return &Error{Op: "open", Path: p.den, Reason: ErrForeign}
	}
	names, err := p.disk.List(p.den)
	if err != nil {
		return explain("open", p.den, err)
	}
	ours := slices.ContainsFunc(names, func(e fs.DirEntry) bool {
		return e.Name() == "lock" && e.Type().IsRegular()
	})
	if len(names) > 0 && !ours {
		return &Error{Op: "open", Path: p.den, Reason: ErrForeign}
	}
	return nil
}
