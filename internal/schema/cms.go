package schema

import (
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// cmsHead is what stands before the collections.
const cmsHead = `# kanshu export cms が書き出した入力フォームの定義です。backend は、お使いの置き場所に合わせて書き替えてください。
# https://decapcms.org/docs/ https://github.com/sveltia/sveltia-cms
backend:
  name: git-gateway
  branch: main
local_backend: true
locale: ja
media_folder: assets/images
public_folder: /assets/images
slug:
  encoding: ascii
  clean_accents: true
`

// CMS returns the config.yml of Decap CMS and of Sveltia CMS: collections of columns, doctors and clinics
// with Japanese labels. A supervisor is chosen among the doctors on record and cannot be left out, so the
// form cannot make a column without one.
//
// Where the site lists its categories or tags, the form lets choose among them; a nil site lists none.
func CMS(site *kanshu.Site) []byte {
	y := &yamlWriter{}
	y.b.WriteString(cmsHead)
	if site != nil {
		if site.Config != nil && site.Config.BaseURL != "" {
			y.pair(0, "site_url", site.Config.BaseURL)
			y.pair(0, "display_url", site.Config.BaseURL)
		}
		y.topics = map[string][]*kanshu.Topic{"category": site.Categories, "tags": site.Tags}
	}
	y.line(0, "collections:")
	y.collection(collection{"columns", "コラム", "コラム", "columns", "md", "{{fields.slug}}", "title", "{{title}}（監修日 {{reviewed}}）"}, source.Keys, true)
	y.collection(collection{"doctors", "医師", "医師", "data/doctors", "yaml", "doctor-" + stamp, "name", "{{name}}"}, source.DoctorKeys, false)
	y.collection(collection{"clinics", "医院", "医院", "data/clinics", "yaml", "clinic-" + stamp, "name", "{{name}}"}, source.ClinicKeys, false)
	return []byte(y.b.String())
}

// stamp makes a file name that is an id, for names are Japanese and ids are not.
const stamp = "{{year}}{{month}}{{day}}{{hour}}{{minute}}{{second}}"

// A collection is one folder of files with the same form.
type collection struct{ name, label, one, folder, extension, slug, identifier, summary string }

func (y *yamlWriter) collection(c collection, keys []source.Key, body bool) {
	y.item(1, "name", c.name)
	y.pair(2, "label", c.label)
	y.pair(2, "label_singular", c.one)
	y.pair(2, "folder", c.folder)
	y.pair(2, "extension", c.extension)
	if body {
		y.pair(2, "format", "yaml-frontmatter")
	}
	y.line(2, "create: true")
	y.pair(2, "slug", c.slug)
	y.pair(2, "identifier_field", c.identifier)
	y.pair(2, "summary", c.summary)
	y.line(2, "fields:")
	for _, k := range keys {
		y.field(3, k, false)
	}
	if body {
		y.item(3, "name", "body")
		y.pair(4, "label", "本文")
		y.pair(4, "widget", "markdown")
	}
}

// field writes one field of a form, with the fields of its records below it. The fields of an optional
// object are optional themselves: Decap CMS asks for them even where the object is left out, and check
// tells of what is missing.
func (y *yamlWriter) field(depth int, k source.Key, optional bool) {
	w := widgetOf(k)
	if len(y.topics[k.Name]) > 0 {
		w = "select"
	}
	y.item(depth, "name", k.Name)
	y.pair(depth+1, "label", label(k))
	y.pair(depth+1, "hint", hint(k, w))
	y.pair(depth+1, "widget", w)
	if k.Required && !optional || k.Name == "slug" {
		y.line(depth+1, "required: true")
	} else {
		y.line(depth+1, "required: false")
	}
	y.details(depth+1, k, w)
	if len(k.Of) > 0 && (w == "object" || w == "list") && !asTexts(k) {
		if w == "list" {
			y.line(depth+1, "default: []") // else Decap CMS begins with an item, whose empty fields keep the form from being saved
		}
		y.line(depth+1, "fields:")
		for _, part := range k.Of {
			y.field(depth+2, part, w == "object" && !k.Required)
		}
	}
}

// details writes what one kind of widget needs besides.
func (y *yamlWriter) details(depth int, k source.Key, w string) {
	switch {
	case k.Name == "slug":
		y.line(depth, `pattern: ["^[a-z0-9][a-z0-9-]*$", "半角の小文字、数字、ハイフンで書いてください"]`)
	case w == "relation":
		collection := "clinics"
		if k.Kind == source.Person {
			collection = "doctors"
		}
		y.pair(depth, "collection", collection)
		y.pair(depth, "value_field", "{{slug}}")
		y.line(depth, `search_fields: ["name"]`)
		y.line(depth, `display_fields: ["{{name}}"]`)
	case w == "datetime":
		y.pair(depth, "format", "YYYY-MM-DD")
		y.pair(depth, "date_format", "YYYY-MM-DD")
		y.line(depth, "time_format: false")
		y.pair(depth, "default", "")
	case w == "number" && k.Kind == source.Decimal:
		y.pair(depth, "value_type", "float")
	case w == "number":
		y.pair(depth, "value_type", "int")
	case w == "select" && len(y.topics[k.Name]) > 0:
		if k.Kind == source.Texts {
			y.line(depth, "multiple: true")
		}
		y.line(depth, "options:")
		for _, t := range y.topics[k.Name] {
			y.item(depth+1, "label", t.Name)
			y.pair(depth+2, "value", t.ID)
		}
	case w == "select":
		y.line(depth, "options:")
		for _, v := range k.Values {
			shown := v.Name
			if len(v.Aliases) > 0 {
				shown = v.Aliases[0]
			}
			y.item(depth+1, "label", shown)
			y.pair(depth+2, "value", v.Name)
		}
	}
}

// widgetOf chooses the widget for a key.
func widgetOf(k source.Key) string {
	switch k.Kind {
	case source.Texts, source.Counts:
		return "list"
	case source.Day:
		return "datetime"
	case source.Flag:
		return "boolean"
	case source.Count, source.Decimal:
		return "number"
	case source.Choice:
		return "select"
	case source.Person:
		if !k.Required {
			return "string" // an author is mostly a name
		}
		return "relation"
	case source.Place:
		return "relation"
	case source.Record, source.Named:
		return "object"
	case source.Records:
		return recordsWidget(k)
	}
	switch k.Name {
	case "clinic":
		return "relation"
	case "description", "bio", "a", "content", "text", "explanation", "statement", "overseas_safety":
		return "text"
	case "image", "logo":
		return "image"
	}
	return "string"
}

// recordsWidget chooses for a key that takes records or texts by how its example writes it.
func recordsWidget(k source.Key) string {
	switch {
	case k.Name == "hours":
		return "text" // one line says what seven records would
	case k.Single:
		return "object"
	default:
		return "list"
	}
}

// asTexts reports whether a list of records is one of plain texts in the form.
func asTexts(k source.Key) bool { return k.Name == "access" }

// label is the Japanese word for a key: its first alias, else the short account of it.
func label(k source.Key) string {
	if len(k.Aliases) > 0 {
		return k.Aliases[0]
	}
	short, _, _ := strings.Cut(k.What.JA, "。")
	return short
}

// hint tells what a field is and how it is written. By which other names a file may call it is nothing that
// who fills in a form needs to know.
func hint(k source.Key, widget string) string {
	text := k.What.JA + "。"
	if widget == "string" || widget == "text" || widget == "list" && len(k.Of) == 0 || asTexts(k) {
		text += "例: " + k.Example + "。"
	}
	if widget == "text" && len(k.Of) > 0 || asTexts(k) {
		text += "項目に分けて書くときはファイルで: "
		for i, part := range k.Of {
			if i > 0 {
				text += "、"
			}
			text += part.Name + "（" + strings.Join(part.Aliases, "・") + "）"
		}
		text += "。"
	}
	return strings.ReplaceAll(text, "。。", "。")
}
