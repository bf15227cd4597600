package rules

import (
	"fmt"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// TitleMissing refuses a column without a title: neither page nor feed can name it.
//
// Source: WCAG 2.4.2; RSS 2.0 and RFC 4287 ask for a title.
var TitleMissing = &gate.Rule{
	ID: "title-missing", Firm: true,
	Title:   say("題名がある", "A column has a title"),
	Basis:   say("WCAG 2.4.2、RSS 2.0 と Atom（RFC 4287）", "WCAG 2.4.2; RSS 2.0 and Atom (RFC 4287)"),
	Explain: say("題名のないページは、一覧にも購読フィードにも載せられません。title（題名）を書いてください。", "A page without a title can stand in no list and no feed. Write title."),
	Check: func(c *gate.Case) {
		if c.Column.Title == "" && !unreadable(c.Column) {
			c.Report(c.Column.At("title"), say("題名（title）がありません", "no title is given"), say("title: に題名を書いてください", "write the title after title:"))
		}
	},
}

// BodyMissing refuses a column that says nothing.
var BodyMissing = &gate.Rule{
	ID: "body-missing", Firm: true,
	Title:   say("本文がある", "A column has a body"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("本文が空のコラムは公開しません。書きかけなら draft: true にしてください。", "A column without a body is not published. If it is still being written, set draft: true."),
	Check: func(c *gate.Case) {
		if c.Column.Survey.Letters == 0 && len(c.Column.Survey.Pictures) == 0 && !unreadable(c.Column) {
			c.Report(kanshu.Pos{File: c.Column.File, Line: max(c.Column.Body.Line, 1), Char: 1},
				say("本文がありません", "the column has no body"), say("本文を書くか、draft: true で下書きにしてください", "write it, or make it a draft with draft: true"))
		}
	},
}

// ClinicMissing warns of a column that shows no clinic; a publication may make it refuse.
var ClinicMissing = &gate.Rule{
	ID: "clinic-missing", Firm: true,
	Title:    say("医院の情報がある", "A column shows a clinic"),
	Basis:    say("医療法施行規則 第1条の9の2 第2号（容易に照会できる問い合わせ先）。既定は警告", "医療法施行規則 1条の9の2 (a contact that readers can easily reach); warns unless the site refuses"),
	Explain:  say("clinic（医院）を書くか、監修者の記録に clinic を書いてください。所在地・電話・診療時間が表示されます。", "Name a clinic in the column or in the supervisor's record; its address, telephone and hours are shown."),
	Severity: kanshu.Warn,
	Check: func(c *gate.Case) {
		if len(c.Column.Supervisors) == 0 && !c.Column.Has("clinic") {
			return // the clinic is the supervisor's, and that nobody is known is told already
		}
		if len(c.Column.Clinics) == 0 && !unreadable(c.Column) {
			c.Report(c.Column.At("clinic"), say("医院（clinic）が分かりません", "no clinic is known for this column"),
				say("clinic: に data/clinics/ の id を書くか、監修者の記録に clinic を足してください", "write clinic: with an id of data/clinics/, or add one to the supervisor's record"))
		}
	},
}

// ReferencesMissing warns of a column that names no source; a publication may make it refuse.
var ReferencesMissing = &gate.Rule{
	ID: "references-missing", Firm: true,
	Title:    say("参考文献がある", "A column names its references"),
	Basis:    say("HONcode 4・5、JAMA benchmarks（attribution）。既定は警告", "HONcode 4 and 5, JAMA benchmarks (attribution); warns unless the site refuses"),
	Explain:  say("内容の裏づけになる文献・指針を references（参考文献）に書いてください。題名・著者・発行者・年・URL・DOI・PMID を書けます。", "Write what the text rests on as references, with title, authors, publisher, year, URL, DOI, PMID."),
	Severity: kanshu.Warn,
	Check: func(c *gate.Case) {
		if c.Column.Sources() == 0 && !unreadable(c.Column) {
			c.Report(c.Column.At("references"), say("参考文献（references）がありません", "no references are given"),
				say("references: に、1行に1件ずつ書いてください", "write them under references:, one a line"))
		}
	},
}

// CiteUnknown warns of a citation whose reference is not there.
var CiteUnknown = &gate.Rule{
	ID:       "cite-unknown",
	Title:    say("引用印の文献が参考文献にある", "Every citation names a reference of the column"),
	Basis:    say("JAMA benchmarks（attribution）", "JAMA benchmarks (attribution)"),
	Explain:  say("本文の [@id] は、references の中の id と同じでなければなりません。", "[@id] in the body must be the id of one of the references."),
	Severity: kanshu.Warn,
	Check: func(c *gate.Case) {
		for _, cite := range c.Column.Survey.Cites {
			if !hasReference(c.References(), cite.Dest) {
				c.Report(cite.Pos, say(fmt.Sprintf("引用 [@%s] にあたる参考文献がありません", cite.Dest), fmt.Sprintf("no reference has the id %s", cite.Dest)),
					say("references のどれかに id: "+cite.Dest+" を書くか、引用印を直してください", "give one of the references id: "+cite.Dest+", or mend the mark"))
			}
		}
	},
}

func hasReference(list []kanshu.Reference, id string) bool {
	for i := range list {
		if list[i].ID == id {
			return true
		}
	}
	return false
}

// StrayMarkup reports what parsing the body brings to light. Its findings bear names of their own
// (raw-html, link-scheme, picture-alt …), which stand in the list beside it.
var StrayMarkup = &gate.Rule{
	ID:       "stray-markup",
	Title:    say("原稿の記号が本文に残っていない", "No mark of the manuscript is left standing"),
	Basis:    say("編集方針、WCAG 1.3.1", "editorial policy; WCAG 1.3.1"),
	Explain:  say("強調の ** や ](、打ち消しの ~~ が、そのまま文字として残っています。閉じ忘れか、段落をまたいでいます。", "**, ~~ or ]( came out as text: a mark is not closed, or its halves stand in different paragraphs."),
	Severity: kanshu.Warn,
	Marks:    true,
	Read: func(c *gate.Case, doc *markdown.Doc) {
		for _, f := range doc.Findings() {
			c.Add(f)
		}
	},
}
