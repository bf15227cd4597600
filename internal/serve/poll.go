package serve

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// pollEvery is how often a polled source folder is looked at.
const pollEvery = 700 * time.Millisecond

// A stamp is what can be seen of a file without reading it.
type stamp struct {
	size     int64
	modified time.Time
}

// poll looks at the source folder again and again and names what changed, for disks that tell of nothing:
// those of other machines. It closes names when ctx ends.
func poll(ctx context.Context, dir string, every time.Duration, names chan<- string) {
	defer close(names)
	before := stamps(dir)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := stamps(dir)
		for _, name := range differing(before, now) {
			select {
			case names <- name:
			case <-ctx.Done():
				return
			}
		}
		before = now
	}
}

// differing returns the names that came, changed or went.
func differing(before, now map[string]stamp) []string {
	var names []string
	for name, s := range now {
		if old, ok := before[name]; !ok || old != s {
			names = append(names, name)
		}
	}
	for name := range before {
		if _, ok := now[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// stamps looks at every file of the site.
func stamps(dir string) map[string]stamp {
	all := map[string]stamp{}
	look := func(name string, e fs.DirEntry) {
		if info, err := e.Info(); err == nil {
			all[name] = stamp{info.Size(), info.ModTime()}
		}
	}
	tops, _ := os.ReadDir(dir)
	for _, top := range tops {
		if !watched(top.Name()) {
			continue
		}
		_ = filepath.WalkDir(filepath.Join(dir, top.Name()), func(p string, e fs.DirEntry, err error) error {
			rel, _ := filepath.Rel(dir, p)
			name := filepath.ToSlash(rel)
			switch {
			case err != nil:
				return nil //nolint:nilerr // what cannot be looked at now is looked at next time
			case e.IsDir() && !watched(name):
				return fs.SkipDir
			case !e.IsDir() && watched(name):
				look(name, e)
			}
			return nil
		})
	}
	return all
}
