package output

import (
	"bytes"
	"encoding/json"

	"github.com/gorilla/feeds"
)

type jsonFeed struct {
	*feeds.JSONFeed
	Authors []person11 `json:"authors"`
	Items   [1]string  `json:"items"` // the mark; an empty feed has an empty list
}

type jsonItem struct {
	*feeds.JSONItem
	Authors  []person11 `json:"authors"`
	Language string     `json:"language"`
}

// person11 is an author as JSON Feed 1.1 wants it.
type person11 struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// jsonHead writes a feed as JSON Feed 1.1, with the mark in place of its items.
func jsonHead(b *bytes.Buffer, f *feed) error {
	p, cfg := f.press, f.press.Edition.Config()
	doc := &jsonFeed{JSONFeed: (&feeds.JSON{Feed: f.record()}).JSONFeed(), Items: [1]string{contentMark}}
	doc.FeedUrl, doc.Language, doc.Icon = p.abs(f.dir+"feed.json"), cfg.Language, p.shownAt(cfg.Publisher.Logo)
	doc.Authors = persons11([]person{p.publisherPerson()})
	return encodeJSON(b, doc)
}

// jsonEntry writes an item of JSON Feed, with the mark in place of its content.
func jsonEntry(b *bytes.Buffer, p *Press, e *entry) error {
	made := (&feeds.JSON{Feed: e.record()}).JSONFeed().Items[0]
	made.ContentHTML, made.Tags = contentMark, e.topics
	if !e.dated {
		made.PublishedDate = nil
	}
	return encodeJSON(b, &jsonItem{JSONItem: made, Authors: persons11(e.authors), Language: p.Edition.Config().Language})
}

func persons11(list []person) []person11 {
	out := make([]person11, len(list))
	for i, a := range list {
		out[i] = person11{a.name, a.url}
	}
	return out
}

// encodeJSON writes a value without the end of the line.
func encodeJSON(b *bytes.Buffer, v any) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	b.Truncate(max(b.Len()-1, 0))
	return err
}
