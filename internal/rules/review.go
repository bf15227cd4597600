package rules

import (
	"fmt"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// ReviewMissing refuses a column that does not say when its supervisor read it, or until when that
// holds.
var ReviewMissing = &gate.Rule{
	ID:    "review-missing",
	Title: say("監修日と監修期限がある", "A column says when it was reviewed and until when that holds"),
	Short: say("監修日なし", "no review day"),
	Basis: say("編集方針（contract: 監修日・監修期限のないコラムは公開しない）", "editorial policy: what nobody vouched for on a day is not published"),
	Explain: say(
		"監修者が全文を読んで確かめた日を reviewed（監修日）に、それが有効な最後の日を review_due（監修期限）に書きます。kanshu.yaml に review.interval があれば、期限は監修日から計算されるので省けます。",
		"Write the day on which the supervisor read the whole text as reviewed, and the last day on which that holds as review_due. Where kanshu.yaml sets review.interval, the due day is reckoned and may be left out."),
	Gate: true,
	Check: func(c *gate.Case) {
		r := c.Column.Review
		switch {
		case unreadable(c.Column):
		case r.On.IsZero():
			c.Report(c.Column.At("reviewed"),
				say("監修日（reviewed）がありません", "no review day (reviewed) is given"),
				say("監修者が読んだ日を reviewed: 2026-11-08 の形で書いてください", "write the day on which the supervisor read it, as reviewed: 2026-11-08"))
		case r.Due.IsZero():
			c.Report(c.Column.At("review_due"),
				say("監修期限（review_due）がなく、kanshu.yaml に review.interval もないため計算できません", "no review_due is given, and without review.interval in kanshu.yaml none can be reckoned"),
				say("review_due: 2027-11-07 の形で書くか、kanshu.yaml に review: {interval: 12か月} を置いてください", "write review_due: 2027-11-07, or set review: {interval: 12m} in kanshu.yaml"))
		}
	},
}

// ReviewExpired refuses a column from the day after its review ran out.
var ReviewExpired = &gate.Rule{
	Live:  true,
	ID:    "review-expired",
	Title: say("監修期限の内にある", "A column is published only while its review holds"),
	Short: say("期限切れ", "review expired"),
	Basis: say("編集方針。期限の当日は、その日の終わりまで有効", "editorial policy; the due day itself still counts, to its last second"),
	Explain: say(
		"監修期限を過ぎたコラムは、その翌日から公開されません。監修者に読み直してもらい、kanshu review で記録してください。日付だけを進めることは、監修したことになりません。",
		"From the day after its due day a column is not published. Ask the supervisor to read it again and record that with kanshu review. Moving the date alone is no review."),
	Gate: true,
	Check: func(c *gate.Case) {
		due := c.Column.Review.Due
		if due.IsZero() || !due.Before(c.Today) {
			return
		}
		at := c.Column.At("review_due")
		if c.Column.Review.Computed {
			at = c.Column.At("reviewed")
		}
		c.Report(at,
			say(fmt.Sprintf("監修期限 %s を過ぎています（基準日 %s、%d日前に切れました）", due, c.Today, due.DaysUntil(c.Today)),
				fmt.Sprintf("the review held until %s; today is %s", due, c.Today)),
			say("監修者に読み直してもらい、"+reviewCommand(c.Column, c.Today)+" で記録してください",
				"ask the supervisor to read the column again, then record it with "+reviewCommand(c.Column, c.Today)))
	},
}

// reviewCommand is the command that records the next review of a column.
func reviewCommand(col *kanshu.Column, today kanshu.Date) string {
	by := "DOCTOR"
	if len(col.Supervisors) > 0 && col.Supervisors[0].Doctor.ID != "" {
		by = col.Supervisors[0].Doctor.ID
	}
	return fmt.Sprintf("kanshu review %s --by %s --on %s", col.Slug, by, today)
}

// ReviewInconsistent refuses days that cannot both be true.
var ReviewInconsistent = &gate.Rule{
	Live:  true,
	ID:    "review-inconsistent",
	Title: say("監修日と監修期限の前後が合っている", "The days of a review agree with each other and with today"),
	Short: say("日付の食い違い", "days disagree"),
	Basis: say("編集方針", "editorial policy"),
	Explain: say(
		"監修期限が監修日より前にある、または監修日が今日より後にあるときは、どちらかが書き間違いです。正しい日が分かるまで公開しません。",
		"A due day before the review, or a review after today, is a slip of the pen somewhere; until the true day is known the column is not published."),
	Gate: true,
	Check: func(c *gate.Case) {
		r := c.Column.Review
		if r.On.IsZero() {
			return
		}
		if r.On.After(c.Today) {
			c.Report(c.Column.At("reviewed"),
				say(fmt.Sprintf("監修日 %s は、今日（%s）より後の日です", r.On, c.Today), fmt.Sprintf("the review day %s lies after today, %s", r.On, c.Today)),
				say("実際に監修した日を書いてください", "write the day on which the column was really reviewed"))
		}
		if !r.Due.IsZero() && r.Due.Before(r.On) {
			c.Report(c.Column.At("review_due"),
				say(fmt.Sprintf("監修期限 %s が、監修日 %s より前にあります", r.Due, r.On), fmt.Sprintf("the review is due on %s, before it was made on %s", r.Due, r.On)),
				say("どちらの日が違うか確かめて、書き直してください", "see which of the two days is wrong and mend it"))
		}
	},
}

// ReviewTooLong refuses a review that claims to hold longer than the publication allows.
//
// Source: NHS, HSE and PIF TICK review within 36 months.
var ReviewTooLong = &gate.Rule{
	ID:    "review-too-long",
	Title: say("監修の有効期間が上限の内にある", "A review holds no longer than review.max"),
	Short: say("期間が長すぎる", "review too long"),
	Basis: say("編集方針（36か月は NHS・HSE・PIF TICK の見直し間隔に倣う）", "editorial policy; 36 months follow the practice of NHS, HSE and PIF TICK"),
	Explain: say(
		"監修日から監修期限までは、kanshu.yaml の review.max（既定 36か月）を超えられません。9999-12-31 のような日は監修期限ではありません。",
		"From the review to its due day no more than review.max of kanshu.yaml may pass (36 months unless set). 9999-12-31 is no review date."),
	Gate: true,
	Check: func(c *gate.Case) {
		r, limit := c.Column.Review, c.Config.Review.Max
		if r.On.IsZero() || r.Due.IsZero() || limit.IsZero() {
			return
		}
		if last := limit.From(r.On); r.Due.After(last) {
			c.Report(c.Column.At("review_due"),
				say(fmt.Sprintf("監修期限 %s は、監修日 %s から長すぎます（上限は %s、この場合 %s まで）", r.Due, r.On, periodJA(limit), last),
					fmt.Sprintf("the review of %s would hold until %s; the most allowed is %s", r.On, r.Due, last)),
				say(fmt.Sprintf("review_due を %s か、それより前の日にしてください", last), fmt.Sprintf("set review_due to %s or earlier", last)))
		}
	},
}

func periodJA(p kanshu.Period) string {
	switch {
	case p.Days == 0:
		return fmt.Sprintf("%dか月", p.Months)
	case p.Months == 0:
		return fmt.Sprintf("%d日", p.Days)
	default:
		return fmt.Sprintf("%dか月と%d日", p.Months, p.Days)
	}
}

// ReviewDueSoon warns some time before a review runs out, so that it need not.
var ReviewDueSoon = &gate.Rule{
	Live:     true,
	ID:       "review-due-soon",
	Firm:     true,
	Title:    say("監修期限まで余裕がある", "A review does not run out within the next weeks"),
	Basis:    say("編集方針（review.warn_before、既定 30日）", "editorial policy (review.warn_before, 30 days unless set)"),
	Explain:  say("期限の前に監修者へ読み直しを頼めるように知らせます。公開には影響しません。", "Tells you in time to ask the supervisor; publication goes on."),
	Severity: kanshu.Note,
	Check: func(c *gate.Case) {
		due := c.Column.Review.Due
		if due.IsZero() || due.Before(c.Today) {
			return
		}
		if days := c.Today.DaysUntil(due); days <= c.Config.Review.WarnBefore {
			message := say(fmt.Sprintf("監修期限 %s まで、あと%d日です", due, days), fmt.Sprintf("the review is due on %s, in %d days", due, days))
			if days == 0 {
				message = say(fmt.Sprintf("監修期限は、今日（%s）の終わりまでです", due), fmt.Sprintf("the review holds until the end of today, %s", due))
			}
			c.Report(c.Column.At("review_due"), message,
				say("監修者に読み直しを頼んでください", "ask the supervisor to read it again"))
		}
	},
}

// Scheduled holds a column until its day.
var Scheduled = &gate.Rule{
	Live:     true,
	ID:       "scheduled",
	Title:    say("公開日が来ている", "A column appears on its date"),
	Short:    say("公開日前", "scheduled"),
	Basis:    say("編集方針。公開日は日本の暦日で数える", "editorial policy; days are counted in the site's zone"),
	Explain:  say("date（公開日）が先の日のコラムは、その日まで公開されません。欠点ではなく、終了コードも変わりません。", "A column whose date lies ahead is kept out until then. That is no fault and changes no exit code."),
	Severity: kanshu.Hold,
	Check: func(c *gate.Case) {
		if d := c.Column.Date; d.After(c.Today) {
			c.Report(c.Column.At("date"),
				say(fmt.Sprintf("公開日 %s まで公開しません", d), fmt.Sprintf("kept out until its date, %s", d)),
				kanshu.Wording{})
		}
	},
}

// Draft holds a draft.
var Draft = &gate.Rule{
	ID:       "draft",
	Title:    say("下書きではない", "A draft is kept out"),
	Short:    say("下書き", "draft"),
	Basis:    say("編集方針。draft が false 以外なら下書き", "editorial policy; draft is anything but a plain false"),
	Explain:  say("draft: true のコラムは公開されません。書き上がったら、その行を消すか false にしてください。", "A column with draft: true is kept out. When it is ready, take the line away or write false."),
	Severity: kanshu.Hold,
	Check: func(c *gate.Case) {
		if c.Column.Draft {
			c.Report(c.Column.At("draft"),
				say("下書きのため公開しません", "kept out as a draft"),
				say("公開するときは draft の行を消してください", "take the draft line away to publish it"))
		}
	},
}

// unreadable reports whether reading already refused the column, so that a rule need not repeat that a
// field is missing which could not be read.
func unreadable(col *kanshu.Column) bool {
	for _, f := range col.Findings {
		if f.Rule == gate.Unreadable || f.Rule == gate.NotRegular {
			return true
		}
	}
	return false
}
