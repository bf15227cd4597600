package gate

import (
	"fmt"

	"kanshu/internal/kanshu"
)

// A Case is one column before one rule. A rule reads its fields and calls Report; it changes nothing.
type Case struct {
	Column *kanshu.Column
	Config *kanshu.Config
	Today  kanshu.Date // for Daily, and for the Check of a Live rule; zero for all others

	rule     *Rule
	findings []kanshu.Finding
	sights   *sights // pictures, looked at once in a run
	day      kanshu.Date
	refs     []kanshu.Reference  // nil until somebody asked
	room     *[]kanshu.Reference // for refs; nil: they get memory of their own
}

// A desk is where one column after the other is judged.
type desk struct {
	Case
	refs []kanshu.Reference // for References
}

// References returns the sources that the column names, read once for all rules. They are not to be changed, and good
// until the column is judged.
func (c *Case) References() []kanshu.Reference {
	if c.refs == nil {
		c.refs = c.Column.ReferencesIn(c.room)
	}
	return c.refs
}

// Report records a finding with the rule's own severity at pos: what is the case, and what to do.
func (c *Case) Report(pos kanshu.Pos, message, hint kanshu.Wording) {
	c.Add(kanshu.Finding{Severity: c.rule.Severity, Pos: pos, Message: message, Hint: hint})
}

// Add records a finding as it is, but for the rule's name. A rule may thus report more gently than its
// Severity, never more strictly: the strictest of both would hide which column is no advertisement.
// What the site made stricter (policy.refuse, policy.warn) becomes so here.
func (c *Case) Add(f kanshu.Finding) {
	if f.Rule == "" {
		f.Rule = c.rule.ID
	}
	f.Severity = max(f.Severity, c.rule.Severity)
	f.Severity = stricter(c.Config, f)
	if f.Readers.IsZero() && f.Severity == kanshu.Refuse {
		f.Readers = withheldWords
	}
	c.findings = append(c.findings, f)
}

// withheldWords says what a refusal means to readers.
var withheldWords = kanshu.Wording{
	JA: "このコラムは公開されません。公開中だった場合、そのアドレスは「内容を見直しています」の案内に替わります。",
	EN: "this column is not published; where it was public, its address shows a notice that it is being reviewed.",
}

// stricter returns the finding's severity under the site's policy, which may raise it and never lower.
func stricter(cfg *kanshu.Config, f kanshu.Finding) kanshu.Severity {
	if f.Severity == kanshu.Refuse || f.Severity == kanshu.Hold {
		return f.Severity
	}
	for _, id := range cfg.Policy.Refuse {
		if id == f.Rule {
			return kanshu.Refuse
		}
	}
	for _, id := range cfg.Policy.Warn {
		if id == f.Rule && f.Severity == kanshu.Note {
			return kanshu.Warn
		}
	}
	return f.Severity
}

// A step is one part of a rule.
type step struct {
	rule  *Rule
	do    func(*Case)
	today bool // it is handed the day
}

// try runs steps, each of them whatever becomes of those before. A panic in a rule is a refusal: a rule that cannot
// answer has not let the column pass.
func (c *Case) try(steps ...step) {
	for len(steps) > 0 {
		steps = steps[c.walk(steps):]
	}
}

// walk runs steps up to the first that panics, and returns how many it ran. A column has a dozen steps to go that hardly
// ever find anything, so they are guarded together.
func (c *Case) walk(steps []step) (done int) {
	defer func() {
		if v := recover(); v != nil {
			c.refuse(steps[done-1].rule, v)
		}
	}()
	for i := range steps {
		s := &steps[i]
		done++
		c.rule, c.Today = s.rule, kanshu.Date{}
		if s.today {
			c.Today = c.day
		}
		s.do(c)
	}
	return done
}

// refuse reports a rule that stopped half-way.
func (c *Case) refuse(r *Rule, cause any) {
	c.findings = append(c.findings, kanshu.Finding{
		Rule: r.ID, Severity: kanshu.Refuse, Pos: kanshu.Pos{File: c.Column.File, Line: 1, Char: 1},
		Message: kanshu.Wording{
			JA: fmt.Sprintf("規則 %s の検査が途中で止まりました（%v）。確かめられないため、公開しません。", r.ID, cause),
			EN: fmt.Sprintf("the rule %s stopped half-way (%v); what cannot be checked is not published", r.ID, cause),
		},
		Readers: withheldWords,
		Hint: kanshu.Wording{
			JA: "kanshu の不具合です。このコラムを添えて開発元へ知らせてください。",
			EN: "this is a fault of kanshu: please report it together with this column",
		},
	})
}

// mustLive panics, which refuses the column, where a rule looks at what stands outside the column and the records
// and does not say so: what it found would be remembered.
func (c *Case) mustLive(at string) {
	if c.rule != nil && !c.rule.Live {
		panic("gate: " + c.rule.ID + " looks at " + at + " and is not Live")
	}
}
