//go:build unix

package publish_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestCopiesInTheSpare: where links are refused, the spare holds copies, and one that somebody changed is
// made anew, however well they hid it.
func TestCopiesInTheSpare(t *testing.T) {
	const copied = "create .public.kanshu/spare/a/index.html"
	tests := []struct {
		name string
		do   func(name string, at time.Time) error
		want bool
	}{
		{"nobody", func(string, time.Time) error { return nil }, false},
		{"somebody reads it", func(name string, _ time.Time) error { _, err := os.ReadFile(name); return err }, false},
		{"somebody writes it", func(name string, _ time.Time) error { return os.WriteFile(name, []byte("else"), 0o644) }, true},
		{"somebody cuts it and sets back the clock", func(name string, at time.Time) error {
			return errors.Join(os.WriteFile(name, nil, 0o644), os.Chtimes(name, at, at))
		}, true},
		{"somebody hides it", func(name string, _ time.Time) error { return os.Chmod(name, 0o600) }, true},
		{"somebody lets all run it", func(name string, _ time.Time) error { return os.Chmod(name, 0o645) }, true},
	}
	for _, test := range tests {
		s := scene{before: []site{one, two}, next: one, w: without{link: true}}
		dir, _ := s.build(t)
		name := den(dir, "spare/a/index.html")
		at, _ := written(t, name)
		must(t, test.do(name, time.Unix(0, at)))
		if got := slices.Contains(s.asked(t, dir), copied); got != test.want {
			t.Errorf("%s: copied again: %v, want %v", test.name, got, test.want)
		}
		holds(t, dir, one, nil)
	}
}

// TestLinksThatAreRefused: for four reasons a copy will do, for others nothing is published.
func TestLinksThatAreRefused(t *testing.T) {
	for errno, copied := range map[syscall.Errno]bool{
		syscall.EPERM: true, syscall.EMLINK: true, syscall.ENOTSUP: true, syscall.ENOSYS: true,
		syscall.EIO: false, syscall.ENOSPC: false, syscall.ENOENT: false,
	} {
		for _, refused := range []string{"CNAME", "a/index.html"} {
			s := scene{before: []site{one}, guests: true, next: two}
			dir, before := s.build(t)
			_, err := s.publish(dir, two, func(op, name string) error {
				if op == "link" && strings.HasSuffix(name, "/"+refused) {
					return &os.LinkError{Op: op, Err: errno}
				}
				return nil
			})
			got := tree(t, dir)
			if copied && (err != nil || got["CNAME"] != before["CNAME"] || got["b/c/index.html"] == "") {
				t.Errorf("%v for %s: %v, want the new edition with a copy", errno, refused, err)
			}
			if !copied && (!errors.Is(err, errno) || diff(got, before) != "") {
				t.Errorf("%v for %s: %v, want that it fails and the old edition stands", errno, refused, err)
			}
		}
	}
}

// TestForeignThingsThatCannotBeCopied: where links are refused, what is neither file nor link nor folder stops
// the publication, for it cannot be in both trees.
func TestForeignThingsThatCannotBeCopied(t *testing.T) {
	s := scene{before: []site{one}, next: two}
	dir, _ := s.build(t)
	must(t, syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o644))
	before := tree(t, dir)
	s.w.link = true
	if _, err := s.publish(dir, two, func(string, string) error { return nil }); !errors.Is(err, syscall.EPERM) || diff(tree(t, dir), before) != "" {
		t.Errorf("publish = %v, want EPERM and the old edition", err)
	}
	s.w.link = false
	s.asked(t, dir)
	if at, err := os.Lstat(filepath.Join(dir, "fifo")); err != nil || at.Mode() != fs.ModeNamedPipe|0o644 {
		t.Errorf("with links the pipe is %v, %v", at, err)
	}
}

// TestForeignTimes: what its owner dated keeps its date, in whichever tree and however it came there.
func TestForeignTimes(t *testing.T) {
	for _, w := range []without{{}, {link: true}} {
		s := scene{before: []site{one}, guests: true, next: two, w: w}
		s.then = func(t *testing.T, dir string) {
			for _, name := range []string{"CNAME", "empty", ".git", ".git/refs", ".git/HEAD"} {
				at := time.Unix(1_600_000_000, 123_000_000)
				must(t, os.Chtimes(filepath.Join(dir, name), at, at))
			}
		}
		dir, _ := s.build(t)
		for _, next := range []site{two, one, two} {
			_, err := s.publish(dir, next, func(string, string) error { return nil })
			must(t, err)
			for _, name := range []string{"CNAME", "empty", ".git", ".git/refs", ".git/HEAD"} {
				if at, _ := written(t, filepath.Join(dir, name)); at != 1_600_000_000_123_000_000 {
					t.Errorf("without %+v: %s is dated %d", w, name, at)
				}
			}
		}
	}
}
