package source_test

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// A sick file system does not open one of its files.
type sick struct {
	fs.FS
	name string
	err  error
}

func (s sick) Open(name string) (fs.File, error) {
	if name == s.name && s.err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: s.err}
	}
	return s.FS.Open(name)
}

func (s sick) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }

// TestAFaultOfTheMachineIsNoVerdict: a column whose file may not be opened is refused; where the machine cannot open
// it, nothing is judged, since its page would be withdrawn for a fault that is gone a moment later.
func TestAFaultOfTheMachineIsNoVerdict(t *testing.T) {
	t.Parallel()
	for _, err := range []error{syscall.EMFILE, syscall.ENFILE, syscall.EIO, syscall.ENOMEM, errors.New("of another kind")} {
		if _, got := source.Load(sick{site(), "columns/good.md", err}, source.Options{}); !errors.Is(got, err) {
			t.Errorf("%v: Load returns %v", err, got)
		}
	}
	for _, err := range []error{fs.ErrPermission, fs.ErrNotExist, syscall.ELOOP, syscall.ENXIO} {
		s, got := source.Load(sick{site(), "columns/good.md", err}, source.Options{})
		if got != nil || !refused(s.Columns[0]) || s.Columns[0].Findings[0].Rule != "file-unreadable" {
			t.Errorf("%v: Load returns %v, %+v", err, got, s)
		}
	}
}

// TestWhatCouldNotBeOpenedIsNotRemembered: the next run opens it again, though its mark is the same.
func TestWhatCouldNotBeOpenedIsNotRemembered(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("files bear no marks here")
	}
	dir := t.TempDir()
	for name, f := range site() {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m := source.Recall(nil, nil, kanshu.Digest{}, math.MaxInt64)
	fsys := sick{os.DirFS(dir), "columns/good.md", syscall.EACCES}
	s, err := source.Load(fsys, source.Options{Memory: m})
	if err != nil || !refused(s.Columns[0]) {
		t.Fatalf("Load returns %v, %+v", err, s)
	}
	all, more := m.Parts()
	fsys.err = nil
	if s, err = source.Load(fsys, source.Options{Memory: source.Recall(all, more, kanshu.Digest{}, math.MaxInt64)}); err != nil || refused(s.Columns[0]) {
		t.Errorf("the column is refused still: %v, %+v", err, s.Columns[0].Findings)
	}
	if err := os.Chmod(filepath.Join(dir, "columns/good.md"), 0o644); err != nil { //nolint:gosec // who may read it is what is tried
		t.Fatal(err)
	}
	if _, err = source.Load(sick{os.DirFS(dir), "columns/good.md", syscall.EACCES}, source.Options{}); !errors.Is(err, syscall.EACCES) {
		t.Errorf("everyone may read the file, and Load returns %v", err)
	}
}
