package build_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// A files is a source or a published tree: slash-separated path → bytes.
type files map[string]string

// fsys returns the files as a file system.
func (f files) fsys() fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range f {
		testsite.Put(m, name, text)
	}
	return m
}

// with returns f and more, leaving f as it is.
func (f files) with(more files) files {
	all := maps.Clone(f)
	maps.Copy(all, more)
	return all
}

// without returns f less the files whose name begins with one of the prefixes.
func (f files) without(prefixes ...string) files {
	return maps.Collect(func(yield func(string, string) bool) {
		for name, text := range f {
			if !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) }) && !yield(name, text) {
				return
			}
		}
	})
}

// quickDir is t.TempDir in memory, where the system has such a place: hundreds of sites are built.
func quickDir(t testing.TB) string {
	t.Helper()
	const memory = "/dev/shm"
	if info, err := os.Stat(memory); err != nil || !info.IsDir() {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp(memory, "kanshu-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// on returns the options of a build for a day.
func on(day string) build.Options {
	d, err := kanshu.ParseDate(day)
	if err != nil {
		panic(err)
	}
	return build.Options{Today: d, Forced: true, Version: "0", Workers: 2, Layouts: layouts.FS, Assets: assets.FS}
}

// attempt builds fsys into dir and returns the report, whatever came of it.
func attempt(t testing.TB, fsys fs.FS, dir string, o build.Options) (*build.Report, error) {
	t.Helper()
	pub, err := publish.Open(dir, publish.Options{Generator: build.Generator(o.Version)})
	if err != nil {
		t.Fatalf("open %s: %v", dir, err)
	}
	r, err := build.Run(t.Context(), fsys, pub, o)
	if e := pub.Close(); e != nil {
		t.Errorf("close: %v", e)
	}
	return r, err
}

// publishSite builds fsys into dir and returns the report and what stands there.
func publishSite(t testing.TB, fsys fs.FS, dir string, o build.Options) (*build.Report, files) {
	t.Helper()
	r, err := attempt(t, fsys, dir, o)
	if err != nil {
		t.Fatalf("build: %v", err)
	}
	return r, readTree(t, dir)
}

// fresh builds fsys into a new directory.
func fresh(t testing.TB, fsys fs.FS, o build.Options) (*build.Report, files) {
	t.Helper()
	return publishSite(t, fsys, filepath.Join(quickDir(t), "public"), o)
}

// readTree returns all files below dir; anything that is neither a file nor a folder fails the test.
func readTree(t testing.TB, dir string) files {
	t.Helper()
	tree := files{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			t.Errorf("%s is a %v", name, d.Type())
			return nil
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		tree[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// difference names the files in which two trees differ, sorted.
func difference(a, b files) []string {
	var names []string
	for name := range a.with(b) {
		x, inA := a[name]
		y, inB := b[name]
		if inA != inB || x != y {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// same fails the test where two trees differ, and shows where.
func same(t testing.TB, what string, got, want files) {
	t.Helper()
	names := difference(got, want)
	for i, name := range names {
		if i == 5 {
			t.Errorf("%s: and %d files more", what, len(names)-i)
			break
		}
		g, ok := got[name]
		w, wanted := want[name]
		switch {
		case !ok:
			t.Errorf("%s: %s is missing", what, name)
		case !wanted:
			t.Errorf("%s: %s should not be there", what, name)
		default:
			t.Errorf("%s: %s: %s", what, name, testsite.Difference([]byte(w), []byte(g)))
		}
	}
}

// traces returns every form in which a word may stand in a file: as it is, in UTF-16 of both kinds, in
// percent form, in base64 at each of its three places, in hexadecimal digits, as JSON escapes and as
// character references.
func traces(word string) [][]byte {
	list := [][]byte{[]byte(word), []byte(strings.ToUpper(word)), []byte(hex.EncodeToString([]byte(word)))}
	var little, big []byte
	var escapes, upper, decimal, hexadecimal, percent strings.Builder
	for _, u := range utf16.Encode([]rune(word)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
		fmt.Fprintf(&escapes, `\u%04x`, u)
		fmt.Fprintf(&upper, `\u%04X`, u)
	}
	for _, r := range word {
		fmt.Fprintf(&decimal, "&#%d;", r)
		fmt.Fprintf(&hexadecimal, "&#x%x;", r)
	}
	for _, b := range []byte(word) {
		fmt.Fprintf(&percent, "%%%02X", b)
	}
	for _, s := range []string{
		escapes.String(), upper.String(), decimal.String(), hexadecimal.String(), percent.String(), strings.ToLower(percent.String()),
		url.QueryEscape(word), url.PathEscape(word),
	} {
		list = append(list, []byte(s))
	}
	list = append(list, little, big)
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for skip := range 3 { // bytes before the word that share a group of four letters with it
			padded := enc.EncodeToString(append(make([]byte, skip), word...))
			from := []int{0, 2, 3}[skip]
			list = append(list, []byte(padded[from:len(padded)-len(padded)%4]))
		}
	}
	return slices.DeleteFunc(list, func(form []byte) bool { return len(form) < 6 }) // anything may hold five bytes
}

// silent fails the test where one of the words stands in the tree, in whatever form, in a name or in
// the bytes of a file, packed copies unpacked.
func silent(t testing.TB, what string, tree files, words ...string) {
	t.Helper()
	for _, word := range words {
		forms := traces(word)
		for name, text := range tree {
			if form := traced([]byte(name+"\n"+text), forms); form != nil {
				t.Errorf("%s: %s holds %q (as %q)", what, name, word, form)
			}
			if form := traced(unpacked(t, name, text), forms); form != nil {
				t.Errorf("%s: %s unpacked holds %q (as %q)", what, name, word, form)
			}
		}
	}
}

// traced returns the first of the forms that data holds, nil if it holds none.
func traced(data []byte, forms [][]byte) []byte {
	for _, form := range forms {
		if bytes.Contains(data, form) {
			return form
		}
	}
	return nil
}

// unpacked returns the content of a compressed copy, nil for any other file.
func unpacked(t testing.TB, name, text string) []byte {
	t.Helper()
	if strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".zst") {
		t.Errorf("%s: this test cannot unpack it", name)
	}
	if !strings.HasPrefix(text, "\x1f\x8b") {
		return nil
	}
	r, err := gzip.NewReader(strings.NewReader(text))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	return b
}

// baseSite is a small site, with records that the corpus leans on.
func baseSite(t testing.TB) files {
	t.Helper()
	f := files{}
	for name, file := range testsite.New(t) {
		f[name] = string(file.Data)
	}
	return f.with(files{
		"data/doctors/nameless.yaml": "kana: ななし\n",
		"data/doctors/nobody.yaml":   "name: 未定\n",
		"data/doctors/left.yaml":     "name: 北 架夫\nclinic: midorizaka\nuntil: 2026-09-30\n",
		"data/doctors/leaving.yaml":  "name: 南 架子\nclinic: midorizaka\nuntil: 2026-11-21\n",
	})
}

// TestTracesAreFound holds the looking-for against itself: what cannot find a word proves nothing.
func TestTracesAreFound(t *testing.T) {
	t.Parallel()
	const word = "鯨髭zq7"
	hidden := map[string]string{
		"plain": "a" + word + "b", "capitals": strings.ToUpper(word), "hexadecimal": hex.EncodeToString([]byte("a" + word)),
		"query": "?q=" + url.QueryEscape(word), "JSON": `"\u9be8\u9aed\u007a\u0071\u0037"`, "references": "&#39912;&#39661;&#122;&#113;&#55;",
	}
	for skip := range 4 {
		hidden[fmt.Sprintf("base64 after %d", skip)] = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("a", skip) + word + "b"))
	}
	for what, text := range hidden {
		if traced([]byte(text), traces(word)) == nil {
			t.Errorf("%s: %q is not found", what, text)
		}
	}
	if traced([]byte(strings.Repeat("鯨の話と髭の話 zq 7", 100)), traces(word)) != nil {
		t.Error("found where it does not stand")
	}
}

// unescaped returns an address with its percent forms read, as it is where there are none.
func unescaped(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
