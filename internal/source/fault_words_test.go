package source_test

import (
	"errors"
	"io/fs"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// A shut file system neither opens nor lists one of its names.
type shut struct {
	fstest.MapFS
	name string
	err  error
}

func (s shut) Open(name string) (fs.File, error) {
	if name == s.name {
		return nil, &fs.PathError{Op: "open", Path: "base", Err: s.err}
	}
	return s.MapFS.Open(name)
}

func (s shut) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == s.name {
		return nil, &fs.PathError{Op: "readdir", Path: "base", Err: s.err}
	}
	return s.MapFS.ReadDir(name)
}

// TestAFaultNamesItsFile: whatever the machine cannot read is told by its whole name, in both languages. That a file
// may not be opened is no word on what kind of file it is.
func TestAFaultNamesItsFile(t *testing.T) {
	t.Parallel()
	base := site()
	base["columns/own/index.md"] = base["columns/good.md"]
	base["assets/a.css"], base["data/clinics/x.yaml"] = &fstest.MapFile{}, &fstest.MapFile{Data: []byte("name: 架空医院\n")}
	for _, name := range []string{"kanshu.yaml", "data/topics.yaml", "data/clinics/x.yaml", "data/doctors", "columns", "columns/own", "assets"} {
		for _, errno := range []syscall.Errno{syscall.EIO, syscall.EACCES, syscall.EMFILE} {
			_, err := source.Load(shut{base, name, errno}, source.Options{})
			var fault *kanshu.Fault
			if !errors.As(err, &fault) || fault.File != name || !errors.Is(err, errno) {
				t.Errorf("%s, %v: Load returns %v", name, errno, err)
				continue
			}
			if got, want := err.Error(), "source: read "+name+": "+errno.Error(); got != want {
				t.Errorf("%s, %v: %q, want %q", name, errno, got, want)
			}
		}
		_, err := source.Load(shut{base, name, fs.ErrPermission}, source.Options{})
		var broken *source.Broken
		if !errors.As(err, &broken) || !strings.Contains(kanshu.WordsOf(err).JA, "通常のファイルではありません") {
			t.Errorf("%s is a link: Load returns %v", name, err)
		}
	}
}

// TestBrokenIsToldWithWhatToDo: each finding with its place, and below it what to do, where there is something.
func TestBrokenIsToldWithWhatToDo(t *testing.T) {
	t.Parallel()
	pos := kanshu.Pos{File: "kanshu.yaml", Line: 3, Char: 5}
	b := &source.Broken{Findings: []kanshu.Finding{
		{Pos: pos, Message: kanshu.Wording{JA: "一", EN: "one"}, Hint: kanshu.Wording{JA: "直す", EN: "mend"}},
		{Pos: pos, Message: kanshu.Wording{JA: "二", EN: "two"}},
	}}
	want := kanshu.Wording{
		JA: "kanshu.yaml:3:5: 一\n    直すには: 直す\nkanshu.yaml:3:5: 二", EN: "kanshu.yaml:3:5: one\n    to mend it: mend\nkanshu.yaml:3:5: two",
	}
	if got := b.Wording(); got != want {
		t.Errorf("the words are %q, want %q", got, want)
	}
	if got := b.Error(); got != "kanshu.yaml:3:5: one\nkanshu.yaml:3:5: two" {
		t.Errorf("the lines are %q", got)
	}
}
