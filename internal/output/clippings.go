package output

import (
	"fmt"
	"sync"
	"time"

	"kanshu/internal/kanshu"
)

// clippings makes what feeds carry of a column, finished in every format, once for all feeds that carry it: a feed is
// then little more than a copy. A column is kept until the last of them has written it: those that several feeds carry,
// which are the newest ones, and not all that are in any feed. It is safe for use by many at once.
type clippings struct {
	press *Press
	feeds []*feed
	mu    sync.Mutex
	kept  map[*kanshu.Column]*clipping
	rooms kanshu.Tray[clipRoom]
}

// A clipping is one entry as the feeds carry it, made when it is first taken.
type clipping struct {
	once      sync.Once
	err       error
	first     int // of the feeds that carry it, by index
	left      int // how many files are still to take it
	taken     int // how many have taken it and not given it back
	published time.Time
	in        [formatCount]clip
	room      *clipRoom
}

// A clip is one entry in one format: what stands before its content, the content, and what stands behind it.
type clip [3][]byte

// A clipRoom is the memory of a clipping, which another will have after it: without, a site of a thousand columns
// took 30 MB for feeds, and a third of the time of making clippings went into getting it.
type clipRoom struct{ b []byte }

// newClippings plans the clippings of feeds.
func newClippings(p *Press, list []*feed) *clippings {
	s := &clippings{press: p, feeds: list, kept: map[*kanshu.Column]*clipping{}}
	for i, f := range list {
		for _, c := range f.columns {
			if s.kept[c] == nil {
				s.kept[c] = &clipping{first: i}
			}
			s.kept[c].left += len(formats)
		}
	}
	return s
}

// turn returns when the page of a column is best made: with the first feed that carries it, so that its text is read
// once and is not kept for long. Feeds come one behind the other, and after what no feed carries.
func (s *clippings) turn(c *kanshu.Column) int {
	if k := s.kept[c]; k != nil {
		return 2*k.first + 1
	}
	return 0
}

// take returns a column as feeds carry it, which is not to be changed and is to be given back. It returns an error when
// the column's file can no longer be read as it was.
func (s *clippings) take(c *kanshu.Column) (*clipping, error) {
	s.mu.Lock()
	k := s.kept[c]
	if k == nil {
		k = &clipping{}
	} else if k.left--; k.left <= 0 {
		delete(s.kept, c)
	}
	k.taken++
	s.mu.Unlock()
	k.once.Do(func() {
		bench := s.press.room.benches.Take()
		defer s.press.room.benches.Put(bench)
		k.err = s.clipColumn(k, c, bench)
	})
	return k, k.err
}

// give takes back what take returned.
func (s *clippings) give(k *clipping) {
	s.mu.Lock()
	k.taken--
	done := k.taken == 0 && k.left <= 0 && k.room != nil
	s.mu.Unlock()
	if done {
		s.rooms.Put(k.room)
		k.room, k.in = nil, [formatCount]clip{}
	}
}

// fill makes the clipping of a column whose page was just made at the bench, if it will be taken.
func (s *clippings) fill(c *kanshu.Column, bench *bench) {
	s.mu.Lock()
	k := s.kept[c]
	s.mu.Unlock()
	if k != nil {
		k.once.Do(func() {
			e := s.press.entry(&bench.entry, c)
			s.clip(k, bench, e, s.press.feedContent(c, e.url, bench))
		})
	}
}

// clipColumn fills in the clipping of a column.
func (s *clippings) clipColumn(k *clipping, c *kanshu.Column, bench *bench) error {
	p := s.press
	if p.Edition.Config().Feeds.Content != contentSummary {
		body, err := c.Body.Into(&bench.source)
		if err != nil {
			return fmt.Errorf("feed content of %s: %w", c.File, err)
		}
		bench.read(p, c, body)
	}
	e := p.entry(&bench.entry, c)
	s.clip(k, bench, e, p.feedContent(c, e.url, bench))
	return nil
}

// clipWithdrawn returns the clipping of what was withdrawn. It is to be given back.
func (s *clippings) clipWithdrawn(t kanshu.Tombstone) *clipping {
	bench := s.press.room.benches.Take()
	defer s.press.room.benches.Put(bench)
	e, content := s.press.withdrawal(t)
	k := &clipping{taken: 1}
	s.clip(k, bench, e, content)
	return k
}

// clip encodes an entry in every format. All of it is one piece of memory; XML's content is the same in two formats.
func (s *clippings) clip(k *clipping, bench *bench, e *entry, content []byte) {
	b, clean := quoted(bench.clip[:0], content)
	told := len(b)
	b = appendCDATA(b, content, clean)
	marked := len(b)
	var cuts [formatCount][2]int // where a content belongs, and where what stands behind it ends
	for n := range formats {
		b, cuts[n][0] = formats[n].item(b, e)
		cuts[n][1] = len(b)
	}
	bench.clip = b
	k.room = s.rooms.Take()
	k.room.b = append(k.room.b[:0], b...) // no longer than it needs to be
	k.published, b = e.published, k.room.b
	from := marked
	for n, at := range cuts {
		inner := b[told:marked]
		if formats[n].quotes {
			inner = b[:told]
		}
		k.in[n] = clip{b[from:at[0]], inner, b[at[0]:at[1]]}
		from = at[1]
	}
}
