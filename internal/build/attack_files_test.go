//go:build unix

package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// onDisk writes a site to a folder.
func onDisk(t testing.TB, site files) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range site {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// fromDisk builds the site in a folder.
func fromDisk(t testing.TB, dir, output string, o build.Options) (*build.Report, files, error) {
	t.Helper()
	root, err := source.Dir(dir)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = root.Close() }()
	r, err := attempt(t, root, output, o)
	if err != nil {
		return r, nil, err
	}
	return r, readTree(t, output), nil
}

// TestOnlyOurOwnFiles puts links of every kind, pipes, sockets and odd names among the files of a site, and
// wants the site without them.
func TestOnlyOurOwnFiles(t *testing.T) {
	t.Parallel()
	base := tiny(t)
	secret := onDisk(t, files{"secret.md": hostileSecret, "columns/secret/index.md": hostileSecret, "columns/secret/x.png": smallPNG + "qzvexw", "evil.yaml": "name: 鯨髭\n", "layouts/column.html": "qzvexw", "main.css": "qzvexw{}", "x.png": smallPNG + "qzvexw"})
	_, want := fresh(t, base.fsys(), on(today))
	dir := onDisk(t, base)
	link := func(target, name string) {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(target, file); err != nil {
			t.Fatal(err)
		}
	}
	link(filepath.Join(secret, "secret.md"), "columns/linked.md")
	link(filepath.Join(secret, "columns/secret"), "columns/linked")
	link("linked.md", "columns/chain.md")
	link("loop.md", "columns/loop.md")
	link("nowhere.md", "columns/dangling.md")
	link("sleep.md", "columns/inside.md")
	link("../hay-fever/index.md", "columns/within/index.md")
	link(filepath.Join(secret, "secret.md"), "columns/outside/index.md")
	link("/etc/passwd", "columns/passwd.md")
	link("/dev/zero", "columns/zero.md")
	link("/proc/self/environ", "columns/environ.md")
	link(filepath.Join(secret, "x.png"), "assets/images/linked.png")
	link(filepath.Join(secret, "main.css"), "assets/main.css")
	link(secret, "assets/all")
	link("/", "columns/root")
	for i, make := range []func(string) error{
		func(name string) error { return syscall.Mkfifo(name, 0o644) },
		func(name string) error {
			fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
			if err != nil {
				return err
			}
			defer func() { _ = syscall.Close(fd) }()
			return syscall.Bind(fd, &syscall.SockaddrUnix{Name: name})
		},
		func(name string) error { return os.Mkdir(name, 0o755) },
	} {
		for _, name := range []string{"columns/odd%d.md", "assets/images/odd%d.png"} {
			if err := make(filepath.Join(dir, fmt.Sprintf(name, i))); err != nil && !strings.Contains(err.Error(), "invalid argument") {
				t.Logf("%d: %v", i, err) // a socket's name may be too long
			}
		}
	}
	for _, name := range []string{"columns/new\nline.md", "columns/\xff\xfe.md", "columns/tab\t.md", "columns/-rf.md", "columns/a b.md", "columns/..md", "columns/...md", "columns/\u202egnp.md", "columns/con.md", "columns/Nul.md", "columns/COM1.md", "columns/x:y.md", "columns/ .md", "columns/長い名前.md", "columns/a\\b.md", "columns/%2e%2e.md", "columns/*.md", "columns/$(x).md", "columns/" + strings.Repeat("a", 120) + ".md", "columns/index.md", "columns/_index.md", "columns/.md", "columns/x.md.md", "columns/x.ja.en.md", "columns/x..md", "columns/it.e.md", "columns/X.PNG.md"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(hostileSecret), 0o644); err != nil {
			t.Logf("%q: %v", name, err)
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		r, got, err := fromDisk(t, dir, filepath.Join(quickDir(t), "public"), on(today))
		if err != nil {
			t.Error(err)
			return
		}
		same(t, "with odd files", got, want)
		silent(t, "with odd files", got, "qzvexw", "鯨髭", "root:x:0")
		if r.Refused() < 15 {
			t.Errorf("%d columns refused", r.Refused())
		}
		for _, v := range r.Verdicts {
			if v.Outcome == kanshu.Refused {
				told(t, v.Column.File, v)
			}
		}
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("the build hangs at a file that is none")
	}
}

const hostileSecret = "---\ntitle: 鯨髭 qzvexw\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n---\n\n鯨髭 qzvexw\n"

// TestRootsThatAreLinks: where a folder of the site, or the site itself, is a link, nothing behind it is read.
func TestRootsThatAreLinks(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"columns", "data", "data/doctors", "data/clinics", "layouts", "assets", "kanshu.yaml", "data/doctors/hinata.yaml", "columns/hay-fever"} {
		t.Run(strings.ReplaceAll(name, "/", " "), func(t *testing.T) {
			t.Parallel()
			site := tiny(t).with(files{"assets/images/x.svg": "<svg/>", "layouts/column.html": "{{define \"main\"}}qzvexw{{end}}", "columns/hay-fever/qzvexw.txt": ""})
			dir := onDisk(t, site)
			away := filepath.Join(t.TempDir(), "away")
			if err := os.Rename(filepath.Join(dir, name), away); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(away, filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
			_, tree, err := fromDisk(t, dir, filepath.Join(quickDir(t), "public"), on(today))
			switch {
			case err != nil && strings.HasPrefix(name, "columns/"):
				t.Errorf("a link at %s ends the build: %v", name, err)
			case err == nil && name != "assets" && !strings.HasPrefix(name, "columns/"):
				t.Errorf("a link at %s is followed, or passed over in silence", name)
			case err == nil && strings.HasPrefix(name, "columns/") && strings.Contains(tree["columns/hay-fever/index.html"], "一、二週間前"):
				t.Errorf("a link at %s is followed", name)
			}
		})
	}
}

// TestHostileFilesAreCheap reads files made to cost: each alone in the site, under ten seconds and 1.5 GiB,
// with a finding or an error that says why, and the rest of the site published.
func TestHostileFilesAreCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	head := "---\ntitle: 費用\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n"
	r := strings.Repeat
	table := "| " + r("a|", 3000) + "\n|" + r("-|", 3000) + "\n" + r("|x\n", 3000)
	bodies := map[string]string{
		"quotes": r(">", 50000) + "x", "brackets": r("[", 50000), "pictures": r("![", 50000), "tags": r("<a ", 50000), "comments": r("<!--", 50000), "emphasis": r("*a **a ", 30000), "backticks": r("` `` ", 30000), "lists": listOf(2000), "table": table, "footnotes": notesOf(10000), "links": r("[x](", 40000), "references": r("[a]: /x\n", 40000), "headings": r("# x\n\n", 40000), "ruby": r("{漢|", 40000), "notices": r(":::notice\n", 20000), "entities": r("&amp;", 100000), "long line": r("長", 340000), "strikes": r("~~a", 100000), "cites": r("[@a] ", 100000), "urls": r("https://x.example/ ", 50000), "pipes": r("|", 200000), "autolinks": r("<http:", 100000), "http runs": r("http://", 140000), "half kana": r("ｱあ", 150000), "brackets closed": r("[", 20000) + r("]", 20000), "parentheses": "[x](" + r("(", 50000), "definitions": r("a\n: b\n", 40000), "html": r("<div>", 100000), "backslashes": r("\\", 500000), "underscores": r("_a__", 100000), "too long": r("長い", 400000),
	}
	for name, body := range bodies {
		if len(name)%3 > 0 && os.Getenv("KANSHU_LONG") == "" {
			continue
		}
		hostile(t, name, head+"---\n\n"+body+"\n")
	}
	for name, extra := range map[string]string{
		"keys": func() string {
			var b strings.Builder
			for i := range 8000 {
				fmt.Fprintf(&b, "k%d: x\n", i)
			}
			return b.String()
		}(), "depth": "x: " + r("[", 20000), "maps": "x: " + r("{a: ", 15000), "long key": r("k", 60000) + ": x\n", "quotes": "x: \"" + r("\\x41", 15000) + "\"\n", "tags": "tags: [" + r("a,", 30000) + "]\n", "list": r("- ", 30000) + "\n", "question": r("? ", 30000) + "\n", "anchors": "a: &a [" + r("*a,", 20000) + "]\n", "faq": "faq:\n" + r("  - {q: a, a: \""+r("[", 200)+"\"}\n", 250), "aliases": "aliases: [" + r("/a/b/,", 8000) + "]\n", "block": "x: |\n" + r(" x\n", 20000), "comments": r("# x\n", 15000), "spaces": r(" ", 60000) + "\n",
	} {
		hostile(t, "front matter of "+name, head+extra+"---\n本文\n")
	}
	hostile(t, "thirty megabytes", head+"---\n"+r("x", 30<<20))
}

// TestAFileOfGigabytesIsNotRead: what is refused for its size is not read for the line that the report shows, either.
func TestAFileOfGigabytesIsNotRead(t *testing.T) {
	dir := onDisk(t, tiny(t))
	for _, name := range []string{"columns/large.md", "columns/hay-fever/large.png"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(filepath.Join(dir, name), 4<<30); err != nil {
			t.Skip(err)
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, _, err := fromDisk(t, dir, filepath.Join(quickDir(t), "public"), on(today))
	runtime.ReadMemStats(&after)
	if err != nil || r.Refused() != 1 {
		t.Fatalf("%v, %d refused", err, r.Refused())
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<30 {
		t.Errorf("%d MiB are used", used>>20)
	}
}

func listOf(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", 2*min(i, 400)) + "- x\n")
	}
	return b.String()
}

func notesOf(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "[^%d] ", i)
	}
	b.WriteString("\n\n")
	for i := range n {
		fmt.Fprintf(&b, "[^%d]: x\n\n", i)
	}
	return b.String()
}

// processor returns how long this process has computed.
func processor(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// hostile builds the site with one costly file.
func hostile(t *testing.T, name, text string) {
	t.Helper()
	site := tiny(t).with(files{"columns/costly.md": text})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := processor(t)
	r, tree := fresh(t, site.fsys(), on(today))
	took := processor(t) - begin // not the time of day: the machine may be busy
	runtime.ReadMemStats(&after)
	if took > time.Second {
		t.Logf("%s: %v", name, took)
	}
	if used := after.TotalAlloc - before.TotalAlloc; took > 10*time.Second || used > 3<<29 {
		t.Errorf("%s takes %v and %d MiB", name, took, used>>20)
	}
	i := slices.IndexFunc(r.Verdicts, func(v kanshu.Verdict) bool { return v.Column.File == "columns/costly.md" })
	if v := r.Verdicts[i]; v.Outcome != kanshu.Approved {
		told(t, name, v)
	}
	if size := len(tree["columns/costly/index.html"]); size > 12<<20 {
		t.Errorf("%s becomes a page of %d MiB", name, size>>20)
	}
	if tree["columns/sleep/index.html"] == "" {
		t.Errorf("%s takes another page with it", name)
	}
}
