package serve

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// trees are the folders of a site that are watched with all below them, and configFile the file beside them.
var trees = []string{"assets", "columns", "data", "layouts"}

const configFile = "kanshu.yaml"

// A watcher names what changes below a source folder. It watches folders, never files: most editors save
// by putting a new file in the place of the old one.
type watcher struct {
	dir   string
	fs    *fsnotify.Watcher
	names chan string // slash-separated, below dir; "." for all of it
}

// watch begins to watch the source folder dir.
func watch(dir string) (*watcher, error) {
	f, err := fsnotify.NewBufferedWatcher(4096)
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	w := &watcher{dir: dir, fs: f, names: make(chan string, 256)}
	err = f.Add(dir)
	for _, tree := range trees {
		if err == nil {
			err = w.add(tree, nil)
		}
	}
	if err != nil {
		_ = f.Close()
		return nil, fmt.Errorf("watch: %w", err)
	}
	return w, nil
}

// add watches a folder and all below it, and hands the files it holds to file, which may be nil. A name that is not
// there, or no folder, is none.
func (w *watcher) add(name string, file func(string)) error {
	full := filepath.Join(w.dir, filepath.FromSlash(name))
	if info, err := os.Lstat(full); err != nil || !info.IsDir() {
		return nil //nolint:nilerr // it went as quickly as it came, or is to be read as a file
	}
	if err := w.fs.Add(full); err != nil {
		return err
	}
	entries, err := entriesOf(full)
	if err != nil {
		return nil //nolint:nilerr // likewise; its end is an event of its own
	}
	for _, e := range entries {
		switch {
		case leftover(e.Name()):
		case e.IsDir():
			if err := w.add(name+"/"+e.Name(), file); err != nil {
				return err
			}
		case file != nil:
			file(name + "/" + e.Name())
		}
	}
	return nil
}

// entriesOf returns what stands in a folder, in no order: to sort ten thousand names takes longer than to list them.
func entriesOf(dir string) ([]os.DirEntry, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return f.ReadDir(-1)
}

// run hands on events until ctx ends.
func (w *watcher) run(ctx context.Context) {
	defer close(w.names)
	defer func() { _ = w.fs.Close() }()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.fs.Events:
			if !ok {
				return
			}
			for _, name := range w.meaning(e) {
				w.send(ctx, name)
			}
		case _, ok := <-w.fs.Errors:
			if !ok {
				return
			}
			w.send(ctx, ".") // events were lost: look at everything
		}
	}
}

func (w *watcher) send(ctx context.Context, name string) {
	select {
	case w.names <- name:
	case <-ctx.Done():
	}
}

// meaning returns what an event says has changed.
func (w *watcher) meaning(e fsnotify.Event) []string {
	rel, err := filepath.Rel(w.dir, e.Name)
	if err != nil {
		return []string{"."}
	}
	name := filepath.ToSlash(rel)
	if !watched(name) || e.Op == fsnotify.Chmod {
		return nil
	}
	if !e.Has(fsnotify.Create) {
		return []string{name}
	}
	var files []string
	err = w.add(name, func(file string) { files = append(files, file) })
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return []string{"."}
	}
	return append(files, name)
}

// watched reports whether a name below the source folder can matter to the site.
func watched(name string) bool {
	if name == "." {
		return true
	}
	top, _, _ := strings.Cut(name, "/")
	return (slices.Contains(trees, top) || name == configFile) && !leftover(path.Base(name))
}

// leftover reports whether a name is that of a hidden file, or of what editors and systems leave about
// while they save.
func leftover(name string) bool {
	if name == "" || name[0] == '.' || name[0] == '#' || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$") {
		return true
	}
	switch name {
	case "4913", "Thumbs.db", "desktop.ini":
		return true
	}
	switch path.Ext(name) {
	case ".swp", ".swo", ".swx", ".bak", ".orig", ".tmp":
		return true
	}
	return false
}
