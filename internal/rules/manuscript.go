package rules

import (
	"unicode/utf8"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules/words"
)

// Manuscript looks for what goes wrong when a manuscript is pasted, and for what readers cannot date
// or trace. Its findings bear names of their own, which stand in the list beside it.
//
//	suspect   one pass over bytes and lines: is there anything to look at?        manuscript_suspect.go
//	lines     bullets, rules, full-width marks, menus, tables, PDF text            manuscript_lines.go, _wrap.go
//	chars     half-width kana, replacement characters, http:                       manuscript_chars.go
//	prose     dates, figures, research, links, politeness                          manuscript_prose.go, _link.go
//	whole     repeated text, FAQ about something else, the clinic's record         _repeat.go, _faq.go, _clinic.go
var Manuscript = manuscriptRule(builtin)

// manuscriptRule makes the rule, which looks for its words in one pass with those of a set.
func manuscriptRule(set *words.Set) *gate.Rule {
	return &gate.Rule{
		ID:    "manuscript",
		Title: say("貼り付けた原稿の崩れをまとめて調べる", "The manuscript is looked through for what pasting breaks"),
		Basis: say("編集方針、WCAG 1.3.1・2.4.4。規則ごとに示す", "editorial policy, WCAG 1.3.1 and 2.4.4; each rule names its own"),
		Explain: say(
			"箇条書きの記号、区切り線、崩れた表、途中で切れた行、失われたリンク、時期や出典のない記述などを調べます。見つかったことは、それぞれの規則の名で示します。直し方は doc/manuscript.md にあります。",
			"Bullets, rules, flattened tables, cut lines, lost links, statements without date or source: what is found bears the name of its own rule. doc/manuscript.md says how to mend it."),
		Check:    checkNames,
		Read:     readManuscript,
		Suspects: func(p *gate.Prose) bool { return suspectManuscript(p, set) },
	}
}

// A manuscript is one body while it is looked through.
type manuscript struct {
	c      *gate.Case
	doc    *markdown.Doc
	source []byte
	spans  []markdown.Span
	count  map[string]int

	asked  *markdown.Span // the span of which traced tells: see isTraced
	traced bool
	leads  []int // where the source leads somewhere, and where its blank lines stand, in order: see hasLink
	blanks []int
}

// tellMost is how many findings of one rule a column shows: who has twenty knows what to look for.
const tellMost = 20

// tell records a finding under the rule's own name, with the rule's severity.
func (m *manuscript) tell(r *gate.Rule, pos kanshu.Pos, message, hint kanshu.Wording) {
	if m.count[r.ID]++; m.count[r.ID] > tellMost {
		return
	}
	m.c.Add(kanshu.Finding{Rule: r.ID, Severity: r.Severity, Pos: pos, Message: message, Hint: hint})
}

// enough reports whether a column shows as many findings of a rule as it may, so that no words need be made.
func (m *manuscript) enough(r *gate.Rule) bool { return m.count[r.ID] >= tellMost }

// at returns the place of some bytes of the source.
func (m *manuscript) at(offset int, what []byte) kanshu.Pos {
	pos := m.doc.Pos(offset)
	pos.Len = utf8.RuneCount(what)
	return pos
}

// place returns the place of some words of a span.
func place(s *markdown.Span, from, to int) kanshu.Pos {
	pos := s.Pos(from)
	pos.Len = utf8.RuneCountInString(s.Text[from:to])
	return pos
}

// readManuscript looks through one body.
func readManuscript(c *gate.Case, doc *markdown.Doc) {
	m := &manuscript{c: c, doc: doc, source: doc.Source(), spans: doc.Spans(), count: map[string]int{}}
	lines := linesOf(m.source)
	m.readLines(lines)
	m.readTables(lines)
	m.readWrapped(lines)
	m.readRepeated()
	m.readChars(lines)
	m.readFAQ()
	m.readProse()
	m.readPoliteness()
	m.readLinks()
	m.readClinic()
}
