package output

import (
	"kanshu/internal/kanshu"
)

// headOf sets what the head of a column's page says beyond that of other pages.
func (p *Press) headOf(m *forme, s *shelf, c *kanshu.Column) {
	f := &m.page.Frame
	if due := c.Review.Due; !due.IsZero() { // a preview shows columns that have none
		f.Robots = m.time("max-image-preview:large, unavailable_after: ", due.AddDays(1).In(p.Edition.Config().Location))
	}
	f.Card.Type, f.Card.Published, f.Card.Modified = "article", c.Date, c.Modified()
	f.Card.show(p, s.posterOf(c))
	f.Alternates = p.alternates(c)
}

// alternates returns the same column in all languages it is published in, its own included; nothing
// where there is only one.
func (p *Press) alternates(c *kanshu.Column) []Alternate {
	if len(p.room.shelves) < 2 {
		return nil
	}
	own := p.Edition.Config().Language
	var all []Alternate
	for _, s := range p.room.shelves {
		other := kanshu.Column{Slug: c.Slug, Lang: s.lang}
		if at := other.Path(own); p.Edition.Column(at) != nil {
			all = append(all, Alternate{s.lang, p.abs(at)})
			if s.prefix == "" {
				all = append(all, Alternate{"x-default", p.abs(at)})
			}
		}
	}
	if len(all) == 0 || len(all) == 1 && all[0].Href == p.abs(c.Path(own)) {
		return nil
	}
	return all
}

// above returns the step between home and a column: its category, or else all columns.
func (p *Press) above(m *forme, s *shelf, c *kanshu.Column) Step {
	if c.Category != nil {
		return Step{c.Category.Name, p.hrefIn(m, s.prefix, toTopics, c.Category.ID, "/")}
	}
	return Step{s.labels.Columns, p.href(s.prefix + toColumns)}
}
