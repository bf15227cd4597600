//go:build unix

package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"kanshu/internal/publish"
)

// open returns the files below a new directory that holds some, and its name.
func open(t *testing.T) (publish.Files, string) {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, map[string]string{
		"file": "text", "dir/file": "text", "dir/sub/": "", "other/": "", "link": "->file",
		"den/lock/": "", "linked/lock": "->../file",
	})
	f, err := publish.OpenDisk(dir)
	must(t, err)
	t.Cleanup(f.Close)
	return f, dir
}

// TestTheDiskSaysWhatItCannot asks the disk for what cannot be: it must say so, and change nothing.
func TestTheDiskSaysWhatItCannot(t *testing.T) {
	stat := func(name string) func(publish.Files) error {
		return func(f publish.Files) error { _, err := f.Stat(name); return err }
	}
	list := func(name string) func(publish.Files) error {
		return func(f publish.Files) error { _, err := f.List(name); return err }
	}
	read := func(name string) func(publish.Files) error {
		return func(f publish.Files) error { _, err := f.Read(name); return err }
	}
	digest := func(name string) func(publish.Files) error {
		return func(f publish.Files) error { _, err := f.Digest(name); return err }
	}
	create := func(name string) func(publish.Files) error {
		return func(f publish.Files) error { _, err := f.Create(name, []byte("x")); return err }
	}
	lock := func(dir string) func(publish.Files) error {
		return func(f publish.Files) error { _, err := f.Lock(dir, 0); return err }
	}
	tests := []struct {
		name string
		do   func(publish.Files) error
		want error
	}{
		{"look at nothing", stat("no"), fs.ErrNotExist},
		{"look at nothing in nothing", stat("no/such/thing"), fs.ErrNotExist},
		{"list nothing", list("no"), fs.ErrNotExist},
		{"list a file", list("file"), syscall.ENOTDIR},
		{"read nothing", read("dir/sub/no"), fs.ErrNotExist},
		{"read a folder", read("dir"), syscall.EISDIR},
		{"read what leads out", read("../file"), nil},
		{"sum up nothing", digest("dir/sub/no"), fs.ErrNotExist},
		{"sum up a folder", digest("dir"), syscall.EISDIR},
		{"sum up what leads out", digest("../file"), nil},
		{"follow a file", func(f publish.Files) error { _, err := f.Readlink("file"); return err }, syscall.EINVAL},
		{"create what is there", create("file"), fs.ErrExist},
		{"create over a link", create("link"), fs.ErrExist},
		{"create in nothing", create("no/such/thing"), fs.ErrNotExist},
		{"make a folder that is there", func(f publish.Files) error { return f.Mkdir("dir/sub") }, fs.ErrExist},
		{"make a folder in nothing", func(f publish.Files) error { return f.Mkdir("no/such/thing") }, fs.ErrNotExist},
		{"link nothing", func(f publish.Files) error { return f.Link("no", "dir/new") }, fs.ErrNotExist},
		{"link over a file", func(f publish.Files) error { return f.Link("file", "dir/file") }, fs.ErrExist},
		{"make a link that is there", func(f publish.Files) error { return f.Symlink("dir", "link") }, fs.ErrExist},
		{"dress nothing", func(f publish.Files) error { return f.Dress("no", publish.Info{}) }, fs.ErrNotExist},
		{"rename nothing", func(f publish.Files) error { return f.Rename("no", "new") }, fs.ErrNotExist},
		{"rename onto a folder that holds something", func(f publish.Files) error { return f.Rename("other", "dir") }, fs.ErrExist},
		{"exchange nothing", func(f publish.Files) error { return f.Exchange("dir", "no") }, fs.ErrNotExist},
		{"exchange a folder with what is in it", func(f publish.Files) error { return f.Exchange("dir", "dir/sub") }, errors.ErrUnsupported},
		{"remove nothing", func(f publish.Files) error { return f.Remove("no") }, fs.ErrNotExist},
		{"remove a folder that holds something", func(f publish.Files) error { return f.Remove("dir") }, fs.ErrExist},
		{"lock below nothing", lock("no/such"), fs.ErrNotExist},
		{"lock where a folder is", lock("den"), syscall.EISDIR},
		{"lock where a link is", lock("linked"), publish.ErrLocked},
		{"lock where a file is", lock("file"), syscall.ENOTDIR},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, plain := range []bool{false, true} {
				f, dir := open(t)
				if plain {
					f = publish.Plain(f)
				}
				before := tree(t, dir)
				if err := test.do(f); err == nil || test.want != nil && !errors.Is(err, test.want) {
					t.Errorf("got %v, want %v; plain: %v", err, test.want, plain)
				}
				if d := diff(tree(t, dir), before); d != "" {
					t.Errorf("something was touched:\n%s", d)
				}
			}
		})
	}
	f, _ := open(t)
	if f.Close(); f.Sync() == nil {
		t.Error("a disk that is closed says that all lies on it")
	}
	if _, err := publish.OpenDisk(filepath.Join(t.TempDir(), "no")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("OpenDisk of nothing = %v", err)
	}
}

func TestTheDiskDoesWhatItIsAsked(t *testing.T) {
	t.Parallel()
	f, dir := open(t)
	for i, name := range []string{"a", "a/b", "a/b/c", "a/b/c/d"} {
		if must(t, f.Mkdir(name)); i == 2 {
			f = publish.Plain(f)
		}
		made, err := f.Create(name+"/file", []byte(name))
		must(t, err)
		if at, err := f.Stat(name + "/file"); err != nil || made != at {
			t.Errorf("made was %+v, and there stands %+v, %v", made, at, err)
		}
	}
	must(t, f.Link("a/b/c/d/file", "a/b/again"), f.Symlink("../file", "a/b/link"), f.Rename("a/b/file", "a/moved"), f.Remove("a/b/c/d/file"), f.Remove("a/b/c/d"))
	if target, err := f.Readlink("a/b/link"); err != nil || target != "../file" {
		t.Errorf("the link leads to %q, %v; want what it was made with", target, err)
	}
	want := map[string]string{
		".": "drwxr-xr-x ", "b": "drwxr-xr-x ", "b/c": "drwxr-xr-x ", "file": "-rw-r--r-- a", "moved": "-rw-r--r-- a/b",
		"b/again": "-rw-r--r-- a/b/c/d", "b/link": "Lrwxrwxrwx ../file", "b/c/file": "-rw-r--r-- a/b/c",
	}
	if d := diff(tree(t, filepath.Join(dir, "a")), want); d != "" {
		t.Error(d)
	}
	// A folder that was kept open is another one after it changed places with one of the same shape.
	put(t, dir, map[string]string{"x/b/c/file": "of x"})
	for name, do := range map[string]func() error{
		"exchanged": func() error { return f.Exchange("a", "x") },
		"renamed":   func() error { return errors.Join(f.Rename("a", "y"), f.Rename("x", "a"), f.Rename("y", "x")) },
	} {
		was, err := f.Read("a/b/c/file")
		must(t, err, do())
		if is, err := f.Read("a/b/c/file"); err != nil || string(is) == string(was) {
			t.Errorf("%s: read %q, %v; want what stands there now", name, is, err)
		}
	}
}

// TestModesAreThoseOfTheSystem compares with what package os says of every kind of file.
func TestModesAreThoseOfTheSystem(t *testing.T) {
	t.Parallel()
	_, dir := open(t)
	must(t, syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o640))
	socket, err := net.Listen("unix", filepath.Join(dir, "socket"))
	must(t, err)
	defer func() { _ = socket.Close() }()
	must(t, os.Chmod(filepath.Join(dir, "socket"), 0o600))
	for name, mode := range map[string]fs.FileMode{"setuid": 0o640 | fs.ModeSetuid, "setgid": 0o600 | fs.ModeSetgid, "sticky": 0o750 | fs.ModeSticky} {
		must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o644), os.Chmod(filepath.Join(dir, name), mode))
	}
	for _, at := range []string{dir, "/dev"} {
		f, err := publish.OpenDisk(at)
		must(t, err)
		defer f.Close()
		for _, name := range []string{"file", "dir", "link", "fifo", "socket", "setuid", "setgid", "sticky", "null"} {
			want, err := os.Lstat(filepath.Join(at, name))
			if err != nil {
				continue
			}
			if got, err := f.Stat(name); err != nil || publish.ModeOf(got) != want.Mode()&^fs.ModeCharDevice {
				t.Errorf("%s/%s is %v, %v; want %v", at, name, publish.ModeOf(got), err, want.Mode())
			}
		}
	}
}

func TestALockIsWaitedFor(t *testing.T) {
	t.Parallel()
	f, dir := open(t)
	unlock, err := f.Lock("other", 0)
	must(t, err)
	if at, err := os.Lstat(filepath.Join(dir, "other/lock")); err != nil || at.Mode() != 0o644 {
		t.Errorf("the lock is %v, %v; want -rw-r--r--", at, err)
	}
	const wait = 45 * time.Millisecond
	from := time.Now()
	if _, err := f.Lock("other", wait); !errors.Is(err, publish.ErrLocked) || time.Since(from) < wait {
		t.Errorf("locked again: %v after %v, want ErrLocked after %v or more", err, time.Since(from), wait)
	}
	done := make(chan error)
	go func() {
		again, err := f.Lock("other", time.Hour)
		if err == nil {
			again()
		}
		done <- err
	}()
	unlock()
	must(t, <-done)
}

// openBelow returns the names below dir that this process holds open, on systems that tell.
func openBelow(t *testing.T, dir string) []string {
	t.Helper()
	const at = "/proc/self/fd"
	list, err := os.ReadDir(at)
	if err != nil {
		t.Skip("this system does not tell what is open: ", err)
	}
	var names []string
	for _, e := range list {
		if name, err := os.Readlink(filepath.Join(at, e.Name())); err == nil && (name == dir || len(name) > len(dir) && name[:len(dir)+1] == dir+"/") {
			names = append(names, name)
		}
	}
	return names
}

func TestNothingStaysOpen(t *testing.T) {
	t.Parallel()
	for _, w := range []without{{}, {exchange: true}, {link: true}} {
		deep := func(edition string) site {
			s := site{"a/index.html": "a", "gone/index.html": "gone"}
			for i := range 80 {
				s[fmt.Sprintf("columns/%03d/in/index.html", i)] = edition
			}
			return s
		}
		s := scene{before: []site{deep("1"), deep("2")}, guests: true, next: deep("3"), w: w}
		s.before[0]["goes/far/down/index.html"] = "gone"
		calls, most := 0, 0
		dir, _ := s.build(t)
		_, err := s.publish(dir, s.next, func(string, string) error {
			if calls++; calls%16 == 0 {
				most = max(most, len(openBelow(t, filepath.Dir(dir))))
			}
			return nil
		})
		must(t, err)
		if left := openBelow(t, filepath.Dir(dir)); len(left) > 0 {
			t.Errorf("%v is left open", left)
		}
		if most > 2*64+4 {
			t.Errorf("%d files were open at once, want 64 directories and the one above, each twice, and the lock", most)
		}
		publish.Peek(dir, "anything")
		if left := openBelow(t, filepath.Dir(dir)); len(left) > 0 {
			t.Errorf("%v is left open after a peek", left)
		}
		put(t, dir, map[string]string{"build.json": "{}"})
		if _, err := publish.Open(dir, publish.Options{}); !errors.Is(err, publish.ErrNotOurs) {
			t.Fatalf("Open = %v, want ErrNotOurs", err)
		}
		if left := openBelow(t, filepath.Dir(dir)); len(left) > 0 {
			t.Errorf("%v is left open after an Open that failed", left)
		}
	}
}
