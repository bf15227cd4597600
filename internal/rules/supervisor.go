package rules

import (
	"fmt"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// SupervisorMissing refuses a column that nobody vouches for.
var SupervisorMissing = &gate.Rule{
	ID:    "supervisor-missing",
	Title: say("監修者がいる", "A column has a supervisor"),
	Short: say("監修者なし", "no supervisor"),
	Basis: say("編集方針。医師の確認のない医療コラムは公開しない", "editorial policy: no medical column without a doctor who vouches for it"),
	Explain: say(
		"supervisor（監修）に、data/doctors/ にある医師の id を書くか、医師の記録をその場に書きます。空欄・「未定」・TBD・??? は、監修者がいないのと同じです。author（執筆者）は監修者の代わりになりません。",
		"Write at supervisor the id of a doctor of data/doctors/, or the doctor's record itself. Blanks, 未定, TBD and ??? are no supervisor, and an author never counts as one."),
	Gate: true,
	Check: func(c *gate.Case) {
		if unreadable(c.Column) {
			return
		}
		for _, n := range c.Column.Named {
			if !n.Blank {
				return
			}
		}
		at, message := c.Column.At("supervisor"), say("監修者（supervisor）がありません", "no supervisor is named")
		if len(c.Column.Named) > 0 {
			n := c.Column.Named[0]
			at = n.Pos
			if n.Text != "" {
				message = say(fmt.Sprintf("監修者が「%s」となっていて、決まっていません", n.Text), fmt.Sprintf("the supervisor is %q, which names nobody", n.Text))
			}
		}
		c.Report(at, message, say("supervisor: に、監修した医師の id（data/doctors/ のファイル名）を書いてください",
			"write supervisor: with the id of the doctor who read it (a file name of data/doctors/)"))
	},
}

// SupervisorUnknown refuses a column if one of those who are said to vouch for it is on no record.
var SupervisorUnknown = &gate.Rule{
	ID:    "supervisor-unknown",
	Title: say("監修者の記録がある", "Every supervisor is on record, with a name"),
	Short: say("監修者の記録なし", "supervisor not on record"),
	Basis: say("編集方針。名前だけを借りた監修を防ぐ", "editorial policy: no borrowed names"),
	Explain: say(
		"supervisor の id にあたる data/doctors/ID.yaml がないか、その記録に name がありません。id は一字一句同じでなければなりません。新しい医師は kanshu new doctor ID で足せます。",
		"There is no data/doctors/ID.yaml for the id, or the record has no name. An id must match to the letter. Add a doctor with kanshu new doctor ID."),
	Gate: true,
	Check: func(c *gate.Case) {
		for _, n := range c.Column.Named {
			if n.Blank && len(c.Column.Named) > 1 {
				c.Report(n.Pos, say("監修者の並びに、名前のないものがあります", "one of the supervisors has no name"),
					say("その行を消すか、医師の id を書いてください", "take that entry away, or write a doctor's id"))
			}
			if n.Blank || n.Known {
				continue
			}
			hint := say("id を確かめるか、kanshu new doctor で医師の記録を作ってください", "check the id, or make a record with kanshu new doctor")
			if n.Near != "" {
				hint = say("もしかして: supervisor: "+n.Near, "perhaps: supervisor: "+n.Near)
			}
			c.Report(n.Pos, say(fmt.Sprintf("監修者「%s」の記録が data/doctors/ にないか、記録に名前がありません", n.Text),
				fmt.Sprintf("no doctor of data/doctors/ is %q, or the record has no name", n.Text)), hint)
		}
	},
}

// SupervisorLeft refuses a column whose supervisor has left, or had left when the review was made.
var SupervisorLeft = &gate.Rule{
	Live:  true,
	ID:    "supervisor-left",
	Title: say("監修者が在任している", "Every supervisor is in office"),
	Short: say("監修者の退任", "supervisor has left"),
	Basis: say("編集方針。記録の until（最後の日）を過ぎた医師は、監修を続けられない", "editorial policy: after the last day on record (until) a doctor vouches for nothing"),
	Explain: say(
		"医師の記録の until が今日より前、または監修日より前です。後任の医師に読み直してもらい、supervisor と監修日を改めてください。",
		"The record's until lies before today, or before the day of the review. Ask another doctor to read the column, and change supervisor and the review day."),
	Gate: true,
	Check: func(c *gate.Case) {
		for _, s := range c.Column.Supervisors {
			d := s.Doctor
			switch {
			case !d.Active(c.Today):
				c.Report(c.Column.At("supervisor"),
					say(fmt.Sprintf("監修者 %s の記録は %s で終わっています（基準日 %s）", d.Name, d.Until, c.Today), fmt.Sprintf("the record of %s ended on %s; today is %s", d.Name, d.Until, c.Today)),
					successor)
			case !c.Column.Review.On.IsZero() && !d.Active(c.Column.Review.On):
				c.Report(c.Column.At("reviewed"),
					say(fmt.Sprintf("監修日 %s は、監修者 %s の記録が終わった %s より後です", c.Column.Review.On, d.Name, d.Until), fmt.Sprintf("the review of %s is later than the last day of %s, %s", c.Column.Review.On, d.Name, d.Until)),
					successor)
			}
		}
	},
}

var successor kanshu.Wording = say("在任中の医師に読み直してもらい、supervisor と reviewed を改めてください", "ask a doctor in office to read it, and change supervisor and reviewed")
