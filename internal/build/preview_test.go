package build_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

func preview(t *testing.T, site fs.FS) *build.Preview {
	t.Helper()
	return build.NewPreview(t.Context(), site, build.Options{Layouts: layouts.FS, Assets: assets.FS, Version: "test"})
}

// An edit changes one file of a site and returns its name.
type edit struct {
	name string
	do   func(site fstest.MapFS, r *rand.Rand) string
}

var edits = []edit{
	{"a body", func(site fstest.MapFS, r *rand.Rand) string {
		name := pick(site, r, "columns/", ".md")
		testsite.Put(site, name, string(site[name].Data)+fmt.Sprintf("\n追記%dです。[眠り](/columns/sleep/)\n", r.IntN(1000)))
		return name
	}},
	{"a lead", func(site fstest.MapFS, r *rand.Rand) string {
		name := pick(site, r, "columns/", ".md")
		testsite.Put(site, name, strings.Replace(string(site[name].Data), "\n---\n\n", fmt.Sprintf("\n---\n\n書き出し%d。\n\n", r.IntN(1000)), 1))
		return name
	}},
	{"a title", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "title: ", fmt.Sprintf("title: 第%d版 ", r.IntN(100)))
	}},
	{"a subtitle", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\ntitle: ", fmt.Sprintf("\nsubtitle: 副題%d\ntitle: ", r.IntN(100)))
	}},
	{"a description", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\ntitle: ", fmt.Sprintf("\ndescription: 概要%d #\ntitle: ", r.IntN(100)))
	}},
	{"a review", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\nreview_due: ", fmt.Sprintf("\nreview_due: 202%d-06-30 #", 5+r.IntN(4)))
	}},
	{"a supervisor taken out", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\nsupervisor: ", "\n# supervisor: ")
	}},
	{"a supervisor put back", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\n# supervisor: ", "\nsupervisor: ")
	}},
	{"another category", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\ncategory: ", fmt.Sprintf("\ncategory: 分野%d #", r.IntN(3)))
	}},
	{"front matter that cannot be read", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\ntitle: ", "\ntitle : [")
	}},
	{"a slug that meets another", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\ntitle: ", "\nslug: sleep\ntitle: ")
	}},
	{"a slug taken back", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "columns/", ".md"), "\nslug: sleep\n", "\n")
	}},
	{"a new column", func(site fstest.MapFS, r *rand.Rand) string {
		name := fmt.Sprintf("columns/new-%d.md", r.IntN(4))
		testsite.Put(site, name, string(site["columns/blood-pressure.md"].Data))
		return name
	}},
	{"a column that goes", func(site fstest.MapFS, r *rand.Rand) string {
		name := fmt.Sprintf("columns/new-%d.md", r.IntN(4))
		delete(site, name)
		return name
	}},
	{"a doctor", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "data/doctors/", ".yaml"), "name: ", fmt.Sprintf("name: 第%d ", r.IntN(100)))
	}},
	{"a data file that cannot be read", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "data/doctors/", ".yaml"), "name: ", "name : [ ")
	}},
	{"a data file mended", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, pick(site, r, "data/doctors/", ".yaml"), "name : [ ", "name: ")
	}},
	{"the title of the site", func(site fstest.MapFS, r *rand.Rand) string {
		return replace(site, "kanshu.yaml", "title: ", fmt.Sprintf("title: 版%d ", r.IntN(100)))
	}},
	{"a template", func(site fstest.MapFS, r *rand.Rand) string {
		testsite.Put(site, "layouts/pieces/footer.html", fmt.Sprintf("<footer>%d</footer>", r.IntN(100)))
		return "layouts/pieces/footer.html"
	}},
	{"a picture", func(site fstest.MapFS, r *rand.Rand) string {
		name := "columns/hay-fever/pollen.png"
		if site[name] != nil && r.IntN(2) == 0 {
			delete(site, name)
		} else {
			testsite.Put(site, name, string(site["assets/images/spare.png"].Data))
		}
		return name
	}},
	{"a style sheet", func(site fstest.MapFS, r *rand.Rand) string {
		testsite.Put(site, "assets/main.css", fmt.Sprintf("body{margin:%dpx}", r.IntN(100)))
		return "assets/main.css"
	}},
}

func pick(site fstest.MapFS, r *rand.Rand, under, ext string) string {
	var names []string
	for name := range site {
		if strings.HasPrefix(name, under) && strings.HasSuffix(name, ext) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names[r.IntN(len(names))]
}

func replace(site fstest.MapFS, name, old, text string) string {
	testsite.Put(site, name, strings.Replace(string(site[name].Data), old, text, 1))
	return name
}

// TestAPreviewAfterAnyEditsIsAFreshOne: what was read once and kept shows nothing that a server started now
// would not show, page by page and verdict by verdict.
func TestAPreviewAfterAnyEditsIsAFreshOne(t *testing.T) {
	days := []kanshu.Date{testsite.Today, {Year: 2027, Month: 5, Day: 1}}
	paths := []string{
		"index.html", "columns/index.html", "columns/sleep/index.html", "columns/hay-fever/index.html", "columns/blood-pressure/index.html",
		"columns/new-1/index.html", "doctors/kurose/index.html", "tags/予防/index.html", "feed.xml", "sitemap.xml", "404.html",
	}
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 7))
		site := testsite.New(t)
		testsite.Put(site, "assets/images/spare.png", string(site["columns/hay-fever/pollen.png"].Data))
		kept := preview(t, site)
		var trail []string
		for range 16 {
			e := edits[r.IntN(len(edits))]
			name := e.do(site, r)
			trail = append(trail, e.name+" "+name)
			kept.Update([]string{name})
			fresh := preview(t, site)
			if (fresh.Broken() == nil) != (kept.Broken() == nil) {
				t.Fatalf("after %q: broken %v, a fresh one %v", trail, kept.Broken(), fresh.Broken())
			}
			if fresh.Broken() != nil {
				continue
			}
			for range 3 {
				day, path, asOf := days[r.IntN(len(days))], paths[r.IntN(len(paths))], r.IntN(2) == 0
				samePage(t, kept, fresh, path, day, asOf, trail)
			}
		}
		if kept.Broken() == nil {
			sameVerdicts(t, kept, preview(t, site), testsite.Today)
		}
	}
}

func samePage(t *testing.T, kept, fresh *build.Preview, path string, day kanshu.Date, asOf bool, trail []string) {
	t.Helper()
	got, err := kept.Page(path, day, asOf)
	want, err2 := fresh.Page(path, day, asOf)
	switch {
	case errors.Is(err, build.ErrNoPage) != errors.Is(err2, build.ErrNoPage), (err == nil) != (err2 == nil):
		t.Fatalf("after %q: %s on %s: %v, a fresh one %v", trail, path, day, err, err2)
	case !bytes.Equal(got.Body, want.Body) || got.Type != want.Type:
		t.Fatalf("after %q: %s on %s (%v) differs from a fresh one:\n%s\n\n%s", trail, path, day, asOf, got.Body, want.Body)
	case want.Failed != nil:
		t.Fatalf("after %q: %s: %v", trail, path, want.Failed)
	case !reflect.DeepEqual(plain(got.Verdict), plain(want.Verdict)):
		t.Fatalf("after %q: %s on %s: %+v, a fresh one %+v", trail, path, day, plain(got.Verdict), plain(want.Verdict))
	}
}

func sameVerdicts(t *testing.T, kept, fresh *build.Preview, day kanshu.Date) {
	t.Helper()
	got, files, err := kept.Verdicts(day)
	want, files2, err2 := fresh.Verdicts(day)
	if err != nil || err2 != nil || len(got) != len(want) || !reflect.DeepEqual(files, files2) {
		t.Fatalf("%d verdicts, %v, %v; a fresh one %d, %v, %v", len(got), files, err, len(want), files2, err2)
	}
	for i := range got {
		if !reflect.DeepEqual(plain(&got[i]), plain(&want[i])) {
			t.Errorf("%+v, a fresh one %+v", plain(&got[i]), plain(&want[i]))
		}
	}
}

// plain is what can be compared of a verdict.
func plain(v *kanshu.Verdict) any {
	if v == nil {
		return nil
	}
	return struct {
		file     string
		outcome  kanshu.Outcome
		findings []kanshu.Finding
	}{v.Column.File, v.Outcome, v.Findings}
}

// TestASavedTitleIsShownEverywhere: what is kept of ten thousand other columns stays, and every page shows what a server
// started now would show. Nothing is read for it but the column.
func TestASavedTitleIsShownEverywhere(t *testing.T) {
	site := testsite.New(t)
	testsite.Put(site, "kanshu.yaml", string(site["kanshu.yaml"].Data)+"\nsocial_cards: true\n")
	counted := &opens{FS: site}
	kept := preview(t, counted)
	const name = "columns/hay-fever.md"
	paths := []string{
		"columns/hay-fever/index.html", "index.html", "columns/index.html", "columns/sleep/index.html", "columns/blood-pressure/index.html",
		"doctors/kurose/index.html", "feed.xml", "sitemap.xml", "llms.txt",
	}
	file := name
	if site[file] == nil {
		file = "columns/hay-fever/index.md"
	}
	for i, edit := range []struct{ key, text string }{
		{"\ntitle: ", "\ntitle: 新しい題の"}, {"\ntitle: ", "\nsubtitle: 副題です\ntitle: "}, {"\ntitle: ", "\ntitle: さらに"},
	} {
		for _, path := range paths {
			if _, err := kept.Page(path, testsite.Today, false); err != nil {
				t.Fatal(err)
			}
		}
		replace(site, file, edit.key, edit.text)
		counted.names = nil
		kept.Update([]string{file})
		if _, err := kept.Page(paths[0], testsite.Today, false); err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(counted.names, func(name string) bool { return !strings.HasPrefix(name, path.Dir(file)) }) {
			t.Errorf("edit %d: %q were opened for a saved title, want the column alone", i, counted.names)
		}
		fresh := preview(t, site)
		for _, path := range paths {
			for _, asOf := range []bool{false, true} {
				samePage(t, kept, fresh, path, testsite.Today, asOf, []string{edit.text})
			}
		}
		sameVerdicts(t, kept, fresh, testsite.Today)
	}
}

// opens notes the files that are opened.
type opens struct {
	fs.FS
	names []string
}

func (o *opens) Open(name string) (fs.File, error) {
	o.names = append(o.names, name)
	return o.FS.Open(name)
}

// TestASaveThatChangesNothingIsNone: what is saved as it stood is no change, and what differs in the least is one.
func TestASaveThatChangesNothingIsNone(t *testing.T) {
	site := testsite.New(t)
	const file, page = "columns/sleep.md", "columns/sleep/index.html"
	kept := preview(t, site)
	text := string(site[file].Data)
	head, _, ok := strings.Cut(text, "\n---\n\n")
	if !ok {
		t.Fatal("the column has no front matter")
	}
	for _, c := range []struct {
		what, text string
		changes    bool
	}{
		{"saved as it stood", text, false},
		{"a title of the same length", strings.Replace(text, "\ntitle: ", "\ntitle: 題", 1), true},
		{"another title of that length", strings.Replace(text, "\ntitle: ", "\ntitle: 名", 1), true},
		{"the first title", text, true},
		{"another digit in the body", strings.Replace(text, "20 分まで", "15 分まで", 1), true},
		{"no body", head + "\n---\n", true},
		{"no body again", head + "\n---\n", false},
		{"a body", text, true},
	} {
		testsite.Put(site, file, c.text)
		before := kept.Version()
		changed, version := kept.Update([]string{file})
		if (len(changed) == 1) != c.changes || (version != before) != c.changes {
			t.Errorf("%s: %q changed, version %d after %d; want a change: %v", c.what, changed, version, before, c.changes)
		}
		samePage(t, kept, preview(t, site), page, testsite.Today, false, []string{c.what})
	}
}

// TestAFileThatChangesUnheardIsReadAgain: the watcher may be late; words that no rule has seen are never
// shown as if it had.
func TestAFileThatChangesUnheardIsReadAgain(t *testing.T) {
	site := testsite.New(t)
	p := preview(t, site)
	if _, err := p.Page("columns/sleep/index.html", testsite.Today, false); err != nil {
		t.Fatal(err)
	}
	replace(site, "columns/sleep.md", "20 分まで", "15 分まで")
	page, err := p.Page("columns/sleep/index.html", testsite.Today, false)
	if err != nil || page.Failed != nil || !bytes.Contains(page.Body, []byte("15 分まで")) {
		t.Errorf("%v, %v", err, page.Failed)
	}
	for _, want := range []int{1, 0} { // the first who is told tells the open pages; told again, it is nothing new
		if changed, version := p.Update([]string{"columns/sleep.md"}); len(changed) != want || version != p.Version() {
			t.Errorf("told of a change that a page has read: %q, version %d of %d; want %d names", changed, version, p.Version(), want)
		}
	}
	replace(site, "columns/sleep.md", "15 分まで", "10 分まで")
	before := p.Version()
	changed, version := p.Update([]string{"assets/main.css", "columns/hay-fever/index.md", "columns/sleep.md"})
	if !slices.Equal(changed, []string{"assets/main.css", "columns/sleep.md"}) || version == before {
		t.Errorf("a burst in which one column stands as it stood: %q changed, version %d after %d", changed, version, before)
	}
	delete(site, "columns/sleep.md")
	if _, err := p.Page("columns/sleep/index.html", testsite.Today, false); !errors.Is(err, build.ErrNoPage) {
		t.Errorf("a file that is gone: %v", err)
	}
}

// TestAStyleSheetSavedAgainIsFound holds that a page made a moment ago gets the style sheet that stands now,
// and no page of words, where its own has been saved again since.
func TestAStyleSheetSavedAgainIsFound(t *testing.T) {
	site := testsite.New(t)
	testsite.Put(site, "assets/main.css", "body{color:red}")
	p := preview(t, site)
	sheet := func() string {
		t.Helper()
		page, err := p.Page("index.html", testsite.Today, false)
		if err != nil {
			t.Fatal(err)
		}
		_, after, _ := strings.Cut(string(page.Body), `href="/assets/main-`)
		name, _, ok := strings.Cut(after, `"`)
		if !ok {
			t.Fatal("the home page has no style sheet")
		}
		return "assets/main-" + name
	}
	old := sheet()
	testsite.Put(site, "assets/main.css", "body{color:blue}")
	p.Update([]string{"assets/main.css"})
	if sheet() == old {
		t.Fatal("the style sheet kept its name")
	}
	page, err := p.Page(old, testsite.Today, false)
	if err != nil || !strings.Contains(string(page.Body), "blue") || !strings.HasPrefix(page.Type, "text/css") {
		t.Errorf("the old name gives %q of %q, %v", page.Body, page.Type, err)
	}
	for _, name := range []string{"assets/other-" + strings.TrimPrefix(old, "assets/main-"), "assets/main.css", "assets/main-.css"} {
		if page, err := p.Page(name, testsite.Today, false); !errors.Is(err, build.ErrNoPage) {
			t.Errorf("%s gives %q, %v", name, page.Body, err)
		}
	}
}
