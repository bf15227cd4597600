package publish_test

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"kanshu/internal/publish"
	"kanshu/internal/testsite"
)

// TestAWriteThatTakesNothing: where the system takes no byte and says no reason, the file is given up, and is not
// tried for ever. It writes in a process of its own, whose writes to two files strace answers. It needs strace.
func TestAWriteThatTakesNothing(t *testing.T) {
	const at = "KANSHU_TEST_SHORT"
	if dir := os.Getenv(at); dir != "" {
		createShort(t, dir)
		return
	}
	strace := testsite.Strace(t)
	dir, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, strace, "-f", "-qq", "-o", os.DevNull, "-P", filepath.Join(dir, "near"), "-P", filepath.Join(dir, "plain"),
		"-e", "trace=write", "-e", "inject=write:retval=0", os.Args[0], "-test.run=^TestAWriteThatTakesNothing$")
	cmd.Env = append(os.Environ(), at+"="+dir)
	cmd.WaitDelay = time.Second
	if told, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, told)
	}
}

// createShort makes both files, by either way of making one.
func createShort(t *testing.T, dir string) {
	t.Helper()
	f, err := publish.OpenDisk(dir)
	must(t, err)
	defer f.Close()
	_, near := f.Create("near", []byte("text"))
	_, plain := publish.Plain(f).Create("plain", []byte("text"))
	if !errors.Is(near, io.ErrShortWrite) || !errors.Is(plain, io.ErrUnexpectedEOF) {
		t.Errorf("%v, want %v; %v, want %v", near, io.ErrShortWrite, plain, io.ErrUnexpectedEOF)
	}
	if left := tree(t, dir); len(left) != 1 {
		t.Errorf("left are %v, want the folder alone", left)
	}
}
