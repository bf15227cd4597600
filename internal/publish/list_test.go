package publish_test

import (
	"bytes"
	"path"
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
}
