// Package schema makes what other programs need to know about the files of a site: JSON Schemas, a form
// for a CMS that keeps its content in git, and settings of an editor. All of it follows from the tables
// of source; nothing is told twice.
//
// Equal tables give equal bytes.
package schema

import (
	"strings"

	"kanshu/internal/source"
)

// A File is one file that is made, by its slash-separated path below the folder it is exported to.
type File struct {
	Name string
	Data []byte
}

// A Kind is one kind of file that editors write.
type Kind struct {
	Name  string   // "column", "doctor", …
	Title string   // what it is, for people
	Files []string // glob patterns, below the site's folder
	Keys  []source.Key
	List  bool // the file may be a list of the records under its one key
}

// Kinds returns the kinds of file, columns first.
func Kinds() []Kind {
	return []Kind{
		{"column", "コラムの front matter", []string{"columns/*.md", "columns/*/index.md"}, source.Keys, false},
		{"doctor", "医師の記録", []string{"data/doctors/*.yaml"}, source.DoctorKeys, false},
		{"clinic", "医院の記録", []string{"data/clinics/*.yaml"}, source.ClinicKeys, false},
		{"topics", "分類とタグ", []string{"data/topics.yaml"}, source.TopicKeys, false},
		{"glossary", "用語集", []string{"data/glossary.yaml"}, source.GlossaryKeys, true},
		{"withdrawn", "取り下げたアドレス", []string{"data/withdrawn.yaml"}, source.WithdrawnKeys, true},
		{"config", "サイトの設定", []string{"kanshu.yaml"}, source.ConfigKeys, false},
	}
}

// JSON returns the JSON Schema (2020-12) of every kind of file, each under NAME.schema.json.
//
// A key may stand under its canonical name or an alias, not under two of them. Keys in no table are
// refused: kanshu itself only warns of most of them, but an editor that says nothing helps nobody.
func JSON() []File {
	var files []File
	for _, k := range Kinds() {
		files = append(files, File{k.Name + ".schema.json", k.schema().bytes()})
	}
	return files
}

// schema makes the whole schema of a kind of file.
func (k Kind) schema() *object {
	w := &writer{names: map[*source.Key]string{}}
	root := w.record(k.Keys)
	o := new(object).
		set("$schema", "https://json-schema.org/draft/2020-12/schema").
		set("$id", "urn:kanshu:"+k.Name).
		set("title", k.Title)
	if k.List {
		o.set("anyOf", []any{root, w.items(k.Keys[0])})
	} else {
		o.members = append(o.members, root.members...)
	}
	if len(w.defs.members) > 0 {
		o.set("$defs", &w.defs)
	}
	return o
}

// A writer makes one schema. Records that stand in several places are defined once.
type writer struct {
	names map[*source.Key]string // the first key of a table → its name in defs
	defs  object
}

// record makes the schema of a record with these keys.
func (w *writer) record(keys []source.Key) *object {
	var properties, twice object
	var required []any
	for _, k := range keys {
		names := append([]string{k.Name}, k.Aliases...)
		for i, name := range names {
			properties.set(name, w.property(k, name))
			var others object
			for _, other := range names[i+1:] {
				others.set(other, false)
			}
			if len(others.members) > 0 {
				twice.set(name, new(object).set("properties", &others))
			}
		}
		if k.Required {
			required = append(required, oneOf(names))
		}
	}
	o := new(object).set("type", "object").set("properties", &properties).set("additionalProperties", false)
	if len(required) > 0 {
		o.set("allOf", required)
	}
	if len(twice.members) > 0 {
		o.set("dependentSchemas", &twice)
	}
	return o
}

// oneOf asks for one of the names of a key.
func oneOf(names []string) *object {
	var alternatives []any
	for _, name := range names {
		alternatives = append(alternatives, new(object).set("required", []any{name}))
	}
	return new(object).set("anyOf", alternatives)
}

// property makes the schema of one key under one of its names.
func (w *writer) property(k source.Key, name string) *object {
	text := k.What.JA + " — " + k.What.EN
	if name != k.Name {
		text += "\n= " + k.Name
	}
	if k.Gate {
		text += "\n公開の可否にかかわる項目です。"
	}
	text += "\n例: " + name + ": " + k.Example
	o := new(object).set("title", k.What.JA).set("description", text)
	o.members = append(o.members, w.value(k).members...)
	if k.Required {
		o.set("not", new(object).set("enum", []any{nil, ""})) // written, and left blank
	}
	return o
}

// ref returns a reference to the record of a key, defining it at its first use.
func (w *writer) ref(k source.Key) *object {
	name, ok := w.names[&k.Of[0]]
	if !ok {
		name = k.Name
		for n := 2; w.defs.has(name); n++ {
			name = k.Name + strings.Repeat("_", n-1)
		}
		w.names[&k.Of[0]] = name
		place := w.defs.reserve(name)
		w.defs.members[place].value = w.record(k.Of)
	}
	return new(object).set("$ref", "#/$defs/"+name)
}

// items makes the schema of a list of the records of a key, or texts in their place.
func (w *writer) items(k source.Key) *object {
	return new(object).set("type", "array").set("items", new(object).set("anyOf", []any{w.ref(k), scalar()}))
}
