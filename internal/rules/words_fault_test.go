package rules_test

import (
	"errors"
	"io/fs"
	"syscall"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/rules"
)

// A shut file system neither opens nor lists one of its names.
type shut struct {
	fs.FS
	name string
}

func (s shut) Open(name string) (fs.File, error) {
	if name == s.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.EACCES}
	}
	return s.FS.Open(name)
}

func (s shut) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == s.name {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: syscall.EACCES}
	}
	return fs.ReadDir(s.FS, name)
}

// TestOwnRulesThatCannotBeReadAreNotForgotten: where a publication's rules, or their folder, cannot be read, it is not
// judged without them.
func TestOwnRulesThatCannotBeReadAreNotForgotten(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{"data/words/house.yaml": {Data: []byte(siteRule)}, "data/words/README.md": {}}
	for _, name := range []string{"data/words", "data/words/house.yaml"} {
		_, with := rules.With(shut{site, name})
		_, own := rules.Own(shut{site, name})
		for what, err := range map[string]error{"With": with, "Own": own} {
			var fault *kanshu.Fault
			if !errors.As(err, &fault) || fault.File != name || !errors.Is(err, syscall.EACCES) {
				t.Errorf("%s cannot be read: %s returns %v", name, what, err)
			}
		}
	}
	all, err := rules.With(site)
	if err != nil || len(all) != len(rules.All)+1 {
		t.Errorf("%d rules, %v; want one more than %d", len(all), err, len(rules.All))
	}
	if all, err := rules.With(fstest.MapFS{}); err != nil || len(all) != len(rules.All) {
		t.Errorf("without a folder: %d rules, %v", len(all), err)
	}
}
