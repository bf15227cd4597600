package output

import (
	"encoding/binary"
	"io"
	"slices"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A page's key is taken from its data, so that the page is made anew only when something on it changes. To
// gather that data for ten thousand pages costs more than all else where hardly any has changed. So a plan may
// be handed Keys: the key that a page had is found by a brief of what its data is gathered from. A brief may
// cover more than the data shows, never less: then the data is gathered, and most keys turn out equal.
//
//	room     the program, kanshu.yaml and data/; templates, assets, pictures; who is in office; topics; languages
//	column   the room; the column as written; those it points to as written, and why; where its links lead
//	list     the room; what the list is, which page of how many; the columns on it as written

// Keys holds the keys of an earlier plan by their briefs, and of this one those that it was asked for and those that it
// is to keep. It is safe for use by many at once.
type Keys interface {
	Key(brief kanshu.Digest) (kanshu.Digest, bool)
	Keep(brief, key kanshu.Digest)
}

// brief collects what a brief covers, with a length before all whose length may differ.
type brief struct{ b []byte }

func (f *brief) digest(d kanshu.Digest) { f.b = append(f.b, d[:]...) }

func (f *brief) number(n int) { f.b = binary.AppendVarint(f.b, int64(n)) }

func (f *brief) text(s ...string) {
	for _, t := range s {
		f.b = append(binary.AppendUvarint(f.b, uint64(len(t))), t...)
	}
}

// keyed returns the key that is known by a brief, or takes it from the data, and keeps it. On a fresh site, where
// every page is made, the brief itself is the key, since it covers all that the page is made of: taking keys from data
// was 4 % of the processor time. A page whose brief changes later is then made once where its data did not.
func (p *Press) keyed(write func(*brief), name string, data func() any) kanshu.Digest {
	if p.Keys == nil {
		return p.Layouts.Key(name, data())
	}
	sum := p.briefed(write)
	key, ok := p.Keys.Key(sum)
	if ok {
		return key
	}
	if key = sum; !p.Fresh {
		key = p.Layouts.Key(name, data())
	}
	p.Keys.Keep(sum, key)
	return key
}

// briefed returns the digest of a brief.
func (p *Press) briefed(write func(*brief)) kanshu.Digest {
	f := p.room.briefs.Take()
	defer p.room.briefs.Put(f)
	f.b = f.b[:0]
	f.digest(p.room.brief)
	write(f)
	return kanshu.DigestOf(f.b)
}

// sum takes the brief of the room, once it is filled.
func (p *Press) sum() {
	if p.Keys == nil {
		return
	}
	r, f := p.room, &brief{}
	f.digest(p.Base)
	f.digest(p.Layouts.Digest())
	for _, s := range r.shelves {
		f.text(s.lang, s.prefix)
		f.number(min(1, len(s.columns)))
		f.digest(layout.Digest(s.poster))
		for _, list := range []map[string]*layout.Piece{s.headers, s.heads} {
			for _, name := range sortedKeys(list) {
				f.text(name)
				f.b = list[name].AppendKey(f.b)
			}
		}
		f.b = s.footer.AppendKey(f.b)
	}
	for _, d := range p.Edition.Doctors() {
		f.text("doctor", d.ID)
	}
	for _, c := range p.Edition.Clinics() {
		f.text("clinic", c.ID)
	}
	for i, list := range [][]*kanshu.Topic{p.Edition.Categories(), p.Edition.Tags()} {
		for _, t := range list {
			f.number(i)
			f.text(t.ID, t.Name, t.Description)
		}
	}
	for _, name := range sortedKeys(r.assets) {
		f.text(name, r.assets[name].path)
	}
	for _, name := range r.pictures.names {
		f.text(name)
		if pl := r.pictures.plates[name]; pl != nil {
			f.digest(layout.Digest(pl.prints))
			f.digest(layout.Digest(struct{ Info, Study any }{pl.info, pl.study}))
		}
	}
	r.brief = kanshu.DigestOf(f.b)
}

func sortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// columnBrief writes the brief of a column's page.
func (p *Press) columnBrief(s *shelf, c *kanshu.Column) func(*brief) {
	return func(f *brief) {
		e := s.entries[c]
		f.text("column", s.lang)
		f.digest(c.Written())
		for i := range e.related {
			r := &e.related[i]
			f.number(int(r.bound))
			if r.tag != nil {
				f.text(r.tag.Name)
			}
			f.points(r.to)
		}
		older, newer := s.neighbours(c)
		f.points(older)
		f.points(newer)
		for _, l := range c.Survey.Links {
			href, ok := p.link(c, l.Dest)
			f.text(href)
			f.number(bit(ok))
		}
		for _, a := range p.alternates(c) {
			f.text(a.Lang, a.Href)
		}
	}
}

// page plans a page whose data is cheap to gather and dear to keep: it is gathered for the key, and again when the
// page is made, so that a plan of ten thousand pages holds none of them.
func (p *Press) page(path, name string, wave kanshu.Wave, write func(*brief), data func() any) kanshu.Artifact {
	a := p.unmade(path, name, wave, write, data)
	a.Make = func(w io.Writer) error { return p.Layouts.Render(w, name, data()) }
	return a
}

// unmade plans a page but for its Make.
func (p *Press) unmade(path, name string, wave kanshu.Wave, write func(*brief), data func() any) kanshu.Artifact {
	return kanshu.Artifact{Path: path, Type: layout.PageType, Wave: wave, Made: p.Layouts.Minified(), Key: p.keyed(write, name, data)}
}

// points adds a column that another one points to.
func (f *brief) points(to *kanshu.Column) {
	if to == nil {
		f.digest(kanshu.Digest{})
		return
	}
	f.digest(to.Written())
}

func bit(v bool) int {
	if v {
		return 1
	}
	return 0
}

// listBrief writes the brief of one page of a list.
func listBrief(l *list, path string, n, of int, some []*kanshu.Column) func(*brief) {
	return func(f *brief) {
		f.text("list", l.shelf.lang, l.at, l.path, l.title, l.kind, l.text, l.feeds, path)
		for _, s := range l.trail {
			f.text(s.Name, s.Href)
		}
		for _, k := range []int{len(l.trail), len(l.columns), bit(l.years), n, of} {
			f.number(k)
		}
		for _, c := range some {
			f.digest(c.Written())
		}
	}
}

// doctorBrief writes the brief of one page of a doctor.
func doctorBrief(s *shelf, doc *kanshu.Doctor, path string, n, of int, some []*kanshu.Column) func(*brief) {
	return func(f *brief) {
		f.text("doctor", s.lang, doc.ID, path)
		f.number(n)
		f.number(of)
		for _, c := range some {
			f.digest(c.Written())
		}
	}
}
