package main

import (
	"io"
	"os"
)

// colored reports whether the output is a terminal that wants colour (https://no-color.org).
func (a *app) colored() bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && a.width() > 0
}

// width returns the columns of the terminal that the output is, 0 if it is none.
func (a *app) width() int { return widthOf(a.out) }

// widthOf returns the columns of the terminal that a stream is, 0 if it is none.
func widthOf(w io.Writer) int {
	f, ok := w.(*os.File)
	if !ok {
		return 0
	}
	return columns(f.Fd())
}
