package kanshu

// A Slug is a column's name on disk and in its address: [a-z0-9][a-z0-9-]{0,79}.
type Slug string

// A Column is one article as its author wrote it, fit to publish or not.
type Column struct {
	Slug        Slug
	Lang        string // BCP 47: "ja", "en", "zh", "ko"
	File        string // slash-separated, below the source directory
	Dir         string // the folder its pictures stand in; "" for a column without a folder of its own
	Title       string
	Subtitle    string
	Description string
	Date        Date // day of publication; zero if none is given
	Updated     Date // zero if never revised
	Supervisors []Supervisor
	Named       []Named // what stands at supervisor, in order, whether or not anyone is known by it
	Authors     []Author
	Clinics     []*Clinic // shown with the column; the supervisors' where the column names none
	Review      Review
	Listed      []Reference // what it rests on, where that is held; ask References
	Category    *Topic
	Tags        []*Topic
	FAQ         []Question
	Points      []string // 要点, key points
	Aliases     []string // site paths that redirect here
	Treatments  []Treatment
	COI         []string // statements on conflicts of interest; "なし" is one
	Corrections []Correction
	Sponsor     *Sponsor
	Evidence    []Evidence
	Ad          *AdStatement
	Waivers     []Waiver
	Image       string // for social cards; a file beside the column or "/assets/…"
	Layout      string // template to use instead of column.html; "" for the usual one
	Reading     string // かな of the title, for search
	Draft       bool   // anything but a plain false
	Body        Text
	Survey      Survey
	Head        Digest    // of the front matter's bytes
	Reckoned    Digest    // what Written returns, where it was reckoned before; zero: it is not
	Fields      []Field   // where each front-matter key stands, in order of place, where that is held
	Later       Later     // reads what is not held: ten thousand columns are; nil where all is
	Findings    []Finding // what reading it found; a Refuse among them refuses the column
}

// Written returns the digest of a column as it is written: of its file's name, its front matter and its body. Whoever
// changes one of them clears Reckoned.
func (c *Column) Written() Digest {
	if !c.Reckoned.IsZero() {
		return c.Reckoned
	}
	var room [256]byte
	b := append(append(room[:0], c.Head[:]...), c.Body.Digest[:]...)
	return DigestOf(append(b, c.File...))
}

// Later reads what a column holds only while somebody asks for it. It gives the same each time, and may be asked
// by many at once.
type Later interface {
	Fields() []Field
	References(room []Reference) []Reference // appended to room
	Count() int                              // of References
	Newest() Date                            // see Column.Newest
}

// References returns the sources that the column rests on, in the order of the front matter. They are not to be
// changed. They may be read anew for each call: ask once.
func (c *Column) References() []Reference { return c.ReferencesIn(nil) }

// ReferencesIn returns References, in the memory of room where they are read anew: good until room is used again.
// With nil they have memory of their own.
func (c *Column) ReferencesIn(room *[]Reference) []Reference {
	l := c.unlisted()
	switch {
	case l == nil:
		return c.Listed
	case room == nil:
		return l.References(nil)
	default:
		*room = l.References((*room)[:0])
		return *room
	}
}

// Sources returns how many References there are.
func (c *Column) Sources() int {
	if l := c.unlisted(); l != nil {
		return l.Count()
	}
	return len(c.Listed)
}

// Newest returns the latest day that a reference claims: on which it was seen, or the first of the year in which it
// came out. It is zero where none claims any.
func (c *Column) Newest() Date {
	if l := c.unlisted(); l != nil {
		return l.Newest()
	}
	return Newest(c.Listed)
}

// unlisted returns what reads the references where they are not held, else nil.
func (c *Column) unlisted() Later {
	if c.Listed != nil {
		return nil
	}
	return c.Later
}

// Newest returns the latest day that one of the references claims.
func Newest(list []Reference) Date {
	var last Date
	for i := range list {
		if year := list[i].Year; year > int(last.Year) {
			last = Date{Year: int16(min(year, 9999)), Month: 1, Day: 1} //nolint:gosec // of four digits
		}
		if d := list[i].Accessed; d.After(last) {
			last = d
		}
	}
	return last
}

// A Field is where one front-matter key and its value stand. Key is the canonical English name; a key
// within a list is "references[0].url". Value's place is Key's where there is no value.
type Field struct {
	Key   string
	KeyAt Spot
	Value Spot
	Blank bool // nothing but blanks stands there
}

// A Spot is a Pos within a file that is known: ten thousand columns hold a hundred thousand of them.
type Spot struct{ Line, Char, Len int32 }

// In returns the spot as a place in a file.
func (s Spot) In(file string) Pos {
	return Pos{File: file, Line: int(s.Line), Char: int(s.Char), Len: int(s.Len)}
}

// Spot returns the place without its file.
func (p Pos) Spot() Spot {
	return Spot{int32(p.Line), int32(p.Char), int32(p.Len)} //nolint:gosec // a file holds a megabyte at most
}

// A Named is one entry at the key supervisor as it was written. A Named that is not Known has no entry
// in Supervisors.
type Named struct {
	Text  string // the id, or the name in a record written out; as written
	Pos   Pos
	Blank bool   // nothing, nothing visible, or a placeholder (未定, TBD, ???) stands there
	Known bool   // a doctor with a name is meant
	Near  string // the id on record that was most likely meant; "" if none
}

// At returns where the value of a front-matter key stands, or, if it stands nowhere, the opening
// fence: line 1 of the file.
func (c *Column) At(key string) Pos {
	for _, f := range c.fields() {
		if f.Key == key {
			return f.Value.In(c.File)
		}
	}
	return Pos{File: c.File, Line: 1, Char: 1}
}

// Has reports whether the front matter has the key, blank or not.
func (c *Column) Has(key string) bool {
	for _, f := range c.fields() {
		if f.Key == key {
			return true
		}
	}
	return false
}

func (c *Column) fields() []Field {
	if c.Fields == nil && c.Later != nil {
		return c.Later.Fields()
	}
	return c.Fields
}

// Modified returns the day on which readers last got something new: the latest of date, updated and
// reviewed.
func (c *Column) Modified() Date {
	d := c.Date
	for _, e := range []Date{c.Updated, c.Review.On} {
		if e.After(d) {
			d = e
		}
	}
	return d
}

// Path returns the column's address below the site's root: "/columns/SLUG/", or "/en/columns/SLUG/"
// where the column's language is not the site's.
func (c *Column) Path(siteLang string) string {
	if c.Lang == "" || c.Lang == siteLang {
		return "/columns/" + string(c.Slug) + "/"
	}
	return "/" + c.Lang + "/columns/" + string(c.Slug) + "/"
}

// A Review says when the supervisor read the column, and the last day on which that holds.
type Review struct {
	On, Due  Date // front matter: reviewed, review_due; Due is the last day that counts
	Computed bool // Due was reckoned from review.interval, not written
}

// A Reference is one source that a column rests on.
type Reference struct {
	ID        string // cited as [@id]; "" if none
	Text      string // as written, for a reference that is one text
	Title     string
	Authors   string
	Publisher string
	Year      int // 0 if none
	URL       string
	DOI       string // without resolver: 10.1000/xyz
	PMID      string
	ISBN      string
	Accessed  Date
	Pos       Pos
}

// A Question is one pair of a FAQ. A is Markdown.
type Question struct{ Q, A string }

// A Topic is a category or a tag.
type Topic struct {
	ID          string // [a-z0-9][a-z0-9-]*, or the percent-free form of the name where no record exists
	Name        string
	Description string
}

// A Treatment is the disclosure that Japanese law asks of self-pay treatments.
//
// Source: 医療法施行規則 第1条の9の2; 医療広告ガイドライン 限定解除の要件.
type Treatment struct {
	Name         string
	Funding      string // self_pay, insured, mixed
	Content      string
	Price        Price
	Duration     string
	Visits       string
	Risks        []string
	Approval     string // approved, off_label, unapproved
	Unapproved   *Unapproved
	Regenerative *Regenerative
	Pos          Pos
}

// A Price is a range in yen with what it is for. Text is set where the editor wrote a text.
type Price struct {
	Min, Max int    // yen; Max 0: a single price
	Tax      string // included, excluded, exempt; "" if not said
	Per      string // 1回
	Extra    string // 初診料3,300円
	Text     string
}

// IsZero reports whether no price is given.
func (p Price) IsZero() bool { return p == Price{} }

// Unapproved holds the five items for unapproved or off-label use (2024-03-22 amendment).
type Unapproved struct {
	Statement, Route, DomesticAlternative, OverseasSafety, ReliefSystem string
}

// Regenerative names the plan that was notified; a notification is no approval.
type Regenerative struct{ Class, Number, Committee, Note string }

// A Correction is one mended error, told to readers.
type Correction struct {
	On         Date
	Kind       string
	Text       string
	ApprovedBy string
}

// A Sponsor paid for a column; Label is what readers see (広告, PR).
type Sponsor struct{ Name, Label, URL string }

// Evidence is a claim with the certainty that a named source gave it.
type Evidence struct {
	Claim          string
	Certainty      string // A, B, C, D
	Recommendation string // 1, 2, none
	GradedBy       string // who graded; "" : the editors' own ordering, no grade is shown
	Refs           []string
}

// An AdStatement overrides whether a column counts as advertising, with the reason.
type AdStatement struct {
	Is     bool
	Reason string
}

// A Waiver lets one rule about words pass, with a reason and a name.
type Waiver struct {
	Rule, Reason, By string
	Match            string // only where these words stand; "" for all
	Pos              Pos
}
