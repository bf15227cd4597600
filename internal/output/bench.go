package output

import (
	"html/template"
	"strings"
	"time"
	"unsafe"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A bench is what one worker needs to make a page: it is used again for the next, since the texts of ten
// thousand pages would be the larger part of what a build allocates.
type bench struct {
	reader           markdown.Reader
	doc              markdown.Sheet // what was read last
	source, body, ld []byte
	refs             []kanshu.Reference
	asked            []kanshu.Question // that the page shows
	forme            forme
	setting          setting
	entry            entry
	clip             []byte // an item in all formats, or the head of a feed
}

// A forme is what the data of a column's page lies in: its lists are a fifth of what a build allocates.
type forme struct {
	page     ColumnPage
	badge    badgeData
	category Link
	words    []byte // texts that are joined for the page
}

// join joins texts. What it returns is good until the next page. nil joins in memory of its own.
func (f *forme) join(parts ...string) string {
	if f == nil {
		return strings.Join(parts, "")
	}
	from := len(f.words)
	for _, s := range parts {
		f.words = append(f.words, s...)
	}
	return flat.String(f.words[from:])
}

// time joins a text and a time with its zone (RFC 3339) likewise.
func (f *forme) time(before string, t time.Time) string {
	from := len(f.words)
	f.words = t.AppendFormat(append(f.words, before...), time.RFC3339)
	return flat.String(f.words[from:])
}

// read reads a column's body, which is what its digest promises, into doc.
func (b *bench) read(p *Press, c *kanshu.Column, body []byte) {
	b.doc = b.reader.Follow(c.File, c.Body.Line, body, p.surveyed(c).Steps)
}

// markup returns bytes as escaped HTML without copying them. It is good until they change: a page is
// rendered before its bench is used again. Copying 25 KB a page was a sixth of all that a build allocated
// (440 MB at 10,000 columns).
func markup(b []byte) template.HTML {
	return template.HTML(unsafe.String(unsafe.SliceData(b), len(b))) //nolint:gosec // escaped by who made it; see above
}
