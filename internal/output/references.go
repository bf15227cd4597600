package output

import (
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// A ReferenceItem is one source as listed at the foot of a column. N counts from 1, in the order of the
// front matter.
type ReferenceItem struct {
	N        int
	Authors  string
	Title    string
	URL      string
	Source   string // publisher and year
	Links    []Link // DOI, PMID
	Accessed kanshu.Date
	Backs    []Link // back to where it is cited; known when the body is rendered
}

// sources returns the references of a column. Where one is a page of this site that is not published, its
// address is left out, as in a link: a text that is nothing but that address stays as a text. A path of the
// site becomes the whole address, which structured data and feeds need.
func (p *Press) sources(c *kanshu.Column) []kanshu.Reference {
	return p.sourcesIn(nil, c)
}

// sourcesIn is sources in the memory of room, good until that is used again; nil: in their own.
func (p *Press) sourcesIn(room *[]kanshu.Reference, c *kanshu.Column) []kanshu.Reference {
	list := c.ReferencesIn(room)
	kept := len(c.Listed) > 0 // by the column: not to be changed
	for i := range list {
		address := list[i].URL
		stands, own := p.leads(c, address)
		if !own || stands && address[0] != '/' {
			continue
		}
		if kept {
			list, kept = slices.Clone(list), false
		}
		r := &list[i]
		if stands {
			r.URL = p.abs(address)
			continue
		}
		if r.Title == "" && r.Text == "" {
			r.Text = r.URL
		}
		r.URL = ""
	}
	return list
}

// leads reports whether something stands where an address leads, if it is one of this site: whole, or a path.
func (p *Press) leads(c *kanshu.Column, address string) (stands, own bool) {
	path, own := p.Edition.Config().Page(address)
	if !own {
		return true, false
	}
	_, stands = p.link(c, path)
	return stands, true
}

// sponsor returns who paid for a column, without an address of this site where nothing stands.
func (p *Press) sponsor(c *kanshu.Column) *kanshu.Sponsor {
	s := c.Sponsor
	if s == nil {
		return nil
	}
	if stands, _ := p.leads(c, s.URL); !stands {
		bare := *s
		bare.URL = ""
		return &bare
	}
	return s
}

// references appends the sources of a column to all. Texts lie in m.
func references(m *forme, all []ReferenceItem, list []kanshu.Reference) []ReferenceItem {
	all = slices.Grow(all, len(list))
	for i := range list {
		r := &list[i]
		item := ReferenceItem{
			N: i + 1, Authors: strings.TrimRight(r.Authors, "."), Title: label(r.Title, r.Text),
			URL: r.URL, Source: imprint(m, r), Accessed: r.Accessed,
		}
		if r.DOI != "" {
			item.Links = append(item.Links, Link{Name: "doi:" + r.DOI, Href: "https://doi.org/" + escapeDOI(r.DOI)})
		}
		if r.PMID != "" {
			item.Links = append(item.Links, Link{Name: "PMID: " + r.PMID, Href: "https://pubmed.ncbi.nlm.nih.gov/" + r.PMID + "/"})
		}
		if item.Title == "" {
			item.Title = label(r.URL, label(r.DOI, r.PMID))
		}
		all = append(all, item)
	}
	return all
}

// imprint returns publisher, year and ISBN as one line.
func imprint(m *forme, r *kanshu.Reference) string {
	from := len(m.words)
	b := append(m.words, r.Publisher...)
	comma := func() {
		if len(b) > from {
			b = append(b, ", "...)
		}
	}
	if r.Year != 0 {
		comma()
		b = strconv.AppendInt(b, int64(r.Year), 10)
	}
	if r.ISBN != "" {
		comma()
		b = append(append(b, "ISBN "...), r.ISBN...)
	}
	m.words = b
	return flat.String(b[from:])
}

// escapeDOI writes a DOI so that it may stand in an address; the slash stays.
//
// Source: DOI Handbook, section 3.4 (characters that must be percent-encoded).
func escapeDOI(doi string) string {
	const plain = "-._~!$&'()*+,;=:@/"
	var b strings.Builder
	for i := range len(doi) {
		c := doi[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.IndexByte(plain, c) >= 0 {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte("0123456789ABCDEF"[c>>4])
		b.WriteByte("0123456789ABCDEF"[c&15])
	}
	return b.String()
}
