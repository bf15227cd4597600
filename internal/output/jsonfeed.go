package output

import (
	"encoding/json"
	"io"

	"github.com/gorilla/feeds"
)

type jsonFeed struct {
	*feeds.JSONFeed
	Authors []person11  `json:"authors"`
	Items   []*jsonItem `json:"items"` // an empty feed has an empty list
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

// writeJSONFeed writes a feed as JSON Feed 1.1.
func writeJSONFeed(w io.Writer, f *feed) error {
	list, err := f.entries(true)
	if err != nil {
		return err
	}
	p, cfg := f.press, f.press.Edition.Config()
	doc := &jsonFeed{JSONFeed: (&feeds.JSON{Feed: f.record(list)}).JSONFeed(), Items: make([]*jsonItem, len(list))}
	doc.FeedUrl, doc.Language, doc.Icon = p.abs(f.dir+"feed.json"), cfg.Language, p.shownAt(cfg.Publisher.Logo)
	doc.Authors = persons11([]person{p.publisherPerson()})
	for i := range list {
		e := &list[i]
		made := doc.JSONFeed.Items[i]
		made.ContentHTML, made.Tags = contentMark, clean(e.topics)
		if !e.dated {
			made.PublishedDate = nil
		}
		doc.Items[i] = &jsonItem{JSONItem: made, Authors: persons11(e.authors), Language: cfg.Language}
	}
	return f.splice(w, jsonMark, list, appendJSON, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(doc)
	})
}

func persons11(list []person) []person11 {
	out := make([]person11, len(list))
	for i, a := range list {
		out[i] = person11{a.name, a.url}
	}
	return out
}
