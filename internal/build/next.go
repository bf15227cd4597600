package build

import (
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// nextChange returns the first day after today on which the site changes by itself: one of its columns,
// doctors or clinics drops out, or a scheduled column is due. It is for the people who run the site;
// what is published says nothing of a column that readers cannot fetch.
func nextChange(e *gate.Edition, verdicts []kanshu.Verdict, today kanshu.Date) kanshu.Date {
	next := e.Next()
	for i := range verdicts {
		v := &verdicts[i]
		if d := v.Column.Date; v.Outcome == kanshu.Held && !v.Column.Draft && d.After(today) && (next.IsZero() || d.Before(next)) {
			next = d
		}
	}
	return next
}
