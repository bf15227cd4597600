package output

import (
	"fmt"
	"sync"

	"kanshu/internal/kanshu"
)

// Column plans the page of the column at a site path, alone: a preview shows one page of ten thousand. It
// reports false if the edition has no column there. Like Plan it must not be called by many at once.
func Column(p *Press, path string) (kanshu.Artifact, bool, error) {
	c := p.Edition.Column(path)
	if c == nil {
		return kanshu.Artifact{}, false, nil
	}
	if err := p.prepare(); err != nil {
		return kanshu.Artifact{}, false, fmt.Errorf("output: %w", err)
	}
	return p.column(c), true, nil
}

// Renew makes anew what is kept of a column that changed in its place: its cards, and the picture that stands for it.
// Nothing else of a column may change while a Press holds it but its title, its subtitle, its description and its
// body: lists and relations stay as they are. Nobody may use the Press meanwhile, and what was planned is to be
// planned again.
func (p *Press) Renew(c *kanshu.Column) {
	if p.room == nil || len(p.room.shelves) == 0 {
		return // nothing is kept yet
	}
	s := p.shelf(c)
	if e := s.entries[c]; e != nil {
		e.planned = sync.Once{}
		e.poster = p.posterFor(s, c)
	}
}

// surveyed returns what is known of a column's body.
func (p *Press) surveyed(c *kanshu.Column) *kanshu.Survey {
	if p.Survey != nil {
		p.Survey(c)
	}
	return &c.Survey
}
