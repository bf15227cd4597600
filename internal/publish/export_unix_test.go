//go:build linux || darwin

package publish

import "os"

// What the system says, and what is made of it.
var (
	Again         = again
	ExchangeError = exchangeError
	LockFile      = lockFile
)

// StatOpen looks at an open file.
func StatOpen(f *os.File) error {
	_, err := statOpen(f)
	return err
}
