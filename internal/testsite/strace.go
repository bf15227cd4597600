package testsite

import (
	"errors"
	"os"
	"os/exec"
	"testing"
)

// errNoStrace says that calls of the system cannot be made to fail here.
var errNoStrace = errors.New("strace is not here, or may not trace")

// FindStrace returns the path of strace, or an error where it is not installed or may not trace.
func FindStrace() (string, error) {
	strace, err := exec.LookPath("strace")
	if err != nil || exec.Command(strace, "-f", "-o", os.DevNull, "-e", "trace=mkdirat,read,write", "true").Run() != nil { //nolint:gosec,noctx // the system's own
		return "", errNoStrace
	}
	return strace, nil
}

// Strace is FindStrace for a test that needs it: without it the test is skipped, and fails where CI is set.
func Strace(tb testing.TB) string {
	tb.Helper()
	strace, err := FindStrace()
	switch {
	case err == nil:
	case os.Getenv("CI") == "true":
		tb.Fatal(err)
	default:
		tb.Skip(err)
	}
	return strace
}
