package lsp

import (
	"slices"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// An item is one thing to complete.
type item struct {
	Label         string         `json:"label"`
	Kind          int            `json:"kind"` // 10 property, 12 value, 18 reference, 20 member of a closed set
	Detail        string         `json:"detail,omitempty"`
	Documentation string         `json:"documentation,omitempty"`
	FilterText    string         `json:"filterText,omitempty"`
	TextEdit      map[string]any `json:"textEdit"`
}

// The kinds of item that the protocol numbers.
const (
	aProperty  = 10
	aValue     = 12
	aReference = 18
	aMember    = 20
)

// complete returns what may stand at a place.
func (s *server) complete(d *document, at place) any {
	items := []item{}
	var word string
	switch text := d.before(at); {
	case strings.HasSuffix(d.file, ".md") && !d.frontMatter(at.Line):
		word, items = s.inBody(d, text)
	case table(d.file) != nil:
		p := d.spotAt(at)
		word = p.word
		if p.value {
			items = s.values(p)
		} else {
			items = s.keys(d, at, p)
		}
	}
	from := place{at.Line, max(units([]rune(d.before(at)))-units([]rune(word)), 0)}
	to := place{at.Line, units([]rune(d.before(at)))}
	for i := range items {
		text := items[i].Label
		if items[i].Kind == aProperty {
			text += ": "
		}
		items[i].TextEdit = map[string]any{"range": span{from, to}, "newText": text}
	}
	return map[string]any{"isIncomplete": false, "items": items}
}

// keys offers the keys of a record, each under all its names, but for those that stand already.
func (s *server) keys(d *document, at place, p spot) []item {
	var written []string
	if depth, _ := indent(d.line(at.Line)); depth == 0 {
		for n, line := range d.lines {
			in, body := indent(line)
			if name, _, ok := cutKey(body); ok && in == 0 && n != at.Line && (!strings.HasSuffix(d.file, ".md") || d.frontMatter(n)) {
				if k := find(p.table, name); k != nil {
					written = append(written, k.Name)
				}
			}
		}
	}
	items := []item{}
	for i := range p.table {
		k := &p.table[i]
		if slices.Contains(written, k.Name) {
			continue
		}
		all := append([]string{k.Name}, k.Aliases...)
		for _, name := range all {
			it := item{Label: name, Kind: aProperty, Detail: k.What.In(s.Lang), Documentation: name + ": " + k.Example}
			if name != k.Name {
				it.Detail += " (= " + k.Name + ")"
			}
			items = append(items, it)
		}
	}
	return items
}

// values offers what the value of a key may be.
func (s *server) values(p spot) []item {
	items := []item{}
	if p.key == nil {
		return items
	}
	add := func(kind int, label, detail string, also ...string) {
		items = append(items, item{Label: label, Kind: kind, Detail: detail, FilterText: strings.Join(append([]string{label, detail}, also...), " ")})
	}
	switch {
	case p.key.Kind == source.Flag:
		add(aMember, "true", "")
		add(aMember, "false", "")
	case p.key.Kind == source.Choice:
		for _, v := range p.key.Values {
			for _, name := range append([]string{v.Name}, v.Aliases...) {
				add(aMember, name, "")
			}
		}
	case p.key.Name == "rule", p.key.Name == "refuse", p.key.Name == "warn":
		for _, r := range rules.All {
			if p.key.Name != "rule" || r.Waivable() {
				add(aMember, r.ID, r.Title.In(s.Lang))
			}
		}
	default:
		s.names(p.key, add)
	}
	return items
}

// names offers what data/ has on record.
func (s *server) names(k *source.Key, add func(kind int, label, detail string, also ...string)) {
	site := s.desk.ready()
	if site == nil {
		return
	}
	switch {
	case k.Kind == source.Person:
		for _, d := range site.Doctors {
			add(aReference, d.ID, d.Name, d.Kana)
		}
	case k.Kind == source.Place, k.Name == "clinic":
		for _, c := range site.Clinics {
			add(aReference, c.ID, c.Name)
		}
	case k.Name == "category":
		addTopics(site.Categories, add)
	case k.Name == "tags":
		addTopics(site.Tags, add)
	}
}

func addTopics(all []*kanshu.Topic, add func(kind int, label, detail string, also ...string)) {
	for _, t := range all {
		add(aValue, t.ID, t.Name)
	}
}

// notices are the kinds of block that a column's text may hold.
var notices = []struct {
	name string
	what kanshu.Wording
}{
	{"notice", kanshu.Wording{JA: "お知らせの枠", EN: "a notice"}},
	{"warning", kanshu.Wording{JA: "注意の枠", EN: "a warning"}},
	{"emergency", kanshu.Wording{JA: "緊急の枠", EN: "an emergency"}},
	{"point", kanshu.Wording{JA: "要点の枠", EN: "key points"}},
	{"faq", kanshu.Wording{JA: "よくある質問", EN: "questions and answers"}},
}

// inBody offers the kinds of notice behind ::: and the references behind [@.
func (s *server) inBody(d *document, text string) (word string, items []item) {
	items = []item{}
	if kind, ok := strings.CutPrefix(strings.TrimLeft(text, " "), ":::"); ok {
		for _, n := range notices {
			items = append(items, item{Label: n.name, Kind: aMember, Detail: n.what.In(s.Lang)})
		}
		return strings.TrimLeft(kind, " "), items
	}
	i := strings.LastIndex(text, "[@")
	site := s.desk.ready()
	if i < 0 || strings.Contains(text[i:], "]") || site == nil {
		return "", items
	}
	if col := source.Find(site, d.file); col != nil {
		list := col.References()
		for j := range list {
			if r := &list[j]; r.ID != "" {
				items = append(items, item{Label: r.ID, Kind: aReference, Detail: r.Title + r.Text})
			}
		}
	}
	return text[i+len("[@"):], items
}
