package output

import (
	"fmt"
	"html/template"
	"path"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/picture"
)

// fill renders what a page needs the body for: the text itself, the table of contents, the answers of
// the front matter, the marks back to citations, the JSON-LD.
func (p *Press) fill(d *ColumnPage, c *kanshu.Column) error {
	b, err := c.Body.Bytes()
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	d.Phrases = picture.Phrases(c.Title, d.Lang)
	doc := markdown.Open(c.File, c.Body.Line, b)
	o := p.options(c)
	d.Body = template.HTML(doc.Render(make([]byte, 0, len(b)+len(b)/2), o)) //nolint:gosec // markdown lets no raw HTML pass
	if err := p.disclose(d, c); err != nil {
		return err
	}
	for _, h := range doc.Outline() {
		d.Contents = append(d.Contents, Heading{
			At:   template.HTMLAttr(`href="#` + template.HTMLEscapeString(h.ID) + `"`), //nolint:gosec // escaped here
			Href: "#" + escape(h.ID), Text: h.Text,
		})
	}
	if len(d.Contents) < 2 {
		d.Contents = nil
	}
	d.Numbered = numbered(d.Contents)
	marks := map[string][]string{}
	for _, cite := range doc.Cites() {
		marks[cite.ID] = cite.Anchors
	}
	for i := range d.References {
		for k, anchor := range marks[c.References[i].ID] {
			d.References[i].Backs = append(d.References[i].Backs, Link{Name: d.L.Back(i+1, k+1), Href: anchor})
		}
	}
	o.Terms = nil // they are explained where the text itself first uses them
	for i, q := range c.FAQ {
		o.Prefix = "a" + number(i+1) + "-"
		d.Questions[i].A = template.HTML(markdown.Open(c.File, c.At("faq").Line, []byte(q.A)).Render(nil, o)) //nolint:gosec // likewise
	}
	if !c.Review.Due.IsZero() && !c.Modified().IsZero() { // a preview shows columns that lack days
		d.LD = p.columnLD(c, p.questions(d, doc), p.shelf(c).posterOf(c).path)
	}
	return nil
}

// numbered reports whether most headings begin with a number of their own.
func numbered(list []Heading) bool {
	n := 0
	for _, h := range list {
		if strings.IndexAny(h.Text, "0123456789") == 0 || strings.HasPrefix(h.Text, "第") || strings.HasPrefix(h.Text, "Q") {
			n++
		}
	}
	return 2*n > len(list)
}

// questions returns the questions that a page shows: those of the front matter, then those of the body.
func (p *Press) questions(d *ColumnPage, doc markdown.Sheet) []kanshu.Question {
	var all []kanshu.Question
	for _, q := range d.Questions {
		all = append(all, kanshu.Question{Q: q.Q, A: string(q.A)})
	}
	for _, q := range doc.Questions(&markdown.Options{Feed: true, Base: p.Edition.Config().BaseURL, Link: nowhereLink, Home: p.Edition.Config().Own}) {
		all = append(all, kanshu.Question{Q: q.Q, A: q.A})
	}
	return all
}

// nowhereLink leaves out links: answers told to machines stand without the page around them.
func nowhereLink(string) (string, bool) { return "", false }

// options says how a column's text is rendered on its page.
func (p *Press) options(c *kanshu.Column) *markdown.Options {
	number := make(map[string]int, len(c.References))
	for i := range c.References {
		if id := c.References[i].ID; id != "" {
			number[id] = i + 1
		}
	}
	o := &markdown.Options{
		Link: func(dest string) (string, bool) { return p.link(c, dest) },
		Home: p.Edition.Config().Own,
		Picture: func(src string) (markdown.Picture, bool) {
			pic := p.show(pictureName(c, src))
			if pic == nil {
				return markdown.Picture{}, false
			}
			return markdown.Picture{
				Src: pic.Src, Srcset: pic.SrcSet, Sizes: pic.Sizes, WebP: pic.WebP, Color: pic.Color, Width: pic.Width, Height: pic.Height,
			}, true
		},
		Cite: func(id string) (int, string, bool) {
			n, ok := number[id]
			return n, "#ref-" + strconv.Itoa(n), ok
		},
		Labels: markdown.LabelsIn(p.shelf(c).lang),
	}
	if p.shelf(c) == p.own() {
		o.Terms = p.room.terms
	}
	return o
}

// resolved returns where the links and pictures of a column's text lead in this edition, "" for those
// that lead nowhere. It belongs to a page's key: when a column that is linked to is withdrawn, the page
// that links to it is made again.
func (p *Press) resolved(c *kanshu.Column) []string {
	survey := p.surveyed(c)
	if len(survey.Links)+len(survey.Pictures) == 0 {
		return nil
	}
	all := make([]string, 0, len(survey.Links)+len(survey.Pictures))
	for _, l := range survey.Links {
		href, _ := p.link(c, l.Dest)
		all = append(all, href)
	}
	for _, l := range survey.Pictures {
		src := ""
		if pic := p.show(pictureName(c, l.Dest)); pic != nil {
			src = pic.Src + " " + pic.Color + " " + strconv.Itoa(pic.Width) + " " + strconv.Itoa(pic.Height)
		}
		all = append(all, src)
	}
	return all
}

// link returns where a link of a column leads, false where it leads to no page of this edition: then
// only its words are shown.
func (p *Press) link(c *kanshu.Column, dest string) (string, bool) {
	at, rest := dest, ""
	if base := p.Edition.Config().BasePath; base != "" && strings.HasPrefix(at, base+"/") {
		at = strings.TrimPrefix(at, base)
	}
	if i := strings.IndexAny(at, "?#"); i >= 0 {
		at, rest = at[:i], at[i:]
	}
	own := p.Edition.Config().Language
	switch {
	case at == "":
		return dest, true
	case strings.HasSuffix(at, ".md"):
		at = fromFile(c, at, own)
	case !strings.HasPrefix(at, "/"):
		at = path.Join(c.Path(own), at) + "/"
	case !strings.HasSuffix(at, "/") && path.Ext(at) == "":
		at += "/"
	}
	if !p.stands(at) {
		return "", false
	}
	return p.href(at) + rest, true
}

// fromFile returns the site path of the column in a file that is named as it stands on disk.
func fromFile(c *kanshu.Column, name, own string) string {
	if !strings.HasPrefix(name, "/") {
		name = path.Join(path.Dir(c.File), name)
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "/"), ".md")
	name = strings.TrimPrefix(strings.TrimSuffix(name, "/index"), "columns/")
	slug, lang, _ := strings.Cut(name, ".")
	other := kanshu.Column{Slug: kanshu.Slug(slug), Lang: lang}
	return other.Path(own)
}

// stands reports whether this edition has a page at a site path.
func (p *Press) stands(at string) bool {
	for _, s := range p.room.shelves {
		rest, ok := strings.CutPrefix(at, s.prefix)
		if ok && (s.stands(rest) || rest == toSearch && p.Edition.Config().Search) {
			return true
		}
	}
	return p.Edition.Column(at) != nil || p.fixed(at)
}

// fixed reports whether a page stands at a site path whatever the columns are.
func (p *Press) fixed(at string) bool {
	c := p.Edition.Config()
	switch at {
	case toFeeds, "/feed.xml", "/atom.xml", "/feed.json", toDoctors, toClinics:
		return true
	case toAbout:
		return c.About == ""
	case toGlossary:
		return len(p.Edition.Glossary()) > 0
	}
	for _, d := range p.Edition.Doctors() {
		if p.room.pages[d] == at {
			return true
		}
	}
	for _, k := range p.Edition.Clinics() {
		if p.room.places[k] == at {
			return true
		}
	}
	return false
}

// stands reports whether a language has a page at a path below its own root.
func (s *shelf) stands(at string) bool {
	switch at {
	case toHome, toColumns, toTopics, toTags:
		return true
	}
	if id, ok := strings.CutPrefix(at, toTopics); ok {
		return len(s.category[strings.TrimSuffix(id, "/")]) > 0
	}
	if id, ok := strings.CutPrefix(at, toTags); ok {
		return len(s.tag[strings.TrimSuffix(id, "/")]) > 0
	}
	return false
}
