package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"kanshu/internal/publish"
)

// TestADirectoryBelow makes directories whose names have several parts, of which none may be a link.
func TestADirectoryBelow(t *testing.T) {
	t.Parallel()
	f := madeBelow(t, t.TempDir())
	defer f.Close()
	if err := f.Mkdir("69/link/c"); err == nil {
		t.Error("a link was followed")
	}
}

// TestADirectoryBelowWithoutTheCall is the same where the kernel knows no openat2(2), or a sandbox forbids it: os.Root
// follows links, but none that leads out.
func TestADirectoryBelowWithoutTheCall(t *testing.T) {
	if dir := os.Getenv(inside); dir != "" {
		madeBelow(t, dir).Close()
		return
	}
	for _, refused := range []string{"ENOSYS", "EPERM"} {
		answered(t, t.TempDir(), "-e", "trace=openat2", "-e", "inject=openat2:error="+refused)
	}
}

// madeBelow makes them, by a disk that can hold none of their parents open any more.
func madeBelow(t *testing.T, dir string) publish.Files {
	t.Helper()
	f, err := publish.OpenDisk(dir)
	must(t, err)
	for i := range 70 {
		must(t, os.MkdirAll(filepath.Join(dir, fmt.Sprint(i)), 0o755))
		must(t, f.Mkdir(fmt.Sprintf("%d/a", i)))
	}
	must(t, f.Mkdir("69/a/b"))
	if at, err := os.Lstat(filepath.Join(dir, "69/a/b")); err != nil || !at.IsDir() || at.Mode().Perm() != 0o755 {
		t.Errorf("%v, %v", at, err)
	}
	must(t, os.Symlink("a", filepath.Join(dir, "69/link")))
	must(t, os.WriteFile(filepath.Join(dir, "69/file"), nil, 0o644))
	if err := f.Mkdir("69/a/b"); !errors.Is(err, fs.ErrExist) {
		t.Errorf("made twice: %v", err)
	}
	if err := f.Mkdir("69/none/b"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("below what is not there: %v", err)
	}
	must(t, os.Symlink(t.TempDir(), filepath.Join(dir, "69/out")))
	for _, name := range []string{"69/out/c", "69/file/c", "69/../../out"} {
		if err := f.Mkdir(name); err == nil {
			t.Errorf("%s was made", name)
		}
	}
	return f
}
