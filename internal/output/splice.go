package output

import (
	"bytes"
	"io"
	"slices"
)

// The record of a feed holds, for all its items, a mark: the control character NUL, which no other text of a feed can
// hold (see readable); and so does the record of an item for its content. What writes records thus sees the few words
// around the columns and never the columns: by encoding/xml and encoding/json, columns of 15 KB took three times as long
// as all that remained to be done for a feed.
const contentMark = "\x00"

// A notation is what formats are written in.
type notation struct {
	begin   string // before the record
	between string // two items
	mark    []byte // as it stands in a record
	quotes  bool   // contents are strings of JSON, not CDATA sections of XML
}

var (
	inXML  = notation{begin: xmlHead, mark: []byte(contentMark)}
	inJSON = notation{between: ",", mark: []byte(`"\u0000"`), quotes: true}
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
	bench.record.Reset()
	if err := kind.head(&bench.record, f); err != nil {
		return err
	}
	before, after, ok := bytes.Cut(bench.record.Bytes(), kind.mark)
	if !ok {
		panic("output: a feed has no place for its items")
	}
	out := joined{w: w}
	out.add([]byte(kind.begin), before)
	for i, k := range list {
		if i > 0 {
			out.add([]byte(kind.between))
		}
		out.add(k.in[n][:]...)
	}
	out.add(after, []byte("\n"))
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
		k, err := f.press.room.clippings.clipWithdrawn(t)
		list = append(list, k)
		if err != nil {
			return list, err
		}
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
