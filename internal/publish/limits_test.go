//go:build unix && !freebsd && !dragonfly

package publish_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"kanshu/internal/publish"
)

// limit sets a limit of the whole process until the test ends; such a test is not parallel. It returns
// what sets another.
func limit(t *testing.T, which int) func(to uint64) {
	t.Helper()
	var was syscall.Rlimit
	must(t, syscall.Getrlimit(which, &was))
	set := func(to uint64) {
		l := was
		l.Cur = min(to, was.Max)
		must(t, syscall.Setrlimit(which, &l))
	}
	t.Cleanup(func() { set(was.Cur) })
	return set
}

// TestAnyNumberOfOpenFiles publishes under every limit of open files up to the one that will do.
func TestAnyNumberOfOpenFiles(t *testing.T) {
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip("this system does not tell what is open: ", err)
	}
	s := scene{before: []site{one, two}, guests: true, next: one}
	set := limit(t, syscall.RLIMIT_NOFILE)
	told := 0
	for n := range 60 {
		dir, before := s.build(t)
		want := one.want(nil)
		set(uint64(max(len(list)-4+n, 1)))
		_, err := s.publish(dir, one, func(string, string) error { return nil })
		set(1 << 20)
		got := tree(t, dir)
		switch {
		case err == nil && n == 0:
			t.Fatal("the limit does not hold")
		case err == nil:
			for name, text := range want {
				if got[name] != text {
					t.Errorf("%d files: %s is %q, want %q", n, name, got[name], text)
				}
			}
			if told < 3 {
				t.Errorf("%d limits were told of, want more", told)
			}
			return
		case !errors.Is(err, publish.ErrTooManyOpen) || !errors.Is(err, syscall.EMFILE):
			t.Errorf("%d files: %v, want ErrTooManyOpen", n, err)
		case diff(got, before) != "":
			t.Errorf("%d files: %v, and yet not the old edition:\n%s", n, err, diff(got, before))
		}
		told++
	}
	t.Error("no number of open files is enough")
}

// TestAFileThatIsCutShort writes files of which the system takes a part only. It does so in a process of its own: the
// limit holds for all that a process writes, and go test has it write a log.
func TestAFileThatIsCutShort(t *testing.T) {
	const alone = "KANSHU_TEST_ALONE"
	if os.Getenv(alone) == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestAFileThatIsCutShort$") //nolint:gosec // this very program
		cmd.Env = append(os.Environ(), alone+"=1")
		if told, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, told)
		}
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	defer signal.Reset(syscall.SIGXFSZ)
	set := limit(t, syscall.RLIMIT_FSIZE)
	long := bytes.Repeat([]byte("long "), 2_000_000)
	s := site{"index.html": string(long)}
	for _, before := range []site{nil, one} {
		dir := filepath.Join(t.TempDir(), "public")
		if before != nil {
			before.mustPublish(t, dir)
		}
		was := standing(t, dir)
		set(8 << 20)
		_, _, err := s.publish(dir, publish.Options{})
		set(1 << 62)
		if !errors.Is(err, publish.ErrFull) || !errors.Is(err, syscall.EFBIG) {
			t.Errorf("publish = %v, want ErrFull", err)
		}
		if d := diff(standing(t, dir), was); d != "" {
			t.Errorf("something was touched:\n%s", d)
		}
	}
	for _, name := range []string{"other/long", "other/longer"} {
		f, dir := open(t)
		if name == "other/longer" {
			f = publish.Plain(f)
		}
		set(8 << 20)
		_, err := f.Create(name, long)
		set(1 << 62)
		if left := tree(t, filepath.Join(dir, "other")); !errors.Is(err, syscall.EFBIG) || len(left) != 1 {
			t.Errorf("Create = %v and leaves %v, want EFBIG and nothing", err, left)
		}
	}
}
