package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// colored reports whether the output is a terminal that wants colour (https://no-color.org).
func (a *app) colored() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && a.width() > 0
}

// width returns the columns of the terminal that the output is, 0 if it is none.
func (a *app) width() int {
	f, ok := a.out.(*os.File)
	if !ok {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
