package build_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/report"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

// needsMarks skips a test where files have no marks that can be trusted.
func needsMarks(t *testing.T) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("files have marks that can be trusted on Linux alone")
	}
}

// sameTold fails unless two reports tell the same of a site, whatever either run had to do for it.
func sameTold(t *testing.T, story string, got, want *build.Report) {
	t.Helper()
	if a, b := faces(got.Verdicts), faces(want.Verdicts); !reflect.DeepEqual(a, b) {
		t.Errorf("%s: the verdicts differ:\n%+v\n%+v", story, a, b)
	}
	if len(got.Site.Findings)+len(want.Site.Findings) > 0 && !reflect.DeepEqual(got.Site.Findings, want.Site.Findings) {
		t.Errorf("%s: findings %+v, want %+v", story, got.Site.Findings, want.Site.Findings)
	}
	if a, b := reports(t, got), reports(t, want); a != b {
		t.Errorf("%s: reports differ:\n%s\n%s", story, a, b)
	}
	if got.Next != want.Next || got.Refused() != want.Refused() || len(got.Manifest.Entries) != len(want.Manifest.Entries) {
		t.Errorf("%s: next %v, %d refused, %d files; want %v, %d, %d", story, got.Next, got.Refused(), len(got.Manifest.Entries),
			want.Next, want.Refused(), len(want.Manifest.Entries))
	}
	if a, b := got.Site.Config, want.Site.Config; a.Title != b.Title || a.Timezone != b.Timezone || a.Language != b.Language || a.BaseURL != b.BaseURL {
		t.Errorf("%s: configuration %+v, want %+v", story, a, b)
	}
	for _, v := range want.Verdicts {
		for _, f := range v.Findings {
			if line, ok := got.Line(f.Pos.File, f.Pos.Line); ok {
				if said, known := want.Line(f.Pos.File, f.Pos.Line); known && said != line {
					t.Errorf("%s: line %d of %s is %q, want %q", story, f.Pos.Line, f.Pos.File, line, said)
				}
			}
		}
	}
}

// faces returns verdicts as a ledger holds them.
func faces(verdicts []kanshu.Verdict) []kanshu.Verdict {
	all := make([]kanshu.Verdict, len(verdicts))
	columns := make([]kanshu.Column, len(verdicts))
	people := map[*kanshu.Doctor]*kanshu.Doctor{}
	for i, v := range verdicts {
		c := v.Column
		columns[i] = kanshu.Column{
			Slug: c.Slug, Lang: c.Lang, File: c.File, Title: c.Title, Date: c.Date, Draft: c.Draft, Review: c.Review, Waivers: c.Waivers,
		}
		for _, s := range c.Supervisors {
			if s.Doctor == nil {
				continue
			}
			if people[s.Doctor] == nil {
				people[s.Doctor] = &kanshu.Doctor{Name: s.Doctor.Name}
			}
			columns[i].Supervisors = append(columns[i].Supervisors, kanshu.Supervisor{Doctor: people[s.Doctor]})
		}
		all[i] = kanshu.Verdict{Column: &columns[i], Outcome: v.Outcome, Findings: v.Findings}
	}
	return all
}

// reports returns all that can be told of a run, in every format. Excerpts are left out: they are lines of files.
func reports(t *testing.T, r *build.Report) string {
	t.Helper()
	run := &report.Run{
		Command: "build", Version: "0", Day: testsite.Today, Zone: r.Site.Config.Timezone, Language: r.Site.Config.Language,
		Verdicts: r.Verdicts, Findings: r.Site.Findings, Files: len(r.Manifest.Entries), Output: "public", Next: r.Next, Horizon: 3000,
		Due: report.DueWithin(r.Verdicts, testsite.Today, 3000),
	}
	var b strings.Builder
	for _, err := range []error{
		report.JSON(&b, run), report.SARIF(&b, run, report.Options{}), report.Text(&b, run, report.Options{}), report.GitHub(&b, &b, run, report.Options{}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// A counter is a source directory that counts how often it is opened.
type counter struct {
	*source.Root
	opened atomic.Int64
	shut   string // a file that may not be opened
}

func (c *counter) Open(name string) (fs.File, error) {
	if c.opened.Add(1); name == c.shut {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return c.Root.Open(name)
}

// run publishes a site as it stands, with options that the test may change, and returns how many files of the
// source were opened.
func (d *desk) run(out string, change func(*build.Options)) (*build.Report, int64, error) {
	d.t.Helper()
	root, err := source.Dir(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	pub, err := publish.Open(out, publish.Options{Generator: "kanshu 0"})
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = pub.Close() }()
	o := on(d.day.String())
	o.Began = 1 << 62
	if change != nil {
		change(&o)
	}
	c := &counter{Root: root, shut: d.shut}
	r, err := build.Run(d.t.Context(), c, pub, o)
	return r, c.opened.Load(), err
}

// A second run opens kanshu.yaml and nothing else, and tells what the first told.
func TestNothingChangedIsNothingRead(t *testing.T) {
	t.Parallel()
	needsMarks(t)
	d := newDesk(t, 3)
	d.write("columns/alone.md", "---\ntitle: 監修者のいないコラム\n---\n本文です。\n")
	out := filepath.Join(d.dir, "public")
	first, opened, err := d.run(out, nil)
	if err != nil || first.Unchanged || opened < int64(len(first.Site.Columns)) || first.Refused() == 0 {
		t.Fatalf("first: %v, unchanged %v, %d files opened, %d refused", err, first.Unchanged, opened, first.Refused())
	}
	again, opened, err := d.run(out, nil)
	if err != nil || !again.Unchanged || opened != 1 || again.Made != 0 || !again.Changes.IsZero() {
		t.Errorf("again: %v, unchanged %v, %d files opened, %d made, %+v", err, again.Unchanged, opened, again.Made, again.Changes)
	}
	sameTold(t, "again", again, first)
	if _, ok := again.Line("columns/alone.md", 1); !ok {
		t.Error("the line that a refusal stands on is not known")
	}
	if r, _, err := d.run(out, func(o *build.Options) { o.Fail = true }); !errors.Is(err, build.ErrRefusals) || !r.Unchanged {
		t.Errorf("a refused column is to stop the run, and it ended with %v, unchanged %v", err, r.Unchanged)
	}
}

// TestWhatMayNotBeOpenedIsTriedAgain: another user, or the same a moment later, may open what this run could not, and
// nothing of the file tells so.
func TestWhatMayNotBeOpenedIsTriedAgain(t *testing.T) {
	t.Parallel()
	needsMarks(t)
	d := newDesk(t, 5)
	d.write("columns/later.md", "---\ntitle: あとで開けるコラム\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n---\n本文です。\n")
	out := filepath.Join(d.dir, "public")
	d.shut = "columns/later.md"
	if r, _, err := d.run(out, nil); err != nil || r.Refused() != 1 {
		t.Fatalf("shut: %v, %d refused", err, r.Refused())
	}
	d.shut = ""
	if r, _, err := d.run(out, nil); err != nil || r.Unchanged || r.Refused() != 0 {
		t.Errorf("open: %v, unchanged %v, %d refused", err, r.Unchanged, r.Refused())
	}
}

// houseRule is a rule about words that a publication adds.
const houseRule = `- id: house-style
  severity: warn
  ad: false
  title: {ja: 社内の言い方に合わせる, en: House style}
  basis: {kind: policy, ja: 編集方針, en: house style}
  explain: {ja: 「患者様」ではなく「患者さん」と書きます。, en: Write 患者さん.}
  message: {ja: '「{match}」は、この媒体では使いません', en: '"{match}" is not used here'}
  hint: {ja: 「患者さん」に替えてください, en: write 患者さん}
  patterns: ['患者様']
  catch: ['患者様にお渡しします。']
  pass: ['患者さんにお渡しします。']
`

// Whatever a run depends on, a change of it sends the next run the long way, and what stands then is what a
// clean build gives.
func TestEveryChangeIsSeen(t *testing.T) {
	t.Parallel()
	needsMarks(t)
	touch := func(pattern string) func(*testing.T, *desk, string) {
		return func(_ *testing.T, d *desk, _ string) { d.replace(pattern, "", "") }
	}
	spoil := func(file string, how func([]byte) []byte) func(*testing.T, *desk, string) {
		return func(t *testing.T, _ *desk, out string) {
			at := strings.ReplaceAll(file, "OUT", out)
			b, err := os.ReadFile(at)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at, how(b), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	kept := func(name string) string { return "OUT/../.public.kanshu/keep/" + name }
	half := func(b []byte) []byte { return b[:len(b)/2] }
	flip := func(b []byte) []byte { b[len(b)/2] ^= 1; return b }
	add := func(name, text string) func(*testing.T, *desk, string) {
		return func(_ *testing.T, d *desk, _ string) { d.write(name, text) }
	}
	days := func(n int) func(*testing.T, *desk, string) {
		return func(_ *testing.T, d *desk, _ string) { d.day = d.day.AddDays(n) }
	}
	for _, c := range []struct {
		name   string
		do     func(t *testing.T, d *desk, out string)
		option func(*build.Options)
	}{
		{"a column touched", touch("columns/*.md"), nil},
		{"a column more", add("columns/stray.md", "---\ntitle: 新しい\n---\n"), nil},
		{"a stray file", add("columns/notes.txt", "x"), nil},
		{"a column deleted", func(t *testing.T, d *desk, _ string) {
			if name, _ := d.pick("columns/*.md"); os.Remove(filepath.Join(d.dir, name)) != nil {
				t.Fatal("cannot remove", name)
			}
		}, nil},
		{"a doctor", func(_ *testing.T, d *desk, _ string) { d.replace("data/doctors/*.yaml", "name: ", "name: 新") }, nil},
		{"a record more", add("data/withdrawn.yaml", "- path: /columns/gone/\n  since: 2026-01-05\n"), nil},
		{"a template", add("layouts/404.html", `{{define "main"}}<main id="main">404</main>{{end}}`), nil},
		{"an asset", add("assets/robots-note.txt", "x"), nil},
		{"a rule of its own", add("data/words/house.yaml", houseRule), nil},
		{"the policy", func(_ *testing.T, d *desk, _ string) {
			d.replace("kanshu.yaml", "title: ", "policy: {warn: [references-missing]}\ntitle: ")
		}, nil},
		{"a day later", days(1), nil},
		{"years later", days(3000), nil},
		{"another program", nil, func(o *build.Options) { o.Salt = kanshu.DigestOf([]byte("another")) }},
		{"another version", nil, func(o *build.Options) { o.Version = "1" }},
		{"the day of the clock", nil, func(o *build.Options) { o.Forced = false }},
		{"a published page altered", spoil("OUT/index.html", half), nil},
		{"a published page gone", func(_ *testing.T, _ *desk, out string) { _ = os.Remove(filepath.Join(out, "index.html")) }, nil},
		{"the list altered", spoil("OUT/build.json", func(b []byte) []byte { return append(b, '\n') }), nil},
		{"the ledger cut off", spoil(kept("ledger"), half), nil},
		{"the ledger altered", spoil(kept("ledger"), flip), nil},
		{"the ledger gone", func(_ *testing.T, _ *desk, out string) { _ = os.Remove(out + "/../.public.kanshu/keep/ledger") }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t, 5)
			d.t = t
			base := quickDir(t)
			out, twin := filepath.Join(base, "public"), filepath.Join(quickDir(t), "public")
			d.build(out, false)
			if c.option == nil {
				d.build(twin, true)
			}
			if r, _, err := d.run(out, nil); err != nil || !r.Unchanged {
				t.Fatalf("the second run: %v, unchanged %v", err, r.Unchanged)
			}
			if c.do != nil {
				c.do(t, d, out)
			}
			r, _, err := d.run(out, c.option)
			if err != nil && !errors.Is(err, build.ErrBreaker) {
				t.Fatal(err)
			}
			if r.Unchanged {
				t.Error("it was not seen")
			}
			if err != nil || c.option != nil {
				return
			}
			_, want := d.build(twin, true)
			same(t, c.name, readTree(t, out), want)
			if again, _, err := d.run(out, nil); err != nil || !again.Unchanged {
				t.Errorf("the run after that: %v, unchanged %v", err, again.Unchanged)
			}
		})
	}
}
