package output

import (
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
func (r *relation) why(s *shelf) string {
	switch r.bound {
	case byTag:
		return s.shared[r.tag]
	case byField:
		return s.labels.SameCategory
	case byDoctor:
		return s.labels.SameDoctor
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
	met    [2]map[*kanshu.Topic]int32 // the same: most columns name topics of others, and a pointer is found sooner
	doctor map[*kanshu.Doctor]int32
}

// index parts a shelf's columns by category, tag, doctor and clinic, and relates them.
func (p *Press) index(s *shelf) {
	n := len(s.columns)
	s.clinic = map[*kanshu.Clinic][]*kanshu.Column{}
	s.entries = make(map[*kanshu.Column]*showing, n)
	s.cards = func(c *kanshu.Column) (card, row *layout.Piece) { return p.cards(s, c) }
	showings := make([]showing, n)
	ring := newCircles(n)
	for i, c := range s.columns {
		for _, k := range clinicsOf(c) {
			s.clinic[k] = append(s.clinic[k], c)
		}
		s.entries[c] = &showings[i]
		showings[i].place = ring.add(int32(i), c) //nolint:gosec // an edition holds fewer columns than there are numbers of 31 bits
	}
	s.category, s.tag = listed(s, ring, ring.topics[0]), listed(s, ring, ring.topics[1])
	s.doctor = listed(s, ring, ring.doctor)
	s.shared = map[*kanshu.Topic]string{}
	for _, c := range s.columns {
		for _, t := range c.Tags {
			if s.shared[t] == "" {
				s.shared[t] = s.labels.SharedTag(t.Name)
			}
		}
	}
	const part = 256
	var desks kanshu.Tray[vicinity]
	p.Each((n+part-1)/part, func(k int) {
		v := desks.Take()
		defer desks.Put(v)
		for i := k * part; i < min((k+1)*part, n); i++ {
			near := v.around(ring, int32(i)) //nolint:gosec // likewise
			showings[i].related = s.choose(near)
		}
	})
}

// listed returns the columns of each circle, by what they share.
func listed[K comparable](s *shelf, r *circles, numbers map[K]int32) map[K][]*kanshu.Column {
	lists := make(map[K][]*kanshu.Column, len(numbers))
	for shared, n := range numbers {
		list := make([]*kanshu.Column, len(r.all[n].columns))
		for i, at := range r.all[n].columns {
			list[i] = s.columns[at]
		}
		lists[shared] = list
	}
	return lists
}

func newCircles(n int) *circles {
	return &circles{
		first: make([]int32, 1, n+1), seats: make([]seat, 0, 5*n),
		topics: [2]map[string]int32{{}, {}}, met: [2]map[*kanshu.Topic]int32{{}, {}}, doctor: map[*kanshu.Doctor]int32{},
	}
}

// add seats the next column in all its circles, and returns its place in that of its category.
func (r *circles) add(i int32, c *kanshu.Column) (place int) {
	if c.Category != nil {
		place = r.sit(i, r.topic(0, c.Category, circle{score: 2, field: true}))
	}
	for _, t := range c.Tags {
		r.sit(i, r.topic(1, t, circle{score: 3, tag: t}))
	}
	for _, v := range c.Supervisors {
		r.sit(i, known(r, r.doctor, v.Doctor, circle{score: 1}))
	}
	r.first = append(r.first, int32(len(r.seats))) //nolint:gosec // likewise
	return place
}

// topic returns the number of the circle of a topic, which its id tells.
func (r *circles) topic(which int, t *kanshu.Topic, begin circle) int32 {
	n, ok := r.met[which][t]
	if !ok {
		n = known(r, r.topics[which], t.ID, begin)
		r.met[which][t] = n
	}
	return n
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

// sit seats a column in a circle, and returns its place there.
func (r *circles) sit(i, n int32) int {
	k := &r.all[n]
	r.seats = append(r.seats, seat{n, int32(len(k.columns))}) //nolint:gosec // likewise
	k.columns = append(k.columns, i)
	return len(k.columns) - 1
}

// A vicinity is where the columns close to one are gathered.
type vicinity struct {
	near []candidate
	seat []int32 // of each column: where it stands in near, from 1; 0 for those that do not
}

// around returns the columns that stand close to one in the circles it sits in, good until the next call. Scores are
// sums, so the order of the circles does not matter.
func (v *vicinity) around(r *circles, i int32) []candidate {
	if v.seat == nil {
		v.seat = make([]int32, len(r.first))
	}
	near := v.near[:0]
	for _, at := range r.seats[r.first[i]:r.first[i+1]] {
		k := &r.all[at.circle]
		for _, j := range k.columns[max(0, at.at-reach):min(int32(len(k.columns)), at.at+reach+1)] { //nolint:gosec // likewise
			if j == i {
				continue
			}
			if v.seat[j] == 0 {
				near = append(near, candidate{to: j})
				v.seat[j] = int32(len(near)) //nolint:gosec // likewise
			}
			near[v.seat[j]-1].bind(k)
		}
	}
	for n := range near {
		v.seat[near[n].to] = 0
	}
	v.near = near
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
	var top [3]*candidate
	n := 0
	for i := range all {
		k := &all[i]
		if n == len(top) {
			if !k.before(top[n-1]) {
				continue // as nearly all
			}
			n--
		}
		at := n
		for ; at > 0 && k.before(top[at-1]); at-- {
			top[at] = top[at-1]
		}
		top[at] = k
		n++
	}
	var best [3]relation
	for i, k := range top[:n] {
		best[i] = relation{to: s.columns[k.to]}
		switch {
		case k.tag != nil:
			best[i].bound, best[i].tag = byTag, k.tag
		case k.field:
			best[i].bound = byField
		case k.doctor:
			best[i].bound = byDoctor
		}
	}
	return best
}

// before reports whether a candidate comes before another: it is bound more, or as much and newer.
func (c *candidate) before(other *candidate) bool {
	return c.score > other.score || c.score == other.score && c.to < other.to
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
