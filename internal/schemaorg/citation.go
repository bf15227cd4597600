package schemaorg

import (
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// appendCitation appends the i-th reference of a page, counted from 0, as a node of its own.
//
// A work with a DOI or a PubMed number is a ScholarlyArticle, one with an ISBN a Book, another with an
// address a WebPage, and what is left a CreativeWork. Its authors are one text, so they are said as
// creditText: the range of author is Person and Organization.
func appendCitation(b []byte, page string, i int, r *kanshu.Reference) []byte {
	doi, pubmed := DOI(r.DOI), PubMed(r.PMID)
	typ := "CreativeWork"
	switch {
	case doi != "" || pubmed != "":
		typ = "ScholarlyArticle"
	case r.ISBN != "":
		typ = "Book"
	case r.URL != "":
		typ = "WebPage"
	}
	b = citationID(key(open(b, typ), "@id"), page, i)
	name := r.Title
	if name == "" {
		name = r.Text
	}
	if name == "" {
		name = r.URL
	}
	b = text(b, "name", name)
	var same [3]string
	known := same[:0]
	for _, u := range [3]string{doi, pubmed, r.URL} {
		if u != "" {
			known = append(known, u)
		}
	}
	if len(known) > 0 {
		b = text(b, "url", known[0])
		b = texts(b, "sameAs", known[1:])
	}
	b = text(b, "creditText", r.Authors)
	b = named(b, "publisher", r.Publisher)
	if r.Year > 0 {
		b = append(strconv.AppendInt(append(key(b, "datePublished"), '"'), int64(r.Year), 10), '"')
	}
	if typ == "Book" {
		b = text(b, "isbn", r.ISBN)
	}
	return append(b, '}')
}

func citationID(b []byte, page string, i int) []byte {
	b = append(b, '"')
	b = escape(b, page)
	b = append(b, "#ref-"...)
	b = strconv.AppendInt(b, int64(i)+1, 10)
	return append(b, '"')
}

// DOI returns the address that resolves a DOI, "" for none. What an address may not hold is percent
// encoded (DOI Handbook, 2.5.2.4); the slash stays.
func DOI(doi string) string {
	if doi == "" {
		return ""
	}
	const safe = "-._~/:;()@!$'*+,=" // sub-delimiters and the rest of a path segment, but &
	var s strings.Builder
	s.WriteString("https://doi.org/")
	for i := range len(doi) {
		c := doi[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte(safe, c) >= 0 {
			s.WriteByte(c)
			continue
		}
		s.Write([]byte{'%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15]})
	}
	return s.String()
}

// PubMed returns the address of a PubMed record, "" for a number that is none.
func PubMed(pmid string) string {
	if pmid == "" || strings.Trim(pmid, "0123456789") != "" {
		return ""
	}
	return "https://pubmed.ncbi.nlm.nih.gov/" + pmid + "/"
}
