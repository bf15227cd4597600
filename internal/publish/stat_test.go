//go:build unix

package publish_test

import (
	"fmt"
	"os"
	"syscall"
	"testing"
)

func stat(t *testing.T, name string) *syscall.Stat_t {
	t.Helper()
	fi, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return fi.Sys().(*syscall.Stat_t)
}

// inode names the file, whatever it is called.
func inode(t *testing.T, name string) string { return fmt.Sprint(stat(t, name).Ino) }

// stamp tells whether anybody touched the file.
func stamp(t *testing.T, name string) string {
	st := stat(t, name)
	return fmt.Sprint(st.Ino, st.Mtim, st.Ctim)
}
