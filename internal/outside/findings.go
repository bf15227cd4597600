package outside

import (
	"fmt"
	"slices"

	"kanshu/internal/kanshu"
)

// Names of the findings. Package rules documents them.
const (
	LinkDead    = "link-dead"
	LinkMoved   = "link-moved"
	LinkPrivate = "link-private"
)

// Findings tells of the links whose address is gone or moved for good, in order of place. A DOI or a
// PMID never counts as moved.
func Findings(links []Link, answers Cache) []kanshu.Finding {
	var fs []kanshu.Finding
	for _, l := range links {
		switch e := answers[l.Address]; {
		case e.State == Dead:
			fs = append(fs, dead(l, e))
		case e.State == Private:
			fs = append(fs, private(l))
		case e.State == Moved && !l.Stable:
			fs = append(fs, moved(l, e))
		}
	}
	kanshu.SortFindings(fs)
	return slices.CompactFunc(fs, func(a, b kanshu.Finding) bool { // a link whose words are its address
		return a.Pos.File == b.Pos.File && a.Pos.Line == b.Pos.Line && a.Message == b.Message
	})
}

// dead tells of an address that is gone.
func dead(l Link, e Entry) kanshu.Finding {
	why := kanshu.Wording{JA: "サーバーの名前がありません", EN: "there is no such host"}
	if e.Status != 0 {
		why = kanshu.Wording{JA: fmt.Sprintf("応答 %d", e.Status), EN: fmt.Sprintf("answer %d", e.Status)}
	}
	return kanshu.Finding{
		Rule: LinkDead, Severity: kanshu.Warn, Pos: l.Pos,
		Message: kanshu.Wording{
			JA: fmt.Sprintf("「%s」は開けません（%s、%s に確認）。", l.Address, why.JA, e.Day),
			EN: fmt.Sprintf("%s cannot be opened (%s, asked on %s)", l.Address, why.EN, e.Day),
		},
		Readers: kanshu.Wording{JA: "読者は出典を確かめられません。", EN: "readers cannot look the source up"},
		Hint:    kanshu.Wording{JA: "移った先を探して書き替えるか、別の文献に改めてください。", EN: "find where it went, or name another source"},
	}
}

// moved tells of an address that moved for good.
func moved(l Link, e Entry) kanshu.Finding {
	return kanshu.Finding{
		Rule: LinkMoved, Severity: kanshu.Warn, Pos: l.Pos,
		Message: kanshu.Wording{
			JA: fmt.Sprintf("「%s」は「%s」へ移りました（%s に確認）。", l.Address, e.Moved, e.Day),
			EN: fmt.Sprintf("%s moved to %s (asked on %s)", l.Address, e.Moved, e.Day),
		},
		Hint: kanshu.Wording{JA: "同じ内容か確かめて、新しいアドレスに書き替えてください。", EN: "see that it is the same, and write the new address"},
	}
}

// private tells of an address that readers cannot reach.
func private(l Link) kanshu.Finding {
	return kanshu.Finding{
		Rule: LinkPrivate, Severity: kanshu.Warn, Pos: l.Pos,
		Message: kanshu.Wording{
			JA: fmt.Sprintf("「%s」は、組織の中のネットワークか、この機械のアドレスです。尋ねていません。", l.Address),
			EN: fmt.Sprintf("%s is an address of a private network or of this machine; it was not asked", l.Address),
		},
		Readers: kanshu.Wording{JA: "読者の手元では開けません。", EN: "readers cannot open it"},
		Hint:    kanshu.Wording{JA: "外から開けるアドレスに書き替えてください。院内だけの発行物なら、--private で尋ねられます。", EN: "write one that can be opened from outside; for a publication within a network, ask with --private"},
	}
}
