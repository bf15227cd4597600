package build

import (
	"errors"
	"fmt"
	"sync"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// A docket holds what was judged of the whole site, by day. What takes long (reading prose) is answered
// from the findings of unchanged columns; what a day decides is always judged anew.
type docket struct {
	mu   sync.Mutex // also guards Preview.views against many readers
	days map[kanshu.Date]*judgement
}

// A judgement is the whole site judged for one day, from copies of its columns that no edit changes.
type judgement struct {
	once     sync.Once
	verdicts []kanshu.Verdict // by file
	desk     *desk
	site     *kanshu.Site
	err      error
}

// forget drops what was judged: something has changed.
func (d *docket) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.days = nil
}

func (d *docket) day(day kanshu.Date) *judgement {
	d.mu.Lock()
	defer d.mu.Unlock()
	j := d.days[day]
	if j == nil {
		if d.days == nil || len(d.days) >= viewsKept {
			d.days = map[kanshu.Date]*judgement{}
		}
		j = &judgement{}
		d.days[day] = j
	}
	return j
}

// Verdicts judges every column for a day, link by link, and returns the verdicts in order of file with what
// was found in other files. Neither is to be changed.
func (p *Preview) Verdicts(day kanshu.Date) ([]kanshu.Verdict, []kanshu.Finding, error) {
	j, err := p.judgement(day)
	if err != nil {
		return nil, nil, err
	}
	return j.verdicts, j.site.Findings, nil
}

// judgement judges the site for a day unless that was done since the last change.
func (p *Preview) judgement(day kanshu.Date) (*judgement, error) {
	for tries := 0; ; tries++ {
		p.mu.RLock()
		err := p.mustSite()
		j := p.judged.day(day)
		p.mu.RUnlock()
		if err != nil {
			return nil, err
		}
		j.once.Do(func() { p.judge(j, day) })
		if file := changedFile(j.err); file != "" && tries < 5 {
			p.notice(file)
			continue
		}
		return j, j.err
	}
}

func (p *Preview) judge(j *judgement, day kanshu.Date) {
	p.mu.RLock()
	columns := p.site.Columns
	p.mu.RUnlock()
	p.each(len(columns), func(i int) { // an edit may come between two of them
		p.mu.RLock()
		defer p.mu.RUnlock()
		p.bodies.look(columns[i])
	})
	p.mu.RLock()
	site := *p.site
	site.Columns = make([]*kanshu.Column, len(p.site.Columns))
	for i, c := range p.site.Columns {
		p.bodies.look(c)
		twin := *c
		site.Columns[i] = &twin
	}
	p.mu.RUnlock()
	if late := p.bodies.missed(); late != "" {
		j.err = fmt.Errorf("%s: %w", late, kanshu.ErrChanged)
		return
	}
	o := p.gateOptions(day)
	o.Each = p.each
	edition, verdicts, err := gate.Judge(&site, p.fsys, o)
	if err != nil {
		j.err = err
		return
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	j.site, j.verdicts = &site, verdicts
	j.desk = &desk{press: p.press(edition)}
	j.desk.press.Withdrawn = withdrawn(departed{}, nil, &Report{Site: &site, Verdicts: verdicts, Edition: edition}, day)
}

// A goods keeps the last good form of the pages that were looked at, so that a template that breaks on one
// of them does not take it from sight.
type goods struct {
	mu    sync.Mutex
	pages map[string]PreviewPage
	order []string // oldest first
}

// goodsKept is how many pages are kept.
const goodsKept = 32

func goodsKey(path string, asOf bool) string {
	if asOf {
		return "asof:" + path
	}
	return path
}

func (g *goods) keep(page PreviewPage, asOf bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	key := goodsKey(page.Path, asOf)
	if g.pages == nil {
		g.pages = map[string]PreviewPage{}
	}
	if _, known := g.pages[key]; !known {
		g.order = append(g.order, key)
		if len(g.order) > goodsKept {
			delete(g.pages, g.order[0])
			g.order = g.order[1:]
		}
	}
	g.pages[key] = page
}

func (g *goods) last(path string, asOf bool) PreviewPage {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.pages[goodsKey(path, asOf)]
}

// Places parts an error into findings that say where something is to be mended (kanshu.yaml, data/), and the
// errors that have no such place but in their text.
func Places(err error) (found []kanshu.Finding, rest []error) {
	var broken *source.Broken
	switch many, ok := err.(interface{ Unwrap() []error }); {
	case err == nil:
	case ok:
		for _, e := range many.Unwrap() {
			f, r := Places(e)
			found, rest = append(found, f...), append(rest, r...)
		}
	case errors.As(err, &broken):
		found = broken.Findings
	default:
		rest = append(rest, err)
	}
	return found, rest
}
