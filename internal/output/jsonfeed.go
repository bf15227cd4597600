package output

import (
	"bytes"
	"encoding/json"
	"time"

	"github.com/gorilla/feeds"
)

type jsonFeed struct {
	*feeds.JSONFeed
	Authors []person11 `json:"authors"`
	Items   [1]string  `json:"items"` // the mark; an empty feed has an empty list
}

// person11 is an author as JSON Feed 1.1 wants it.
type person11 struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// itemsMark stands in place of the items: the control character NUL, which no other text of a feed can hold (see
// readable).
const itemsMark = "\x00"

// jsonHead writes a feed as JSON Feed 1.1.
func jsonHead(b []byte, f *feed) ([]byte, int, error) {
	p, cfg := f.press, f.press.Edition.Config()
	doc := &jsonFeed{JSONFeed: (&feeds.JSON{Feed: f.record()}).JSONFeed(), Items: [1]string{itemsMark}}
	doc.FeedUrl, doc.Language, doc.Icon = p.abs(f.dir+"feed.json"), cfg.Language, p.shownAt(cfg.Publisher.Logo)
	author := p.publisherPerson()
	doc.Authors = []person11{{author.name, author.url}}
	var made bytes.Buffer
	enc := json.NewEncoder(&made)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return nil, 0, err
	}
	before, after, ok := bytes.Cut(bytes.TrimSuffix(made.Bytes(), []byte{'\n'}), []byte(`"\u0000"`))
	if !ok {
		panic("output: a feed has no place for its items")
	}
	b = append(b, before...)
	return append(b, after...), len(b), nil
}

// jsonItem writes an item of JSON Feed, with its members in the order of feeds.JSONItem.
func jsonItem(b []byte, e *entry) ([]byte, int) {
	b = appendJSON(append(b, `{"id":`...), e.url)
	b = appendJSON(append(b, `,"url":`...), e.url)
	if e.title != "" {
		b = appendJSON(append(b, `,"title":`...), e.title)
	}
	b = append(b, `,"content_html":`...)
	place := len(b)
	if e.summary != "" {
		b = appendJSON(append(b, `,"summary":`...), e.summary)
	}
	if e.dated {
		b = e.published.AppendFormat(append(b, `,"date_published":"`...), time.RFC3339+`"`)
	}
	b = e.updated.AppendFormat(append(b, `,"date_modified":"`...), time.RFC3339+`"`)
	for i, t := range e.topics {
		b = append(b, before(i, `,"tags":[`)...)
		b = appendJSON(b, t)
	}
	if len(e.topics) > 0 {
		b = append(b, ']')
	}
	for i, a := range e.authors {
		b = append(b, before(i, `,"authors":[`)...)
		b = appendJSON(append(b, `{"name":`...), a.name)
		if a.url != "" {
			b = appendJSON(append(b, `,"url":`...), a.url)
		}
		b = append(b, '}')
	}
	b = appendJSON(append(b, `],"language":`...), e.lang)
	return append(b, '}'), place
}

// before returns what stands before the i-th of a list, from 0, which begins with first.
func before(i int, first string) string {
	if i == 0 {
		return first
	}
	return ","
}
