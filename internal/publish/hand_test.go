//go:build unix

package publish_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// TestChangedByHand alters what stands, or what is kept beside it, and publishes twice: the tree must
// come out as if nothing had happened.
func TestChangedByHand(t *testing.T) {
	page := "columns/hay-fever/index.html"
	write := func(text string) func(string) error {
		return func(dir string) error { return os.WriteFile(filepath.Join(dir, page), []byte(text), 0o644) }
	}
	gone := func(name string) func(string) error {
		return func(dir string) error { return os.RemoveAll(den(dir, name)) }
	}
	spoil := func(pattern, text string) func(string) error {
		return func(dir string) error {
			names, err := filepath.Glob(den(dir, pattern))
			for _, name := range names {
				if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
					return err
				}
			}
			return err
		}
	}
	first, second := maps.Clone(first), maps.Clone(second)
	first["empty.html"], second["empty.html"] = "", ""
	tests := []struct {
		name string
		do   func(dir string) error
	}{
		{"a page grows", write("sneezing and more")},
		{"a page changes, its size does not", write("Sneezing")},
		{"a page is emptied", write("")},
		{"a page is removed", func(dir string) error { return os.Remove(filepath.Join(dir, page)) }},
		{"a page is replaced", func(dir string) error {
			if err := os.Remove(filepath.Join(dir, page)); err != nil {
				return err
			}
			return write("replaced")(dir)
		}},
		{"a page becomes a link", func(dir string) error {
			if err := os.Remove(filepath.Join(dir, page)); err != nil {
				return err
			}
			return os.Symlink("/etc/hostname", filepath.Join(dir, page))
		}},
		{"a page is hidden from readers", func(dir string) error { return os.Chmod(filepath.Join(dir, page), 0o600) }},
		{"a folder is removed", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "columns")) }},
		{"an empty list of files", func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "build.json"),
				[]byte(`{"generator":"kanshu","day":"2026-11-22","withdrawn":[],"files":[]}`), 0o644)
		}},
		{"the hidden directory goes", gone("")},
		{"the spare goes", gone("spare")},
		{"part of the spare goes", gone("spare/columns")},
		{"the spare's list goes", gone("spare/build.json")},
		{"the lists go", gone("lists")},
		{"the lock goes", gone("lock")},
		{"the mark goes", gone("clean")},
		{"the lists are spoilt", spoil("lists/*", "kanshu tree 1\nnot so")},
		{"the lists are emptied", spoil("lists/*", "")},
		{"the mark is spoilt", spoil("clean", strings.Repeat("0", 64))},
		{"the spare is spoilt", spoil("spare/columns/*/index.html", "spoilt")},
		{"something comes into the spare", func(dir string) error {
			return os.WriteFile(den(dir, "spare/stranger.html"), []byte("stray"), 0o644)
		}},
		{"a folder comes into the spare", func(dir string) error {
			return os.MkdirAll(den(dir, "spare/stranger"), 0o755)
		}},
		{"something comes into a folder of the spare", func(dir string) error {
			return os.WriteFile(den(dir, "spare/columns/stranger.html"), []byte("stray"), 0o644)
		}},
		{"a file of the spare goes", gone("spare/index.html")},
		{"a file of the spare is replaced", func(dir string) error {
			name := den(dir, "spare/index.html")
			if err := os.Remove(name); err != nil {
				return err
			}
			return os.WriteFile(name, []byte("replaced"), 0o644)
		}},
		{"a file of the spare becomes a folder", func(dir string) error {
			name := den(dir, "spare/index.html")
			if err := os.Remove(name); err != nil {
				return err
			}
			return os.Mkdir(name, 0o755)
		}},
		{"a file that both trees share is replaced in the spare", func(dir string) error {
			name := den(dir, "spare/404.html")
			return errors.Join(os.Remove(name), os.WriteFile(name, []byte("MISSING"), 0o644))
		}},
		{"a file of the spare goes, and something comes", func(dir string) error {
			return os.Rename(den(dir, "spare/404.html"), den(dir, "spare/stranger.html"))
		}},
		{"a folder of the spare goes, and something comes", func(dir string) error {
			return os.Rename(den(dir, "spare/assets"), den(dir, "spare/stranger"))
		}},
		{"the spare's list becomes a folder", func(dir string) error {
			return errors.Join(os.Remove(den(dir, "spare/build.json")), os.Mkdir(den(dir, "spare/build.json"), 0o755))
		}},
		{"the spare is another", func(dir string) error {
			return errors.Join(os.Rename(den(dir, "spare"), den(dir, "was")), os.CopyFS(den(dir, "spare"), os.DirFS(den(dir, "was"))), os.RemoveAll(den(dir, "was")))
		}},
		{"the output goes", os.RemoveAll},
		{"the output is emptied", func(dir string) error { return errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o755)) }},
		{"a page becomes a pipe", func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, page)), syscall.Mkfifo(filepath.Join(dir, page), 0o644))
		}},
		{"an empty page becomes a pipe", func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "empty.html")), syscall.Mkfifo(filepath.Join(dir, "empty.html"), 0o644))
		}},
		{"a journal is left", func(dir string) error { return os.WriteFile(den(dir, "journal"), []byte("exchange\n"), 0o644) }},
	}
	for _, test := range tests {
		for _, clean := range []bool{false, true} {
			t.Run(test.name, func(t *testing.T) {
				t.Parallel()
				dir := filepath.Join(t.TempDir(), "public")
				quickly(t, first, dir)
				quickly(t, second, dir)
				quickly(t, first, dir)
				if err := test.do(dir); err != nil {
					t.Fatal(err)
				}
				for i, s := range []site{first, second, first} {
					_, _, err := s.publish(dir, publish.Options{Clean: clean})
					if test.name == "an empty list of files" || test.name == "the lock goes" {
						if err == nil {
							t.Fatal("published over files that no list of ours names")
						}
						return
					}
					if err != nil {
						t.Fatal(err)
					}
					if d := diff(tree(t, dir), s.want(nil)); d != "" {
						t.Fatalf("after publication %d:\n%s", i+1, d)
					}
				}
			})
		}
	}
}

func TestRepairIsAChange(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	put(t, dir, map[string]string{"index.html": "defaced"})
	if c, made := first.mustPublish(t, dir); !slices.Equal(c.Changed, []string{"index.html"}) || made != 1 {
		t.Errorf("changes %v with %d made, want index.html alone", c, made)
	}
}

// TestRepairsStandAmongTheChanges: what was put back is told with what changed, in order.
func TestRepairsStandAmongTheChanges(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	put(t, dir, map[string]string{"404.html": "defaced", "assets/style.0123456789.css": "defaced"})
	want := []string{"404.html", "assets/style.0123456789.css", "columns/index.html", "index.html"}
	if c, _ := second.mustPublish(t, dir); !slices.Equal(c.Changed, want) {
		t.Errorf("changed %v, want %v", c.Changed, want)
	}
}

func TestNothingNewTouchesNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	foreign := strangers(t, dir)
	before := times(t, dir)
	first.mustPublish(t, dir)
	if err := os.RemoveAll(filepath.Join(filepath.Dir(dir), ".public.kanshu")); err != nil {
		t.Fatal(err)
	}
	if _, made := first.mustPublish(t, dir); made != len(first) {
		t.Errorf("%d files were made without a memory, want all %d", made, len(first))
	}
	if _, made := first.mustPublish(t, dir); made != 0 {
		t.Errorf("%d files were made with it, want none", made)
	}
	if _, _, err := first.publish(dir, publish.Options{Clean: true}); err != nil {
		t.Fatal(err)
	}
	if d := diff(times(t, dir), before); d != "" {
		t.Errorf("something was touched:\n%s", d)
	}
	holds(t, dir, first, foreign)
}

// times reads inode, time of change and time of writing of all that stands in a tree.
func times(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	for name := range tree(t, dir) {
		got[name] = stamp(t, filepath.Join(dir, name))
	}
	got["build.json"] = stamp(t, filepath.Join(dir, "build.json"))
	return got
}

func TestWithoutLinksOrExchange(t *testing.T) {
	t.Parallel()
	for _, w := range []*without{{link: true}, {exchange: true}, {link: true, exchange: true}} {
		dir := filepath.Join(t.TempDir(), "public")
		o := publish.Through(publish.Options{}, func(f publish.Files) publish.Files { w.Files = f; return w })
		var foreign map[string]string
		for i, s := range []site{first, second, first, second, second} {
			if _, _, err := s.publish(dir, o); err != nil {
				t.Fatalf("publication %d: %v", i, err)
			}
			if i == 0 {
				foreign = strangers(t, dir)
			}
			holds(t, dir, s, foreign)
		}
	}
}

func TestTheListIsTheContract(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	p, err := publish.Open(dir, publish.Options{Generator: "kanshu 1.0.0"})
	if err != nil {
		t.Fatal(err)
	}
	if p.Last() != nil {
		t.Errorf("Last = %v before anything was published, want nil", p.Last())
	}
	m := &kanshu.Manifest{
		Day: today, Next: date("2026-12-01"), Forced: true,
		Withdrawn: []kanshu.Tombstone{{Path: "/columns/hay-fever/", Since: date("2026-11-01")}, {Path: "/columns/花粉/", Since: today}},
		Entries:   []kanshu.Entry{{Path: "a.html", Key: kanshu.DigestOf([]byte("secret"))}, {Path: "花粉/<b>.html"}},
	}
	for i := range m.Entries {
		if err := p.Stage(&m.Entries[i], []byte("twelve bytes")); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := p.Commit(m); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "build.json"))
	if err != nil {
		t.Fatal(err)
	}
	x := kanshu.DigestOf([]byte("twelve bytes")).String()
	want := `{"generator":"kanshu 1.0.0","day":"2026-11-22","forced":true,"next":"2026-12-01",
"withdrawn":[{"path":"/columns/hay-fever/","since":"2026-11-01"},
{"path":"/columns/花粉/","since":"2026-11-22"}],
"files":[
{"path":"a.html","sha256":"` + x + `","size":12},
{"path":"花粉/\u003cb\u003e.html","sha256":"` + x + `","size":12}
]}
`
	if string(got) != want {
		t.Errorf("build.json is\n%s\nwant\n%s", got, want)
	}
	p, err = publish.Open(dir, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	last := p.Last()
	if last == nil || last.Day != m.Day || last.Next != m.Next || !last.Forced || !slices.Equal(last.Withdrawn, m.Withdrawn) || !slices.Equal(last.Entries, m.Entries) {
		t.Errorf("Last = %+v, want %+v", last, m)
	}
	read, err := publish.ReadList(got)
	if err != nil || !slices.Equal(read.Withdrawn, m.Withdrawn) || !read.Entries[0].Key.IsZero() {
		t.Errorf("ReadList = %+v, %v; want what was written, without keys", read, err)
	}
}

// TestSpareIsUsedAgain: two trees change places, and neither is built anew, foreign things in them or not,
// folders in them or not.
func TestSpareIsUsedAgain(t *testing.T) {
	flat := func(text string) site { return site{"404.html": "missing", "index.html": text} }
	for _, test := range []struct {
		name   string
		a, b   site
		guests bool
	}{{"alone", first, second, false}, {"with guests", first, second, true}, {"without folders", flat("one"), flat("two"), false}} {
		dir := filepath.Join(t.TempDir(), "public")
		test.a.mustPublish(t, dir)
		if test.guests {
			strangers(t, dir)
		}
		test.b.mustPublish(t, dir)
		for range 3 {
			for _, s := range []site{test.a, test.b} {
				was := inode(t, den(dir, "spare"))
				s.mustPublish(t, dir)
				if inode(t, dir) != was {
					t.Errorf("%s: the spare was built anew", test.name)
				}
			}
		}
	}
}
