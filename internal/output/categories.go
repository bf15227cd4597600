package output

import "kanshu/internal/kanshu"

// categories plans the list of categories, and a list of columns for each that holds one.
func categories(p *Press) ([]kanshu.Artifact, error) {
	return p.topics(p.Edition.Categories(), toTopics,
		func(s *shelf) string { return s.labels.Categories },
		func(s *shelf) map[string][]*kanshu.Column { return s.category }), nil
}

// topics plans the pages of categories or of tags.
func (p *Press) topics(
	topics []*kanshu.Topic, at string, title func(*shelf) string, held func(*shelf) map[string][]*kanshu.Column,
) []kanshu.Artifact {
	var as []kanshu.Artifact
	for _, s := range p.room.shelves {
		lead := s.labels.CategoriesLead
		if at == toTags {
			lead = s.labels.TagsLead
		}
		as = append(as, p.indexPage(s, at, title(s), lead, func(d *ListPage) {
			d.Topics = p.topicLinks(s, topics, held(s), at)
		}))
		for _, t := range topics {
			columns := held(s)[t.ID]
			if len(columns) == 0 {
				continue
			}
			l := list{
				shelf: s, at: at, path: s.prefix + at + t.ID + "/", title: t.Name, kind: title(s), text: t.Description,
				trail: []Step{{title(s), p.href(s.prefix + at)}}, columns: columns,
			}
			if at == toTopics && s.prefix == "" {
				l.feeds = "/category/" + t.ID
			}
			as = append(as, p.pages(l)...)
		}
	}
	return as
}
