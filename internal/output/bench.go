package output

import (
	"bytes"
	"html/template"
	"unsafe"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A bench is what one worker needs to make a page: it is used again for the next, since the texts of ten
// thousand pages would be the larger part of what a build allocates.
type bench struct {
	reader           markdown.Reader
	source, body, ld []byte
	refs             []kanshu.Reference
	record           bytes.Buffer // of a feed, or of an item of one
	clip             []byte       // an item as all formats carry it
}

// sheet reads a column's body, which is what its digest promises. It is good until the bench reads another.
func (b *bench) sheet(p *Press, c *kanshu.Column, body []byte) markdown.Sheet {
	if p.surveyed(c).Quick {
		return b.reader.Again(c.File, c.Body.Line, body)
	}
	return b.reader.Open(c.File, c.Body.Line, body)
}

// markup returns bytes as escaped HTML without copying them. It is good until they change: a page is
// rendered before its bench is used again. Copying 25 KB a page was a sixth of all that a build allocated
// (440 MB at 10,000 columns).
func markup(b []byte) template.HTML {
	return template.HTML(unsafe.String(unsafe.SliceData(b), len(b))) //nolint:gosec // escaped by who made it; see above
}
