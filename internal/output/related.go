package output

import (
	"slices"

	"kanshu/internal/kanshu"
)

// reach is how many neighbours on each side are looked at in each list that a column stands in. It
// bounds the work for a column by a constant, so that related columns cost O(n) for the whole edition.
const reach = 4

// A relation is a column that readers of another may want next, and why.
type relation struct {
	to  *kanshu.Column // nil: none
	why string
}

// A candidate is a column with what binds it to another.
type candidate struct {
	to     *kanshu.Column
	score  int
	tag    *kanshu.Topic // the first tag they share
	field  bool
	doctor bool
}

// index parts a shelf's columns by category, tag, doctor and clinic, relates them, and plans the cards.
func (p *Press) index(s *shelf) {
	s.category, s.tag = map[string][]*kanshu.Column{}, map[string][]*kanshu.Column{}
	s.doctor, s.clinic = map[*kanshu.Doctor][]*kanshu.Column{}, map[*kanshu.Clinic][]*kanshu.Column{}
	s.entries = make(map[*kanshu.Column]*showing, len(s.columns))
	near := make(map[*kanshu.Column]*[]candidate, len(s.columns))
	for _, c := range s.columns {
		e := &showing{}
		if c.Category != nil {
			e.place = len(s.category[c.Category.ID])
			s.category[c.Category.ID] = append(s.category[c.Category.ID], c)
		}
		for _, t := range c.Tags {
			s.tag[t.ID] = append(s.tag[t.ID], c)
		}
		for _, v := range c.Supervisors {
			s.doctor[v.Doctor] = append(s.doctor[v.Doctor], c)
		}
		for _, k := range clinicsOf(c) {
			s.clinic[k] = append(s.clinic[k], c)
		}
		s.entries[c] = e
		near[c] = &[]candidate{}
	}
	s.gather(near)
	for _, c := range s.columns {
		e := s.entries[c]
		e.related = s.choose(*near[c])
		e.card, e.row = p.cards(s, c)
	}
}

// gather collects for every column its neighbours in the lists it stands in. The order of the lists
// does not matter: scores are sums, and of several shared tags the first by id is named.
func (s *shelf) gather(near map[*kanshu.Column]*[]candidate) {
	for id, list := range s.tag {
		tag := list[0].Tags[slices.IndexFunc(list[0].Tags, func(t *kanshu.Topic) bool { return t.ID == id })]
		around(list, near, func(k *candidate) {
			k.score += 3
			if k.tag == nil || tag.ID < k.tag.ID {
				k.tag = tag
			}
		})
	}
	for _, list := range s.category {
		around(list, near, func(k *candidate) { k.score, k.field = k.score+2, true })
	}
	for _, list := range s.doctor {
		around(list, near, func(k *candidate) { k.score, k.doctor = k.score+1, true })
	}
}

// around tells every column of a list of its neighbours there.
func around(list []*kanshu.Column, near map[*kanshu.Column]*[]candidate, bind func(*candidate)) {
	for i, c := range list {
		mine := near[c]
		for _, d := range list[max(0, i-reach):min(len(list), i+reach+1)] {
			if d == c {
				continue
			}
			k := slices.IndexFunc(*mine, func(k candidate) bool { return k.to == d })
			if k < 0 {
				*mine = append(*mine, candidate{to: d})
				k = len(*mine) - 1
			}
			bind(&(*mine)[k])
		}
	}
}

// choose returns the three that are bound most, the newer before the older.
func (s *shelf) choose(all []candidate) [3]relation {
	slices.SortFunc(all, func(a, b candidate) int {
		if a.score != b.score {
			return b.score - a.score
		}
		if d := b.to.Date.Compare(a.to.Date); d != 0 {
			return d
		}
		if a.to.Slug < b.to.Slug {
			return -1
		}
		return 1
	})
	var best [3]relation
	for i := range min(3, len(all)) {
		k := all[i]
		why := ""
		switch {
		case k.tag != nil:
			why = s.labels.SharedTag(k.tag.Name)
		case k.field:
			why = s.labels.SameCategory
		case k.doctor:
			why = s.labels.SameDoctor
		}
		best[i] = relation{k.to, why}
	}
	return best
}

// neighbours returns the columns before and after one in its category: the older and the newer.
func (s *shelf) neighbours(c *kanshu.Column) (older, newer *kanshu.Column) {
	if c.Category == nil {
		return nil, nil
	}
	list, i := s.category[c.Category.ID], s.entries[c].place
	if i > 0 {
		newer = list[i-1]
	}
	if i+1 < len(list) {
		older = list[i+1]
	}
	return older, newer
}
