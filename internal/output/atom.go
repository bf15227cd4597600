package output

import (
	"time"

	"github.com/gorilla/feeds"
)

// atomHead writes a feed as Atom. What was withdrawn is a tombstone (RFC 6721,
// at:deleted-entry).
func atomHead(b []byte, f *feed) ([]byte, int) {
	p, cfg, w := f.press, f.press.Edition.Config(), &xmlWriter{b: b}
	made := (&feeds.Atom{Feed: f.record()}).AtomFeed()
	tombstones := ""
	if len(f.withdrawn) > 0 {
		tombstones = "http://purl.org/atompub/tombstones/1.0"
	}
	w.open("feed", "xml:lang", cfg.Language, "xmlns:at", tombstones, "xmlns", made.Xmlns)
	self := p.abs(f.dir + "atom.xml")
	w.leaf("title", made.Title)
	w.leaf("id", self)
	w.leaf("updated", made.Updated)
	w.some("logo", p.shownAt(cfg.Publisher.Logo))
	w.some("subtitle", made.Subtitle)
	if f.topic != "" {
		w.leaf("category", "", "term", f.topic)
	}
	w.leaf("generator", "kanshu")
	w.leaf("link", "", "href", self, "rel", "self", "type", "application/atom+xml")
	w.leaf("link", "", "href", made.Link.Href, "rel", "alternate", "type", "text/html")
	atomPersons(w, "author", p.publisherPerson())
	for _, t := range f.withdrawn {
		w.open("at:deleted-entry", "ref", p.abs(t.Path), "when", t.Since.In(cfg.Location).Format(time.RFC3339))
		w.leaf("at:comment", withdrawnText.In(cfg.Language))
		w.close("at:deleted-entry")
	}
	w.mark = len(w.b)
	w.close("feed")
	return w.b, w.mark
}

// atomItem writes an entry of Atom. A new review moves updated, never
// published; the supervisor is a contributor. The summary is plain text, which is what no type means.
func atomItem(b []byte, e *entry) ([]byte, int) {
	w := &xmlWriter{b: b}
	w.open("entry")
	w.leaf("title", e.title)
	w.day("updated", e.updated, time.RFC3339)
	w.leaf("id", e.url)
	if e.dated {
		w.day("published", e.published, time.RFC3339)
	}
	w.leaf("link", "", "href", e.url, "rel", "alternate", "type", "text/html")
	for _, t := range e.topics {
		w.leaf("category", "", "term", t)
	}
	atomPersons(w, "author", e.authors...)
	atomPersons(w, "contributor", e.supervised...)
	w.some("summary", e.summary)
	w.place("content", "type", "html")
	w.close("entry")
	return w.b, w.mark
}

func atomPersons(w *xmlWriter, role string, list ...person) {
	for _, a := range list {
		w.open(role)
		w.leaf("name", a.name)
		w.some("uri", a.url)
		w.close(role)
	}
}
