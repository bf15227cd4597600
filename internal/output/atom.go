package output

import (
	"encoding/xml"
	"time"

	"github.com/gorilla/feeds"
)

type atomFeed struct {
	XMLName  xml.Name `xml:"feed"`
	Lang     string   `xml:"xml:lang,attr"`
	GravesNS string   `xml:"xmlns:at,attr,omitempty"`
	*feeds.AtomFeed
	Category  *atomCategory    `xml:"category"`
	Generator string           `xml:"generator"`
	Links     []feeds.AtomLink `xml:"link"`
	Authors   []atomPerson     `xml:"author"`
	Graves    []atomGrave      `xml:"at:deleted-entry"`
	Entries   []byte           `xml:",innerxml"` // the mark
}

type atomEntry struct {
	XMLName xml.Name `xml:"entry"`
	*feeds.AtomEntry
	Categories   []atomCategory `xml:"category"`
	Authors      []atomPerson   `xml:"author"`
	Contributors []atomPerson   `xml:"contributor"`
	Summary      string         `xml:"summary,omitempty"` // plain text, which is what no type means
	Content      atomContent    `xml:"content"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomContent struct {
	Type  string `xml:"type,attr"`
	Inner []byte `xml:",innerxml"`
}

// An atomGrave says that an entry is gone (RFC 6721, at:deleted-entry).
type atomGrave struct {
	Ref     string `xml:"ref,attr"`
	When    string `xml:"when,attr"`
	Comment string `xml:"at:comment"`
}

// atomHead returns a feed as Atom, with the mark in place of its entries. What was withdrawn is a tombstone.
func atomHead(f *feed) any {
	p, cfg := f.press, f.press.Edition.Config()
	doc := &atomFeed{Lang: cfg.Language, AtomFeed: (&feeds.Atom{Feed: f.record()}).AtomFeed(), Generator: "kanshu", Entries: xmlMark}
	self := p.abs(f.dir + "atom.xml")
	doc.Id, doc.Logo = self, p.shownAt(cfg.Publisher.Logo)
	doc.Links = []feeds.AtomLink{
		{Href: self, Rel: "self", Type: "application/atom+xml"}, {Href: p.abs(f.dir), Rel: "alternate", Type: "text/html"},
	}
	doc.Authors = atomPersons([]person{p.publisherPerson()})
	if f.topic != "" {
		doc.Category = &atomCategory{readable(f.topic)}
	}
	if len(f.withdrawn) > 0 {
		doc.GravesNS = "http://purl.org/atompub/tombstones/1.0"
	}
	for _, t := range f.withdrawn {
		doc.Graves = append(doc.Graves, atomGrave{
			p.abs(t.Path), t.Since.In(cfg.Location).Format(time.RFC3339), withdrawnText.In(cfg.Language),
		})
	}
	return doc
}

// atomItem returns an entry of Atom, with the mark in place of its content. A new review moves updated, never
// published; the supervisor is a contributor.
func atomItem(_ *Press, e *entry) any {
	made := (&feeds.Atom{Feed: e.record()}).AtomFeed().Entries[0]
	if e.dated {
		made.Published = e.published.Format(time.RFC3339)
	}
	made.Links[0].Type = "text/html"
	item := &atomEntry{
		AtomEntry: made, Authors: atomPersons(e.authors), Contributors: atomPersons(e.supervised), Summary: e.summary,
		Content: atomContent{"html", xmlMark},
	}
	for _, t := range e.topics {
		item.Categories = append(item.Categories, atomCategory{t})
	}
	return item
}

func atomPersons(list []person) []atomPerson {
	out := make([]atomPerson, len(list))
	for i, a := range list {
		out[i] = atomPerson{a.name, a.url}
	}
	return out
}
