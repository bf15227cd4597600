//go:build linux

package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"kanshu/internal/testsite"
)

// injected are the calls that change a disk, and those that read a source.
var injected = []string{"renameat2", "linkat", "mkdirat", "unlinkat", "syncfs", "fsync", "write", "openat", "openat2", "fchmod", "fchmodat", "renameat", "getdents64", "newfstatat", "flock", "ftruncate", "pwrite64"}

// TestSystemCallsFail lets calls of the system fail under a build, once or from some call on, or kills the
// build there. After each, public/ is the old or the new edition, the code tells which, and the next build
// succeeds. It needs strace; with KANSHU_LONG every tenth call of each kind fails, for every error.
func TestSystemCallsFail(t *testing.T) {
	t.Parallel()
	strace := testsite.Strace(t)
	y := newYard(t)
	if code, told := y.build("old", "at/public"); code != 0 {
		t.Fatalf("%d %s", code, told)
	}
	counts, stands := y.count(t, strace, "new"), 1
	kinds := []string{"error=ENOSPC", "error=EIO", "error=EACCES", "error=EXDEV", "signal=KILL"}
	n := 0
	for _, call := range injected {
		for _, kind := range kinds {
			for _, when := range whens(counts[call], n) {
				n++
				next := 1 - stands
				what := fmt.Sprintf("%s %s when %s of %d", call, kind, when, counts[call])
				code, told := y.inject(strace, call, kind+":when="+when, sources[next])
				now := y.standing(t, what)
				switch {
				case now < 0:
					t.Fatalf("%s: nothing stands (%d)\n%s", what, code, told)
				case (code == 0) != (now == next) && !strings.HasPrefix(kind, "signal"):
					t.Errorf("%s: exit code %d, edition %d stands, %d was asked for\n%s", what, code, now, next, told)
				case code != 0 && code != 1 && code > 0 && !strings.HasPrefix(kind, "signal") && call != "openat" && call != "newfstatat" && call != "getdents64":
					t.Errorf("%s: exit code %d\n%s", what, code, told)
				case strings.Contains(told, "goroutine ") || strings.Contains(told, "panic:"):
					t.Errorf("%s: a panic\n%s", what, told)
				}
				if code, told := y.build(sources[next], "at/public"); code != 0 || y.standing(t, what) != next {
					t.Fatalf("%s: the build after it: exit code %d\n%s", what, code, told)
				}
				y.tidy(t, what)
				stands = next
			}
		}
	}
	t.Logf("%d faults", n)
}

// TestExpiryAfterKillsAtEveryStep kills the build that takes down a column whose review ran out at the calls that
// change a disk: some of each, or every one with KANSHU_LONG. The next build leaves no word of the column.
func TestExpiryAfterKillsAtEveryStep(t *testing.T) {
	t.Parallel()
	strace := testsite.Strace(t)
	y := newExpiry(t)
	y.public(t, true)
	counts := y.count(t, strace, "old", "--today", expiryAfter)
	n := 0
	for _, call := range []string{"renameat", "renameat2", "linkat", "mkdirat", "unlinkat", "fsync", "syncfs", "write", "fchmod"} {
		step := max(1, counts[call]/3)
		if os.Getenv("KANSHU_LONG") != "" {
			step = max(1, counts[call]/60)
		}
		for at := 1; at <= counts[call]; at += step {
			n++
			y.public(t, n%2 == 1)
			what := fmt.Sprintf("killed at %s %d of %d", call, at, counts[call])
			_, told := y.inject(strace, call, fmt.Sprintf("signal=KILL:when=%d", at), "old", "--today", expiryAfter)
			if y.standing(t, what) < 0 {
				t.Fatalf("%s: nothing stands\n%s", what, told)
			}
			y.gone(t, what)
		}
	}
	t.Logf("%d kills", n)
}

// whens chooses which calls fail: a few, others for each kind, or every tenth.
func whens(count, n int) []string {
	if count == 0 {
		return nil
	}
	if os.Getenv("KANSHU_LONG") == "" {
		if n%2 == 0 {
			return []string{fmt.Sprintf("%d", 1+n*7%count)}
		}
		return []string{fmt.Sprintf("%d+", 1+n*7%count)}
	}
	var all []string
	for at := 1; at <= count; at += max(1, count/10) {
		all = append(all, fmt.Sprintf("%d", at), fmt.Sprintf("%d+", at))
	}
	return all
}

// count builds a source once and counts its calls.
func (y *yard) count(t *testing.T, strace, source string, more ...string) map[string]int {
	t.Helper()
	c := y.command(source, "at/public", more...)
	log := y.dir + "/calls"
	c.Args = append([]string{strace, "-f", "-o", log, "-e", "trace=" + strings.Join(injected, ",")}, c.Args...)
	c.Path = strace
	if code, told := run2(c); code != 0 && code != 3 {
		t.Fatalf("strace: %d %s", code, told)
	}
	b, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for line := range strings.Lines(string(b)) {
		_, rest, _ := strings.Cut(line, " ")
		if call, _, ok := strings.Cut(strings.TrimSpace(rest), "("); ok {
			counts[call]++
		}
	}
	return counts
}

// inject builds a source while one kind of call fails.
func (y *yard) inject(strace, call, how, source string, more ...string) (int, string) {
	c := y.command(source, "at/public", more...)
	c.Args = append([]string{strace, "-f", "-qq", "-o", os.DevNull, "-e", "trace=" + call, "-e", "inject=" + call + ":" + how}, c.Args...)
	c.Path = strace
	return run2(c)
}
