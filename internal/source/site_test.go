package source_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

func TestSlugs(t *testing.T) {
	t.Parallel()
	for slug, good := range map[string]bool{
		"hay-fever": true, "a": true, "2026": true, "a--b": true, strings.Repeat("a", 80): true,
		strings.Repeat("a", 81): false, "-a": false, "A": false, "a.b": false, "a_b": false, "a/b": false, "../x": false, "index": false, "page": false,
		"con": false, "nul": false, "com1": false, "lpt9": false, "花粉症": false, "a b": false, "a\\\\b": false, "a%2e": false, "com": true, "feed": true,
	} {
		c := column(t, "---\ntitle: x\nslug: \""+slug+"\"\n---\n")
		if refused(c) == good {
			t.Errorf("slug %q: %+v", slug, c.Findings)
		}
	}
}

// unusable lists the columns that bear the finding slug-unusable.
func unusable(s *kanshu.Site) string {
	var out []string
	for _, c := range s.Columns {
		if slices.ContainsFunc(c.Findings, func(f kanshu.Finding) bool { return f.Rule == "slug-unusable" }) {
			out = append(out, strings.TrimPrefix(c.File, "columns/"))
		}
	}
	return strings.Join(out, " ")
}

func TestCollisions(t *testing.T) {
	t.Parallel()
	x := "---\ntitle: x\n---\n"
	for _, tt := range []struct {
		name  string
		files []string
		want  string
	}{
		{"file and folder", []string{"columns/a.md", x, "columns/a/index.md", x}, "a.md a/index.md"},
		{"slug key", []string{"columns/a.md", x, "columns/b.md", "---\nslug: a\n---\n"}, "a.md b.md"},
		{"case", []string{"columns/a.md", x, "columns/A.md", x}, "A.md a.md"},
		{"full width", []string{"columns/a.md", x, "columns/ａ.md", x}, "a.md ａ.md"},
		{"composition", []string{"columns/\u304c.md", x, "columns/\u304b\u3099.md", x}, "か\u3099.md が.md"},
		{"three", []string{"columns/a.md", x, "columns/b.md", "---\nslug: a\n---\n", "columns/c.md", "---\nslug: a\n---\n"}, "a.md b.md c.md"},
		{"unreadable twin", []string{"columns/a.md", "no block", "columns/b.md", "---\nslug: a\n---\n"}, "a.md b.md"},
		{"languages part", []string{"columns/a.md", x, "columns/a.en.md", x, "columns/a.zh-Hant.md", x}, ""},
		{"language key", []string{"columns/a.en.md", x, "columns/b.md", "---\nslug: a\nlang: en\n---\n"}, "a.en.md b.md"},
		{"alias of another", []string{"columns/a.md", x, "columns/b.md", "---\naliases: /columns/a/\n---\n"}, ""},
		{"two aliases", []string{"columns/a.md", "---\naliases: [/old/]\n---\n", "columns/b.md", "---\naliases: [/old]\n---\n"}, ""},
		{"aliases apart", []string{"columns/a.md", "---\naliases: [/old/]\n---\n", "columns/b.md", "---\naliases: [/older/]\n---\n"}, ""},
		{"dots", []string{"columns/a.b.md", x}, "a.b.md"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, site(tt.files...))
			if got := unusable(s); got != tt.want {
				t.Errorf("slug-unusable: %q, want %q", got, tt.want)
			}
		})
	}
}

// TestAliasesThatMeet holds that an alias which meets something is told of and takes nothing down.
func TestAliasesThatMeet(t *testing.T) {
	t.Parallel()
	s := load(t, site("columns/a.md", "---\naliases: [/old/, /columns/A/]\n---\n", "columns/b.md", "---\naliases: [/old, /columns/a/, /b/]\n---\n", "columns/c.md", "---\nslug: c\n---\n"))
	for file, want := range map[string]string{"columns/a.md": "/old/ /columns/A/ /columns/a/", "columns/b.md": "/old /columns/a/ /columns/a/", "columns/c.md": ""} {
		var got []string
		for _, c := range s.Columns {
			for _, f := range c.Findings {
				if c.File == file && f.Rule == "alias-unusable" && f.Severity == kanshu.Warn {
					_, said, _ := strings.Cut(f.Message.JA, "「")
					said, _, _ = strings.Cut(said, "」")
					got = append(got, said)
				}
			}
			if refused(c) {
				t.Errorf("%s is refused: %+v", c.File, c.Findings)
			}
		}
		if len(got) != len(strings.Fields(want)) {
			t.Errorf("%s: told of %q, want %q", file, got, want)
		}
	}
}

func TestFilesLeftAlone(t *testing.T) {
	t.Parallel()
	s := load(t, site("columns/notes.txt", "x", "columns/.hidden.md", "x", "columns/a.md~", "x", "columns/b.md.swp", "x", "columns/photo.jpg", "x",
		"columns/README.md", "x", "columns/f/index.md", "---\ntitle: x\n---\n", "columns/f/cover.png", "x", "columns/f/deep/x.md", "x", "columns/f/other.md", "x", "columns/empty/x.png", "x",
		"data/doctors/Yamada.yaml", "name: a", "data/doctors/notes.txt", "x", "assets/b.css", "x", "assets/images/a.png", "x"))
	var got []string
	for _, f := range s.Findings {
		got = append(got, fmt.Sprintf("%s %s %s", f.Pos.File, f.Severity, f.Rule))
	}
	want := []string{
		"columns/README.md note file-stray", "columns/empty note file-stray", "columns/f/deep note file-stray", "columns/f/other.md warn file-stray",
		"columns/notes.txt note file-stray", "data/doctors/Yamada.yaml warn file-stray", "data/doctors/notes.txt warn file-stray",
	}
	if !slices.Equal(got, want) {
		t.Errorf("findings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(s.Columns) != 2 || s.Columns[0].Dir != "columns/f" || s.Columns[0].Slug != "f" {
		t.Errorf("columns %+v", s.Columns)
	}
	if !slices.Equal(s.Assets, []string{"assets/b.css", "assets/images/a.png"}) {
		t.Errorf("assets %q", s.Assets)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	for _, body := range []int{1<<20 + 1, 3 << 20} {
		c := column(t, "---\ntitle: x\n---\n"+strings.Repeat("a", body))
		if len(c.Findings) != 1 || c.Findings[0].Rule != "file-too-large" || !refused(c) {
			t.Errorf("a body of %d bytes: %+v", body, c.Findings)
		}
	}
	if c := column(t, "---\ntitle: x\n---\n"+strings.Repeat("a", 1<<20)); refused(c) {
		t.Errorf("a body of 1 MiB: %+v", c.Findings)
	}
}

func TestConflictInBody(t *testing.T) {
	t.Parallel()
	c := column(t, "---\ntitle: x\n---\n本文\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n")
	if !refused(c) || c.Findings[0].Pos.Line != 5 {
		t.Errorf("found %+v", c.Findings)
	}
	if c := column(t, "---\ntitle: x\n---\n見出し\n=======\n"); refused(c) {
		t.Errorf("a heading is taken for a conflict: %+v", c.Findings)
	}
}

func TestBroken(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, file, text string
		config           bool
		want             []string // file:line:char of the findings
	}{
		{"no title, no address", "kanshu.yaml", "language: ja\n", true, []string{"kanshu.yaml:1:1", "kanshu.yaml:1:1"}},
		{"unknown key, wrong address", "kanshu.yaml", "title: x\nbase_url: column.example.jp\nfeed: 3\n", true, []string{"kanshu.yaml:2:11", "kanshu.yaml:3:1"}},
		{"unknown key within", "kanshu.yaml", "title: x\nbase_url: https://a.example.jp\nreview:\n  intervall: 1年\n  max: いつか\n", true, []string{"kanshu.yaml:4:3", "kanshu.yaml:5:8"}},
		{"interval beyond max", "kanshu.yaml", "title: x\nbase_url: https://a.example.jp\nreview: {interval: 4年}\n", true, []string{"kanshu.yaml:3:20"}},
		{"publisher's clinic", "kanshu.yaml", "title: x\nbase_url: https://a.example.jp\npublisher: {name: a, clinic: none}\n", true, []string{"kanshu.yaml:3:30"}},
		{"widths, colour, size", "kanshu.yaml", "---\ntitle: x\nbase_url: https://a.example.jp\nimages: {widths: [1, 480]}\ntheme: {accent: red}\noutput: {page_size: 0, host: x}\n", true, []string{"kanshu.yaml:4:19", "kanshu.yaml:5:17", "kanshu.yaml:6:21", "kanshu.yaml:6:30"}},
		{"language", "kanshu.yaml", "title: x\nbase_url: https://a.example.jp\nlanguage: 日本語\nsearch: maybe\n", true, []string{"kanshu.yaml:3:11", "kanshu.yaml:4:9"}},
		{"time zone", "kanshu.yaml", "title: x\nbase_url: https://a.example.jp\ntimezone: Mars\n", true, []string{"kanshu.yaml:3:11"}},
		{"not UTF-8", "kanshu.yaml", "title: \xff\n", true, []string{"kanshu.yaml:1:8"}},
		{"doctor is a list", "data/doctors/a.yaml", "- a\n", false, []string{"data/doctors/a.yaml:1:1"}},
		{"doctor's day and key", "data/doctors/a.yaml", "name: a\nuntil: 2026-02-30\nuntill: x\n", false, []string{"data/doctors/a.yaml:2:8", "data/doctors/a.yaml:3:1"}},
		{"clinic's syntax", "data/clinics/a.yaml", "name： a\ntel: b\n", false, []string{"data/clinics/a.yaml:1:5"}},
		{"topic's id", "data/topics.yaml", "categories:\n  がん: {name: がん}\n", false, []string{"data/topics.yaml:2:3"}},
		{"term without explanation", "data/glossary.yaml", "- term: 寛解\n", false, []string{"data/glossary.yaml:1:3"}},
		{"withdrawn path", "data/withdrawn.yaml", "withdrawn:\n  - {path: old, since: 2026-11-01}\n", false, []string{"data/withdrawn.yaml:2:5"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := source.Load(site(tt.file, tt.text), source.Options{})
			var broken *source.Broken
			if !errors.As(err, &broken) {
				t.Fatalf("Load: %v, want a *Broken", err)
			}
			var got []string
			for _, f := range broken.Findings {
				got = append(got, fmt.Sprintf("%s:%d:%d", f.Pos.File, f.Pos.Line, f.Pos.Char))
			}
			if !slices.Equal(got, tt.want) || broken.Config != tt.config || !strings.Contains(err.Error(), tt.want[0]) {
				t.Errorf("broken at %q (config %v), want %q\n%v", got, broken.Config, tt.want, err)
			}
		})
	}
}

func TestNoConfigNoColumns(t *testing.T) {
	t.Parallel()
	var broken *source.Broken
	if _, err := source.Load(fstest.MapFS{}, source.Options{}); !errors.As(err, &broken) || !broken.Config {
		t.Errorf("Load of nothing: %v", err)
	}
	broken = nil
	if _, err := source.Load(fstest.MapFS{"kanshu.yaml": {Data: []byte("title: x\nbase_url: https://a.example.jp/\n")}}, source.Options{}); !errors.As(err, &broken) || broken.Config {
		t.Errorf("Load without columns: %v", err)
	}
}

func TestConfig(t *testing.T) {
	t.Parallel()
	s := load(t, site("kanshu.yaml", `title: x
base_url: https://a.example.jp/blog/
review: {interval: 1年, max: 24か月, warn_before: 60日}
policy: {max_withheld: 10%, refuse: [clinic-missing]}
feeds: {items: 5, content: summary}
search: false
images: {widths: none}
publisher: {name: みほん会, clinic: ginza}
menu: [{name: 医院, url: /clinics/}]
theme: {accent: "#0b6b5d", mark: 監}
`, "data/glossary.yaml", "terms:\n  - {term: 寛解, よみ: かんかい, 説明: 落ち着いた状態。, aliases: 緩解}\n",
		"data/withdrawn.yaml", "- {path: /columns/z/, since: 2026-11-01}\n- {path: /columns/a/, since: 令和8年1月1日}\n"))
	c := s.Config
	if c.BaseURL != "https://a.example.jp/blog" || c.BasePath != "/blog" || c.Review.Interval.Months != 12 || c.Review.Max.Months != 24 || c.Review.WarnBefore != 60 ||
		c.Policy.MaxWithheld != 10 || c.Feeds.Items != 5 || c.Feeds.Content != "summary" || c.Search || !c.SocialCards || c.Images.Widths != nil || c.Images.Quality != 78 ||
		c.Publisher.Clinic != s.Clinics[0] || c.Menu[0].URL != "/clinics/" || c.Theme.Accent != "#0b6b5d" || c.Language != "ja" || c.Location == nil || c.Output.PageSize != 20 {
		t.Errorf("config %+v", c)
	}
	if s.Glossary[0].Reading != "かんかい" || s.Withdrawn[0].Path != "/columns/a/" || s.Withdrawn[0].Since.Year != 2026 {
		t.Errorf("glossary %+v, withdrawn %+v", s.Glossary, s.Withdrawn)
	}
}

// TestOrderOfWork holds that the result depends on nothing but the files.
func TestOrderOfWork(t *testing.T) {
	t.Parallel()
	files := append(manyColumns(30), "columns/bad.md", "x", "columns/a.txt", "x", "columns/column-00003/index.md", "---\ntitel: x\n---\n")
	want := load(t, site(files...))
	shuffled := func(n int, do func(int)) {
		for _, i := range rand.Perm(n) {
			do(i)
		}
	}
	got, err := source.Load(site(files...), source.Options{Each: shuffled})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []*kanshu.Site{want, got} {
		for _, c := range s.Columns {
			c.Body.Read = nil
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("the site depends on the order of work")
	}
}

func TestTopics(t *testing.T) {
	t.Parallel()
	topics := []string{"data/topics.yaml", "tags:\n  checkup: {name: 健康診断}\n  sleep: 睡眠\n  exam:\n    名称: 検査\n    説明: 検査の話\n"}
	c := column(t, "---\ntags: [健康診断, 健康検断, 検診, 検査, ＳＬＥＥＰ, sleep]\n---\n", topics...)
	var got []string
	for _, f := range c.Findings {
		got = append(got, f.Rule+" "+f.Hint.EN)
	}
	if want := []string{`topic-unknown if "健康診断" was meant, write that`, `topic-unknown if "sleep" was meant, write that`}; !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
	if len(c.Tags) != 5 || c.Tags[2].ID != "検診" || c.Tags[3].Description != "検査の話" {
		t.Errorf("tags %+v", c.Tags)
	}
}

// TestClinicsByName holds that a clinic written by its name is reported with its id.
func TestClinicsByName(t *testing.T) {
	t.Parallel()
	for _, written := range []string{"みほん銀座クリニック", "ginzza", "新宿"} {
		c := column(t, "---\nclinic: "+written+"\n---\n")
		if len(c.Clinics) != 0 || len(c.Findings) != 1 || c.Findings[0].Rule != "clinic-unknown" || strings.Contains(c.Findings[0].Hint.EN, "ginza") != (written != "新宿") {
			t.Errorf("clinic: %s gives %+v", written, c.Findings)
		}
	}
}

func TestContactsThatAreUnclear(t *testing.T) {
	t.Parallel()
	c := column(t, "---\nclinic:\n  name: a\n  tel: 代表へ\n  postal_code: 12\n  hours: 10:00~18:30\n  fax: 03-0000-100\n  address: 東京都架空区1-2\n---\n")
	var got []string
	for _, f := range c.Findings {
		got = append(got, fmt.Sprintf("%d:%d %s %s", f.Pos.Line, f.Pos.Char, f.Severity, f.Rule))
	}
	if want := []string{"4:8 warn telephone-unclear", "5:16 warn postal-code-unclear", "6:10 warn hours-unclear", "7:8 warn telephone-unclear"}; !slices.Equal(got, want) {
		t.Errorf("findings %q, want %q", got, want)
	}
	if k := c.Clinics[0]; k.Tel.Shown != "代表へ" || k.Hours.Exact || k.Hours.Text[0] != "10:00~18:30" || k.Address.Region != "東京都" {
		t.Errorf("clinic %+v", k)
	}
}

func TestSurvey(t *testing.T) {
	t.Parallel()
	var line int
	s, err := source.Load(site(), source.Options{Survey: func(file string, at int, body []byte) kanshu.Survey {
		line = at
		return kanshu.Survey{Letters: len(body)}
	}})
	if err != nil || line != 7 || s.Columns[0].Survey.Letters != len("本文。\n") {
		t.Errorf("survey of line %d: %+v, %v", line, s.Columns[0].Survey, err)
	}
}
