package gate_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
)

var today = testsite.Today

func loadSite(fsys fs.FS) (*kanshu.Site, error) {
	return source.Load(fsys, source.Options{Survey: markdown.Survey})
}

// judged loads and judges a site.
func judged(t *testing.T, fsys fstest.MapFS, rs ...*gate.Rule) (*kanshu.Site, *gate.Edition, []kanshu.Verdict) {
	t.Helper()
	site, err := loadSite(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if rs == nil {
		rs = rules.All
	}
	e, verdicts, err := gate.Judge(site, fsys, gate.Options{Rules: rs, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return site, e, verdicts
}

// links is the test site with one column withheld, a glossary, and a path below the host.
func links(t testing.TB) fstest.MapFS {
	fsys := testsite.New(t)
	testsite.Put(fsys, "kanshu.yaml", "title: x\nbase_url: https://column.example.jp/blog\n")
	testsite.Put(fsys, "columns/withheld.md", "---\ntitle: x\n---\nx\n")
	testsite.Put(fsys, "columns/linker.md", "---\ntitle: 案内\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n---\n[一](/columns/withheld/) [二](/nowhere/) [三](sleep.md) [四](/blog/columns/sleep/) [五](hay-fever/index.md#x)\n")
	testsite.Put(fsys, "columns/sleep.md", strings.Replace(string(fsys["columns/sleep.md"].Data), "---\n", "---\naliases: [/nemuri/, /both/]\n", 1))
	testsite.Put(fsys, "columns/hay-fever/index.md", strings.Replace(string(fsys["columns/hay-fever/index.md"].Data), "---\n", "---\naliases: [/both/]\n", 1))
	testsite.Put(fsys, "assets/a.css", "x")
	return fsys
}

func TestLinkFollowsWhatStands(t *testing.T) {
	t.Parallel()
	_, e, verdicts := judged(t, links(t))
	from := e.Column("/columns/linker/")
	for dest, want := range map[string]string{
		"/columns/sleep/": "/columns/sleep/", "/columns/sleep": "/columns/sleep/", "/blog/columns/sleep/": "/columns/sleep/", "../sleep/": "/columns/sleep/", "../sleep": "/columns/sleep/", "sleep.md": "/columns/sleep/", "/columns/sleep.md": "/columns/sleep/", "hay-fever/index.md#x": "/columns/hay-fever/ #x", "hay-fever/index.md?y#x": "/columns/hay-fever/ ?y#x",
		"/columns/sleep/index.html?q#x": "/columns/sleep/ ?q#x", "https://column.example.jp/blog/columns/sleep/": "/columns/sleep/", "https://column.example.jp/blog": "/", "/blog": "/", "/blog/": "/", "/index.html": "/", "/": "/", "/columns/": "/columns/", "/columns": "/columns/", "/columns/index.html": "/columns/", "/feed.xml": "/feed.xml", "/atom.xml": "/atom.xml", "/feed.json": "/feed.json", "/sitemap.xml": "/sitemap.xml", "/about/": "/about/", "/search/": "/search/", "/feeds/": "/feeds/", "/category/": "/category/", "/tags/": "/tags/",
		"/category/生活習慣/": "/category/生活習慣/", "/category/%E7%94%9F%E6%B4%BB%E7%BF%92%E6%85%A3/": "/category/生活習慣/", "/tags/予防/": "/tags/予防/", "/tags/予防": "/tags/予防/", "/tags/運動/page/2/": "", "/doctors/hinata/": "/doctors/hinata/", "/clinics/midorizaka/": "/clinics/midorizaka/", "/doctors/": "/doctors/", "/clinics/": "/clinics/", "/category/生活習慣/feed.xml": "/category/生活習慣/feed.xml", "/doctors/hinata/atom.xml": "/doctors/hinata/atom.xml",
		"/nemuri/": "/columns/sleep/", "/nemuri": "/columns/sleep/", "/nemuri/index.html#x": "/columns/sleep/ #x", "/both/": "", "..": "/columns/", "../..": "/",
		"/columns/withheld/": "", "/nowhere/": "", "/doctors/nobody/": "", "/clinics/nowhere/": "", "/category/x/": "", "/tags/x/": "", "/x/y/": "", "/glossary/": "", "": "", "mailto:x": "", "//x.example/": "", "javascript:x": "", "https://column.example.jp/": "", "https://column.example.jp/blog/blog/": "", "withheld.md": "", "nowhere.md": "", "../data/x.md": "", "/columns/page/2/": "", "/columns/page/1/": "", "/columns/page/02/": "", "/columns/sleep/feed.xml": "", "/tags/予防/feed.xml": "", "/clinics/midorizaka/feed.xml": "", "/feeds/feed.xml": "", "/category/feed.xml": "", "/doctors/feed.xml": "", "/robots.txt": "", "/en/": "", "/blogs/columns/sleep/": "", "/columns/sleep%zz/": "", "/columns%2fsleep/": "/columns/sleep/", "%2e%2e/sleep/": "/columns/sleep/",
	} {
		to, rest, ok := e.Link(from, dest)
		if got := strings.TrimSpace(to + " " + rest); ok != (want != "") || ok && got != want {
			t.Errorf("Link(%q) = %q, %q, %v, want %q", dest, to, rest, ok, want)
		}
	}
	for _, dest := range []string{"#x", "?x", "?x#y"} {
		if to, rest, ok := e.Link(from, dest); to != "" || rest != dest || !ok {
			t.Errorf("Link(%q) = %q, %q, %v", dest, to, rest, ok)
		}
	}
	var rulesFound []string
	for _, v := range verdicts {
		for _, f := range v.Findings {
			if strings.HasPrefix(f.Rule, "link-") {
				rulesFound = append(rulesFound, f.Rule)
			}
		}
	}
	if got := strings.Join(rulesFound, " "); got != "link-broken link-withheld link-broken" { // the first stands in hay-fever
		t.Errorf("links told of: %q", got)
	}
}

// TestALinkMayRefuseWhereTheSiteSaysSo holds that a column refused for its link takes along those that link to
// it and no others, by Judge and by One alike, and that a circle of good columns stands.
func TestALinkMayRefuseWhereTheSiteSaysSo(t *testing.T) {
	t.Parallel()
	const head = "---\ntitle: 案内\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n---\n"
	fsys := fstest.MapFS{}
	for name, f := range testsite.New(t) {
		if !strings.HasPrefix(name, "columns/") {
			fsys[name] = f
		}
	}
	testsite.Put(fsys, "kanshu.yaml", "title: x\nbase_url: https://column.example.jp\npolicy: {refuse: [link-withheld]}\n")
	testsite.Put(fsys, "columns/withheld.md", "---\ntitle: x\n---\nx\n")
	for name, body := range map[string]string{
		"direct": "[x](/columns/withheld/)", "second": "[x](/columns/direct/)", "third": "[x](/columns/second/) [y](/nowhere/)",
		"ring-a": "[x](/columns/ring-b/)", "ring-b": "[x](/columns/ring-a/)", "nowhere": "[x](/nowhere/)",
		"bad-a": "[x](/columns/bad-b/)", "bad-b": "[x](/columns/bad-a/) [y](/columns/withheld/)",
	} {
		testsite.Put(fsys, "columns/"+name+".md", head+body+"\n")
	}
	site, e, verdicts := judged(t, fsys)
	refused := map[string]bool{"direct": true, "second": true, "third": true, "bad-a": true, "bad-b": true, "withheld": true}
	shown := gate.Shown(site, fsys, today)
	for _, v := range verdicts {
		name := string(v.Column.Slug)
		if got := v.Outcome == kanshu.Refused; got != refused[name] || (e.Column("/columns/"+name+"/") == nil) != got {
			t.Errorf("%s: refused = %v, want %v", name, got, refused[name])
		}
		one, err := gate.One(site, shown, v.Column, gate.Options{Rules: rules.All, Today: today})
		if err != nil || one.Outcome != v.Outcome || len(one.Findings) != len(v.Findings) {
			t.Errorf("%s: One says %v, %d findings (%v); Judge %v, %d", name, one.Outcome, len(one.Findings), err, v.Outcome, len(v.Findings))
		}
	}
}

func TestOpenGivesOnlyWhatIsPublished(t *testing.T) {
	t.Parallel()
	fsys := links(t)
	testsite.Put(fsys, "columns/no/index.md", "---\ntitle: x\n---\nx\n")
	testsite.Put(fsys, "columns/no/secret.png", "qzvexw")
	_, e, _ := judged(t, fsys)
	for name, want := range map[string]error{
		"assets/a.css": nil, "columns/hay-fever/pollen.png": nil,
		"assets/none.css": fs.ErrNotExist, "columns/hay-fever/none.png": fs.ErrNotExist, "columns/no/secret.png": fs.ErrPermission, "columns/hay-fever/index.md": fs.ErrPermission, "columns/hay-fever/INDEX.MD": fs.ErrPermission, "columns/sleep.md": fs.ErrPermission, "kanshu.yaml": fs.ErrPermission, "data/doctors/hinata.yaml": fs.ErrPermission, "assets": fs.ErrPermission,
		"../x": fs.ErrInvalid, "/etc/passwd": fs.ErrInvalid, "columns/hay-fever/../no/secret.png": fs.ErrInvalid, "": fs.ErrInvalid,
	} {
		if _, err := e.Open(name); !errors.Is(err, want) {
			t.Errorf("Open(%q): %v, want %v", name, err, want)
		}
	}
	if got := strings.Join(e.Assets(), " "); got != "assets/a.css" {
		t.Errorf("Assets() = %q", got)
	}
}

// TestRuleThatPanicsRefuses holds that what cannot be answered is not published.
func TestRuleThatPanicsRefuses(t *testing.T) {
	t.Parallel()
	bad := &gate.Rule{ID: "panics", Severity: kanshu.Note, Check: func(*gate.Case) { panic("x") }}
	worse := &gate.Rule{ID: "panics-reading", Severity: kanshu.Note, Read: func(*gate.Case, *markdown.Doc) { panic("x") }}
	for _, r := range []*gate.Rule{bad, worse} {
		_, e, verdicts := judged(t, links(t), r)
		for _, v := range verdicts {
			if v.Outcome != kanshu.Refused || len(e.Columns()) > 0 {
				t.Errorf("%s: %s is %v", r.ID, v.Column.File, v.Outcome)
			}
		}
	}
}

// TestSeverity holds that a rule may report more gently, never more strictly, and that policy makes stricter.
func TestSeverity(t *testing.T) {
	t.Parallel()
	report := func(own, reported kanshu.Severity) *gate.Rule {
		return &gate.Rule{ID: "x-rule", Severity: own, Check: func(c *gate.Case) { c.Add(kanshu.Finding{Severity: reported}) }}
	}
	for _, c := range []struct {
		own, reported, want kanshu.Severity
		policy              string
	}{
		{kanshu.Refuse, kanshu.Refuse, kanshu.Refuse, ""},
		{kanshu.Warn, kanshu.Refuse, kanshu.Warn, ""},
		{kanshu.Refuse, kanshu.Warn, kanshu.Warn, ""},
		{kanshu.Note, kanshu.Warn, kanshu.Note, ""},
		{kanshu.Warn, kanshu.Warn, kanshu.Refuse, "{refuse: [x-rule]}"},
		{kanshu.Note, kanshu.Note, kanshu.Refuse, "{refuse: [x-rule]}"},
		{kanshu.Note, kanshu.Note, kanshu.Warn, "{warn: [x-rule]}"},
		{kanshu.Warn, kanshu.Warn, kanshu.Warn, "{warn: [x-rule]}"},
		{kanshu.Refuse, kanshu.Refuse, kanshu.Refuse, "{warn: [x-rule]}"},
		{kanshu.Warn, kanshu.Warn, kanshu.Warn, "{refuse: [other]}"},
		{kanshu.Hold, kanshu.Hold, kanshu.Note, "{refuse: [x-rule]}"},
	} {
		fsys := links(t)
		testsite.Put(fsys, "kanshu.yaml", "title: x\nbase_url: https://column.example.jp\n"+map[bool]string{true: "", false: "policy: " + c.policy + "\n"}[c.policy == ""])
		_, _, verdicts := judged(t, fsys, report(c.own, c.reported))
		for _, v := range verdicts {
			if v.Column.File != "columns/sleep.md" {
				continue
			}
			got, held := v.Findings[0].Severity, v.Outcome == kanshu.Held
			if c.own == kanshu.Hold {
				if !held {
					t.Errorf("a rule that holds: %v", v.Outcome)
				}
			} else if got != c.want || (v.Outcome == kanshu.Refused) != (c.want == kanshu.Refuse) {
				t.Errorf("%v reports %v under %q: %v, %v, want %v", c.own, c.reported, c.policy, got, v.Outcome, c.want)
			}
		}
	}
}

// TestOneJudgesAsJudge holds the single judging against that of all.
func TestOneJudgesAsJudge(t *testing.T) {
	t.Parallel()
	fsys := links(t)
	site, _, verdicts := judged(t, fsys)
	shown := gate.Shown(site, fsys, today)
	for i, v := range verdicts {
		one, err := gate.One(site, shown, site.Columns[i], gate.Options{Rules: rules.All, Today: today})
		if err != nil || one.Outcome != v.Outcome || len(one.Findings) != len(v.Findings) {
			t.Errorf("%s: alone %v with %d findings (%v), among all %v with %d", v.Column.File, one.Outcome, len(one.Findings), err, v.Outcome, len(v.Findings))
		}
	}
	if shown.Column("/columns/withheld/") == nil {
		t.Error("a preview does not show what is withheld")
	}
}

func TestJudgeNeedsRulesAndADay(t *testing.T) {
	t.Parallel()
	for _, o := range []gate.Options{{Today: today}, {Rules: rules.All}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Judge takes %d rules and the day %v", len(o.Rules), o.Today)
				}
			}()
			_, _, _ = gate.Judge(&kanshu.Site{Config: &kanshu.Config{}}, fstest.MapFS{}, o)
		}()
	}
}

// TestBodyThatCannotBeReadAgainEndsTheRun: no edition comes of it.
func TestBodyThatCannotBeReadAgainEndsTheRun(t *testing.T) {
	t.Parallel()
	fsys := links(t)
	site, err := source.Load(fsys, source.Options{Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range site.Columns {
		c.Body.Read = func(*[]byte) ([]byte, error) { return nil, kanshu.ErrChanged }
	}
	if e, _, err := gate.Judge(site, fsys, gate.Options{Rules: rules.All, Today: today}); !errors.Is(err, kanshu.ErrChanged) || e != nil {
		t.Errorf("an edition of %v, %v", e, err)
	}
}

// TestNextIsTheDayAfterTheFirstToEnd: of columns, doctors and clinics, the first to go.
func TestNextIsTheDayAfterTheFirstToEnd(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, file, until, want string }{
		{"a review", "", "", "2026-12-16"},
		{"a doctor", "data/doctors/kurose.yaml", "2026-11-30", "2026-12-01"},
		{"a clinic", "data/clinics/midorizaka.yaml", "2026-12-01", "2026-12-02"},
		{"a doctor today", "data/doctors/kurose.yaml", "2026-11-22", "2026-11-23"},
		{"a doctor after the review", "data/doctors/hinata.yaml", "2027-06-01", "2026-12-16"},
	} {
		fsys := testsite.New(t)
		if c.file != "" {
			testsite.Put(fsys, c.file, string(fsys[c.file].Data)+"until: "+c.until+"\n")
		}
		if _, e, _ := judged(t, fsys); e.Next().String() != c.want || e.Day() != today {
			t.Errorf("%s: next %v on %v, want %s", c.name, e.Next(), e.Day(), c.want)
		}
	}
}

// TestHeldColumnsBearNotesAlone: a draft is no fault, and its findings are sorted by place.
func TestHeldColumnsBearNotesAlone(t *testing.T) {
	t.Parallel()
	fsys := testsite.New(t)
	testsite.Put(fsys, "columns/draft.md", "---\ntitle: x\ndraft: true\nreviewed: 2020-01-01\nreview_due: 2020-02-01\n---\nx [y](/nowhere/)\n")
	testsite.Put(fsys, "columns/worse.md", "---\ntitle: x\ndraft: true\nreviewed: 2020-02-30\n---\nx\n")
	_, _, verdicts := judged(t, fsys)
	for _, v := range verdicts {
		switch v.Column.File {
		case "columns/draft.md":
			for i, f := range v.Findings {
				if v.Outcome != kanshu.Held || f.Severity < kanshu.Hold || f.Severity == kanshu.Warn || !f.Readers.IsZero() && f.Severity == kanshu.Note || i > 0 && f.Pos.Line < v.Findings[i-1].Pos.Line {
					t.Errorf("%v: %v", v.Outcome, f)
				}
			}
		case "columns/worse.md":
			if v.Outcome != kanshu.Refused {
				t.Errorf("a draft that cannot be read is %v", v.Outcome)
			}
		}
	}
}
