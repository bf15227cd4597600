package output

import "bytes"

// An xmlWriter writes elements of XML behind one another. It stands beside encoding/xml, which looks at every field of
// a record by reflection: that was 2 % of what a build of a thousand columns takes.
type xmlWriter struct{ *bytes.Buffer }

// open begins an element. Attributes are names, each with its value behind it; one without a value is left out.
func (w xmlWriter) open(name string, attributes ...string) {
	w.WriteByte('<')
	w.WriteString(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			continue
		}
		w.WriteByte(' ')
		w.WriteString(attributes[i])
		w.WriteString(`="`)
		w.escape(&attributeEscapes, attributes[i+1])
		w.WriteByte('"')
	}
	w.WriteByte('>')
}

func (w xmlWriter) close(name string) {
	w.WriteString("</")
	w.WriteString(name)
	w.WriteByte('>')
}

// leaf writes an element that holds nothing but text.
func (w xmlWriter) leaf(name, text string, attributes ...string) {
	w.open(name, attributes...)
	w.escape(&xmlEscapes, text)
	w.close(name)
}

// some writes an element that holds nothing but text, unless there is no text.
func (w xmlWriter) some(name, text string) {
	if text != "" {
		w.leaf(name, text)
	}
}

// place writes an element that holds nothing but the mark.
func (w xmlWriter) place(name string, attributes ...string) {
	w.open(name, attributes...)
	w.mark()
	w.close(name)
}

func (w xmlWriter) mark() { w.WriteString(contentMark) }

func (w xmlWriter) escape(t *escapes, s string) {
	b, _ := escapeWith(t, w.AvailableBuffer(), s)
	w.Write(b)
}
