package build

import (
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// facts are what stands around the text: who vouches, the dates, the disclosures.
func (p *Packet) facts() []fact {
	c, w := p.Column, packetWords(p.Lang)
	list := &factList{}
	for _, s := range c.Supervisors {
		list.add(w.Supervisor, supervisorLine(s))
	}
	for _, n := range c.Named {
		if !n.Known {
			list.add(w.Supervisor, n.Text+" "+w.NotOnRecord)
		}
	}
	if len(c.Named) == 0 {
		list.add(w.Supervisor, w.NotGiven)
	}
	var authors, clinics []string
	for _, a := range c.Authors {
		authors = append(authors, a.Name)
	}
	for _, k := range c.Clinics {
		clinics = append(clinics, k.Name)
	}
	list.add(w.Author, strings.Join(authors, "、"))
	list.add(w.Clinic, strings.Join(clinics, "、"))
	list.add(w.Published, c.Date.String())
	list.add(w.Updated, c.Updated.String())
	list.add(w.Reviewed, orWord(c.Review.On.String(), w.NotGiven))
	list.add(w.Due, orWord(c.Review.Due.String(), w.NotGiven))
	list.add(w.COI, strings.Join(c.COI, "\n"))
	if c.Sponsor != nil {
		list.add(w.Sponsor, strings.TrimSpace(c.Sponsor.Label+" "+c.Sponsor.Name+" "+c.Sponsor.URL))
	}
	if c.Ad != nil {
		list.add(w.Ad, map[bool]string{true: w.Yes, false: w.No}[c.Ad.Is]+" — "+c.Ad.Reason)
	}
	for _, e := range c.Evidence {
		list.add(w.Evidence, strings.Join(filled(e.Claim, w.labelled(w.Certainty, e.Certainty), w.labelled(w.Recommended, e.Recommendation), e.GradedBy), " / "))
	}
	for _, x := range c.Corrections {
		list.add(w.Correction, strings.Join(filled(x.On.String(), x.Kind, x.Text, x.ApprovedBy), " / "))
	}
	for _, x := range c.Waivers {
		list.add(w.Waiver, strings.Join(filled(x.Rule, x.Match, x.Reason, x.By), " / "))
	}
	return list.facts
}

func supervisorLine(s kanshu.Supervisor) string {
	if s.Doctor == nil {
		return ""
	}
	parts := filled(s.Doctor.Name, s.Doctor.Title, s.Doctor.Affiliation)
	if s.Clinic != nil {
		parts = append(parts, s.Clinic.Name)
	}
	return strings.Join(parts, " / ")
}

// treatments are the disclosures on each treatment.
func (p *Packet) treatments() [][]fact {
	w := packetWords(p.Lang)
	var all [][]fact
	for _, t := range p.Column.Treatments {
		list := &factList{}
		list.add(w.Treatment, t.Name)
		list.add(w.Funding, w.Word(t.Funding))
		list.add(w.Content, t.Content)
		list.add(w.Price, w.price(t.Price))
		list.add(w.Duration, t.Duration)
		list.add(w.Visits, t.Visits)
		list.add(w.Risks, strings.Join(t.Risks, "、"))
		list.add(w.Approval, w.Word(t.Approval))
		if u := t.Unapproved; u != nil {
			list.add(w.Unapproved, strings.Join(filled(u.Statement, u.Route, u.DomesticAlternative, u.OverseasSafety, u.ReliefSystem), "\n"))
		}
		if g := t.Regenerative; g != nil {
			list.add(w.Regenerative, strings.Join(filled(g.Class, g.Number, g.Committee, g.Note), "\n"))
		}
		all = append(all, list.facts)
	}
	return all
}

// price is a price in one line.
func (w *words) price(p kanshu.Price) string {
	text := p.Text
	if text == "" && p.Min+p.Max > 0 {
		text = strconv.Itoa(p.Min)
		if p.Max > 0 && p.Max != p.Min {
			text += "〜" + strconv.Itoa(p.Max)
		}
		text += w.Yen
	}
	return strings.Join(filled(text, w.Word(p.Tax), p.Per, p.Extra), " / ")
}

// references lists the sources with their addresses.
func (p *Packet) references() []packetReference {
	var all []packetReference
	list := p.Column.References()
	for i := range list {
		r := &list[i]
		year := ""
		if r.Year > 0 {
			year = strconv.Itoa(r.Year)
		}
		text := r.Text
		if text == "" || r.Title != "" {
			text = strings.Join(filled(r.Authors, r.Title, r.Publisher, year), ". ")
		}
		item := packetReference{N: i + 1, Text: text, URL: r.URL, Accessed: r.Accessed}
		if item.URL == "" && r.DOI != "" {
			item.URL = "https://doi.org/" + r.DOI
		}
		item.State = packetWords(p.Lang).Unchecked
		if known, ok := p.Links[item.URL]; ok {
			item.State = known.In(p.Lang)
		}
		var keys []string
		for _, k := range [][2]string{{"DOI", r.DOI}, {"PMID", r.PMID}, {"ISBN", r.ISBN}} {
			if k[1] != "" {
				keys = append(keys, k[0]+" "+k[1])
			}
		}
		item.Key = strings.Join(keys, " · ")
		all = append(all, item)
	}
	return all
}

// A factList gathers facts and leaves out those that say nothing.
type factList struct{ facts []fact }

func (l *factList) add(name, text string) {
	if strings.TrimSpace(text) != "" {
		l.facts = append(l.facts, fact{name, text})
	}
}

// filled returns the texts that are not blank.
func filled(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func orWord(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
