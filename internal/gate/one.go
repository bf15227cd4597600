package gate

import (
	"io/fs"
	"slices"

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
// wait. Its links are looked up in shown, and the columns they lead to are judged as well, with those that
// these lead to where the site refuses for links; a link to a list that only withheld columns stand in is
// taken for good. It returns an error only where the machine fails.
func One(site *kanshu.Site, shown *Edition, col *kanshu.Column, o Options) (kanshu.Verdict, error) {
	if o.Survey == nil {
		o.Survey = func(*kanshu.Column) {}
	}
	readers, seen := newReaders(o.Rules, site.Config), &sights{fsys: shown.fsys}
	t := &turn{site: site, shown: shown, readers: readers, seen: seen, o: o, known: map[*kanshu.Column]bool{}}
	v, err := t.judge(col)
	kanshu.SortFindings(v.Findings)
	return v, err
}

// A turn judges one column and those that it leads to.
type turn struct {
	site    *kanshu.Site
	shown   *Edition
	readers *readers
	seen    *sights
	o       Options
	known   map[*kanshu.Column]bool // whether a column passes; true while it is being judged
}

func (t *turn) judge(col *kanshu.Column) (kanshu.Verdict, error) {
	t.known[col] = true
	t.o.Survey(col)
	v, err := judge(t.site, col, t.readers, t.seen, t.o)
	if err != nil || v.Outcome != kanshu.Approved {
		t.known[col] = false
		return v, err
	}
	for _, l := range col.Survey.Links {
		to, _, stands := t.shown.Link(col, l.Dest)
		target := t.shown.byPath[to]
		if stands && target == nil {
			continue
		}
		if stands {
			passes, err := t.passes(target)
			if err != nil {
				return v, err
			}
			if passes {
				continue
			}
		}
		f := linkFinding(t.site.Config, l, stands)
		if f.Severity == kanshu.Refuse {
			v.Outcome, t.known[col] = kanshu.Refused, false
		}
		v.Findings = append(v.Findings, f)
	}
	return v, nil
}

// passes reports whether a column that is linked to passes. Where it leads to itself is asked only if the
// site refuses for links.
func (t *turn) passes(target *kanshu.Column) (bool, error) {
	if good, ok := t.known[target]; ok {
		return good, nil
	}
	if refuse := t.site.Config.Policy.Refuse; slices.Contains(refuse, "link-withheld") || slices.Contains(refuse, "link-broken") {
		v, err := t.judge(target)
		return v.Outcome == kanshu.Approved, err
	}
	t.o.Survey(target)
	v, err := judge(t.site, target, t.readers, t.seen, t.o)
	t.known[target] = v.Outcome == kanshu.Approved
	return t.known[target], err
}
