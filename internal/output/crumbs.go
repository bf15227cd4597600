package output

import (
	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// The names of places that trails lead through.
var (
	atHome    = kanshu.Wording{JA: "ホーム", EN: "Home"}
	atColumns = kanshu.Wording{JA: "コラム", EN: "Columns"}
	atDoctors = kanshu.Wording{JA: "監修医", EN: "Doctors"}
	atClinics = kanshu.Wording{JA: "クリニック", EN: "Clinics"}
)

// columnCrumbs returns the trail to a column: home, its category or else all columns, itself. A
// translation hangs below home alone, since lists are in the site's language.
func (p *Press) columnCrumbs(c *kanshu.Column) []Crumb {
	cfg := p.Edition.Config()
	lang := language(c, cfg)
	trail := append(make([]Crumb, 0, 3), Crumb{atHome.In(lang), "/"})
	switch {
	case lang != cfg.Language:
	case c.Category != nil:
		trail = append(trail, Crumb{c.Category.Name, categoryPath(c.Category)})
	default:
		trail = append(trail, Crumb{atColumns.In(lang), "/columns/"})
	}
	return append(trail, Crumb{c.Title, c.Path(cfg.Language)})
}

// doctorCrumbs returns the trail to a doctor's page.
func (p *Press) doctorCrumbs(d *kanshu.Doctor) []Crumb {
	lang := p.Edition.Config().Language
	return []Crumb{{atHome.In(lang), "/"}, {atDoctors.In(lang), "/doctors/"}, {d.Name, doctorPath(d)}}
}

// clinicCrumbs returns the trail to a clinic's page.
func (p *Press) clinicCrumbs(c *kanshu.Clinic) []Crumb {
	lang := p.Edition.Config().Language
	return []Crumb{{atHome.In(lang), "/"}, {atClinics.In(lang), "/clinics/"}, {c.Name, clinicPath(c)}}
}

// trail turns crumbs into the list that machines read.
func (p *Press) trail(url string, crumbs []Crumb) *schemaorg.BreadcrumbList {
	l := &schemaorg.BreadcrumbList{ID: schemaorg.ID{URL: url, Fragment: "breadcrumb"}, Items: make([]schemaorg.Crumb, len(crumbs))}
	for i, c := range crumbs {
		l.Items[i] = schemaorg.Crumb{Name: c.Name, URL: p.abs(c.Path)}
	}
	return l
}
