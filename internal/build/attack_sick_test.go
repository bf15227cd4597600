package build_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

// A sick file system gives no bytes of one file: it does not open it, or does not read it.
type sick struct {
	fstest.MapFS
	name    string
	opening bool
	err     error
}

func (s sick) Open(name string) (fs.File, error) {
	f, err := s.MapFS.Open(name)
	switch {
	case name != s.name || err != nil:
		return f, err
	case s.opening:
		return nil, &fs.PathError{Op: "open", Path: name, Err: s.err}
	default:
		return sickFile{f, s.err}, nil
	}
}

// ReadFile implements fs.ReadFileFS.
func (s sick) ReadFile(name string) ([]byte, error) {
	if name == s.name {
		return nil, &fs.PathError{Op: "read", Path: name, Err: s.err}
	}
	return s.MapFS.ReadFile(name)
}

type sickFile struct {
	fs.File
	err error
}

func (f sickFile) Read([]byte) (int, error) { return 0, f.err }

// TestAFaultOfTheMachineIsNoEdition: whatever of the sources the machine does not give, nothing is published without
// it: no column is withdrawn, and no page goes out without its picture.
func TestAFaultOfTheMachineIsNoEdition(t *testing.T) {
	t.Parallel()
	site := tiny(t)
	dir := filepath.Join(quickDir(t), "public")
	_, before := publishSite(t, site.fsys(), dir, on(today))
	site["columns/sleep.md"] += "\n追記しました。\n"
	site["columns/hay-fever/pollen.png"] = smallPNG + "1"
	for _, name := range []string{"columns/sleep.md", "columns/hay-fever/pollen.png", "data/doctors/" + anyOf(site, "data/doctors/"), "kanshu.yaml"} {
		for _, err := range []error{syscall.EIO, syscall.EMFILE, syscall.EACCES} {
			for _, opening := range []bool{true, false} {
				if _, got := attempt(t, sick{site.fsys(), name, opening, err}, dir, on(today)); got == nil || strings.HasPrefix(name, "columns/") && !errors.Is(got, err) {
					t.Errorf("%s, opening %v: %v, want %v", name, opening, got, err)
				}
				same(t, name, readTree(t, dir), before)
			}
		}
	}
	publishSite(t, site.fsys(), dir, on(today))
}

// anyOf returns the name of a file below a folder of a site.
func anyOf(site files, folder string) string {
	least := ""
	for name := range site {
		if len(name) > len(folder) && name[:len(folder)] == folder && (least == "" || name < least) {
			least = name
		}
	}
	return least[len(folder):]
}
