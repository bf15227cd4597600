package source

import (
	"slices"
	"strconv"
	"sync"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// readColumn reads what appendColumn wrote into c. It reports false for anything else. Strings share the text.
func (s *scribe) readColumn(c *kanshu.Column, file, text string) bool {
	r := flat.Read(text)
	if more := r.Text(); more != "" {
		rest, ok := s.column(file, more)
		if !ok {
			return false
		}
		*c = *rest
	}
	c.File = file
	s.readPlain(&r, c)
	l := &later{file: file, references: r.Text()}
	l.fields = r.Rest()
	c.Later = l
	return !r.Bad()
}

// A later is what a column that was written down is not asked for often.
type later struct {
	file       string
	references string // as appendReferences wrote them
	fields     string // as appendFields did
}

// referenceSize is how many bytes a reference takes at least.
const referenceSize = 17

// Count implements kanshu.Later.
func (l *later) Count() int {
	r := flat.Read(l.references)
	_ = r.Date()
	return r.Count(referenceSize)
}

// Newest implements kanshu.Later.
func (l *later) Newest() kanshu.Date {
	r := flat.Read(l.references)
	return r.Date()
}

func (s *scribe) readPlain(r *flat.Reader, c *kanshu.Column) {
	c.Slug, c.Lang, c.Dir, c.Title, c.Description, c.Survey.Lead = kanshu.Slug(r.Text()), r.Text(), r.Text(), r.Text(), r.Text(), r.Text()
	c.Date, c.Updated, c.Review.On, c.Review.Due = r.Date(), r.Date(), r.Date(), r.Date()
	c.Review.Computed, c.Survey.Questions, c.Survey.Plain, c.Survey.Quick, c.Survey.Clear = r.Bool(), r.Bool(), r.Bool(), r.Bool(), r.Bool()
	recorded, body := r.Bool(), r.Bool()
	if recorded {
		s.readPeople(r, c)
	}
	if n, ok := readCount(r); ok {
		c.Named = make([]kanshu.Named, n)
		for i := range c.Named {
			c.Named[i] = kanshu.Named{Text: r.Text(), Near: r.Text(), Blank: r.Bool(), Known: r.Bool(), Pos: r.Pos(c.File)}
		}
	}
	c.Category = s.readTopic(r, 0)
	if n, ok := readCount(r); ok {
		c.Tags = make([]*kanshu.Topic, n)
		for i := range c.Tags {
			c.Tags[i] = s.readTopic(r, 1)
		}
	}
	c.Survey.Links, c.Survey.Pictures, c.Survey.Cites = readRefs(r, c.File), readRefs(r, c.File), readRefs(r, c.File)
	c.Head, c.Body.Digest, c.Reckoned = r.Digest(), r.Digest(), r.Digest()
	c.Survey.Letters, c.Body.Line, c.Body.Size, c.Body.From = int(r.Number()), int(r.Number()), int(r.Number()), int(r.Number()) //nolint:gosec // counts
	if body {
		c.Body.File = c.File
	}
}

// readPeople reads the supervisors and clinics of a column, all of which stand on record.
func (s *scribe) readPeople(r *flat.Reader, c *kanshu.Column) {
	if n, ok := readCount(r); ok {
		c.Supervisors = make([]kanshu.Supervisor, n)
		for i := range c.Supervisors {
			c.Supervisors[i] = kanshu.Supervisor{Doctor: recordAt[kanshu.Doctor](s, r), Clinic: recordAt[kanshu.Clinic](s, r)}
			if c.Supervisors[i].Doctor == nil {
				r.Fail()
			}
		}
	}
	if n, ok := readCount(r); ok {
		c.Clinics = make([]*kanshu.Clinic, n)
		for i := range c.Clinics {
			if c.Clinics[i] = recordAt[kanshu.Clinic](s, r); c.Clinics[i] == nil {
				r.Fail()
			}
		}
	}
}

// References implements kanshu.Later.
func (l *later) References(room []kanshu.Reference) []kanshu.Reference {
	r := flat.Read(l.references)
	_ = r.Date()
	n := r.Count(referenceSize)
	if n == 0 {
		return nil
	}
	list := slices.Grow(room, n)[:n]
	for i := range list {
		f := &list[i]
		f.ID, f.Text, f.Title, f.Authors, f.Publisher = r.Text(), r.Text(), r.Text(), r.Text(), r.Text()
		f.URL, f.DOI, f.PMID, f.ISBN = r.Text(), r.Text(), r.Text(), r.Text()
		f.Year, f.Accessed, f.Pos = int(r.Signed()), r.Date(), r.Pos(l.file)
	}
	return list
}

func readRefs(r *flat.Reader, file string) []kanshu.Ref {
	n, ok := readCount(r)
	if !ok {
		return nil
	}
	refs := make([]kanshu.Ref, n)
	for i := range refs {
		refs[i] = kanshu.Ref{Dest: r.Text(), Text: r.Text(), Pos: r.Pos(file)}
	}
	return refs
}

// readCount reads what appendCount wrote; it reports false for a nil slice.
func readCount(r *flat.Reader) (int, bool) {
	n := r.Count(1)
	return n - 1, n > 0
}

// recordAt reads what appendRecord wrote.
func recordAt[T any](s *scribe, r *flat.Reader) *T {
	n := r.Number()
	if n == 0 {
		return nil
	}
	if n <= uint64(len(s.things)) {
		if p, ok := s.things[n-1].(*T); ok {
			return p
		}
	}
	r.Fail()
	return nil
}

func (s *scribe) readTopic(r *flat.Reader, which int) *kanshu.Topic {
	switch n := r.Number(); {
	case n == 0:
		return nil
	case n == 1:
		return s.names.make(which, r.Text()).topic
	case n-2 < uint64(len(s.things)):
		if t, ok := s.things[n-2].(*kanshu.Topic); ok {
			return t
		}
	}
	r.Fail()
	return nil
}

func readSpot(r *flat.Reader) kanshu.Spot {
	return kanshu.Spot{Line: int32(r.Signed()), Char: int32(r.Signed()), Len: int32(r.Signed())} //nolint:gosec // as they were written
}

// Fields implements kanshu.Later.
func (l *later) Fields() []kanshu.Field {
	r := flat.Read(l.fields)
	n := r.Count(8)
	if n == 0 {
		return nil
	}
	fields := make([]kanshu.Field, n)
	for i := range fields {
		f := &fields[i]
		switch n := r.Number(); {
		case n == 0:
			f.Key = r.Text()
		case n <= uint64(len(writtenKeys())):
			f.Key = writtenKeys()[n-1]
		default:
			r.Fail()
		}
		f.Blank, f.KeyAt, f.Value = r.Bool(), readSpot(&r), readSpot(&r)
	}
	if !r.Whole() {
		return nil
	}
	return fields
}

// writtenKeys are the keys of a column's front matter, and those of its first references, sorted: they are
// written down as numbers.
var writtenKeys = sync.OnceValue(func() []string {
	var names []string
	for _, k := range Keys {
		names = append(names, k.Name)
	}
	for i := range 12 {
		at := "references[" + strconv.Itoa(i) + "]"
		names = append(names, at)
		for _, k := range referenceKeys {
			names = append(names, at+"."+k.Name)
		}
	}
	slices.Sort(names)
	return names
})
