package output

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// nodes is what the structured data of every page shares, rendered once an edition: the same thing
// says the same wherever it stands. It fills itself on first use and may be used by many at once.
type nodes struct {
	once            sync.Once
	siteID          schemaorg.ID
	publisherID     schemaorg.ID
	publisherClinic *kanshu.Clinic // the clinic that publishes and has a page; nil for any other publisher
	publisherAuthor []schemaorg.Author
	publisherPerson person // likewise in feeds
	publisher       []byte // an Organization
	website         []byte
	doctors         map[*kanshu.Doctor]doctorNode // those with a page
	clinics         map[*kanshu.Clinic]clinicNode
}

// A doctorNode is one doctor in three lengths: all that the doctor's page shows, what a column's page
// shows, and that without the clinic, for a column that shows another one.
type doctorNode struct {
	id                 schemaorg.ID
	full, brief, alone []byte
}

// A clinicNode is one clinic with the specialties that its page shows, and without.
type clinicNode struct {
	id          schemaorg.ID
	full, brief []byte
}

// known returns the shared nodes.
func (p *Press) known() *nodes {
	p.nodes.once.Do(func() { p.nodes.fill(p) })
	return &p.nodes
}

func (n *nodes) fill(p *Press) {
	cfg := p.Edition.Config()
	home := p.abs("/")
	doctors, clinics := p.Edition.Doctors(), p.Edition.Clinics()
	n.doctors = make(map[*kanshu.Doctor]doctorNode, len(doctors))
	n.clinics = make(map[*kanshu.Clinic]clinicNode, len(clinics))
	for _, c := range clinics {
		n.clinics[c] = clinicNode{id: schemaorg.ID{URL: p.abs(clinicPath(c)), Fragment: "clinic"}}
	}
	for _, d := range doctors {
		n.doctors[d] = doctorNode{id: schemaorg.ID{URL: p.abs(doctorPath(d)), Fragment: "person"}}
	}
	n.siteID = schemaorg.ID{URL: home, Fragment: "website"}
	n.publisherID = schemaorg.ID{URL: home, Fragment: "publisher"}
	org := schemaorg.Organization{Name: p.publisherName(), URL: cfg.Publisher.URL, Logo: p.shownAt(cfg.Publisher.Logo)}
	if org.URL == "" {
		org.URL = home
	}
	if c := cfg.Publisher.Clinic; c != nil && n.hasPage(c) {
		n.publisherClinic, n.publisherID = c, n.clinicID(c, "", 0)
		org.Name, org.URL = c.Name, p.abs(clinicPath(c))
	}
	org.ID = n.publisherID
	n.publisher = org.Append(nil)
	n.publisherPerson = p.publisherPerson()
	n.publisherAuthor = []schemaorg.Author{{ID: n.publisherID}}
	site := schemaorg.WebSite{
		ID: n.siteID, Name: cfg.Title, URL: home, Description: cfg.Description, Lang: cfg.Language, Publisher: n.publisherID,
	}
	n.website = site.Append(nil)
	for _, c := range clinics {
		place := p.clinic(c, n.clinicID(c, "", 0))
		brief := place.Append(nil)
		place.Specialties = specialties(c, doctors)
		n.clinics[c] = clinicNode{place.ID, place.Append(nil), brief}
	}
	for _, d := range doctors {
		n.doctors[d] = n.doctor(p, d)
	}
}

// doctor renders a doctor who has a page.
func (n *nodes) doctor(p *Press, d *kanshu.Doctor) doctorNode {
	person := p.person(d, n.doctorID(d, "", 0))
	person.URL, person.Identifier = p.abs(doctorPath(d)), d.ID
	alone := person.Append(nil)
	if d.Clinic != nil && n.hasPage(d.Clinic) {
		person.WorksFor = n.clinicID(d.Clinic, "", 0)
	}
	brief := person.Append(nil)
	person.KnowsAbout, person.Societies = d.Specialties, d.Societies
	person.SameAs = links(d.URL, d.SameAs)
	return doctorNode{person.ID, person.Append(nil), brief, alone}
}

// person returns what a column's page shows of a doctor.
func (p *Press) person(d *kanshu.Doctor, id schemaorg.ID) schemaorg.Person {
	person := schemaorg.Person{
		ID: id, Name: d.Name, JobTitle: d.Title, Image: p.plateURL(portraitName(d)), Description: d.Bio,
		Credentials: d.Credentials, Affiliation: d.Affiliation,
	}
	if person.JobTitle == "" {
		person.JobTitle = kanshu.Wording{JA: "医師", EN: "Doctor"}.In(p.Edition.Config().Language)
	}
	if d.ID == "" {
		person.URL = d.URL
	}
	return person
}

// clinic returns what every page shows of a clinic.
func (p *Press) clinic(c *kanshu.Clinic, id schemaorg.ID) schemaorg.MedicalClinic {
	place := schemaorg.MedicalClinic{
		ID: id, Name: c.Name, URL: c.URL, Image: p.shownAt(c.Image), Group: c.Group, Address: c.Address, Tel: c.Tel,
		Fax: c.Fax, Email: c.Email, Geo: c.Geo, Hours: c.Hours, Languages: c.Languages,
		ShutHoliday: slices.ContainsFunc(c.Closed, shutOnHolidays),
	}
	if p.nodes.hasPage(c) {
		place.URL, place.SameAs = p.abs(clinicPath(c)), links(c.URL, nil)
	}
	return place
}

// shutOnHolidays reports whether one entry of the closed days is public holidays and nothing less:
// 祝日, 日・祝, 日曜・祝日, but not 「祝日(午後のみ)」.
func shutOnHolidays(closed string) bool {
	closed = strings.TrimSpace(closed)
	for _, day := range strings.FieldsFunc(closed, func(r rune) bool { return strings.ContainsRune("・、,，/ 　", r) }) {
		if day == "祝" || day == "祝日" || day == "日祝" || day == "日祝日" || day == "土日祝" || day == "土日祝日" {
			return true
		}
	}
	return false
}

// specialties returns what the doctors of a clinic, whom its page lists, have in common with schema.org's
// list, each once, in the order of the doctors.
func specialties(c *kanshu.Clinic, doctors []*kanshu.Doctor) []string {
	var list []string
	for _, d := range doctors {
		if d.Clinic != c {
			continue
		}
		for _, name := range d.Specialties {
			if s := schemaorg.Specialty(name); s != "" && !slices.Contains(list, s) {
				list = append(list, s)
			}
		}
	}
	return list
}

func links(first string, rest []string) []string {
	if first == "" {
		return rest
	}
	return append([]string{first}, rest...)
}

func (n *nodes) hasPage(c *kanshu.Clinic) bool {
	_, ok := n.clinics[c]
	return ok
}

// reviewers returns the supervisors of a column by name of node, each once.
func (n *nodes) reviewers(c *kanshu.Column, url string) []schemaorg.ID {
	ids := make([]schemaorg.ID, 0, len(c.Supervisors))
	for i, s := range c.Supervisors {
		if s.Doctor != nil && !earlier(c.Supervisors, i) {
			ids = append(ids, n.doctorID(s.Doctor, url, i))
		}
	}
	return ids
}

// doctorID names a doctor: by the doctor's page, or, for the i-th one (from 0) that is written out in a
// column, by the column's page.
func (n *nodes) doctorID(d *kanshu.Doctor, url string, i int) schemaorg.ID {
	if node, ok := n.doctors[d]; ok {
		return node.id
	}
	return schemaorg.ID{URL: url, Fragment: fragment("person", i)}
}

// clinicID names a clinic likewise.
func (n *nodes) clinicID(c *kanshu.Clinic, url string, i int) schemaorg.ID {
	if node, ok := n.clinics[c]; ok {
		return node.id
	}
	return schemaorg.ID{URL: url, Fragment: fragment("clinic", i)}
}

func fragment(name string, i int) string {
	if i == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(i+1)
}

// shownAt returns the absolute address of a picture that a record names, "" where it has none that
// machines could fetch.
func (p *Press) shownAt(src string) string {
	if strings.HasPrefix(src, "https://") || strings.HasPrefix(src, "http://") {
		return src
	}
	return p.plateURL(assetName(src))
}

// plateURL returns the absolute address of a picture by its source name, "" if it is not published.
func (p *Press) plateURL(name string) string {
	if pl := p.room.pictures.plates[name]; pl != nil {
		return p.abs("/" + pl.largest())
	}
	return ""
}
