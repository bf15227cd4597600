//go:build unix

package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The words of a column whose review runs out on expiryBefore, in all that a column can say.
const (
	expiringColumn = "---\ntitle: 鯨髭の題名\ndescription: 鯨髭の要約\ndate: 2026-11-01\nsupervisor: aoki\nreviewed: 2026-11-01\nreview_due: 2026-11-30\n" +
		"category: 鯨髭分類\ntags: [鯨髭札, 共通]\naliases: [/kujirahige/]\nreferences: [{title: 鯨髭文献, url: \"https://kujirahige.example.jp/\"}]\nfaq: [{q: 鯨髭は何ですか。, a: 鯨髭の答えです。}]\n---\n鯨髭の本文。\n\n## 鯨髭の見出し\n\n![鯨髭の図](kujirahige.png)\n"
	expiryBefore, expiryAfter = "2026-11-30", "2026-12-01"
)

// newExpiry sets up a source with a column that runs out, and knows its editions of the day before and after:
// a tombstone stands in the second, for the column was public in the first.
func newExpiry(t *testing.T) *yard {
	t.Helper()
	y := newYard(t)
	y.write(t, "old/columns/expiring/index.md", expiringColumn)
	y.write(t, "old/columns/expiring/kujirahige.png", greyPicture)
	y.write(t, "old/columns/linker.md", strings.Replace(yardSource(0)["columns/c00-0.md"], "本文 0", "[鯨の話](/columns/expiring/)", 1))
	for i, day := range []string{expiryBefore, expiryAfter} {
		if code, told := y.build("old", "apart/old/public", "--today", day); code != 3*i {
			t.Fatalf("%s: exit code %d\n%s", day, code, told)
		}
		y.editions[i] = snapshot(t, filepath.Join(y.dir, "apart/old/public"))
	}
	return y
}

// greyPicture is a PNG of 64 × 48 pixels.
const greyPicture = "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x40\x00\x00\x00\x30\x08\x00\x00\x00\x00\x84\x20\x23\xc3\x00\x00\x00\x1a\x49\x44\x41\x54\x78\xda\xed\xc1\x81\x00\x00\x00\x00\xc3\xa0\xf9\x53\x5f\xe0\x08\x55\x01\x00\x00\x7c\x03\x0c\x30\x00\x01\xc4\x6d\xc7\x86\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82"

// noEcho wants a tree without a word of the column, compressed copies unpacked, and its tombstone.
func noEcho(t *testing.T, what string, tree map[string]string) {
	t.Helper()
	for name, text := range tree {
		_, b, _ := strings.Cut(text, " ")
		if strings.HasPrefix(b, "\x1f\x8b") {
			if r, err := gzip.NewReader(strings.NewReader(b)); err == nil {
				plain, _ := io.ReadAll(r) // what cannot be unpacked says nothing
				b += string(plain)
			}
		}
		for _, word := range []string{"鯨髭", "kujirahige", `\u9be8`, "%E9%AF%A8%E9%AB%AD"} {
			if strings.Contains(name, word) || bytes.Contains([]byte(b), []byte(word)) {
				t.Errorf("%s: %s still holds %s", what, name, word)
			}
		}
	}
	if tomb := tree["columns/expiring/index.html"]; !strings.Contains(tomb, "公開を休止しています") || !strings.Contains(tomb, "noindex") {
		t.Errorf("%s: no tombstone stands: %.200s", what, tomb)
	}
}

// public makes the edition of the day before stand again, over a warm cache or, every other time, from nothing.
func (y *yard) public(t *testing.T, cold bool) {
	t.Helper()
	if cold {
		if err := os.RemoveAll(filepath.Join(y.dir, "at/.public.kanshu")); err != nil {
			t.Fatal(err)
		}
	}
	if code, told := y.build("old", "at/public", "--today", expiryBefore); code != 0 || y.standing(t, "the day before") != 0 {
		t.Fatalf("the day before: exit code %d\n%s", code, told)
	}
}

// gone builds for the day after, over whatever stands, and wants the column gone.
func (y *yard) gone(t *testing.T, what string) {
	t.Helper()
	if code, told := y.build("old", "at/public", "--today", expiryAfter); code != 3 || y.standing(t, what) != 1 {
		t.Fatalf("%s: the build after it: exit code %d\n%s", what, code, told)
	}
	noEcho(t, what, snapshot(t, filepath.Join(y.dir, "at/public")))
	y.tidy(t, what)
}

// TestExpiryAfterKilledBuilds lets a review run out and kills the build that takes the column down, at random
// moments: then stands the edition of the day before or that of the day after, and the next build leaves no
// word of the column. KANSHU_KILLS says how often (20).
func TestExpiryAfterKilledBuilds(t *testing.T) {
	t.Parallel()
	kills := 20
	if n, err := fmt.Sscan(os.Getenv("KANSHU_KILLS"), &kills); n == 0 && os.Getenv("KANSHU_KILLS") != "" {
		t.Fatal(err)
	}
	y := newExpiry(t)
	noEcho(t, "without a kill", y.editions[1])
	if before := y.editions[0]["columns/expiring/index.html"]; !strings.Contains(before, "鯨髭の本文") {
		t.Fatal("the column was never public")
	}
	begin := time.Now()
	y.public(t, true)
	usual := time.Since(begin)
	rnd := rand.New(rand.NewPCG(2026, 1201))
	seen := map[int]int{}
	for i := range kills {
		y.public(t, i%2 == 1)
		c := y.command("old", "at/public", "--today", expiryAfter)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(rnd.Int64N(int64(usual)*5/4)), func() { _ = c.Process.Kill() })
		_ = c.Wait() // it was killed, or ended with 3
		timer.Stop()
		what := fmt.Sprintf("kill %d", i)
		seen[y.standing(t, what)]++
		y.gone(t, what)
	}
	if seen[-1] > 0 {
		t.Errorf("the output was gone %d times", seen[-1])
	}
	t.Logf("%d kills left the day before, %d the day after", seen[0], seen[1])
}

// TestExpiryOverWhatAKilledBuildLeft lets the column come back after a killed build and run out again: what the
// killed one left in the spare is not taken for the new edition.
func TestExpiryOverWhatAKilledBuildLeft(t *testing.T) {
	t.Parallel()
	y := newExpiry(t)
	y.public(t, true)
	for i, leave := range []func(den string) error{
		func(den string) error { return os.Remove(filepath.Join(den, "clean")) },
		func(den string) error { return os.RemoveAll(filepath.Join(den, "spare")) },
		func(den string) error { return os.RemoveAll(filepath.Join(den, "lists")) },
		func(den string) error { return os.RemoveAll(filepath.Join(den, "keep")) },
		func(den string) error {
			return os.WriteFile(filepath.Join(den, "clean"), []byte("not a digest"), 0o644)
		},
		func(den string) error {
			if err := os.MkdirAll(filepath.Join(den, "new"), 0o755); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(den, "new", "1"), []byte("鯨髭"), 0o644)
		},
		func(den string) error {
			return os.WriteFile(filepath.Join(den, "spare", "kujirahige.html"), []byte("鯨髭"), 0o644)
		},
		func(den string) error {
			at := filepath.Join(den, "spare", "columns", "expiring")
			if err := os.MkdirAll(at, 0o755); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(at, "index.html"), []byte("鯨髭"), 0o644)
		},
	} {
		y.gone(t, fmt.Sprintf("before %d", i))
		y.public(t, false)
		den := filepath.Join(y.dir, "at/.public.kanshu")
		if names, err := os.ReadDir(den); err != nil || !slices.ContainsFunc(names, func(e os.DirEntry) bool { return e.Name() == "spare" }) {
			t.Fatalf("no spare is kept: %v, %v", names, err)
		}
		if err := leave(den); err != nil {
			t.Fatal(err)
		}
		y.gone(t, fmt.Sprintf("leaving %d", i))
	}
}
