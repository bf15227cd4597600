//go:build unix

package publish_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

func TestManifestsThatCannotBe(t *testing.T) {
	t.Parallel()
	digest, other := kanshu.DigestOf([]byte("x")), kanshu.DigestOf([]byte("y"))
	entries := func(names ...string) (list []kanshu.Entry) {
		for _, name := range names {
			list = append(list, kanshu.Entry{Path: name, Digest: digest, Size: 1})
		}
		return list
	}
	tests := []struct {
		name   string
		stage  []string
		commit []kanshu.Entry
		want   string // in what the error says
	}{
		{"out of the tree", []string{"../x"}, nil, "is no path of a published file"},
		{"absolute", []string{"/x"}, nil, "is no path of a published file"},
		{"the tree itself", []string{"."}, nil, "is no path of a published file"},
		{"a backslash", []string{`a\b`}, nil, "is no path of a published file"},
		{"a zero", []string{"a\x00b"}, nil, "is no path of a published file"},
		{"the list itself", []string{"build.json"}, nil, "stage build.json: the manifest cannot be published: build.json is written by publish itself"},
		{"the list in capitals", []string{"Build.JSON"}, nil, "is written by publish itself"},
		{"staged twice", []string{"x", "x"}, nil, "staged twice"},
		{"not in order", []string{"a", "b"}, entries("b", "a"), "not in order"},
		{"twice", []string{"a"}, entries("a", "a"), "not in order"},
		{"a file and a folder", []string{"a", "b/c"}, entries("a", "b", "b/c"), "b is to be a file and a folder"},
		{"a file and a folder, the first", []string{"a"}, entries("a", "a/b"), "a is to be a file and a folder"},
		{"a file and a folder, the last", []string{"a/b", "c"}, entries("a/b", "c", "c/d"), "c is to be a file and a folder"},
		{"capitals alone", []string{"a/x", "A/x"}, entries("A/x", "a/x"), "A/x and a/x differ in capitals alone"},
		{"the last capital", []string{"z", "Z"}, entries("Z", "z"), "differ in capitals alone"},
		{"capitals of other letters", []string{"é", "É"}, entries("É", "é"), "differ in capitals alone"},
		{"staged, not listed", []string{"a", "b"}, entries("a"), "something that was staged is not in the manifest"},
		{"listed, not staged", []string{"a"}, entries("a", "b"), "commit b: the manifest cannot be published: neither was it staged nor does it stand"},
		{"listed first, not staged", []string{"b"}, entries("a", "b"), "commit a: the manifest cannot be published: neither was it staged nor does it stand"},
		{"another digest", []string{"a"}, []kanshu.Entry{{Path: "a", Digest: other, Size: 1}}, "not what was staged"},
		{"another size", []string{"a"}, []kanshu.Entry{{Path: "a", Digest: digest, Size: 2}}, "not what was staged"},
		{"a size below nothing", []string{"a"}, []kanshu.Entry{{Path: "a", Digest: digest, Size: -1}}, "a: size -1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			parent := t.TempDir()
			dir := filepath.Join(parent, "public")
			p, err := publish.Open(dir, publish.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range test.stage {
				if err = p.Stage(&kanshu.Entry{Path: name}, []byte("x")); err != nil {
					break
				}
			}
			if err == nil {
				_, err = p.Commit(&kanshu.Manifest{Day: today, Entries: test.commit})
			}
			if !errors.Is(err, publish.ErrMisuse) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want ErrMisuse with %q", err, test.want)
			}
			if err := p.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
			if got := beside(t, dir); got != ".public.kanshu" {
				t.Errorf("there stand %q, want the hidden directory alone", got)
			}
			if left, _ := os.ReadDir(filepath.Join(parent, ".public.kanshu")); len(left) != 1 {
				t.Errorf("%d things are left in the hidden directory, want the lock alone", len(left))
			}
		})
	}
}

// TestWhatIsTakenOver: what was not staged must stand as the manifest says, and the standing manifest alone
// does not make it so.
func TestWhatIsTakenOver(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	for name, spoil := range map[string]func(e *kanshu.Entry){
		"another digest": func(e *kanshu.Entry) { e.Digest = kanshu.DigestOf(nil) },
		"another size":   func(e *kanshu.Entry) { e.Size++ },
		"another file":   func(e *kanshu.Entry) { e.Path += "x" },
		"altered": func(e *kanshu.Entry) {
			put(t, dir, map[string]string{e.Path: strings.Repeat("x", int(e.Size))})
		},
	} {
		p := mustOpen(t, dir, publish.Options{})
		m := *p.Last()
		m.Entries = slices.Clone(m.Entries)
		spoil(&m.Entries[len(m.Entries)-1])
		if _, err := p.Commit(&m); !errors.Is(err, publish.ErrMisuse) || !strings.Contains(err.Error(), "neither was it staged nor does it stand") {
			t.Errorf("%s: Commit = %v, want ErrMisuse", name, err)
		}
		must(t, p.Close())
	}
}

// TestEditionsAtTheEdge: an edition of nothing, of empty files alone, of the root alone.
func TestEditionsAtTheEdge(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	for range 2 {
		for _, s := range []site{{}, first, {"a.html": "", "b.html": ""}, {}, {"a.html": "a"}, second, {"a/b.html": ""}} {
			for range 2 {
				s.mustPublish(t, dir)
				holds(t, dir, s, nil)
			}
			loseLists(t, dir)
			if _, made := s.mustPublish(t, dir); made != len(s) {
				t.Errorf("%d files were made without a memory, want %d", made, len(s))
			}
			holds(t, dir, s, nil)
		}
	}
}
