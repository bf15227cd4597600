package build_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

// A desk is a source folder on disk that a test edits as an editor would.
type desk struct {
	t   *testing.T
	dir string
	r   *rand.Rand
	day kanshu.Date
	n   int

	shut string // a file that may not be opened
}

func newDesk(t *testing.T, seed uint64) *desk {
	t.Helper()
	d := &desk{t: t, dir: filepath.Join(quickDir(t), "site"), r: rand.New(rand.NewPCG(seed, 7)), day: testsite.Today}
	for name, f := range testsite.New(t) {
		d.write(name, string(f.Data))
	}
	return d
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	at := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// pick returns a file that the pattern matches, and its text; "" if there is none.
func (d *desk) pick(pattern string) (name, text string) {
	names, _ := filepath.Glob(filepath.Join(d.dir, pattern))
	if len(names) == 0 {
		return "", ""
	}
	at := names[d.r.IntN(len(names))]
	b, err := os.ReadFile(at)
	if err != nil {
		d.t.Fatal(err)
	}
	name, err = filepath.Rel(d.dir, at)
	if err != nil {
		d.t.Fatal(err)
	}
	return filepath.ToSlash(name), string(b)
}

// replace replaces a part of a file that the pattern matches.
func (d *desk) replace(pattern, old, new string) string {
	name, text := d.pick(pattern)
	if name != "" {
		d.write(name, strings.Replace(text, old, new, 1))
	}
	return name
}

// build publishes the site as it stands into a folder and returns the report and the tree.
func (d *desk) build(out string, clean bool) (*build.Report, files) {
	d.t.Helper()
	root, err := source.Dir(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	pub, err := publish.Open(out, publish.Options{Generator: "kanshu 0", Clean: clean})
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = pub.Close() }()
	o := on(d.day.String())
	o.Began = 1 << 62 // whatever stands now may be remembered: a test's edits lie further apart than a tick of the disk
	r, err := build.Run(d.t.Context(), root, pub, o)
	if err != nil {
		d.t.Fatal(err)
	}
	return r, readTree(d.t, out)
}

// deskEdits are what happens to a site, each with what it is called.
var deskEdits = []struct {
	name string
	do   func(d *desk) string
}{
	{"a sentence more", func(d *desk) string {
		name, text := d.pick("columns/*.md")
		d.write(name, fmt.Sprintf("%s\n編集%d回目の文です。\n", text, d.n))
		return name
	}},
	{"a change that keeps size and time", func(d *desk) string {
		name, text := d.pick("columns/*.md")
		at := filepath.Join(d.dir, name)
		info, err := os.Stat(at)
		if err != nil {
			d.t.Fatal(err)
		}
		d.write(name, strings.Replace(text, "。\n", "、\n", 1))
		if err := os.Chtimes(at, info.ModTime(), info.ModTime()); err != nil {
			d.t.Fatal(err)
		}
		return name
	}},
	{"another title", func(d *desk) string {
		return d.replace("columns/*.md", "title: ", fmt.Sprintf("title: 改題%d ", d.n))
	}},
	{"another slug by a rename", func(d *desk) string {
		name, text := d.pick("columns/*.md")
		d.write(fmt.Sprintf("columns/renamed-%d.md", d.n), text)
		_ = os.Remove(filepath.Join(d.dir, name))
		return name
	}},
	{"a copy", func(d *desk) string {
		name, text := d.pick("columns/*.md")
		d.write(fmt.Sprintf("columns/copy-%d.md", d.n), text)
		return name
	}},
	{"a new tag", func(d *desk) string {
		return d.replace("columns/*.md", "\nreviewed:", fmt.Sprintf("\ntags: [新しい話題%d, 睡眠]\nreviewed:", d.n%2))
	}},
	{"no supervisor", func(d *desk) string { return d.replace("columns/*.md", "\nsupervisor:", "\n# supervisor:") }},
	{"a supervisor again", func(d *desk) string { return d.replace("columns/*.md", "\n# supervisor:", "\nsupervisor:") }},
	{"a doctor's other name", func(d *desk) string { return d.replace("data/doctors/*.yaml", "name: ", "name: 新") }},
	{"a clinic's other hours", func(d *desk) string { return d.replace("data/clinics/*.yaml", "name: ", "name: 新") }},
	{"another title of the site", func(d *desk) string { return d.replace("kanshu.yaml", "title: ", "title: 新") }},
	{"a template of its own", func(d *desk) string {
		d.write("layouts/404.html", fmt.Sprintf(`{{define "main"}}<main id="main"><h1>ない%d</h1></main>{{end}}`, d.n))
		return "layouts/404.html"
	}},
	{"a file below assets", func(d *desk) string {
		d.write("assets/note.txt", fmt.Sprint(d.n))
		return "assets/note.txt"
	}},
	{"a rule about words", func(d *desk) string {
		d.write("data/words/house.yaml", strings.Replace(houseRule, "patterns: ['", fmt.Sprintf("patterns: ['編集%d回目', '", d.n), 1))
		return "data/words/house.yaml"
	}},
	{"a column names a template", func(d *desk) string { return d.replace("columns/*.md", "\nreviewed:", "\nlayout: long\nreviewed:") }},
	{"the template that columns name", func(d *desk) string {
		d.write("layouts/long.html", fmt.Sprintf(`{{define "main"}}<main id="main"><h1>%d {{.Headline}}</h1>{{.Body}}</main>{{end}}`, d.n))
		return "layouts/long.html"
	}},
	{"days go by", func(d *desk) string {
		d.day = d.day.AddDays(1 + d.r.IntN(20))
		return d.day.String()
	}},
	{"nothing", func(*desk) string { return "" }},
}

// Whatever is edited in whatever order: a build that trusts what it remembers gives, byte for byte, what a
// build gives that believes nothing and has the same past.
func TestWarmBuildsEqualCleanOnes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(3) {
		d := newDesk(t, seed)
		warm, clean := filepath.Join(quickDir(t), "public"), filepath.Join(quickDir(t), "public")
		story := "first"
		for d.n = range 14 {
			r, got := d.build(warm, false)
			cold, want := d.build(clean, true)
			same(t, fmt.Sprintf("seed %d, edit %d: %s", seed, d.n, story), got, want)
			sameTold(t, story, r, cold)
			if story == "nothing " && (r.Made != 0 || r.Read != 0 && runtime.GOOS == "linux" || !r.Changes.IsZero()) {
				t.Errorf("seed %d: nothing was edited, and %d files were made, %d columns read, %+v changed", seed, r.Made, r.Read, r.Changes)
			}
			if t.Failed() {
				return
			}
			e := deskEdits[d.r.IntN(len(deskEdits))]
			story = e.name + " " + e.do(d)
		}
	}
}

// What an edit costs, counted: one column edited is one file read; nothing edited is nothing read or made.
func TestAnEditReadsOneFile(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("files have marks that can be trusted on Linux alone")
	}
	d := newDesk(t, 1)
	_, copied := d.pick("columns/*.md")
	for i := range 40 {
		d.write(fmt.Sprintf("columns/copy-%d.md", i), copied)
	}
	out := filepath.Join(quickDir(t), "public")
	r, _ := d.build(out, false)
	all := r.Made
	if r.Read != len(r.Site.Columns) || all == 0 {
		t.Errorf("the first build read %d of %d columns and made %d files", r.Read, len(r.Site.Columns), all)
	}
	if r, _ = d.build(out, false); r.Read != 0 || r.Made != 0 {
		t.Errorf("nothing was edited, and %d columns were read, %d files made", r.Read, r.Made)
	}
	name, text := d.pick("columns/*.md")
	for _, what := range []string{"first", "second"} { // keys of a fresh site are others: see output.Press.Fresh
		text += "\n一文が加わりました。\n"
		d.write(name, text)
		if r, _ = d.build(out, false); r.Read != 1 || r.Made == 0 || r.Made > all/4 {
			t.Errorf("%s edit of one column; %d columns were read, %d of %d files made", what, r.Read, r.Made, all)
		}
	}
}
