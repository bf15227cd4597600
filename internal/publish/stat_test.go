//go:build unix

package publish_test

import (
	"fmt"
	"testing"

	"golang.org/x/sys/unix"
)

func stat(t *testing.T, name string) (st unix.Stat_t) {
	t.Helper()
	if err := unix.Lstat(name, &st); err != nil {
		t.Fatal(err)
	}
	return st
}

// inode names the file, whatever it is called.
func inode(t *testing.T, name string) string {
	t.Helper()
	st := stat(t, name)
	return fmt.Sprint(st.Ino)
}

// stamp tells whether anybody touched the file.
func stamp(t *testing.T, name string) string {
	t.Helper()
	st := stat(t, name)
	return fmt.Sprint(st.Ino, st.Mtim, st.Ctim)
}

// written returns when a file was written last, and when anything of it changed, in nanoseconds since 1970.
func written(t *testing.T, name string) (written, changed int64) {
	t.Helper()
	st := stat(t, name)
	return st.Mtim.Nano(), st.Ctim.Nano()
}
