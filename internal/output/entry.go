package output

import (
	"html"
	"slices"
	"time"

	"github.com/gorilla/feeds"

	"kanshu/internal/kanshu"
)

// An entry is one item of a feed, the same for all formats.
type entry struct {
	url        string // also guid and atom:id: it never changes while the column keeps its address
	title      string
	summary    string // plain text
	content    *content
	published  time.Time
	updated    time.Time
	dated      bool     // the column says when it was published
	authors    []person // never empty
	supervised []person
	topics     []string // the category, then the tags
}

// A person is a name and the address of a page about it, "" for none.
type person struct{ name, url string }

// entries returns the items of a feed, newest first. Withdrawn columns stand among them, under their
// old guid with the notice in place of every word, if asked for: formats that know no deletion tell
// readers in this way.
func (f *feed) entries(withdrawn bool) ([]entry, error) {
	p, loc := f.press, f.press.Edition.Config().Location
	list := make([]entry, 0, len(f.columns)+len(f.withdrawn))
	for _, c := range f.columns {
		content, err := f.contents.take(c)
		if err != nil {
			return nil, err
		}
		e := entry{
			url: p.abs(c.Path(p.Edition.Config().Language)), title: readable(c.Title), summary: readable(labelled(c, p.Edition.Config().Language)), content: content,
			published: announced(c).In(loc), updated: c.Modified().In(loc), dated: !c.Date.IsZero(),
			authors: p.feedAuthors(c), supervised: p.feedSupervisors(c), topics: topicNames(c.Tags),
		}
		if c.Category != nil {
			e.topics = append([]string{c.Category.Name}, e.topics...)
		}
		list = append(list, e)
	}
	if !withdrawn {
		return list, nil
	}
	for _, t := range f.withdrawn {
		list = append(list, p.withdrawal(t))
	}
	slices.SortStableFunc(list, func(a, b entry) int { return b.published.Compare(a.published) })
	return list, nil
}

// The words of a withdrawal.
var (
	withdrawnTitle = kanshu.Wording{JA: "公開を休止しています", EN: "Withdrawn for review"}
	withdrawnText  = kanshu.Wording{
		JA: "この記事は内容を見直しているため、公開を休止しています",
		EN: "This column is being reviewed and is not available for now",
	}
)

// withdrawal returns the item that takes the place of a withdrawn column.
func (p *Press) withdrawal(t kanshu.Tombstone) entry {
	cfg := p.Edition.Config()
	text := withdrawnText.In(cfg.Language)
	since := t.Since.In(cfg.Location)
	return entry{
		url: p.abs(t.Path), title: withdrawnTitle.In(cfg.Language), summary: text, content: &content{html: []byte("<p>" + html.EscapeString(text) + "</p>")},
		published: since, updated: since, dated: true, authors: []person{p.publisherPerson()},
	}
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

// record returns the feed as gorilla/feeds knows it: what all three formats say in the same way. Ids are
// always given, since those it makes up change with each update; authors, categories and languages
// are left to the formats.
func (f *feed) record(list []entry) *feeds.Feed {
	p := f.press
	r := &feeds.Feed{
		Title: readable(f.title), Link: &feeds.Link{Href: p.abs(f.dir)}, Description: readable(f.description), Updated: f.updated(),
		Items: make([]*feeds.Item, len(list)),
	}
	for i := range list {
		e := &list[i]
		r.Items[i] = &feeds.Item{
			Title: e.title, Link: &feeds.Link{Href: e.url}, Id: e.url, IsPermaLink: "true", Description: e.summary,
			Created: e.published, Updated: e.updated,
		}
	}
	return r
}
