package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A runner runs tests over the changed package.
type runner struct {
	root, work string
	program    *program
	slow       time.Duration
	binaries   []string // of the test packages, and the folders they run in
	folders    []string
	tests      []*test
	reached    map[int][]*test // the tests that reach a change, the fastest first
}

// A test is one test of one binary.
type test struct {
	binary int
	name   string
	took   time.Duration
}

// compile makes a binary of every test package. What does not compile is dropped.
func (r *runner) compile(packages []string) error {
	for _, pkg := range packages {
		binary := filepath.Join(r.work, strings.ReplaceAll(pkg, "/", "_")+".test")
		for {
			overlay, err := r.program.overlay(r.work)
			if err != nil {
				return err
			}
			c := exec.Command("go", "test", "-c", "-vet=off", "-overlay="+overlay, "-gcflags=-e", "-o", binary, "./"+pkg)
			c.Dir = r.root
			told, err := c.CombinedOutput()
			if err == nil {
				break
			}
			if !r.program.blame(string(told)) {
				return fmt.Errorf("%s: %w\n%s", pkg, err, told)
			}
		}
		r.binaries = append(r.binaries, binary)
		r.folders = append(r.folders, filepath.Join(r.root, pkg))
	}
	return nil
}

// survey runs every test alone, and notes how long it takes and what it reaches.
func (r *runner) survey() error {
	r.reached = map[int][]*test{}
	for i := range r.binaries {
		c := exec.Command(r.binaries[i], "-test.list", ".")
		c.Dir = r.folders[i]
		names, err := c.Output()
		if err != nil {
			return err
		}
		for _, name := range strings.Fields(string(names)) {
			if strings.HasPrefix(name, "Benchmark") {
				continue
			}
			t := &test{binary: i, name: name}
			trace := filepath.Join(r.work, "trace")
			begin := time.Now()
			told, err := r.run(i, "^"+name+"$", r.slow, "KANSHU_CHANGE_TRACE="+trace)
			t.took = time.Since(begin)
			b, _ := os.ReadFile(trace)
			_ = os.Remove(trace)
			if err != nil {
				fmt.Fprintf(os.Stderr, "left out: %s %s: %v %.300s\n", filepath.Base(r.folders[i]), name, err, told)
				continue
			}
			r.tests = append(r.tests, t)
			seen := map[int]bool{}
			for _, id := range strings.Fields(string(b)) {
				n, _ := strconv.Atoi(id)
				if !seen[n] {
					seen[n] = true
					r.reached[n] = append(r.reached[n], t)
				}
			}
		}
	}
	for _, ts := range r.reached {
		slices.SortStableFunc(ts, func(a, b *test) int { return int(a.took - b.took) })
	}
	fmt.Fprintf(os.Stderr, "%d tests reach %d of %d changes\n", len(r.tests), len(r.reached), len(r.program.changes))
	return nil
}

// survives runs the tests that reach a change until one fails: the fast ones of a package together, then
// each of the others.
func (r *runner) survives(c *change) (bool, string) {
	ts := r.reached[c.id]
	if len(ts) == 0 {
		return true, "(no test reaches it)"
	}
	var batches [][]*test
	at := map[int]int{} // of fast tests, by binary
	for _, t := range ts {
		if t.took < time.Second {
			if _, ok := at[t.binary]; !ok {
				at[t.binary] = len(batches)
				batches = append(batches, nil)
			}
			i := at[t.binary]
			batches[i] = append(batches[i], t)
			continue
		}
		batches = append(batches, []*test{t})
	}
	for _, b := range batches {
		limit := 5 * time.Second
		names := make([]string, len(b))
		for i, t := range b {
			limit += 6 * t.took
			names[i] = t.name
		}
		if _, err := r.run(b[0].binary, "^("+strings.Join(names, "|")+")$", limit, "KANSHU_CHANGE="+strconv.Itoa(c.id)); err != nil {
			return false, ""
		}
	}
	return true, fmt.Sprintf("(%d tests)", len(ts))
}

// apart runs a command where everything but a fresh TMPDIR is read-only, with a place for the trace.
const apart = `mount --make-rprivate / && mount --bind "$1" "$1" && mount -t tmpfs tmpfs "$2" && mount -o remount,bind,ro / && shift 2 && exec "$@"`

// run runs tests of one binary, in a file system of its own.
func (r *runner) run(binary int, tests string, limit time.Duration, env ...string) (string, error) {
	tmp, err := os.MkdirTemp("", "mutate-tmp-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.Remove(tmp) }()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	unshare := []string{"--mount", "--pid", "--fork", "--kill-child", "--mount-proc"}
	if os.Geteuid() != 0 {
		unshare = append(unshare, "--map-root-user")
	}
	c := exec.CommandContext(ctx, "unshare", append(unshare, "sh", "-c", apart, "sh", r.work, tmp, r.binaries[binary], "-test.run", tests, "-test.short", "-test.failfast")...)
	c.Dir = r.folders[binary]
	c.Env = append(append(os.Environ(), "TMPDIR="+tmp, "GITHUB_STEP_SUMMARY="), env...)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.WaitDelay = time.Second
	var told bytes.Buffer
	c.Stdout, c.Stderr = &told, &told
	err = c.Run()
	return told.String(), err
}
