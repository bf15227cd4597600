//go:build unix

package publish_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// put writes files below dir: path → content; a path that ends in a slash is a directory, a content
// that begins with "->" a link.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		full := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		switch target, link := strings.CutPrefix(text, "->"); {
		case link:
			err = os.Symlink(target, full)
		case strings.HasSuffix(name, "/"):
			err = os.MkdirAll(full, 0o755)
		default:
			err = os.WriteFile(full, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestPlacesThatAreNotOurs(t *testing.T) {
	tests := []struct {
		name   string
		files  map[string]string
		output string
		source string
		want   error
	}{
		{"a directory with something in it", map[string]string{"out/thesis.docx": "years"}, "out", "", publish.ErrNotOurs},
		{"a directory with a hidden file", map[string]string{"out/.keep": ""}, "out", "", publish.ErrNotOurs},
		{"a directory with a directory", map[string]string{"out/empty/": ""}, "out", "", publish.ErrNotOurs},
		{"somebody else's build.json", map[string]string{"out/build.json": `{"name":"other"}`, "out/a": "b"}, "out", "", publish.ErrNotOurs},
		{"a list that leads out", map[string]string{"out/build.json": `{"generator":"kanshu","day":"2026-11-22","withdrawn":[],"files":[{"path":"../a","sha256":"` + strings.Repeat("0", 64) + `","size":1}]}`}, "out", "", publish.ErrNotOurs},
		{"a list cut short", map[string]string{"out/build.json": `{"generator":"kanshu 1.0.0","day":"2026-`}, "out", "", publish.ErrNotOurs},
		{"build.json is a directory", map[string]string{"out/build.json/": ""}, "out", "", publish.ErrNotOurs},
		{"build.json is a link", map[string]string{"out/build.json": "->../b", "b": "{}"}, "out", "", publish.ErrNotOurs},
		{"a file", map[string]string{"out": "text"}, "out", "", publish.ErrForeign},
		{"a link to a directory", map[string]string{"real/": "", "out": "->real"}, "out", "", publish.ErrForeign},
		{"a dangling link", map[string]string{"out": "->nowhere"}, "out", "", publish.ErrForeign},
		{"the source", map[string]string{"site/columns/": ""}, "site", "site", publish.ErrForeign},
		{"the source's parent", map[string]string{"site/columns/": ""}, "site", "site/columns", publish.ErrForeign},
		{"an ancestor of the source behind a link", map[string]string{"site/a/b/": "", "s": "->site/a"}, "site", "s", publish.ErrForeign},
		{"a foreign hidden directory", map[string]string{".out.kanshu/letter.txt": "dear"}, "out", "", publish.ErrForeign},
		{"a file where the hidden directory belongs", map[string]string{".out.kanshu": "text"}, "out", "", publish.ErrForeign},
		{"a link where the hidden directory belongs", map[string]string{"real/": "", ".out.kanshu": "->real"}, "out", "", publish.ErrForeign},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			put(t, dir, test.files)
			before := tree(t, dir)
			o := publish.Options{}
			if test.source != "" {
				o.Source = filepath.Join(dir, test.source)
			}
			_, _, err := first.publish(filepath.Join(dir, test.output), o)
			var e *publish.Error
			if !errors.Is(err, test.want) || !errors.As(err, &e) || e.Wording().JA == "" || e.Wording().EN == "" {
				t.Errorf("Open = %v, want %v with words in both languages", err, test.want)
			}
			if d := diff(tree(t, dir), before); d != "" {
				t.Errorf("something was touched:\n%s", d)
			}
		})
	}
}

func TestPlacesThatNobodyOwns(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, dir := range []string{"/", home, ""} {
		if _, err := publish.Open(dir, publish.Options{}); !errors.Is(err, publish.ErrForeign) {
			t.Errorf("Open(%q) = %v, want ErrForeign", dir, err)
		}
	}
	if _, err := publish.Open(filepath.Join(home, "no/such/parent"), publish.Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open below nothing = %v, want that it does not exist", err)
	}
}

func TestAnEmptyDirectoryWillDo(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	put(t, dir, map[string]string{"./": ""})
	first.mustPublish(t, dir)
	holds(t, dir, first, nil)
}

func TestForeignThingsStandInTheWay(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
	}{
		{"a file at the name of a new file", map[string]string{"columns/sleep/index.html": "mine"}},
		{"a file at the name of a new folder", map[string]string{"columns/sleep": "mine"}},
		{"a link at the name of a new folder", map[string]string{"columns/sleep": "->../elsewhere"}},
		{"a directory at the name of a new file", map[string]string{"columns/sleep/index.html/x": "mine"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			first.mustPublish(t, dir)
			put(t, dir, test.files)
			before := tree(t, dir)
			if _, _, err := second.publish(dir, publish.Options{}); !errors.Is(err, publish.ErrForeign) {
				t.Errorf("publish = %v, want ErrForeign", err)
			}
			if d := diff(tree(t, dir), before); d != "" {
				t.Errorf("something was touched:\n%s", d)
			}
		})
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	p, err := publish.Open(dir, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := publish.Open(dir, publish.Options{}); !errors.Is(err, publish.ErrLocked) {
		t.Errorf("a second Open = %v, want ErrLocked", err)
	}
	m, _, err := first.stage(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(m); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Commit(m); !errors.Is(err, publish.ErrMisuse) {
		t.Errorf("a second Commit = %v, want ErrMisuse", err)
	}
	for range 2 {
		if err := p.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	second.mustPublish(t, dir)
	holds(t, dir, second, nil)
}

func TestWaitingForAnotherBuild(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	p, err := publish.Open(dir, publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		_, _, err := first.publish(dir, publish.Options{Wait: 1 << 40})
		done <- err
	}()
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("the one that waited: %v", err)
	}
	holds(t, dir, first, nil)
}

func TestModesWhateverTheUmask(t *testing.T) { // not parallel: the mask is the whole process's
	for _, mask := range []int{0, 0o022, 0o077, 0o777 &^ 0o700, 0o027} {
		old := syscall.Umask(mask)
		dir := filepath.Join(t.TempDir(), "public")
		_, _, err := first.publish(dir, publish.Options{})
		if err == nil {
			_, _, err = second.publish(dir, publish.Options{})
		}
		if err == nil {
			_, _, err = first.publish(dir, publish.Options{})
		}
		syscall.Umask(old)
		if err != nil {
			t.Fatalf("umask %o: %v", mask, err)
		}
		holds(t, dir, first, nil)
	}
}

func TestManifestsThatCannotBe(t *testing.T) {
	t.Parallel()
	digest := kanshu.DigestOf([]byte("x"))
	tests := []struct {
		name   string
		stage  []string
		commit []string
	}{
		{"out of the tree", []string{"../x"}, nil},
		{"absolute", []string{"/x"}, nil},
		{"the list itself", []string{"build.json"}, nil},
		{"the list in capitals", []string{"Build.JSON"}, nil},
		{"a backslash", []string{`a\b`}, nil},
		{"staged twice", []string{"x", "x"}, nil},
		{"not in order", []string{"a", "b"}, []string{"b", "a"}},
		{"twice", []string{"a"}, []string{"a", "a"}},
		{"a file and a folder", []string{"a", "b/c"}, []string{"a", "a-", "b", "b/c"}},
		{"capitals alone", []string{"a/x", "A/x"}, []string{"A/x", "a/x"}},
		{"staged, not listed", []string{"a", "b"}, []string{"a"}},
		{"listed, not staged", []string{"a"}, []string{"a", "b"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			parent := t.TempDir()
			dir := filepath.Join(parent, "public")
			p, err := publish.Open(dir, publish.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range test.stage {
				if err = p.Stage(&kanshu.Entry{Path: name}, []byte("x")); err != nil {
					break
				}
			}
			if err == nil {
				m := &kanshu.Manifest{Day: today}
				for _, name := range test.commit {
					m.Entries = append(m.Entries, kanshu.Entry{Path: name, Digest: digest, Size: 1})
				}
				_, err = p.Commit(m)
			}
			if !errors.Is(err, publish.ErrMisuse) {
				t.Errorf("got %v, want ErrMisuse", err)
			}
			if err := p.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
			if got := beside(t, dir); got != ".public.kanshu" {
				t.Errorf("there stand %q, want the hidden directory alone", got)
			}
			if left, _ := os.ReadDir(filepath.Join(parent, ".public.kanshu")); len(left) != 1 {
				t.Errorf("%d things are left in the hidden directory, want the lock alone", len(left))
			}
		})
	}
}

func TestWhatIsSaidOfFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		errno  syscall.Errno
		reason error
		ja     string
	}{
		{syscall.ENOSPC, publish.ErrFull, "空き容量"},
		{syscall.EDQUOT, publish.ErrFull, "割り当て"},
		{syscall.EROFS, publish.ErrReadOnly, "書き込めません"},
		{syscall.EACCES, publish.ErrReadOnly, "権限"},
		{syscall.EXDEV, publish.ErrMount, "マウントポイント"},
		{syscall.EBUSY, publish.ErrMount, "マウントポイント"},
		{syscall.EMFILE, publish.ErrTooManyOpen, "ulimit"},
		{syscall.EIO, publish.ErrDisk, "障害"},
		{syscall.ENAMETOOLONG, nil, "公開できませんでした"},
	}
	for _, test := range tests {
		f := &fault{calls: new(int), at: 14, err: test.errno}
		_, err := attempt(first, filepath.Join(t.TempDir(), "public"), f, nil)
		var e *publish.Error
		if !errors.As(err, &e) || !errors.Is(err, test.errno) || test.reason != nil && !errors.Is(err, test.reason) {
			t.Errorf("%v becomes %v, want %v", test.errno, err, test.reason)
			continue
		}
		if w := e.Wording(); !strings.Contains(w.JA, test.ja) || w.EN == "" {
			t.Errorf("%v: the words are %q, want 「%s」 in them", test.errno, w, test.ja)
		}
		if text := err.Error(); !strings.HasPrefix(text, "publish: ") || !strings.Contains(text, test.errno.Error()) {
			t.Errorf("%v: the line is %q", test.errno, text)
		}
	}
}
