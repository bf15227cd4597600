// Package report tells people and programs what a run found: as text for a terminal, as JSON, as
// annotations for GitHub and as SARIF, one file a format. It also makes the lists that lie beside a
// build (addresses to purge, paths that changed).
//
// It writes to what it is handed, knows no clock and no terminal, and equal runs give equal bytes.
package report

import (
	"slices"
	"strings"
	"time"

	"kanshu/internal/kanshu"
)

// A Run is what one command did, ready to be told.
type Run struct {
	Command  string           // "build", "check"
	Version  string           // of kanshu: "1.0.0"
	Day      kanshu.Date      // the day for which columns were judged
	Zone     string           // "Asia/Tokyo"
	Language string           // the site's own language; columns in it have no language in their address
	Verdicts []kanshu.Verdict // of all columns
	Findings []kanshu.Finding // about files that belong to no column
	Files    int              // in the published tree; 0 where nothing was published
	Changed  int              // of them, how many are new or differ from the tree before
	Removed  int              // how many files of the tree before are gone
	Output   string           // the published tree as the user named it: "public"; "" where none was to be made
	Next     kanshu.Date      // the next day on which the site changes by itself; zero if none
	Horizon  int              // days ahead for which Due was gathered
	Due      []Due            // sorted by day
	Exit     int              // the exit code, as in doc/report.md
	Stopped  kanshu.Wording   // why nothing was written, for exit codes 1, 2 and 4; may be empty
	Rules    []RuleInfo       // in the order of the list of rules
	Elapsed  time.Duration    // shown in text alone, and only if it is not 0
}

// A Due is a column whose review runs out soon.
type Due struct {
	Column *kanshu.Column
	Due    kanshu.Date // the last day that counts
}

// RuleInfo is what readers of a report may want to know of a rule.
type RuleInfo struct {
	ID       string
	Title    kanshu.Wording // what holds where the rule is kept, as a sentence
	Short    kanshu.Wording // the cause in a few words, for counts: 期限切れ; may be empty
	Basis    kanshu.Wording // law, guideline or policy that it rests on
	Severity kanshu.Severity
}

// Options are how a Run is shown.
type Options struct {
	Lang  string                   // "en" is English, everything else Japanese
	Color bool                     // ANSI colours; the caller has looked at NO_COLOR and the terminal
	Width int                      // columns of the terminal; 0 is 100
	Lines func(file string) []byte // the bytes of a source file, nil if they cannot be had; nil: no excerpts
	// Line returns what LineOf returns for a source file, if that is known without the file; nil: of none.
	Line  func(file string, line int) (string, bool)
	Told  []byte // what Findings returned for the same Verdicts, Findings and Options; nil: Text writes them itself
	Quiet bool   // only the first lines of refusals, and why the run stopped
}

// DueWithin returns the approved columns whose review runs out within the given number of days after
// day, the day itself included, by day and then by file.
func DueWithin(verdicts []kanshu.Verdict, day kanshu.Date, days int) []Due {
	last := day.AddDays(days)
	var due []Due
	for _, v := range verdicts {
		if v.Outcome == kanshu.Approved && !v.Column.Review.Due.IsZero() && !v.Column.Review.Due.After(last) {
			due = append(due, Due{Column: v.Column, Due: v.Column.Review.Due})
		}
	}
	slices.SortStableFunc(due, func(a, b Due) int {
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return strings.Compare(a.Column.File, b.Column.File)
	})
	return due
}

// An item is one finding with what it became of its column.
type item struct {
	kanshu.Finding
	column  *kanshu.Column // nil for a finding about a file that is no column
	outcome kanshu.Outcome
}

// severityIn returns the severity of a finding in a column. What is found in a draft or a column that is not yet due is
// no more than a note: nobody has asked for it to be published.
func severityIn(v *kanshu.Verdict, s kanshu.Severity) kanshu.Severity {
	if v.Outcome == kanshu.Held && s != kanshu.Hold {
		return kanshu.Note
	}
	return s
}

// items returns all findings in order of place.
func (r *Run) items() []item {
	n := len(r.Findings)
	for i := range r.Verdicts {
		n += len(r.Verdicts[i].Findings)
	}
	all := make([]item, 0, n)
	for _, f := range r.Findings {
		all = append(all, item{Finding: f, outcome: kanshu.Approved})
	}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		for _, f := range v.Findings {
			f.Severity = severityIn(v, f.Severity)
			all = append(all, item{f, v.Column, v.Outcome})
		}
	}
	slices.SortStableFunc(all, func(a, b item) int { return comparePlace(a.Finding, b.Finding) })
	return all
}

func comparePlace(a, b kanshu.Finding) int {
	if c := strings.Compare(a.Pos.File, b.Pos.File); c != 0 {
		return c
	}
	if c := a.Pos.Line - b.Pos.Line; c != 0 {
		return c
	}
	if c := a.Pos.Char - b.Pos.Char; c != 0 {
		return c
	}
	return strings.Compare(a.Rule, b.Rule)
}

// supervisors returns the names of a column's supervisors.
func supervisors(c *kanshu.Column) []string {
	var names []string
	for _, s := range c.Supervisors {
		if s.Doctor != nil && s.Doctor.Name != "" {
			names = append(names, s.Doctor.Name)
		}
	}
	return names
}
