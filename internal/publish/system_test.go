//go:build linux || darwin

package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"kanshu/internal/publish"
)

// TestAgain: a call that a signal interrupts is repeated, however often, and any other answer is the answer.
func TestAgain(t *testing.T) {
	for _, answers := range [][]error{{nil}, {syscall.EIO}, {syscall.EINTR, nil}, {syscall.EINTR, syscall.EINTR, syscall.EIO}, {fmt.Errorf("wrapped: %w", syscall.EINTR), nil}} {
		calls := 0
		err := publish.Again(func() error { calls++; return answers[calls-1] })
		if calls != len(answers) || !errors.Is(err, answers[calls-1]) {
			t.Errorf("%v: %v after %d calls", answers, err, calls)
		}
	}
}

// TestExchangeError: three answers say that there is no such step here; the others are about the names.
func TestExchangeError(t *testing.T) {
	if err := publish.ExchangeError("a", "b", nil); err != nil {
		t.Errorf("no error becomes %v", err)
	}
	for errno, unsupported := range map[syscall.Errno]bool{
		syscall.ENOSYS: true, syscall.EINVAL: true, syscall.ENOTSUP: true, syscall.EIO: false, syscall.ENOENT: false, syscall.EXDEV: false,
	} {
		err := publish.ExchangeError("a", "b", errno)
		var names *os.LinkError
		if errors.Is(err, errors.ErrUnsupported) != unsupported || !errors.Is(err, errno) || !errors.As(err, &names) || names.Old != "a" || names.New != "b" {
			t.Errorf("%v becomes %v, unsupported: want %v", errno, err, unsupported)
		}
	}
}

// TestFilesThatAreClosed: what the system refuses is told, with the name of the file.
func TestFilesThatAreClosed(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "closed"))
	must(t, err, f.Close())
	for name, err := range map[string]error{"stat": publish.StatOpen(f), "lock": publish.LockFile(f)} {
		var e *fs.PathError
		if !errors.As(err, &e) || e.Path != f.Name() {
			t.Errorf("%s of a closed file: %v", name, err)
		}
	}
}
