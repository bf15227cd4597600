//go:build unix

package publish_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

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
	if _, err := publish.Open("/proc", publish.Options{}); !errors.Is(err, publish.ErrMount) {
		if at, e := os.Stat("/proc/self"); e == nil && at.IsDir() {
			t.Errorf("Open of a mount point = %v, want ErrMount", err)
		}
	}
}

// TestASourceThatCannotBeFound: whether the output is the source cannot be told where nobody knows what a
// relative name stands for.
func TestASourceThatCannotBeFound(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	put(t, dir, map[string]string{"./": ""})
	gone := filepath.Join(t.TempDir(), "gone")
	must(t, os.Mkdir(gone, 0o755))
	t.Chdir(gone)
	must(t, os.Remove(gone))
	var e *publish.Error
	if _, err := publish.Open(dir, publish.Options{Source: "site"}); !errors.As(err, &e) || e.Path != "site" {
		t.Errorf("Open = %v, want an error that names the source", err)
	}
	if left := tree(t, dir); len(left) != 1 {
		t.Errorf("%v was written", left)
	}
	put(t, dir, map[string]string{"../.public.kanshu/keep/n": "\x00\x00\x00\x00"})
	if _, ok := publish.Peek(dir, "n"); !ok {
		t.Error("Peek found nothing")
	}
	if _, ok := publish.Peek("public", "n"); ok {
		t.Error("Peek found something below a name that stands for nothing")
	}
}

// TestPlacesThatWillDo publishes twice where it may look as if one must not.
func TestPlacesThatWillDo(t *testing.T) {
	tests := []struct {
		name   string
		files  map[string]string
		source string
	}{
		{"nothing stands", nil, ""},
		{"an empty hidden directory", map[string]string{".out.kanshu/": ""}, ""},
		{"a source beside it", map[string]string{"site/columns/": ""}, "site"},
		{"a source beside it, and an empty directory", map[string]string{"site/columns/": "", "out/": ""}, "site"},
		{"a source that is not there", map[string]string{"out/": ""}, "site"},
		{"a source inside the output's neighbour", map[string]string{"out2/columns/": "", "out/": ""}, "out2/columns"},
		{"within the source", map[string]string{"columns/": ""}, "."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			put(t, dir, test.files)
			o := publish.Options{}
			if test.source != "" {
				o.Source = filepath.Join(dir, test.source)
			}
			for _, s := range []site{first, second} {
				_, _, err := s.publish(filepath.Join(dir, "out"), o)
				must(t, err)
				holds(t, filepath.Join(dir, "out"), s, nil)
			}
		})
	}
}

// TestOpenLeavesAllAsItWas: an Open that fails lets the lock go, and takes away what it made and nothing else.
func TestOpenLeavesAllAsItWas(t *testing.T) {
	for _, fresh := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "public")
		second.mustPublish(t, dir)
		first.mustPublish(t, dir)
		if fresh {
			must(t, os.RemoveAll(den(dir, "")))
		}
		was, err := os.ReadFile(filepath.Join(dir, "build.json"))
		must(t, err, os.WriteFile(filepath.Join(dir, "build.json"), []byte("not so"), 0o644))
		before := tree(t, filepath.Dir(dir))
		for range 2 {
			if _, err := publish.Open(dir, publish.Options{}); !errors.Is(err, publish.ErrNotOurs) {
				t.Errorf("Open = %v, want ErrNotOurs", err)
			}
		}
		if d := diff(tree(t, filepath.Dir(dir)), before); d != "" {
			t.Errorf("something was touched:\n%s", d)
		}
		must(t, os.WriteFile(filepath.Join(dir, "build.json"), was, 0o644))
		second.mustPublish(t, dir)
		holds(t, dir, second, nil)
	}
	// What came while the lock was waited for is seen before anything is staged.
	dir := filepath.Join(t.TempDir(), "public")
	_, err := publish.Open(dir, watch(publish.Options{}, func(op, _ string) error {
		if op == "lock" {
			put(t, dir, map[string]string{"thesis": "years"})
		}
		return nil
	}))
	if got := beside(t, dir); !errors.Is(err, publish.ErrNotOurs) || got != "public" {
		t.Errorf("Open = %v and leaves %s, want ErrNotOurs and what came", err, got)
	}
	// Where another build holds the lock, the directory that it made stays.
	dir = filepath.Join(t.TempDir(), "public")
	var p *publish.Publisher
	_, err = publish.Open(dir, watch(publish.Options{}, func(op, _ string) error {
		if op == "lock" {
			p = mustOpen(t, dir, publish.Options{})
		}
		return nil
	}))
	if _, e := os.Lstat(den(dir, "lock")); !errors.Is(err, publish.ErrLocked) || e != nil {
		t.Errorf("Open = %v and the lock %v; want ErrLocked, and that it is there", err, e)
	}
	must(t, p.Close())
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
		next  site
	}{
		{"a file at the name of a new file", map[string]string{"columns/sleep/index.html": "mine"}, second},
		{"a file at the name of a new folder", map[string]string{"columns/sleep": "mine"}, second},
		{"a link at the name of a new folder", map[string]string{"columns/sleep": "->../elsewhere"}, second},
		{"a directory at the name of a new file", map[string]string{"columns/sleep/index.html/x": "mine"}, second},
		{"a file in a folder of ours that becomes a file", map[string]string{"columns/old/note.txt": "mine"}, site{"columns/old": "a file now"}},
		{"a file deep in a folder of ours that becomes a file", map[string]string{"columns/old/deep/er/note.txt": "mine"}, site{"columns": "a file now"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "public")
			first.mustPublish(t, dir)
			put(t, dir, test.files)
			before := tree(t, dir)
			if _, _, err := test.next.publish(dir, publish.Options{}); !errors.Is(err, publish.ErrForeign) {
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
		for _, o := range []publish.Options{{}, publish.Through(publish.Options{}, publish.Plain)} {
			old := syscall.Umask(mask)
			dir := filepath.Join(t.TempDir(), "public")
			_, _, err := first.publish(dir, o)
			if err == nil {
				_, _, err = second.publish(dir, o)
			}
			if err == nil {
				_, _, err = first.publish(dir, o)
			}
			syscall.Umask(old)
			if err != nil {
				t.Fatalf("umask %o: %v", mask, err)
			}
			holds(t, dir, first, nil)
		}
	}
}

// TestWhatAnErrorSays: one line in English for the log, and words in both languages for the one who ran the
// build.
func TestWhatAnErrorSays(t *testing.T) {
	cause := errors.New("the reason why")
	tests := []struct {
		e        publish.Error
		line, ja string
	}{
		{publish.Error{Op: "commit", Reason: publish.ErrLocked}, "publish: commit: another build is running", "別のビルドが"},
		{publish.Error{Op: "open", Path: "public", Reason: publish.ErrLocked}, "publish: open public: another build is running", "public：別のビルドが"},
		{publish.Error{Op: "open", Path: "public", Reason: publish.ErrDisk, Cause: cause}, "publish: open public: the disk reports a fault: the reason why", "public：ディスクの"},
	}
	for _, test := range tests {
		if got := test.e.Error(); got != test.line {
			t.Errorf("the line is %q, want %q", got, test.line)
		}
		if w := test.e.Wording(); !strings.HasPrefix(w.JA, test.ja) || w.EN == "" || (test.e.Path != "") != strings.HasPrefix(w.EN, test.e.Path+": ") {
			t.Errorf("the words are %q, want 「%s」", w, test.ja)
		}
		if !errors.Is(&test.e, test.e.Reason) || errors.Is(&test.e, cause) != (test.e.Cause != nil) {
			t.Errorf("%v is not what it is made of", &test.e)
		}
	}
	// What the system said and nobody has a word for stands alone; a name is said once.
	for _, test := range []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "mkdir", Path: "public/x", Err: syscall.ENAMETOOLONG}, "publish: lock .public.kanshu: mkdir: file name too long"},
		{&os.LinkError{Op: "rename", Old: "a", New: "b", Err: syscall.ENAMETOOLONG}, "publish: lock .public.kanshu: rename a b: file name too long"},
	} {
		_, err := publish.Open(filepath.Join(t.TempDir(), "public"), watch(publish.Options{}, func(op, _ string) error {
			if op == "lock" {
				return test.err
			}
			return nil
		}))
		var e *publish.Error
		if err == nil || err.Error() != test.want || !errors.As(err, &e) || e.Wording().EN == "" {
			t.Errorf("Open = %q, want %q", err, test.want)
		}
	}
}

func TestWhatIsSaidOfFaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		fault  error
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
		{io.ErrShortWrite, publish.ErrDisk, "障害"},
		{syscall.ENAMETOOLONG, nil, "公開できませんでした"},
	}
	for _, test := range tests {
		f := &fault{calls: new(int), at: 14, err: test.fault}
		_, err := attempt(first, filepath.Join(t.TempDir(), "public"), f, nil)
		var e *publish.Error
		if !errors.As(err, &e) || !errors.Is(err, test.fault) || test.reason != nil && !errors.Is(err, test.reason) {
			t.Errorf("%v becomes %v, want %v", test.fault, err, test.reason)
			continue
		}
		if w := e.Wording(); !strings.Contains(w.JA, test.ja) || w.EN == "" {
			t.Errorf("%v: the words are %q, want 「%s」 in them", test.fault, w, test.ja)
		}
		if text := err.Error(); !strings.HasPrefix(text, "publish: ") || !strings.Contains(text, test.fault.Error()) {
			t.Errorf("%v: the line is %q", test.fault, text)
		}
	}
}
