package output

import (
	"html/template"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A DoctorBox is one doctor as shown on a page: beside a column, in a list, on the doctor's own page.
type DoctorBox struct {
	L           *layout.Labels
	Lang        string // of the record, where it is not that of the page; ""
	Name, Kana  string
	Href        string // of the doctor's page; "" for a record written out in a column
	Role        string // clinic and post
	Specialties []string
	Credentials []string // with the body that granted each
	Societies   []string
	Bio         string
	Portrait    *Picture // nil: the first character of the name stands for it
}

// A ClinicBox is one clinic likewise.
type ClinicBox struct {
	L            *layout.Labels
	Lang         string // of the record, where it is not that of the page; ""
	Name, Group  string
	Href         string
	PostalCode   string
	Address      string
	Access       []string
	Tel          string
	TelHref      template.URL // tel:+81…; html/template trusts no such address unless told to
	Fax, Email   string
	Map          string
	Booking, URL string
	Languages    []string
	Hours        []HoursRow
	HoursText    []string
	Notes        []string
	Week         string // the table for hours.js; "" where it does not say all
	ClosedDays   string
	ClosedLang   string // of ClosedDays, where it is not that of the page; ""
}

// An HoursRow is days that keep the same hours.
type HoursRow struct {
	Days   string
	Spans  []string
	Closed bool
}

type doctorKey struct {
	doctor *kanshu.Doctor
	clinic *kanshu.Clinic
}

// boxes are the pieces that show people, one for each doctor and clinic of a language.
type boxes struct {
	doctor  map[doctorKey]*layout.Piece
	clinic  map[*kanshu.Clinic]*layout.Piece
	cover   map[*kanshu.Clinic]*layout.Piece
	person  map[*kanshu.Doctor]*layout.Piece
	station map[*kanshu.Clinic]*layout.Piece
}

// furnish plans the boxes of everyone who stands on a shelf or on record.
func (p *Press) furnish(s *shelf) {
	s.boxes = boxes{
		map[doctorKey]*layout.Piece{},
		map[*kanshu.Clinic]*layout.Piece{},
		map[*kanshu.Clinic]*layout.Piece{},
		map[*kanshu.Doctor]*layout.Piece{},
		map[*kanshu.Clinic]*layout.Piece{},
	}
	for _, c := range s.columns {
		for _, v := range c.Supervisors {
			k := doctorKey{v.Doctor, v.Clinic}
			if s.boxes.doctor[k] == nil {
				s.boxes.doctor[k] = p.Layouts.Piece("pieces/doctor.html", func() any { return p.doctorBox(s, k) })
			}
		}
		for _, k := range clinicsOf(c) {
			p.furnishClinic(s, k)
		}
	}
	p.furnishClinic(s, nil)
	for _, d := range p.Edition.Doctors() {
		k := doctorKey{d, d.Clinic}
		s.boxes.person[d] = p.Layouts.Piece("pieces/person.html", func() any { return p.doctorBox(s, k) })
	}
	for _, k := range p.Edition.Clinics() {
		p.furnishClinic(s, k)
		s.boxes.station[k] = p.Layouts.Piece("pieces/place-item.html", func() any { return p.clinicBox(s, k) })
	}
}

func (p *Press) furnishClinic(s *shelf, k *kanshu.Clinic) {
	if s.boxes.cover[k] != nil {
		return
	}
	s.boxes.cover[k] = p.Layouts.Piece("pieces/cover.html", func() any { return p.clinicBox(s, k) })
	if k != nil {
		s.boxes.clinic[k] = p.Layouts.Piece("pieces/clinic.html", func() any {
			b := p.clinicBox(s, k)
			b.Week = "" // what is open now is told on the clinic's own page, which brings the script
			return b
		})
	}
}

// foreign returns the language of the site's records where a shelf is in another, else "".
func (p *Press) foreign(s *shelf) string {
	if own := p.Edition.Config().Language; own != s.lang {
		return own
	}
	return ""
}

func (p *Press) doctorBox(s *shelf, k doctorKey) *DoctorBox {
	d := k.doctor
	b := &DoctorBox{
		L: s.labels, Lang: p.foreign(s), Name: d.Name, Kana: d.Kana, Role: role(nil, d, k.clinic),
		Specialties: d.Specialties, Societies: d.Societies, Bio: strings.Join(strings.Fields(d.Bio), ""),
		Portrait: p.portrait(d),
	}
	if p.Edition.Config().Language != "ja" {
		b.Bio = strings.Join(strings.Fields(d.Bio), " ")
	}
	if page := p.room.pages[d]; page != "" {
		b.Href = p.href(page)
	}
	for _, c := range d.Credentials {
		if c.Issuer != "" {
			c.Name += "(" + c.Issuer + ")"
		}
		b.Credentials = append(b.Credentials, c.Name)
	}
	return b
}

// role returns clinic and post in one line.
func role(m *forme, d *kanshu.Doctor, c *kanshu.Clinic) string {
	where := d.Affiliation
	if c != nil && c.Name != "" {
		where = c.Name
	}
	return strings.TrimSpace(m.join(where, " ", d.Title))
}

func (p *Press) clinicBox(s *shelf, c *kanshu.Clinic) *ClinicBox {
	b := &ClinicBox{L: s.labels, Lang: p.foreign(s)}
	if c == nil {
		return b
	}
	b.Name, b.Group, b.Access, b.Languages = c.Name, c.Group, c.Access, c.Languages
	b.PostalCode, b.Address = c.Address.PostalCode, c.Address.Line()
	b.Tel, b.Fax, b.Email = c.Tel.Shown, c.Fax.Shown, c.Email
	b.TelHref = template.URL(c.Tel.Href()) //nolint:gosec // digits, hyphens and a plus sign, made by source
	b.Booking, b.URL, b.ClosedDays = c.BookingURL, c.URL, strings.Join(c.Closed, s.labels.And)
	if b.Lang != "" {
		closedDays(b, c)
	}
	if page := p.room.places[c]; page != "" {
		b.Href = p.href(page)
	}
	if b.Tel == "" {
		b.Tel = c.Tel.National
	}
	b.Map = mapLink(c)
	if b.Lang != "" {
		b.Languages = tongues(s.labels, c.Languages)
	}
	hours(b, c)
	return b
}

// mapLink returns a link that opens a map: by place where one is given, else by the address. The page
// asks nobody for anything until the reader follows it.
func mapLink(c *kanshu.Clinic) string {
	const base = "https://www.openstreetmap.org/"
	if g := c.Geo; g != nil {
		lat, lng := strconv.FormatFloat(g.Lat, 'f', -1, 64), strconv.FormatFloat(g.Lng, 'f', -1, 64)
		return base + "?mlat=" + lat + "&mlon=" + lng + "#map=18/" + lat + "/" + lng
	}
	if line := c.Address.Line(); line != "" {
		return base + "search?query=" + escapeQuery(line)
	}
	return ""
}
