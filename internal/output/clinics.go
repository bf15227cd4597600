package output

import (
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A ClinicPage is what clinic.html receives.
type ClinicPage struct {
	Frame
	Box     *ClinicBox      // all that is told of the clinic
	Doctors []*layout.Piece // who work there: pieces/person.html
	Items   []*layout.Piece // the newest columns that its doctors vouch for
}

// clinicColumns is how many columns a clinic's page shows.
const clinicColumns = 20

// clinics plans the list of clinics and each one's page. Those that have closed have none.
func clinics(p *Press) ([]kanshu.Artifact, error) {
	s := p.own()
	as := []kanshu.Artifact{p.indexPage(s, toClinics, s.labels.Clinics, s.labels.ClinicsLead, func(d *ListPage) {
		d.ItemsClass = "tiles"
		for _, k := range p.Edition.Clinics() {
			d.Items = append(d.Items, s.boxes.station[k])
		}
	})}
	for _, k := range p.Edition.Clinics() {
		as = append(as, p.Layouts.Lazy(file(p.room.places[k]), "clinic.html", kanshu.Lists, func() any { return p.clinicPage(s, k) }))
	}
	return as, nil
}

func (p *Press) clinicPage(s *shelf, k *kanshu.Clinic) *ClinicPage {
	b := p.clinicBox(s, k)
	about := strings.TrimSpace(k.Name + " " + b.Address)
	d := &ClinicPage{
		Frame: p.frame(s, toClinics, p.room.places[k], k.Name, about, Step{s.labels.Clinics, p.href(toClinics)}, Step{Name: k.Name}),
		Box:   b,
	}
	d.Head = s.heads["guard.js hours.js"]
	d.Records = append(d.Records, p.room.clinics[k])
	for _, doc := range p.Edition.Doctors() {
		if doc.Clinic == k {
			d.Doctors = append(d.Doctors, s.boxes.person[doc])
		}
	}
	columns := s.clinic[k]
	d.Items = s.rows(columns[:min(clinicColumns, len(columns))])
	d.LD = p.clinicLD(k)
	return d
}
