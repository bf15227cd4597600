package output

import (
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A TreatmentBox is the disclosure of one treatment, in the order of the guideline.
//
// Source: 医療広告ガイドライン 限定解除の要件 (2024-03-22).
type TreatmentBox struct {
	Name  string
	Facts []Fact
}

// A Fact is one item of a disclosure.
type Fact struct {
	Name  string
	Lines []string
}

// treatments returns the disclosures of a column; items that were not given are left out, since the
// gate has judged them.
func treatments(l *layout.Labels, c *kanshu.Column) []TreatmentBox {
	var all []TreatmentBox
	for i := range c.Treatments {
		t := &c.Treatments[i]
		b := TreatmentBox{Name: t.Name}
		b.add(l.Funding, chosen(t.Funding, map[string]string{"self_pay": l.SelfPay, "insured": l.Insured, "mixed": l.Mixed}))
		b.add(l.Treatment, t.Content)
		b.add(l.Price, price(l, t.Price)...)
		b.add(l.Duration, t.Duration)
		b.add(l.Visits, t.Visits)
		b.add(l.Risks, t.Risks...)
		b.add(l.Approval, chosen(t.Approval, map[string]string{"approved": l.Approved, "off_label": l.OffLabel, "unapproved": l.Unapproved}))
		if u := t.Unapproved; u != nil {
			b.add(l.UnapprovedStatement, u.Statement)
			b.add(l.Route, u.Route)
			b.add(l.Alternative, u.DomesticAlternative)
			b.add(l.Overseas, u.OverseasSafety)
			b.add(l.Relief, u.ReliefSystem)
		}
		if r := t.Regenerative; r != nil {
			b.add(l.RegenerativePlan, strings.TrimSpace(r.Class+" "+r.Number), r.Committee, r.Note, l.RegenerativeNote)
		}
		all = append(all, b)
	}
	return all
}

// disclosed returns what the disclosures of a column are called, "" where it has none, and whether
// insurance does not cover all that they speak of.
func disclosed(l *layout.Labels, c *kanshu.Column) (name string, selfPay bool) {
	for i := range c.Treatments {
		selfPay = selfPay || c.Treatments[i].Funding != "insured"
	}
	switch {
	case len(c.Treatments) == 0:
		return "", false
	case selfPay:
		return l.Treatments, true
	}
	return l.TreatmentsInsured, false
}

// add appends an item unless nothing is said of it.
func (b *TreatmentBox) add(name string, lines ...string) {
	var said []string
	for _, line := range lines {
		if line != "" {
			said = append(said, line)
		}
	}
	if len(said) > 0 {
		b.Facts = append(b.Facts, Fact{name, said})
	}
}

// chosen returns the words for a code, or the code's own text where it is none of ours.
func chosen(code string, words map[string]string) string { return label(words[code], code) }

// price returns a price in words: 33,000円から55,000円(税込、1回).
func price(l *layout.Labels, p kanshu.Price) []string {
	if p.IsZero() {
		return nil
	}
	s := p.Text
	if p.Min > 0 || p.Max > 0 {
		s = l.Yen(p.Min)
		switch {
		case p.Max > p.Min && p.Min == 0:
			s = l.Yen(p.Max)
		case p.Max > p.Min && l.Lang == "en":
			s += " " + l.To + " " + l.Yen(p.Max)
		case p.Max > p.Min:
			s += l.To + l.Yen(p.Max)
		}
		var more []string
		if tax := map[string]string{"included": l.TaxIncluded, "excluded": l.TaxExcluded, "exempt": l.TaxExempt}[p.Tax]; tax != "" {
			more = append(more, tax)
		}
		if p.Per != "" {
			more = append(more, p.Per)
		}
		if len(more) > 0 {
			s += " (" + l.List(more) + ")"
		}
	}
	return []string{s, p.Extra}
}
