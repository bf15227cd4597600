package kanshu

import (
	"cmp"
	"slices"
	"strings"
)

// A Pos is a place in a source file. Line and Char count from 1, Char in code points; a Line of 0 is
// the file as a whole. Len is how many code points are meant, 0 if unknown.
type Pos struct {
	File string // slash-separated, below the source directory: "columns/hay-fever.md"
	Line int
	Char int
	Len  int
}

// A Wording is one message in the two languages of the program. A Wording without English shows
// its Japanese and the other way round.
type Wording struct{ JA, EN string }

// In returns the text in lang: "en" is English, everything else Japanese.
func (w Wording) In(lang string) string {
	if lang == "en" && w.EN != "" || w.JA == "" {
		return w.EN
	}
	return w.JA
}

// IsZero reports whether nothing is said.
func (w Wording) IsZero() bool { return w == Wording{} }

// Severity ranks findings. The zero value is the strictest: what forgets to choose, refuses.
type Severity int

// The severities, from the strictest down.
const (
	Refuse Severity = iota // may not be published
	Hold                   // not yet due: kept out, and no fault
	Warn                   // published, but mend it
	Note                   // good to know
)

// String returns refuse, hold, warn or note.
func (s Severity) String() string {
	switch s {
	case Hold:
		return "hold"
	case Warn:
		return "warn"
	case Note:
		return "note"
	default:
		return "refuse"
	}
}

// A Finding is one thing to mend in the content. It is a value, never an error.
type Finding struct {
	Rule     string // "review-expired"
	Severity Severity
	Pos      Pos
	Message  Wording // what is the case
	Readers  Wording // what readers will see because of it; may be empty
	Hint     Wording // what to do
	Words    string  // the words that it is about, for waivers that name words; "" where the place says it
}

// SortFindings puts findings in order of place, then rule.
func SortFindings(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Char, b.Pos.Char), strings.Compare(a.Rule, b.Rule))
	})
}

// Outcome is what becomes of a column. The zero Outcome is a refusal.
type Outcome int

// The outcomes.
const (
	Refused  Outcome = iota // none of it reaches public/
	Held                    // a draft, or not yet due; kept out likewise, and no fault
	Approved                // published
)

// String returns refused, held or approved.
func (o Outcome) String() string {
	switch o {
	case Held:
		return "held"
	case Approved:
		return "approved"
	default:
		return "refused"
	}
}

// A Verdict is what the gate found of one column. The zero Verdict is a refusal.
type Verdict struct {
	Column   *Column
	Outcome  Outcome
	Findings []Finding // sorted by place
}
