package publish_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// A site is what a test publishes: path → content.
type site map[string]string

var (
	first = site{
		"404.html": "missing", "index.html": "home one",
		"columns/hay-fever/index.html": "sneezing", "columns/index.html": "list one",
		"columns/old/index.html": "of yesterday", "columns/old/deep/er/a.png": "picture",
		"assets/style.0123456789.css": "body{}",
	}
	second = site{
		"404.html": "missing", "index.html": "home two",
		"columns/hay-fever/index.html": "sneezing", "columns/index.html": "list two",
		"columns/sleep/index.html": "sleeping", "assets/style.0123456789.css": "body{}",
	}
)

func date(s string) kanshu.Date {
	d, err := kanshu.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

var today = date("2026-11-22")

// manifest returns the list of s without digests.
func (s site) manifest() *kanshu.Manifest {
	m := &kanshu.Manifest{Day: today}
	for _, name := range slices.Sorted(maps.Keys(s)) {
		m.Entries = append(m.Entries, kanshu.Entry{Path: name, Key: kanshu.DigestOf([]byte(name + s[name]))})
	}
	return m
}

// stage hands every file of s that is not Known to p and returns the manifest.
func (s site) stage(p *publish.Publisher) (*kanshu.Manifest, int, error) {
	m, made := s.manifest(), 0
	for i := range m.Entries {
		e := &m.Entries[i]
		if known, ok := p.Known(e.Path, e.Key); ok {
			*e = known
			continue
		}
		made++
		if err := p.Stage(e, []byte(s[e.Path])); err != nil {
			return nil, made, err
		}
	}
	return m, made, nil
}

// publish is a whole run.
func (s site) publish(dir string, o publish.Options) (c kanshu.Changes, made int, err error) {
	p, err := publish.Open(dir, o)
	if err != nil {
		return c, 0, err
	}
	defer func() {
		if e := p.Close(); err == nil {
			err = e
		}
	}()
	m, made, err := s.stage(p)
	if err != nil {
		return c, made, err
	}
	c, err = p.Commit(m)
	return c, made, err
}

func (s site) mustPublish(t *testing.T, dir string) (kanshu.Changes, int) {
	t.Helper()
	c, made, err := s.publish(dir, publish.Options{})
	if err != nil {
		t.Fatalf("publish: %v", err)
	}
	return c, made
}

// tree reads a directory: path → mode and content, target or "". The list itself is left out.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		fi, err := d.Info()
		if err != nil {
			return err
		}
		text := ""
		switch {
		case rel == "build.json":
			return nil
		case fi.Mode().IsRegular():
			b, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			text = string(b)
		case fi.Mode()&fs.ModeSymlink != 0:
			if text, err = os.Readlink(name); err != nil {
				return err
			}
		}
		got[filepath.ToSlash(rel)] = fmt.Sprintf("%v %s", fi.Mode(), text)
		return nil
	})
	if err != nil {
		t.Fatalf("read the tree: %v", err)
	}
	return got
}

// want returns what tree should find: s and foreign things.
func (s site) want(foreign map[string]string) map[string]string {
	w := map[string]string{".": "drwxr-xr-x "}
	for name, text := range s {
		w[name] = "-rw-r--r-- " + text
		for dir := filepath.Dir(name); dir != "."; dir = filepath.Dir(dir) {
			w[dir] = "drwxr-xr-x "
		}
	}
	maps.Copy(w, foreign)
	return w
}

func diff(got, want map[string]string) string {
	var b strings.Builder
	all := maps.Clone(got)
	maps.Copy(all, want)
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if got[k] != want[k] {
			fmt.Fprintf(&b, "%s: got %q, want %q\n", k, got[k], want[k])
		}
	}
	return b.String()
}

func holds(t *testing.T, dir string, s site, foreign map[string]string) {
	t.Helper()
	if d := diff(tree(t, dir), s.want(foreign)); d != "" {
		t.Errorf("the tree differs:\n%s", d)
	}
}

func TestEditionsFollowOneAnother(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	c, made := first.mustPublish(t, dir)
	if len(c.Added) != len(first) || made != len(first) {
		t.Errorf("first publication added %d and made %d files, want %d", len(c.Added), made, len(first))
	}
	holds(t, dir, first, nil)
	for round := range 4 {
		c, made = second.mustPublish(t, dir)
		want := kanshu.Changes{
			Added: []string{"columns/sleep/index.html"}, Changed: []string{"columns/index.html", "index.html"},
			Removed: []string{"columns/old/deep/er/a.png", "columns/old/index.html"},
		}
		if fmt.Sprint(c) != fmt.Sprint(want) || made != 3 {
			t.Errorf("round %d: changes %v and %d made, want %v and 3", round, c, made, want)
		}
		holds(t, dir, second, nil)
		if c, made = second.mustPublish(t, dir); !c.IsZero() || made != 0 {
			t.Errorf("round %d: publishing again changed %v and made %d files, want none", round, c, made)
		}
		first.mustPublish(t, dir)
		holds(t, dir, first, nil)
	}
}
