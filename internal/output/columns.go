package output

import (
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A ColumnPage is what column.html receives. What only Make knows is empty while keys are taken: Body,
// Phrases, Contents, LD, the answers and the marks back to citations all follow from Source and from
// the other fields.
type ColumnPage struct {
	Frame
	Source      kanshu.Digest // of the front matter and the body as written
	Terms       kanshu.Digest // of the glossary, whose words the body explains
	Resolved    []string      // addresses that links and pictures of the body lead to, in order
	Category    *Link         // nil where the column has none
	Headline    string        // the title
	Phrases     []string      // the headline, parted where a line may well end
	Subtitle    string
	Sponsor     string         // the label of a paid column; "" for all others
	Date        kanshu.Date    // of publication; zero if not given
	Updated     kanshu.Date    // zero if never revised
	On, Due     kanshu.Date    // the day of the review, and the last day on which it holds
	Minutes     int            // that reading takes, at 500 characters a minute
	Authors     string         // who wrote it, in one line; "" if not named
	Badge       *layout.Piece  // who reviewed it and until when: pieces/badge.html
	Points      []string       // the key points
	Contents    []Heading      // nil where there are fewer than two headings
	Numbered    bool           // the headings bring their own numbers
	Body        template.HTML  // the rendered Markdown
	Disclosed   string         // what the disclosures are called; "" where there are none
	SelfPay     bool           // insurance does not cover all of them
	Treatments  []TreatmentBox // disclosures of treatments; once the body is rendered, of those that it does not name
	Evidence    []Claim        // statements with their certainty
	References  []ReferenceItem
	Corrections []CorrectionItem // newest first as the editor wrote them
	COI         []string         // conflicts of interest, one a paragraph
	Doctors     []*layout.Piece  // a card for each supervisor: pieces/doctor.html
	Clinics     []*layout.Piece  // a card for each clinic: pieces/clinic.html
	Questions   []QuestionItem   // of the front matter; questions in the text stand in Body
	Tags        []Link
	Related     []Pointer // up to three, with the reason
	Previous    Pointer   // the neighbours in the same category
	Next        Pointer
	FeedsPage   string        // address of the page that lists the feeds
	Subscribe   []Link        // the feeds of its category, else of the site; none in another language
	Notice      string        // of the site, below every column
	Gone        *layout.Piece // what covers the text once its day has passed: pieces/cover.html
}

// A Heading is one line of a table of contents. At is the whole attribute href, "href=\"#幹細胞とは\"":
// the address as people write it, a third as long as with percent signs; .Href has those.
type Heading struct {
	At       template.HTMLAttr
	ID, Text string
}

// Href returns the address within the page, percent encoded.
func (h Heading) Href() string { return "#" + escape(h.ID) }

// A QuestionItem is one question with its rendered answer.
type QuestionItem struct {
	Q string
	A template.HTML
}

// A Pointer leads to another column: related, older or newer. Its zero value leads nowhere.
type Pointer struct {
	Title, Href, Why, Fine string
	Due                    kanshu.Date
}

// A CorrectionItem is one mended error.
type CorrectionItem struct {
	On       kanshu.Date
	Text, By string
}

// A Claim is a statement with the certainty that a source gave it.
type Claim struct{ Claim, Grade string }

// badgeData is what pieces/badge.html receives.
type badgeData struct {
	L       *layout.Labels
	Doctors []DoctorBox
	On, Due kanshu.Date
	About   string
}

// columns plans the page of every approved column. Nothing is rendered, and no page's data is kept:
// both are made from the column when the artifact is.
func columns(p *Press) ([]kanshu.Artifact, error) {
	all := p.Edition.Columns()
	as := make([]kanshu.Artifact, len(all))
	p.Each(len(all), func(i int) { as[i] = p.column(all[i]) })
	return as, nil
}

func (p *Press) column(c *kanshu.Column) kanshu.Artifact {
	name := p.template(c)
	a := p.unmade(file(c.Path(p.Edition.Config().Language)), name, kanshu.Pages, p.columnBrief(p.shelf(c), c),
		func() any { return p.columnPage(new(forme), c, p.sources(c)) })
	a.Turn = p.room.clippings.turn(c)
	a.Make = func(w io.Writer) error {
		bench := p.room.benches.Take()
		defer p.room.benches.Put(bench)
		refs := p.sourcesIn(&bench.refs, c)
		page := p.columnPage(&bench.forme, c, refs)
		if err := p.fill(page, c, refs, bench); err != nil {
			return err
		}
		err := p.Layouts.Render(w, name, page)
		if p.Fresh && err == nil { // the feeds are made too: the text is not read again for them
			p.room.clippings.fill(c, bench)
		}
		return err
	}
	return a
}

// Rehearse readies the template of columns, which takes 2 ms, as long as all else that making one page takes. It may run
// while pages are planned and made; whoever needs the template before makes do without.
func Rehearse(set *layout.Set) { set.Flat("column.html", (*ColumnPage)(nil)) }

// RehearseAll readies the templates of the pages that every site has, as Rehearse does the one of columns.
func RehearseAll(set *layout.Set) {
	Rehearse(set)
	set.Flat("list.html", (*ListPage)(nil))
	set.Flat("doctor.html", (*DoctorPage)(nil))
	set.Flat("clinic.html", (*ClinicPage)(nil))
	set.Flat("home.html", (*HomePage)(nil))
	set.Flat("about.html", (*AboutPage)(nil))
	set.Flat("feeds.html", (*FeedsPage)(nil))
}

// template returns the template of a column: its own where the front matter names one that there is. The
// templates of other kinds of pages do not count: they ask for data that a column does not have, and a
// page that cannot be made would stop the whole site.
func (p *Press) template(c *kanshu.Column) string {
	name := strings.TrimSuffix(c.Layout, ".html")
	if name == "" || slices.Contains(layout.Kinds, name) || strings.Contains(name, "/") || !p.Layouts.Has(name+".html") {
		return "column.html" // the gate has said so
	}
	return name + ".html"
}

// columnPage gathers everything about the page of a column, whose sources are refs, that is known without
// reading the body. It lies in m, and is good until that is used again.
func (p *Press) columnPage(m *forme, c *kanshu.Column, refs []kanshu.Reference) *ColumnPage {
	s := p.shelf(c)
	l := s.labels
	d := &m.page
	m.words = m.words[:0]
	path := m.join(s.prefix, toColumns, string(c.Slug), "/")
	*d = ColumnPage{
		Frame:  Frame{Card: d.Card, Records: d.Records, Crumbs: d.Crumbs},
		Source: source(c), Resolved: p.resolved(c), Terms: p.room.termsKey,
		Headline: c.Title, Subtitle: c.Subtitle, Date: c.Date, Updated: c.Updated,
		On: c.Review.On, Due: c.Review.Due, Minutes: p.minutes(c), Points: c.Points, COI: c.COI,
		FeedsPage: p.href(toFeeds), Notice: p.notice(l), Badge: p.badge(m, s, c),
		Treatments: treatments(l, c), Evidence: claims(l, c), References: references(m, d.References[:0], refs),
		Related: p.related(m, s, c), Gone: s.boxes.cover[nil],
		Tags: d.Tags[:0], Doctors: d.Doctors[:0], Clinics: d.Clinics[:0], Contents: d.Contents[:0], Questions: d.Questions[:0],
	}
	above := p.above(m, s, c)
	p.frameIn(&d.Frame, m, s, toColumns, path, c.Title, p.describe(c), above, Step{Name: c.Title})
	p.headOf(m, s, c)
	d.Subscribe = p.subscribe(s, c)
	if c.Category != nil {
		m.category = Link{Name: c.Category.Name, Href: above.Href, Lang: p.foreign(s)}
		d.Category = &m.category
	}
	for _, t := range c.Tags {
		d.Tags = append(d.Tags, Link{Name: t.Name, Href: p.hrefIn(m, s.prefix, toTags, t.ID, "/"), Lang: p.foreign(s)})
	}
	d.Disclosed, d.SelfPay = disclosed(l, c)
	d.Authors = authors(l, c)
	if c.Sponsor != nil {
		d.Sponsor = strings.TrimSpace(label(c.Sponsor.Label, l.Sponsored) + " " + c.Sponsor.Name)
	}
	for _, v := range c.Supervisors {
		d.Doctors = append(d.Doctors, s.boxes.doctor[doctorKey{v.Doctor, v.Clinic}])
		d.Records = append(d.Records, p.room.doctors[v.Doctor])
	}
	for i, k := range clinicsOf(c) {
		d.Clinics = append(d.Clinics, s.boxes.clinic[k])
		d.Records = append(d.Records, p.room.clinics[k])
		if i == 0 {
			d.Gone = s.boxes.cover[k]
		}
	}
	for _, x := range c.Corrections {
		item := CorrectionItem{On: x.On, Text: x.Text}
		if x.ApprovedBy != "" {
			item.By = l.ApprovedBy(x.ApprovedBy)
		}
		d.Corrections = append(d.Corrections, item)
	}
	for _, q := range c.FAQ {
		d.Questions = append(d.Questions, QuestionItem{Q: q.Q})
	}
	older, newer := s.neighbours(c)
	d.Previous, d.Next = p.pointer(m, s, older, ""), p.pointer(m, s, newer, "")
	return d
}

// badge plans who reviewed a column and until when. Its data lies in m.
func (p *Press) badge(m *forme, s *shelf, c *kanshu.Column) *layout.Piece {
	b := &m.badge
	*b = badgeData{L: s.labels, Doctors: b.Doctors[:0], On: c.Review.On, Due: c.Review.Due, About: p.aboutHref()}
	for _, v := range c.Supervisors {
		d := DoctorBox{Lang: p.foreign(s), Name: v.Doctor.Name, Role: role(m, v.Doctor, v.Clinic)}
		if page := p.room.pages[v.Doctor]; page != "" {
			d.Href = p.href(page)
		}
		b.Doctors = append(b.Doctors, d)
	}
	return p.Layouts.Single("pieces/badge.html", b)
}

// subscribe returns the feeds that bring more columns like one, RSS and Atom; the page of the feeds lists all.
func (p *Press) subscribe(s *shelf, c *kanshu.Column) []Link {
	if s.prefix != "" {
		return nil
	}
	return p.categoryFeeds(c.Category)[:2]
}

// related returns pointers to the columns that belong with one, with the reason.
func (p *Press) related(m *forme, s *shelf, c *kanshu.Column) []Pointer {
	all, near := m.page.Related[:0], &s.entries[c].related
	for i := range near {
		if r := &near[i]; r.to != nil {
			all = append(all, p.pointer(m, s, r.to, r.why(s)))
		}
	}
	return all
}

func (p *Press) pointer(m *forme, s *shelf, c *kanshu.Column, why string) Pointer {
	if c == nil {
		return Pointer{}
	}
	d := Pointer{Title: c.Title, Href: p.hrefIn(m, s.prefix, toColumns, string(c.Slug), "/"), Why: why, Due: c.Review.Due}
	if why != "" {
		d.Fine = s.reading(p.minutes(c))
	}
	return d
}

// notice returns the disclaimer at the foot of a column: the site's own, else the usual one.
func (p *Press) notice(l *layout.Labels) string {
	if n := p.Edition.Config().Notice; n != "" && l.Lang == p.Edition.Config().Language {
		return n
	}
	return l.Disclaimer
}

// describe returns the description of a column: as written, else its first sentences.
func (p *Press) describe(c *kanshu.Column) string {
	if c.Description != "" {
		return c.Description
	}
	return p.surveyed(c).Lead
}

// minutes returns how long a column takes to read at 500 letters a minute, rounded up.
func (p *Press) minutes(c *kanshu.Column) int { return max(1, (p.surveyed(c).Letters+499)/500) }

// source returns the digest of a column as written.
func source(c *kanshu.Column) kanshu.Digest {
	var both [2 * len(c.Head)]byte
	copy(both[copy(both[:], c.Head[:]):], c.Body.Digest[:])
	return kanshu.DigestOf(both[:])
}

func authors(l *layout.Labels, c *kanshu.Column) string {
	all := make([]string, len(c.Authors))
	for i, a := range c.Authors {
		all[i] = a.Name
	}
	return l.List(all)
}

func claims(l *layout.Labels, c *kanshu.Column) []Claim {
	var all []Claim
	for _, e := range c.Evidence {
		grade := ""
		if e.GradedBy != "" {
			grade = l.Certainty + " " + e.Certainty
			if e.Recommendation != "" && e.Recommendation != "none" {
				grade += l.And + l.Recommendation + " " + e.Recommendation
			}
			grade += " (" + l.Graded + " " + e.GradedBy + ")"
		}
		all = append(all, Claim{e.Claim, grade})
	}
	return all
}

// label returns what is given, else what is usual.
func label(given, usual string) string {
	if given != "" {
		return given
	}
	return usual
}

// number writes a count.
func number(n int) string { return strconv.Itoa(n) }
