package build

import (
	"slices"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/source"
)

// recallLedger returns the ledger of the last run of this program on this day that published the tree which
// stands; nil if there is none.
func recallLedger(pub *publish.Publisher, o Options) *ledger {
	data, ok := pub.Kept(ledgerKept)
	if !ok {
		return nil
	}
	l, ok := readLedger(data, ledgerHead(o, pub.Standing()))
	if !ok {
		return nil
	}
	return l
}

// unchanged returns what Run returns where nothing that it depends on has changed since the run of the ledger:
// every name that the run asked of the source directory, and every file of the tree that stands. It reports
// false where one of them did, or where there is no ledger, and then nothing has been done. See
// doc/adr/0017-a-run-is-written-down.md.
func (l *ledger) unchanged(fsys *witness, pub *publish.Publisher, each kanshu.Each, o Options) (*Report, bool) {
	if l == nil || !l.holds(fsys, each) {
		return nil, false
	}
	var t told
	rest := flat.Read(l.rest)
	if t.read(&rest); !rest.Whole() || !t.holdOn(o.Today) {
		return nil, false
	}
	config, err := source.LoadConfig(fsys)
	if err != nil {
		return nil, false
	}
	r := &Report{
		Site: &kanshu.Site{Config: config, Findings: t.findings}, Verdicts: t.verdicts, Unchanged: true, Next: t.next,
		quotes: l.quotes,
	}
	if o.Fail && r.Refused() > 0 {
		return r, true
	}
	if !pub.Whole() {
		return nil, false
	}
	r.Manifest = pub.Last()
	return r, true
}

// holdOn compares the days of every column with the day: none that is published may have run out, or wait for
// its day still. A ledger is read on the day it is of alone; this makes sure, whatever stands in it.
func (t *told) holdOn(today kanshu.Date) bool {
	for i := range t.verdicts {
		v := &t.verdicts[i]
		if c := v.Column; v.Outcome == kanshu.Approved && (c.Review.Due.Before(today) || c.Date.After(today)) {
			return false
		}
	}
	return true
}

// writeDown returns what keeps the ledger of a run, once it has published; nil where the next run might differ from it
// all the same: something that it read bears no mark to be known by again, or another program had a hand in it, or its
// own tree, which then is the one that stood, would change tombstones or the breaker's count.
func (r *Report) writeDown(last *ledger, w *witness, pub *publish.Publisher, o Options) (keep func()) {
	var before []string
	if last != nil {
		before = last.names
	}
	names, ok := w.names(before)
	left := r.left.after(pub.Last(), r.Manifest, r.Edition)
	if !ok || r.Site.Config.Images.WebP != "" || checkBreaker(left, r) != nil ||
		!slices.Equal(withdrawn(left, r.Manifest, r, o.Today), r.Manifest.Withdrawn) {
		return func() {}
	}
	t := told{r.Verdicts, r.Site.Findings, r.Next, r.quotes}
	head := ledgerHead(o, kanshu.Digest{})
	data := appendLedger(head, names, w, o.Began, &t)
	return func() {
		standIn(data, len(head), pub.Standing())
		_ = pub.Keep(ledgerKept, data) // it helps the next run and no more
	}
}
