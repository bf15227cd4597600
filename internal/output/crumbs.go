package output

import (
	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// columnTrail appends the trail to a column, for machines, as its page shows it: home, its category or else all
// columns, itself at its address.
func (p *Press) columnTrail(trail []schemaorg.Crumb, m *forme, c *kanshu.Column, url string) []schemaorg.Crumb {
	s := p.shelf(c)
	above := schemaorg.Crumb{Name: s.labels.Columns, URL: p.abs(s.prefix + toColumns)}
	if c.Category != nil {
		above = schemaorg.Crumb{Name: c.Category.Name, URL: p.absIn(m, m.join(s.prefix, toTopics, c.Category.ID, "/"))}
	}
	return append(trail, schemaorg.Crumb{Name: s.labels.Home, URL: p.absIn(m, s.prefix+toHome)}, above, schemaorg.Crumb{Name: c.Title, URL: url})
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
