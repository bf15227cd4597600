package gate

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kanshu/internal/kanshu"
)

// The names of what waivers themselves report; package rules documents them.
const (
	waivedID      = "waived"
	waiverEmpty   = "waiver-empty"
	waiverUnused  = "waiver-unused"
	longestWaived = 40 // characters of what was waived that a report shows
)

// Waivable reports whether a waiver in a column, with reason and approver, lets findings of the rule pass.
func (r *Rule) Waivable() bool { return !r.Gate && !r.Firm && r.Severity != kanshu.Hold }

// waive turns what the column's waivers let pass into notes, which every report lists, and reports the
// waivers that lack something and those that nothing needed. What the reading of the file found, the
// first findings, no waiver reaches.
func waive(c *Case, rules []*Rule, first int) {
	waivers := c.Column.Waivers
	if len(waivers) == 0 {
		return
	}
	used := make([]bool, len(waivers))
	for i := first; i < len(c.findings); i++ {
		f := &c.findings[i]
		if r := ruleNamed(rules, f.Rule); r == nil || !r.Waivable() {
			continue
		}
		for k := range waivers {
			if w := &waivers[k]; w.Rule == f.Rule && !empty(w) && meant(w, c, f) {
				used[k] = true
				*f = waived(c, f, w)
				break
			}
		}
	}
	for k := range waivers {
		if f, ok := superfluous(&waivers[k], used[k], rules); ok {
			f.Severity = stricter(c.Config, f)
			if f.Severity == kanshu.Refuse {
				f.Readers = withheldWords
			}
			c.findings = append(c.findings, f)
		}
	}
}

func ruleNamed(rules []*Rule, id string) *Rule {
	for _, r := range rules {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// empty reports whether a waiver lacks its reason or its approver.
func empty(w *kanshu.Waiver) bool { return plain(w.Reason) == "" || plain(w.By) == "" }

// meant reports whether a waiver that names words means the place of a finding.
func meant(w *kanshu.Waiver, c *Case, f *kanshu.Finding) bool {
	match := plain(w.Match)
	if match == "" {
		return true
	}
	said := plain(saidAt(c, f))
	return said != "" && (strings.Contains(said, match) || strings.Contains(match, said))
}

// saidAt returns the words that a finding is about: those it names, else what stands at its place in the
// body, else the line.
func saidAt(c *Case, f *kanshu.Finding) string {
	if f.Words != "" {
		return f.Words
	}
	body, err := c.Column.Body.Bytes()
	at := f.Pos.Line - c.Column.Body.Line
	if err != nil || at < 0 || f.Pos.File != c.Column.File {
		return ""
	}
	lines := strings.SplitN(string(body), "\n", at+2)
	if at >= len(lines) {
		return ""
	}
	line := []rune(lines[at])
	from := f.Pos.Char - 1
	if f.Pos.Len == 0 || from < 0 || from >= len(line) {
		return lines[at]
	}
	return string(line[from:min(from+f.Pos.Len, len(line))])
}

// plain folds words for comparing: NFKC, lower case, without blanks and middle dots.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '・' || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKC.String(s))
}

// waived is the note that takes the place of a finding.
func waived(c *Case, f *kanshu.Finding, w *kanshu.Waiver) kanshu.Finding {
	said := []rune(strings.Join(strings.Fields(saidAt(c, f)), " "))
	if len(said) > longestWaived {
		said = append(said[:longestWaived:longestWaived], '…')
	}
	by, why := strings.TrimSpace(w.By), strings.TrimSpace(w.Reason)
	note := kanshu.Finding{
		Rule: waivedID, Severity: kanshu.Note, Pos: f.Pos, Words: f.Words,
		Message: kanshu.Wording{
			JA: fmt.Sprintf("解除: 「%s」は規則 %s に当たりますが、%sが解除しました（理由: %s）", string(said), f.Rule, by, why),
			EN: fmt.Sprintf("waived: %q meets the rule %s; %s let it pass (%s)", string(said), f.Rule, by, why),
		},
		Hint: kanshu.Wording{JA: "監修者が、この解除を含めて確かめてください", EN: "the supervisor vouches for this waiver too"},
	}
	if len(said) == 0 {
		note.Message = kanshu.Wording{
			JA: fmt.Sprintf("解除: 規則 %s に当たりますが、%sが解除しました（理由: %s）", f.Rule, by, why),
			EN: fmt.Sprintf("waived: %s let the rule %s pass (%s)", by, f.Rule, why),
		}
	}
	if note.Severity = stricter(c.Config, note); note.Severity == kanshu.Refuse {
		note.Readers = withheldWords
	}
	return note
}

// superfluous returns what is to be said of a waiver that lets nothing pass.
func superfluous(w *kanshu.Waiver, used bool, rules []*Rule) (kanshu.Finding, bool) {
	f := kanshu.Finding{Rule: waiverUnused, Severity: kanshu.Warn, Pos: w.Pos}
	r := ruleNamed(rules, w.Rule)
	switch {
	case r == nil:
		f.Message = kanshu.Wording{JA: fmt.Sprintf("「%s」という規則はありません", w.Rule), EN: fmt.Sprintf("there is no rule %q", w.Rule)}
		f.Hint = kanshu.Wording{JA: "kanshu explain で規則の名前を確かめるか、この解除を消してください", EN: "look the name up with kanshu explain, or take the waiver away"}
	case !r.Waivable():
		f.Message = kanshu.Wording{JA: fmt.Sprintf("規則「%s」は解除できません", w.Rule), EN: fmt.Sprintf("the rule %s can never be waived", w.Rule)}
		f.Hint = kanshu.Wording{
			JA: "監修・期限・法令の定める開示のように、事実で決まる規則は解除できません。中身を直して、この解除を消してください",
			EN: "what rests on facts, such as supervision, days and disclosures, is mended and never waived: mend it, and take the waiver away",
		}
	case empty(w):
		f.Rule = waiverEmpty
		f.Message = kanshu.Wording{
			JA: fmt.Sprintf("規則「%s」の解除に、理由（reason）か承認者（by）がないため、解除されません", w.Rule),
			EN: fmt.Sprintf("the waiver of %q lacks its reason or its approver (by) and lets nothing pass", w.Rule),
		}
		f.Hint = kanshu.Wording{JA: "reason に理由、by に承認した人の名前を書いてください", EN: "write why, and who approved it"}
	case used:
		return f, false
	default:
		f.Message = kanshu.Wording{JA: fmt.Sprintf("規則「%s」の解除は使われていません", w.Rule), EN: fmt.Sprintf("nothing needs the waiver of %s", w.Rule)}
		f.Hint = kanshu.Wording{JA: "直した後の解除なら、消してください", EN: "if the text has been mended, take the waiver away"}
	}
	return f, true
}
