package output

import (
	"fmt"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// Sitemap plans sitemap.xml: every page that a search engine may show. lastmod stands at columns alone,
// where it is the day on which readers last got something new; a page that only gathers others has no
// day of its own. changefreq and priority are left out, since nobody reads them any more.
//
// Source: sitemaps.org protocol; Google Search Central, "Sitemaps lastmod and ping" (2023-06-26).
var Sitemap = Kind{"sitemap", planSitemap}

// sitemapMax is how many addresses one file may hold, by the protocol.
const sitemapMax = 50000

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	sitemapNS = ` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`
	xhtmlNS   = ` xmlns:xhtml="http://www.w3.org/1999/xhtml"`
)

func planSitemap(p *Press) ([]kanshu.Artifact, error) {
	return sitemaps(p.abs, p.sitemapPages(), sitemapMax), nil
}

// A mapped page is one entry of a sitemap.
type mapped struct {
	path       string
	modified   kanshu.Date   // zero: not said
	alternates []translation // this page among them; none for a page in one language
}

// A translation is one language of a page.
type translation struct{ lang, path string }

// sitemapPages returns the pages of the edition: lists of each language, then columns, newest first,
// then people and places. A page stands in it only where the edition has one.
func (p *Press) sitemapPages() []mapped {
	e, own := p.Edition, p.own().lang
	pages := make([]mapped, 0, len(e.Columns())+len(e.Doctors())+len(e.Clinics())+len(e.Categories())+len(e.Tags())+16)
	add := func(path string) {
		if e.Stands(path) {
			pages = append(pages, mapped{path: path})
		}
	}
	for _, s := range p.room.shelves {
		for _, path := range []string{toHome, toColumns, toTopics, toTags} {
			add(s.prefix + path)
		}
		for _, t := range e.Categories() {
			add(s.prefix + categoryPath(t))
		}
		for _, t := range e.Tags() {
			add(s.prefix + tagPath(t))
		}
	}
	var others map[kanshu.Slug][]translation
	if len(p.room.shelves) > 1 {
		others = translations(e.Columns(), own)
	}
	for _, c := range e.Columns() {
		pages = append(pages, mapped{c.Path(own), c.Modified(), others[c.Slug]})
	}
	add(toDoctors)
	for _, d := range e.Doctors() {
		add(doctorPath(d))
	}
	add(toClinics)
	for _, c := range e.Clinics() {
		add(clinicPath(c))
	}
	add(toAbout)
	add(toGlossary)
	add(toFeeds)
	return pages
}

// translations returns, for each slug that stands in more than one language, all of them, by language.
func translations(columns []*kanshu.Column, siteLang string) map[kanshu.Slug][]translation {
	first := make(map[kanshu.Slug]*kanshu.Column, len(columns))
	var many map[kanshu.Slug][]translation
	add := func(c *kanshu.Column) {
		lang := c.Lang
		if lang == "" {
			lang = siteLang
		}
		many[c.Slug] = append(many[c.Slug], translation{lang, c.Path(siteLang)})
	}
	for _, c := range columns {
		f, seen := first[c.Slug]
		if !seen {
			first[c.Slug] = c
			continue
		}
		if many == nil {
			many = map[kanshu.Slug][]translation{}
		}
		if many[c.Slug] == nil {
			add(f)
		}
		add(c)
	}
	for _, list := range many {
		slices.SortFunc(list, func(a, b translation) int { return strings.Compare(a.lang, b.lang) })
	}
	return many
}

// sitemaps plans one file, or, for more than most pages, an index of several.
func sitemaps(abs func(string) string, pages []mapped, most int) []kanshu.Artifact {
	if len(pages) <= most {
		return []kanshu.Artifact{fixed("sitemap.xml", "application/xml", kanshu.Lists, sitemap(abs, pages))}
	}
	index := []byte(xmlHead + "<sitemapindex" + sitemapNS + ">\n")
	var files []kanshu.Artifact
	for part := range slices.Chunk(pages, most) {
		name := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		files = append(files, fixed(name, "application/xml", kanshu.Lists, sitemap(abs, part)))
		index = append(index, "<sitemap><loc>"...)
		index = append(escapeXML(index, abs("/"+name)), "</loc></sitemap>\n"...)
	}
	index = append(index, "</sitemapindex>\n"...)
	return append(files, fixed("sitemap.xml", "application/xml", kanshu.Lists, index))
}

// sitemap writes one file.
func sitemap(abs func(string) string, pages []mapped) []byte {
	root := strings.TrimSuffix(abs("/"), "/")
	size := 256
	for _, m := range pages {
		size += len("<url><loc></loc><lastmod>2026-11-22</lastmod></url>\n") + len(root) + len(m.path) + 128*len(m.alternates)
	}
	b := append(make([]byte, 0, size), xmlHead+"<urlset"+sitemapNS...)
	if slices.ContainsFunc(pages, func(m mapped) bool { return len(m.alternates) > 0 }) {
		b = append(b, xhtmlNS...)
	}
	b = append(b, ">\n"...)
	for _, m := range pages {
		b = append(b, "<url><loc>"...)
		if strings.HasPrefix(m.path, "/") && plain(m.path) { // as abs does it, without putting ten thousand together
			b = escapeXML(escapeXML(b, root), m.path)
		} else {
			b = escapeXML(b, abs(m.path))
		}
		b = append(b, "</loc>"...)
		if !m.modified.IsZero() {
			b = append(m.modified.Append(append(b, "<lastmod>"...)), "</lastmod>"...)
		}
		for _, t := range m.alternates {
			b = append(b, `<xhtml:link rel="alternate" hreflang="`...)
			b = append(escapeXML(b, t.lang), `" href="`...)
			b = append(escapeXML(b, abs(t.path)), `"/>`...)
		}
		b = append(b, "</url>\n"...)
	}
	return append(b, "</urlset>\n"...)
}
