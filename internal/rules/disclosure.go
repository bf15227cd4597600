package rules

import (
	"fmt"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// TreatmentDisclosure refuses a column that offers a self-pay treatment without what the law asks to
// stand beside it. Where the column is no advertisement it warns.
//
// Source: 医療法施行規則 第1条の9の2 第3号・第4号; 医療広告ガイドライン 限定解除の要件 (period and visits).
var TreatmentDisclosure = &gate.Rule{
	ID: "treatment-disclosure", Firm: true,
	Title: say("自由診療の内容・費用・期間・回数・リスクが書いてある", "A self-pay treatment states content, price, duration, visits and risks"),
	Short: say("自由診療の説明不足", "self-pay treatment not disclosed"),
	Basis: say("医療法施行規則 第1条の9の2 第3号・第4号、医療広告ガイドライン 限定解除の要件（期間・回数は同ガイドライン）", "医療法施行規則 1条の9の2, items 3 and 4; the advertising guideline for period and visits"),
	Explain: say(
		"自由診療をウェブサイトに載せるには、「通常必要とされる治療等の内容、費用等」と「主なリスク、副作用等」を示すことが求められます。treatments の各項目に content（内容）、price（費用）、duration（期間）、visits（回数）、risks（リスク・副作用）を書いてください。治療を取り上げた箇所の近くに、本文と同じ大きさで表示されます。",
		"To show a self-pay treatment on a website, what is usually needed, what it costs, and its main risks and side effects must be stated. Give content, price, duration, visits and risks in treatments; they are shown in a box in the size of the text."),
	Check: func(c *gate.Case) {
		for i := range c.Column.Treatments {
			t := &c.Column.Treatments[i]
			if t.Funding == "insured" {
				continue
			}
			if missing := missingItems(treatmentItems(t)); len(missing) > 0 {
				disclose(c, t.Pos, missing, "自由診療", "self-pay treatment", t.Name)
			}
		}
	},
}

// An item is one thing that a disclosure must state.
type item struct {
	key    string
	ja, en string
	given  bool
}

func treatmentItems(t *kanshu.Treatment) []item {
	return []item{
		{"name", "治療の名称", "name", t.Name != ""},
		{"funding", "自由診療か保険診療か", "how it is paid", t.Funding != ""},
		{"content", "治療内容", "content", t.Content != ""},
		{"price", "標準的な費用", "price", !t.Price.IsZero()},
		{"duration", "治療期間", "duration", t.Duration != ""},
		{"visits", "回数", "visits", t.Visits != ""},
		{"risks", "主なリスク・副作用", "risks", len(t.Risks) > 0},
	}
}

// UnapprovedDisclosure refuses a column that offers an unapproved or off-label product without the five
// items that the guideline lists.
//
// Source: 医療広告ガイドライン 限定解除の要件, as amended on 2024-03-22.
var UnapprovedDisclosure = &gate.Rule{
	ID: "unapproved-disclosure", Firm: true,
	Title: say("未承認・適応外の五つの項目が書いてある", "An unapproved or off-label treatment states the five items"),
	Short: say("未承認品の説明不足", "unapproved product not disclosed"),
	Basis: say("医療広告ガイドライン 限定解除の要件（2024年3月22日改正の五項目）", "the advertising guideline, five items as amended on 2024-03-22"),
	Explain: say(
		"未承認の医薬品・医療機器や適応外の使用では、未承認である旨（statement）、入手経路等（route）、国内の承認医薬品等の有無（domestic_alternative）、諸外国における安全性等の情報（overseas_safety）、医薬品副作用被害救済制度等の対象外であること（relief_system）を、treatments の unapproved に書いてください。",
		"For unapproved or off-label use write under unapproved: that it is unapproved (statement), where it comes from (route), whether an approved alternative exists in Japan (domestic_alternative), what is known of its safety abroad (overseas_safety), and that the relief system does not cover it (relief_system)."),
	Check: func(c *gate.Case) {
		for i := range c.Column.Treatments {
			t := &c.Column.Treatments[i]
			if t.Approval != "unapproved" && t.Approval != "off_label" {
				continue
			}
			if missing := missingItems(unapprovedItems(t.Unapproved)); len(missing) > 0 {
				disclose(c, t.Pos, missing, "未承認・適応外の治療", "unapproved treatment", t.Name)
			}
		}
	},
}

func unapprovedItems(u *kanshu.Unapproved) []item {
	if u == nil {
		u = &kanshu.Unapproved{}
	}
	return []item{
		{"unapproved.statement", "未承認医薬品等である旨", "that it is unapproved", u.Statement != ""},
		{"unapproved.route", "入手経路等", "where it comes from", u.Route != ""},
		{"unapproved.domestic_alternative", "国内の承認医薬品等の有無", "approved alternatives in Japan", u.DomesticAlternative != ""},
		{"unapproved.overseas_safety", "諸外国における安全性等に係る情報", "safety information from abroad", u.OverseasSafety != ""},
		{"unapproved.relief_system", "医薬品副作用被害救済制度等の対象外である旨", "that the relief system does not cover it", u.ReliefSystem != ""},
	}
}

// RegenerativePlan warns of regenerative medicine without the plan that was notified.
//
// Source: 再生医療等の安全性の確保等に関する法律. That the number be shown is this program's policy.
var RegenerativePlan = &gate.Rule{
	ID: "regenerative-plan", Firm: true,
	Severity: kanshu.Warn,
	Title:    say("再生医療等提供計画の区分・番号・委員会が書いてある", "Regenerative medicine names its plan"),
	Basis:    say("再生医療等の安全性の確保等に関する法律（計画の提出）。番号の表示は編集方針", "the law asks for a plan to be submitted; that it is shown is editorial policy"),
	Explain: say(
		"再生医療等は、提供計画を委員会の審査を経て届け出て行います。treatments の regenerative に class（区分）、number（計画番号）、committee（委員会）を書いてください。届出であり、国の承認ではないことも併せて表示されます。",
		"Regenerative medicine is given under a plan that a committee reviewed and that was notified. Write class, number and committee under regenerative; the page adds that a notification is no approval."),
	Check: func(c *gate.Case) {
		for i := range c.Column.Treatments {
			t := &c.Column.Treatments[i]
			r := t.Regenerative
			if r == nil && !regenerative(t.Name) {
				continue
			}
			if r == nil {
				r = &kanshu.Regenerative{}
			}
			missing := missingItems([]item{
				{"regenerative.class", "計画の区分", "class", r.Class != ""},
				{"regenerative.number", "計画番号", "number", r.Number != ""},
				{"regenerative.committee", "審査した委員会", "committee", r.Committee != ""},
			})
			if len(missing) > 0 {
				disclose(c, t.Pos, missing, "再生医療", "regenerative treatment", t.Name)
			}
		}
	},
}

// regenerative reports whether a treatment's name speaks of cells that the law covers. Culture
// supernatants and exosomes hold no cells and are outside of it.
func regenerative(name string) bool {
	if strings.Contains(name, "上清") || strings.Contains(name, "エクソソーム") {
		return false
	}
	return strings.Contains(name, "幹細胞") || strings.Contains(name, "再生医療") || strings.Contains(name, "PRP") || strings.Contains(name, "多血小板血漿")
}

// SponsorUnlabelled refuses sponsored text that does not say so.
//
// Source: 景品表示法 第5条第3号; 令和5年内閣府告示第19号.
var SponsorUnlabelled = &gate.Rule{
	ID: "sponsor-unlabelled", Firm: true,
	Title:   say("提供のある記事に「広告」「PR」の表示がある", "Sponsored text bears a visible label"),
	Short:   say("広告の表示なし", "sponsor without label"),
	Basis:   say("景品表示法 第5条第3号・令和5年内閣府告示第19号", "景品表示法 5条3号 and the 2023 notification on hidden advertising"),
	Explain: say("sponsor（提供）があるときは、label（広告、PR など、読者に見える表示）も書いてください。題名の近くに表示されます。", "Where there is a sponsor, write its label (広告, PR): what readers see. It is shown near the title."),
	Check: func(c *gate.Case) {
		if s := c.Column.Sponsor; s != nil && strings.TrimSpace(s.Label) == "" {
			c.Report(c.Column.At("sponsor"), say("提供（sponsor）があるのに、「広告」「PR」などの表示（label）がありません", "there is a sponsor, but no label such as 広告 or PR"),
				say("sponsor: {name: 提供者の名前, label: 広告} のように書いてください", "write sponsor: {name: …, label: 広告}"))
		}
	},
}

// InterestMissing warns where something is offered or sponsored and no interest is declared.
//
// Source: JAMA benchmarks (disclosure); HONcode 7.
var InterestMissing = &gate.Rule{
	ID: "coi-missing", Severity: kanshu.Warn, Firm: true,
	Title:   say("治療や提供のある記事に、利益相反の記載がある", "Where something is offered or sponsored, interests are declared"),
	Basis:   say("JAMA benchmarks（disclosure）、HONcode 7", "JAMA benchmarks (disclosure); HONcode 7"),
	Explain: say("coi（利益相反）に、監修者と発行者の立場を書いてください。ないときは「なし」と書きます。", "State at coi where supervisor and publisher stand; write なし if there is nothing to declare."),
	Check: func(c *gate.Case) {
		col := c.Column
		if (len(col.Treatments) > 0 || col.Sponsor != nil) && len(col.COI) == 0 {
			c.Report(col.At("coi"), say("利益相反（coi）が書かれていません", "no conflicts of interest are stated"),
				say("coi: なし、または立場を一文で書いてください", "write coi: なし, or one sentence on each interest"))
		}
	},
}

// CorrectionIncomplete warns of a correction that does not say when, what, or who approved it.
var CorrectionIncomplete = &gate.Rule{
	ID: "correction-incomplete", Severity: kanshu.Warn, Firm: true,
	Title:   say("訂正に日付・内容・承認者がある", "A correction says when, what, and who approved it"),
	Basis:   say("編集方針（NHS の内容方針に倣う）", "editorial policy, after the NHS content policy"),
	Explain: say("corrections の各項目に on（日付）、text（何をどう改めたか）、approved_by（承認した人）を書いてください。", "Give each entry of corrections on (the day), text (what was changed) and approved_by (who approved it)."),
	Check: func(c *gate.Case) {
		for _, k := range c.Column.Corrections {
			missing := missingItems([]item{
				{"on", "日付", "the day", !k.On.IsZero()},
				{"text", "内容", "what was changed", k.Text != ""},
				{"approved_by", "承認者", "who approved it", k.ApprovedBy != ""},
			})
			if len(missing) > 0 {
				disclose(c, c.Column.At("corrections"), missing, "訂正", "correction", k.On.String())
			}
		}
	},
}

// EvidenceUngraded warns of a grade that nobody is said to have given. It is not shown as one.
//
// Source: Minds; GRADE. An ordering of the editors' own is no GRADE.
var EvidenceUngraded = &gate.Rule{
	ID: "evidence-ungraded", Severity: kanshu.Warn, Firm: true,
	Title:   say("根拠の等級に出所がある", "A grade of evidence names who gave it"),
	Basis:   say("Minds・GRADE の用語の使い方", "the usage of Minds and GRADE"),
	Explain: say("certainty（確かさ）を書くときは、graded_by に、それを付けた指針や文献を書いてください。出所のない等級は「編集部の整理」として、等級を出さずに表示します。", "Where certainty is given, name in graded_by the guideline that gave it. A grade without a source is shown as the editors' own ordering, without the letter."),
	Check: func(c *gate.Case) {
		for _, e := range c.Column.Evidence {
			if e.Certainty != "" && e.GradedBy == "" {
				c.Report(c.Column.At("evidence"), say(fmt.Sprintf("根拠「%s」の確かさ %s を、誰が付けたのか書かれていません", e.Claim, e.Certainty), fmt.Sprintf("it is not said who graded %q as %s", e.Claim, e.Certainty)),
					say("graded_by に、指針や文献の名前を書いてください", "name the guideline in graded_by"))
			}
		}
	},
}

func missingItems(items []item) []item {
	var missing []item
	for _, i := range items {
		if !i.given {
			missing = append(missing, i)
		}
	}
	return missing
}

// names joins the items as an editor reads them and as they are written.
func names(items []item) (ja, en, keys string) {
	var a, b, k []string
	for _, i := range items {
		a, b, k = append(a, i.ja), append(b, i.en), append(k, i.key)
	}
	return strings.Join(a, "・"), strings.Join(b, ", "), strings.Join(k, ", ")
}

// disclose reports what a disclosure lacks, one step more gently where the column is no advertisement.
func disclose(c *gate.Case, at kanshu.Pos, missing []item, ja, en, name string) {
	whatJA, whatEN, keys := names(missing)
	f := kanshu.Finding{
		Pos:     at,
		Message: say(fmt.Sprintf("%s「%s」に、%s が書かれていません", ja, name, whatJA), fmt.Sprintf("%s %q lacks: %s", en, name, whatEN)),
		Hint:    say(keys+" を書き足してください", "add "+keys),
	}
	if !Advertises(c.Column) {
		f.Severity = kanshu.Warn
	}
	c.Add(f)
}
