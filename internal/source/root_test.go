//go:build unix

package source_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

// onDisk writes the small site to a folder and opens it.
func onDisk(t *testing.T, files ...string) (string, *source.Root) {
	t.Helper()
	dir := t.TempDir()
	testsite.Write(t, dir, site(files...))
	root, err := source.Dir(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return dir, root
}

func TestRootOpensOnlyRegularFiles(t *testing.T) {
	t.Parallel()
	dir, root := onDisk(t, "columns/folder/index.md", "---\ntitle: x\n---\n", "secret/x.md", "geheim")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Symlink("good.md", filepath.Join(dir, "columns/link.md")))
	must(os.Symlink("../secret", filepath.Join(dir, "columns/linked")))
	must(os.Symlink("nowhere", filepath.Join(dir, "columns/dangling.md")))
	must(os.Symlink("/etc/passwd", filepath.Join(dir, "columns/folder/out.png")))
	must(unix.Mkfifo(filepath.Join(dir, "columns/fifo.md"), 0o644))
	socket, err := net.Listen("unix", filepath.Join(dir, "columns/socket.md"))
	must(err)
	defer socket.Close()

	for _, name := range []string{"columns/link.md", "columns/linked", "columns/linked/x.md", "columns/dangling.md", "columns/fifo.md", "columns/socket.md", "columns/folder/out.png"} {
		if f, err := root.Open(name); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("Open(%s) = %v, %v, want a refusal", name, f, err)
		}
		if _, err := root.Stat(name); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("Stat(%s) = %v, want a refusal", name, err)
		}
	}
	for _, name := range []string{"../x", "/etc/passwd", "columns/../secret/x.md", "", "columns//good.md"} {
		if _, err := root.Open(name); !errors.Is(err, fs.ErrInvalid) {
			t.Errorf("Open(%q) = %v, want fs.ErrInvalid", name, err)
		}
	}
	for _, name := range []string{"columns/none.md", "none/x", "columns/good.md/x"} {
		if _, err := root.Open(name); err == nil {
			t.Errorf("Open(%q) opened something", name)
		}
	}
	if b, err := fs.ReadFile(root, "columns/folder/index.md"); err != nil || len(b) == 0 {
		t.Errorf("ReadFile = %q, %v", b, err)
	}

	done := make(chan *kanshu.Site, 1)
	go func() {
		s, err := source.Load(root, source.Options{})
		if err != nil {
			t.Error(err)
		}
		done <- s
	}()
	select {
	case s := <-done:
		refusedFiles(t, s)
	case <-time.After(10 * time.Second):
		t.Fatal("Load waits for the FIFO")
	}
}

func refusedFiles(t *testing.T, s *kanshu.Site) {
	t.Helper()
	var got []string
	for _, c := range s.Columns {
		if slices.ContainsFunc(c.Findings, func(f kanshu.Finding) bool { return f.Rule == "file-not-regular" && f.Severity == kanshu.Refuse }) {
			got = append(got, c.File)
		} else if c.File != "columns/good.md" {
			t.Errorf("%s is not refused", c.File)
		}
	}
	if want := "columns/dangling.md columns/fifo.md columns/folder/index.md columns/link.md columns/linked columns/socket.md"; strings.Join(got, " ") != want {
		t.Errorf("refused %q, want %q", got, want)
	}
}

func TestRootReadsDirectories(t *testing.T) {
	t.Parallel()
	_, root := onDisk(t, "columns/a.md", "x", "columns/z/index.md", "x")
	entries, err := root.ReadDir("columns")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if got := strings.Join(names, " "); got != "a.md good.md z" {
		t.Errorf("ReadDir = %q", got)
	}
	if _, err := source.Dir(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("Dir opened a folder that is not there")
	}
}
