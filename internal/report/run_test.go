package report_test

import (
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/report"
)

func day(s string) kanshu.Date {
	d, err := kanshu.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func both(ja, en string) kanshu.Wording { return kanshu.Wording{JA: ja, EN: en} }

// sources are the files that the findings of run stand in.
var sources = map[string]string{
	"columns/henzutsu.md": "---\ntitle: 片頭痛の原因と受診の目安\nsupervisor: yamada\nreviewed: 2025-11-20\nreview_due: 2026-11-20\n---\n",
	"columns/kafun.md":    "\ufeff---\r\ntitle: 花粉症の薬の選び方\r\nsupervisr: yamada\r\n---\r\n",
	"columns/zutsu.md":    "---\ntitle: 頭痛と薬\n---\n\n\tくわしくは、**片頭痛**（へんずつう）の項[片頭痛の話](henzutsu.md)をお読みください。\n",
	"columns/draft.md":    "---\ntitle: 書きかけ\n---\n",
}

func lines(file string) []byte {
	if s, ok := sources[file]; ok {
		return []byte(s)
	}
	return nil
}

func column(file, title string, due string, names ...string) *kanshu.Column {
	slug := strings.TrimSuffix(strings.TrimPrefix(file, "columns/"), ".md")
	c := &kanshu.Column{Slug: kanshu.Slug(slug), Lang: "ja", File: file, Title: title, Date: day("2026-01-10")}
	if due != "" {
		c.Review = kanshu.Review{On: day("2025-11-20"), Due: day(due)}
	}
	for _, n := range names {
		c.Supervisors = append(c.Supervisors, kanshu.Supervisor{Doctor: &kanshu.Doctor{Name: n}})
	}
	return c
}

// run is a build that withheld two columns.
func run() *report.Run {
	expired := column("columns/henzutsu.md", "片頭痛の原因と受診の目安", "2026-11-20", "山田 太郎")
	missing := column("columns/kafun.md", "花粉症の薬の選び方", "")
	linking := column("columns/zutsu.md", "頭痛と薬", "2026-12-01", "山田 太郎")
	linking.Waivers = []kanshu.Waiver{{
		Rule: "superlative", Reason: "学会名の一部", By: "鈴木 花子", Pos: kanshu.Pos{File: "columns/zutsu.md", Line: 3},
	}}
	reflux := column("columns/gerd.md", "逆流性食道炎と食事", "2026-11-22", "鈴木 花子", "山田 太郎")
	later := column("columns/later.md", "春の話", "2027-10-01", "鈴木 花子")
	later.Date = day("2027-03-01")
	draft := column("columns/draft.md", "書きかけ", "")
	draft.Draft = true
	verdicts := []kanshu.Verdict{
		{Column: draft, Outcome: kanshu.Held, Findings: []kanshu.Finding{{
			Rule: "supervisor-missing", Pos: kanshu.Pos{File: draft.File, Line: 1, Char: 1},
			Message: both("監修者が書かれていません", "no supervisor is named"),
			Hint:    both("supervisor: に監修する医師の ID を書いてください", "name the supervising doctor's id in supervisor:"),
		}}},
		{Column: reflux, Outcome: kanshu.Approved},
		{Column: expired, Outcome: kanshu.Refused, Findings: []kanshu.Finding{{
			Rule: "review-expired", Pos: kanshu.Pos{File: expired.File, Line: 5, Char: 13, Len: 10},
			Message: both("監修の期限 2026-11-20 を過ぎています(今日は 2026-11-22)", "the review held until 2026-11-20; today is 2026-11-22"),
			Readers: both("/columns/henzutsu/ は「内容を見直しています」の案内になります", "/columns/henzutsu/ says that the article is being reviewed"),
			Hint: both("山田 太郎 医師の再監修のあと、次のように記録してください\nkanshu review henzutsu --by yamada --on 2026-11-25",
				"ask the supervisor to read the column again, then record it\nkanshu review henzutsu --by yamada --on 2026-11-25"),
		}}},
		{Column: missing, Outcome: kanshu.Refused, Findings: []kanshu.Finding{{
			Rule: "supervisor-missing", Pos: kanshu.Pos{File: missing.File, Line: 3, Char: 1, Len: 9},
			Message: both("supervisr という項目はありません。supervisor のつづり違いではありませんか", "there is no key supervisr; did you mean supervisor?"),
			Hint:    both("3 行目を supervisor: yamada にしてください", "make line 3 supervisor: yamada"),
		}}},
		{Column: later, Outcome: kanshu.Held},
		{Column: linking, Outcome: kanshu.Approved, Findings: []kanshu.Finding{{
			Rule: "link-withheld", Severity: kanshu.Warn, Pos: kanshu.Pos{File: linking.File, Line: 5, Char: 24, Len: 5},
			Message: both("非公開のコラムへのリンクです", "a link to a column that is withheld"),
			Readers: both("リンクのない、ふつうの文字になります", "plain words without a link"),
		}}},
	}
	return &report.Run{
		Command: "build", Version: "1.0.0", Day: day("2026-11-22"), Zone: "Asia/Tokyo", Language: "ja",
		Verdicts: verdicts,
		Findings: []kanshu.Finding{{
			Rule: "stray-file", Severity: kanshu.Note, Pos: kanshu.Pos{File: "columns/memo.docx"},
			Message: both("コラムでも画像でもないファイルです", "a file that is neither a column nor a picture"),
		}},
		Files: 318, Changed: 12, Removed: 1, Output: "public", Next: day("2026-11-23"),
		Horizon: 30, Due: report.DueWithin(verdicts, day("2026-11-22"), 30), Exit: 3,
		Rules: []report.RuleInfo{
			{ID: "review-expired", Title: both("監修の期限が過ぎていないこと", "the review still holds"), Basis: both("編集方針", "editorial policy")},
			{ID: "supervisor-missing", Title: both("監修者がいること", "a supervisor is named")},
		},
	}
}
