package report

import (
	"cmp"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// counts are the totals of a run.
type counts struct {
	approved, refused, held int
	drafts                  int     // of those held
	causes                  []cause // of those refused
	severities              [kanshu.Note + 1]int
}

// A cause is a rule and how many columns it keeps out. A column counts once, under the first rule in
// its own order of place that refuses it.
type cause struct {
	Rule  string
	Count int
}

// count returns the totals; causes stand with the commonest first.
func (r *Run) count() counts {
	var n counts
	byRule := map[string]int{}
	for i := range r.Findings {
		n.add(r.Findings[i].Severity)
	}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		for k := range v.Findings {
			n.add(severityIn(v, v.Findings[k].Severity))
		}
		switch v.Outcome {
		case kanshu.Approved:
			n.approved++
		case kanshu.Held:
			n.held++
			if v.Column.Draft {
				n.drafts++
			}
		default:
			n.refused++
			byRule[firstRefusal(v.Findings)]++
		}
	}
	for rule, k := range byRule {
		n.causes = append(n.causes, cause{rule, k})
	}
	slices.SortFunc(n.causes, func(a, b cause) int {
		return cmp.Or(b.Count-a.Count, strings.Compare(a.Rule, b.Rule))
	})
	return n
}

// add counts a finding.
func (n *counts) add(s kanshu.Severity) {
	if s >= 0 && int(s) < len(n.severities) {
		n.severities[s]++
	}
}

// firstRefusal returns the rule that refuses, "refused" where the findings do not say.
func firstRefusal(fs []kanshu.Finding) string {
	for _, f := range fs {
		if f.Severity == kanshu.Refuse {
			return f.Rule
		}
	}
	return "refused"
}

// shorts name the causes of the gate in a few words. Rules may bring their own in RuleInfo.Short.
var shorts = []struct {
	id string
	kanshu.Wording
}{
	{"supervisor-missing", kanshu.Wording{JA: "監修者なし", EN: "no supervisor"}},
	{"supervisor-unknown", kanshu.Wording{JA: "監修者の登録なし", EN: "supervisor not on record"}},
	{"supervisor-left", kanshu.Wording{JA: "監修者の退任", EN: "supervisor left"}},
	{"review-missing", kanshu.Wording{JA: "監修日・期限なし", EN: "no review date"}},
	{"review-expired", kanshu.Wording{JA: "期限切れ", EN: "review ran out"}},
	{"review-inconsistent", kanshu.Wording{JA: "監修日の食い違い", EN: "review dates disagree"}},
	{"review-too-long", kanshu.Wording{JA: "期限が先すぎる", EN: "review too long"}},
	{"front-matter-unreadable", kanshu.Wording{JA: "前書きが読めない", EN: "front matter unreadable"}},
	{"slug-unusable", kanshu.Wording{JA: "アドレスの重なり", EN: "address unusable"}},
	{"clinic-missing", kanshu.Wording{JA: "クリニックなし", EN: "no clinic"}},
	{"references-missing", kanshu.Wording{JA: "参考文献なし", EN: "no references"}},
	{"refused", kanshu.Wording{JA: "その他", EN: "other"}},
}

// short returns the cause of a rule in a few words, and its id where there are none.
func (r *Run) short(id, lang string) string {
	for _, info := range r.Rules {
		if info.ID == id && !info.Short.IsZero() {
			return info.Short.In(lang)
		}
	}
	for _, s := range shorts {
		if s.id == id {
			return s.In(lang)
		}
	}
	return id
}
