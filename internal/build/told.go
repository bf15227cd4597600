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

// faces returns verdicts as reports may tell them: of each column its file, its address, its title, its days,
// the names of its supervisors and its waivers, and nothing else. Reports are handed faces whether or not a
// run had the columns before it, so none can tell more after one run than after another.
func faces(verdicts []kanshu.Verdict) []kanshu.Verdict {
	all := make([]kanshu.Verdict, len(verdicts))
	columns := make([]kanshu.Column, len(verdicts))
	people := map[*kanshu.Doctor]*kanshu.Doctor{}
	for i, v := range verdicts {
		c := v.Column
		columns[i] = kanshu.Column{
			Slug: c.Slug, Lang: c.Lang, File: c.File, Title: c.Title, Date: c.Date, Draft: c.Draft, Review: c.Review, Waivers: c.Waivers,
		}
		for _, s := range c.Supervisors {
			if s.Doctor == nil {
				continue
			}
			if people[s.Doctor] == nil {
				people[s.Doctor] = &kanshu.Doctor{Name: s.Doctor.Name}
			}
			columns[i].Supervisors = append(columns[i].Supervisors, kanshu.Supervisor{Doctor: people[s.Doctor]})
		}
		all[i] = kanshu.Verdict{Column: &columns[i], Outcome: v.Outcome, Findings: v.Findings}
	}
	return all
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
	b = flat.AppendDate(b, t.next)
	return t.quotes.append(b, places(t.verdicts, t.findings))
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
	t.quotes = readQuotes(r, places(t.verdicts, t.findings))
}

// faceLeast is how many bytes a verdict takes at least.
const faceLeast = 20

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
		b = appendPos(b, c.File, w.Pos)
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
		c.Waivers = append(c.Waivers, kanshu.Waiver{Rule: r.Text(), Reason: r.Text(), By: r.Text(), Match: r.Text(), Pos: readPos(r, c.File)})
	}
}
