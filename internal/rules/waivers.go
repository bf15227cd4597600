package rules

import (
	"fmt"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/rules/words"
)

// waiverFor returns which of the column's waivers lets a hit pass, -1 if none does. A waiver without a
// reason or a name lets nothing pass.
func waiverFor(c *kanshu.Column, t told) int {
	for i, w := range c.Waivers {
		if w.Rule != t.Rule.ID || emptyWaiver(w) {
			continue
		}
		match := words.Fold(w.Match)
		if match == "" || strings.Contains(t.Words, match) || strings.Contains(match, t.Words) {
			return i
		}
	}
	return -1
}

// emptyWaiver reports whether a waiver lacks its reason or its name.
func emptyWaiver(w kanshu.Waiver) bool {
	return words.Fold(w.Reason) == "" || words.Fold(w.By) == ""
}

// reportWaived notes a hit that a waiver lets pass, so that every report lists it.
func reportWaived(c *gate.Case, t told, w kanshu.Waiver) {
	c.Add(kanshu.Finding{
		Rule: Waived.ID, Severity: kanshu.Note, Pos: t.pos,
		Message: say(
			fmt.Sprintf("解除: 「%s」は規則 %s に当たりますが、%sが解除しました（理由: %s）", t.said, t.Rule.ID, strings.TrimSpace(w.By), strings.TrimSpace(w.Reason)),
			fmt.Sprintf("waived: %q meets the rule %s; %s let it pass (%s)", t.said, t.Rule.ID, strings.TrimSpace(w.By), strings.TrimSpace(w.Reason))),
		Hint: say("監修者が、この解除を含めて確かめてください", "the supervisor vouches for this waiver too"),
	})
}

// checkWaivers reports the waivers that lack something and those that nothing needed.
func checkWaivers(c *gate.Case, set *words.Set, used []bool) {
	for i, w := range c.Column.Waivers {
		switch {
		case emptyWaiver(w):
			c.Add(kanshu.Finding{
				Rule: WaiverEmpty.ID, Severity: WaiverEmpty.Severity, Pos: w.Pos,
				Message: say(fmt.Sprintf("規則「%s」の解除に、理由（reason）か承認者（by）がないため、解除されません", w.Rule),
					fmt.Sprintf("the waiver of %q lacks its reason or its approver (by) and lets nothing pass", w.Rule)),
				Hint: say("reason に理由、by に承認した人の名前を書いてください", "write why, and who approved it"),
			})
		case used[i]:
		case !knows(set, w.Rule):
			c.Add(kanshu.Finding{
				Rule: WaiverUnused.ID, Severity: WaiverUnused.Severity, Pos: w.Pos,
				Message: say(fmt.Sprintf("「%s」は解除できる規則ではありません", w.Rule), fmt.Sprintf("%q is no rule that can be waived", w.Rule)),
				Hint:    say("言葉の規則の名前を書くか、この解除を消してください", "write the name of a rule about words, or take the waiver away"),
			})
		default:
			c.Add(kanshu.Finding{
				Rule: WaiverUnused.ID, Severity: WaiverUnused.Severity, Pos: w.Pos,
				Message: say(fmt.Sprintf("規則「%s」の解除は使われていません", w.Rule), fmt.Sprintf("nothing needs the waiver of %s", w.Rule)),
				Hint:    say("直した後の解除なら、消してください", "if the text has been mended, take the waiver away"),
			})
		}
	}
}

// knows reports whether a set has a rule of that name.
func knows(set *words.Set, id string) bool {
	for _, r := range set.Rules {
		if r.ID == id {
			return true
		}
	}
	return false
}

// Waived notes what a waiver let pass. Words reports it; a publication that accepts no waivers names
// it under policy.refuse.
var Waived = &gate.Rule{
	ID: "waived", Severity: kanshu.Note,
	Title:   say("解除した規則をすべて示す", "Every waiver is shown"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("waivers（例外）に理由と承認者があるため、規則に当たる言葉を通しました。解除は監修者が確かめる内容の一部で、報告のたびに示します。解除を一切認めない場合は、kanshu.yaml の policy.refuse に waived を加えてください。", "A waiver with reason and name let words pass that meet a rule. It is part of what the supervisor vouches for, and stands in every report. Name waived under policy.refuse to accept none."),
}

// WaiverEmpty warns of a waiver without reason or name. Words reports it.
var WaiverEmpty = &gate.Rule{
	ID: "waiver-empty", Severity: kanshu.Warn,
	Title:   say("解除に理由と承認者がある", "A waiver has a reason and a name"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("理由（reason）と承認者（by）のどちらかが空の解除は、働きません。両方を書いてください。", "A waiver without a reason or an approver lets nothing pass. Write both."),
}

// WaiverUnused warns of a waiver that nothing needs. Words reports it.
var WaiverUnused = &gate.Rule{
	ID: "waiver-unused", Severity: kanshu.Warn,
	Title:   say("解除が使われている", "A waiver is needed"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("本文を直したあとに残った解除は、次に同じ言葉が入ったときに気づかれません。消してください。公開を止める基本の規則（監修・期限など）は解除できません。", "A waiver left behind would hide the next slip; take it away. The gate's own rules can never be waived."),
}
