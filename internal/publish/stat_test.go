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
