//go:build unix

package publish_test

import (
	"os"
	"path/filepath"
	"testing"

	"kanshu/internal/publish"
)

// TestCompressedCopiesGoWithTheirFiles: somebody compresses public/ for a server that hands out the copies. Those of
// files that change or go are left behind with them, whatever stands of the same ending elsewhere is carried over.
func TestCompressedCopiesGoWithTheirFiles(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	put(t, dir, map[string]string{
		"404.html.gz": "of what stays", "404.html.zst": "of what stays", "index.html.gz": "home one", "index.html.br": "home one",
		"columns/old/index.html.gz": "of yesterday", "columns/old/index.html.zst": "of yesterday", "build.json.gz": "the list",
		"backup.tar.gz": "mine", "columns/old.gz": "mine", "columns/hay-fever/index.html.bak": "mine", "index.html.gz.gz": "mine",
	})
	must(t, os.Symlink("404.html", filepath.Join(dir, "index.html.zst")))
	kept := map[string]string{
		"404.html.gz": "-rw-r--r-- of what stays", "404.html.zst": "-rw-r--r-- of what stays", "backup.tar.gz": "-rw-r--r-- mine",
		"columns/old.gz": "-rw-r--r-- mine", "columns/hay-fever/index.html.bak": "-rw-r--r-- mine", "index.html.gz.gz": "-rw-r--r-- mine",
		"index.html.zst": "-> 404.html",
	}
	for i := range 3 { // the spare, which is used again, forgets them too
		age(t, dir)
		second.mustPublish(t, dir)
		foreign := tree(t, dir)
		for name := range second.want(nil) {
			delete(foreign, name)
		}
		for name := range foreign {
			if _, ok := kept[name]; !ok && filepath.Ext(name) != "" {
				t.Errorf("build %d: %s is left: %q", i, name, foreign[name])
			}
		}
		for name := range kept {
			if _, ok := foreign[name]; !ok {
				t.Errorf("build %d: %s is lost", i, name)
			}
		}
		must(t, os.WriteFile(filepath.Join(dir, "index.html.gz"), []byte("home two"), 0o644))
		_, _, err := second.publish(dir, publish.Options{})
		must(t, err)
		if _, err := os.Stat(filepath.Join(dir, "index.html.gz")); err != nil {
			t.Errorf("a copy of a file that did not change: %v", err)
		}
		first.mustPublish(t, dir)
	}
}

// TestCopiesDoNotComeBack: the tree that stood before a page changed is the one that is made public after the
// next edition. A copy that lay in it, of words that were taken back, must not be public with it.
func TestCopiesDoNotComeBack(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	page := "columns/hay-fever/index.html"
	edition := func(text, home string) site {
		return site{"index.html": home, page: text, "columns/index.html": "list"}
	}
	edition("words", "1").mustPublish(t, dir)
	edition("words", "2").mustPublish(t, dir)
	put(t, dir, map[string]string{page + ".gz": "words"})
	for i, home := range []string{"3", "4", "5", "6"} {
		age(t, dir)
		s := edition("taken back", home)
		s.mustPublish(t, dir)
		if d := diff(tree(t, dir), s.want(nil)); d != "" {
			t.Errorf("edition %d:\n%s", i+3, d)
		}
	}
}
