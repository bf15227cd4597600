package gate_test

import (
	"testing"
	"testing/fstest"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// TestWaivers holds what a waiver reaches: rules that may be waived, by reason and name, at the words that
// it names; and never the gate's own, nor what rests on facts.
func TestWaivers(t *testing.T) {
	t.Parallel()
	today := kanshu.Date{Year: 2026, Month: 11, Day: 22}
	for _, c := range []struct {
		name    string
		rule    gate.Rule
		waiver  kanshu.Waiver
		refuse  []string // the site's policy
		outcome kanshu.Outcome
		want    string // of the findings, by rule
	}{
		{"lets pass", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "loud", Reason: "引用", By: "青木"}, nil, kanshu.Approved, "waived "},
		{"at its words", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "loud", Reason: "引用", By: "青木", Match: "ほんもの"}, nil, kanshu.Approved, "waived "},
		{"at its words, full width", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "loud", Reason: "引用", By: "青木", Match: "ほ・ん もの"}, nil, kanshu.Approved, "waived "},
		{"not at others", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "loud", Reason: "引用", By: "青木", Match: "うそ"}, nil, kanshu.Refused, "loud waiver-unused "},
		{"without a reason", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "loud", Reason: "　", By: "青木"}, nil, kanshu.Refused, "loud waiver-empty "},
		{"without a name", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "loud", Reason: "引用"}, nil, kanshu.Refused, "loud waiver-empty "},
		{"the gate's own", gate.Rule{ID: "loud", Gate: true}, kanshu.Waiver{Rule: "loud", Reason: "引用", By: "青木"}, nil, kanshu.Refused, "loud waiver-unused "},
		{"a fact", gate.Rule{ID: "loud", Firm: true}, kanshu.Waiver{Rule: "loud", Reason: "引用", By: "青木"}, nil, kanshu.Refused, "loud waiver-unused "},
		{"another rule", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "none", Reason: "引用", By: "青木"}, nil, kanshu.Refused, "loud waiver-unused "},
		{"where the site accepts none", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "loud", Reason: "引用", By: "青木"}, []string{"waived"}, kanshu.Refused, "waived "},
		{"where the site refuses unused ones", gate.Rule{ID: "loud"}, kanshu.Waiver{Rule: "none", Reason: "引用", By: "青木"}, []string{"waiver-unused"}, kanshu.Refused, "loud waiver-unused "},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			rule := c.rule
			rule.Check = func(k *gate.Case) {
				k.Add(kanshu.Finding{Rule: rule.ID, Pos: kanshu.Pos{File: "columns/x.md", Line: 1, Char: 1}, Words: "ほんもの"})
			}
			site := &kanshu.Site{
				Config:  &kanshu.Config{Language: "ja", Policy: kanshu.Policy{Refuse: c.refuse}},
				Columns: []*kanshu.Column{{File: "columns/x.md", Slug: "x", Waivers: []kanshu.Waiver{c.waiver}}},
			}
			_, verdicts, err := gate.Judge(site, fstest.MapFS{}, gate.Options{Rules: []*gate.Rule{&rule}, Today: today})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, f := range verdicts[0].Findings {
				got += f.Rule + " "
			}
			if verdicts[0].Outcome != c.outcome || got != c.want && got != reversed(c.want) {
				t.Errorf("outcome, findings = %v, %q; want %v, %q", verdicts[0].Outcome, got, c.outcome, c.want)
			}
		})
	}
}

// reversed returns two words the other way round.
func reversed(s string) string {
	for i := range s {
		if s[i] == ' ' && i+1 < len(s) {
			return s[i+1:] + s[:i+1]
		}
	}
	return s
}
