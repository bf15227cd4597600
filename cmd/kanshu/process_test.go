//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestKilledBuilds kills builds at random moments. After each, public/ is one whole edition, and the next
// build makes it the right one. KANSHU_KILLS says how many (40).
func TestKilledBuilds(t *testing.T) {
	t.Parallel()
	kills := 40
	if n, err := fmt.Sscan(os.Getenv("KANSHU_KILLS"), &kills); n == 0 && os.Getenv("KANSHU_KILLS") != "" {
		t.Fatal(err)
	}
	y := newYard(t)
	begin := time.Now()
	if code, told := y.build("old", "at/public"); code != 0 {
		t.Fatalf("%d %s", code, told)
	}
	usual := time.Since(begin)
	rnd := rand.New(rand.NewPCG(2026, 1122))
	seen := map[int]int{}
	for i := range kills {
		next := (i + 1) % 2
		c := y.command(sources[next], "at/public")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(rnd.Int64N(int64(usual)*5/4)), func() { _ = c.Process.Kill() })
		err := c.Wait()
		timer.Stop()
		what := fmt.Sprintf("kill %d", i)
		stands := y.standing(t, what)
		seen[stands]++
		if err == nil && stands != next {
			t.Errorf("%s: the build ended well and the old edition stands", what)
		}
		if code, told := y.build(sources[next], "at/public"); code != 0 {
			t.Fatalf("%s: the build after it: %d\n%s", what, code, told)
		}
		if y.standing(t, what) != next {
			t.Fatalf("%s: the build after it left the old edition", what)
		}
		y.tidy(t, what)
	}
	if seen[-1] > 0 {
		t.Errorf("the output was gone %d times", seen[-1])
	}
	t.Logf("of %d kills %d left edition 0 and %d edition 1", kills, seen[0], seen[1])
}

// TestTwoBuildsAtOnce runs builds of both sources at once. Each ends well, and one whole edition stands.
func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() {
			if code, told := y.build(sources[i%2], "at/public"); code != 0 {
				t.Errorf("build %d: %d\n%s", i, code, told)
			}
		})
	}
	wg.Wait()
	if y.standing(t, "at once") < 0 {
		t.Error("nothing stands")
	}
	y.tidy(t, "at once")
}

// TestPlacesThatAreNotOurs builds into places that are none. Each ends with 1, says why, and changes nothing.
func TestPlacesThatAreNotOurs(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	y.write(t, "at/full/notes.txt", "mine")
	y.write(t, "at/file", "mine")
	y.write(t, "at/almost/build.json", `{"generator":"other"}`)
	y.write(t, "at/list/build.json", `[]`)
	y.write(t, "at/real/x", "mine")
	for name, to := range map[string]string{"link": "real", "dangling": "nowhere", "loop": "loop", "up": ".."} {
		if err := os.Symlink(to, filepath.Join(y.dir, "at", name)); err != nil {
			t.Fatal(err)
		}
	}
	places := []string{"/", "old", "old/..", ".", "at", "at/full", "at/file", "at/almost", "at/list", "at/link", "at/dangling", "at/loop", "at/up", "at/file/below", "old/columns", "old/columns/new", "old/data", "old/data/public", "old/assets/public", "old/layouts/x/y", "/proc/self", "/dev/null", "/dev/null/x"}
	if os.Geteuid() != 0 {
		if err := os.Mkdir(filepath.Join(y.dir, "at/locked"), 0o555); err != nil {
			t.Fatal(err)
		}
		places = append(places, "at/locked/public")
	}
	before := snapshot(t, y.dir)
	for _, place := range places {
		code, told := y.build("old", place)
		if code != 1 || len(told) < 10 || strings.Contains(told, "panic") || strings.Contains(told, "goroutine") {
			t.Errorf("--output %s: exit code %d: %s", place, code, told)
		}
		if names := differing(before, snapshot(t, y.dir)); len(names) > 0 {
			t.Fatalf("--output %s changed %v", place, names)
		}
	}
}

// TestSourcesThatAreNone: what is no source ends with 2 and leaves the edition as it is; one without
// columns/ with 1.
func TestSourcesThatAreNone(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	if code, told := y.build("old", "at/public"); code != 0 {
		t.Fatalf("%d %s", code, told)
	}
	y.write(t, "empty/.keep", "")
	y.write(t, "bare/kanshu.yaml", "title: x\nbase_url: https://x.example.jp\n")
	y.write(t, "broken/kanshu.yaml", "title: x\nbase_url: https://x.example.jp\n")
	y.write(t, "broken/data/doctors/aoki.yaml", "name: [x\n")
	y.write(t, "broken/columns/x.md", "---\ntitle: x\n---\nx\n")
	y.write(t, "template/layouts/column.html", "{{define \"main\"}}{{.Nothing}}{{end}}")
	for name, text := range yardSource(0) {
		y.write(t, "template/"+name, text)
	}
	for source, want := range map[string]int{"nowhere": 2, "empty": 2, "bare": 1, "broken": 1, "template": 1, "at/thesis.docx": 2} {
		if code, told := y.build(source, "at/public"); code != want || told == "" {
			t.Errorf("--source %s: exit code %d, want %d: %s", source, code, want, told)
		}
		if y.standing(t, source) != 0 {
			t.Errorf("--source %s changed the edition", source)
		}
	}
	y.write(t, "at/reportfile", "mine")
	for report, want := range map[string]int{"at/public": 2, "at/public/report": 2, "at/reportfile": 1, "at/reportfile/x": 1} {
		code, told := y.build("new", "at/public", "--report", filepath.Join(y.dir, report))
		if code != want || y.standing(t, report) != 0 {
			t.Errorf("--report %s: exit code %d, want %d: %s", report, code, want, told)
		}
	}
	for _, day := range []string{"2026-13-01", "tomorrow", "2026/11/22", "令和8年11月22日", " "} {
		c := y.command("new", "at/public")
		c.Args = append(c.Args, "--today="+day)
		if code, _ := run2(c); code != 2 || y.standing(t, day) != 0 {
			t.Errorf("--today=%q: exit code %d", day, code)
		}
	}
}

// TestNobodyListens builds with a standard output that is closed, full, or a pipe nobody reads: the code
// still tells what became of the site.
func TestNobodyListens(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	for i, how := range []string{"exec \"$0\" \"$@\" >&-", "exec \"$0\" \"$@\" >&- 2>&-", "exec \"$0\" \"$@\" </dev/null >/dev/full", "exec \"$0\" \"$@\" >/dev/full 2>/dev/full", "{ \"$0\" \"$@\"; echo $? >\"$CODE\"; } | true; exit $(cat \"$CODE\")"} {
		if _, err := os.Stat("/dev/full"); err != nil && strings.Contains(how, "full") {
			continue
		}
		c := y.command(sources[i%2], "at/public")
		c.Args = append([]string{"sh", "-c", how}, c.Args...)
		c.Path = "/bin/sh"
		c.Env = append(c.Env, "CODE="+filepath.Join(y.dir, "code"))
		code, told := run2(c)
		if stands := y.standing(t, how); code != 0 || stands != i%2 {
			t.Errorf("%s: exit code %d, edition %d stands, want 0 and %d\n%s", how, code, stands, i%2, told)
		}
	}
}

// TestDiskIsFull builds where no file may grow beyond a few kilobytes, and, where that may be mounted, on a
// disk too small: the code is 1, the edition the old one, and with room again the next build succeeds.
func TestDiskIsFull(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	if code, told := y.build("old", "at/public"); code != 0 {
		t.Fatalf("%d %s", code, told)
	}
	c := y.command("new", "at/public")
	c.Args = append([]string{"sh", "-c", "ulimit -f 4; exec \"$0\" \"$@\""}, c.Args...)
	c.Path = "/bin/sh"
	if code, told := run2(c); code != 1 || strings.Contains(told, "goroutine") || y.standing(t, "a limit on files") != 0 {
		t.Errorf("a limit on files: exit code %d\n%s", code, told)
	}
	if code, told := y.build("new", "at/public"); code != 0 || y.standing(t, "with room") != 1 {
		t.Errorf("with room: exit code %d\n%s", code, told)
	}
	y.tidy(t, "a limit on files")

	small := filepath.Join(y.dir, "small")
	if err := os.Mkdir(small, 0o755); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() != 0 || exec.Command("mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", small).Run() != nil {
		t.Log("no small disk can be mounted here")
		return
	}
	t.Cleanup(func() { _ = exec.Command("umount", small).Run() })
	code, told := y.build("old", "small/public")
	before := snapshot(t, filepath.Join(small, "public"))
	if code == 0 {
		if err := os.WriteFile(filepath.Join(small, "ballast"), make([]byte, 1<<20), 0o644); err == nil {
			t.Log("the small disk is not full")
		}
		code, told = y.build("new", "small/public")
	}
	if after := snapshot(t, filepath.Join(small, "public")); code != 1 || !strings.Contains(told, "space") && !strings.Contains(told, "空き") || len(differing(before, after)) > 0 {
		t.Errorf("a small disk: exit code %d, changed %v\n%s", code, differing(before, after), told)
	}
}

// TestSurroundingsChangeNothing builds with other zones, languages, masks, numbers of processors, folders and
// users: the bytes and the modes are the same.
func TestSurroundingsChangeNothing(t *testing.T) {
	t.Parallel()
	y := newYard(t)
	if err := os.Chmod(y.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, how := range []struct {
		env  []string
		mask string
		user bool
	}{
		{[]string{"TZ=Pacific/Kiritimati"}, "022", false},
		{[]string{"TZ=America/Adak", "LANG=C"}, "077", false},
		{[]string{"TZ=nowhere", "LC_ALL=tr_TR.UTF-8"}, "000", false},
		{[]string{"GOMAXPROCS=1", "LANGUAGE=ja"}, "027", false},
		{[]string{"GOMAXPROCS=7", "SOURCE_DATE_EPOCH=0", "GOGC=1"}, "002", false},
		{[]string{"HOME=/nonexistent", "TMPDIR=/nonexistent", "CI=1"}, "022", true},
	} {
		out := filepath.Join(y.dir, fmt.Sprintf("out%d", i), "public")
		if err := os.Mkdir(filepath.Dir(out), 0o777); err != nil {
			t.Fatal(err)
		}
		c := y.command("old", out)
		c.Env = append(c.Env, how.env...)
		c.Args = append([]string{"sh", "-c", "umask " + how.mask + "; exec \"$0\" \"$@\""}, c.Args...)
		c.Path = "/bin/sh"
		if how.user {
			if os.Geteuid() != 0 || os.Chmod(filepath.Dir(out), 0o777) != nil || reachable(y.dir) != nil {
				continue
			}
			b, err := os.ReadFile(y.program) // the test program lies where others may not look
			if err != nil {
				t.Fatal(err)
			}
			c.Args[3] = filepath.Join(y.dir, "own", "kanshu")
			y.write(t, "own/kanshu", string(b))
			if err := os.Chmod(c.Args[3], 0o755); err != nil {
				t.Fatal(err)
			}
			c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		if code, told := run2(c); code != 0 {
			t.Errorf("%v: exit code %d\n%s", how, code, told)
			continue
		}
		if names := differing(snapshot(t, out), y.editions[0]); len(names) > 0 {
			t.Errorf("%v: other bytes or modes: %v", how, names)
		}
	}
}

// reachable opens the way to a folder for every user.
func reachable(dir string) error {
	for at := dir; at != filepath.Dir(at) && strings.HasPrefix(at, os.TempDir()+"/"); at = filepath.Dir(at) {
		if err := os.Chmod(at, 0o755); err != nil {
			return err
		}
	}
	return nil
}
