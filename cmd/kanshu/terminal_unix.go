//go:build unix

package main

import "golang.org/x/sys/unix"

// columns returns how wide the terminal of a file descriptor is, 0 if it is none.
func columns(fd uintptr) int {
	size, err := unix.IoctlGetWinsize(int(fd), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
