package build

import (
	"errors"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"kanshu/internal/source"
)

// A witness is the source directory that remembers what it was asked for: each name with the mark that stood
// there when it was first asked for, before anything of it was read. So whatever a run reads of the
// directory, now or after a change of the program, is known without anybody having to list it. It is safe
// for use by many at once.
type witness struct {
	fs.FS
	mu   sync.Mutex
	seen map[string]source.Mark // the zero Mark: nothing stood there
	odd  bool                   // something was asked for that bears no mark
}

func witnessOf(fsys fs.FS) *witness { return &witness{FS: fsys, seen: map[string]source.Mark{}} }

// Open implements fs.FS.
func (w *witness) Open(name string) (fs.File, error) {
	w.look(name)
	return w.FS.Open(name)
}

// ReadDir implements fs.ReadDirFS. The mark of a folder covers the names in it and what they are: a file that
// becomes a link, or a folder, changes the times of the folder.
func (w *witness) ReadDir(name string) ([]fs.DirEntry, error) {
	w.look(name)
	return fs.ReadDir(w.FS, name)
}

// Stat implements fs.StatFS.
func (w *witness) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(w.FS, name)
	w.note(name, info, err)
	return info, err
}

// look notes what stands at a name, unless that is known.
func (w *witness) look(name string) {
	w.mu.Lock()
	_, known := w.seen[name]
	w.mu.Unlock()
	if !known {
		_, _ = w.Stat(name) // whoever asks is told by what he does next
	}
}

func (w *witness) note(name string, info fs.FileInfo, err error) {
	if !fs.ValidPath(name) {
		return // no file answers to it, whatever stands in the directory
	}
	var mark source.Mark
	ok := errors.Is(err, fs.ErrNotExist)
	if err == nil {
		mark, ok = source.MarkOf(info)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, known := w.seen[name]; !known {
		w.seen[name] = mark
	}
	w.odd = w.odd || !ok
}

// mark returns the mark of a name that was asked for; the zero Mark if it was not.
func (w *witness) mark(name string) source.Mark {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seen[name]
}

// names returns what was asked for, sorted. It reports false if that does not tell all: a name bears no mark,
// or one so young that the file may have changed again without a trace.
func (w *witness) names(began int64) ([]string, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.odd {
		return nil, false
	}
	for _, m := range w.seen {
		if m.Young(began) {
			return nil, false
		}
	}
	return slices.Sorted(maps.Keys(w.seen)), true
}
