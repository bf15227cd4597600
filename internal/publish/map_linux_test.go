package publish_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"kanshu/internal/publish"
)

// TestAByteThatCannotBeMapped: what lies behind the end of a file cannot be brought in, as on a disk with a bad block;
// that is an error, and not the end of the program where somebody looks at it.
func TestAByteThatCannotBeMapped(t *testing.T) {
	name := filepath.Join(t.TempDir(), "kept")
	data := bytes.Repeat([]byte("みほん"), 1<<16)
	must(t, os.WriteFile(name, data, 0o600))
	f, err := os.Open(name)
	must(t, err)
	t.Cleanup(func() { _ = f.Close() })
	some, err := unix.Mmap(-1, 0, os.Getpagesize(), unix.PROT_READ, unix.MAP_PRIVATE|unix.MAP_ANON)
	must(t, err)
	if err := unix.Madvise(some, unix.MADV_POPULATE_READ); errors.Is(err, unix.EINVAL) {
		t.Skip("a kernel before Linux 5.14 maps nothing, for it cannot vouch for it")
	}
	must(t, unix.Munmap(some))
	got, err := publish.MapBytes(f, len(data))
	if must(t, err); !bytes.Equal(got, data) {
		t.Error("other bytes are mapped than lie in the file")
	}
	if _, err := publish.MapBytes(f, 2*len(data)); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("twice the size of the file: %v, want that it is not mapped", err)
	}
}
