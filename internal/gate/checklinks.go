package gate

import (
	"fmt"

	"kanshu/internal/kanshu"
)

// checkLinks reports links in approved columns that lead to nothing: to a column that is kept out, or to no
// column at all. Where the site refuses for them, it refuses those columns, says that it did, and leaves
// the others to the next turn.
func checkLinks(site *kanshu.Site, e *Edition, verdicts []kanshu.Verdict) (refused bool) {
	var withheld *Edition
	told := make(map[int][]kanshu.Finding)
	for i := range verdicts {
		v := &verdicts[i]
		if v.Outcome != kanshu.Approved {
			continue
		}
		refuses := false
		for _, l := range v.Column.Survey.Links {
			if _, _, ok := e.Link(v.Column, l.Dest); ok {
				continue
			}
			if withheld == nil {
				withheld = withheldEdition(site, e, verdicts)
			}
			to, _, _ := withheld.Link(v.Column, l.Dest)
			f := linkFinding(site.Config, l, withheld.byPath[to] != nil)
			refuses = refuses || f.Severity == kanshu.Refuse
			told[i] = append(told[i], f)
		}
		if refuses {
			v.Outcome, refused = kanshu.Refused, true
			v.Findings = append(v.Findings, told[i]...)
			delete(told, i)
		}
	}
	if !refused {
		for i := range verdicts {
			verdicts[i].Findings = append(verdicts[i].Findings, told[i]...)
		}
	}
	return refused
}

// withheldEdition returns the columns that are kept out, to look up what a link means that leads to nothing.
// It lives as long as that question.
func withheldEdition(site *kanshu.Site, e *Edition, verdicts []kanshu.Verdict) *Edition {
	var out []*kanshu.Column
	for _, v := range verdicts {
		if v.Outcome != kanshu.Approved && v.Column.Slug != "" {
			out = append(out, v.Column)
		}
	}
	return edition(site, e.fsys, e.day, out, kanshu.InOrder)
}

// linkFinding tells of a link that leads to nothing.
func linkFinding(cfg *kanshu.Config, l kanshu.Ref, withheld bool) kanshu.Finding {
	f := kanshu.Finding{
		Rule: "link-broken", Severity: kanshu.Warn, Pos: l.Pos,
		Message: kanshu.Wording{
			JA: fmt.Sprintf("リンク先 %s は、このサイトにありません", l.Dest),
			EN: fmt.Sprintf("nothing stands at %s on this site", l.Dest),
		},
		Readers: kanshu.Wording{JA: "リンクは外れ、文字だけが表示されます。", EN: "the link is taken off and only its words are shown"},
		Hint: kanshu.Wording{
			JA: "アドレスを確かめてください。ほかのコラムへは /columns/SLUG/ と書きます。",
			EN: "check the address; another column is written /columns/SLUG/",
		},
	}
	if withheld {
		f.Rule = "link-withheld"
		f.Message = kanshu.Wording{
			JA: fmt.Sprintf("リンク先 %s は、いま公開されていないコラムです", l.Dest),
			EN: fmt.Sprintf("%s is a column that is not published now", l.Dest),
		}
		f.Hint = kanshu.Wording{
			JA: "リンク先のコラムが公開されると、リンクは自動で戻ります。急ぐときは別の案内に書き替えてください。",
			EN: "the link returns by itself once that column is published; until then you may point elsewhere",
		}
	}
	if f.Severity = stricter(cfg, f); f.Severity == kanshu.Refuse {
		f.Readers = withheldWords
	}
	return f
}
