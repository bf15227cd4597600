package build_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
)

// A shuffled is a file system that lists folders in an order of its own.
type shuffled struct {
	fstest.MapFS
	rnd *rand.Rand
}

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := s.MapFS.ReadDir(name)
	s.rnd.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, err
}

// TestEqualInputGivesEqualBytes builds one site in many ways: the bytes are the same.
func TestEqualInputGivesEqualBytes(t *testing.T) {
	t.Parallel()
	site := linkSite(t)
	site["columns/refused.md"] = "---\ntitle: x\n---\nx\n"
	_, want := fresh(t, site.fsys(), on(today))
	for i := range 6 {
		o := on(today)
		o.Workers = []int{1, 2, 3, 8, 64, 0}[i]
		fsys := site.fsys()
		for name, f := range fsys { // times and modes are nobody's business
			f.ModTime = time.Unix(int64(i)*1e8+int64(len(name)), 0)
			f.Mode = []fs.FileMode{0o644, 0o600, 0o755, 0o400, 0o666, 0o444}[i]
		}
		_, got := fresh(t, shuffled{fsys, rand.New(rand.NewPCG(uint64(i), 1))}, o)
		same(t, fmt.Sprintf("%d workers, shuffled", o.Workers), got, want)
	}
	dir := onFolder(t, site)
	_, got := fresh(t, os.DirFS(dir), on(today))
	same(t, "from a disk", got, want)
	if got["build.json"] == "" || strings.Contains(got["build.json"], dir) || strings.Contains(got["build.json"], runtime.Version()) {
		t.Error("build.json tells of the machine")
	}
}

// onFolder writes a site to a folder whose path is odd.
func onFolder(t *testing.T, site files) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "原稿 の 置き場 (1)")
	for name, text := range site {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A turn changes a site.
type turn struct {
	name string
	do   func(r *rand.Rand, site files)
}

// turns are what editors do between two builds.
var turns = []turn{
	{"write a column", func(r *rand.Rand, s files) {
		name := fmt.Sprintf("columns/new%d.md", r.IntN(6))
		s[name] = fmt.Sprintf("---\ntitle: 新しい話 %d\nsupervisor: %s\nreviewed: 2026-10-0%d\nreview_due: 2027-0%d-28\ndate: 2026-1%d-01\ncategory: 分類%d\ntags: [札%d, 予防]\naliases: [/old/%d/]\n---\n\n本文 %d。[話](/columns/new%d/)、[話](https://column.example.jp/columns/sleep/)。\n",
			r.IntN(50), []string{"hinata", "kurose"}[r.IntN(2)], 1+r.IntN(9), 1+r.IntN(9), r.IntN(2), r.IntN(3), r.IntN(3), r.IntN(4), r.IntN(50), r.IntN(6))
	}},
	{"delete a column", func(r *rand.Rand, s files) { delete(s, fmt.Sprintf("columns/new%d.md", r.IntN(6))) }},
	{"lose the supervisor", func(r *rand.Rand, s files) {
		name := fmt.Sprintf("columns/new%d.md", r.IntN(6))
		if text, ok := s[name]; ok {
			s[name] = strings.Replace(text, "supervisor: ", "supervisor: x", 1)
		}
	}},
	{"break the front matter", func(r *rand.Rand, s files) {
		name := fmt.Sprintf("columns/new%d.md", r.IntN(6))
		if text, ok := s[name]; ok {
			s[name] = strings.Replace(text, "---\n\n", "", 1)
		}
	}},
	{"draft", func(r *rand.Rand, s files) {
		name := fmt.Sprintf("columns/new%d.md", r.IntN(6))
		if text, ok := s[name]; ok {
			s[name] = strings.Replace(text, "title:", "draft: true\ntitle:", 1)
		}
	}},
	{"rename a doctor", func(r *rand.Rand, s files) {
		s["data/doctors/kurose.yaml"] = fmt.Sprintf("name: 黒瀬 透%d\nclinic: midorizaka\n", r.IntN(3))
	}},
	{"move the clinic", func(r *rand.Rand, s files) {
		s["data/clinics/midorizaka.yaml"] = fmt.Sprintf("name: みどり坂クリニック\naddress: 東京都みどり区坂上 0-0-%d\ntel: 03-0000-0123\nhours: 平日 9:00-1%d:30\n", r.IntN(9), 1+r.IntN(8))
	}},
	{"name the site anew", func(r *rand.Rand, s files) {
		s["kanshu.yaml"] = fmt.Sprintf("title: みどり坂 %d\nbase_url: https://column.example.jp\npolicy: {max_withheld: 100}\nsearch: %v\n", r.IntN(3), r.IntN(2) == 0)
	}},
	{"another picture", func(r *rand.Rand, s files) { s["columns/hay-fever/pollen.png"] = smallPNG + fmt.Sprint(r.IntN(3)) }},
	{"another template", func(r *rand.Rand, s files) {
		if s["layouts/pieces/crumbs.html"] == "" {
			s["layouts/pieces/crumbs.html"] = "<p>道</p>"
		} else {
			delete(s, "layouts/pieces/crumbs.html")
		}
	}},
	{"withdraw by hand", func(r *rand.Rand, s files) {
		s["data/withdrawn.yaml"] = fmt.Sprintf("- {path: /columns/gone%d/, since: 2026-11-0%d}\n", r.IntN(3), 1+r.IntN(9))
	}},
	{"topics", func(r *rand.Rand, s files) {
		s["data/topics.yaml"] = fmt.Sprintf("categories:\n  life: {name: 生活習慣, description: 説明 %d}\n", r.IntN(3))
	}},
}

// TestEditsBuiltWarmEqualACleanBuild edits a site at random, lets days pass, and builds warm after each edit;
// then a clean build of the same source beside the same last edition must give the same tree.
func TestEditsBuiltWarmEqualACleanBuild(t *testing.T) {
	t.Parallel()
	rounds := 24
	if os.Getenv("KANSHU_LONG") != "" {
		rounds = 500
	}
	r := rand.New(rand.NewPCG(2026, 8))
	site := tiny(t).with(files{"kanshu.yaml": "title: みどり坂\nbase_url: https://column.example.jp\npolicy: {max_withheld: 100}\n"})
	warmDir := filepath.Join(quickDir(t), "public")
	day := on(today).Today
	trace := []string{}
	for round := range rounds {
		next := maps.Clone(site)
		for range 1 + r.IntN(3) {
			e := turns[r.IntN(len(turns))]
			e.do(r, next)
			trace = append(trace, e.name)
		}
		if r.IntN(3) == 0 {
			day = day.AddDays(1 + r.IntN(60))
			trace = append(trace, day.String())
		}
		o := on(day.String())
		last := filepath.Join(quickDir(t), "public") // the last edition, and nothing that was kept beside it
		if round > 0 {
			if err := os.CopyFS(last, os.DirFS(warmDir)); err != nil {
				t.Fatal(err)
			}
		}
		report, err := attempt(t, next.fsys(), warmDir, o)
		if err != nil {
			t.Fatalf("%v: %v", tail(trace), err)
		}
		_, clean := publishSite(t, next.fsys(), last, o)
		same(t, fmt.Sprintf("round %d after %v", round, tail(trace)), readTree(t, warmDir), clean)
		consistent(t, report, clean)
		if t.Failed() {
			return
		}
		site = next
	}
}

func tail(list []string) []string { return list[max(0, len(list)-6):] }

// consistent wants a page for every approved column and for no other.
func consistent(t *testing.T, r *build.Report, tree files) {
	t.Helper()
	tombs := map[string]bool{}
	for _, tomb := range r.Manifest.Withdrawn {
		tombs[tomb.Path] = true
	}
	for _, v := range r.Verdicts {
		path := v.Column.Path("ja")
		page, ok := tree[strings.Trim(path, "/")+"/index.html"]
		switch {
		case v.Outcome == kanshu.Approved && (!ok || !strings.Contains(page, "data-expires")):
			t.Errorf("%s is approved and has no page", path)
		case v.Outcome != kanshu.Approved && ok && !tombs[path] && !slices.ContainsFunc(r.Verdicts, func(o kanshu.Verdict) bool { return o.Outcome == kanshu.Approved && o.Column.Path("ja") == path }):
			t.Errorf("%s is %v and has a page", path, v.Outcome)
		}
	}
}

// A fickle is a file system in which one file holds something else once it was opened so many times.
type fickle struct {
	fstest.MapFS
	name, later string
	opened      *int
	most        int
}

func (f fickle) Open(name string) (fs.File, error) {
	if name == f.name {
		if *f.opened++; *f.opened > f.most {
			m := fstest.MapFS{name: {Data: []byte(f.later), Mode: 0o644}}
			return m.Open(name)
		}
	}
	return f.MapFS.Open(name)
}

// ReadFile implements fs.ReadFileFS.
func (f fickle) ReadFile(name string) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(file)
}

// TestSourceThatChangesDuringTheBuild rewrites a column, or its picture, between the first reading and the
// second. What the gate did not see is not published, and public/ stays as it was.
func TestSourceThatChangesDuringTheBuild(t *testing.T) {
	t.Parallel()
	site := tiny(t)
	dir := filepath.Join(quickDir(t), "public")
	_, before := publishSite(t, site.fsys(), dir, on(today))
	site["columns/sleep.md"] += "\n追記しました。\n"
	site["columns/hay-fever/pollen.png"] = smallPNG + "1"
	_, after := publishSite(t, site.fsys(), filepath.Join(quickDir(t), "public"), on(today))
	for name, later := range map[string]string{
		"columns/sleep.md": strings.Replace(site["columns/sleep.md"], "追記しました", "鯨髭", 1), "columns/hay-fever/pollen.png": smallPNG + "鯨髭",
	} {
		for _, text := range []string{later, "", strings.Repeat(later, 3)} {
			opened := 0
			o := on(today)
			o.Workers = 1
			place := filepath.Join(quickDir(t), "public") // with nothing kept that could stand for a second reading
			if err := os.CopyFS(place, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			most := 1
			if strings.HasSuffix(name, ".png") {
				most = 2 // the gate looks at its head, the edition takes its digest: what is made must equal that
			}
			_, err := attempt(t, fickle{site.fsys(), name, text, &opened, most}, place, o)
			if opened > most && !errors.Is(err, kanshu.ErrChanged) {
				t.Errorf("%s changes during the build: %v, want ErrChanged", name, err)
			}
			want := before
			if opened <= most {
				want = after // what the edition took the digest of is what was made
				if most == 1 {
					t.Errorf("%s is read %d times, so nothing is tried", name, opened)
				}
			}
			same(t, name, readTree(t, place), want)
		}
	}
	_, after = publishSite(t, site.fsys(), dir, on(today))
	if !strings.Contains(after["columns/sleep/index.html"], "追記しました") {
		t.Error("the build after it does not publish what stands there now")
	}
}
