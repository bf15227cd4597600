package output

import (
	"html/template"

	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// A Crumb is one place on the way to a page. Path is a site path; the page itself comes last.
type Crumb struct{ Name, Path string }

// appendColumnLD appends the structured data of a column's page as one script element: the page with its
// supervision, the article, the trail, the supervisors, the clinics, the questions that the page shows
// (answers as HTML), the publisher and the site. url is the page's address, image that of the column's picture, ""
// for none.
func (p *Press) appendColumnLD(b []byte, m *forme, c *kanshu.Column, url string, refs []kanshu.Reference, questions []kanshu.Question, image string) []byte {
	n, cfg := p.known(), p.Edition.Config()
	if image != "" {
		image = p.abs(image)
	}
	page := schemaorg.WebPage{
		Type: schemaorg.MedicalWebPage, ID: schemaorg.ID{URL: url, Fragment: "webpage"}, URL: url,
		Name: c.Title, Description: summary(c), Lang: language(c, cfg), IsPartOf: n.siteID,
		Breadcrumb: schemaorg.ID{URL: url, Fragment: "breadcrumb"},
		Modified:   c.Modified().In(cfg.Location), LastReviewed: c.Review.On, ReviewedBy: n.reviewers(c, url),
		Expires: c.Review.Due.AddDays(1).In(cfg.Location), Publisher: n.publisherID,
		MainEntity: schemaorg.ID{URL: url, Fragment: "article"}, References: refs,
	}
	if !c.Date.IsZero() {
		page.Published = c.Date.In(cfg.Location)
	}
	article := schemaorg.Article{
		ID: page.MainEntity, Headline: c.Title, Subtitle: c.Subtitle, Description: page.Description, Image: image,
		Lang: page.Lang, Published: page.Published, Modified: page.Modified, Keywords: topicNames(c.Tags),
		Authors: p.authors(c, url), Publisher: n.publisherID, Sponsor: p.sponsor(c), PageID: page.ID, PageURL: url,
		References: len(refs), Corrections: c.Corrections, Location: cfg.Location,
	}
	if c.Category != nil {
		article.Section = c.Category.Name
		page.Specialty = schemaorg.Specialty(c.Category.Name)
	}
	g := schemaorg.NewGraph(b)
	g.Page(&page)
	g.Article(&article)
	var steps [3]schemaorg.Crumb
	g.Breadcrumb(&schemaorg.BreadcrumbList{ID: page.Breadcrumb, Items: p.columnTrail(steps[:0], m, c, url)})
	g.FAQ(&schemaorg.FAQPage{
		ID: schemaorg.ID{URL: url, Fragment: "faq"}, Lang: page.Lang, IsPartOf: page.ID, Questions: questions,
	})
	p.addPeople(g, c, url)
	p.addSite(g, clinicsOf(c))
	return g.Script()
}

// homeLD returns the structured data of the home page. Search needs JavaScript, so no SearchAction
// promises it.
func (p *Press) homeLD() template.HTML {
	cfg := p.Edition.Config()
	url := p.abs("/")
	return p.script(func(g *schemaorg.Graph) {
		page := p.pageOf(schemaorg.Page, url, cfg.Title)
		page.Description = cfg.Description
		g.Page(&page)
		p.addSite(g, nil)
	})
}

// pageOf returns what is said of every page that is no column's.
func (p *Press) pageOf(kind schemaorg.PageType, url, name string) schemaorg.WebPage {
	return schemaorg.WebPage{
		Type: kind, ID: schemaorg.ID{URL: url, Fragment: "webpage"}, URL: url, Name: name,
		Lang: p.Edition.Config().Language, IsPartOf: p.known().siteID, Publisher: p.known().publisherID,
	}
}

// doctorLD returns the structured data of a doctor's page.
func (p *Press) doctorLD(d *kanshu.Doctor) template.HTML {
	n := p.known()
	url := p.abs(doctorPath(d))
	return p.script(func(g *schemaorg.Graph) {
		page := p.pageOf(schemaorg.ProfilePage, url, d.Name)
		page.Breadcrumb, page.MainEntity = schemaorg.ID{URL: url, Fragment: "breadcrumb"}, n.doctorID(d, url, 0)
		g.Page(&page)
		g.Breadcrumb(p.trail(url, p.doctorCrumbs(d)))
		g.Raw(n.doctors[d].full)
		var shown []*kanshu.Clinic
		if d.Clinic != nil && n.hasPage(d.Clinic) {
			g.Raw(n.clinics[d.Clinic].brief)
			shown = []*kanshu.Clinic{d.Clinic}
		}
		p.addSite(g, shown)
	})
}

// clinicLD returns the structured data of a clinic's page.
func (p *Press) clinicLD(c *kanshu.Clinic) template.HTML {
	n := p.known()
	url := p.abs(clinicPath(c))
	return p.script(func(g *schemaorg.Graph) {
		page := p.pageOf(schemaorg.Page, url, c.Name)
		page.Breadcrumb, page.MainEntity = schemaorg.ID{URL: url, Fragment: "breadcrumb"}, n.clinicID(c, url, 0)
		g.Page(&page)
		g.Breadcrumb(p.trail(url, p.clinicCrumbs(c)))
		g.Raw(n.clinics[c].full)
		p.addSite(g, []*kanshu.Clinic{c})
	})
}

// listLD returns the structured data of a page that lists columns.
func (p *Press) listLD(title, path string, crumbs []Crumb) template.HTML {
	url := p.abs(path)
	page := p.pageOf(schemaorg.CollectionPage, url, title)
	if len(crumbs) > 1 {
		page.Breadcrumb = schemaorg.ID{URL: url, Fragment: "breadcrumb"}
	}
	return p.script(func(g *schemaorg.Graph) {
		g.Page(&page)
		g.Breadcrumb(p.trail(url, crumbs))
		p.addSite(g, nil)
	})
}

// script returns structured data, which write writes at a bench: it is kept no larger than it is.
func (p *Press) script(write func(*schemaorg.Graph)) template.HTML {
	bench := p.room.benches.Take()
	defer p.room.benches.Put(bench)
	g := schemaorg.NewGraph(bench.ld[:0])
	write(g)
	bench.ld = g.Script()
	return template.HTML(bench.ld) //nolint:gosec // escaped by schemaorg
}

// addSite adds the publisher and the site. shown are the clinics that the graph already describes:
// where one of them publishes, nothing is added.
func (p *Press) addSite(g *schemaorg.Graph, shown []*kanshu.Clinic) {
	n := p.known()
	described := false
	for _, c := range shown {
		described = described || c == n.publisherClinic
	}
	if !described {
		g.Raw(n.publisher)
	}
	g.Raw(n.website)
}

// addPeople adds the supervisors and the clinics of a column. Those on record are copied, those
// written out in the column are appended here.
func (p *Press) addPeople(g *schemaorg.Graph, c *kanshu.Column, url string) {
	n, clinics := p.known(), clinicsOf(c)
	for i, s := range c.Supervisors {
		if s.Doctor == nil || earlier(c.Supervisors, i) {
			continue
		}
		node, onRecord := n.doctors[s.Doctor]
		switch at := clinicIndex(clinics, s.Doctor.Clinic); {
		case onRecord && at >= 0:
			g.Raw(node.brief)
		case onRecord:
			g.Raw(node.alone)
		default:
			person := p.person(s.Doctor, n.doctorID(s.Doctor, url, i))
			if at >= 0 {
				person.WorksFor = n.clinicID(s.Doctor.Clinic, url, at)
			}
			g.Raw(person.Append(nil))
		}
	}
	for i, clinic := range clinics {
		if clinicIndex(clinics[:i], clinic) >= 0 {
			continue
		}
		if node, ok := n.clinics[clinic]; ok {
			g.Raw(node.brief)
			continue
		}
		place := p.clinic(clinic, n.clinicID(clinic, url, i))
		g.Raw(place.Append(nil))
	}
}

// earlier reports whether the i-th supervisor's doctor stands in the list before it.
func earlier(list []kanshu.Supervisor, i int) bool {
	for _, s := range list[:i] {
		if s.Doctor == list[i].Doctor {
			return true
		}
	}
	return false
}

func clinicIndex(list []*kanshu.Clinic, c *kanshu.Clinic) int {
	for i := range list {
		if list[i] == c && c != nil {
			return i
		}
	}
	return -1
}

// summary returns the text that stands for a column where its body does not.
func summary(c *kanshu.Column) string {
	if c.Description != "" {
		return c.Description
	}
	return c.Survey.Lead
}

func language(c *kanshu.Column, cfg *kanshu.Config) string {
	if c.Lang != "" {
		return c.Lang
	}
	return cfg.Language
}

func topicNames(list []*kanshu.Topic) []string {
	if len(list) == 0 {
		return nil
	}
	names := make([]string, len(list))
	for i, t := range list {
		names[i] = t.Name
	}
	return names
}
