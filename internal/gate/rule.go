// Package gate is the one door between what was written and what may be printed. Judge hands every
// column to every rule and lets those pass that no rule refuses; what passed is an Edition, and
// everything after the gate sees the Edition alone.
//
//	for each column:   verdict = findings of reading + findings of every rule
//	                   refused  if one of them refuses
//	                   held     if it is a draft or its day has not come
//	                   approved otherwise
//	edition          = the approved columns, sealed
package gate

import (
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A Rule is one thing that the publication asks of its columns. It is a value: adding one is one
// file, one fixture, and one line in the list of package rules.
type Rule struct {
	ID       string          // lower-case words with hyphens that name the fault: "review-expired"
	Title    kanshu.Wording  // what is asked, as a sentence
	Short    kanshu.Wording  // the cause in a few words, for counts: 期限切れ; may be empty
	Basis    kanshu.Wording  // law, guideline or policy that it rests on, said honestly
	Explain  kanshu.Wording  // why, and how to mend it; shown by kanshu explain
	Severity kanshu.Severity // of its findings, unless it reports more gently
	Firm     bool            // what rests on facts alone: a site may make it stricter, no waiver lets it pass
	Gate     bool            // one of the contract's refusals: no site can change it, no waiver lets it pass

	// Check sees the facts of one column.
	Check func(*Case)

	// Live says that Check looks at the day, at pictures or at templates, so that it runs in every build. Every
	// other Check is handed none of them: what it finds follows from the column as written and from the records, and
	// may be remembered with them.
	Live bool

	// Daily sees what follows from the day alone, in every build, beside a Check that is not Live: it is handed the
	// day, and neither pictures nor templates. nil: nothing does.
	Daily func(*Case)

	// Read sees the prose of one column. It must depend on nothing but the Doc, the column's own
	// front matter, the records of the clinics that it shows and the configuration, for its findings
	// are kept by their digests.
	Read func(*Case, *markdown.Doc)

	// Record sees a picture that kanshu.yaml or a record of data/ names. What it finds belongs to the site
	// and to no column, and withholds none.
	Record func(*Case, kanshu.Image, Sight)

	// Suspects reports whether Read could find anything in a body; false spares the parsing. nil
	// means that it always could.
	Suspects func(*Prose) bool

	// Marks says that Read reports nothing but what parsing the body itself brings to light, so that a
	// body of which Survey.Plain holds need not be read.
	Marks bool
}
