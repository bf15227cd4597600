package output

import (
	"slices"
	"strconv"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A ListPage is what list.html receives: columns, topics, doctors or clinics.
type ListPage struct {
	Frame
	Kind       string // what is listed, above the headline; ""
	Headline   string
	Text       string          // the description of the topic, or what the list is of; ""
	Count      int             // of all columns in the list, on all its pages; 0: not shown
	Topics     []TopicLink     // on the pages of all categories and all tags
	Years      []Year          // on the page of all columns
	Items      []*layout.Piece // pieces/row.html, person.html or place-item.html
	ItemsClass string          // "rows", "people" or "tiles"
	Empty      bool            // nothing is listed
	Pager      *Pager          // nil where one page holds all
	FeedsPage  string          // address of the page that lists the feeds; "" for none
}

// A Year is the columns of one year; year 0 holds those without a day of publication.
type Year struct {
	Year int
	Rows []*layout.Piece
}

// A Pager leads through the pages of a list. Number counts from 1.
type Pager struct {
	Number, Of     int
	Previous, Next string
}

// A list is columns to be shown over as many pages as they need.
type list struct {
	shelf             *shelf
	at                string // where the menu stands
	path              string // of the first page: "/category/gan/"
	title, kind, text string
	trail             []Step
	columns           []*kanshu.Column
	feeds             string // below which its own feeds stand; "" for the site's
	years             bool   // parted by year
}

// pages plans a list: 20 columns a page unless the site says otherwise, the first at the list's own
// address, page N below it at page/N/.
func (p *Press) pages(l list) []kanshu.Artifact {
	size := p.Edition.PageSize()
	of := max(1, (len(l.columns)+size-1)/size)
	as := make([]kanshu.Artifact, of)
	for i := range as {
		path, some := pageOf(l.path, i+1), l.columns[i*size:min(len(l.columns), (i+1)*size)]
		data := func() any { return p.listPage(&l, path, i+1, of, some) }
		as[i] = p.page(file(path), "list.html", kanshu.Lists, listBrief(&l, path, i+1, of, some), data)
	}
	return as
}

// pageOf returns the site path of page n of a list.
func pageOf(first string, n int) string {
	if n == 1 {
		return first
	}
	return first + "page/" + strconv.Itoa(n) + "/"
}

func (p *Press) listPage(l *list, path string, n, of int, some []*kanshu.Column) *ListPage {
	s := l.shelf
	title, crumbs := l.title, append(slices.Clone(l.trail), Step{Name: l.title})
	if n > 1 {
		crumbs[len(crumbs)-1].Href = p.href(l.path)
		title += " " + s.labels.Page(n, of)
		crumbs = append(crumbs, Step{Name: s.labels.Page(n, of)})
	}
	d := &ListPage{
		Frame: p.frame(s, l.at, path, title, label(l.text, title), crumbs...),
		Kind:  l.kind, Headline: l.title, Text: l.text, Count: len(l.columns), Empty: len(l.columns) == 0,
		FeedsPage: p.href(toFeeds),
	}
	if l.feeds != "" {
		d.Feeds = p.feedsOf(l.feeds, l.title)
	}
	d.LD = p.listLD(title, path, p.crumbs(d.Crumbs, path))
	if l.years {
		d.Years = s.byYear(some)
	} else {
		d.Items, d.ItemsClass = s.rows(some), "rows"
	}
	if of > 1 {
		d.Pager = p.pager(l.path, n, of)
	}
	return d
}

func (p *Press) pager(first string, n, of int) *Pager {
	g := &Pager{Number: n, Of: of}
	if n > 1 {
		g.Previous = p.href(pageOf(first, n-1))
	}
	if n < of {
		g.Next = p.href(pageOf(first, n+1))
	}
	return g
}

// byYear parts columns, which are sorted by day, into years.
func (s *shelf) byYear(columns []*kanshu.Column) []Year {
	var all []Year
	for _, c := range columns {
		y := int(c.Date.Year)
		if len(all) == 0 || all[len(all)-1].Year != y {
			all = append(all, Year{Year: y})
		}
		last := &all[len(all)-1]
		last.Rows = append(last.Rows, s.shown(c).row)
	}
	return all
}

// index plans a page that lists things other than columns.
func (p *Press) indexPage(s *shelf, at, title, lead string, fill func(*ListPage)) kanshu.Artifact {
	path := s.prefix + at
	return p.Layouts.Lazy(file(path), "list.html", kanshu.Lists, func() any {
		d := &ListPage{Frame: p.frame(s, at, path, title, lead, Step{Name: title}), Headline: title, Text: lead}
		d.LD = p.listLD(title, path, p.crumbs(d.Crumbs, path))
		fill(d)
		d.Empty = len(d.Topics)+len(d.Items) == 0
		return d
	})
}

// topicLinks returns the topics that hold a column, with their number.
func (p *Press) topicLinks(s *shelf, topics []*kanshu.Topic, held map[string][]*kanshu.Column, at string) []TopicLink {
	var all []TopicLink
	for _, t := range topics {
		if n := len(held[t.ID]); n > 0 {
			all = append(all, TopicLink{t.Name, p.href(s.prefix + at + t.ID + "/"), t.Description, p.foreign(s), n})
		}
	}
	return all
}
