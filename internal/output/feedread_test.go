package output_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

// wellFormed reads XML to its end with the strict decoder.
func wellFormed(t *testing.T, name, s string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v in %s", name, err, s)
		}
	}
}

type rssDoc struct {
	Channel struct {
		Title       string   `xml:"title"`
		Links       []link   `xml:"link"`
		Description string   `xml:"description"`
		Language    string   `xml:"language"`
		Editor      string   `xml:"managingEditor"`
		Built       string   `xml:"lastBuildDate"`
		Category    []string `xml:"category"`
		Items       []struct {
			Title       string   `xml:"title"`
			Link        string   `xml:"link"`
			Description string   `xml:"description"`
			Content     string   `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
			Creator     []string `xml:"http://purl.org/dc/elements/1.1/ creator"`
			Contributor []string `xml:"http://purl.org/dc/elements/1.1/ contributor"`
			Author      []string `xml:"author"`
			Category    []string `xml:"category"`
			PubDate     string   `xml:"pubDate"`
			GUID        struct {
				Value string `xml:",chardata"`
				Perma string `xml:"isPermaLink,attr"`
			} `xml:"guid"`
		} `xml:"item"`
	} `xml:"channel"`
}

type link struct {
	XMLName xml.Name
	Href    string `xml:"href,attr"`
	Rel     string `xml:"rel,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

type atomDoc struct {
	XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Subtitle string   `xml:"subtitle"`
	Updated  string   `xml:"updated"`
	Links    []link   `xml:"link"`
	Author   []struct {
		Name string `xml:"name"`
	} `xml:"author"`
	Graves []struct {
		Ref     string `xml:"ref,attr"`
		When    string `xml:"when,attr"`
		Comment string `xml:"http://purl.org/atompub/tombstones/1.0 comment"`
	} `xml:"http://purl.org/atompub/tombstones/1.0 deleted-entry"`
	Entries []struct {
		ID        string `xml:"id"`
		Title     string `xml:"title"`
		Published string `xml:"published"`
		Updated   string `xml:"updated"`
		Links     []link `xml:"link"`
		Category  []struct {
			Term string `xml:"term,attr"`
			Text string `xml:",chardata"`
		} `xml:"category"`
		Author []struct {
			Name string `xml:"name"`
		} `xml:"author"`
		Contributor []struct {
			Name string `xml:"name"`
			URI  string `xml:"uri"`
		} `xml:"contributor"`
		Content struct {
			Type string `xml:"type,attr"`
			Text string `xml:",chardata"`
		} `xml:"content"`
	} `xml:"entry"`
}

type jsonDoc struct {
	Version  string `json:"version"`
	Title    string `json:"title"`
	Home     string `json:"home_page_url"`
	Feed     string `json:"feed_url"`
	Language string `json:"language"`
	Author   any    `json:"author"`
	Authors  []struct{ Name, URL string }
	Items    []struct {
		ID        string `json:"id"`
		URL       string `json:"url"`
		Title     string `json:"title"`
		HTML      string `json:"content_html"`
		Author    any    `json:"author"`
		Authors   []struct{ Name, URL string }
		Tags      []string  `json:"tags"`
		Language  string    `json:"language"`
		Published time.Time `json:"date_published"`
		Modified  time.Time `json:"date_modified"`
	} `json:"items"`
}

func readRSS(t *testing.T, s string) (d rssDoc) {
	t.Helper()
	wellFormed(t, "RSS", s)
	if err := xml.Unmarshal([]byte(s), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func readAtom(t *testing.T, s string) (d atomDoc) {
	t.Helper()
	wellFormed(t, "Atom", s)
	if err := xml.Unmarshal([]byte(s), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func readJSON(t *testing.T, s string) (d jsonDoc) {
	t.Helper()
	if err := json.Unmarshal([]byte(s), &d); err != nil {
		t.Fatal(err)
	}
	return d
}
