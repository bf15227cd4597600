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
	o := bench.setting.options(p, c, refs)
	bench.body = doc.Render(bench.body[:0], o)
	d.Body = markup(bench.body) // markdown lets no raw HTML pass
	if err := p.disclose(d, c); err != nil {
		return err
	}
	doc.Contents(func(id, text string) {
		at := bench.forme.join(`href="#`, id, `"`)
		d.Contents = append(d.Contents, Heading{At: template.HTMLAttr(at), ID: id, Text: text}) //nolint:gosec // letters, digits and -_. alone
	})
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
		bench.asked = p.questions(bench.asked[:0], d, *doc)
		bench.ld = p.appendColumnLD(bench.ld[:0], &bench.forme, c, d.Canonical, refs, bench.asked, p.shelf(c).posterOf(c).path)
		d.LD = markup(bench.ld) // escaped by schemaorg
	}
	return nil
}

// numbered reports whether most headings begin with a number of their own.
func numbered(list []Heading) bool {
	n := 0
	for _, h := range list {
		if h.Text != "" && h.Text[0] >= '0' && h.Text[0] <= '9' || strings.HasPrefix(h.Text, "第") || strings.HasPrefix(h.Text, "Q") {
			n++
		}
	}
	return 2*n > len(list)
}

// questions appends the questions that a page shows: those of the front matter, then those of the body.
func (p *Press) questions(all []kanshu.Question, d *ColumnPage, doc markdown.Sheet) []kanshu.Question {
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

// A setting says how the text of one column after the other is rendered on its page. Its functions are made once.
type setting struct {
	press  *Press
	column *kanshu.Column
	refs   []kanshu.Reference
	o      markdown.Options
}

// options says how the text of a column with these references is rendered on its page. It is good until the next.
func (t *setting) options(p *Press, c *kanshu.Column, refs []kanshu.Reference) *markdown.Options {
	if t.press != p {
		*t = setting{press: p}
		t.o = markdown.Options{Link: t.link, Home: p.Edition.Config().Own, Picture: t.picture, Cite: t.cite}
	}
	t.column, t.refs = c, refs
	t.o.Labels, t.o.Terms, t.o.Prefix = markdown.LabelsIn(p.shelf(c).lang), nil, ""
	if p.shelf(c) == p.own() {
		t.o.Terms = p.room.terms
	}
	return &t.o
}

func (t *setting) link(dest string) (string, bool) { return t.press.link(t.column, dest) }

func (t *setting) picture(src string) (markdown.Picture, bool) {
	return t.press.pictured(t.column, src)
}

func (t *setting) cite(id string) (int, string, bool) {
	for i := len(t.refs) - 1; i >= 0 && id != ""; i-- {
		if t.refs[i].ID == id {
			return i + 1, "#ref-" + strconv.Itoa(i+1), true
		}
	}
	return 0, "", false
}

// pictured returns a picture of a column's text as it is published.
func (p *Press) pictured(c *kanshu.Column, src string) (markdown.Picture, bool) {
	pic := p.show(pictureName(c, src))
	if pic == nil {
		return markdown.Picture{}, false
	}
	return markdown.Picture{
		Src: pic.Src, Srcset: pic.SrcSet, Sizes: pic.Sizes, WebP: pic.WebP, Color: pic.Color, Width: pic.Width, Height: pic.Height,
	}, true
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
