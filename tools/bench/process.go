package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// ram is where Linux keeps a disk in memory.
const ram = "/dev/shm"

// measureWord makes this program start another one and tell what that took.
const measureWord = "measure-one-process"

// A cost is what one process took.
type cost struct {
	Wall, CPU time.Duration // CPU is user and system time, of all its threads
	Peak      int64         // the most memory it held, in bytes
}

// timed runs a program to its end and returns its cost.
//
// Between the two stands a small copy of this program: on Linux a process begins with the peak of the one
// that started it, so the one that starts it must be small.
func timed(dir string, argv ...string) (cost, error) {
	self, err := os.Executable()
	if err != nil {
		return cost{}, err
	}
	cmd := exec.Command(self, append([]string{measureWord}, argv...)...) //nolint:gosec // runs what it is told to time
	cmd.Dir = dir
	told, err := cmd.Output()
	if err != nil {
		var why string
		if exit, ok := err.(*exec.ExitError); ok { //nolint:errorlint // Output returns it bare
			why = string(exit.Stderr)
		}
		return cost{}, fmt.Errorf("%s: %w\n%s", strings.Join(argv, " "), err, why)
	}
	var c cost
	return c, json.Unmarshal(told, &c)
}

// measure runs a program, writes its cost to the standard output and returns an exit code. What the program
// says is kept for the case that it does not succeed.
func measure(argv []string) int {
	var said strings.Builder
	cmd := exec.Command(argv[0], argv[1:]...) //nolint:gosec // runs what it is told to time
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(costOf(cmd.ProcessState, wall))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err, said.String())
		return 1
	}
	return 0
}

// costOf returns what an ended process took.
func costOf(p *os.ProcessState, wall time.Duration) cost {
	c := cost{Wall: wall, CPU: p.UserTime() + p.SystemTime()}
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		if c.Peak = usage.Maxrss; runtime.GOOS != "darwin" {
			c.Peak *= 1024 // everyone but macOS counts in KiB
		}
	}
	return c
}

// installHugo returns the Hugo in a folder, and builds it there first if need be.
func (b *bench) installHugo(dir string) (string, error) {
	hugo := filepath.Join(dir, "hugo-"+hugoVersion)
	if _, err := os.Stat(hugo); err == nil {
		return hugo, nil
	}
	b.say("installing Hugo %s with go install; this takes some minutes", hugoVersion)
	tmp, err := os.MkdirTemp(dir, "hugo-")
	if err != nil {
		return "", err
	}
	cmd := exec.Command("go", "install", "github.com/gohugoio/hugo@"+hugoVersion)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOBIN="+tmp, "GOFLAGS=")
	cmd.Stdout, cmd.Stderr = b.log, b.log
	if err = cmd.Run(); err == nil {
		err = os.Rename(filepath.Join(tmp, "hugo"), hugo)
	}
	if removed := os.RemoveAll(tmp); err == nil {
		err = removed
	}
	if err != nil {
		return "", fmt.Errorf("install Hugo: %w", err)
	}
	return hugo, nil
}

// room makes a folder to work in: below dir, on a RAM disk with room for the corpus and what is made of it,
// or among the temporary files.
func room(dir string, columns, huge int) (string, error) {
	if dir == "" {
		// A column and its page take 55 KB, there are two programs, and a copy; a pair of outputs stands at a time.
		need := uint64(max(columns*250, huge*80)) * 1024
		var fs syscall.Statfs_t
		if err := syscall.Statfs(ram, &fs); err == nil && fs.Bavail*uint64(fs.Bsize) > need { //nolint:gosec // a block size is positive
			dir = ram
		}
	}
	return os.MkdirTemp(dir, "kanshu-bench-")
}
