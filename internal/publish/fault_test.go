//go:build unix

package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanshu/internal/publish"
)

// A fault is a disk that works for some calls and then does not.
type fault struct {
	watched
	calls *int
	at    int      // the call that fails, from 1; 0 is none
	err   error    // with what; nil is the end of the process
	ever  bool     // every call from that one on fails
	half  bool     // a file that fails to be written is there in part
	held  []func() // the locks that were taken: a process that ends lets them go
}

// death stands for the end of the process: nothing after it is carried out.
type death struct{}

func (f *fault) fail(op, name string) error {
	*f.calls++
	if f.at == 0 || *f.calls < f.at || *f.calls > f.at && !f.ever {
		return nil
	}
	if f.err == nil {
		panic(death{})
	}
	return &fs.PathError{Op: op, Path: name, Err: f.err}
}

// Create leaves half a file behind where that is asked for.
func (f *fault) Create(name string, data []byte) (publish.Info, error) {
	if f.half && *f.calls+1 == f.at {
		_, _ = f.Files.Create(name, data[:len(data)/2])
	}
	return f.watched.Create(name, data)
}

func (f *fault) Lock(dir string, wait time.Duration) (func(), error) {
	unlock, err := f.watched.Lock(dir, wait)
	if err == nil {
		f.held = append(f.held, unlock)
	}
	return unlock, err
}

// unsynced is a disk that does not wait.
type unsynced struct{ publish.Files }

func (unsynced) Sync() error { return nil }

// quickly publishes without waiting for the disk.
func quickly(t *testing.T, s site, dir string) {
	t.Helper()
	_, _, err := s.publish(dir, publish.Through(publish.Options{}, func(f publish.Files) publish.Files { return unsynced{f} }))
	if err != nil {
		t.Fatalf("publish: %v", err)
	}
}

// age makes what was written down look an hour older than it is, so that the times in it are relied on.
func age(t *testing.T, dir string) {
	t.Helper()
	stampLists(t, dir, time.Now().Add(time.Hour))
}

// without is a disk that lacks an operation.
type without struct {
	publish.Files
	exchange, link bool
}

func (w *without) Exchange(a, b string) error {
	if w.exchange {
		return errors.ErrUnsupported
	}
	return w.Files.Exchange(a, b)
}

func (w *without) Link(oldname, newname string) error {
	if w.link {
		return &os.LinkError{Op: "link", Old: oldname, New: newname, Err: syscall.EPERM}
	}
	return w.Files.Link(oldname, newname)
}

// strangers puts what is not ours into a tree, and returns what tree must find of it.
func strangers(t *testing.T, dir string) map[string]string {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	must(os.MkdirAll(filepath.Join(dir, ".git/refs/heads"), 0o755))
	must(os.MkdirAll(filepath.Join(dir, ".well-known/empty"), 0o755))
	must(os.WriteFile(filepath.Join(dir, "CNAME"), []byte("column.example.jp\n"), 0o600))
	must(os.WriteFile(filepath.Join(dir, ".git/HEAD"), []byte("ref: refs/heads/pages\n"), 0o644))
	must(os.WriteFile(filepath.Join(dir, ".git/refs/heads/pages"), []byte("0000\n"), 0o444))
	must(os.WriteFile(filepath.Join(dir, "columns/old/note.txt"), []byte("mine\n"), 0o640))
	must(os.Symlink("../elsewhere", filepath.Join(dir, "link")))
	must(os.Chmod(filepath.Join(dir, ".git/refs"), 0o500))
	t.Cleanup(func() { chmodAll(filepath.Dir(dir)) })
	return map[string]string{
		".git": "drwxr-xr-x ", ".git/refs": "dr-x------ ", ".git/refs/heads": "drwxr-xr-x ",
		".git/HEAD": "-rw-r--r-- ref: refs/heads/pages\n", ".git/refs/heads/pages": "-r--r--r-- 0000\n",
		".well-known": "drwxr-xr-x ", ".well-known/empty": "drwxr-xr-x ",
		"CNAME": "-rw------- column.example.jp\n", "columns/old/note.txt": "-rw-r----- mine\n",
		"columns/old": "drwxr-xr-x ", "link": "Lrwxrwxrwx ../elsewhere",
	}
}

func chmodAll(dir string) {
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			_ = os.Chmod(name, 0o755)
		}
		return nil
	})
}

// attempt publishes s through f and reports whether the process ended on the way.
func attempt(s site, dir string, f *fault, w *without) (died bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(death); !ok {
				panic(r)
			}
			died = true
			for _, unlock := range f.held {
				unlock()
			}
		}
	}()
	*f.calls = 0
	_, _, err = s.publish(dir, publish.Through(publish.Options{}, func(disk publish.Files) publish.Files {
		if w != nil {
			w.Files, disk = disk, w
		}
		f.Files, f.call = disk, f.fail
		return f
	}))
	return false, err
}

// beside lists what stands beside the output.
func beside(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// A stage is a state of the world in which a publication is disturbed.
var stages = []struct {
	name  string
	until []site // what was published before
	next  site
	odd   bool // foreign things stand in the tree
}{
	{"first", nil, first, false},
	{"first, into an empty directory", nil, first, true},
	{"second, without a spare", []site{first}, second, true},
	{"third, with a spare", []site{first, second}, first, true},
	{"nothing new", []site{first}, first, true},
}

func TestEveryCallFailsInTurn(t *testing.T) {
	kinds := []struct {
		name string
		f    fault
		w    without
	}{ // every call of the first six fails in turn; every seventh of the others, unless in a long run; fewer in a short
		{"the process ends", fault{}, without{}},
		{"ENOSPC", fault{err: syscall.ENOSPC, half: true}, without{}},
		{"the process ends, no exchange", fault{}, without{exchange: true}},
		{"EIO, no exchange", fault{err: syscall.EIO}, without{exchange: true}},
		{"EIO for ever, no exchange", fault{err: syscall.EIO, ever: true}, without{exchange: true}},
		{"EIO, no links", fault{err: syscall.EIO}, without{link: true}},
		{"EIO for ever", fault{err: syscall.EIO, ever: true}, without{}},
		{"EACCES", fault{err: syscall.EACCES}, without{}},
		{"EXDEV", fault{err: syscall.EXDEV}, without{}},
		{"EROFS for ever", fault{err: syscall.EROFS, ever: true}, without{}},
		{"EMFILE", fault{err: syscall.EMFILE}, without{}},
		{"EBUSY", fault{err: syscall.EBUSY}, without{}},
		{"EINVAL", fault{err: syscall.EINVAL}, without{}},
	}
	for i, k := range kinds {
		from, step := 1, 1
		switch long := os.Getenv("KANSHU_LONG") != ""; {
		case i >= 4 && testing.Short():
			continue
		case i >= 2 && testing.Short():
			from, step = 1+i%3, 3
		case i >= 6 && !long:
			from, step = 1+i%7, 7
		}
		for _, s := range stages {
			t.Run(k.name+"/"+s.name, func(t *testing.T) {
				for n := from; n < 2000; n += step {
					f := k.f
					f.at, f.calls = n, new(int)
					if !disturbed(t, &f, &k.w, s.until, s.next, s.odd) {
						return
					}
				}
				t.Fatal("there is no end of calls")
			})
		}
	}
}

// disturbed publishes what goes before, disturbs the publication of next, looks at what stands, and
// publishes again undisturbed. It reports whether the disturbance came to pass.
func disturbed(t *testing.T, f *fault, w *without, until []site, next site, odd bool) bool {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	var foreign map[string]string
	for i, s := range until {
		quickly(t, s, dir)
		if i == 0 && odd {
			foreign = strangers(t, dir)
		} else if odd {
			age(t, dir)
		}
	}
	before := map[string]string{}
	if len(until) == 0 && odd {
		put(t, dir, map[string]string{"./": ""})
	}
	if len(until) > 0 || odd {
		before = tree(t, dir)
	}
	died, err := attempt(next, dir, f, w)
	if *f.calls < f.at {
		if err != nil {
			t.Fatalf("undisturbed: %v", err)
		}
		return false
	}
	between := w.exchange && (died || f.ever) // the two renames, the first of which may stay alone
	at := fmt.Sprintf("call %d of %d", f.at, *f.calls)
	after := map[string]string{}
	if _, e := os.Lstat(dir); e == nil {
		after = tree(t, dir)
	} else if len(until) > 0 && !between {
		t.Fatalf("%s: the output is gone; err %v", at, err)
	}
	want := next.want(foreign)
	isOld, isNew := diff(after, before) == "", diff(after, want) == ""
	switch {
	case between && len(after) == 0:
	case !isOld && !isNew:
		t.Fatalf("%s: neither old nor new; err %v; to the old:\n%s", at, err, diff(after, before))
	case err == nil && !died && !isNew:
		t.Fatalf("%s: no error, and yet the old edition", at)
	case err != nil && !isOld:
		t.Errorf("%s: an error, and yet the new edition: %v", at, err)
	}
	var e *publish.Error
	if err != nil && (!errors.As(err, &e) || e.Wording().JA == "" || !errors.Is(err, f.err)) {
		t.Errorf("%s: the error tells too little: %v", at, err)
	}
	quickly(t, next, dir)
	if d := diff(tree(t, dir), want); d != "" {
		t.Fatalf("%s: the run after (err %v) leaves:\n%s", at, err, d)
	}
	if got := beside(t, dir); got != ".public.kanshu public" {
		t.Fatalf("%s: beside the output stand %s", at, got)
	}
	if f.at%2 == 0 { // once more, so that the spare is used
		age(t, dir)
		quickly(t, second, dir)
		if d := diff(tree(t, dir), second.want(foreign)); d != "" {
			t.Fatalf("%s: the second run after leaves:\n%s", at, d)
		}
	}
	return true
}
