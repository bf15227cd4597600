//go:build unix

package publish_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"kanshu/internal/publish"
)

func TestForeignThingsAreTheSameFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	foreign := strangers(t, dir)
	before := inode(t, filepath.Join(dir, "CNAME"))
	for range 3 {
		second.mustPublish(t, dir)
		holds(t, dir, second, foreign)
		first.mustPublish(t, dir)
		holds(t, dir, first, foreign)
	}
	if got := inode(t, filepath.Join(dir, "CNAME")); got != before {
		t.Errorf("CNAME is another file: inode %s, want %s", got, before)
	}
	// What its owner takes away does not come back from the spare, and what they write is kept.
	if err := os.Remove(filepath.Join(dir, "CNAME")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, map[string]string{".git/index": "new", ".git/HEAD": "ref: refs/heads/other\n"})
	delete(foreign, "CNAME")
	foreign[".git/index"], foreign[".git/HEAD"] = "-rw-r--r-- new", "-rw-r--r-- ref: refs/heads/other\n"
	for _, s := range []site{second, first, second} {
		s.mustPublish(t, dir)
		holds(t, dir, s, foreign)
	}
}

// TestForeignThingsInTheSpare alters what is foreign in the tree that is to be public next, where its owner
// never looks: what stands in public/ is what counts.
func TestForeignThingsInTheSpare(t *testing.T) {
	replace := func(name string) func(dir string) error {
		return func(dir string) error {
			name := den(dir, "spare/"+name)
			return errors.Join(os.Remove(name), os.WriteFile(name, []byte("forged"), 0o644))
		}
	}
	for name, do := range map[string]func(dir string) error{
		"replaced":             replace("CNAME"),
		"replaced in a folder": replace("a/note"),
		"replaced, a link":     replace("link"),
		"gone":                 func(dir string) error { return os.Remove(den(dir, "spare/CNAME")) },
		"now a folder": func(dir string) error {
			return errors.Join(os.Remove(den(dir, "spare/CNAME")), os.Mkdir(den(dir, "spare/CNAME"), 0o755))
		},
		"a folder gone": func(dir string) error { return os.RemoveAll(den(dir, "spare/.git")) },
		"a folder now a file": func(dir string) error {
			return errors.Join(os.RemoveAll(den(dir, "spare/empty")), os.WriteFile(den(dir, "spare/empty"), nil, 0o644))
		},
		"something in a folder": func(dir string) error { return os.WriteFile(den(dir, "spare/.git/refs/forged"), nil, 0o644) },
	} {
		for _, w := range []without{{}, {link: true}} {
			s := scene{before: []site{one, two, one}, guests: true, next: two, w: w}
			dir, before := s.build(t)
			must(t, do(dir))
			calls := s.asked(t, dir)
			foreign := maps.Clone(before)
			for name := range one.want(nil) {
				if name != "gone" {
					delete(foreign, name)
				}
			}
			if d := diff(tree(t, dir), two.want(foreign)); d != "" {
				t.Errorf("%s: after %d calls\n%s", name, len(calls), d)
			}
		}
	}
}

// TestOneForeignThing: one alone of each kind, where it may be the first or the last of all, through editions
// that know it and such that do not.
func TestOneForeignThing(t *testing.T) {
	for _, guest := range []map[string]string{{".empty/": ""}, {"zempty/": ""}, {".file": "f"}, {"zfile": "f"}, {"a/file": "f"}, {"c/": ""}, {"link": "->away"}, {"zz/zz/": ""}} {
		s := scene{before: []site{one}}
		dir, _ := s.build(t)
		put(t, dir, guest)
		foreign := tree(t, dir)
		for name := range one.want(nil) {
			delete(foreign, name)
		}
		for i, next := range []site{two, one, two, two, one} {
			if i != 2 {
				age(t, dir)
			}
			s.next = next
			s.asked(t, dir)
			holds(t, dir, next, foreign)
		}
	}
}

// TestAFolderThatBecomesAFile: its owner put a file where a folder of ours was, and the next edition needs
// neither.
func TestAFolderThatBecomesAFile(t *testing.T) {
	s := scene{before: []site{two}, next: one}
	dir, _ := s.build(t)
	must(t, os.RemoveAll(filepath.Join(dir, "b")), os.WriteFile(filepath.Join(dir, "b"), []byte("mine"), 0o644))
	for range 3 {
		s.asked(t, dir)
		holds(t, dir, one, map[string]string{"b": "-rw-r--r-- mine"})
		_, _, err := first.publish(dir, publish.Options{})
		must(t, err)
		holds(t, dir, first, map[string]string{"b": "-rw-r--r-- mine"})
	}
}
