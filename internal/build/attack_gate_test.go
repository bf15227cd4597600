package build_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// smallPNG is a picture of four pixels; what follows its end belongs to a canary.
var smallPNG = func() string {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewNRGBA(image.Rect(0, 0, 2, 2))); err != nil {
		panic(err)
	}
	return b.String()
}()

// canary is the word of one case. All begin alike, so that one look finds any of them; 鯨髭 stands beside
// it in every text.
func canary(i int) string { return fmt.Sprintf("qzvexw%04dk", i) }

// place puts a column into a site under its canary's name.
func place(r refusal, canary string) files {
	f := files{}
	for name, text := range r.column(canary) {
		name = strings.ReplaceAll(name, "%S", strings.ToUpper(canary))
		if rooted, ok := strings.CutPrefix(name, "/"); ok {
			f[rooted] = text
			continue
		}
		f["columns/"+canary+"/"+name] = text
	}
	return f
}

// tiny is the base site without its picture, which takes longer than all the rest.
func tiny(t testing.TB) files {
	return baseSite(t).with(files{"columns/hay-fever/pollen.png": smallPNG})
}

const today = "2026-11-22"

// TestRefusedColumnsLeaveNoTrace builds the site with every column of the corpus at once, cold and warm,
// and wants the bytes of the site without any of them.
func TestRefusedColumnsLeaveNoTrace(t *testing.T) {
	t.Parallel()
	base := tiny(t)
	_, want := fresh(t, base.fsys(), on(today))
	all, corpus := base, refusals()
	for i, r := range corpus {
		all = all.with(place(r, canary(i)))
	}
	if len(corpus) < 300 {
		t.Fatalf("the corpus holds %d columns, want at least 300", len(corpus))
	}
	dir := filepath.Join(quickDir(t), "public")
	r, got := publishSite(t, all.fsys(), dir, on(today))
	same(t, "cold", got, want)
	silent(t, "cold", got, "qzvexw", "鯨髭")
	if r.Refused() < 300 {
		t.Errorf("%d columns refused, want at least 300", r.Refused())
	}
	if _, got = publishSite(t, all.fsys(), dir, on(today)); true {
		same(t, "warm", got, want)
	}
	t.Logf("%d columns", len(corpus))
}

// TestEachRefusedColumnAlone judges the site with one column of the corpus at a time, and builds every other
// of these sites (all with KANSHU_LONG): what refuses it must be its own fault, not that of its neighbours.
func TestEachRefusedColumnAlone(t *testing.T) {
	t.Parallel()
	base := tiny(t)
	_, want := fresh(t, base.fsys(), on(today))
	corpus := refusals()
	for half := range 2 {
		t.Run(fmt.Sprint(half), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(quickDir(t), "public")
			for i := half; i < len(corpus); i += 2 {
				c, word := corpus[i], canary(i)
				site := base.with(place(c, word)).fsys()
				alone(t, c, word, site)
				if i%4 < 2 && os.Getenv("KANSHU_LONG") == "" {
					continue
				}
				if _, err := attempt(t, site, dir, on(today)); err != nil {
					t.Errorf("%s: %v", c.name, err)
				} else if got := readTree(t, dir); len(difference(got, want)) > 0 {
					same(t, c.name, got, want)
					dir = filepath.Join(quickDir(t), "public") // or its tombstone would stand with the next
				}
			}
		})
	}
}

// alone wants that the column of a case is kept out for a reason that is told, and no other column is.
func alone(t *testing.T, c refusal, word string, fsys fs.FS) {
	t.Helper()
	for _, v := range judged(t, fsys, today) {
		switch own := strings.Contains(strings.ToLower(v.Column.File), word); {
		case !own && v.Outcome != kanshu.Approved:
			t.Errorf("%s: withholds %s too: %v", c.name, v.Column.File, v.Findings)
		case own && v.Outcome != kanshu.Refused && !(c.held && v.Outcome == kanshu.Held):
			t.Errorf("%s: %s is %v", c.name, v.Column.File, v.Outcome)
		case own:
			told(t, c.name, v)
		}
	}
}

// judged returns the verdicts on a site.
func judged(t testing.TB, fsys fs.FS, day string) []kanshu.Verdict {
	t.Helper()
	site, err := source.Load(fsys, source.Options{Survey: markdown.Survey})
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	_, verdicts, err := gate.Judge(site, fsys, gate.Options{Rules: rules.All, Today: on(day).Today})
	if err != nil {
		t.Fatalf("judge: %v", err)
	}
	return verdicts
}

// told wants a finding that says where and what in both languages.
func told(t *testing.T, name string, v kanshu.Verdict) {
	t.Helper()
	for _, f := range v.Findings {
		if f.Pos.File != "" && f.Message.JA != "" && f.Message.EN != "" {
			return
		}
	}
	t.Errorf("%s: %s is %v and no finding says why: %+v", name, v.Column.File, v.Outcome, v.Findings)
}

// A spelling is odd and legal: its column must be published, for a gate that lets nothing through would
// pass every other test.
var spellings = []struct {
	name string
	edit map[string]string
}{
	{"as usual", nil},
	{"a day with slashes", map[string]string{"reviewed": "reviewed: 2026/10/01"}},
	{"a day with dots", map[string]string{"review_due": "review_due: 2027.09.30"}},
	{"a day in kanji", map[string]string{"reviewed": "reviewed: 2026年10月1日"}},
	{"a day in kanji with noughts", map[string]string{"reviewed": "reviewed: 2026年01月01日"}},
	{"a day of the era", map[string]string{"reviewed": "reviewed: 令和8年10月1日", "review_due": "review_due: 令和9年9月30日"}},
	{"wide digits", map[string]string{"reviewed": "reviewed: ２０２６年１０月１日"}},
	{"wide digits between hyphens", map[string]string{"reviewed": "reviewed: ２０２６-１０-０１"}},
	{"quoted days", map[string]string{"reviewed": "reviewed: \"2026-10-01\"", "review_due": "review_due: '2027-09-30'"}},
	{"due today", map[string]string{"review_due": "review_due: 2026-11-22"}},
	{"due tomorrow", map[string]string{"review_due": "review_due: 2026-11-23"}},
	{"reviewed and due today", map[string]string{"reviewed": "reviewed: 2026-11-22", "review_due": "review_due: 2026-11-22"}},
	{"reviewed today", map[string]string{"reviewed": "reviewed: 2026-11-22"}},
	{"36 months to the day", map[string]string{"reviewed": "reviewed: 2026-11-22", "review_due": "review_due: 2029-11-22"}},
	{"a leap day", map[string]string{"reviewed": "reviewed: 2026-03-01", "review_due": "review_due: 2028-02-29"}},
	{"dated today", map[string]string{"date": "date: 2026-11-22"}},
	{"no date", map[string]string{"date": ""}},
	{"a blank date", map[string]string{"date": "date:"}},
	{"Japanese keys", map[string]string{"supervisor": "監修: hinata", "reviewed": "監修日: 2026-10-01", "review_due": "監修期限: 2027-09-30", "title": "題名: 鯨髭の題名 %s"}},
	{"other Japanese keys", map[string]string{"supervisor": "監修者: kurose", "review_due": "次回監修期限: 2027-09-30"}},
	{"a quoted key", map[string]string{"supervisor": "\"supervisor\": hinata"}},
	{"a quoted id", map[string]string{"supervisor": "supervisor: \"hinata\""}},
	{"an id in single quotes", map[string]string{"supervisor": "supervisor: 'hinata'"}},
	{"an id on its own line", map[string]string{"supervisor": "supervisor:\n  hinata"}},
	{"an id in a list", map[string]string{"supervisor": "supervisor: [hinata]"}},
	{"two ids", map[string]string{"supervisor": "supervisor:\n  - hinata\n  - kurose"}},
	{"a remark behind", map[string]string{"supervisor": "supervisor: hinata # 院長"}},
	{"remarks between", map[string]string{"supervisor": "# 監修\n\nsupervisor: hinata\n\n# 日付"}},
	{"spaces behind", map[string]string{"supervisor": "supervisor:    hinata   "}},
	{"a record written out", map[string]string{"supervisor": "supervisor: {name: 東 架子, title: 医師, clinic: midorizaka}"}},
	{"a record over lines", map[string]string{"supervisor": "supervisor:\n  name: 東 架子\n  affiliation: 架空大学"}},
	{"a name that looks like a placeholder", map[string]string{"supervisor": "supervisor: {name: 仮谷 無一, clinic: midorizaka}"}},
	{"a record of one who is to leave", map[string]string{"supervisor": "supervisor: {name: 東 架子, until: 2026-11-22}"}},
	{"the plain word false", map[string]string{"+": "draft: false"}},
	{"keys of others beside ours", map[string]string{"+": "weight: 3\nlayout2: x\ntype: post"}},
	{"a title of many kinds", map[string]string{"title": "title: \"鯨髭: 「%s」 & <b> #1\""}},
	{"a title over lines", map[string]string{"title": "title: >-\n  鯨髭の\n  題名 %s"}},
	{"an ideographic variation", map[string]string{"title": "title: 鯨髭 葛\U000E0100飾 %s"}},
	{"text beyond the first plane", map[string]string{"title": "title: 鯨髭 𠮟る 🐳 %s"}},
	{"a slug of its own", map[string]string{"+": "slug: other-%s"}},
	{"no clinic, no references", map[string]string{"references": ""}},
	{"a list without indent", map[string]string{"references": "references:\n- https://%s.example.jp/\n- 鯨髭 %s"}},
	{"an empty list of aliases", map[string]string{"aliases": "aliases: []"}},
	{"unseen characters in the text", map[string]string{"description": "description: 鯨髭\u200bの要約 %s"}},
}

// frames are odd and legal forms of the file around the front matter.
var frames = map[string]func(string) string{
	"a BOM":                     func(s string) string { return "\ufeff" + s },
	"CRLF":                      func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
	"CR":                        func(s string) string { return strings.ReplaceAll(s, "\n", "\r") },
	"BOM and CRLF":              func(s string) string { return "\ufeff" + strings.ReplaceAll(s, "\n", "\r\n") },
	"blanks behind the fences":  func(s string) string { return strings.ReplaceAll(s, "---\n", "--- \t\n") },
	"no line end at the end":    func(s string) string { return strings.TrimRight(s, "\n") },
	"many line ends at the end": func(s string) string { return s + "\n\n\n" },
	"a rule in the body":        func(s string) string { return s + "\n---\n\n終わり\n" },
	"a code block of YAML":      func(s string) string { return s + "\n```yaml\n---\nsupervisor: x\n---\n```\n" },
	"blank lines in the head":   func(s string) string { return strings.Replace(s, "supervisor", "\n\nsupervisor", 1) },
}

// TestLegalSpellingsArePublished builds all of them at once and wants every page, with its words.
func TestLegalSpellingsArePublished(t *testing.T) {
	t.Parallel()
	site, at := tiny(t), map[string]string{}
	for i, s := range spellings {
		word := fmt.Sprintf("spelt%03dq", i)
		site, at[word] = site.with(place(refusal{edit: s.edit}, word)), s.name
	}
	n := 0
	for name, change := range frames {
		n++
		word := fmt.Sprintf("framed%03dq", n)
		site, at[word] = site.with(place(refusal{head: whole(change)}, word)), name
	}
	r, tree := fresh(t, site.fsys(), on(today))
	for _, v := range r.Verdicts {
		if v.Outcome != kanshu.Approved {
			t.Errorf("%s (%s) is %v: %v", at[v.Column.File[len("columns/"):len("columns/")+9]], v.Column.File, v.Outcome, v.Findings)
		}
	}
	for word, name := range at {
		page, ok := tree["columns/"+word+"/index.html"]
		if !ok {
			page = tree["columns/other-"+word+"/index.html"]
		}
		if !strings.Contains(page, "鯨髭の本文 "+word) || !strings.Contains(tree["sitemap.xml"], word) || !strings.Contains(tree["atom.xml"]+tree["columns/index.html"]+tree["columns/page/2/index.html"]+tree["columns/page/3/index.html"], word) {
			t.Errorf("%s: %s is not published whole", name, word)
		}
	}
}
