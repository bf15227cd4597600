package output

import (
	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// columnCrumbs returns the trail to a column as its page shows it: home, its category or else all
// columns, itself.
func (p *Press) columnCrumbs(c *kanshu.Column) []Crumb {
	s := p.shelf(c)
	trail := append(make([]Crumb, 0, 3), Crumb{s.labels.Home, s.prefix + toHome}, Crumb{s.labels.Columns, s.prefix + toColumns})
	if c.Category != nil {
		trail[1] = Crumb{c.Category.Name, s.prefix + categoryPath(c.Category)}
	}
	return append(trail, Crumb{c.Title, c.Path(p.own().lang)})
}

// doctorCrumbs returns the trail to a doctor's page.
func (p *Press) doctorCrumbs(d *kanshu.Doctor) []Crumb {
	l := p.own().labels
	return []Crumb{{l.Home, toHome}, {l.Doctors, toDoctors}, {d.Name, doctorPath(d)}}
}

// clinicCrumbs returns the trail to a clinic's page.
func (p *Press) clinicCrumbs(c *kanshu.Clinic) []Crumb {
	l := p.own().labels
	return []Crumb{{l.Home, toHome}, {l.Clinics, toClinics}, {c.Name, clinicPath(c)}}
}

// trail turns crumbs into the list that machines read.
func (p *Press) trail(url string, crumbs []Crumb) *schemaorg.BreadcrumbList {
	l := &schemaorg.BreadcrumbList{ID: schemaorg.ID{URL: url, Fragment: "breadcrumb"}, Items: make([]schemaorg.Crumb, len(crumbs))}
	for i, c := range crumbs {
		l.Items[i] = schemaorg.Crumb{Name: c.Name, URL: p.abs(c.Path)}
	}
	return l
}
