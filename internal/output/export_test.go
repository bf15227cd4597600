package output

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gorilla/feeds"

	"kanshu/internal/kanshu"
)

// What tests of this package see beside its exported names: the structured data of each kind of page.

func (p *Press) ColumnLD(c *kanshu.Column, q []kanshu.Question, image string) string {
	return string(p.appendColumnLD(nil, nil, c, p.abs(c.Path(p.Edition.Config().Language)), p.sources(c), q, image))
}

func (p *Press) AppendColumnLD(b []byte, c *kanshu.Column, q []kanshu.Question, image string) []byte {
	return p.appendColumnLD(b, nil, c, p.abs(c.Path(p.Edition.Config().Language)), p.sources(c), q, image)
}

func (p *Press) HomeLD() string                        { return string(p.homeLD()) }
func (p *Press) DoctorLD(d *kanshu.Doctor) string      { return string(p.doctorLD(d)) }
func (p *Press) ClinicLD(c *kanshu.Clinic) string      { return string(p.clinicLD(c)) }
func (p *Press) ListLD(t, at string, c []Crumb) string { return string(p.listLD(t, at, c)) }

// Absolute is absolute.
func Absolute(base, path string) string { return absolute(base, path) }

// EscapeXML is escapeXML.
func EscapeXML(s string) string { return string(escapeXML(nil, s)) }

// EscapeAttribute writes s as the value of an attribute.
func EscapeAttribute(s string) string {
	b, _ := escapeWith(&attributeEscapes, nil, s)
	return string(b)
}

// AppendJSON is appendJSON.
func AppendJSON(s string) string {
	return string(appendJSON(nil, s))
}

// AppendCDATA is appendCDATA of what appendJSON looked at.
func AppendCDATA(s string) string {
	_, clean := quoted(nil, s)
	return string(appendCDATA(nil, []byte(s), clean))
}

// An Item is a column as feeds carry it: as gorilla/feeds is told of it, and as each format writes it, without its
// content.
type Item struct {
	Told            feeds.Item
	Dated           bool
	Topics          []string
	Authors         [][2]string
	Atom, JSON, RSS string
}

// Items returns the columns of a press as feeds carry them.
func (p *Press) Items() ([]Item, error) {
	if err := p.prepare(); err != nil {
		return nil, err
	}
	var list []Item
	for _, c := range p.Edition.Columns() {
		e := p.entry(new(entry), c)
		item := Item{Dated: e.dated, Topics: e.topics, Told: feeds.Item{
			Title: e.title, Link: &feeds.Link{Href: e.url}, Id: e.url, IsPermaLink: "true", Description: e.summary,
			Created: e.published, Updated: e.updated,
		}}
		for _, a := range e.authors {
			item.Authors = append(item.Authors, [2]string{a.name, a.url})
		}
		for n, to := range []*string{&item.Atom, &item.JSON, &item.RSS} {
			b, _ := formats[n].item(nil, e)
			*to = string(b)
		}
		list = append(list, item)
	}
	return list, nil
}

// FeedHeads returns the feeds of a press as gorilla/feeds makes them, and as they are written as JSON Feed, without items.
func (p *Press) FeedHeads() (made []*feeds.JSONFeed, written []string) {
	for _, f := range p.room.clippings.feeds {
		j := (&feeds.JSON{Feed: f.record()}).JSONFeed()
		j.FeedUrl, j.Language, j.Icon = p.abs(f.dir+"feed.json"), p.Edition.Config().Language, p.shownAt(p.Edition.Config().Publisher.Logo)
		b, _ := jsonHead(nil, f)
		made, written = append(made, j), append(written, string(b))
	}
	return made, written
}

// MarkdownText is markdownText.
func MarkdownText(s string) string { return markdownText(s) }

// Readable is readable.
func Readable(s string) string { return readable(s) }

// Sitemaps returns the files of a sitemap of so many pages, with at most so many in one.
func Sitemaps(pages, most int) []kanshu.Artifact {
	list := make([]mapped, pages)
	for i := range list {
		list[i].path = "/columns/x/"
	}
	return sitemaps(func(s string) string { return "https://column.example.jp" + s }, list, most)
}

// Ready fills what all kinds share, as Plan does.
func (p *Press) Ready() error { return p.prepare() }

// Fold is fold.
func Fold(text string) string { return folded(text) }

// FoldWhole folds without the short way that most Japanese text takes.
func FoldWhole(text string) string { return string(foldWhole(nil, []byte(text))) }

// IndexTexts indexes texts as if each were the body of a column, and returns the shards.
func IndexTexts(texts []string, shards int, each kanshu.Each) ([][]byte, error) {
	x, err := indexColumns(len(texts), shards, each, func(n int, b *bag) error {
		b.text(fold(nil, []byte(texts[n])), inBody)
		return nil
	}, nil)
	if err != nil {
		return nil, err
	}
	return x, nil
}

// ShardsFor is shardsFor.
func ShardsFor(size int) int { return shardsFor(size) }

// PatchTexts indexes texts, patches the shards so that they speak of others, as an edit does, and returns them
// with how many were concerned. Texts stand for columns: equal ones are the same.
func PatchTexts(old, texts []string, shards int) (files [][]byte, concerned int, err error) {
	x := &searchPlan{shelf: &shelf{lang: "ja"}, shards: shards, epoch: "new"}
	read := func(texts []string) func(int, *bag) error {
		return func(n int, b *bag) error {
			b.text(fold(nil, []byte(texts[n])), inBody)
			return nil
		}
	}
	keysOf := func(texts []string) []kanshu.Digest {
		keys := make([]kanshu.Digest, len(texts))
		for i, s := range texts {
			keys[i] = kanshu.DigestOf([]byte(s))
		}
		return keys
	}
	x.press, x.keys = &Press{Each: kanshu.InOrder, Cache: memoryCache{}}, keysOf(old)
	files, err = indexColumns(len(old), shards, kanshu.InOrder, read(old), x.keepSums)
	if err != nil {
		return nil, 0, err
	}
	was := &searchState{epoch: "old", keys: keysOf(old), readings: make([][]written, len(old))}
	edited := len(old) == len(texts)
	for i := 0; edited && i < len(old); i++ {
		edited = strings.HasPrefix(texts[i], old[i])
	}
	if edited { // the same columns, as far as a test can tell
		was.epoch = x.epoch
	}
	for _, b := range files {
		was.shards = append(was.shards, kanshu.DigestOf(b))
	}
	x.press.Public = func(path string) ([]byte, bool) {
		var i int
		_, err := fmt.Sscanf(path, "search/"+was.epoch+"/s%d.json", &i)
		return files[i], err == nil
	}
	x.keys = keysOf(texts)
	c := x.compare(was)
	if c == nil {
		return nil, 0, errors.New("nothing to go by")
	}
	if ok, err := x.patchWith(c, read(texts), make([][]written, len(texts))); !ok || err != nil {
		return nil, 0, fmt.Errorf("not patched: %w", err)
	}
	files = slices.Clone(files)
	for i, b := range x.fresh {
		if b != nil {
			files[i] = b
			concerned++
		}
		if kanshu.DigestOf(files[i]) != x.digests[i] {
			return nil, 0, errors.New("a digest is of something else")
		}
	}
	return files, concerned, nil
}

type memoryCache map[kanshu.Digest][]byte

func (m memoryCache) Load(key kanshu.Digest) ([]byte, bool) { b, ok := m[key]; return b, ok }
func (m memoryCache) Store(key kanshu.Digest, b []byte)     { m[key] = b }

// PatchShard patches a shard by nothing.
func PatchShard(shard []byte) ([]byte, error) { return patchShard(shard, nil, nil) }

// StateOf returns a state of an index as it is kept.
func StateOf(epoch string, shards, columns int, reading, word string) []byte {
	s := searchState{epoch: epoch, shards: make([]kanshu.Digest, shards), keys: make([]kanshu.Digest, columns), readings: make([][]written, columns)}
	s.readings[columns-1] = []written{{reading, word}}
	return s.data()
}

// StateAgain reads what StateOf returned and returns it again.
func StateAgain(data []byte) ([]byte, bool) {
	s, ok := readState(data)
	if !ok {
		return nil, false
	}
	return s.data(), true
}
