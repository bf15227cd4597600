package output

import (
	"html/template"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/picture"
)

// A Frame is what base.html needs; the data of every page begins with it.
type Frame struct {
	Lang        string         // of the page, BCP 47
	L           *layout.Labels // every fixed word, and how to write days and numbers: {{.L.Date .On}}
	Title       string         // of the document, with the site's name
	Description string
	Robots      string // "" : nothing is said
	Canonical   string // with scheme and host; "" for pages without an address of their own
	Alternates  []Alternate
	Feeds       []Link          // feed autodiscovery beside the site's own, which stand in Head
	Card        *SocialCard     // nil on pages without an address of their own
	Head        *layout.Piece   // style sheet, icon, scripts
	LD          template.HTML   // JSON-LD; empty while keys are taken, which Records cover
	Header      *layout.Piece   // pieces/header.html
	Footer      *layout.Piece   // pieces/footer.html
	Crumbs      []Step          // the way here; none on the home page
	Records     []kanshu.Digest // of what the JSON-LD is made of
}

// An Alternate is the same column in another language.
type Alternate struct{ Lang, Href string }

// A Step is one step of the way here; the last has no address.
type Step struct{ Name, Href string }

// A Link is a named address. Type is a media type where one is known, Title a fuller name.
type Link struct{ Name, Href, Type, Title, Lang string }

// A SocialCard is what other sites show of a page that is linked there.
type SocialCard struct {
	Type, Title, Description, URL, Site, Locale, Image, ImageAlt string
	ImageWidth, ImageHeight                                      int // pixels; 0 if unknown
	Published, Modified                                          kanshu.Date
}

// show sets the picture of the card.
func (c *SocialCard) show(p *Press, img poster) {
	if img.path != "" {
		c.Image, c.ImageAlt = p.abs(img.path), img.alt
		c.ImageWidth, c.ImageHeight = img.width, img.height
	}
}

// A MenuLink is one link of the menu. Current is "page" or "true" where the reader is there already.
type MenuLink struct{ Name, Href, Current string }

// headerData is what pieces/header.html receives.
type headerData struct {
	L                 *layout.Labels
	Lang              string // of the title, where it is not that of the page; ""
	Title, Home, Mark string
	AtHome            bool
	Logo              *Picture
	Menu              []MenuLink
}

// footerData is what pieces/footer.html receives.
type footerData struct {
	L                      *layout.Labels
	Lang                   string // of these texts, where it is not that of the page; ""
	Title, Text, Copyright string
	Publisher              *Link
	Links, Languages       []Link
}

// headData is what pieces/head.html receives.
type headData struct {
	Style, Icon, IconType, Paper, PaperDark string
	TouchIcon                               string // "": none is drawn
	Manifest                                string
	Scripts                                 []string
}

// The parts of the site that the menu knows.
const (
	toHome    = "/"
	toColumns = "/columns/"
	toDoctors = "/doctors/"
	toClinics = "/clinics/"
	toSearch  = "/search/"
	toFeeds   = "/feeds/"
	toAbout   = "/about/"
	toTopics  = "/category/"
	toTags    = "/tags/"
	nowhere   = ""
)

// frames plans the header, the footer and the heads of one language.
func (p *Press) frames(s *shelf) {
	s.headers = map[string]*layout.Piece{}
	for _, at := range []string{toHome, toColumns, toDoctors, toClinics, toSearch, toTopics, toTags, nowhere} {
		s.headers[at] = p.Layouts.Piece("pieces/header.html", func() any { return p.header(s, at) })
	}
	s.footer = p.Layouts.Piece("pieces/footer.html", func() any { return p.footer(s) })
	s.heads = map[string]*layout.Piece{}
	for _, scripts := range []string{"guard.js", "guard.js hours.js", "search.js", ""} {
		s.heads[scripts] = p.Layouts.Piece("pieces/head.html", func() any { return p.head(scripts) })
	}
}

func (p *Press) head(scripts string) headData {
	d := headData{
		Style: p.asset("main.css"), Icon: p.iconHref(tabIcon, plainSeat), IconType: "image/png",
		Paper: "#fbfaf6", PaperDark: "#111716",
		TouchIcon: p.iconHref(touchIcon, touchSeat), Manifest: p.href("/site.webmanifest"),
	}
	if drawn := p.drawing(); drawn != "" {
		d.Icon, d.IconType = drawn, picture.SVG
	}
	for _, name := range strings.Fields(scripts) {
		d.Scripts = append(d.Scripts, p.asset(name))
	}
	return d
}

func (p *Press) header(s *shelf, at string) headerData {
	c := p.Edition.Config()
	d := headerData{
		L: s.labels, Lang: p.foreign(s), Title: c.Title, Home: p.href(s.prefix + "/"), Mark: p.room.theme.mark,
		AtHome: at == toHome, Logo: p.logo(),
	}
	for _, m := range p.menu(s) {
		link := MenuLink{Name: m.Name, Href: p.href(m.URL)}
		if strings.TrimPrefix(m.URL, s.prefix) == at {
			link.Current = "true"
		}
		d.Menu = append(d.Menu, link)
	}
	return d
}

// menu returns the site's menu, or, where none is configured or it is in another language, the usual
// one.
func (p *Press) menu(s *shelf) []kanshu.MenuItem {
	c := p.Edition.Config()
	if len(c.Menu) > 0 && s.prefix == "" {
		return p.standing(c.Menu)
	}
	items := []kanshu.MenuItem{{Name: s.labels.Columns, URL: s.prefix + toColumns}}
	if len(p.Edition.Categories()) > 0 {
		items = append(items, kanshu.MenuItem{Name: s.labels.Categories, URL: s.prefix + toTopics})
	}
	if len(p.Edition.Doctors()) > 0 {
		items = append(items, kanshu.MenuItem{Name: s.labels.Doctors, URL: toDoctors})
	}
	if len(p.Edition.Clinics()) > 0 {
		items = append(items, kanshu.MenuItem{Name: s.labels.Clinics, URL: toClinics})
	}
	if c.Search {
		items = append(items, kanshu.MenuItem{Name: s.labels.Search, URL: s.prefix + toSearch})
	}
	return items
}

// standing returns the items of a menu without those that lead to pages which are switched off, or to columns
// that are not published.
func (p *Press) standing(menu []kanshu.MenuItem) []kanshu.MenuItem {
	return slices.DeleteFunc(slices.Clone(menu), func(m kanshu.MenuItem) bool {
		if own, _ := p.Edition.Config().Page(m.URL); strings.Contains(own, toColumns) {
			stands, _ := p.leads(&kanshu.Column{}, m.URL)
			return !stands
		}
		return strings.TrimSuffix(m.URL, "/")+"/" == toSearch && !p.Edition.Config().Search
	})
}

func (p *Press) footer(s *shelf) footerData {
	c := p.Edition.Config()
	d := footerData{L: s.labels, Lang: p.foreign(s), Title: c.Title, Text: c.Theme.Footer, Copyright: c.Theme.Copyright}
	if d.Text == "" {
		d.Text = c.Description
	}
	if c.Publisher.Name != "" {
		d.Publisher = &Link{Name: c.Publisher.Name, Href: c.Publisher.URL}
	}
	d.Links = []Link{
		{Name: s.labels.About, Href: p.aboutHref()},
		{Name: s.labels.Archive, Href: p.href(s.prefix + toColumns)},
		{Name: s.labels.Categories, Href: p.href(s.prefix + toTopics)},
		{Name: s.labels.Tags, Href: p.href(s.prefix + toTags)},
		{Name: s.labels.Doctors, Href: p.href(toDoctors)},
		{Name: s.labels.Clinics, Href: p.href(toClinics)},
		{Name: s.labels.Feeds, Href: p.href(toFeeds)},
	}
	if len(p.Edition.Glossary()) > 0 && s.prefix == "" {
		d.Links = append(d.Links, Link{Name: s.labels.Glossary, Href: p.href(toGlossary)})
	}
	for _, o := range p.room.shelves {
		if o != s {
			d.Languages = append(d.Languages, Link{Name: o.labels.Language, Href: p.href(o.prefix + "/"), Lang: o.lang})
		}
	}
	return d
}

// aboutHref returns the address of the page that says how this site supervises.
func (p *Press) aboutHref() string {
	if a := p.Edition.Config().About; a != "" {
		return p.href(a)
	}
	return p.href(toAbout)
}

// frame returns the frame of a page at a site path. crumbs are the steps between home and the page;
// none: no trail is shown.
func (p *Press) frame(s *shelf, at, path, title, description string, crumbs ...Step) (f Frame) {
	p.frameIn(&f, nil, s, at, path, title, description, crumbs...)
	return f
}

// frameIn is frame in the memory of f and of m, good until that is used again. A nil m has none.
func (p *Press) frameIn(f *Frame, m *forme, s *shelf, at, path, title, description string, crumbs ...Step) {
	c, card := p.Edition.Config(), f.Card
	*f = Frame{
		Lang: s.lang, L: s.labels, Title: c.Title, Description: description,
		Head: s.heads["guard.js"], Header: s.headers[at], Footer: s.footer,
		Feeds: p.siteFeeds(), Records: append(f.Records[:0], p.room.config), Crumbs: f.Crumbs[:0],
	}
	if title != "" {
		f.Title = m.join(title, " | ", c.Title)
	}
	if path != "" {
		f.Canonical = p.absIn(m, path)
		if f.Card = card; card == nil {
			f.Card = new(SocialCard)
		}
		*f.Card = SocialCard{
			Type: "website", Title: title, Description: description, URL: f.Canonical, Site: c.Title, Locale: locale(s.lang),
		}
		if title == "" {
			f.Card.Title = c.Title
		}
		f.Card.show(p, s.poster)
	}
	if len(crumbs) > 0 {
		f.Crumbs = slices.Grow(f.Crumbs, 1+len(crumbs))
		f.Crumbs = append(append(f.Crumbs, Step{s.labels.Home, p.href(s.prefix + "/")}), crumbs...)
		f.Crumbs[len(f.Crumbs)-1].Href = ""
	}
}

// siteFeeds returns the three feeds of the whole site. They are not to be changed.
func (p *Press) siteFeeds() []Link { return p.room.feeds[""] }

// categoryFeeds returns the three feeds of the category that a column of the edition stands in, or of the whole site
// for nil. They are not to be changed.
func (p *Press) categoryFeeds(t *kanshu.Topic) []Link {
	if t == nil {
		return p.siteFeeds()
	}
	return p.room.feeds[t.ID] // the edition's categories are those of its columns
}

// tune notes the feeds that pages of columns name.
func (p *Press) tune() {
	p.room.feeds = map[string][]Link{"": p.feedsOf("", p.Edition.Config().Title)}
	for _, t := range p.Edition.Categories() {
		p.room.feeds[t.ID] = p.feedsOf("/category/"+t.ID, t.Name)
	}
}

// feedsOf returns the three feeds below a site path such as "/category/ID".
func (p *Press) feedsOf(below, title string) []Link {
	return []Link{
		{Name: "RSS", Href: p.href(below + "/feed.xml"), Type: "application/rss+xml", Title: title + " (RSS)"},
		{Name: "Atom", Href: p.href(below + "/atom.xml"), Type: "application/atom+xml", Title: title + " (Atom)"},
		{Name: "JSON Feed", Href: p.href(below + "/feed.json"), Type: "application/feed+json", Title: title + " (JSON Feed)"},
	}
}

// locale returns the territory form that social cards ask for.
func locale(lang string) string {
	switch lang {
	case "ja":
		return "ja_JP"
	case "en":
		return "en_US"
	case "zh":
		return "zh_CN"
	case "ko":
		return "ko_KR"
	default:
		return lang
	}
}

// crumbs returns the trail of a page for machines: the steps that readers see, with the page's own
// address last.
func (p *Press) crumbs(steps []Step, path string) []Crumb {
	base := p.Edition.Config().BasePath
	all := make([]Crumb, len(steps))
	for i, s := range steps {
		all[i] = Crumb{s.Name, strings.TrimPrefix(s.Href, base)}
	}
	if len(all) > 0 {
		all[len(all)-1].Path = path
	}
	return all
}
