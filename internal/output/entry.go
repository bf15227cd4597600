package output

import (
	"html"
	"time"

	"github.com/gorilla/feeds"

	"kanshu/internal/kanshu"
)

// An entry is one item of a feed, the same for all formats.
type entry struct {
	lang       string // of the site
	url        string // also guid and atom:id: it never changes while the column keeps its address
	title      string
	summary    string // plain text
	published  time.Time
	updated    time.Time
	dated      bool     // the column says when it was published
	authors    []person // never empty
	supervised []person
	topics     []string // the category, then the tags
}

// A person is a name and the address of a page about it, "" for none.
type person struct{ name, url string }

// entry returns what the feeds say of a column around its content, in the memory of e.
func (p *Press) entry(e *entry, c *kanshu.Column) *entry {
	cfg := p.Edition.Config()
	*e = entry{
		lang: cfg.Language, url: p.abs(c.Path(cfg.Language)), title: readable(c.Title), summary: readable(labelled(c, cfg.Language)),
		published: announced(c).In(cfg.Location), updated: c.Modified().In(cfg.Location), dated: !c.Date.IsZero(),
		authors: p.feedAuthors(e.authors[:0], c), supervised: p.feedSupervisors(e.supervised[:0], c), topics: e.topics[:0],
	}
	if c.Category != nil {
		e.topics = append(e.topics, readable(c.Category.Name))
	}
	for _, t := range c.Tags {
		e.topics = append(e.topics, readable(t.Name))
	}
	return e
}

// The words of a withdrawal.
var (
	withdrawnTitle = kanshu.Wording{JA: "公開を休止しています", EN: "Withdrawn for review"}
	withdrawnText  = kanshu.Wording{
		JA: "この記事は内容を見直しているため、公開を休止しています",
		EN: "This column is being reviewed and is not available for now",
	}
)

// withdrawal returns the item that takes the place of a withdrawn column, under its old guid, and its content, the
// notice in place of every word: formats that know no deletion tell readers in this way.
func (p *Press) withdrawal(t kanshu.Tombstone) (e *entry, content []byte) {
	cfg := p.Edition.Config()
	text := withdrawnText.In(cfg.Language)
	since := t.Since.In(cfg.Location)
	return &entry{
		lang: cfg.Language, url: p.abs(t.Path), title: withdrawnTitle.In(cfg.Language), summary: text,
		published: since, updated: since, dated: true, authors: []person{p.known().publisherPerson},
	}, []byte("<p>" + html.EscapeString(text) + "</p>")
}

func (p *Press) publisherPerson() person {
	url := p.Edition.Config().Publisher.URL
	if url == "" {
		url = p.abs("/")
	}
	return person{readable(p.publisherName()), url}
}

// feedAuthors appends who wrote a column, the publisher where it names nobody.
func (p *Press) feedAuthors(list []person, c *kanshu.Column) []person {
	if len(c.Authors) == 0 {
		return append(list, p.known().publisherPerson)
	}
	for _, a := range c.Authors {
		list = append(list, person{readable(a.Name), p.doctorURL(a.Doctor)})
	}
	return list
}

func (p *Press) feedSupervisors(list []person, c *kanshu.Column) []person {
	for i, s := range c.Supervisors {
		if s.Doctor != nil && !earlier(c.Supervisors, i) {
			list = append(list, person{readable(s.Doctor.Name), p.doctorURL(s.Doctor)})
		}
	}
	return list
}

// doctorURL returns the address of a doctor's page, "" for one without.
func (p *Press) doctorURL(d *kanshu.Doctor) string { return p.known().doctors[d].id.URL }

// record returns the feed as gorilla/feeds knows it, without its items: what all three formats say in the same
// way. Authors, categories and languages are left to the formats.
func (f *feed) record() *feeds.Feed {
	return &feeds.Feed{
		Title: readable(f.title), Link: &feeds.Link{Href: f.press.abs(f.dir)}, Description: readable(f.description), Updated: f.updated(),
	}
}
