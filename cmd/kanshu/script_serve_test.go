package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// A served is a kanshu serve that runs in the background of a script.
type served struct {
	cmd *exec.Cmd
	url string
}

// servedKey is where a script keeps it.
type servedKey struct{}

// background starts kanshu and waits for the address at which it serves: background serve ARG…
func background(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: background serve ARG…")
	}
	program, err := exec.LookPath("kanshu")
	ts.Check(err)
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Stderr = ts.MkAbs("."), os.Stderr
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	ts.Check(err)
	go func() { _, _ = io.Copy(io.Discard, out) }()
	ts.Defer(func() { _ = cmd.Process.Kill() })
	*ts.Value(servedKey{}).(*served) = served{cmd, regexp.MustCompile(`http://[^/]+`).FindString(line)}
}

// fetch wants an address to show the words, by and by: fetch PATH WORDS
func fetch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fetch PATH WORDS")
	}
	url := ts.Value(servedKey{}).(*served).url + args[0]
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	body := ""
	for ctx.Err() == nil {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		ts.Check(err)
		a, err := http.DefaultClient.Do(r)
		ts.Check(err)
		b, err := io.ReadAll(a.Body)
		ts.Check(err)
		ts.Check(a.Body.Close())
		if body = string(b); a.StatusCode == http.StatusOK && strings.Contains(body, args[1]) {
			return
		}
	}
	ts.Fatalf("%s does not show %q but:\n%s", url, args[1], body)
}

// terminate ends what background started, and wants it to end well and soon.
func terminate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: terminate")
	}
	cmd := ts.Value(servedKey{}).(*served).cmd
	ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	late := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
	defer late.Stop()
	ts.Check(cmd.Wait())
}
