package output

import (
	"html"
	"strings"
	"time"

	"github.com/gorilla/feeds"
)

// rssHead writes a feed as RSS 2.0.
func rssHead(b []byte, f *feed) ([]byte, int) {
	p, cfg, w := f.press, f.press.Edition.Config(), xmlWriter{b: b}
	made := (&feeds.Rss{Feed: f.record()}).RssFeed()
	w.open("rss", "version", "2.0", "xmlns:atom", "http://www.w3.org/2005/Atom",
		"xmlns:content", "http://purl.org/rss/1.0/modules/content/", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	w.open("channel")
	title := noTag(made.Title)
	w.leaf("title", title)
	w.leaf("link", made.Link)
	w.leaf("description", html.EscapeString(made.Description)) // readers take a description for HTML
	w.leaf("language", cfg.Language)
	w.some("lastBuildDate", made.LastBuildDate)
	w.some("category", f.topic)
	w.leaf("generator", "kanshu")
	if logo := p.shownAt(cfg.Publisher.Logo); logo != "" {
		w.open("image")
		w.leaf("url", logo)
		w.leaf("title", title)
		w.leaf("link", made.Link)
		w.close("image")
	}
	w.leaf("atom:link", "", "href", p.abs(f.dir+"feed.xml"), "rel", "self", "type", "application/rss+xml")
	w.mark = len(w.b)
	w.close("channel")
	w.close("rss")
	return w.b, w.mark
}

// rssItem writes an item of RSS. Names stand in dc:creator, since RSS's own
// author is an e-mail address; the supervisor is a dc:contributor.
func rssItem(b []byte, e *entry) ([]byte, int) {
	w := xmlWriter{b: b}
	w.open("item")
	w.leaf("title", noTag(e.title))
	w.leaf("link", e.url)
	w.leaf("description", html.EscapeString(e.summary)) // likewise taken for HTML
	w.leaf("guid", e.url, "isPermaLink", "true")
	w.day("pubDate", e.published, time.RFC1123Z)
	w.place("content:encoded")
	for _, a := range e.authors {
		w.leaf("dc:creator", a.name)
	}
	for _, s := range e.supervised {
		w.leaf("dc:contributor", s.name)
	}
	for _, t := range e.topics {
		w.leaf("category", t)
	}
	w.close("item")
	return w.b, w.mark
}

// noTag keeps a title of RSS from being markup: some readers take it for text, as the specification has it, and
// some for HTML. A character that is not seen stands between < and what would make a tag of it.
//
// Source: HTML Living Standard, 13.2.5.6 (tag open state).
func noTag(title string) string {
	if strings.IndexByte(title, '<') < 0 {
		return title
	}
	var b strings.Builder
	for i := range len(title) {
		b.WriteByte(title[i])
		if title[i] != '<' || i+1 == len(title) {
			continue
		}
		if c := title[i+1]; c|0x20 >= 'a' && c|0x20 <= 'z' || c == '/' || c == '!' || c == '?' {
			b.WriteString("\u2060")
		}
	}
	return b.String()
}
