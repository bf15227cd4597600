//go:build linux

package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"kanshu/internal/testsite"
)

// terminal returns both ends of a terminal that is so many columns wide: what a program is handed, and what
// returns everything that it wrote.
func terminal(t *testing.T, wide uint16) (tty *os.File, written func() string) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminal can be had here: %v", err)
	}
	t.Cleanup(func() { _ = screen.Close() })
	if err := unix.IoctlSetPointerInt(int(screen.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(screen.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if tty, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(tty.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: wide}); err != nil {
		t.Fatal(err)
	}
	all := make(chan string)
	go func() {
		b, _ := io.ReadAll(screen) // ends with an error when the program's end is closed
		all <- string(b)
	}()
	return tty, func() string {
		_ = tty.Close()
		return <-all
	}
}

// lastLine returns what stands in the last line of a terminal after some text without escape sequences.
func lastLine(text string) string {
	var cells []rune
	at := 0
	put := func(r rune) {
		for len(cells) <= at {
			cells = append(cells, ' ')
		}
		cells[at] = r
		at++
	}
	for _, r := range text {
		switch {
		case r == '\r':
			at = 0
		case r == '\n':
			cells = nil
		case r >= 0x1100:
			put(r)
			put(0)
		default:
			put(r)
		}
	}
	return strings.TrimRight(strings.ReplaceAll(string(cells), "\x00", ""), " ")
}

func TestProgressIsShownAndGone(t *testing.T) {
	dir := t.TempDir()
	testsite.Write(t, dir, testsite.New(t))
	for _, c := range []struct {
		name, env string
		wide      uint16
		ago       time.Duration // how long the run has lasted when it begins
		args      []string
		want      string // "" for silence
	}{
		{"a long build", "", 80, time.Hour, []string{"build"}, "\r原稿を読んでいます 0 / "},
		{"a long check", "", 80, time.Hour, []string{"check", "--lang", "en"}, "\rreading the columns 0 / "},
		{"a narrow terminal", "", 16, time.Hour, []string{"check"}, "\r原稿を読んでい"},
		{"a short run", "", 80, -time.Hour, []string{"check"}, ""},
		{"a program reads", "", 80, time.Hour, []string{"check", "--format", "json"}, ""},
		{"quiet", "", 80, time.Hour, []string{"check", "--quiet"}, ""},
		{"CI", "CI=true", 80, time.Hour, []string{"build"}, ""},
		{"a dumb terminal", "TERM=dumb", 80, time.Hour, []string{"build"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("CI", "")
			t.Setenv("TERM", "xterm")
			if name, value, ok := strings.Cut(c.env, "="); ok {
				t.Setenv(name, value)
			}
			tty, written := terminal(t, c.wide)
			args := append(c.args, "--source", dir, "--today", testsite.Today.String())
			if code := run(t.Context(), args, strings.NewReader(""), io.Discard, tty, time.Now().Add(-c.ago)); code != exitOK {
				t.Errorf("exit code %d", code)
			}
			got := written()
			if c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("the terminal was sent %q; want %q in it", got, c.want)
			}
			if left := lastLine(got); left != "" {
				t.Errorf("%q is left on the terminal", left)
			}
			for line := range strings.SplitSeq(got, "\r") {
				if cells := len(line) - strings.Count(line, " "); len([]rune(line)) > int(c.wide) || cells > 3*int(c.wide) {
					t.Errorf("%q is wider than %d columns", line, c.wide)
				}
			}
		})
	}
}
