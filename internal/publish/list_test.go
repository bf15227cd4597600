package publish_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// FuzzReadList feeds the reader of build.json, which anybody may have edited. What it accepts names
// only files inside the tree, and comes out the same when it is written and read again.
func FuzzReadList(f *testing.F) {
	m := second.manifest()
	m.Withdrawn = []kanshu.Tombstone{{Path: "/columns/old/", Since: today}}
	f.Add(publish.AppendList(nil, "kanshu", m))
	f.Add([]byte(`{"generator":"kanshu","day":"","withdrawn":[],"files":[]}`))
	f.Add([]byte(`{"generator":"kanshu","files":[{"path":"a/../../b","size":-1}]}`))
	f.Add([]byte(`{"generator":"kanshu","files":[{"path":"a"},{"path":"a"}]} {}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := publish.ReadList(data)
		if err != nil {
			return
		}
		last := ""
		for _, e := range m.Entries {
			if path.Clean("/"+e.Path) != "/"+e.Path || strings.HasPrefix(e.Path, "..") || e.Path <= last {
				t.Fatalf("the list holds %q after %q", e.Path, last)
			}
			last = e.Path
		}
		first := publish.AppendList(nil, "kanshu", m)
		again, err := publish.ReadList(first)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, first)
		}
		if second := publish.AppendList(nil, "kanshu", again); !bytes.Equal(first, second) {
			t.Fatalf("written again it is\n%s\nwant\n%s", second, first)
		}
	})
}

// FuzzReadBody feeds the reader of what is kept in the hidden directory.
func FuzzReadBody(f *testing.F) {
	f.Add(publish.Body())
	for i := range publish.Body() {
		f.Add(publish.Body()[:i])
	}
	f.Add(append(publish.Body(), 0))
	f.Fuzz(func(t *testing.T, data []byte) {
		first, ok := publish.ReadBody(data)
		if !ok {
			return
		}
		if again, ok := publish.ReadBody(first); !ok || !bytes.Equal(first, again) {
			t.Fatalf("written and read again it is %x, want %x", again, first)
		}
	})
}

// TestListsThatAreNotOurs: each differs from a list of ours in one thing.
func TestListsThatAreNotOurs(t *testing.T) {
	t.Parallel()
	digest := strings.Repeat("0", 64)
	file := func(path, size string) string {
		return `{"path":"` + path + `","sha256":"` + digest + `","size":` + size + `}`
	}
	list := func(files ...string) string {
		return `{"generator":"kanshu","day":"2026-11-22","withdrawn":[],"files":[` + strings.Join(files, ",") + `]}`
	}
	for text, want := range map[string]bool{
		list():               true,
		list(file("a", "0")): true,
		list(file("a", "0"), file("b", "1")) + "\n": true,
		list(file("a", "0")) + "{}":                 false,
		list(file("a", "-1")):                       false,
		list(file("a", "1"), file("a", "1")):        false,
		list(file("b", "1"), file("a", "1")):        false,
		list(file("../a", "1")):                     false,
		list(file("build.json", "1")):               false,
		`{"generator":"","files":[]}`:               false,
		`{"generator":"kanshu"}`:                    false,
		`{"files":[]}`:                              false,
		`[]`:                                        false,
		"":                                          false,
	} {
		if _, err := publish.ReadList([]byte(text)); (err == nil) != want {
			t.Errorf("%s: %v, want it read: %v", text, err, want)
		} else if err != nil && !strings.HasPrefix(err.Error(), "read build.json: ") {
			t.Errorf("the error is %q", err)
		}
	}
}

// TestNamesInTheList: every name is JSON that says the same, and safe to stand in a page.
func TestNamesInTheList(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"plain-_.~09azAZ": `"plain-_.~09azAZ"`, " ": `" "`, `"`: `"\""`, `a"`: `"a\""`, "<": `"\u003c"`, ">": `"\u003e"`, "&": `"\u0026"`, `\`: `"\\"`,
		"\x01": `"\u0001"`, "\x1f": `"\u001f"`, "\n": `"\n"`, "\u2028": `"\u2028"`, "花": `"花"`, "": `""`,
	} {
		got := publish.AppendList(nil, "g", &kanshu.Manifest{Day: today, Withdrawn: []kanshu.Tombstone{{Path: name, Since: today}}})
		if !strings.Contains(string(got), `"withdrawn":[{"path":`+want+`,"since":"2026-11-22"}]`) {
			t.Errorf("%q is written as\n%s\nwant %s", name, got, want)
		}
	}
}

// TestTreesThatAreCutShort reads every beginning of what is written down of a tree, with nothing behind it.
func TestTreesThatAreCutShort(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	names, err := filepath.Glob(filepath.Join(filepath.Dir(dir), ".public.kanshu/lists/*"))
	if err != nil || len(names) != 1 {
		t.Fatalf("written down are %v, %v; want one tree", names, err)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	if !publish.ReadTree(data) {
		t.Error("what was written down cannot be read")
	}
	for i := range data {
		if publish.ReadTree(data[:i:i]) {
			t.Errorf("the first %d bytes of %d were taken for all", i, len(data))
		}
	}
}

func TestBodiesAreReadWhole(t *testing.T) {
	t.Parallel()
	body := publish.Body()
	if again, ok := publish.ReadBody(body); !ok || !bytes.Equal(again, body) {
		t.Errorf("read and written it is %x (%v), want %x", again, ok, body)
	}
	for i := range body {
		if _, ok := publish.ReadBody(body[:i]); ok {
			t.Errorf("the first %d bytes of %d were taken for all", i, len(body))
		}
	}
	if _, ok := publish.ReadBody(append(body, 0)); ok {
		t.Error("a byte too many was not noticed")
	}
	// Paths that lead out, or stand out of order.
	for _, swap := range [][2]string{{"a.html", "z.html"}, {"a.html", "../abc"}, {".git", "/git"}, {"\x01b", "\x01."}} {
		if _, ok := publish.ReadBody([]byte(strings.Replace(string(body), swap[0], swap[1], 1))); ok {
			t.Errorf("%q in the place of %q was not noticed", swap[1], swap[0])
		}
	}
	for names, want := range map[[2]string]bool{{"a", "b"}: true, {"b", "a"}: false, {"a", "a"}: false, {".", "a"}: false, {"a", "../b"}: false, {"/a", "b"}: false} {
		if _, ok := publish.ReadBody(publish.Guests(names[0], names[1])); ok != want {
			t.Errorf("foreign things called %v were read: %v, want %v", names, ok, want)
		}
	}
}

// TestTameNamesAreValid writes names of all that a path may stumble over: what is tame is valid, and what is told from
// paths is not tame.
func TestTameNamesAreValid(t *testing.T) {
	t.Parallel()
	const letters = "ab09Z-_./\\\x00é "
	random, tame := rand.New(rand.NewPCG(1, 2)), 0 //nolint:gosec // no secret
	for range 200_000 {
		name := make([]byte, random.IntN(8))
		for i := range name {
			name[i] = letters[random.IntN(len(letters))]
		}
		s := string(name)
		if !publish.Tame(s) {
			continue
		}
		if tame++; !fs.ValidPath(s) || s == "." || strings.ContainsAny(s, "\\\x00") {
			t.Fatalf("%q is tame, and no path of a published file", s)
		}
	}
	if tame < 1000 || !publish.Tame("columns/hay-fever_2/index.html") {
		t.Errorf("%d names were tame", tame)
	}
}
