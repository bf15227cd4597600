package output

import (
	"encoding/xml"
	"html"
	"strings"

	"github.com/gorilla/feeds"
)

// The structs below embed those of gorilla/feeds; a field of ours with the same element name takes the
// place of theirs.

type rss struct {
	XMLName   xml.Name `xml:"rss"`
	Version   string   `xml:"version,attr"`
	AtomNS    string   `xml:"xmlns:atom,attr"`
	ContentNS string   `xml:"xmlns:content,attr"`
	CreatorNS string   `xml:"xmlns:dc,attr"`
	Channel   *rssChannel
}

type rssChannel struct {
	XMLName xml.Name `xml:"channel"`
	*feeds.RssFeed
	Self  rssLink `xml:"atom:link"`
	Items []byte  `xml:",innerxml"` // the mark
}

type rssLink struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	XMLName xml.Name `xml:"item"`
	*feeds.RssItem
	Content      escaped  `xml:"content:encoded"`
	Creators     []string `xml:"dc:creator"`
	Contributors []string `xml:"dc:contributor"`
	Categories   []string `xml:"category"`
}

// escaped is the inner XML of an element, escaped already: the mark of a content.
type escaped struct {
	Inner []byte `xml:",innerxml"`
}

// rssHead returns a feed as RSS 2.0, with the mark in place of its items.
func rssHead(f *feed) any {
	p, cfg := f.press, f.press.Edition.Config()
	channel := &rssChannel{RssFeed: (&feeds.Rss{Feed: f.record()}).RssFeed(), Items: xmlMark}
	channel.Language, channel.Generator, channel.PubDate = cfg.Language, "kanshu", ""
	channel.Category, channel.Description = readable(f.topic), html.EscapeString(channel.Description) // likewise taken for HTML
	channel.Title = noTag(channel.Title)
	channel.Self = rssLink{p.abs(f.dir + "feed.xml"), "self", "application/rss+xml"}
	if logo := p.shownAt(cfg.Publisher.Logo); logo != "" {
		channel.Image = &feeds.RssImage{Url: logo, Title: channel.Title, Link: channel.Link}
	}
	return &rss{
		Version: "2.0", AtomNS: "http://www.w3.org/2005/Atom", ContentNS: "http://purl.org/rss/1.0/modules/content/",
		CreatorNS: "http://purl.org/dc/elements/1.1/", Channel: channel,
	}
}

// rssEntry returns an item of RSS, with the mark in place of its content. Names stand in dc:creator, since RSS's own
// author is an e-mail address; the supervisor is a dc:contributor.
func rssEntry(_ *Press, e *entry) any {
	item := &rssItem{RssItem: (&feeds.Rss{Feed: e.record()}).RssFeed().Items[0], Content: escaped{xmlMark}, Categories: e.topics}
	item.Description = html.EscapeString(e.summary) // readers take a description for HTML
	item.Title = noTag(item.Title)
	for _, a := range e.authors {
		item.Creators = append(item.Creators, a.name)
	}
	for _, s := range e.supervised {
		item.Contributors = append(item.Contributors, s.name)
	}
	return item
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
