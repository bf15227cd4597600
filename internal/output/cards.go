package output

import (
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A CardData is what pieces/card.html and pieces/row.html receive: a column as lists show it.
type CardData struct {
	L        *layout.Labels // the words of the language
	Lang     string         // of the category and the doctors' names, where it is not that of the page; ""
	Title    string
	Sponsor  string // the label of a paid column; "" for all others
	Text     string // the description
	Href     string
	Category string      // its name; ""
	Doctors  string      // the supervisors in one line
	Date     kanshu.Date // of publication; zero if not given
	Due      kanshu.Date // the last day of the review; the page hides the card after it
}

// cards plans the two forms in which lists show a column. Each is rendered once, however many lists the
// column stands in, and planned when the first asks for it.
func (p *Press) cards(s *shelf, c *kanshu.Column) (card, row *layout.Piece) {
	data := func() any {
		d := &CardData{
			L: s.labels, Lang: p.foreign(s), Title: c.Title, Text: p.describe(c), Href: p.href(c.Path(p.Edition.Config().Language)),
			Doctors: names(c, s.labels), Date: c.Date, Due: c.Review.Due,
		}
		if c.Sponsor != nil {
			d.Sponsor = label(c.Sponsor.Label, s.labels.Sponsored)
		}
		if c.Category != nil {
			d.Category = c.Category.Name
		}
		return d
	}
	return p.Layouts.Piece("pieces/card.html", data), p.Layouts.Piece("pieces/row.html", data)
}

// shown returns what is kept of a column, with its cards.
func (s *shelf) shown(c *kanshu.Column) *showing {
	e := s.entries[c]
	e.planned.Do(func() { e.card, e.row = s.cards(c) })
	return e
}

// rows returns the rows of columns.
func (s *shelf) rows(columns []*kanshu.Column) []*layout.Piece {
	all := make([]*layout.Piece, len(columns))
	for i, c := range columns {
		all[i] = s.shown(c).row
	}
	return all
}
