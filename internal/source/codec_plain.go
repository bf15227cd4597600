package source

import (
	"encoding/binary"
	"reflect"
	"slices"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// What nearly every column has is written plainly, field by field, and read back with a few allocations: 1 µs a
// column where reflection takes 9. What is left of a column then, mostly nothing, is written by its scribe
// as a whole; so a field that is not written plainly, or is added one day, is not lost.
//
//	rest    "" or what the scribe wrote of all fields that do not follow
//	plain   see appendPlain
//	later   the references, as one text, and where the keys of the front matter stand; read when they are asked for

// appendColumn appends a column to b. Rest is the room in which it looks what is not written plainly.
func (s *scribe) appendColumn(b []byte, c, rest *kanshu.Column) []byte {
	*rest = *c
	rest.Slug, rest.Lang, rest.File, rest.Dir, rest.Title, rest.Description = "", "", "", "", "", ""
	rest.Date, rest.Updated, rest.Review = kanshu.Date{}, kanshu.Date{}, kanshu.Review{}
	rest.Named, rest.Listed, rest.Category, rest.Tags = nil, nil, nil, nil
	rest.Body, rest.Head, rest.Reckoned, rest.Fields, rest.Later = kanshu.Text{}, kanshu.Digest{}, kanshu.Digest{}, nil, nil
	v := &rest.Survey
	v.Letters, v.Lead, v.Links, v.Pictures, v.Cites, v.Questions, v.Plain, v.Quick, v.Clear, v.Steps = 0, "", nil, nil, nil, false, false, false, false, ""
	recorded := s.recorded(c)
	if recorded {
		rest.Supervisors, rest.Clinics = nil, nil
	}
	var more []byte
	if !reflect.ValueOf(rest).Elem().IsZero() {
		more = s.append(nil, c.File, rest)
	}
	b = flat.AppendText(b, string(more))
	b = s.appendPlain(b, c, recorded)
	b = appendReferences(b, c)
	return appendFields(b, c)
}

// recorded reports whether all doctors and clinics of a column stand on record.
func (s *scribe) recorded(c *kanshu.Column) bool {
	for _, v := range c.Supervisors {
		if _, ok := s.records[v.Doctor]; !ok {
			return false
		}
		if _, ok := s.records[v.Clinic]; !ok && v.Clinic != nil {
			return false
		}
	}
	for _, k := range c.Clinics {
		if _, ok := s.records[k]; !ok {
			return false
		}
	}
	return true
}

func (s *scribe) appendPlain(b []byte, c *kanshu.Column, recorded bool) []byte {
	for _, t := range []string{string(c.Slug), c.Lang, c.Dir, c.Title, c.Description, c.Survey.Lead} {
		b = flat.AppendText(b, t)
	}
	for _, d := range []kanshu.Date{c.Date, c.Updated, c.Review.On, c.Review.Due} {
		b = flat.AppendDate(b, d)
	}
	for _, v := range []bool{c.Review.Computed, c.Survey.Questions, c.Survey.Plain, c.Survey.Quick, c.Survey.Clear, recorded, !c.Body.Digest.IsZero()} {
		b = flat.AppendBool(b, v)
	}
	if recorded {
		b = appendCount(b, len(c.Supervisors), c.Supervisors == nil)
		for _, v := range c.Supervisors {
			b = s.appendRecord(s.appendRecord(b, v.Doctor), v.Clinic)
		}
		b = appendCount(b, len(c.Clinics), c.Clinics == nil)
		for _, k := range c.Clinics {
			b = s.appendRecord(b, k)
		}
	}
	b = appendCount(b, len(c.Named), c.Named == nil)
	for _, n := range c.Named {
		b = flat.AppendText(flat.AppendText(b, n.Text), n.Near)
		b = flat.AppendPos(flat.AppendBool(flat.AppendBool(b, n.Blank), n.Known), c.File, n.Pos)
	}
	b = s.appendTopic(b, c.Category)
	b = appendCount(b, len(c.Tags), c.Tags == nil)
	for _, t := range c.Tags {
		b = s.appendTopic(b, t)
	}
	for _, refs := range [][]kanshu.Ref{c.Survey.Links, c.Survey.Pictures, c.Survey.Cites} {
		b = appendRefs(b, c.File, refs)
	}
	b = append(append(append(b, c.Head[:]...), c.Body.Digest[:]...), c.Reckoned[:]...)
	for _, n := range []int{c.Survey.Letters, c.Body.Line, c.Body.Size, c.Body.From} {
		b = binary.AppendUvarint(b, uint64(n)) //nolint:gosec // counts
	}
	return b
}

func appendReferences(b []byte, c *kanshu.Column) []byte {
	var room [2048]byte
	one := room[:0]
	list := c.References()
	one = flat.AppendDate(one, kanshu.Newest(list))
	one = binary.AppendUvarint(one, uint64(len(list)))
	for i := range list {
		r := &list[i]
		for _, t := range [...]string{r.ID, r.Text, r.Title, r.Authors, r.Publisher, r.URL, r.DOI, r.PMID, r.ISBN} {
			one = flat.AppendText(one, t)
		}
		one = flat.AppendPos(flat.AppendDate(binary.AppendVarint(one, int64(r.Year)), r.Accessed), c.File, r.Pos)
	}
	return append(binary.AppendUvarint(b, uint64(len(one))), one...)
}

func appendRefs(b []byte, file string, refs []kanshu.Ref) []byte {
	b = appendCount(b, len(refs), refs == nil)
	for i := range refs {
		b = flat.AppendPos(flat.AppendText(flat.AppendText(b, refs[i].Dest), refs[i].Text), file, refs[i].Pos)
	}
	return b
}

// appendCount appends how many things follow, from 1; 0 is a nil slice.
func appendCount(b []byte, n int, none bool) []byte {
	if none {
		return append(b, 0)
	}
	return binary.AppendUvarint(b, uint64(n)+1) //nolint:gosec // a length
}

// appendRecord appends the number of a doctor or clinic on record, from 1; 0 is none.
func (s *scribe) appendRecord(b []byte, p any) []byte {
	if reflect.ValueOf(p).IsNil() {
		return append(b, 0)
	}
	return binary.AppendUvarint(b, uint64(s.records[p])+1) //nolint:gosec // an index
}

// appendTopic appends the number of a topic on record, from 2; 0 is none, 1 one of that name which only columns
// name.
func (s *scribe) appendTopic(b []byte, t *kanshu.Topic) []byte {
	if t == nil {
		return append(b, 0)
	}
	if i, ok := s.records[t]; ok {
		return binary.AppendUvarint(b, uint64(i)+2) //nolint:gosec // an index
	}
	return flat.AppendText(append(b, 1), t.Name)
}

func appendSpot(b []byte, s kanshu.Spot) []byte {
	for _, n := range [...]int32{s.Line, s.Char, s.Len} {
		b = binary.AppendVarint(b, int64(n))
	}
	return b
}

// appendFields appends where the keys stand.
func appendFields(b []byte, c *kanshu.Column) []byte {
	b = binary.AppendUvarint(b, uint64(len(c.Fields)))
	for i := range c.Fields {
		f := &c.Fields[i]
		if n, ok := slices.BinarySearch(writtenKeys(), f.Key); ok {
			b = binary.AppendUvarint(b, uint64(n)+1) //nolint:gosec // an index
		} else {
			b = flat.AppendText(append(b, 0), f.Key)
		}
		b = flat.AppendBool(b, f.Blank)
		b = appendSpot(appendSpot(b, f.KeyAt), f.Value)
	}
	return b
}
