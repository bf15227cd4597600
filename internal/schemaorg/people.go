package schemaorg

import (
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// A Person is a doctor. A doctor is no Physician here: schema.org's Physician is a business with an
// address, and knows neither worksFor nor jobTitle. That the person is a doctor is said by the
// credentials and who granted them.
type Person struct {
	ID          ID
	Name        string
	JobTitle    string
	URL         string
	Image       string // absolute address
	Description string
	Identifier  string
	SameAs      []string
	KnowsAbout  []string
	Credentials []kanshu.Credential
	Societies   []string
	WorksFor    ID     // a clinic of the graph
	Affiliation string // its name, where no clinic of the graph fits
}

// Append appends the node to b.
func (p *Person) Append(b []byte) []byte {
	b = self(open(b, "Person"), p.ID)
	b = text(b, "name", p.Name)
	b = text(b, "jobTitle", p.JobTitle)
	b = text(b, "url", p.URL)
	b = text(b, "image", p.Image)
	b = text(b, "description", p.Description)
	b = text(b, "identifier", p.Identifier)
	b = texts(b, "sameAs", p.SameAs)
	b = texts(b, "knowsAbout", p.KnowsAbout)
	b = several(b, "hasCredential", len(p.Credentials), func(b []byte, i int) []byte {
		c := p.Credentials[i]
		b = text(open(b, "EducationalOccupationalCredential"), "name", c.Name)
		return append(named(b, "recognizedBy", c.Issuer), '}')
	})
	b = several(b, "memberOf", len(p.Societies), func(b []byte, i int) []byte {
		return append(text(open(b, "Organization"), "name", p.Societies[i]), '}')
	})
	if p.WorksFor.IsZero() {
		b = named(b, "worksFor", p.Affiliation)
	} else {
		b = ref(b, "worksFor", p.WorksFor)
	}
	return append(b, '}')
}

// An Organization publishes.
type Organization struct {
	ID    ID
	Name  string
	URL   string
	Logo  string // absolute address
	Email string
}

// Append appends the node to b.
func (o *Organization) Append(b []byte) []byte {
	b = self(open(b, "Organization"), o.ID)
	b = text(b, "name", o.Name)
	b = text(b, "url", o.URL)
	if o.Logo != "" {
		b = append(text(open(key(b, "logo"), "ImageObject"), "url", o.Logo), '}')
	}
	return append(text(b, "email", o.Email), '}')
}

// A MedicalClinic is a clinic with its address, telephone and hours.
type MedicalClinic struct {
	ID          ID
	Name        string
	URL         string
	Image       string // absolute address
	Group       string // parentOrganization
	Address     kanshu.Address
	Tel, Fax    kanshu.Tel
	Email       string
	Geo         *kanshu.Geo
	Hours       kanshu.Hours
	ShutHoliday bool     // closed on public holidays
	Specialties []string // members of MedicalSpecialty, as Specialty returns them
	Languages   []string
	SameAs      []string
}

// Append appends the node to b.
func (c *MedicalClinic) Append(b []byte) []byte {
	b = self(open(b, "MedicalClinic"), c.ID)
	b = text(b, "name", c.Name)
	b = text(b, "url", c.URL)
	b = text(b, "image", c.Image)
	b = text(b, "telephone", Telephone(c.Tel))
	b = text(b, "faxNumber", Telephone(c.Fax))
	b = text(b, "email", c.Email)
	b = appendAddress(b, c.Address)
	if c.Geo != nil {
		b = append(key(open(key(b, "geo"), "GeoCoordinates"), "latitude"), degrees(c.Geo.Lat)...)
		b = append(append(key(b, "longitude"), degrees(c.Geo.Lng)...), '}')
	}
	b = appendHours(b, c.Hours, c.ShutHoliday)
	b = texts(b, "medicalSpecialty", c.Specialties)
	b = named(b, "parentOrganization", c.Group)
	b = texts(b, "knowsLanguage", c.Languages)
	return append(texts(b, "sameAs", c.SameAs), '}')
}

// degrees writes decimal degrees with as many places as were given, at least five (about a metre),
// as Google asks.
func degrees(f float64) string {
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if _, places, _ := strings.Cut(s, "."); len(places) < 5 {
		return strconv.FormatFloat(f, 'f', 5, 64)
	}
	return s
}

func appendAddress(b []byte, a kanshu.Address) []byte {
	if a.IsZero() {
		return b
	}
	b = text(open(key(b, "address"), "PostalAddress"), "postalCode", a.PostalCode)
	street := a.Street
	if a.Region == "" && a.Locality == "" && a.Street == "" {
		street = a.Text
	} else {
		for _, part := range [2]string{a.Building, a.Floor} {
			if part != "" {
				street = strings.TrimPrefix(street+" "+part, " ")
			}
		}
	}
	b = text(b, "addressRegion", a.Region)
	b = text(b, "addressLocality", a.Locality)
	b = text(b, "streetAddress", street)
	return append(text(b, "addressCountry", "JP"), '}')
}

// Telephone returns a number in the international form with the groups that the editor wrote,
// +81-3-0000-0000, and "" for one that cannot be dialled from abroad.
func Telephone(t kanshu.Tel) string {
	if t.E164 == "" {
		return ""
	}
	if rest, ok := strings.CutPrefix(t.National, "0"); ok && strings.HasPrefix(t.E164, "+81") {
		return "+81-" + rest
	}
	return t.E164
}
