package source

import (
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// each hands every record of a list to do, and every text to text; text may be nil where only records
// will do.
func (f *fields) each(name string, do func(*fields, *node), text func(string, *node)) {
	e := f.get(name)
	if e == nil {
		return
	}
	items := e.items()
	for i := range items {
		n := &items[i]
		switch {
		case n.shape == record:
			r := f.d.record(n, e.spec.Of, e.path(f, i))
			do(&r, n)
		case n.blank():
		case n.shape == scalar && text != nil:
			text(strings.TrimSpace(n.text), n)
		default:
			f.d.refuseKind(&entry{e.spec, e.key, n}, "項目の組", "a record")
		}
	}
}

// one hands the record of a key to do.
func (f *fields) one(name string, do func(*fields)) {
	e := f.get(name)
	if e == nil {
		return
	}
	if e.value.shape != record {
		f.d.refuseKind(e, "項目の組", "a record")
		return
	}
	r := f.d.record(e.value, e.spec.Of, f.name(name))
	do(&r)
}

// references appends the sources to out: addresses, texts or records.
func (d *decoder) references(f *fields, out []kanshu.Reference) []kanshu.Reference {
	if e := f.get("references"); e != nil && e.value.shape == list {
		out = slices.Grow(out, len(e.value.items))
	}
	f.each("references", func(r *fields, n *node) {
		out = append(out, kanshu.Reference{
			ID: r.text("id"), Text: r.text("text"), Title: r.text("title"), Authors: strings.Join(r.texts("authors"), ", "),
			Publisher: r.text("publisher"), Year: r.year(), URL: r.address("url", true), DOI: bareDOI(r.text("doi")),
			PMID: r.text("pmid"), ISBN: r.text("isbn"), Accessed: r.day("accessed"), Pos: d.at(n),
		})
	}, func(text string, n *node) {
		ref := kanshu.Reference{Pos: d.at(n)}
		if isAddress(text) {
			ref.URL = text
		} else {
			ref.Text = text
		}
		out = append(out, ref)
	})
	return out
}

// year reads the year of a reference: digits of either width, 年 behind them or not.
func (f *fields) year() int {
	e := f.get("year")
	if e == nil || e.value.blank() {
		return 0
	}
	if e.value.shape == scalar {
		if y := digits(strings.TrimSuffix(foldDigits(strings.TrimSpace(e.value.text)), "年")); y > 0 && y <= 9999 {
			return y
		}
	}
	f.d.refuseKind(e, "西暦の年", "a year")
	return 0
}

// bareDOI takes the resolver from a DOI.
func bareDOI(s string) string {
	for _, p := range [...]string{"https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/", "doi:", "DOI:"} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

func (d *decoder) questions(f *fields) []kanshu.Question {
	var out []kanshu.Question
	f.each("faq", func(r *fields, _ *node) {
		out = append(out, kanshu.Question{Q: r.text("q"), A: r.text("a")})
	}, nil)
	return out
}

// disclosures reads what the law and the readers are owed.
func (d *decoder) disclosures(f *fields, c *kanshu.Column) {
	f.each("treatments", func(r *fields, n *node) { c.Treatments = append(c.Treatments, treatment(r, d.at(n))) },
		func(text string, n *node) {
			c.Treatments = append(c.Treatments, kanshu.Treatment{Name: text, Pos: d.at(n)})
		})
	c.COI = d.interests(f)
	f.each("corrections", func(r *fields, _ *node) {
		c.Corrections = append(c.Corrections, kanshu.Correction{On: r.day("on"), Kind: r.text("kind"), Text: r.text("text"), ApprovedBy: r.text("approved_by")})
	}, nil)
	f.each("sponsor", func(r *fields, _ *node) {
		c.Sponsor = &kanshu.Sponsor{Name: r.text("name"), Label: r.text("label"), URL: r.address("url", false)}
	}, func(text string, _ *node) { c.Sponsor = &kanshu.Sponsor{Name: text} })
	f.each("evidence", func(r *fields, _ *node) {
		c.Evidence = append(c.Evidence, kanshu.Evidence{
			Claim: r.text("claim"), Certainty: r.choice("certainty"), Recommendation: r.choice("recommendation"),
			GradedBy: r.text("graded_by"), Refs: r.texts("refs"),
		})
	}, nil)
	f.one("ad", func(r *fields) { c.Ad = &kanshu.AdStatement{Is: r.flag("is"), Reason: r.text("reason")} })
	f.each("waivers", func(r *fields, n *node) {
		c.Waivers = append(c.Waivers, kanshu.Waiver{Rule: r.text("rule"), Reason: r.text("reason"), By: r.text("by"), Match: r.text("match"), Pos: d.at(n)})
	}, nil)
}

func treatment(r *fields, at kanshu.Pos) kanshu.Treatment {
	t := kanshu.Treatment{
		Name: r.text("name"), Funding: r.choice("funding"), Content: r.text("content"), Duration: r.text("duration"),
		Visits: r.text("visits"), Risks: r.texts("risks"), Approval: r.choice("approval"), Pos: at,
	}
	r.each("price", func(p *fields, _ *node) {
		p.choice("unit")
		t.Price = kanshu.Price{
			Min: p.count("min", 0, 1e9, 0), Max: p.count("max", 0, 1e9, 0), Tax: p.choice("tax"),
			Per: p.text("per"), Extra: p.text("extra"), Text: p.text("text"),
		}
	}, func(text string, _ *node) { t.Price = kanshu.Price{Text: text} })
	r.one("unapproved", func(u *fields) {
		t.Unapproved = &kanshu.Unapproved{
			Statement: u.text("statement"), Route: u.text("route"), DomesticAlternative: u.text("domestic_alternative"),
			OverseasSafety: u.text("overseas_safety"), ReliefSystem: u.text("relief_system"),
		}
	})
	r.one("regenerative", func(g *fields) {
		t.Regenerative = &kanshu.Regenerative{Class: g.text("class"), Number: g.text("number"), Committee: g.text("committee"), Note: g.text("note")}
	})
	return t
}

// interests reads conflicts of interest: texts, or a statement for each person (by id) and the publisher.
func (d *decoder) interests(f *fields) []string {
	e := f.get("coi")
	if e == nil || e.value.shape != record {
		return f.texts("coi")
	}
	var out []string
	for i := 0; i+1 < len(e.value.items); i += 2 {
		who, what := e.value.items[i].text, &e.value.items[i+1]
		if doctor := d.names.doctors[who]; doctor != nil && doctor.Name != "" {
			who = doctor.Name
		} else if who == "publisher" && d.names.config.Publisher.Name != "" {
			who = d.names.config.Publisher.Name
		}
		for _, t := range d.texts(e, what) {
			out = append(out, who+": "+t)
		}
	}
	return out
}
