package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"kanshu/tools/bench/corpus"
)

// A preview is what a development server took.
type preview struct {
	first time.Duration   // from its start to the first page
	again time.Duration   // the same where the site was built before, into the folder that is usual; 0: not tried
	body  []time.Duration // from a save of the body to the page that shows it
	title []time.Duration // the same for the title
	peak  int64           // bytes
}

const (
	look   = 2 * time.Millisecond   // how often the page is looked at
	settle = 700 * time.Millisecond // between two saves, as a quick writer leaves
	limit  = 5 * time.Minute
)

// served starts each preview, saves edits to the body and to the title of one column and waits for the page.
func (b *bench) served(s site) error {
	slug := corpus.At(s.columns / 3).Slug
	port, err := freePort()
	if err != nil {
		return err
	}
	address := "127.0.0.1:" + port
	url := "http://" + address + "/columns/" + slug + "/"
	b.say("kanshu serve, %d columns", s.columns)
	ours := []string{b.kanshu, "serve", "--quiet", "--source", s.kanshu(), "--listen", address, "--today", corpus.Today}
	b.table.served[0], err = b.watch(filepath.Join(s.kanshu(), "columns", slug+".md"), url, ours...)
	if err != nil {
		return err
	}
	if b.table.served[0].again, err = b.startAfterBuild(s.kanshu(), url, ours...); err != nil {
		return err
	}
	b.say("hugo server, %d columns", s.columns)
	b.table.served[1], err = b.watch(filepath.Join(s.hugo(), "content", "columns", slug+".md"), url,
		b.hugo, "server", "-M", "--minify", "--quiet", "--clock", corpus.Today+"T12:00:00+09:00", "-s", s.hugo(), "--bind", "127.0.0.1", "--port", port)
	return err
}

// startAfterBuild builds a site into the folder that is usual, as an editor's is, and times the start of a server there.
func (b *bench) startAfterBuild(source, url string, argv ...string) (time.Duration, error) {
	public := filepath.Join(source, "public")
	defer os.RemoveAll(filepath.Join(source, ".public.kanshu")) //nolint:errcheck // below a folder that goes as well
	defer os.RemoveAll(public)                                  //nolint:errcheck // likewise
	if _, err := b.buildKanshu(source, public); err != nil {
		return 0, err
	}
	var p preview
	end, err := start(url, &p, argv...)
	return p.first, end(err)
}

// start starts a server and waits for its first page. What it returns ends the server, notes its peak, and adds to an
// error what the server said.
func start(url string, p *preview, argv ...string) (end func(error) error, err error) {
	cmd := exec.Command(argv[0], argv[1:]...) //nolint:gosec // runs what it is told to time
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	begun := time.Now()
	if err := cmd.Start(); err != nil {
		return func(err error) error { return err }, err
	}
	end = func(err error) error {
		cmd.Process.Signal(syscall.SIGTERM) //nolint:errcheck,gosec // it may have ended
		cmd.Wait()                          //nolint:errcheck,gosec // ended by a signal
		p.peak = costOf(cmd.ProcessState, 0).Peak
		if err != nil {
			return fmt.Errorf("%s: %w\n%s", strings.Join(argv, " "), err, said.String())
		}
		return nil
	}
	err = shows(url, "")
	p.first = time.Since(begun)
	return end, err
}

// watch times one server and puts the column back.
func (b *bench) watch(file, url string, argv ...string) (p preview, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return p, err
	}
	end, err := start(url, &p, argv...)
	defer func() { err = end(err) }()
	if err != nil {
		return p, err
	}
	for i := range b.pairs + 2 {
		mark := fmt.Sprintf("保存%d回目", i)
		took, err := save(file, url, string(text)+"\n"+mark+"の一文です。\n", mark)
		if err != nil {
			return p, err
		}
		p.body = append(p.body, took)
	}
	for i := range b.pairs + 2 {
		mark := fmt.Sprintf("改題%d回目", i)
		took, err := save(file, url, strings.Replace(string(text), "\ntitle: ", "\ntitle: "+mark+"の", 1), mark)
		if err != nil {
			return p, err
		}
		p.title = append(p.title, took)
	}
	return p, os.WriteFile(file, text, 0o644)
}

// save writes a file and returns how long it took until the page showed the mark.
func save(file, url, text, mark string) (time.Duration, error) {
	time.Sleep(settle)
	start := time.Now()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		return 0, err
	}
	err := shows(url, mark)
	return time.Since(start), err
}

// shows waits until a page can be had and holds the mark. Line breaks that a page may offer within a title
// are no part of it.
func shows(url, mark string) error {
	for start := time.Now(); time.Since(start) < limit; time.Sleep(look) {
		answer, err := http.Get(url) //nolint:gosec,noctx // our own address on this machine
		if err != nil {
			continue
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close() //nolint:errcheck,gosec // nothing is written
		if err == nil && answer.StatusCode == http.StatusOK && bytes.Contains(bytes.ReplaceAll(page, []byte("<wbr>"), nil), []byte(mark)) {
			return nil
		}
	}
	return fmt.Errorf("%s did not show %q within %v", url, mark, limit)
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	_, port, err := net.SplitHostPort(l.Addr().String())
	if closed := l.Close(); err == nil {
		err = closed
	}
	return port, err
}
