package gate

import (
	"io/fs"

	"kanshu/internal/kanshu"
)

// Shown returns an edition of every column that has an address, fit to publish or not, none of them
// judged. It is for previews: it is held in memory and never written. Where columns meet in one address,
// the first by file is shown.
func Shown(site *kanshu.Site, fsys fs.FS, today kanshu.Date) *Edition {
	verdicts := make([]kanshu.Verdict, len(site.Columns))
	for i, c := range site.Columns {
		verdicts[i].Column = c
	}
	return Preview(site, fsys, verdicts, today)
}

// One judges a single column as Judge would, so that a page can be previewed while ten thousand others
// wait. Its links are looked up in shown, and the columns they lead to are judged as well; a link to a list
// that only withheld columns stand in is taken for good. It returns an error only where the machine fails.
func One(site *kanshu.Site, shown *Edition, col *kanshu.Column, o Options) (kanshu.Verdict, error) {
	if o.Survey == nil {
		o.Survey = func(*kanshu.Column) {}
	}
	readers, seen := newReaders(o.Rules, site.Config), &sights{fsys: shown.fsys}
	o.Survey(col)
	v, err := judge(site, col, readers, seen, o)
	if err != nil || v.Outcome != kanshu.Approved {
		kanshu.SortFindings(v.Findings)
		return v, err
	}
	for _, l := range col.Survey.Links {
		to, _, stands := shown.Link(col, l.Dest)
		target := shown.byPath[to]
		if stands && (target == nil || target == col) {
			continue
		}
		if stands {
			o.Survey(target)
			other, err := judge(site, target, readers, seen, o)
			if err != nil {
				return v, err
			}
			if other.Outcome == kanshu.Approved {
				continue
			}
		}
		v.Findings = append(v.Findings, linkFinding(l, stands))
	}
	kanshu.SortFindings(v.Findings)
	return v, nil
}
