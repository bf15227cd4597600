package rules

import (
	"fmt"
	"slices"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// PolicyUnusable warns of a name under policy that changes nothing. Policy reports it.
var PolicyUnusable = &gate.Rule{
	ID: "policy-unusable", Severity: kanshu.Warn, Firm: true,
	Title:   say("policy に挙げた規則が働く", "What policy names has an effect"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("kanshu.yaml の policy.refuse・policy.warn に、ない規則か、公開を止められない規則の名前があります。link-dead・link-moved・link-private は check --external のときだけ、file-stray はコラムでないファイルについて知らせるもので、公開を止めません。", "policy.refuse or policy.warn in kanshu.yaml names a rule that there is not, or one that cannot keep a column out: link-dead, link-moved and link-private are told by check --external alone, file-stray is about files that are no columns."),
}

// beside are the rules that tell of what no build knows, or of files that are no columns: they cannot keep
// a column out.
var beside = []string{"link-dead", "link-moved", "link-private", "file-stray", "policy-unusable"}

// Policy returns what is to be said of the publication's policy: names of rules that there are not among
// asked, and of rules that it cannot make refuse.
func Policy(cfg *kanshu.Config, asked []*gate.Rule) []kanshu.Finding {
	var ids []string
	for _, r := range asked {
		ids = append(ids, r.ID)
	}
	var fs []kanshu.Finding
	tell := func(at kanshu.Pos, message, hint kanshu.Wording) {
		fs = append(fs, kanshu.Finding{Rule: PolicyUnusable.ID, Severity: PolicyUnusable.Severity, Pos: at, Message: message, Hint: hint})
	}
	unknown := func(at kanshu.Pos, id string) bool {
		if slices.Contains(ids, id) {
			return false
		}
		tell(at, say(fmt.Sprintf("policy に挙げた「%s」という規則はありません", id), fmt.Sprintf("policy names %q, and there is no such rule", id)),
			say("kanshu explain "+id+" が、近い名前を示します", "kanshu explain "+id+" shows the names near it"))
		return true
	}
	for _, id := range cfg.Policy.Refuse {
		if !unknown(cfg.Policy.RefuseAt, id) && slices.Contains(beside, id) {
			tell(cfg.Policy.RefuseAt,
				say(fmt.Sprintf("規則「%s」は、公開を止める規則にできません", id), fmt.Sprintf("the rule %s cannot keep a column out", id)),
				say("公開のときには調べない規則か、コラムでないファイルの規則です。policy.refuse から消してください", "it is not asked when a site is built, or is about files that are no columns; take it out of policy.refuse"))
		}
	}
	for _, id := range cfg.Policy.Warn {
		unknown(cfg.Policy.WarnAt, id)
	}
	return fs
}
