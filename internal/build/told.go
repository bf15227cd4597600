package build

import (
	"encoding/binary"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// A told is what reports tell of a run beside the tree: the verdicts, what was found in other files, the next
// day on which the site changes by itself, and the lines of the sources below the findings.
type told struct {
	verdicts []kanshu.Verdict
	findings []kanshu.Finding
	next     kanshu.Date
	quotes   quotes
}

// append appends the told to b.
func (t *told) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(t.verdicts)))
	for i := range t.verdicts {
		v := &t.verdicts[i]
		b = append(b, byte(v.Outcome))
		b = appendFace(b, v.Column)
		b = appendFindings(b, v.Column.File, v.Findings)
	}
	b = appendFindings(b, "", t.findings)
	return flat.AppendDate(b, t.next)
}

// read reads what append wrote. What is not of that form makes the reader bad.
func (t *told) read(r *flat.Reader) {
	n := r.Count(faceLeast)
	t.verdicts = make([]kanshu.Verdict, n)
	columns := make([]kanshu.Column, n)
	people := map[string]*kanshu.Doctor{}
	for i := range columns {
		v := &t.verdicts[i]
		v.Outcome, v.Column = kanshu.Outcome(r.Number()), &columns[i]
		if v.Outcome > kanshu.Approved {
			r.Fail()
		}
		readFace(r, v.Column, people)
		v.Findings = readFindings(r, v.Column.File)
	}
	t.findings = readFindings(r, "")
	t.next = r.Date()
}

// faceLeast is how many bytes a verdict takes at least.
const faceLeast = 20

// appendFace appends a column's face, which is what reports tell of it: its file, its address, its title, its days,
// the names of its supervisors and its waivers. A report that told more would tell it after one run and not after
// the next; a test holds their words together.
func appendFace(b []byte, c *kanshu.Column) []byte {
	for _, s := range []string{string(c.Slug), c.Lang, c.File, c.Title} {
		b = flat.AppendText(b, s)
	}
	for _, d := range []kanshu.Date{c.Date, c.Review.On, c.Review.Due} {
		b = flat.AppendDate(b, d)
	}
	b = flat.AppendBool(flat.AppendBool(b, c.Draft), c.Review.Computed)
	for _, s := range c.Supervisors {
		if s.Doctor != nil {
			b = flat.AppendText(flat.AppendBool(b, true), s.Doctor.Name)
		}
	}
	b = flat.AppendBool(b, false)
	b = binary.AppendUvarint(b, uint64(len(c.Waivers)))
	for _, w := range c.Waivers {
		for _, s := range []string{w.Rule, w.Reason, w.By, w.Match} {
			b = flat.AppendText(b, s)
		}
		b = flat.AppendPos(b, c.File, w.Pos)
	}
	return b
}

func readFace(r *flat.Reader, c *kanshu.Column, people map[string]*kanshu.Doctor) {
	c.Slug, c.Lang, c.File, c.Title = kanshu.Slug(r.Text()), r.Text(), r.Text(), r.Text()
	c.Date, c.Review.On, c.Review.Due = r.Date(), r.Date(), r.Date()
	c.Draft, c.Review.Computed = r.Bool(), r.Bool()
	for r.Bool() {
		name := r.Text()
		if people[name] == nil {
			people[name] = &kanshu.Doctor{Name: name}
		}
		c.Supervisors = append(c.Supervisors, kanshu.Supervisor{Doctor: people[name]})
	}
	for range r.Count(4) {
		c.Waivers = append(c.Waivers, kanshu.Waiver{Rule: r.Text(), Reason: r.Text(), By: r.Text(), Match: r.Text(), Pos: r.Pos(c.File)})
	}
}
