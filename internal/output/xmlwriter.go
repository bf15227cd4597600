package output

import "time"

// An xmlWriter writes elements of XML behind one another. It stands beside encoding/xml, which looks at every field of
// a record by reflection: that was 2 % of what a build of a thousand columns takes.
type xmlWriter struct {
	b    []byte
	mark int // where what is not written here belongs
}

// open begins an element. Attributes are names, each with its value behind it; one without a value is left out.
func (w *xmlWriter) open(name string, attributes ...string) {
	w.b = append(append(w.b, '<'), name...)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		w.b = append(append(append(w.b, ' '), attributes[i]...), `="`...)
		w.b, _ = escapeWith(&attributeEscapes, w.b, attributes[i+1])
		w.b = append(w.b, '"')
	}
	w.b = append(w.b, '>')
}

func (w *xmlWriter) close(name string) {
	w.b = append(append(append(w.b, "</"...), name...), '>')
}

// leaf writes an element that holds nothing but text.
func (w *xmlWriter) leaf(name, text string, attributes ...string) {
	w.open(name, attributes...)
	w.b = escapeXML(w.b, text)
	w.close(name)
}

// some writes an element that holds nothing but text, unless there is no text.
func (w *xmlWriter) some(name, text string) {
	if text != "" {
		w.leaf(name, text)
	}
}

// day writes an element that holds nothing but a time.
func (w *xmlWriter) day(name string, t time.Time, layout string) {
	w.open(name)
	w.b = t.AppendFormat(w.b, layout)
	w.close(name)
}

// place writes an element that holds nothing but what is not written here.
func (w *xmlWriter) place(name string, attributes ...string) {
	w.open(name, attributes...)
	w.mark = len(w.b)
	w.close(name)
}
