package scaffold_test

import (
	"encoding/json"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"kanshu/internal/kanshu"
	"kanshu/internal/scaffold"
)

var today = kanshu.Date{Year: 2026, Month: 11, Day: 22}

// site returns a new site as a map.
func site(t *testing.T, o scaffold.SiteOptions) map[string]string {
	t.Helper()
	o.Today = today
	files, err := scaffold.Site(o)
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]string{}
	for _, f := range files {
		if _, twice := m[f.Path]; twice {
			t.Errorf("%s is made twice", f.Path)
		}
		m[f.Path] = string(f.Data)
	}
	return m
}

// front returns the front matter of a column.
func front(t *testing.T, body string) map[string]any {
	t.Helper()
	rest, ok := strings.CutPrefix(body, "---\n")
	block, _, closed := strings.Cut(rest, "\n---\n")
	if !ok || !closed {
		t.Fatalf("no front matter in\n%s", body)
	}
	m := map[string]any{}
	if err := yaml.Unmarshal([]byte(block), &m); err != nil {
		t.Fatalf("%v in\n%s", err, block)
	}
	return m
}

func TestSiteIsWhole(t *testing.T) {
	for host, more := range map[scaffold.Host][]string{
		scaffold.None: nil,
		scaffold.GitHub: {
			".github/workflows/check.yml", ".github/workflows/publish.yml", ".github/workflows/watch.yml", "upload.sh",
		},
		scaffold.GitLab: {".gitlab-ci.yml", "upload.sh"},
	} {
		got := site(t, scaffold.SiteOptions{CI: host})
		want := append([]string{
			".gitignore", ".vscode/tasks.json", "Makefile", "README.md", "kanshu.yaml",
			"columns/no-supervisor.md", "columns/shoes.md", "columns/water.md",
			"data/clinics/sample.yaml", "data/doctors/sample.yaml",
		}, more...)
		for _, name := range want {
			if got[name] == "" {
				t.Errorf("%q: %s is missing", host, name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%q: %d files, want %d", host, len(got), len(want))
		}
	}
	if _, err := scaffold.Site(scaffold.SiteOptions{Today: today, CI: "elsewhere"}); err == nil {
		t.Error("a host without workflows is no error")
	}
}

func TestEveryMarkIsFilledIn(t *testing.T) {
	all := []scaffold.File{
		scaffold.Column(scaffold.ColumnOptions{Slug: "a", Today: today}),
		scaffold.Doctor(scaffold.DoctorOptions{ID: "a"}),
		scaffold.Clinic(scaffold.ClinicOptions{ID: "a"}),
	}
	for _, host := range []scaffold.Host{scaffold.GitHub, scaffold.GitLab} {
		files, err := scaffold.Site(scaffold.SiteOptions{Today: today, CI: host})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, files...)
	}
	for _, f := range all {
		if i := strings.IndexAny(string(f.Data), "«»"); i >= 0 {
			t.Errorf("%s: a mark was left: %q", f.Path, f.Data[i:min(len(f.Data), i+40)])
		}
		if f.Run != strings.HasPrefix(string(f.Data), "#!") {
			t.Errorf("%s: Run is %v", f.Path, f.Run)
		}
	}
}

// TestSampleColumnsShowThreeStates holds the days of the samples: one holds for long, one for two weeks,
// one has no supervisor.
func TestSampleColumnsShowThreeStates(t *testing.T) {
	got := site(t, scaffold.SiteOptions{})
	for _, c := range []struct {
		file       string
		supervised bool
		left       int
	}{{"columns/water.md", true, 345}, {"columns/shoes.md", true, 14}, {"columns/no-supervisor.md", false, 345}} {
		f := front(t, got[c.file])
		if _, ok := f["supervisor"]; ok != c.supervised {
			t.Errorf("%s: supervised %v, want %v", c.file, ok, c.supervised)
		}
		due, on, written := day(t, f["review_due"]), day(t, f["reviewed"]), day(t, f["date"])
		if n := today.DaysUntil(due); n != c.left {
			t.Errorf("%s: %d days left, want %d", c.file, n, c.left)
		}
		if on.After(today) || written.After(today) {
			t.Errorf("%s: reviewed %s and dated %s, after %s", c.file, on, written, today)
		}
	}
}

// day reads a date as YAML decodes it.
func day(t *testing.T, v any) kanshu.Date {
	t.Helper()
	switch v := v.(type) {
	case interface{ Format(string) string }:
		d, err := kanshu.ParseDate(v.Format("2006-01-02"))
		if err != nil {
			t.Fatal(err)
		}
		return d
	default:
		t.Fatalf("%v is no day", v)
		return kanshu.Date{}
	}
}

func TestColumnIsADraftThatANewEditorCanFill(t *testing.T) {
	f := scaffold.Column(scaffold.ColumnOptions{Slug: "hay-fever", Title: "花粉: 「春」の話", Doctor: "sato", Clinic: "main", Today: today})
	if f.Path != "columns/hay-fever.md" {
		t.Errorf("path %s", f.Path)
	}
	m := front(t, string(f.Data))
	if m["draft"] != true || m["title"] != "花粉: 「春」の話" || m["supervisor"] != "sato" || m["clinic"] != "main" || m["reviewed"] != nil {
		t.Errorf("front matter %v", m)
	}
	m = front(t, string(scaffold.Column(scaffold.ColumnOptions{Slug: "a-b", Today: today}).Data))
	if m["title"] != "a-b" || m["supervisor"] != nil {
		t.Errorf("front matter without options %v", m)
	}
}

// TestNamesReadBackAsWritten holds that no name, however odd, becomes anything but itself.
func TestNamesReadBackAsWritten(t *testing.T) {
	for _, name := range []string{
		"見本 花子", "さくら医院", "A: B", "- x", "#医院", "true", "null", "0123", "~", "2026-11-22", `"quoted"`, "改\n行",
		"医院 # 本院", "医院: 本院", " 空白 ", "*印", "&", "{a}", "[a]", "はい、いいえ", "a\\b", "医院:", "（医）さくら会", "😀",
	} {
		doctor := scaffold.Doctor(scaffold.DoctorOptions{ID: "x", Name: name, Kana: name, Title: name, Clinic: "main"})
		clinic := scaffold.Clinic(scaffold.ClinicOptions{ID: "x", Name: name, Address: name, Tel: name})
		for _, f := range []scaffold.File{doctor, clinic} {
			m := map[string]any{}
			if err := yaml.Unmarshal(f.Data, &m); err != nil {
				t.Errorf("%q: %v in\n%s", name, err, f.Data)
				continue
			}
			for key, v := range m {
				if v != name && key != "clinic" {
					t.Errorf("%s: %s is %#v, want %q", f.Path, key, v, name)
				}
			}
			if len(m) < 3 {
				t.Errorf("%s holds %v", f.Path, m)
			}
		}
		m := map[string]any{}
		if err := yaml.Unmarshal([]byte(site(t, scaffold.SiteOptions{Title: name})["kanshu.yaml"]), &m); err != nil {
			t.Errorf("%q: %v", name, err)
		} else if want := name; m["title"] != want {
			t.Errorf("title %#v, want %q", m["title"], want)
		}
	}
}

func TestDataFilesAndWorkflowsAreYAML(t *testing.T) {
	for _, host := range []scaffold.Host{scaffold.GitHub, scaffold.GitLab} {
		for name, body := range site(t, scaffold.SiteOptions{CI: host}) {
			if strings.HasSuffix(name, ".yml") || strings.HasSuffix(name, ".yaml") {
				var v map[string]any
				if err := yaml.Unmarshal([]byte(body), &v); err != nil || len(v) < 2 {
					t.Errorf("%s: %v, %d keys", name, err, len(v))
				}
			}
		}
	}
}

func TestActionsArePinnedAndSchedulesKeepOffTheFullHour(t *testing.T) {
	uses := regexp.MustCompile(`uses: (\S+)`)
	pinned := regexp.MustCompile(`^[a-z-]+/[a-z/-]+@[0-9a-f]{40}$`)
	cron := regexp.MustCompile(`cron: "(\d+) `)
	n := 0
	for name, body := range site(t, scaffold.SiteOptions{CI: scaffold.GitHub}) {
		for _, m := range uses.FindAllStringSubmatch(body, -1) {
			n++
			if !pinned.MatchString(m[1]) {
				t.Errorf("%s uses %s, which may change under us", name, m[1])
			}
		}
		for _, m := range cron.FindAllStringSubmatch(body, -1) {
			n++
			if minute := m[1]; minute == "0" || strings.HasSuffix(minute, "0") || strings.HasSuffix(minute, "5") {
				t.Errorf("%s runs at minute %s, when everyone does", name, minute)
			}
		}
	}
	if n < 12 {
		t.Errorf("only %d actions and schedules seen", n)
	}
}

// TestPublishUploadsBeforeItTurnsRed holds the order that keeps an expired column from staying public.
func TestPublishUploadsBeforeItTurnsRed(t *testing.T) {
	for _, c := range []struct {
		host        scaffold.Host
		file        string
		build, red  string
		upload, add string
	}{
		{scaffold.GitHub, ".github/workflows/publish.yml", "kanshu build", "exit 3", "./upload.sh public build", "cache/save"},
		{scaffold.GitLab, ".gitlab-ci.yml", "kanshu build", `- exit "$code"`, "./upload.sh public build", "./upload.sh"},
	} {
		body := site(t, scaffold.SiteOptions{CI: c.host})[c.file]
		at := []int{strings.Index(body, c.build), strings.Index(body, c.upload), strings.Index(body, c.add), strings.Index(body, c.red)}
		for i := range at {
			if at[i] < 0 || i > 0 && at[i] < at[i-1] {
				t.Errorf("%s: build, upload, save and red stand at %v", c.file, at)
				break
			}
		}
	}
}

// TestProblemMatcherReadsTheFirstLine holds the editor's pattern to the form of a finding's first line.
func TestProblemMatcherReadsTheFirstLine(t *testing.T) {
	var tasks struct {
		Tasks []struct {
			ProblemMatcher []struct {
				Severity string
				Pattern  struct{ Regexp string }
			}
		}
	}
	if err := json.Unmarshal([]byte(site(t, scaffold.SiteOptions{})[".vscode/tasks.json"]), &tasks); err != nil {
		t.Fatal(err)
	}
	for _, m := range tasks.Tasks[0].ProblemMatcher {
		severity := map[string]string{"error": "refuse", "warning": "warn", "info": "note"}[m.Severity]
		line := "columns/花粉.md:9:13: " + severity + ": 監修の期限 2026-03-31 を過ぎています(今日は 2026-11-22) [review-expired]"
		got := regexp.MustCompile(m.Pattern.Regexp).FindStringSubmatch(line)
		want := []string{"columns/花粉.md", "9", "13", "監修の期限 2026-03-31 を過ぎています(今日は 2026-11-22)", "review-expired"}
		if len(got) != 6 || strings.Join(got[1:], "|") != strings.Join(want, "|") {
			t.Errorf("%s: %q, want %q", m.Severity, got, want)
		}
	}
}

func TestUploadScriptReads(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash here")
	}
	check := exec.CommandContext(t.Context(), bash, "-n")
	check.Stdin = strings.NewReader(site(t, scaffold.SiteOptions{CI: scaffold.GitHub})["upload.sh"])
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("bash -n: %v\n%s", err, out)
	}
}

func TestEqualOptionsGiveEqualBytes(t *testing.T) {
	a, b := site(t, scaffold.SiteOptions{CI: scaffold.GitHub}), site(t, scaffold.SiteOptions{CI: scaffold.GitHub})
	for name := range a {
		if a[name] != b[name] {
			t.Errorf("%s differs between two calls", name)
		}
	}
}
