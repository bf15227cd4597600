package build

import (
	"fmt"
	"slices"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// The departed are the columns that a manifest holds, tombstones left out, and an edition does not.
type departed struct {
	paths []string // of the site
	all   int      // how many columns the manifest holds
}

// departedFrom returns the departed of a manifest; none for nil.
func departedFrom(m *kanshu.Manifest, e *gate.Edition) (d departed) {
	if m == nil {
		return d
	}
	gone := make(map[string]bool, len(m.Withdrawn))
	for _, t := range m.Withdrawn {
		gone[t.Path] = true
	}
	for i := range m.Entries {
		folder, ok := columnFolder(m.Entries[i].Path)
		if !ok || len(gone) > 0 && gone["/"+folder] {
			continue
		}
		if d.all++; e.Column("/"+folder) == nil {
			d.paths = append(d.paths, "/"+folder) // put together anew: what is only looked up is not kept
		}
	}
	return d
}

// after returns the departed of the next manifest, which nearly always has the files of the last.
func (d departed) after(last, next *kanshu.Manifest, e *gate.Edition) departed {
	if last != nil && slices.Equal(last.Withdrawn, next.Withdrawn) &&
		slices.EqualFunc(last.Entries, next.Entries, func(a, b kanshu.Entry) bool { return a.Path == b.Path }) {
		return d
	}
	return departedFrom(next, e)
}

// columnFolder turns "columns/SLUG/index.html" into "columns/SLUG/", and likewise in another language.
func columnFolder(file string) (string, bool) {
	dir, ok := strings.CutSuffix(file, "/index.html")
	if !ok {
		return "", false
	}
	above, ok := strings.CutSuffix(dir[:max(0, strings.LastIndexByte(dir, '/'))], "columns")
	if !ok || above != "" && strings.IndexByte(above, '/') != len(above)-1 {
		return "", false
	}
	return file[:len(dir)+1], true
}

// withdrawn returns the tombstones of this edition: the addresses that were public and are kept out
// now. A column that was deleted leaves none, unless data/withdrawn.yaml names it.
//
// The day on a tombstone is the day after the review ran out, or the day of the first build that
// withheld the column; it is carried from manifest to manifest and never moves.
func withdrawn(left departed, last *kanshu.Manifest, r *Report, today kanshu.Date) []kanshu.Tombstone {
	since := map[string]kanshu.Date{}
	kept := map[string]*kanshu.Verdict{}
	unreadable := false
	for i := range r.Verdicts {
		if v := &r.Verdicts[i]; v.Outcome != kanshu.Approved {
			kept[v.Column.Path(r.Site.Config.Language)] = v
			unreadable = unreadable || refusedBy(v, gate.Unreadable)
		}
	}
	approved := func(p string) bool { return r.Edition.Column(p) != nil }
	for _, p := range left.paths {
		switch v := kept[p]; {
		case v != nil:
			since[p] = firstDay(v, today)
		case unreadable: // its address may have stood in front matter that cannot be read any more
			since[p] = today
		}
	}
	if last != nil {
		for _, t := range last.Withdrawn {
			if !approved(t.Path) && (kept[t.Path] != nil || unreadable) {
				since[t.Path] = t.Since
			}
		}
	}
	for _, t := range r.Site.Withdrawn {
		if !approved(t.Path) {
			since[t.Path] = t.Since
		}
	}
	tombs := make([]kanshu.Tombstone, 0, len(since))
	for p, d := range since {
		tombs = append(tombs, kanshu.Tombstone{Path: p, Since: d})
	}
	slices.SortFunc(tombs, func(a, b kanshu.Tombstone) int { return strings.Compare(a.Path, b.Path) })
	return tombs
}

// firstDay returns the first day on which a column is kept out.
func firstDay(v *kanshu.Verdict, today kanshu.Date) kanshu.Date {
	if due := v.Column.Review.Due; refusedBy(v, "review-expired") && !due.IsZero() {
		return due.AddDays(1)
	}
	return today
}

func refusedBy(v *kanshu.Verdict, rule string) bool {
	return slices.ContainsFunc(v.Findings, func(f kanshu.Finding) bool {
		return f.Rule == rule && f.Severity == kanshu.Refuse
	})
}

// breakerLeast is the number of columns below which the breaker never trips.
const breakerLeast = 3

// checkBreaker trips when more than the policy's share of the last edition's columns would vanish for
// causes other than their date: most likely a data file was lost. Dates never trip it.
func checkBreaker(left departed, r *Report) error {
	if len(left.paths) == 0 {
		return nil
	}
	byDate := map[string]bool{}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		if v.Outcome == kanshu.Refused && onlyByDate(v) {
			byDate[v.Column.Path(r.Site.Config.Language)] = true
		}
	}
	vanish := 0
	for _, p := range left.paths {
		if !byDate[p] {
			vanish++
		}
	}
	if vanish < breakerLeast || vanish*100 <= r.Site.Config.Policy.MaxWithheld*left.all {
		return nil
	}
	return fmt.Errorf("%w: %d of %d, for causes other than their date (policy.max_withheld: %d%%)",
		ErrBreaker, vanish, left.all, r.Site.Config.Policy.MaxWithheld)
}

// onlyByDate reports whether nothing but the calendar refuses a column.
func onlyByDate(v *kanshu.Verdict) bool {
	for _, f := range v.Findings {
		if f.Severity == kanshu.Refuse && f.Rule != "review-expired" && f.Rule != "supervisor-left" {
			return false
		}
	}
	return true
}
