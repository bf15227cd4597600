package rules

import (
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// Waived notes what a waiver let pass. The gate reports it; a publication that accepts no waivers names
// it under policy.refuse.
var Waived = &gate.Rule{
	ID: "waived", Severity: kanshu.Note, Firm: true,
	Title:   say("解除した規則をすべて示す", "Every waiver is shown"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("waivers（例外）に理由と承認者があるため、規則に当たるところを通しました。解除は監修者が確かめる内容の一部で、報告のたびに示します。解除を一切認めない場合は、kanshu.yaml の policy.refuse に waived を加えてください。", "A waiver with reason and name let something pass that meets a rule. It is part of what the supervisor vouches for, and stands in every report. Name waived under policy.refuse to accept none."),
}

// WaiverEmpty warns of a waiver without reason or name. The gate reports it.
var WaiverEmpty = &gate.Rule{
	ID: "waiver-empty", Severity: kanshu.Warn, Firm: true,
	Title:   say("解除に理由と承認者がある", "A waiver has a reason and a name"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("理由（reason）と承認者（by）のどちらかが空の解除は、働きません。両方を書いてください。", "A waiver without a reason or an approver lets nothing pass. Write both."),
}

// WaiverUnused warns of a waiver that nothing needs. The gate reports it.
var WaiverUnused = &gate.Rule{
	ID: "waiver-unused", Severity: kanshu.Warn, Firm: true,
	Title:   say("解除が使われている", "A waiver is needed"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("本文を直したあとに残った解除は、次に同じ言葉が入ったときに気づかれません。消してください。監修・期限・法令の定める開示など、事実で決まる規則は解除できません（kanshu explain 規則名 で分かります）。", "A waiver left behind would hide the next slip; take it away. What rests on facts, such as supervision, days and disclosures, can never be waived; kanshu explain RULE says so."),
}
