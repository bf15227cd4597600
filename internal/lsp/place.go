package lsp

import (
	"slices"
	"strings"

	"kanshu/internal/source"
)

// A spot is what the table of fields says of a place in a document.
type spot struct {
	table []source.Key // the keys that may stand here
	key   *source.Key  // whose value, or name, stands here; nil if none is known
	name  string       // the key as it is written
	value bool         // the place is behind the colon, or an item of a list
	word  string       // what stands before the place, of the key or the value
}

// table returns the keys of a kind of file, nil for one that has none.
func table(file string) []source.Key {
	switch {
	case strings.HasPrefix(file, "columns/") && strings.HasSuffix(file, ".md"):
		return source.Keys
	case strings.HasPrefix(file, "data/doctors/"):
		return source.DoctorKeys
	case strings.HasPrefix(file, "data/clinics/"):
		return source.ClinicKeys
	}
	return map[string][]source.Key{
		"kanshu.yaml": source.ConfigKeys, "data/topics.yaml": source.TopicKeys,
		"data/glossary.yaml": source.GlossaryKeys, "data/withdrawn.yaml": source.WithdrawnKeys,
	}[file]
}

// spotAt says what stands at a place of a file of keys. It reads lines, not YAML: while somebody types, a
// file is rarely YAML.
func (d *document) spotAt(at place) spot {
	text := d.before(at)
	depth, body := indent(text)
	s := spot{table: table(d.file)}
	parents := d.parents(at.Line, depth, strings.HasPrefix(strings.TrimLeft(text, " "), "-"))
	for i, name := range parents {
		k := find(s.table, name)
		if k == nil {
			if i > 0 && s.key != nil && s.key.Kind == source.Named {
				continue // an id of the editor's choice
			}
			return spot{}
		}
		s.key, s.name, s.table = k, name, k.Of
	}
	if name, rest, ok := cutKey(body); ok {
		s.name, s.key, s.value = name, find(s.table, name), true
		s.word = lastItem(rest)
		return s
	}
	s.value = len(parents) > 0 && (len(s.table) == 0 || strings.HasPrefix(strings.TrimLeft(text, " "), "-"))
	s.word = body
	if !s.value {
		name, _, _ := cutKey(strings.TrimLeft(d.line(at.Line), " -"))
		s.name, s.key = name, find(s.table, name)
	}
	return s
}

// parents returns the keys above a line in whose records it stands, outermost first.
func (d *document) parents(line, depth int, item bool) []string {
	var names []string
	limit := depth
	if item { // "- x" may stand as deep as the key whose list it is in
		limit = depth - 1
	}
	for n := line - 1; n >= 0 && limit > 0; n-- {
		text := d.line(n)
		in, body := indent(text)
		if body == "---" || strings.TrimSpace(body) == "" {
			if body == "---" && strings.TrimSpace(text) == "---" {
				break
			}
			continue
		}
		name, rest, ok := cutKey(body)
		if in < limit && ok && strings.TrimSpace(rest) == "" {
			names = append(names, name)
			limit = in
			if lead, _ := leading(text); lead < in { // the key itself stands behind a dash
				limit = lead + 1
			}
		}
	}
	slices.Reverse(names)
	return names
}

// indent returns how deep the words of a line stand, dashes of lists counted, and the words.
func indent(text string) (int, string) {
	body := strings.TrimLeft(text, " ")
	for strings.HasPrefix(body, "- ") || body == "-" {
		body = strings.TrimLeft(body[1:], " ")
	}
	return len(text) - len(body), body
}

// leading returns how many spaces a line begins with, and the rest.
func leading(text string) (int, string) {
	body := strings.TrimLeft(text, " ")
	return len(text) - len(body), body
}

// cutKey parts a line at the colon behind its key, of either width.
func cutKey(body string) (key, rest string, ok bool) {
	i := strings.IndexAny(body, ":：")
	if i < 0 || strings.ContainsAny(body[:i], "{}[],\"'") {
		return strings.TrimSpace(body), "", false
	}
	rest = strings.TrimPrefix(strings.TrimPrefix(body[i:], ":"), "：")
	return strings.TrimSpace(body[:i]), rest, true
}

// lastItem returns the last text of a list that is being written on one line, or the one text.
func lastItem(rest string) string {
	if strings.HasPrefix(strings.TrimLeft(rest, " "), "[") {
		rest = rest[strings.LastIndexAny(rest, "[,")+1:]
	}
	return strings.TrimLeft(rest, " ")
}

// find returns the key of a table by any of its names.
func find(keys []source.Key, name string) *source.Key {
	for i := range keys {
		if keys[i].Name == name || slices.Contains(keys[i].Aliases, name) {
			return &keys[i]
		}
	}
	return nil
}
