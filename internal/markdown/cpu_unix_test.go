//go:build unix

package markdown_test

import (
	"syscall"
	"testing"
	"time"
)

// spentCPU returns the time that processors spent on this process: what a busy machine does not lengthen.
func spentCPU(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
