package rules_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// A fixture is a small site. A line that ends in "# want ID" (front matter, data) or in
// "<!-- want ID -->" (body) is where a finding of rule ID is wanted; every other line must stay
// silent. "want ID" on the first line of a file also stands for a finding about the whole file.
// The archive's comment may hold "today: 2026-11-22" and "config: …" lines for kanshu.yaml.
type fixture struct {
	fsys  fstest.MapFS
	today kanshu.Date
	want  []string // "file:line rule"
}

var wantMark = regexp.MustCompile(`\s*(?:#|<!--) want ((?:[a-z0-9-]+ ?)+?)\s*(?:-->)?$`)

func readFixture(t *testing.T, name string) fixture {
	t.Helper()
	ar, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f := fixture{fsys: fstest.MapFS{}, today: kanshu.Date{Year: 2026, Month: 11, Day: 22}}
	config := "title: 見本\nbase_url: https://column.example.jp\n"
	for _, line := range strings.Split(string(ar.Comment), "\n") {
		if v, ok := strings.CutPrefix(line, "today: "); ok {
			if f.today, err = kanshu.ParseDate(v); err != nil {
				t.Fatal(err)
			}
		}
		if v, ok := strings.CutPrefix(line, "config: "); ok {
			config += v + "\n"
		}
	}
	f.fsys["kanshu.yaml"] = &fstest.MapFile{Data: []byte(config)}
	for name, data := range shared {
		f.fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	for _, file := range ar.Files {
		lines := strings.Split(string(file.Data), "\n")
		for i, line := range lines {
			m := wantMark.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			lines[i] = strings.TrimSuffix(line, m[0])
			for _, id := range strings.Fields(m[1]) {
				f.want = append(f.want, fmt.Sprintf("%s:%d %s", file.Name, i+1, id))
			}
		}
		f.fsys[file.Name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	}
	return f
}

// shared is what every fixture has beside its own files.
var shared = map[string]string{
	"data/clinics/aoba.yaml":    "name: あおば架空医院\naddress: 東京都架空区あおば1-2-3\ntel: 03-0000-0001\nhours: 月火水木金 9:00-12:00\n",
	"data/doctors/aoki.yaml":    "name: 青木 架子\nclinic: aoba\n",
	"data/doctors/nanashi.yaml": "kana: ななし\n",
	"data/doctors/kita.yaml":    "name: 北 架夫\nclinic: aoba\nuntil: 2026-09-30\n",
}

// TestFixtures holds every rule against its columns.
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		id := strings.TrimSuffix(filepath.Base(name), ".txtar")
		t.Run(id, func(t *testing.T) {
			if rules.Find(id) == nil {
				t.Errorf("%s: no rule of that name", name)
			}
			f := readFixture(t, name)
			var got []string
			for _, fd := range findings(t, f) {
				got = append(got, fmt.Sprintf("%s:%d %s", fd.Pos.File, fd.Pos.Line, fd.Rule))
				if fd.Message.JA == "" || fd.Message.EN == "" {
					t.Errorf("%s at %v: message in one language only: %+v", fd.Rule, fd.Pos, fd.Message)
				}
			}
			if !slices.ContainsFunc(f.want, func(w string) bool { return strings.HasSuffix(w, " "+id) }) {
				t.Errorf("the fixture wants no finding of %s", id)
			}
			slices.Sort(got)
			slices.Sort(f.want)
			got, f.want = slices.Compact(got), slices.Compact(f.want)
			for _, w := range f.want {
				if !slices.Contains(got, w) {
					t.Errorf("missing: %s", w)
				}
			}
			for _, g := range got {
				if !slices.Contains(f.want, g) {
					t.Errorf("not wanted: %s", g)
				}
			}
		})
	}
}

func findings(t *testing.T, f fixture) []kanshu.Finding {
	t.Helper()
	site, err := source.Load(f.fsys, source.Options{Each: kanshu.InOrder, Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	_, verdicts, err := gate.Judge(site, f.fsys, gate.Options{Rules: rules.All, Today: f.today})
	if err != nil {
		t.Fatal(err)
	}
	all := append(slices.Clone(site.Findings), rules.Policy(site.Config, rules.All)...)
	for _, v := range verdicts {
		all = append(all, v.Findings...)
	}
	return all
}

// TestEveryRuleHasAFixture keeps the promise that no rule comes without columns that show it.
func TestEveryRuleHasAFixture(t *testing.T) {
	elsewhere := map[string]string{ // cannot stand in an archive of text files
		"file-not-regular": "internal/source", "file-too-large": "internal/source", "file-unreadable": "internal/source",
		"file-stray": "internal/source", "words": "the fixtures of the rules about words", "picture-small": "TestPictureSmall", "picture-moves": "TestPicturesOfRecords",
		"manuscript": "the fixtures of what it reports", "link-dead": "internal/outside", "link-private": "internal/outside", "link-moved": "internal/outside",
	}
	for _, r := range rules.All {
		if elsewhere[r.ID] != "" {
			continue
		}
		if _, err := os.Stat("testdata/" + r.ID + ".txtar"); err != nil {
			t.Errorf("rule %s has no fixture testdata/%s.txtar", r.ID, r.ID)
		}
	}
}

// TestRulesAreDocumented holds what explain, doc/rules.md and SARIF need.
func TestRulesAreDocumented(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules.All {
		if seen[r.ID] {
			t.Errorf("rule %s stands twice", r.ID)
		}
		seen[r.ID] = true
		for what, w := range map[string]kanshu.Wording{"Title": r.Title, "Basis": r.Basis, "Explain": r.Explain} {
			if w.JA == "" || w.EN == "" {
				t.Errorf("rule %s: %s is not in both languages: %+v", r.ID, what, w)
			}
		}
	}
}
