package outside

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A Link is one place in a column that leads to an address.
type Link struct {
	Address string
	Pos     kanshu.Pos
	Stable  bool // a DOI or a PMID, whose resolver redirects by design
}

// The resolvers of references.
const (
	doiResolver  = "https://doi.org/"
	pmidResolver = "https://pubmed.ncbi.nlm.nih.gov/"
)

// Collect returns the addresses that columns lead to outside their own site, in order of place. It
// returns an error where a body cannot be read again.
func Collect(columns []*kanshu.Column, baseURL string) ([]Link, error) {
	var links []Link
	for _, c := range columns {
		for _, r := range c.References() {
			links = append(links, ofReference(r)...)
		}
		body, err := c.Body.Bytes()
		if err != nil {
			return nil, fmt.Errorf("collect %s: %w", c.File, err)
		}
		doc := markdown.Parse(c.File, c.Body.Line, body)
		for _, l := range doc.Links() {
			links = append(links, Link{Address: l.Dest, Pos: l.Pos})
		}
		for _, s := range doc.Spans() {
			for at, n := next(s.Text, 0); n > 0; at, n = next(s.Text, at+n) {
				if !inCode(doc.Source(), s.Offset(at)) {
					links = append(links, Link{Address: s.Text[at : at+n], Pos: s.Pos(at)})
				}
			}
		}
	}
	return slices.DeleteFunc(links, func(l Link) bool { return !isOutside(l.Address, baseURL) }), nil
}

// inCode reports whether a byte of a text stands between the marks of code on its line.
func inCode(source []byte, at int) bool {
	begin := bytes.LastIndexByte(source[:at], '\n') + 1
	return bytes.Count(source[begin:at], []byte{'`'})%2 == 1
}

// ofReference returns the addresses of one reference.
func ofReference(r kanshu.Reference) []Link {
	var links []Link
	if r.URL != "" {
		links = append(links, Link{Address: r.URL, Pos: r.Pos, Stable: strings.HasPrefix(r.URL, doiResolver)})
	}
	if r.DOI != "" {
		links = append(links, Link{Address: doiResolver + strings.ReplaceAll(url.PathEscape(r.DOI), "%2F", "/"), Pos: r.Pos, Stable: true})
	}
	if r.PMID != "" {
		links = append(links, Link{Address: pmidResolver + url.PathEscape(r.PMID) + "/", Pos: r.Pos, Stable: true})
	}
	return links
}

// next returns where the next bare address stands in a text, from a byte on, and its length.
func next(text string, from int) (at, n int) {
	for _, scheme := range []string{"https://", "http://"} {
		i := strings.Index(text[from:], scheme)
		if i < 0 {
			continue
		}
		i += from
		end := i
		for end < len(text) && text[end] > ' ' && text[end] < 0x7f && !strings.ContainsRune("<>\"'`|)]", rune(text[end])) {
			end++
		}
		length := len(strings.TrimRight(text[i:end], ".,;:!?"))
		if length > len(scheme) && (n == 0 || i < at) {
			at, n = i, length
		}
	}
	return at, n
}

// isOutside reports whether an address is one of the web and not of the site itself.
func isOutside(address, baseURL string) bool {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return false
	}
	return baseURL == "" || address != baseURL && !strings.HasPrefix(address, strings.TrimSuffix(baseURL, "/")+"/")
}

// Addresses returns the addresses of links, each once, sorted.
func Addresses(links []Link) []string {
	list := make([]string, len(links))
	for i, l := range links {
		list[i] = l.Address
	}
	slices.Sort(list)
	return slices.Compact(list)
}
