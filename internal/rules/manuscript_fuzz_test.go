package rules_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// FuzzManuscript holds that no body makes the manuscript's rules stop half-way, which would refuse a
// column for no fault of its writer, and that every finding stands in the file.
func FuzzManuscript(f *testing.F) {
	for _, s := range []string{
		"・一つ\n\n⸻\n\n詳細はこちらです。", "当院の電話は 03-0000-0999、東京都架空区あおば1-2-8です。", "近年、25%の患者が報告されています。",
		"か\u3099\uff76\ufffd\ufa19http://x", "## よくある質問\n\n### Q1. 神経障害は？\n\n答。", "｜a｜b｜\n１．x\n##y", "同じ文が二度あります。同じ文が二度あります。\n\n同じ文が二度あります。同じ文が二度あります。", "0-0-0-0（０", "文である。\n文だ。文です。文ます。",
		"表の代わり\n値\n\n項目\n\n- 点\n\n短い行\n- 点\n\nあり\n\nなし\n\n可\n\n不可\n\n高い\n\n低い", "文の`＊＊印＊＊`です。\n\n文の＊＊印＊＊です。\n\n［文］（http、です。", "文。\n＃見出し\n!文\n*文*。\n1)文\n　字下げです。",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		fsys := fstest.MapFS{
			"kanshu.yaml":       {Data: []byte("title: 見本\nbase_url: https://column.example.jp\n")},
			"columns/column.md": {Data: []byte("---\ntitle: 題\nsupervisor: aoki\n---\n" + body)},
		}
		for name, data := range shared {
			fsys[name] = &fstest.MapFile{Data: []byte(data)}
		}
		site, err := source.Load(fsys, source.Options{Each: kanshu.InOrder, Survey: markdown.Survey})
		if err != nil || len(site.Columns) != 1 || len(site.Columns[0].Findings) > 0 {
			return
		}
		_, verdicts, err := gate.Judge(site, fsys, gate.Options{Rules: []*gate.Rule{rules.Manuscript}, Today: kanshu.Date{Year: 2026, Month: 11, Day: 22}})
		if err != nil {
			t.Fatal(err)
		}
		always := *rules.Manuscript
		always.Suspects = nil
		_, all, err := gate.Judge(site, fsys, gate.Options{Rules: []*gate.Rule{&always}, Today: kanshu.Date{Year: 2026, Month: 11, Day: 22}})
		if err != nil {
			t.Fatal(err)
		}
		if len(all[0].Findings) != len(verdicts[0].Findings) {
			t.Errorf("%d findings, and %d where nothing is left out for not being suspected: %v", len(verdicts[0].Findings), len(all[0].Findings), all[0].Findings)
		}
		lines := strings.Count(body, "\n") + 5
		for _, fd := range verdicts[0].Findings {
			if fd.Rule == rules.Manuscript.ID {
				t.Errorf("%s", fd.Message.JA)
			}
			if fd.Pos.Line < 0 || fd.Pos.Line > lines {
				t.Errorf("%s stands in line %d of %d", fd.Rule, fd.Pos.Line, lines)
			}
		}
	})
}

// TestRepeatedTextIsSuspected holds that no body in which text stands twice is taken for one in which it does not.
func TestRepeatedTextIsSuspected(t *testing.T) {
	t.Parallel()
	blocks := []string{
		"## 春の支度", "## 秋の支度", "- はい\n- いいえ", "| 薬 | 量 |\n| --- | --- |\n| 甲 | 1 |", "★★★", "…", "αβγδεζηθικλμνξοπρστυφχψω", "短い文です。", "123",
		"鼻がむずむずするときは、帽子と眼鏡で顔を守ります。", "家に入る前に、服を軽く払ってください。そのあとで、手と顔を洗います。", "医師は三つの薬を、その人の暮らしに合わせて使い分けています。",
		"鼻がむずむずするときは！帽子と、眼鏡で顔を守ります", strings.Repeat("一度に二つの薬を使うことはありません。", 6),
	}
	always := *rules.Manuscript
	always.Suspects = nil
	r, told := rand.New(rand.NewPCG(1, 2)), 0
	for range 3000 {
		var list []string
		for range 3 + r.IntN(9) {
			list = append(list, blocks[r.IntN(len(blocks))])
		}
		from := r.IntN(len(list))
		list = append(list, list[from:from+r.IntN(len(list)-from)]...)
		body := strings.Join(list, "\n\n") + "\n"
		repeated := slices.ContainsFunc(verdictOf(t, &always, body).Findings, func(f kanshu.Finding) bool { return f.Rule == "repeated-body" })
		if !repeated {
			continue
		}
		told++
		if !rules.Manuscript.Suspects(prose(body)) {
			t.Fatalf("text stands twice, and nothing is suspected\n%s", body)
		}
	}
	if told < 300 {
		t.Errorf("text stands twice in %d bodies alone", told)
	}
}

// verdictOf judges a body by one rule.
func verdictOf(t *testing.T, rule *gate.Rule, body string) kanshu.Verdict {
	t.Helper()
	site := &kanshu.Site{Config: &kanshu.Config{Language: "ja"}, Columns: []*kanshu.Column{{
		Slug: "x", File: "columns/x.md", Body: kanshu.Text{Line: 1, Size: len(body), Digest: kanshu.DigestOf([]byte(body)), Read: func(*[]byte) ([]byte, error) { return []byte(body), nil }},
	}}}
	_, verdicts, err := gate.Judge(site, fstest.MapFS{}, gate.Options{Rules: []*gate.Rule{rule}, Today: kanshu.Date{Year: 2026, Month: 11, Day: 22}})
	if err != nil {
		t.Fatal(err)
	}
	return verdicts[0]
}

// TestLongBodiesAreReadOnce reads bodies of nearly a megabyte without a fault, and without being told to spare
// them: reading each line, or each number, once for every one before it would take minutes or hours.
func TestLongBodiesAreReadOnce(t *testing.T) {
	t.Parallel()
	for _, body := range []string{strings.Repeat("文です。\n", 70_000), strings.Repeat("00-0000-0001 ", 80_000), strings.Repeat("0-", 400_000)} {
		readWhole(t, body)
	}
}

func readWhole(t *testing.T, body string) {
	t.Helper()
	always := *rules.Manuscript
	always.Suspects = nil
	if v := verdictOf(t, &always, body); v.Outcome != kanshu.Approved {
		t.Errorf("%v", v.Findings)
	}
}
