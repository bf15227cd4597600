package output

import "kanshu/internal/kanshu"

// A SearchPage is what search.html receives.
type SearchPage struct {
	Frame
	Search  string // its own address
	Links   []Link // ways to look without a script
	Index   string // address of the index's files; the script puts a file's name in place of the *
	Shards  int    // how many files the index is parted into
	Columns int    // how many columns it knows
	Chunk   int    // how many columns stand in one file of titles
}

// searchPage plans the page on which readers search, one in each language, where the site has them.
func searchPage(p *Press) ([]kanshu.Artifact, error) {
	if !p.Edition.Config().Search {
		return nil, nil
	}
	var as []kanshu.Artifact
	for _, s := range p.room.shelves {
		x, err := p.search(s)
		if err != nil {
			return nil, err
		}
		as = append(as, p.Layouts.Lazy(file(s.prefix+toSearch), "search.html", kanshu.Lists, func() any {
			title, at := s.labels.Search, s.prefix+toSearch
			d := &SearchPage{
				Frame:  p.frame(s, toSearch, at, title, s.labels.SearchLead, Step{Name: title}),
				Search: p.href(at), Links: p.ways(s),
				Index: p.href("/" + x.file("*")), Shards: x.shards, Columns: len(s.columns), Chunk: searchChunk,
			}
			d.Robots, d.Head = "noindex, follow", s.heads["search.js"]
			d.Canonical, d.Card = p.abs(at), nil
			return d
		}))
		as = append(as, x.files()...)
	}
	return as, nil
}

// ways returns links for readers who did not find what they came for.
func (p *Press) ways(s *shelf) []Link {
	return []Link{
		{Name: s.labels.Home, Href: p.href(s.prefix + "/")},
		{Name: s.labels.Archive, Href: p.href(s.prefix + toColumns)},
		{Name: s.labels.Categories, Href: p.href(s.prefix + toTopics)},
	}
}
