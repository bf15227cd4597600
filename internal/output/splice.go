package output

import (
	"io"
	"slices"
)

// A notation is what formats are written in.
type notation struct {
	begin   string // before the feed
	between string // two items
	quotes  bool   // contents are strings of JSON, not CDATA sections of XML
}

// What writes feeds and items sees the few words around the columns and never the columns: by encoding/xml and
// encoding/json, columns of 15 KB took three times as long as all that remained to be done for a feed.
var (
	inXML  = notation{begin: xmlHead}
	inJSON = notation{between: ",", quotes: true}
)

// write writes the feed in one of the formats: its head, and in it the clippings, newest first.
func (f *feed) write(w io.Writer, n int) error {
	list, err := f.clippings(n)
	defer func() {
		for _, k := range list {
			f.press.room.clippings.give(k)
		}
	}()
	if err != nil {
		return err
	}
	kind := &formats[n]
	bench := f.press.room.benches.Take()
	defer f.press.room.benches.Put(bench)
	head, place := kind.head(bench.clip[:0], f)
	bench.clip = head
	out := joined{w: w}
	out.add([]byte(kind.begin), head[:place])
	for i, k := range list {
		if i > 0 {
			out.add([]byte(kind.between))
		}
		out.add(k.in[n][:]...)
	}
	out.add(head[place:], []byte("\n"))
	return out.err
}

// clippings returns what the feed holds in one of the formats, all of which is to be given back, after an error too.
func (f *feed) clippings(n int) ([]*clipping, error) {
	list := make([]*clipping, 0, len(f.columns)+len(f.withdrawn))
	for _, c := range f.columns {
		k, err := f.press.room.clippings.take(c)
		list = append(list, k)
		if err != nil {
			return list, err
		}
	}
	if !formats[n].withdrawn || len(f.withdrawn) == 0 {
		return list, nil
	}
	for _, t := range f.withdrawn {
		list = append(list, f.press.room.clippings.clipWithdrawn(t))
	}
	slices.SortStableFunc(list, func(a, b *clipping) int { return b.published.Compare(a.published) })
	return list, nil
}

// joined writes one piece behind the other, until one cannot be written.
type joined struct {
	w   io.Writer
	err error
}

func (j *joined) add(pieces ...[]byte) {
	for _, b := range pieces {
		if j.err == nil {
			_, j.err = j.w.Write(b)
		}
	}
}
