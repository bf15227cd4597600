package rules

import (
	"bytes"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// Advertises reports whether a column counts as advertising: whether readers can tell which clinic is
// meant, and are led towards it. What it shows decides, not what it says of itself; only an ad
// statement with a reason overrides that.
//
//	named      a clinic stands with the column, or the text says 当院
//	inducing   that clinic can be reached or found from the page (telephone, mail, hours, access,
//	           booking, address), or the text asks to book, call or come
//
// Without a clinic the body decides; it is read for that. A body that cannot be read counts as
// advertising.
//
// Source: 医療広告ガイドライン 第2の1 (誘引性と特定性); that a clinic's contact alone suffices is
// policy, for this program shows it with every column.
func Advertises(c *kanshu.Column) bool {
	if c.Ad != nil && strings.TrimSpace(c.Ad.Reason) != "" {
		return c.Ad.Is
	}
	for _, clinic := range c.Clinics {
		if reachable(clinic) {
			return true
		}
	}
	for _, s := range c.Supervisors {
		if s.Clinic != nil && reachable(s.Clinic) {
			return true
		}
	}
	body, err := c.Body.Bytes()
	return err != nil || holdsAny(body, ownNames) && holdsAny(body, inducements)
}

// reachable reports whether a clinic is named and readers can find or reach it.
func reachable(c *kanshu.Clinic) bool {
	contact := !c.Tel.IsZero() || c.Email != "" || c.BookingURL != "" || c.URL != "" || len(c.Access) > 0 || !c.Address.IsZero()
	return c.Name != "" && contact
}

// ownNames are the words by which a text speaks of its own clinic.
var ownNames = []string{"当院", "当クリニック", "当センター", "本院", "弊院", "当医院"}

// inducements are the words by which a text leads readers to a clinic.
var inducements = []string{
	"ご予約", "予約は", "お問い合わせ", "お問合せ", "ご相談ください", "ご相談下さい", "お気軽に", "カウンセリング", "ご来院", "ご興味", "お電話",
}

func holdsAny(b []byte, list []string) bool {
	for _, w := range list {
		if bytes.Contains(b, []byte(w)) {
			return true
		}
	}
	return false
}

// AdReasonMissing warns of a column that calls itself advertising, or not, without saying why.
var AdReasonMissing = &gate.Rule{
	ID: "ad-reason-missing", Firm: true,
	Title: say("広告に当たるかどうかの判断に理由がある", "A statement on advertising has a reason"),
	Basis: say("行政の指針。医療広告ガイドライン 第2の1（実質で判断し、「広告ではない」との断り書きは効かない）", "guideline: what a page shows decides whether it is advertising, not what it says of itself"),
	Explain: say(
		"広告に当たるかどうかは、コラムに表示される内容（医院の名称と、電話・予約・道順など）から決まります。ad で判断を変えるときは、監修者と確かめた理由を reason に書いてください。理由のない ad は使われません。",
		"Whether a column is advertising follows from what it shows: a clinic's name together with telephone, booking or access. To override that, write the reason, as agreed with the supervisor. A statement without one is not used."),
	Severity: kanshu.Warn,
	Check: func(c *gate.Case) {
		if c.Column.Ad != nil && strings.TrimSpace(c.Column.Ad.Reason) == "" {
			c.Report(c.Column.At("ad"),
				say("ad に理由（reason）がないため、表示される内容から判断しています", "ad gives no reason, so what the column shows decides"),
				say("ad: {is: false, reason: …} の形で、理由を書いてください", "write it as ad: {is: false, reason: …}"))
		}
	},
}
