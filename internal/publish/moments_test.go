//go:build unix

package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// asked publishes next and returns every call.
func (s *scene) asked(t *testing.T, dir string) []string {
	t.Helper()
	var calls []string
	_, err := s.publish(dir, s.next, func(op, name string) error { calls = append(calls, op+" "+name); return nil })
	must(t, err)
	return calls
}

// TestTimesThatAreTooClose: a time is relied on when it lies more than 10 ms before it was written down, not a
// nanosecond less: two changes that close may bear the same time.
func TestTimesThatAreTooClose(t *testing.T) {
	const tick = 10 * time.Millisecond
	tests := []struct {
		name    string
		s       scene
		of      string // the file or folder whose time matters
		changed bool   // that of its last change, not of its writing
		again   string // the call that shows that the time was not relied on
	}{
		{"a page that stands", scene{before: []site{one}, next: two}, "public/a/index.html", false, "read public/a/index.html"},
		{"a folder that stands", scene{before: []site{one}, next: two}, "public/a", true, "list public/a"},
		{"a copy in the spare", scene{before: []site{one, two}, next: one, w: without{link: true}}, ".public.kanshu/spare/same.html", false, "create .public.kanshu/spare/same.html"},
	}
	for _, test := range tests {
		for _, later := range []time.Duration{tick - 1, tick, tick + 1} {
			dir, _ := test.s.build(t)
			at, changed := written(t, filepath.Join(filepath.Dir(dir), test.of))
			if test.changed {
				at = changed
			}
			stampLists(t, dir, time.Unix(0, at).Add(later))
			if got, want := slices.Contains(test.s.asked(t, dir), test.again), later <= tick; got != want {
				t.Errorf("%s, written down %v later: looked at again: %v, want %v", test.name, later, got, want)
			}
		}
	}
}

// TestWhatHappensMeanwhile lets somebody else do something at a moment of the publication.
func TestWhatHappensMeanwhile(t *testing.T) {
	nothing := scene{then: emptyDir, next: one}
	tests := []struct {
		name string
		s    scene
		call string // before this call…
		do   func(t *testing.T, dir string)
		want error
		then map[string]string // stands afterwards; nil is the new edition
	}{
		{
			"a file comes into the empty directory", nothing, "exchange public and .public.kanshu/spare",
			func(t *testing.T, dir string) { put(t, dir, map[string]string{"thesis": "years"}) },
			publish.ErrNotOurs,
			map[string]string{".": "drwxr-xr-x ", "thesis": "-rw-r--r-- years"},
		},
		{
			"a foreign file goes",
			scene{before: []site{one}, guests: true, next: two},
			"stat public/CNAME",
			func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "CNAME"))) }, nil, nil,
		},
		{
			"a foreign folder goes",
			scene{before: []site{one, two}, guests: true, next: one},
			"stat public/.git/refs",
			func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, ".git/refs"))) }, nil, nil,
		},
		{
			"a page goes",
			scene{before: []site{one}, next: two},
			"stat public/a/index.html",
			func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "a/index.html"))) }, nil, nil,
		},
		{
			"a page of the spare goes",
			scene{before: []site{one, two}, next: one},
			"remove .public.kanshu/clean",
			func(t *testing.T, dir string) { must(t, os.Remove(den(dir, "spare/index.html"))) }, nil, nil,
		},
		{
			"a page of the spare goes that would have been cleared",
			scene{before: []site{one, two}, next: first},
			"remove .public.kanshu/clean",
			func(t *testing.T, dir string) { must(t, os.Remove(den(dir, "spare/z.html"))) }, nil, nil,
		},
		{
			"what a killed run left goes",
			scene{before: []site{one, two}, then: leaveThings, next: one},
			"remove .public.kanshu/journal",
			func(t *testing.T, dir string) { must(t, os.Remove(den(dir, "journal"))) }, nil, nil,
		},
		{
			"a folder of the spare goes",
			scene{before: []site{one, two, one}, next: two},
			"remove .public.kanshu/clean",
			func(t *testing.T, dir string) { must(t, os.RemoveAll(den(dir, "spare/gone"))) }, nil, nil,
		},
		{
			"the spare's list goes",
			scene{before: []site{one, two}, next: one},
			"remove .public.kanshu/clean",
			func(t *testing.T, dir string) { must(t, os.Remove(den(dir, "spare/build.json"))) }, nil, nil,
		},
		{
			"the output becomes foreign while another build is waited for",
			scene{next: one},
			"stat .public.kanshu/old",
			func(t *testing.T, dir string) { put(t, dir, map[string]string{"thesis": "years"}) },
			publish.ErrNotOurs,
			map[string]string{".": "drwxr-xr-x ", "thesis": "-rw-r--r-- years"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, _ := test.s.build(t)
			done := false
			_, err := test.s.publish(dir, test.s.next, func(op, name string) error {
				if !done && op+" "+name == test.call {
					done = true
					test.do(t, dir)
				}
				return nil
			})
			if !done || !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
				t.Errorf("publish = %v, want %v; done %v", err, test.want, done)
			}
			got := tree(t, dir)
			if test.then != nil {
				if d := diff(got, test.then); d != "" {
					t.Error(d)
				}
				return
			}
			for name, text := range test.s.next.want(nil) {
				if got[name] != text {
					t.Errorf("%s is %q, want %q", name, got[name], text)
				}
			}
		})
	}
}

// TestTwoRenamesThatFail: where directories cannot be exchanged and the second rename and the way back fail
// both, the output is gone and the error says so; the next run brings the old edition back.
func TestTwoRenamesThatFail(t *testing.T) {
	s := scene{before: []site{one, two}, guests: true, next: one, w: without{exchange: true}}
	dir, before := s.build(t)
	_, err := s.publish(dir, one, func(op, name string) error {
		if op == "rename" && strings.HasSuffix(name, " to public") {
			return &fs.PathError{Op: op, Path: name, Err: syscall.EIO}
		}
		return nil
	})
	if !errors.Is(err, publish.ErrDisk) || standing(t, dir) != nil {
		t.Errorf("publish = %v and leaves %v, want ErrDisk and nothing", err, standing(t, dir))
	}
	p := mustOpen(t, dir, publish.Options{})
	if d := diff(tree(t, dir), before); d != "" {
		t.Errorf("after the next Open:\n%s", d)
	}
	must(t, p.Close())
	s.next = two
	s.asked(t, dir)
	if d := diff(tree(t, dir), before); d != "" {
		t.Error(d)
	}
}

// TestWhatAnInterruptedExchangeLeft puts the two trees where an exchange in two steps may have left them.
func TestWhatAnInterruptedExchangeLeft(t *testing.T) {
	tests := []struct {
		name                string
		old, journal, spare bool // what stands in the hidden directory, while the output does not
		want                site
	}{
		{"before the second step", true, true, true, one},
		{"the journal did not reach the disk", true, false, true, two},
		{"the spare did not reach the disk", true, true, false, two},
		{"neither did", true, false, false, two},
	}
	for _, test := range tests {
		s := scene{before: []site{one, two}}
		dir, _ := s.build(t)
		must(t, os.Rename(dir, den(dir, "old")))
		if test.journal {
			put(t, den(dir, ""), map[string]string{"journal": "exchange\n"})
		}
		if !test.spare {
			must(t, os.RemoveAll(den(dir, "spare")))
		}
		_, err := publish.Open(dir, watch(publish.Options{}, func(op, name string) error {
			if op == "rename" {
				return &fs.PathError{Op: op, Path: name, Err: syscall.EIO}
			}
			return nil
		}))
		if want := "publish: recover public: the disk reports a fault: rename: input/output error"; fmt.Sprint(err) != want {
			t.Errorf("%s: Open on a disk that fails = %v, want %s", test.name, err, want)
		}
		p := mustOpen(t, dir, publish.Options{})
		holds(t, dir, test.want, nil)
		must(t, p.Close())
		for _, name := range []string{"old", "journal"} {
			if _, err := os.Lstat(den(dir, name)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: %s is left", test.name, name)
			}
		}
		for _, next := range []site{two, one} {
			next.mustPublish(t, dir)
			holds(t, dir, next, nil)
		}
	}
}

// TestAfterAnErrorNothingIsCommitted: a file that could not be staged keeps the edition from coming out, with
// it and without.
func TestAfterAnErrorNothingIsCommitted(t *testing.T) {
	for _, with := range []bool{true, false} {
		dir := filepath.Join(t.TempDir(), "public")
		p := mustOpen(t, dir, watch(publish.Options{}, func(op, name string) error {
			if op == "create" && strings.HasSuffix(name, "b.html") {
				return syscall.EIO
			}
			return nil
		}))
		m := &kanshu.Manifest{Day: today, Entries: []kanshu.Entry{{Path: "a.html"}, {Path: "b.html"}}}
		must(t, p.Stage(&m.Entries[0], []byte("a")))
		if err := p.Stage(&m.Entries[1], []byte("b")); !errors.Is(err, publish.ErrDisk) {
			t.Errorf("Stage = %v, want ErrDisk", err)
		}
		if !with {
			m.Entries = m.Entries[:1]
		}
		if _, err := p.Commit(m); !errors.Is(err, publish.ErrMisuse) {
			t.Errorf("Commit = %v, want ErrMisuse", err)
		}
		must(t, p.Close())
		if got := standing(t, dir); got != nil {
			t.Errorf("%v came out", got)
		}
	}
}

// TestClose tells what it could not clear, unless the edition is out: then the next run does it.
func TestClose(t *testing.T) {
	tests := []struct {
		name   string
		before []site
		commit bool
		fails  string // calls with this in the name of a file
		want   string
	}{
		{"with a spare", []site{second, first}, false, "/new", "publish: close .public.kanshu/new: the disk reports a fault: remove: input/output error"},
		{"without a spare", nil, false, "/spare", "publish: remove .public.kanshu/spare: the disk reports a fault: remove: input/output error"},
		{"after Commit", []site{second, first}, true, "/new", ""},
		{"after the first Commit", nil, true, "/clean", ""},
	}
	for _, test := range tests {
		dir := filepath.Join(t.TempDir(), "public")
		for _, s := range test.before {
			s.mustPublish(t, dir)
		}
		fail := false
		p := mustOpen(t, dir, watch(publish.Options{}, func(_, name string) error {
			if fail && strings.Contains(name, test.fails) {
				return &fs.PathError{Op: "remove", Path: name, Err: syscall.EIO}
			}
			return nil
		}))
		m, _, err := second.stage(p)
		must(t, err)
		if test.commit {
			_, err := p.Commit(m)
			must(t, err)
		}
		fail = true
		if err := p.Close(); fmt.Sprint(err) != test.want && (err != nil || test.want != "") {
			t.Errorf("%s: Close = %v, want %s", test.name, err, test.want)
		}
		must(t, p.Close())
		first.mustPublish(t, dir)
		if left, err := os.ReadDir(den(dir, "new")); err == nil {
			t.Errorf("%s: %v is left", test.name, left)
		}
		holds(t, dir, first, nil)
	}
}
