package output_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/gorilla/feeds"

	"kanshu/internal/output"
)

// Items are written without gorilla/feeds, as it would make them: of JSON Feed every byte, of the others what it knows.
func TestItemsAreAsGorillaFeedsMakesThem(t *testing.T) {
	r := newRecords()
	r.site.Columns[2].Title = "A \"title\" of <b>bold</b> \\ 'plain' words\u2028"
	items, err := r.press(t).Items()
	if err != nil {
		t.Fatal(err)
	}
	if len(items) != len(r.site.Columns) {
		t.Fatalf("%d items", len(items))
	}
	for _, i := range items {
		all := &feeds.Feed{Items: []*feeds.Item{&i.Told}}
		sameJSON(t, i, (&feeds.JSON{Feed: all}).JSONFeed().Items[0])
		rss := (&feeds.Rss{Feed: all}).RssFeed().Items[0]
		within(t, i.RSS, "<link>"+rss.Link+"</link>", `<guid isPermaLink="`+rss.Guid.IsPermaLink+`">`+rss.Guid.Id+"</guid>", "<pubDate>"+rss.PubDate+"</pubDate>")
		atom := (&feeds.Atom{Feed: all}).AtomFeed().Entries[0]
		within(t, i.Atom, "<id>"+atom.Id+"</id>", "<updated>"+atom.Updated+"</updated>",
			`<link href="`+atom.Links[0].Href+`" rel="`+atom.Links[0].Rel+`" type="text/html">`)
	}
}

// So are feeds.
func TestFeedsAreAsGorillaFeedsMakesThem(t *testing.T) {
	r := newRecords()
	r.site.Config.Title, r.site.Config.Publisher.Logo = `"引用" & <山>`, "https://column.example.jp/logo.png"
	made, written := r.press(t).FeedHeads()
	if len(made) < 3 {
		t.Fatalf("%d feeds", len(made))
	}
	for i, f := range made {
		all := struct {
			*feeds.JSONFeed
			Authors []author `json:"authors"`
			Items   []string `json:"items"`
		}{f, []author{{"架空出版", "https://column.example.jp/"}}, []string{}}
		if want := encoded(t, all); written[i] != want {
			t.Errorf("feed\n got %s\nwant %s", written[i], want)
		}
	}
}

type author struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// encoded returns what encoding/json writes of a value.
func encoded(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// sameJSON holds an item to what encoding/json writes of the one that gorilla/feeds made.
func sameJSON(t *testing.T, i output.Item, made *feeds.JSONItem) {
	t.Helper()
	all := struct {
		*feeds.JSONItem
		Authors  []author `json:"authors"`
		Language string   `json:"language"`
	}{JSONItem: made, Language: "ja"}
	made.Tags, made.ContentHTML = i.Topics, "-"
	if !i.Dated {
		made.PublishedDate = nil
	}
	for _, a := range i.Authors {
		all.Authors = append(all.Authors, author{a[0], a[1]})
	}
	if got, want := strings.Replace(i.JSON, `"content_html":`, `"content_html":"-"`, 1), encoded(t, all); got != want {
		t.Errorf("item of JSON Feed\n got %s\nwant %s", got, want)
	}
}

// within reports what does not stand in an item.
func within(t *testing.T, item string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(item, p) {
			t.Errorf("%s does not stand in %s", p, item)
		}
	}
}
