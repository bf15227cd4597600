package output

import (
	"slices"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// reach is how many neighbours on each side are looked at in each list that a column stands in. It
// bounds the work for a column by a constant, so that related columns cost O(n) for the whole edition.
const reach = 4

// A relation is a column that readers of another may want next, and why.
type relation struct {
	to    *kanshu.Column // nil: none
	bound bond
	tag   *kanshu.Topic // that they share; nil unless that is what binds them
}

// A bond is what binds two columns most.
type bond int

const (
	byNothing bond = iota
	byTag
	byField
	byDoctor
)

// why says what binds two columns.
func (r *relation) why(l *layout.Labels) string {
	switch r.bound {
	case byTag:
		return l.SharedTag(r.tag.Name)
	case byField:
		return l.SameCategory
	case byDoctor:
		return l.SameDoctor
	default:
		return ""
	}
}

// A candidate is a column, by its place on the shelf, with what binds it to another.
type candidate struct {
	to     int32
	score  int
	tag    *kanshu.Topic // of the tags they share the first by id
	field  bool
	doctor bool
}

// A circle is the columns that share a tag, a category or a doctor, by their places on the shelf, newest
// first, and how much that binds.
type circle struct {
	columns []int32
	score   int
	tag     *kanshu.Topic // nil for a category or a doctor
	field   bool
}

// A seat is where a column stands in a circle.
type seat struct{ circle, at int32 }

// circles are all circles of a shelf, and the seats of its columns.
type circles struct {
	all    []circle
	seats  []seat  // of all columns, one behind the other
	first  []int32 // where the seats of each column begin; one more than there are columns
	topics [2]map[string]int32
	doctor map[*kanshu.Doctor]int32
}

// index parts a shelf's columns by category, tag, doctor and clinic, relates them, and plans the cards.
func (p *Press) index(s *shelf) {
	n := len(s.columns)
	s.category, s.tag = map[string][]*kanshu.Column{}, map[string][]*kanshu.Column{}
	s.doctor, s.clinic = map[*kanshu.Doctor][]*kanshu.Column{}, map[*kanshu.Clinic][]*kanshu.Column{}
	s.entries = make(map[*kanshu.Column]*showing, n)
	showings := make([]showing, n)
	ring := newCircles(n)
	for i, c := range s.columns {
		e := &showings[i]
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
		ring.add(int32(i), c) //nolint:gosec // an edition holds fewer columns than there are numbers of 31 bits
	}
	const part = 64
	p.Each((n+part-1)/part, func(k int) {
		var near []candidate
		for i := k * part; i < min((k+1)*part, n); i++ {
			near = ring.around(int32(i), near[:0]) //nolint:gosec // likewise
			showings[i].related = s.choose(near)
			showings[i].card, showings[i].row = p.cards(s, s.columns[i])
		}
	})
}

func newCircles(n int) *circles {
	return &circles{
		first: make([]int32, 1, n+1), seats: make([]seat, 0, 5*n),
		topics: [2]map[string]int32{{}, {}}, doctor: map[*kanshu.Doctor]int32{},
	}
}

// add seats the next column in all its circles.
func (r *circles) add(i int32, c *kanshu.Column) {
	if c.Category != nil {
		r.sit(i, known(r, r.topics[0], c.Category.ID, circle{score: 2, field: true}))
	}
	for _, t := range c.Tags {
		r.sit(i, known(r, r.topics[1], t.ID, circle{score: 3, tag: t}))
	}
	for _, v := range c.Supervisors {
		r.sit(i, known(r, r.doctor, v.Doctor, circle{score: 1}))
	}
	r.first = append(r.first, int32(len(r.seats))) //nolint:gosec // likewise
}

// known returns the number of a circle by what its columns share, and begins it where it is new.
func known[K comparable](r *circles, numbers map[K]int32, shared K, begin circle) int32 {
	n, ok := numbers[shared]
	if !ok {
		n = int32(len(r.all)) //nolint:gosec // likewise
		numbers[shared] = n
		r.all = append(r.all, begin)
	}
	return n
}

func (r *circles) sit(i, n int32) {
	k := &r.all[n]
	r.seats = append(r.seats, seat{n, int32(len(k.columns))}) //nolint:gosec // likewise
	k.columns = append(k.columns, i)
}

// around appends to near the columns that stand close to one in the circles it sits in. Scores are sums, so
// the order of the circles does not matter.
func (r *circles) around(i int32, near []candidate) []candidate {
	for _, at := range r.seats[r.first[i]:r.first[i+1]] {
		k := &r.all[at.circle]
		for _, j := range k.columns[max(0, at.at-reach):min(int32(len(k.columns)), at.at+reach+1)] { //nolint:gosec // likewise
			if j == i {
				continue
			}
			n := slices.IndexFunc(near, func(c candidate) bool { return c.to == j })
			if n < 0 {
				n = len(near)
				near = append(near, candidate{to: j})
			}
			near[n].bind(k)
		}
	}
	return near
}

// bind says that a circle binds a candidate.
func (c *candidate) bind(k *circle) {
	c.score += k.score
	switch {
	case k.tag != nil:
		if c.tag == nil || k.tag.ID < c.tag.ID {
			c.tag = k.tag
		}
	case k.field:
		c.field = true
	default:
		c.doctor = true
	}
}

// choose returns the three that are bound most, the newer before the older, as they stand on the shelf.
func (s *shelf) choose(all []candidate) [3]relation {
	var best [3]relation
	for n := range min(3, len(all)) {
		top := n
		for i := n + 1; i < len(all); i++ {
			if a, b := &all[i], &all[top]; a.score > b.score || a.score == b.score && a.to < b.to {
				top = i
			}
		}
		all[n], all[top] = all[top], all[n]
		k := &all[n]
		best[n] = relation{to: s.columns[k.to]}
		switch {
		case k.tag != nil:
			best[n].bound, best[n].tag = byTag, k.tag
		case k.field:
			best[n].bound = byField
		case k.doctor:
			best[n].bound = byDoctor
		}
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
