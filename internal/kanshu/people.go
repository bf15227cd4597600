package kanshu

// A Doctor is one doctor's record, from data/doctors/ID.yaml or written out in a column.
type Doctor struct {
	ID          string // "" for a record written out in a column
	File        string // where the record stands
	Name        string // as shown: 「森下 葉子」; never normalised
	Kana        string // reading, 「もりした ようこ」
	Title       string // post at the clinic: 院長
	Clinic      *Clinic
	Affiliation string // free text where no clinic record fits
	Specialties []string
	Credentials []Credential
	Societies   []string
	Bio         string
	Image       string // "/assets/…", or a file beside the record's column
	URL         string
	SameAs      []string
	Until       Date // last day in office; zero: still in office
	Line        int  // where the record begins in File, from 1
}

// Active reports whether the doctor is in office on the day.
func (d *Doctor) Active(day Date) bool { return d.Until.IsZero() || !d.Until.Before(day) }

// A Credential is a qualification and the body that granted it. Japanese guidelines on medical
// advertising ask for both together.
type Credential struct{ Name, Issuer string }

// A Supervisor is a doctor who vouches for a column from a clinic.
type Supervisor struct {
	Doctor *Doctor
	Clinic *Clinic // the doctor's, unless the column says otherwise; nil if none is known
}

// An Author wrote a column. An author never counts as its supervisor.
type Author struct {
	Doctor *Doctor // nil for a person or desk that is no doctor on record
	Name   string  // set always
}

// A Clinic is one clinic's record, from data/clinics/ID.yaml or written out in a column.
type Clinic struct {
	ID         string // "" for a record written out in a column
	File       string
	Line       int
	Name       string
	Group      string // 医療法人…, the group it belongs to
	Address    Address
	Tel        Tel
	Fax        Tel
	Email      string
	Hours      Hours
	Closed     []string // 休診日, as written: 日曜日, 祝日, 年末年始
	Access     []string // one line a way: 「各線銀座駅 B5番出口より徒歩4分」
	URL        string
	BookingURL string
	Geo        *Geo
	Languages  []string
	Image      string
	Until      Date // last day open; zero: open
}

// Active reports whether the clinic is open on the day.
func (c *Clinic) Active(day Date) bool { return c.Until.IsZero() || !c.Until.Before(day) }

// Geo is a place on the globe in decimal degrees (WGS 84).
type Geo struct{ Lat, Lng float64 }

// An Address is a Japanese postal address. Text is set where it was written as one text, the parts
// where they were given or could be told apart with certainty.
type Address struct {
	PostalCode string // 000-0000, ASCII
	Text       string // as written
	Region     string // 都道府県
	Locality   string // 市区町村
	Street     string
	Building   string
	Floor      string
}

// IsZero reports whether nothing is known.
func (a Address) IsZero() bool { return a == Address{} }

// Line returns the address as one line without the postal code.
func (a Address) Line() string {
	if a.Text != "" {
		return a.Text
	}
	s := a.Region + a.Locality + a.Street
	for _, part := range []string{a.Building, a.Floor} {
		if part != "" {
			s += " " + part
		}
	}
	return s
}

// A Tel is a telephone number. Shown is as the editor wrote it. E164 is the international form
// "+81332890202", and "" where the number cannot be dialled from abroad (0120, 0570) or could not be
// told apart.
type Tel struct {
	Shown    string
	National string // ASCII digits and hyphens: 03-3289-0202
	E164     string
}

// IsZero reports whether no number is given.
func (t Tel) IsZero() bool { return t == Tel{} }

// Href returns the address of the link that dials the number, "" if none can be made.
func (t Tel) Href() string {
	switch {
	case t.E164 != "":
		return "tel:" + t.E164
	case t.National != "":
		return "tel:" + t.National
	default:
		return ""
	}
}
