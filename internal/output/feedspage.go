package output

import "kanshu/internal/kanshu"

// A FeedsPage is what feeds.html receives: every feed there is, for people.
type FeedsPage struct {
	Frame
	Groups []FeedGroup
}

// A FeedGroup is feeds of one kind.
type FeedGroup struct {
	Title string
	Feeds []FeedItem
}

// A FeedItem is one list of columns in its three forms.
type FeedItem struct {
	Name  string
	Links []Link
}

// feedsPage plans the page that explains and lists the feeds.
func feedsPage(p *Press) ([]kanshu.Artifact, error) {
	return []kanshu.Artifact{p.Layouts.Lazy(file(toFeeds), "feeds.html", kanshu.Lists, func() any {
		s := p.own()
		title := s.labels.Feeds
		d := &FeedsPage{Frame: p.frame(s, nowhere, toFeeds, title, s.labels.FeedsLead, Step{Name: title})}
		d.LD = p.listLD(title, toFeeds, p.crumbs(d.Crumbs, toFeeds))
		item := func(below, name string) FeedItem { return FeedItem{name, p.feedsOf(below, name)} }
		d.Groups = []FeedGroup{{s.labels.FeedsSite, []FeedItem{item("", p.Edition.Config().Title)}}}
		var fields, people []FeedItem
		for _, t := range p.Edition.Categories() {
			if len(s.category[t.ID]) > 0 {
				fields = append(fields, item("/category/"+t.ID, t.Name))
			}
		}
		for _, doc := range p.Edition.Doctors() {
			people = append(people, item("/doctors/"+doc.ID, doc.Name))
		}
		if len(fields) > 0 {
			d.Groups = append(d.Groups, FeedGroup{s.labels.FeedsByCategory, fields})
		}
		if len(people) > 0 {
			d.Groups = append(d.Groups, FeedGroup{s.labels.FeedsByDoctor, people})
		}
		return d
	})}, nil
}
