//go:build unix

package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanshu/internal/publish"
)

// Two editions that differ in all that two editions can differ in: pages that stay, change, come and go, with
// and without a folder of their own, the first and the last of the list among them.
var (
	one = site{
		"404.html": "missing", "a/index.html": "same", "a/old.html": "goes", "gone/index.html": "goes with its folder",
		"index.html": "home one", "same.html": "same", "same/index.html": "same", "z.html": "goes",
	}
	two = site{
		"404.html": "missing", "a/index.html": "same", "b/c/index.html": "comes with its folders",
		"index.html": "home two", "same.html": "same", "same/index.html": "same",
	}
	less = site{"a/index.html": "same", "index.html": "home two"}
)

// Three editions of which the third needs other folders than the first, each in a folder that nothing else
// touches, and a last file behind all others.
var (
	rooms  = site{"index.html": "1", "k/gone/x.html": "x", "k/x.html": "x", "l/x.html": "x", "n/x.html": "x", "n/y.html": "y"}
	rooms2 = site{"index.html": "2", "k/gone/x.html": "x", "k/x.html": "x", "l/x.html": "x", "n/x.html": "x", "n/y.html": "y"}
	rooms3 = site{"index.html": "3", "k/x.html": "x", "l/come/x.html": "x", "l/x.html": "x", "n/x.html": "x", "z.html": "z"}
)

// A scene is a publication and what went before it. What every call of the disk was is in testdata/calls, and
// what became of the publication when that call failed.
type scene struct {
	name   string
	before []site                         // published before, each seen an hour later
	guests bool                           // foreign things came after the first
	then   func(t *testing.T, dir string) // happens just before
	next   site
	clean  bool
	w      without
}

var scenes = []scene{
	{name: "first", next: one},
	{name: "first-into-empty", then: emptyDir, next: one},
	{name: "first-into-empty-no-exchange", then: emptyDir, next: one, w: without{exchange: true}},
	{name: "again", before: []site{one}, next: one},
	{name: "second", before: []site{one}, guests: true, next: two},
	{name: "second-no-links", before: []site{one}, guests: true, next: two, w: without{link: true}},
	{name: "third", before: []site{one, two}, guests: true, next: one},
	{name: "third-no-links", before: []site{one, two}, guests: true, next: one, w: without{link: true}},
	{name: "third-no-exchange", before: []site{one, two}, guests: true, next: one, w: without{exchange: true}},
	{name: "third-less", before: []site{one, two}, next: less},
	{name: "second-nothing", before: []site{one}, next: site{}},
	{name: "third-other-folders", before: []site{rooms, rooms2}, next: rooms3},
	{name: "fourth-no-guests", before: []site{one, two, one}, next: two},
	{name: "fourth", before: []site{one, two, one}, guests: true, next: two},
	{name: "fourth-guests-move", before: []site{one, two, one}, guests: true, then: guestsMove, next: two},
	{name: "fifth-guests-moved", before: []site{one, two, one}, guests: true, then: guestsMoveAndStay, next: one},
	{name: "fourth-guest-edited", before: []site{one, two, one}, guests: true, then: guestEdited, next: two},
	{name: "fourth-no-links", before: []site{one, two, one}, guests: true, next: two, w: without{link: true}},
	{name: "third-spare-disturbed", before: []site{one, two}, guests: true, then: strayInSpare, next: one},
	{name: "third-times-too-close", before: []site{one, two}, then: doubtTimes, next: one},
	{name: "third-lists-lost", before: []site{one, two}, then: loseLists, next: one},
	{name: "third-clean", before: []site{one, two}, then: keepSomething, next: one, clean: true},
	{name: "again-lists-lost", before: []site{one}, then: loseLists, next: one},
	{name: "again-times-too-close", before: []site{one}, then: doubtTimes, next: one},
	{name: "third-after-a-kill", before: []site{one, two}, guests: true, then: leaveThings, next: one},
	{name: "third-output-lost", before: []site{one, two}, then: loseOutput, next: one},
	{name: "fifth-visited", before: []site{one, two, one}, then: visit, next: one},
	{name: "second-folder-lost", before: []site{one}, then: loseFolder, next: two},
}

func den(dir, name string) string { return filepath.Join(filepath.Dir(dir), ".public.kanshu", name) }

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

func emptyDir(t *testing.T, dir string)   { must(t, os.Mkdir(dir, 0o755)) }
func loseLists(t *testing.T, dir string)  { must(t, os.RemoveAll(den(dir, "lists"))) }
func loseOutput(t *testing.T, dir string) { must(t, os.RemoveAll(dir)) }
func loseFolder(t *testing.T, dir string) { must(t, os.RemoveAll(filepath.Join(dir, "a"))) }
func strayInSpare(t *testing.T, dir string) {
	put(t, den(dir, "spare/a"), map[string]string{"stray": "stray"})
}

func keepSomething(t *testing.T, dir string) {
	put(t, den(dir, "keep"), map[string]string{"dear": "dear"})
}

// doubtTimes makes what was written down look older than all files, so that no time in it is relied on.
func doubtTimes(t *testing.T, dir string) { stampLists(t, dir, time.Unix(0, 0)) }

// leaveThings leaves what runs leave that were killed.
func leaveThings(t *testing.T, dir string) {
	put(t, den(dir, ""), map[string]string{"new/1": "half", "lists/new": "half", "keep/new/1": "half", "journal": "exchange\n", "old/a": "old"})
	must(t, os.Remove(den(dir, "clean")))
}

// guestsArrive puts foreign things into a tree.
func guestsArrive(t *testing.T, dir string) {
	put(t, dir, map[string]string{
		".git/HEAD": "main", ".git/refs/": "", "CNAME": "column.example.jp", "a/note": "mine", "empty/": "", "gone/note": "mine", "link": "->away",
	})
	must(t, os.Chmod(filepath.Join(dir, ".git"), 0o700), os.Chmod(filepath.Join(dir, "empty"), 0o500))
	t.Cleanup(func() { chmodAll(filepath.Dir(dir)) })
}

// guestsMove lets foreign things change, come and go.
func guestsMove(t *testing.T, dir string) {
	must(t, os.WriteFile(filepath.Join(dir, ".git/HEAD"), []byte("other"), 0o644), os.Remove(filepath.Join(dir, "a/note")), os.Remove(filepath.Join(dir, "link")),
		os.Chmod(filepath.Join(dir, "empty"), 0o755), os.RemoveAll(filepath.Join(dir, ".git/refs")))
	put(t, dir, map[string]string{"same/more": "mine too", ".git/config": "new", "late/guest": "late"})
}

// guestsMoveAndStay lets them do so before an edition.
func guestsMoveAndStay(t *testing.T, dir string) {
	guestsMove(t, dir)
	quickly(t, two, dir)
	age(t, dir)
}

// visit lets somebody come into a folder of ours and go before an edition.
func visit(t *testing.T, dir string) {
	must(t, os.WriteFile(filepath.Join(dir, "same/visitor"), nil, 0o644), os.Remove(filepath.Join(dir, "same/visitor")))
	quickly(t, two, dir)
	age(t, dir)
}

// guestEdited edits what has a twin in the spare.
func guestEdited(t *testing.T, dir string) {
	must(t, os.WriteFile(filepath.Join(dir, "CNAME"), []byte("other.example.jp"), 0o644))
}

// stampLists gives what was written down a time.
func stampLists(t *testing.T, dir string, at time.Time) {
	t.Helper()
	lists, err := filepath.Glob(den(dir, "lists/*"))
	if err != nil || len(lists) == 0 {
		t.Fatalf("nothing is written down: %v", err)
	}
	for _, name := range lists {
		must(t, os.Chtimes(name, at, at))
	}
}

// build makes the world of a scene and returns its output directory and what stands there.
func (s *scene) build(t *testing.T) (dir string, stands map[string]string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "public")
	for i, b := range s.before {
		if _, err := s.publish(dir, b, func(string, string) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if i == 0 && s.guests {
			guestsArrive(t, dir)
		}
		age(t, dir)
	}
	if s.then != nil {
		s.then(t, dir)
	}
	return dir, standing(t, dir)
}

// standing is tree, of an output that may be absent.
func standing(t *testing.T, dir string) map[string]string {
	t.Helper()
	if _, err := os.Lstat(dir); err != nil {
		return nil
	}
	return tree(t, dir)
}

// publish publishes next as the scene does, and tells every call.
func (s *scene) publish(dir string, next site, call func(op, name string) error) (made int, err error) {
	_, made, err = next.publish(dir, publish.Through(publish.Options{Clean: s.clean && len(s.before) > 0}, func(f publish.Files) publish.Files {
		return &watched{&without{f, s.w.exchange, s.w.link}, call}
	}))
	return made, err
}

var digests = regexp.MustCompile(`\b[0-9a-f]{64}\b`)

// TestTheCallsOfAPublication holds what a publication asks of the disk, and in which order, against what it
// asked when somebody looked last: testdata/calls is the protocol that publish.go tells, call by call.
func TestTheCallsOfAPublication(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			dir, _ := s.build(t)
			want, _, _ := s.golden(t)
			for i, c := range s.calls(t, dir) {
				if i >= len(want) || c != want[i] {
					t.Fatalf("call %d is %q, want %q", i+1, c, append(want, "none")[i])
				}
				want[i] = ""
			}
			if left := strings.Join(want, ""); left != "" {
				t.Errorf("nothing was asked for %q", left)
			}
		})
	}
}

// TestWhatAFailingCallMeans lets every call of every scene fail in turn. In testdata/calls stands what came of
// it: what the error named, or that the publication went on, and in how many calls more. After an error the
// old edition stands, without one the new, and the next run succeeds and leaves the new one in any case.
// With GOLDEN=rewrite the files are written anew; read the difference.
func TestWhatAFailingCallMeans(t *testing.T) {
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			calls, outcomes, golden := s.golden(t)
			dir, _ := s.build(t)
			if os.Getenv("GOLDEN") == "rewrite" {
				calls, outcomes = s.calls(t, dir), nil
			} else {
				s.calls(t, dir)
			}
			want := standing(t, dir)
			var b strings.Builder
			for i, c := range calls {
				got := s.failing(t, i, len(calls), want)
				if outcomes != nil && got != outcomes[i] {
					t.Errorf("when call %d fails, %q, it %q; want that it %q", i+1, c, got, outcomes[i])
				}
				fmt.Fprintf(&b, "%s\n\t%s\n", c, got)
			}
			if outcomes == nil && !t.Failed() {
				must(t, os.WriteFile(golden, []byte(b.String()), 0o644))
			}
		})
	}
}

// calls publishes and returns every call.
func (s *scene) calls(t *testing.T, dir string) []string {
	t.Helper()
	var calls []string
	_, err := s.publish(dir, s.next, func(op, name string) error {
		calls = append(calls, op+" "+digests.ReplaceAllString(name, "DIGEST"))
		return nil
	})
	must(t, err)
	return calls
}

// golden reads the calls of a scene, and what comes of it when one fails.
func (s *scene) golden(t *testing.T) (calls, outcomes []string, name string) {
	t.Helper()
	name = filepath.Join("testdata/calls", s.name+".txt")
	b, err := os.ReadFile(name)
	if err != nil && os.Getenv("GOLDEN") != "rewrite" {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if line, outcome := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "\t"); outcome {
			outcomes = append(outcomes, line)
		} else {
			calls = append(calls, line)
		}
	}
	return calls, outcomes, name
}

// failing publishes with a disk whose n-th call fails, from 0, and says what came of it.
func (s *scene) failing(t *testing.T, n, all int, want map[string]string) string {
	t.Helper()
	dir, before := s.build(t)
	calls, op := 0, ""
	_, err := s.publish(dir, s.next, func(o, name string) error {
		if calls++; calls != n+1 {
			return nil
		}
		op = o
		return &fs.PathError{Op: o, Path: name, Err: syscall.EIO}
	})
	told := ""
	var e *publish.Error
	switch got := standing(t, dir); {
	case err == nil && diff(got, want) != "":
		t.Errorf("call %d: no error, and yet not the new edition:\n%s", n+1, diff(got, want))
	case err == nil && calls != all:
		told = fmt.Sprintf("goes on (%+d calls)", calls-all)
	case err == nil:
		told = "goes on"
	case diff(got, before) != "":
		t.Errorf("call %d: %v, and yet not the old edition:\n%s", n+1, err, diff(got, before))
	case !errors.As(err, &e) || !errors.Is(err, publish.ErrDisk) || !errors.Is(err, syscall.EIO):
		t.Errorf("call %d: %v, want that the disk reports a fault", n+1, err)
	default:
		told = "fails: " + strings.TrimSuffix(strings.TrimPrefix(err.Error(), "publish: "), ": the disk reports a fault: "+op+": input/output error")
	}
	if _, err := s.publish(dir, s.next, func(string, string) error { return nil }); err != nil {
		t.Errorf("call %d: the run after: %v", n+1, err)
	}
	if d := diff(standing(t, dir), want); d != "" {
		t.Errorf("call %d: the run after leaves\n%s", n+1, d)
	}
	return told
}
