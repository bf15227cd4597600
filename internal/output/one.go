package output

import (
	"fmt"

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

// surveyed returns what is known of a column's body.
func (p *Press) surveyed(c *kanshu.Column) *kanshu.Survey {
	if p.Survey != nil {
		p.Survey(c)
	}
	return &c.Survey
}
