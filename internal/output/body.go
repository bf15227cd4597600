package output

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/picture"
)

// fill renders what a page needs the body for: the text itself, the table of contents, the answers of
// the front matter, the marks back to citations, the JSON-LD.
func (p *Press) fill(d *ColumnPage, c *kanshu.Column, refs []kanshu.Reference, bench *bench) error {
	b, err := c.Body.Into(&bench.source)
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	d.Phrases = picture.Phrases(c.Title, d.Lang)
	bench.read(p, c, b)
	doc := &bench.doc
	o := p.options(c, refs)
	bench.body = doc.Render(bench.body[:0], o)
	d.Body = markup(bench.body) // markdown lets no raw HTML pass
	if err := p.disclose(d, c); err != nil {
		return err
	}
	outline := doc.Outline()
	for _, h := range outline {
		at := bench.forme.join(`href="#`, template.HTMLEscapeString(h.ID), `"`)
		d.Contents = append(d.Contents, Heading{At: template.HTMLAttr(at), ID: h.ID, Text: h.Text}) //nolint:gosec // escaped here
	}
	if len(d.Contents) < 2 {
		d.Contents = d.Contents[:0]
	}
	d.Numbered = numbered(d.Contents)
	cites := doc.Cites()
	for i := range d.References {
		n := slices.IndexFunc(cites, func(cite markdown.Cite) bool { return cite.ID == refs[i].ID })
		if n < 0 {
			continue
		}
		for k, anchor := range cites[n].Anchors {
			d.References[i].Backs = append(d.References[i].Backs, Link{Name: d.L.Back(i+1, k+1), Href: anchor})
		}
	}
	o.Terms = nil // they are explained where the text itself first uses them
	for i, q := range c.FAQ {
		o.Prefix = "a" + number(i+1) + "-"
		d.Questions[i].A = template.HTML(markdown.Open(c.File, c.At("faq").Line, []byte(q.A)).Render(nil, o)) //nolint:gosec // likewise
	}
	if !c.Review.Due.IsZero() && !c.Modified().IsZero() { // a preview shows columns that lack days
		bench.ld = p.appendColumnLD(bench.ld[:0], c, d.Canonical, refs, p.questions(d, *doc), p.shelf(c).posterOf(c).path)
		d.LD = markup(bench.ld) // escaped by schemaorg
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
	for _, q := range doc.Questions(&p.room.answers) {
		all = append(all, kanshu.Question{Q: q.Q, A: q.A})
	}
	return all
}

// nowhereLink leaves out links: answers told to machines stand without the page around them.
func nowhereLink(string) (string, bool) { return "", false }

// options says how the text of a column with these references is rendered on its page.
func (p *Press) options(c *kanshu.Column, refs []kanshu.Reference) *markdown.Options {
	var number map[string]int
	for i := range refs {
		if id := refs[i].ID; id != "" {
			if number == nil {
				number = make(map[string]int, len(refs))
			}
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
	to, rest, ok := p.Edition.Link(c, dest)
	if !ok {
		return "", false
	}
	if to == "" {
		return dest, true
	}
	return p.href(to) + rest, true
}
