package output

import (
	"bytes"
	"sync"
	"time"

	"kanshu/internal/kanshu"
)

// clippings makes what feeds carry of a column, finished in every format, once for all feeds that carry it: a feed is
// then little more than a copy. A column is kept until the last of them has written it: those that several feeds carry,
// which are the newest ones, and not all that are in any feed. It is safe for use by many at once.
type clippings struct {
	press *Press
	mu    sync.Mutex
	kept  map[*kanshu.Column]*clipping
}

// A clipping is one entry as the feeds carry it, made when it is first taken.
type clipping struct {
	once      sync.Once
	err       error
	left      int // how many files are still to hold it
	published time.Time
	in        [formatCount]clip
}

// A clip is one entry in one format: what stands before its content, the content, and what stands behind it.
type clip [3][]byte

func newClippings(p *Press) *clippings {
	return &clippings{press: p, kept: map[*kanshu.Column]*clipping{}}
}

// expect says that each of the columns will be taken so many times more.
func (s *clippings) expect(columns []*kanshu.Column, times int) {
	for _, c := range columns {
		if s.kept[c] == nil {
			s.kept[c] = &clipping{}
		}
		s.kept[c].left += times
	}
}

// take returns a column as feeds carry it, which is not to be changed. It returns an error when the column's file
// can no longer be read as it was.
func (s *clippings) take(c *kanshu.Column) (*clipping, error) {
	s.mu.Lock()
	k := s.kept[c]
	if k == nil {
		k = &clipping{}
	} else if k.left--; k.left <= 0 {
		delete(s.kept, c)
	}
	s.mu.Unlock()
	k.once.Do(func() { k.err = s.press.clipColumn(k, c) })
	return k, k.err
}

// clipColumn fills in the clipping of a column.
func (p *Press) clipColumn(k *clipping, c *kanshu.Column) error {
	bench := p.room.benches.Take()
	defer p.room.benches.Put(bench)
	content, err := p.feedContent(c, bench)
	if err != nil {
		return err
	}
	return p.clip(k, bench, p.entry(c), content)
}

// clipWithdrawn returns the clipping of what was withdrawn.
func (p *Press) clipWithdrawn(t kanshu.Tombstone) (*clipping, error) {
	bench := p.room.benches.Take()
	defer p.room.benches.Put(bench)
	e, content := p.withdrawal(t)
	k := new(clipping)
	return k, p.clip(k, bench, e, content)
}

// clip encodes an entry in every format. All of it is one piece of memory, as long as it needs to be; XML's content is
// the same in two formats.
func (p *Press) clip(k *clipping, bench *bench, e *entry, content []byte) error {
	b, clean := appendJSON(bench.clip[:0], content)
	quoted := len(b)
	b = appendCDATA(b, content, clean)
	marked := len(b)
	var cuts [formatCount][2]int // where a content belongs, and where what stands behind it ends
	for n := range formats {
		bench.record.Reset()
		if err := formats[n].encode(bench, formats[n].item(p, e)); err != nil {
			return err
		}
		before, after, ok := bytes.Cut(bench.record.Bytes(), formats[n].mark)
		if !ok {
			panic("output: an item of a feed has no place for its content")
		}
		b = append(b, before...)
		cuts[n][0] = len(b)
		b = append(b, after...)
		cuts[n][1] = len(b)
	}
	bench.clip = b
	b = bytes.Clone(b)
	k.published = e.published
	from := marked
	for n, at := range cuts {
		inner := b[quoted:marked]
		if formats[n].quotes {
			inner = b[:quoted]
		}
		k.in[n] = clip{b[from:at[0]], inner, b[at[0]:at[1]]}
		from = at[1]
	}
	return nil
}
