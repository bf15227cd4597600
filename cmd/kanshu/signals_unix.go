//go:build unix

package main

import (
	"os/signal"
	"syscall"
)

// calmly makes errors of what would end the program in the middle: a reader of its output that went away,
// and a file that may not grow. Both are then told by the exit code like any other error.
func calmly() { signal.Ignore(syscall.SIGPIPE, syscall.SIGXFSZ) }
