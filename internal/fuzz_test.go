package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFuzzTargetsHaveACorpus: inputs that once mattered are kept beside every fuzz target, and run with the tests.
func TestFuzzTargetsHaveACorpus(t *testing.T) {
	t.Parallel()
	target := regexp.MustCompile(`(?m)^func (Fuzz\w+)\(f \*testing\.F\)`)
	n := 0
	for _, root := range []string{".", "../cmd"} {
		err := filepath.WalkDir(root, func(name string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, "_test.go") {
				return err
			}
			b, err := os.ReadFile(name)
			for _, m := range target.FindAllSubmatch(b, -1) {
				n++
				kept, _ := filepath.Glob(filepath.Join(filepath.Dir(name), "testdata/fuzz", string(m[1]), "*"))
				if len(kept) == 0 {
					t.Errorf("%s: %s has no corpus", name, m[1])
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if n < 30 {
		t.Errorf("%d fuzz targets", n)
	}
}
