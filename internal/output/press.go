package output

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/markdown"
	"kanshu/internal/picture"
)

// A room is what all kinds of one plan share: who stands where, what is rendered once, how assets are
// called. It is filled before the first kind plans and does not change after.
type room struct {
	config    kanshu.Digest // of the configuration, for keys
	shelves   []*shelf      // the site's own language first, then by name
	shelfOf   map[string]*shelf
	doctors   map[*kanshu.Doctor]kanshu.Digest // of the records, for keys
	clinics   map[*kanshu.Clinic]kanshu.Digest
	pages     map[*kanshu.Doctor]string // site paths of the doctors that have a page
	places    map[*kanshu.Clinic]string // likewise of clinics
	assets    map[string]asset          // by name below assets/
	theme     theme
	pictures  *gallery
	terms     *markdown.Terms // of the glossary; nil where there is none
	termsKey  kanshu.Digest
	answers   markdown.Options  // how answers are told to machines
	feeds     map[string][]Link // of the site, at "", and of each category, by id
	brief     kanshu.Digest     // of all the above; see brief.go
	clippings *clippings
	benches   kanshu.Tray[bench]
	briefs    kanshu.Tray[brief] // fourteen thousand are taken
}

// A shelf is the columns of one language, with what is looked up for each page.
type shelf struct {
	lang     string
	prefix   string // "" or "/en"
	labels   *layout.Labels
	columns  []*kanshu.Column // newest first
	entries  map[*kanshu.Column]*showing
	category map[string][]*kanshu.Column // by id, newest first
	tag      map[string][]*kanshu.Column
	doctor   map[*kanshu.Doctor][]*kanshu.Column
	clinic   map[*kanshu.Clinic][]*kanshu.Column
	shared   map[*kanshu.Topic]string // what binds columns with a tag, in words
	minutes  [24]string               // how long it takes to read a column, by minutes, in words
	cards    func(c *kanshu.Column) (card, row *layout.Piece)
	boxes    boxes
	headers  map[string]*layout.Piece // by section
	footer   *layout.Piece
	heads    map[string]*layout.Piece // by the scripts a page needs
	poster   poster                   // the picture that stands for pages without one of their own
}

// A showing is what is kept of one column beside the column itself. Ten thousand of them are held.
type showing struct {
	place   int // in its category
	related [3]relation
	poster  poster
	planned sync.Once // of the two forms in which lists show it
	card    *layout.Piece
	row     *layout.Piece
}

// prepare fills the room. Plan calls it once; a second call does nothing.
func (p *Press) prepare() error {
	if p.room != nil {
		return nil
	}
	if p.Each == nil {
		p.Each = kanshu.InOrder
	}
	config := *p.Edition.Config()
	config.Location = nil // told by Timezone
	r := &room{config: layout.Digest(config), shelfOf: map[string]*shelf{}}
	p.room, p.studio = r, new(picture.Studio)
	p.shelve()
	var err error
	p.Each(2, func(i int) {
		if i == 0 {
			p.relate()
		} else {
			err = p.equip()
		}
	})
	if err != nil {
		return err
	}
	for _, s := range r.shelves {
		p.post(s)
	}
	p.sum()
	r.clippings = newClippings(p, p.listFeeds())
	return nil
}

// relate parts the columns of each shelf by what they share.
func (p *Press) relate() {
	for _, s := range p.room.shelves {
		p.index(s)
	}
}

// equip takes in people, pictures and assets, and plans what pages have in common.
func (p *Press) equip() error {
	r := p.room
	p.people()
	p.tune()
	r.terms, r.termsKey = p.terms()
	r.answers = markdown.Options{Feed: true, Base: p.Edition.Config().BaseURL, Link: nowhereLink, Home: p.Edition.Config().Own}
	var errs [3]error
	p.Each(len(errs), func(i int) { errs[i] = []func() error{p.hang, p.loadAssets, p.furnishAll}[i]() })
	if err := cmp.Or(errs[:]...); err != nil {
		return err
	}
	p.nameAssets()
	return nil
}

// furnishAll plans what pages of a shelf have in common. Nothing of it is made before a page asks for it.
func (p *Press) furnishAll() error {
	for _, s := range p.room.shelves {
		p.frames(s)
		p.furnish(s)
	}
	return nil
}

// people takes the digests of all records, and notes whose have a page of their own.
func (p *Press) people() {
	r := p.room
	r.doctors, r.clinics = map[*kanshu.Doctor]kanshu.Digest{}, map[*kanshu.Clinic]kanshu.Digest{}
	r.pages, r.places = map[*kanshu.Doctor]string{}, map[*kanshu.Clinic]string{}
	for _, d := range p.Edition.Doctors() {
		r.doctors[d], r.pages[d] = layout.Digest(d), "/doctors/"+d.ID+"/"
	}
	for _, c := range p.Edition.Clinics() {
		r.clinics[c], r.places[c] = layout.Digest(c), "/clinics/"+c.ID+"/"
	}
	for _, c := range p.Edition.Columns() {
		for _, s := range c.Supervisors {
			if _, ok := r.doctors[s.Doctor]; !ok {
				r.doctors[s.Doctor] = layout.Digest(s.Doctor)
			}
		}
		for _, k := range clinicsOf(c) {
			if _, ok := r.clinics[k]; !ok {
				r.clinics[k] = layout.Digest(k)
			}
		}
	}
}

// clinicsOf returns the clinics that stand with a column: its own, else those of its supervisors.
func clinicsOf(c *kanshu.Column) []*kanshu.Clinic {
	if len(c.Clinics) > 0 {
		return c.Clinics
	}
	var all []*kanshu.Clinic
	for _, s := range c.Supervisors {
		if s.Clinic != nil && !slices.Contains(all, s.Clinic) {
			all = append(all, s.Clinic)
		}
	}
	return all
}

// shelve parts the columns by language.
func (p *Press) shelve() {
	r := p.room
	own := p.Edition.Config().Language
	r.shelfOf[own] = newShelf(own, "")
	for _, c := range p.Edition.Columns() {
		lang := c.Lang
		if lang == "" {
			lang = own
		}
		s := r.shelfOf[lang]
		if s == nil {
			s = newShelf(lang, "/"+lang)
			r.shelfOf[lang] = s
		}
		s.columns = append(s.columns, c)
	}
	for _, s := range r.shelfOf {
		r.shelves = append(r.shelves, s)
	}
	slices.SortFunc(r.shelves, func(a, b *shelf) int { return strings.Compare(a.prefix, b.prefix) })
}

func newShelf(lang, prefix string) *shelf {
	s := &shelf{lang: lang, prefix: prefix, labels: layout.LabelsFor(lang)}
	for i := range s.minutes {
		s.minutes[i] = s.labels.Reading(i)
	}
	return s
}

// reading returns in words how many minutes a reading takes.
func (s *shelf) reading(minutes int) string {
	if minutes < len(s.minutes) {
		return s.minutes[minutes]
	}
	return s.labels.Reading(minutes)
}

// shelf returns the shelf on which a column stands.
func (p *Press) shelf(c *kanshu.Column) *shelf {
	if s := p.room.shelfOf[c.Lang]; s != nil {
		return s
	}
	return p.room.shelves[0]
}

// own is the shelf of the site's own language.
func (p *Press) own() *shelf { return p.room.shelves[0] }

// href returns the address of a site path as pages of this site link to it.
func (p *Press) href(path string) string {
	if strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") {
		return escape(p.Edition.Config().BasePath + path)
	}
	return path
}

// escape writes an address in the one percent form that pages, feeds and lists for machines share.
func escape(path string) string {
	if plain(path) {
		return path
	}
	return encodePath(path)
}

// file returns the path below public/ of the page at a site path.
func file(path string) string { return strings.TrimPrefix(path, "/") + "index.html" }

// names joins the names of a column's supervisors.
func names(c *kanshu.Column, l *layout.Labels) string {
	if len(c.Supervisors) == 1 {
		return c.Supervisors[0].Doctor.Name
	}
	all := make([]string, len(c.Supervisors))
	for i, s := range c.Supervisors {
		all[i] = s.Doctor.Name
	}
	return l.List(all)
}
