package schemaorg

import (
	"strconv"
	"time"

	"kanshu/internal/kanshu"
)

// A PageType is WebPage or one of its subtypes.
type PageType string

// The types of pages that a site has.
const (
	Page           PageType = "WebPage"
	MedicalWebPage PageType = "MedicalWebPage"
	CollectionPage PageType = "CollectionPage"
	ProfilePage    PageType = "ProfilePage"
)

// A WebPage is the page itself, not what stands on it. The supervision belongs here: reviewedBy and
// lastReviewed have the domain WebPage, so no Article may carry them.
type WebPage struct {
	Type         PageType
	ID           ID
	URL          string
	Name         string
	Description  string
	Lang         string // BCP 47
	IsPartOf     ID     // the WebSite
	Breadcrumb   ID
	Published    time.Time // first instant of the day, with zone; zero: not said
	Modified     time.Time
	LastReviewed kanshu.Date // a day without a time, as its range Date asks
	ReviewedBy   []ID        // Person nodes
	Expires      time.Time   // first instant at which the review no longer holds
	Publisher    ID
	Specialty    string // a member of MedicalSpecialty, as Specialty returns it
	MainEntity   ID
	References   []kanshu.Reference // citation, each a node of its own: ID.URL#ref-1 …
}

// Append appends the node to b.
func (p *WebPage) Append(b []byte) []byte {
	b = self(open(b, string(p.Type)), p.ID)
	b = text(b, "url", p.URL)
	b = text(b, "name", p.Name)
	b = text(b, "description", p.Description)
	b = text(b, "inLanguage", p.Lang)
	b = ref(b, "isPartOf", p.IsPartOf)
	b = ref(b, "breadcrumb", p.Breadcrumb)
	b = instant(b, "datePublished", p.Published)
	b = instant(b, "dateModified", p.Modified)
	if !p.LastReviewed.IsZero() {
		b = append(p.LastReviewed.Append(append(key(b, "lastReviewed"), '"')), '"')
	}
	b = refs(b, "reviewedBy", p.ReviewedBy)
	b = instant(b, "expires", p.Expires)
	b = ref(b, "publisher", p.Publisher)
	b = text(b, "specialty", p.Specialty)
	b = ref(b, "mainEntity", p.MainEntity)
	b = several(b, "citation", len(p.References), func(b []byte, i int) []byte {
		return appendCitation(b, p.URL, i, &p.References[i])
	})
	return append(b, '}')
}

// An Article is what stands on a column's page. Its author wrote it; who reviewed it is said of the
// page.
type Article struct {
	ID          ID
	Headline    string
	Subtitle    string // alternativeHeadline
	Description string
	Image       string // absolute address
	Lang        string
	Published   time.Time
	Modified    time.Time
	Section     string   // the category's name
	Keywords    []string // the tags' names
	Authors     []Author
	Publisher   ID
	Sponsor     *kanshu.Sponsor
	PageID      ID // mainEntityOfPage
	PageURL     string
	References  int // how many references the page cites; pointed to, not repeated
	Corrections []kanshu.Correction
	Location    *time.Location // zone of the corrections' days
}

// Append appends the node to b.
func (a *Article) Append(b []byte) []byte {
	b = self(open(b, "Article"), a.ID)
	b = text(b, "headline", a.Headline)
	b = text(b, "alternativeHeadline", a.Subtitle)
	b = text(b, "description", a.Description)
	b = text(b, "image", a.Image)
	b = text(b, "inLanguage", a.Lang)
	b = instant(b, "datePublished", a.Published)
	b = instant(b, "dateModified", a.Modified)
	b = text(b, "articleSection", a.Section)
	b = texts(b, "keywords", a.Keywords)
	b = several(b, "author", len(a.Authors), func(b []byte, i int) []byte { return a.Authors[i].append(b) })
	b = ref(b, "publisher", a.Publisher)
	if s := a.Sponsor; s != nil && s.Name != "" {
		b = text(open(key(b, "sponsor"), "Organization"), "name", s.Name)
		b = append(text(b, "url", s.URL), '}')
	}
	b = ref(b, "mainEntityOfPage", a.PageID)
	b = several(b, "citation", a.References, func(b []byte, i int) []byte {
		return append(citationID(append(b, `{"@id":`...), a.PageURL, i), '}')
	})
	b = several(b, "correction", len(a.Corrections), func(b []byte, i int) []byte {
		c := &a.Corrections[i]
		b = text(open(b, "CorrectionComment"), "text", c.Text)
		if !c.On.IsZero() && a.Location != nil {
			b = instant(b, "datePublished", c.On.In(a.Location))
		}
		return append(b, '}')
	})
	return append(b, '}')
}

// An Author is a person or a desk that wrote an article. With an ID alone it points to a node of the
// graph; with a Name it is written out.
type Author struct {
	ID   ID
	Name string // the name alone: no title, no 監修
	URL  string
	Desk bool // an Organization rather than a Person
}

func (a *Author) append(b []byte) []byte {
	if a.Name == "" {
		return pointer(b, a.ID)
	}
	typ := "Person"
	if a.Desk {
		typ = "Organization"
	}
	b = self(open(b, typ), a.ID)
	b = text(b, "name", a.Name)
	return append(text(b, "url", a.URL), '}')
}

// A FAQPage holds the questions that a reader sees on a page, with the answers as HTML.
type FAQPage struct {
	ID        ID
	Lang      string
	IsPartOf  ID
	Questions []kanshu.Question // A is HTML
}

// Append appends the node to b.
func (f *FAQPage) Append(b []byte) []byte {
	b = self(open(b, "FAQPage"), f.ID)
	b = text(b, "inLanguage", f.Lang)
	b = ref(b, "isPartOf", f.IsPartOf)
	b = append(key(b, "mainEntity"), '[')
	for i, q := range f.Questions {
		if i > 0 {
			b = append(b, ',')
		}
		b = text(open(b, "Question"), "name", q.Q)
		b = text(open(key(b, "acceptedAnswer"), "Answer"), "text", q.A)
		b = append(b, '}', '}')
	}
	return append(b, ']', '}')
}

// A BreadcrumbList is the trail to a page, the page itself last.
type BreadcrumbList struct {
	ID    ID
	Items []Crumb
}

// A Crumb is one place of a trail; URL is absolute.
type Crumb struct{ Name, URL string }

// Append appends the node to b.
func (l *BreadcrumbList) Append(b []byte) []byte {
	b = self(open(b, "BreadcrumbList"), l.ID)
	b = append(key(b, "itemListElement"), '[')
	for i, c := range l.Items {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(key(open(b, "ListItem"), "position"), int64(i)+1, 10)
		b = text(b, "name", c.Name)
		b = append(text(b, "item", c.URL), '}')
	}
	return append(b, ']', '}')
}

// A WebSite is the publication as a whole.
type WebSite struct {
	ID          ID
	Name        string
	URL         string
	Description string
	Lang        string
	Publisher   ID
}

// Append appends the node to b.
func (w *WebSite) Append(b []byte) []byte {
	b = self(open(b, "WebSite"), w.ID)
	b = text(b, "name", w.Name)
	b = text(b, "url", w.URL)
	b = text(b, "description", w.Description)
	b = text(b, "inLanguage", w.Lang)
	return append(ref(b, "publisher", w.Publisher), '}')
}
