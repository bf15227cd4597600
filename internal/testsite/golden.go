package testsite

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Rewrite is the environment variable that makes Golden, Written and GoldenTree write what they were given
// instead of comparing it: GOLDEN=rewrite, as make golden sets it.
const Rewrite = "GOLDEN"

// Golden compares got with the file of that name below the test's own testdata, and says where they
// first differ.
func Golden(t testing.TB, name string, got []byte) {
	t.Helper()
	Written(t, filepath.Join("testdata", filepath.FromSlash(name)), got)
}

// Written is Golden for a file of the repository that a test writes from what the code says, wherever it stands.
func Written(t testing.TB, file string, got []byte) {
	t.Helper()
	if os.Getenv(Rewrite) == "rewrite" {
		write(t, file, got)
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; make golden writes it", err)
	}
	if d := Difference(want, got); d != "" {
		t.Errorf("%s is not what the code says (make golden rewrites it): %s", file, d)
	}
}

// GoldenTree compares the files of got, by slash-separated path, with the tree of that name below the
// test's own testdata: no file may be missing, too many or different.
func GoldenTree(t testing.TB, name string, got map[string][]byte) {
	t.Helper()
	root := filepath.Join("testdata", filepath.FromSlash(name))
	if os.Getenv(Rewrite) == "rewrite" {
		if err := os.RemoveAll(root); err != nil {
			t.Fatal(err)
		}
		for file, b := range got {
			write(t, filepath.Join(root, filepath.FromSlash(file)), b)
		}
		return
	}
	want := Tree(t, os.DirFS(root))
	for _, file := range slices.Sorted(maps.Keys(want)) {
		b, ok := got[file]
		if !ok {
			t.Errorf("%s: %s is missing", name, file)
		} else if d := Difference(want[file], b); d != "" {
			t.Errorf("%s: %s: %s", name, file, d)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[file]; !ok {
			t.Errorf("%s: %s is not wanted; make golden accepts it", name, file)
		}
	}
}

// Tree returns all files of fsys by their slash-separated paths.
func Tree(t testing.TB, fsys fs.FS) map[string][]byte {
	t.Helper()
	tree := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		tree[name], err = fs.ReadFile(fsys, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// Difference says where two texts first differ, "" if they are equal.
func Difference(want, got []byte) string {
	if bytes.Equal(want, got) {
		return ""
	}
	w, g := strings.SplitAfter(string(want), "\n"), strings.SplitAfter(string(got), "\n")
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	return "line " + strconv.Itoa(i+1) + "\n got: " + lineAt(g, i) + "\nwant: " + lineAt(w, i)
}

// lineAt returns line i, cut so that a minified page does not flood the terminal.
func lineAt(lines []string, i int) string {
	if i >= len(lines) {
		return "(the end)"
	}
	s := []rune(lines[i])
	if len(s) > 400 {
		s = append(s[:400], '…')
	}
	return string(s)
}

// write puts a file on the disk, with the folders above it.
func write(t testing.TB, file string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b, 0o644); err != nil {
		t.Fatal(err)
	}
}
