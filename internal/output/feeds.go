package output

import (
	"io"
	"slices"
	"strings"
	"time"

	"kanshu/internal/kanshu"
)

// Feeds plans the feeds of the site, of each category and of each doctor, each in three formats: RSS
// 2.0, Atom and JSON Feed. A feed holds the newest columns in the site's language, whole, with the
// supervision at the head of each: it is read without the page.
//
// gorilla/feeds makes the records of feeds; rss.go, atom.go and jsonfeed.go write them with what it lacks (self links,
// several categories, dc:creator, language, published, tombstones). They write items as it would make them, which a test
// sees to: to have each made, three times, in a feed of its own, was 2 % of what a build of a thousand columns takes.
// clippings.go finishes each column once for all feeds, and splice.go puts them together.
//
// Sources: RSS 2.0 and the RSS Best Practices Profile; RFC 4287; JSON Feed 1.1; RFC 6721.
var Feeds = Kind{"feeds", planFeeds}

// A format is one way to write a feed.
type format struct {
	file, mediaType string
	notation
	head      func(b []byte, f *feed) (_ []byte, place int)  // appends the feed but for its items, and says where they belong
	item      func(b []byte, e *entry) (_ []byte, place int) // appends an item but for its content, and says where it belongs
	withdrawn bool                                           // what was withdrawn stands among the items
}

const formatCount = 3

var formats = [formatCount]format{
	{"atom.xml", "application/atom+xml; charset=utf-8", inXML, atomHead, atomItem, false},
	{"feed.json", "application/feed+json; charset=utf-8", inJSON, jsonHead, jsonItem, true},
	{"feed.xml", "application/rss+xml; charset=utf-8", inXML, rssHead, rssItem, true},
}

// A feed is one list of columns. It is a value to write, with no way back to the edition but through
// the clippings.
type feed struct {
	dir         string // site path of the folder it lies in: "/", "/category/x/"
	title       string
	description string
	topic       string // name of the category it is about; "" for any other feed
	columns     []*kanshu.Column
	withdrawn   []kanshu.Tombstone // of the site's own feed; newest first
	press       *Press
}

func planFeeds(p *Press) ([]kanshu.Artifact, error) {
	keys, room := make(map[*kanshu.Column]kanshu.Digest), make(keyText, 0, 2048)
	var files []kanshu.Artifact
	for i, f := range p.room.clippings.feeds {
		key := f.key(keys, &room)
		for n := range formats {
			kind := &formats[n]
			files = append(files, kanshu.Artifact{
				Path: f.dir[1:] + kind.file, Type: kind.mediaType, Wave: kanshu.Lists, Made: true, Turn: 2*i + 2,
				Key:  kanshu.DigestOf(append([]byte(kind.file), key[:]...)),
				Make: func(w io.Writer) error { return f.write(w, n) },
			})
		}
	}
	return files, nil
}

// listFeeds returns the feeds of the edition: the site's, the categories', the doctors'.
func (p *Press) listFeeds() []*feed {
	e, cfg := p.Edition, p.Edition.Config()
	all := &feed{dir: "/", title: cfg.Title, description: cfg.Description, withdrawn: newestWithdrawn(p.gone(), cfg.Feeds.Items)}
	list := []*feed{all}
	own := p.own()
	all.columns = newest(own.columns, cfg.Feeds.Items)
	for _, t := range e.Categories() {
		columns := newest(own.category[t.ID], cfg.Feeds.Items)
		if len(own.category[t.ID]) == 0 {
			continue // a category of translations alone has no page in the site's language
		}
		list = append(list, &feed{dir: categoryPath(t), title: t.Name + " | " + cfg.Title, description: t.Description, topic: t.Name, columns: columns})
	}
	for _, d := range e.Doctors() {
		about := kanshu.Wording{JA: d.Name + "が監修したコラム", EN: "Columns supervised by " + d.Name}.In(cfg.Language)
		list = append(list, &feed{dir: doctorPath(d), title: about + " | " + cfg.Title, description: about, columns: newest(own.doctor[d], cfg.Feeds.Items)})
	}
	for _, f := range list {
		f.press = p
		if f.description == "" {
			f.description = f.title
		}
	}
	return list
}

// newest returns the n columns of a list that were new last, the newest first. The list comes by date, so that those
// are its first ones; only columns without a date stand last, whenever they were new. A doctor who vouches twice for a
// column has it twice, one behind the other.
func newest(list []*kanshu.Column, n int) []*kanshu.Column {
	dated, _ := slices.BinarySearchFunc(list, true, func(c *kanshu.Column, _ bool) int {
		if c.Date.IsZero() {
			return 1
		}
		return -1
	})
	some := eachOnce(make([]*kanshu.Column, 0, min(n, len(list))), list[:dated], n)
	some = eachOnce(some, list[dated:], len(list))
	slices.SortStableFunc(some, func(a, b *kanshu.Column) int { return -announced(a).Compare(announced(b)) })
	return some[:min(len(some), n)]
}

// eachOnce appends to some the columns of a list, each once, until it holds n.
func eachOnce(some, list []*kanshu.Column, n int) []*kanshu.Column {
	for _, c := range list {
		if len(some) >= n {
			break
		}
		if len(some) == 0 || some[len(some)-1] != c {
			some = append(some, c)
		}
	}
	return some
}

// announced returns the day on which a column was new: its date, or, where it gives none, the day of
// its review.
func announced(c *kanshu.Column) kanshu.Date {
	if c.Date.IsZero() {
		return c.Review.On
	}
	return c.Date
}

// gone returns the withdrawn addresses in the site's language at which nothing stands again.
func (p *Press) gone() []kanshu.Tombstone {
	var list []kanshu.Tombstone
	for _, t := range p.Withdrawn {
		if p.Edition.Column(t.Path) == nil && strings.HasPrefix(t.Path, toColumns) {
			list = append(list, t)
		}
	}
	return list
}

// newestWithdrawn returns the latest n withdrawals, newest first, then by path.
func newestWithdrawn(all []kanshu.Tombstone, n int) []kanshu.Tombstone {
	list := slices.Clone(all)
	slices.SortStableFunc(list, func(a, b kanshu.Tombstone) int { return -a.Since.Compare(b.Since) })
	return list[:min(n, len(list))]
}

// updated returns when the feed last changed: its newest modification or withdrawal, never the clock.
// A feed that never held anything says 1970-01-01.
func (f *feed) updated() time.Time {
	d := kanshu.Date{Year: 1970, Month: 1, Day: 1}
	for _, c := range f.columns {
		if m := c.Modified(); m.After(d) {
			d = m
		}
	}
	for _, t := range f.withdrawn {
		if t.Since.After(d) {
			d = t.Since
		}
	}
	return d.In(f.press.Edition.Config().Location)
}

// key covers everything that writing the feed reads. Columns share their part, kept in keys.
func (f *feed) key(keys map[*kanshu.Column]kanshu.Digest, k *keyText) kanshu.Digest {
	p, cfg := f.press, f.press.Edition.Config()
	for _, c := range f.columns {
		if _, ok := keys[c]; !ok {
			keys[c] = p.contentKey(c, k)
		}
	}
	k.begin(p.Generator, cfg.Language, cfg.Timezone, cfg.Title, cfg.BaseURL, cfg.Feeds.Content, cfg.Notice,
		p.publisherName(), cfg.Publisher.URL, p.shownAt(cfg.Publisher.Logo), f.dir, f.title, f.description, f.topic)
	k.sum(p.Salt)
	for _, t := range f.withdrawn {
		k.add(t.Path, t.Since.String())
	}
	for _, c := range f.columns {
		k.sum(keys[c])
	}
	return k.digest()
}

// keyText joins texts and digests so that no two lists of them are equal when joined.
type keyText []byte

func newKeyText(parts ...string) *keyText {
	k := make(keyText, 0, 1024)
	k.add(parts...)
	return &k
}

// begin begins anew.
func (k *keyText) begin(parts ...string) {
	*k = (*k)[:0]
	k.add(parts...)
}

func (k *keyText) add(parts ...string) {
	for _, s := range parts {
		*k = append(append(*k, s...), 0)
	}
}

func (k *keyText) sum(d kanshu.Digest) { *k = append(*k, d[:]...) }

func (k *keyText) digest() kanshu.Digest { return kanshu.DigestOf(*k) }
