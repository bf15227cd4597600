package output

import (
	"html"
	"time"

	"github.com/gorilla/feeds"

	"kanshu/internal/kanshu"
)

// An entry is one item of a feed, the same for all formats.
type entry struct {
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

// entry returns what the feeds say of a column around its content.
func (p *Press) entry(c *kanshu.Column) *entry {
	cfg := p.Edition.Config()
	e := &entry{
		url: p.abs(c.Path(cfg.Language)), title: readable(c.Title), summary: readable(labelled(c, cfg.Language)),
		published: announced(c).In(cfg.Location), updated: c.Modified().In(cfg.Location), dated: !c.Date.IsZero(),
		authors: p.feedAuthors(c), supervised: p.feedSupervisors(c),
	}
	if c.Category != nil {
		e.topics = append(e.topics, readable(c.Category.Name))
	}
	for _, name := range topicNames(c.Tags) {
		e.topics = append(e.topics, readable(name))
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
		url: p.abs(t.Path), title: withdrawnTitle.In(cfg.Language), summary: text,
		published: since, updated: since, dated: true, authors: []person{p.publisherPerson()},
	}, []byte("<p>" + html.EscapeString(text) + "</p>")
}

func (p *Press) publisherPerson() person {
	url := p.Edition.Config().Publisher.URL
	if url == "" {
		url = p.abs("/")
	}
	return person{readable(p.publisherName()), url}
}

// feedAuthors returns who wrote a column, the publisher where it names nobody.
func (p *Press) feedAuthors(c *kanshu.Column) []person {
	if len(c.Authors) == 0 {
		return []person{p.publisherPerson()}
	}
	list := make([]person, 0, len(c.Authors))
	for _, a := range c.Authors {
		list = append(list, person{readable(a.Name), p.doctorURL(a.Doctor)})
	}
	return list
}

func (p *Press) feedSupervisors(c *kanshu.Column) []person {
	list := make([]person, 0, len(c.Supervisors))
	for i, s := range c.Supervisors {
		if s.Doctor != nil && !earlier(c.Supervisors, i) {
			list = append(list, person{readable(s.Doctor.Name), p.doctorURL(s.Doctor)})
		}
	}
	return list
}

// doctorURL returns the address of a doctor's page, "" for one without.
func (p *Press) doctorURL(d *kanshu.Doctor) string {
	if _, ok := p.known().doctors[d]; ok {
		return p.abs(doctorPath(d))
	}
	return ""
}

// record returns the feed as gorilla/feeds knows it, without its items: what all three formats say in the same
// way. Authors, categories and languages are left to the formats.
func (f *feed) record() *feeds.Feed {
	return &feeds.Feed{
		Title: readable(f.title), Link: &feeds.Link{Href: f.press.abs(f.dir)}, Description: readable(f.description), Updated: f.updated(),
	}
}

// record returns a feed that holds the entry alone, for gorilla/feeds makes items only of whole feeds. The id is always
// given, since one that it makes up changes with each update.
func (e *entry) record() *feeds.Feed {
	return &feeds.Feed{Items: []*feeds.Item{{
		Title: e.title, Link: &feeds.Link{Href: e.url}, Id: e.url, IsPermaLink: "true", Description: e.summary,
		Created: e.published, Updated: e.updated,
	}}}
}
