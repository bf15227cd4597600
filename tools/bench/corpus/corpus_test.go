package corpus_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"kanshu/tools/bench/corpus"
)

// read returns all files below a folder.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		files[strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(dir)+"/")] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func write(t *testing.T, n int) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := corpus.Kanshu(dir, n, false); err != nil {
		t.Fatal(err)
	}
	return read(t, dir)
}

func TestTheSameNumberGivesTheSameBytes(t *testing.T) {
	if a, b := write(t, 12), write(t, 12); !reflect.DeepEqual(a, b) {
		t.Error("two corpora of 12 columns differ")
	}
}

func TestABiggerCorpusOnlyAddsColumns(t *testing.T) {
	small, big := write(t, 5), write(t, 9)
	if len(big) != len(small)+4 {
		t.Errorf("%d files for 5 columns, %d for 9", len(small), len(big))
	}
	for name, text := range small {
		if big[name] != text {
			t.Errorf("%s differs in a bigger corpus", name)
		}
	}
}

func TestBothProgramsReadTheSameBodies(t *testing.T) {
	ours, dir := write(t, 8), t.TempDir()
	if err := corpus.Hugo(dir, 8); err != nil {
		t.Fatal(err)
	}
	theirs := read(t, dir)
	for i := range 8 {
		c := corpus.At(i)
		for _, text := range []string{ours["columns/"+c.Slug+".md"], theirs["content/columns/"+c.Slug+".md"]} {
			if _, body, _ := strings.Cut(text, "\n---\n\n"); body != c.Body {
				t.Errorf("%s: a body is not the one of the column", c.Slug)
			}
		}
	}
	if theirs["layouts/page.html"] == "" || theirs["hugo.toml"] == "" {
		t.Error("the Hugo project has no layouts or no settings")
	}
}

func TestAColumnHasAboutFifteenKilobytes(t *testing.T) {
	total, n := 0, 200
	for i := range n {
		total += len(corpus.At(i).Body)
	}
	if mean := total / n; mean < 13_500 || mean > 17_000 {
		t.Errorf("a body has %d bytes on average", mean)
	}
}

// TestKanshuFindsNothingAndPublishesAll holds that the bench times publishing, not refusing.
func TestKanshuFindsNothingAndPublishesAll(t *testing.T) {
	kanshu := filepath.Join(t.TempDir(), "kanshu")
	if out, err := exec.Command("go", "build", "-C", "../../..", "-o", kanshu, "./cmd/kanshu").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const n = 20
	for _, everything := range []corpus.Everything{false, true} {
		t.Run(fmt.Sprintf("everything %v", everything), func(t *testing.T) {
			dir := t.TempDir()
			if err := corpus.Kanshu(dir, n, everything); err != nil {
				t.Fatal(err)
			}
			tell := func(command string) []byte {
				t.Helper()
				out, err := exec.Command(kanshu, command, "--source", dir, "--today", corpus.Today, "--lang", "en", "--quiet").CombinedOutput()
				if err != nil {
					t.Fatalf("%s: %v\n%s", command, err, out)
				}
				return out
			}
			if said := tell("check"); bytes.Contains(said, []byte("]\n")) {
				t.Errorf("check finds something:\n%s", said)
			}
			tell("build")
			pages, err := filepath.Glob(filepath.Join(dir, "public", "columns", "*-0*", "index.html"))
			if err != nil || len(pages) != n {
				t.Errorf("%d pages for %d columns, %v", len(pages), n, err)
			}
			for _, page := range pages {
				b, err := os.ReadFile(page)
				if err != nil || !bytes.Contains(b, []byte(`"@type":"MedicalWebPage"`)) {
					t.Errorf("%s is no column's page, %v", page, err)
				}
			}
		})
	}
}
