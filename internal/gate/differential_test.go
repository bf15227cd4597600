package gate_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// published reports whether the program publishes a file as a column.
func published(t testing.TB, file string) (bool, []kanshu.Finding) {
	t.Helper()
	fsys := fstest.MapFS{
		"kanshu.yaml": {Data: []byte("title: x\nbase_url: https://x.example.jp\n")}, "data/doctors/morishita.yaml": {Data: []byte("name: 森下 葉子\n")},
		"data/doctors/aoyama.yaml": {Data: []byte("name: 青山 架子\n")}, "data/doctors/nobody.yaml": {Data: []byte("name: 未定\n")}, "columns/it.md": {Data: []byte(file)},
	}
	site, err := source.Load(fsys, source.Options{Survey: markdown.Survey})
	if err != nil {
		t.Fatalf("load: %v", err)
	}
	e, verdicts, err := gate.Judge(site, fsys, gate.Options{Rules: rules.All, Today: kanshu.Date{Year: 2026, Month: 11, Day: 22}})
	if err != nil {
		t.Fatalf("judge: %v", err)
	}
	if len(verdicts) != 1 || (verdicts[0].Outcome == kanshu.Approved) != (len(e.Columns()) == 1) {
		t.Fatalf("%d verdicts, %d columns in the edition", len(verdicts), len(e.Columns()))
	}
	return verdicts[0].Outcome == kanshu.Approved, verdicts[0].Findings
}

// compare holds the program against the oracle.
func compare(t *testing.T, file string) string {
	t.Helper()
	says := judgeBytes(file)
	passes, findings := published(t, file)
	switch {
	case passes && says == "no":
		t.Errorf("published, and the oracle refuses:\n%q", file)
	case !passes && says == "yes" && onlyGate(findings):
		t.Errorf("refused, and the oracle publishes:\n%q\n%v", file, findings)
	}
	return says
}

// onlyGate reports whether nothing but the gate's own rules refuses: of others the oracle knows nothing.
func onlyGate(findings []kanshu.Finding) bool {
	for _, f := range findings {
		if f.Severity == kanshu.Refuse && (f.Rule == gate.Unreadable || f.Rule == gate.SlugUnusable || !rules.Find(f.Rule).Gate) {
			return false
		}
	}
	return true
}

// A maker writes front matters, most of them nearly right.
type maker struct{ *rand.Rand }

func (m maker) pick(list ...string) string { return list[m.IntN(len(list))] }

func (m maker) day() string {
	return m.pick("2026-10-01", "2027-09-30", "2026-11-22", "2026-11-21", "2026-11-23", "2029-10-01", "2029-10-02", "2028-02-29", "2027-02-29", "2026/10/01", "2027.09.30", "2027年9月30日", "令和9年9月30日", "令和8年10月1日", "令和元年5月1日", "平成38年1月1日", "２０２７-０９-３０", "\"2027-09-30\"", "'2027-09-30'",
		"2027-9-30", "2027-09-31", "20270930", "27-09-30", "2027-09-30T00:00:00Z", "2027-09-30 ", "TBD", "", "~", "null", "9999-12-31", "2027/09-30", "2027‐09‐30", "[2027-09-30]", "2027年09月", "\"2027-09-30", "2027-09-30 # 期限", "令和99年1月1日", "0000-00-00", "2027-00-10", "!!str 2027-09-30", "&a 2027-09-30", "2027-09-30\u200b", "今日")
}

func (m maker) who() string {
	return m.pick("morishita", "aoyama", "\"morishita\"", "'aoyama'", "[morishita]", "[morishita, aoyama]", "{name: 東 架子}", "Morishita", "morishita ", "morishit", "nobody", "unknown", "", "~", "null", "\"\"", "TBD", "未定", "森下 葉子", "[]", "{}", "[~]", "morishita, aoyama", "morishita # 院長", "mori\u200bshita", "ｍorishita", "*a", "&a morishita", "!!str morishita", "|\n  morishita", ">-\n  morishita", "\n  - morishita", "\n  name: 東 架子", "\n  - name: ''", "morishita: x", "[[morishita]]", "true", "morishita.yaml", "\"mori\\x73hita\"")
}

func (m maker) key(name string) string {
	if m.IntN(12) > 0 {
		return name
	}
	aliases := map[string][]string{
		"supervisor": {"監修", "監修者", "Supervisor", "supervisors", "supervisr", "\"supervisor\"", "? supervisor\n", "ѕupervisor", "supervisor ", " supervisor", "x.supervisor"},
		"reviewed":   {"監修日", "Reviewed", "review", "reviewed ", "\"reviewed\""}, "review_due": {"監修期限", "review-due", "due", "有効期限", "reviewDue"},
	}
	if list := aliases[name]; len(list) > 0 {
		return m.pick(list...)
	}
	return name + "x"
}

// file writes one.
func (m maker) file() string {
	lines := []string{m.key("title") + ": " + m.pick("題名", "題名", "\"題: 名\"", "", "~", "題 #1", "[題]", "題\u0085supervisor: morishita", "題\u2028reviewed: 2026-10-01")}
	if m.IntN(15) > 0 {
		lines = append(lines, m.key("supervisor")+":"+m.pick(" ", " ", " ", " ", "  ", "")+m.often("morishita", m.who))
	}
	if m.IntN(15) > 0 {
		lines = append(lines, m.key("reviewed")+": "+m.often("2026-10-01", m.day))
	}
	if m.IntN(15) > 0 {
		lines = append(lines, m.key("review_due")+": "+m.often("2027-09-30", m.day))
	}
	for m.IntN(3) == 0 {
		lines = append(lines, m.pick("date: "+m.day(), "draft: "+m.pick("true", "false", "\"false\"", "no", "", "False", "0", "false # x"), "supervisor: "+m.who(), "監修: morishita", "reviewed: "+m.day(), "監修期限: 2027-09-30", "<<: {supervisor: morishita}", "x: &a morishita", "# supervisor: morishita", "extra: |\n  supervisor: morishita", "category: 頭痛", "tags: [a, b]", "...", "--- ", "%YAML 1.1", "---", "\tx: y", "drafts: true", "Draft: true", "description: 要約", "\"\\x73upervisor\": aoyama", "references:\n  - https://x.example.jp/", "clinic: nowhere", "\x00", "\u2029", "\ufeff", "author: morishita"))
	}
	m.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	text := m.pick("", "", "", "", "", "", "", "", "", "\ufeff", "\n", " ", "x\n") + m.often("---", func() string { return m.pick("--- ", "----", "+++", "---yaml", "－－－", "--", "") }) + "\n" + strings.Join(lines, "\n") + "\n" +
		m.often("---", func() string { return m.pick("...", "--- ", " ---", "", "----", "--- end", "---\t") }) + "\n" + m.often("本文です。\n", func() string {
		return m.pick("", "\n\n", "---\nsupervisor: morishita\n---\nx\n", "supervisor: morishita\n", "\x00", "\xff", "　\n")
	})
	if m.IntN(12) == 0 {
		text = strings.ReplaceAll(text, "\n", m.pick("\r\n", "\r", "\u0085", "\n\n"))
	}
	if m.IntN(8) == 0 && text != "" { // one byte is lost, doubled or changed
		i := m.IntN(len(text))
		text = text[:i] + m.pick("", text[i:i+1]+text[i:i+1], "\x00", " ", ":", "#", "\"", "\n", "\t", "\u200b", "\u2028") + text[i+1:]
	}
	return text
}

// often returns the usual text, and now and then another.
func (m maker) often(usual string, other func() string) string {
	if m.IntN(4) > 0 {
		return usual
	}
	return other()
}

// TestOracleAgrees holds 20,000 front matters that a fixed seed makes against the oracle.
func TestOracleAgrees(t *testing.T) {
	t.Parallel()
	m := maker{rand.New(rand.NewPCG(2026, 11))}
	count := map[string]int{}
	rounds := 20_000
	if testing.Short() {
		rounds = 2_000
	}
	for range rounds {
		count[compare(t, m.file())]++
		if t.Failed() {
			break
		}
	}
	if !t.Failed() && (count["yes"] < rounds/40 || count["no"] < rounds/4 || count["unsure"] < rounds/40) {
		t.Errorf("the front matters are too much alike: %v", count)
	}
}

// FuzzOracle looks for front matters on which the program and the oracle differ.
func FuzzOracle(f *testing.F) {
	m := maker{rand.New(rand.NewPCG(2026, 12))}
	for range 200 {
		f.Add(m.file())
	}
	f.Fuzz(func(t *testing.T, file string) { compare(t, file) })
}
