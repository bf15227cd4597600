package main

import (
	"errors"
	"os/exec"
	"strconv"
	"strings"
)

func contains(s, words string) bool { return strings.Contains(s, words) }

// exitCode returns the exit code of a command that failed, "?" if it did not run.
func exitCode(err error) string {
	var ee *exec.ExitError
	if errors.As(err, &ee) {
		return strconv.Itoa(ee.ExitCode())
	}
	return "?"
}
