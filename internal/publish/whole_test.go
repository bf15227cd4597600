//go:build unix

package publish_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// mustOpen opens a Publisher that is closed when the test ends.
func mustOpen(t *testing.T, dir string, o publish.Options) *publish.Publisher {
	t.Helper()
	p, err := publish.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

func TestStanding(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	of := func() kanshu.Digest {
		b, err := os.ReadFile(filepath.Join(dir, "build.json"))
		if err != nil {
			return kanshu.Digest{}
		}
		return kanshu.DigestOf(b)
	}
	for _, s := range []site{first, first, second} {
		p, err := publish.Open(dir, publish.Options{})
		if err != nil {
			t.Fatal(err)
		}
		before := of()
		m, _, err := s.stage(p)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Standing(); got != before {
			t.Errorf("before Commit Standing = %v, want %v", got, before)
		}
		if _, err := p.Commit(m); err != nil {
			t.Fatal(err)
		}
		if got := p.Standing(); got != of() || got.IsZero() {
			t.Errorf("after Commit Standing = %v, want %v", got, of())
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWhole: one file of many that is not as it was written is enough, wherever it stands in the list.
func TestWhole(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 256, 257, 513} {
		s := site{}
		for i := range n {
			s[fmt.Sprintf("%03d.html", i)] = "page"
		}
		dir := filepath.Join(t.TempDir(), "public")
		if p := mustOpen(t, dir, publish.Options{}); p.Whole() {
			t.Error("nothing stands, and it is whole")
		} else if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		s.mustPublish(t, dir)
		whole := func(o publish.Options) bool {
			p := mustOpen(t, dir, o)
			defer func() { _ = p.Close() }()
			return p.Whole()
		}
		if !whole(publish.Options{}) {
			t.Errorf("%d files: not whole, though nobody touched it", n)
		}
		if whole(publish.Options{Clean: true}) {
			t.Error("a build that believes nothing believes that all is whole")
		}
		for _, i := range []int{0, 1, 255, 256, 257, 511, 512} {
			name := filepath.Join(dir, fmt.Sprintf("%03d.html", i))
			if i >= n {
				continue
			}
			if err := os.WriteFile(name, []byte("torn"), 0o644); err != nil {
				t.Fatal(err)
			}
			if whole(publish.Options{}) {
				t.Errorf("%d files: whole, though number %d is not as it was written", n, i)
			}
			if err := os.WriteFile(name, []byte("page"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if !whole(publish.Options{}) {
			t.Errorf("%d files: not whole, though all was put back", n)
		}
	}
}

// TestWholeTellsTheNextRun: what had to be read again is written down, so that the next run need not, and that
// it could not be written once keeps nothing from being published.
func TestWholeTellsTheNextRun(t *testing.T) {
	for _, fails := range []bool{false, true} {
		s := scene{before: []site{one}, then: loseLists}
		dir, _ := s.build(t)
		read, renamed := 0, 0
		o := watch(publish.Options{}, func(op, name string) error {
			switch {
			case op == "read" && strings.HasSuffix(name, ".html"):
				read++
			case op == "rename" && strings.Contains(name, "lists/new to"):
				if renamed++; fails && renamed == 1 {
					return syscall.EIO
				}
			}
			return nil
		})
		p := mustOpen(t, dir, o)
		if !p.Whole() || read != len(one) || renamed != 1 {
			t.Errorf("without a list %d pages were read and %d lists written, want %d and one", read, renamed, len(one))
		}
		if fails {
			m := *p.Last()
			m.Day = date("2026-11-23")
			if _, err := p.Commit(&m); err != nil {
				t.Fatal(err)
			}
		}
		must(t, p.Close())
		age(t, dir)
		read, renamed = 0, 0
		if p = mustOpen(t, dir, o); !p.Whole() || read != 0 || renamed != 0 {
			t.Errorf("with a list %d pages were read and %d lists written, want none", read, renamed)
		}
		must(t, p.Close())
	}
}

func TestPublic(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	page := "columns/hay-fever/index.html"
	public := func(p *publish.Publisher, name, want string, stands bool) {
		t.Helper()
		if b, ok := p.Public(name); string(b) != want || ok != stands {
			t.Errorf("Public(%q) = %q, %v; want %q, %v", name, b, ok, want, stands)
		}
	}
	p := mustOpen(t, dir, publish.Options{})
	public(p, page, "", false)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	first.mustPublish(t, dir)
	p = mustOpen(t, dir, publish.Options{})
	public(p, page, "sneezing", true)
	public(p, "columns/sleep/index.html", "", false)
	public(p, "build.json", "", false)
	if err := os.Remove(filepath.Join(dir, page)); err != nil {
		t.Fatal(err)
	}
	public(p, page, "", false)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	p = mustOpen(t, dir, publish.Options{Clean: true})
	public(p, "index.html", "", false)
}
