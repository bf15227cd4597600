package output

import (
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A DoctorPage is what doctor.html receives.
type DoctorPage struct {
	Frame
	Name, Kana  string
	Role        string // clinic and post
	Specialties []string
	Credentials []string // with the body that granted each
	Societies   []string
	Links       []string        // to profiles elsewhere
	Bio         []string        // paragraphs
	Portrait    *Picture        // nil: the first character of the name stands for it
	Clinic      *layout.Piece   // nil without one: pieces/clinic.html
	Items       []*layout.Piece // the columns of this page of the list: pieces/row.html
	Pager       *Pager          // nil where one page holds all
}

// doctors plans the list of doctors and each one's page. Those who have left have none.
func doctors(p *Press) ([]kanshu.Artifact, error) {
	s := p.own()
	as := []kanshu.Artifact{p.indexPage(s, toDoctors, s.labels.Doctors, s.labels.DoctorsLead, func(d *ListPage) {
		d.ItemsClass = "people"
		for _, doc := range p.Edition.Doctors() {
			d.Items = append(d.Items, s.boxes.person[doc])
		}
	})}
	size := p.Edition.PageSize()
	for _, doc := range p.Edition.Doctors() {
		first := p.room.pages[doc]
		columns := s.doctor[doc]
		of := max(1, (len(columns)+size-1)/size)
		for i := range of {
			path, some := pageOf(first, i+1), columns[i*size:min(len(columns), (i+1)*size)]
			data := func() any {
				d := p.doctorPage(s, doc, path, i+1, of)
				d.Items = s.rows(some)
				return d
			}
			as = append(as, p.page(file(path), "doctor.html", kanshu.Lists, doctorBrief(s, doc, path, i+1, of, some), data))
		}
	}
	return as, nil
}

func (p *Press) doctorPage(s *shelf, doc *kanshu.Doctor, path string, n, of int) *DoctorPage {
	b := p.doctorBox(s, doctorKey{doc, doc.Clinic})
	title := doc.Name
	crumbs := []Step{{s.labels.Doctors, p.href(toDoctors)}, {Name: doc.Name}}
	if n > 1 {
		title += " " + s.labels.Page(n, of)
		crumbs[1].Href = p.href(p.room.pages[doc])
		crumbs = append(crumbs, Step{Name: s.labels.Page(n, of)})
	}
	d := &DoctorPage{
		Frame: p.frame(s, toDoctors, path, title, strings.TrimSpace(doc.Name+" "+b.Role+" "+s.labels.List(doc.Specialties)), crumbs...),
		Name:  b.Name, Kana: b.Kana, Role: b.Role, Specialties: b.Specialties, Credentials: b.Credentials,
		Societies: b.Societies, Bio: paragraphs(doc.Bio), Portrait: b.Portrait,
	}
	d.Feeds = p.feedsOf(strings.TrimSuffix(p.room.pages[doc], "/"), doc.Name)
	d.Card.Type = "profile"
	if doc.URL != "" {
		d.Links = append(d.Links, doc.URL)
	}
	d.Links = append(d.Links, doc.SameAs...)
	d.Records = append(d.Records, p.room.doctors[doc])
	if k := doc.Clinic; k != nil && s.boxes.clinic[k] != nil {
		d.Clinic = s.boxes.clinic[k]
	}
	if of > 1 {
		d.Pager = p.pager(p.room.pages[doc], n, of)
	}
	if n == 1 {
		d.LD = p.doctorLD(doc)
	}
	return d
}

// paragraphs cuts a text at its empty lines, and joins the lines of each part.
func paragraphs(text string) []string {
	var all []string
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			all = append(all, part)
		}
	}
	return all
}
