package serve_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanshu/internal/serve"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

// TestSavesOfEveryKindAreSeen saves as editors do, and waits for the event stream to tell of it.
func TestSavesOfEveryKindAreSeen(t *testing.T) {
	for _, poll := range []bool{false, true} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, testsite.New(t)); err != nil {
			t.Fatal(err)
		}
		root, err := source.Dir(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = root.Close() })
		r := start(t, root, func(o *serve.Options) { o.Dir, o.Poll = dir, poll })
		s := r.listen(t)
		s.next(t)
		file := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
		b, err := os.ReadFile(file("columns/sleep.md"))
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		write := func(name, text string) {
			if err := os.WriteFile(file(name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		must := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		marked := func(mark string) string { return text + "\n" + mark + "です。\n" }
		for _, c := range []struct {
			name  string
			save  func()
			path  string
			shows string // "": the page is gone
		}{
			{"written in place", func() { write("columns/sleep.md", marked("しるし一")) }, "/columns/sleep/", "しるし一"},
			{"written beside and renamed", func() {
				write("columns/.sleep.md.tmp", marked("しるし二"))
				must(os.Rename(file("columns/.sleep.md.tmp"), file("columns/sleep.md")))
			}, "/columns/sleep/", "しるし二"},
			{"moved away and written anew", func() {
				write("columns/4913", "")
				must(os.Remove(file("columns/4913")))
				must(os.Rename(file("columns/sleep.md"), file("columns/sleep.md~")))
				write("columns/sleep.md", marked("しるし三"))
				must(os.Remove(file("columns/sleep.md~")))
			}, "/columns/sleep/", "しるし三"},
			{"a new folder", func() {
				must(os.MkdirAll(file("columns/nap"), 0o700))
				write("columns/nap/index.md", strings.Replace(marked("しるし四"), "title: ", "title: 昼寝と", 1))
			}, "/columns/nap/", "しるし四"},
			{"within the new folder", func() { write("columns/nap/index.md", marked("しるし五")) }, "/columns/nap/", "しるし五"},
			{"a folder taken away", func() { must(os.RemoveAll(file("columns/nap"))) }, "/columns/nap/", ""},
			{"layouts that were not there", func() {
				must(os.Mkdir(file("layouts"), 0o700))
				write("layouts/column.html", `{{define "main"}}<main id="main">しるし六 {{.Title}}</main>{{end}}`)
			}, "/columns/sleep/", "しるし六"},
			{"layouts taken away", func() { must(os.RemoveAll(file("layouts"))) }, "/columns/sleep/", "しるし三"},
			{"data replaced with its folder", func() {
				must(os.Rename(file("data/doctors"), file("data/old")))
				must(os.Mkdir(file("data/doctors"), 0o700))
				for _, name := range []string{"kurose.yaml", "hinata.yaml"} {
					b, err := os.ReadFile(file("data/old/" + name))
					must(err)
					write("data/doctors/"+name, strings.Replace(string(b), "name: ", "name: 新 ", 1))
				}
			}, "/columns/sleep/", "新 "},
		} {
			c.save()
			for shown := false; !shown; {
				a, body := r.get(t, c.path)
				shown = c.shows == "" && a.StatusCode == 404 || c.shows != "" && a.StatusCode == 200 && strings.Contains(body, c.shows)
				if !shown {
					s.next(t) // the test's own time limit ends a wait for nothing
				}
			}
		}
	}
}
