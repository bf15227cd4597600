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

// inside is the environment variable that tells a test that it runs under strace, and in which folder.
const inside = "KANSHU_TEST_INSIDE"

// answered runs the same test once more, in a process of its own whose calls strace answers as args say, with the folder
// dir for it. It skips the test where strace is not to be had.
func answered(t *testing.T, dir string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	args = append(append([]string{"-f", "-qq", "-o", os.DevNull}, args...), os.Args[0], "-test.run=^"+t.Name()+"$")
	cmd := exec.CommandContext(ctx, testsite.Strace(t), args...)
	cmd.Env = append(os.Environ(), inside+"="+dir)
	cmd.WaitDelay = time.Second
	if told, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%q: %v\n%s", args, err, told)
	}
}

// TestAWriteThatTakesNothing: where the system takes no byte and says no reason, the file is given up, and is not
// tried for ever.
func TestAWriteThatTakesNothing(t *testing.T) {
	if dir := os.Getenv(inside); dir != "" {
		createShort(t, dir)
		return
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	answered(t, dir, "-P", filepath.Join(dir, "near"), "-P", filepath.Join(dir, "plain"), "-e", "trace=write", "-e", "inject=write:retval=0")
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
