//go:build unix

package publish_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"kanshu/internal/publish"
)

// crowd is a site of some hundred files, a third of which differ from edition to edition and some of
// which come and go.
func crowd(edition int) site {
	s := site{"index.html": fmt.Sprint("home ", edition)}
	for i := range 120 {
		text := "page"
		if i%3 == 0 {
			text = fmt.Sprint("page of edition ", edition)
		}
		if (i+edition)%10 != 0 {
			s[fmt.Sprintf("columns/column-%03d/index.html", i)] = text
		}
	}
	return s
}

// TestHelperPublishesForEver is no test but the process that TestKill kills.
func TestHelperPublishesForEver(t *testing.T) {
	dir := os.Getenv("KANSHU_KILL_ME")
	if dir == "" {
		t.Skip("runs in a process of its own")
	}
	fmt.Println("begun")
	for edition := 0; ; edition = (edition + 1) % 3 {
		if _, _, err := crowd(edition).publish(dir, publish.Options{Wait: time.Second}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestKill ends a publishing process by SIGKILL at random moments, 40 times or as often as KANSHU_KILLS
// says. After each the tree is one whole edition, and nothing foreign is lost.
func TestKill(t *testing.T) {
	kills := 40
	if n, err := strconv.Atoi(os.Getenv("KANSHU_KILLS")); err == nil {
		kills = n
	}
	dir := filepath.Join(t.TempDir(), "public")
	first.mustPublish(t, dir)
	foreign := strangers(t, dir)
	random := rand.New(rand.NewPCG(1, 2))
	seen := map[int]int{}
	for n := range kills {
		cmd := exec.Command(os.Args[0], "-test.run=^TestHelperPublishesForEver$")
		cmd.Env = append(os.Environ(), "KANSHU_KILL_ME="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 1)); err != nil {
			t.Fatal(err)
		}
		<-time.After(time.Duration(random.Int64N(int64(60 * time.Millisecond))))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed: that is the answer
		got := tree(t, dir)
		which := -1
		for edition := range 3 {
			if diff(got, crowd(edition).want(foreign)) == "" {
				which = edition
			}
		}
		if which < 0 && diff(got, first.want(foreign)) != "" {
			t.Fatalf("kill %d: no whole edition stands:\n%s", n, diff(got, crowd(0).want(foreign)))
		}
		seen[which]++
		if n%4 == 3 {
			quickly(t, first, dir)
			holds(t, dir, first, foreign)
		}
		if got := beside(t, dir); got != ".public.kanshu public" {
			t.Fatalf("kill %d: beside the output stand %s", n, got)
		}
	}
	t.Logf("editions found: %v", seen)
}
