package schema

import (
	"bytes"
	"encoding/json"
	"slices"
)

// An object is a JSON object whose members keep the order in which they were set.
type object struct{ members []member }

type member struct {
	name  string
	value any
}

// set adds a member and returns the object.
func (o *object) set(name string, value any) *object {
	o.members = append(o.members, member{name, value})
	return o
}

// has reports whether a member of that name is set.
func (o *object) has(name string) bool {
	return slices.ContainsFunc(o.members, func(m member) bool { return m.name == name })
}

// reserve adds a member whose value comes later, and returns its place.
func (o *object) reserve(name string) int {
	o.members = append(o.members, member{name: name})
	return len(o.members) - 1
}

// MarshalJSON writes the members in order.
func (o *object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o.members {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range [...]any{m.name, m.value} {
			if j == 1 {
				b.WriteByte(':')
			}
			text, err := plainJSON(part)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON is JSON without escapes for <, > and &, which no file here needs.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// bytes returns the object as an indented JSON file.
func (o *object) bytes() []byte {
	text, err := plainJSON(o)
	if err != nil {
		panic("schema: a value that JSON cannot hold: " + err.Error())
	}
	var b bytes.Buffer
	if err := json.Indent(&b, text, "", "  "); err != nil {
		panic("schema: " + err.Error())
	}
	b.WriteByte('\n')
	return b.Bytes()
}
