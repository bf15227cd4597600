package output

import (
	"strings"
	"unicode/utf8"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A HomePage is what home.html receives.
type HomePage struct {
	Frame
	Lead        []string        // the headline, cut into phrases
	Long        bool            // the headline is long and wants smaller type
	LeadText    string          // below the headline
	Search      string          // address of the search page; "" where there is none
	AboutHref   string          // how this site supervises
	New         []*layout.Piece // the three newest columns: pieces/card.html
	Categories  []TopicLink     // those that hold a column
	Rows        []*layout.Piece // the columns after them: pieces/row.html
	ArchiveHref string          // all columns
	Doctors     []*layout.Piece // pieces/person.html
}

// A TopicLink is a category or tag with how many columns it holds.
type TopicLink struct {
	Name, Href, Text string
	Lang             string // of the name and the text, where it is not that of the page; ""
	N                int
}

// How many columns home shows as cards, and after them as rows.
const (
	homeCards = 3
	homeRows  = 10
)

// home plans the first page of each language.
func home(p *Press) ([]kanshu.Artifact, error) {
	var as []kanshu.Artifact
	for _, s := range p.room.shelves {
		as = append(as, p.Layouts.Lazy(file(s.prefix+"/"), "home.html", kanshu.Lists, func() any { return p.homePage(s) }))
	}
	return as, nil
}

func (p *Press) homePage(s *shelf) *HomePage {
	c := p.Edition.Config()
	d := &HomePage{
		Frame: p.frame(s, toHome, s.prefix+"/", "", label(c.Description, s.labels.LeadText)),
		Lead:  phrases(s.labels.Lead), LeadText: s.labels.LeadText, AboutHref: p.aboutHref(),
		Search: p.searchHref(s), ArchiveHref: p.href(s.prefix + toColumns),
	}
	if s.prefix == "" {
		d.Lead = phrases(label(c.Theme.Lead, s.labels.Lead))
		d.LeadText = label(c.Theme.LeadText, d.LeadText)
		d.LD = p.homeLD()
	}
	d.Long = utf8.RuneCountInString(strings.Join(d.Lead, "")) > 20
	for _, col := range s.columns[:min(homeCards, len(s.columns))] {
		d.New = append(d.New, s.shown(col).card)
	}
	if len(s.columns) > homeCards {
		d.Rows = s.rows(s.columns[homeCards:min(homeCards+homeRows, len(s.columns))])
	}
	d.Categories = p.topicLinks(s, p.Edition.Categories(), s.category, toTopics)
	for _, doc := range p.Edition.Doctors() {
		d.Doctors = append(d.Doctors, s.boxes.person[doc])
	}
	return d
}

// phrases cuts a headline after its commas and full stops, so that it breaks there first.
func phrases(s string) []string {
	var all []string
	for {
		i := strings.IndexAny(s, "、。, ")
		if i < 0 {
			break
		}
		n := i + 1
		if s[i] >= 0x80 {
			n = i + len("、")
		}
		all, s = append(all, s[:n]), s[n:]
	}
	if s != "" {
		all = append(all, s)
	}
	return all
}

// searchHref returns the address of the search page, "" where there is none.
func (p *Press) searchHref(s *shelf) string {
	if !p.Edition.Config().Search {
		return ""
	}
	return p.href(s.prefix + toSearch)
}
