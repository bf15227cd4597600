package output

import (
	"bytes"
	"encoding/xml"
	"io"
)

// A record of a feed holds, for the content of each of its entries, a mark: the control character NUL, which no other
// text of a feed can hold (see readable). The encoders thus see the few words around the columns and never the
// columns, which are written between them: by encoding/xml and encoding/json, columns of 15 KB took three times as long
// as all that remains to be done for a feed.
const contentMark = "\x00"

var (
	xmlMark  = []byte(contentMark)
	jsonMark = []byte(`"\u0000"`) // as encoding/json writes it
)

// writeXML writes a document with its declaration, and the contents of a list at its marks.
func (f *feed) writeXML(w io.Writer, doc any, list []entry) error {
	return f.splice(w, xmlMark, list, escapeXML[[]byte], func(w io.Writer) error {
		if _, err := io.WriteString(w, xmlHead); err != nil {
			return err
		}
		if err := xml.NewEncoder(w).Encode(doc); err != nil {
			return err
		}
		_, err := io.WriteString(w, "\n")
		return err
	})
}

// splice writes what encode writes, with the contents of a list, in its order and escaped, in place of the marks.
func (f *feed) splice(w io.Writer, mark []byte, list []entry, escape func(b, s []byte) []byte, encode func(io.Writer) error) error {
	bench := f.press.room.benches.Take()
	defer f.press.room.benches.Put(bench)
	bench.record.Reset()
	if err := encode(&bench.record); err != nil {
		return err
	}
	rest := bench.record.Bytes()
	for i := range list {
		before, after, ok := bytes.Cut(rest, mark)
		if !ok {
			panic("output: a feed has fewer marks than entries")
		}
		bench.body = escape(append(bench.body[:0], before...), list[i].content.html)
		if _, err := w.Write(bench.body); err != nil {
			return err
		}
		rest = after
	}
	_, err := w.Write(rest)
	return err
}
