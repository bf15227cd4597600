package output

import "kanshu/internal/kanshu"

// A SearchPage is what search.html receives.
type SearchPage struct {
	Frame
	Search string
	Links  []Link // ways to look without a script
}

// searchPage plans the page on which readers search, where the site has one.
func searchPage(p *Press) ([]kanshu.Artifact, error) {
	if !p.Edition.Config().Search {
		return nil, nil
	}
	return []kanshu.Artifact{p.Layouts.Lazy(file(toSearch), "search.html", kanshu.Lists, func() any {
		s := p.own()
		title := s.labels.Search
		d := &SearchPage{
			Frame:  p.frame(s, toSearch, toSearch, title, s.labels.SearchLead, Step{Name: title}),
			Search: p.href(toSearch), Links: p.ways(s),
		}
		d.Robots = "noindex, follow"
		d.Canonical, d.Card = p.abs(toSearch), nil
		return d
	})}, nil
}

// ways returns links for readers who did not find what they came for.
func (p *Press) ways(s *shelf) []Link {
	return []Link{
		{Name: s.labels.Home, Href: p.href(s.prefix + "/")},
		{Name: s.labels.Archive, Href: p.href(s.prefix + toColumns)},
		{Name: s.labels.Categories, Href: p.href(s.prefix + toTopics)},
	}
}
