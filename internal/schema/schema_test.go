package schema_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/report"
	"kanshu/internal/schema"
	"kanshu/internal/source"
)

// compiled returns the schemas by the name of their kind.
func compiled(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	all := map[string]*jsonschema.Schema{}
	for _, f := range schema.JSON() {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(f.Name, doc); err != nil {
			t.Fatal(err)
		}
		s, err := c.Compile(f.Name)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		all[strings.TrimSuffix(f.Name, ".schema.json")] = s
	}
	return all
}

// value reads YAML as an editor's language server would.
func value(t *testing.T, text string) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	b, err := json.Marshal(plain(v))
	if err != nil {
		t.Fatal(err)
	}
	out, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// plain makes days what an editor's YAML, which is of version 1.2, takes them for: texts.
func plain(v any) any {
	switch x := v.(type) {
	case interface{ Format(string) string }:
		return x.Format("2006-01-02")
	case map[string]any:
		for k := range x {
			x[k] = plain(x[k])
		}
	case []any:
		for i := range x {
			x[i] = plain(x[i])
		}
	}
	return v
}

// A use is a file in which one key stands under one of its names.
type use struct{ path, text string }

// uses writes, for each key of the tables and each of its names, the smallest file that holds it.
func uses(keys []source.Key, depth int) []use {
	var all []use
	for _, k := range keys {
		for _, name := range append([]string{k.Name}, k.Aliases...) {
			all = append(all, use{name, beside(keys, k) + name + ": " + k.Example + "\n"})
		}
		if depth == 0 || k.Kind == source.Named {
			continue
		}
		for _, u := range uses(k.Of, depth-1) {
			text := indent(u.text, "  ")
			if k.Kind == source.Records && !k.Single {
				text = "  -" + indent(u.text, "    ")[3:]
			}
			all = append(all, use{k.Name + "." + u.path, beside(keys, k) + k.Name + ":\n" + text})
		}
	}
	return all
}

// beside writes the keys that must stand beside k.
func beside(keys []source.Key, k source.Key) string {
	var b strings.Builder
	for _, other := range keys {
		if other.Required && other.Name != k.Name {
			b.WriteString(other.Name + ": " + other.Example + "\n")
		}
	}
	return b.String()
}

func indent(s, by string) string {
	return by + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n"+by) + "\n"
}

var around = fstest.MapFS{
	"columns/plain.md":            {Data: []byte("---\ntitle: 題\n---\n")},
	"kanshu.yaml":                 {Data: []byte("title: みほん\nbase_url: https://column.example.jp\n")},
	"data/clinics/ginza.yaml":     {Data: []byte("name: みどり坂内科クリニック\n")},
	"data/doctors/morishita.yaml": {Data: []byte("name: 森下 葉子\nclinic: ginza\n")},
}

// decode loads a site that holds the file and returns what it could not read.
func decode(t *testing.T, kind schema.Kind, text string) string {
	t.Helper()
	site := maps.Clone(around)
	name := strings.ReplaceAll(kind.Files[0], "*", "test")
	if kind.Name == "column" {
		text = "---\n" + text + "---\n\n本文です。\n"
	}
	site[name] = &fstest.MapFile{Data: []byte(text)}
	s, err := source.Load(site, source.Options{Each: kanshu.InOrder, Survey: markdown.Survey})
	var broken *source.Broken
	var found []kanshu.Finding
	switch {
	case errors.As(err, &broken):
		found = broken.Findings
	case err != nil:
		t.Fatal(err)
	default:
		found = s.Findings
		for _, c := range s.Columns {
			found = append(found, c.Findings...)
		}
	}
	for _, f := range found {
		if f.Severity == kanshu.Refuse || f.Rule == "key-unknown" {
			return f.Message.EN
		}
	}
	return ""
}

// TestEveryKeyInSchemaAndDecoder holds the schema, the decoder and the page of fields together: every key
// of the tables, under each of its names and with its example, is taken by the schema and decodes, and
// stands in the documentation.
func TestEveryKeyInSchemaAndDecoder(t *testing.T) {
	doc, err := os.ReadFile("../../doc/front-matter.md")
	if err != nil {
		t.Fatal(err)
	}
	schemas, n := compiled(t), 0
	for _, kind := range schema.Kinds() {
		for _, u := range uses(kind.Keys, 3) {
			n++
			if err := schemas[kind.Name].Validate(value(t, u.text)); err != nil {
				t.Errorf("%s: the schema does not take %s: %v\n%s", kind.Name, u.path, err, u.text)
			}
			if why := decode(t, kind, u.text); why != "" {
				t.Errorf("%s: the decoder does not take %s: %s\n%s", kind.Name, u.path, why, u.text)
			}
			if name := path.Ext("." + strings.ReplaceAll(u.path, ".", "/.")); !bytes.Contains(doc, []byte(strings.TrimPrefix(name, "."))) {
				t.Errorf("doc/front-matter.md does not tell of %s", u.path)
			}
		}
	}
	if n < 200 {
		t.Errorf("only %d keys were tried", n)
	}
}

func TestSchemaRefuses(t *testing.T) {
	const whole = "title: 題\nreviewed: 2026-11-08\n"
	for _, c := range []struct{ name, kind, text string }{
		{"a column without a supervisor", "column", whole},
		{"a supervisor left blank", "column", whole + "supervisor:\n"},
		{"a supervisor whose key is misspelt", "column", whole + "supervisr: morishita\n"},
		{"a key under two of its names", "column", whole + "supervisor: a\n監修者: b\n"},
		{"a key under two of its aliases", "column", whole + "監修: a\n監修者: b\n"},
		{"a day without leading zeros", "column", "title: 題\nsupervisor: a\nreviewed: \"2026-5-1\"\n"},
		{"a word outside a closed set", "column", whole + "supervisor: a\ntreatments: [{name: 点滴, funding: たぶん自費}]\n"},
		{"a doctor without a name", "doctor", "kana: もりした\n"},
		{"a topic whose id is no id", "topics", "tags: {睡眠: {name: 睡眠}}\n"},
		{"a site without an address", "config", "title: みほん\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if compiled(t)[c.kind].Validate(value(t, c.text)) == nil {
				t.Errorf("the schema takes %s", c.text)
			}
		})
	}
}

func TestSchemaTakesTheSample(t *testing.T) {
	schemas, site, n := compiled(t), os.DirFS("../.."), 0
	for _, kind := range schema.Kinds() {
		for _, pattern := range kind.Files {
			names, err := fs.Glob(site, pattern)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				b, err := fs.ReadFile(site, name)
				if err != nil {
					t.Fatal(err)
				}
				text := string(b)
				if kind.Name == "column" {
					_, text, _ = strings.Cut(text, "---\n")
					text, _, _ = strings.Cut(text, "\n---\n")
				}
				n++
				err = schemas[kind.Name].Validate(value(t, text))
				if missing := strings.Contains(name, "mikanshu"); (err != nil) != missing {
					t.Errorf("%s: %v", name, err)
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d files seen", n)
	}
}

// A form is a config.yml as the CMS reads it.
type form struct {
	Locale      string
	Collections []struct {
		Name, Label, Folder string
		Fields              []field
	}
}

type field struct {
	Name, Label, Hint, Widget, Collection string
	Required                              *bool
	Multiple                              bool
	Default                               *listDefault
	Options                               []struct{ Label, Value string }
	Fields                                []field
}

func cms(t *testing.T) form {
	t.Helper()
	return formOf(t, &kanshu.Site{Config: &kanshu.Config{BaseURL: "https://column.example.jp"}})
}

func formOf(t *testing.T, site *kanshu.Site) form {
	t.Helper()
	var f form
	if err := yaml.Unmarshal(schema.CMS(site), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestEveryKeyInTheForm holds the form to the tables: each key has a field, and its label is Japanese.
func TestEveryKeyInTheForm(t *testing.T) {
	tables := map[string][]source.Key{"columns": source.Keys, "doctors": source.DoctorKeys, "clinics": source.ClinicKeys}
	f := cms(t)
	if len(f.Collections) != len(tables) {
		t.Fatalf("%d collections, want %d", len(f.Collections), len(tables))
	}
	for _, c := range f.Collections {
		fields := c.Fields
		if c.Name == "columns" {
			if last := fields[len(fields)-1]; last.Name != "body" {
				t.Errorf("the last field of a column is %s, want its body", last.Name)
			}
			fields = fields[:len(fields)-1]
		}
		compareFields(t, c.Name, fields, tables[c.Name], false)
	}
}

func compareFields(t *testing.T, where string, fields []field, keys []source.Key, optional bool) {
	t.Helper()
	if len(fields) != len(keys) {
		t.Fatalf("%s: %d fields, want %d", where, len(fields), len(keys))
	}
	for i, k := range keys {
		f, at := fields[i], where+"."+k.Name
		if f.Name != k.Name {
			t.Errorf("%s: the field is named %s", at, f.Name)
		}
		if !regexp.MustCompile(`[ぁ-んァ-ヶ一-龠]`).MatchString(f.Label) && f.Label != "DOI" && f.Label != "ISBN" && f.Label != "PMID" {
			t.Errorf("%s: label %q", at, f.Label)
		}
		if f.Required == nil || (k.Required && !optional) != (*f.Required && k.Name != "slug") {
			t.Errorf("%s: required is %v, want %v", at, f.Required, k.Required)
		}
		if f.Widget == "list" && len(f.Fields) > 0 && (f.Default == nil || len(*f.Default) > 0) {
			t.Errorf("%s: a list that does not begin empty cannot be saved without filling in its first item", at)
		}
		switch {
		case len(f.Fields) > 0:
			compareFields(t, at, f.Fields, k.Of, f.Widget == "object")
		case len(k.Of) > 0 && k.Kind != source.Person && k.Kind != source.Place:
			for _, part := range k.Of {
				if !strings.Contains(f.Hint, part.Name) {
					t.Errorf("%s: neither field nor hint tells of %s", at, part.Name)
				}
			}
		}
	}
}

// listDefault is what a list begins with; other fields begin with a text.
type listDefault []any

func (d *listDefault) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Decode((*[]any)(d))
}

// TestTheFormLetsChooseAmongTopics holds that who fills in the form meets the names of the site's categories
// and tags, and that the file gets their ids.
func TestTheFormLetsChooseAmongTopics(t *testing.T) {
	f := formOf(t, &kanshu.Site{Categories: []*kanshu.Topic{{ID: "hifu", Name: "皮膚"}}, Tags: []*kanshu.Topic{{ID: "natsu", Name: "夏"}, {ID: "fuyu", Name: "冬"}}})
	for _, f := range f.Collections[0].Fields {
		want := map[string]int{"category": 1, "tags": 2}[f.Name]
		if want == 0 {
			continue
		}
		if f.Widget != "select" || len(f.Options) != want || f.Multiple != (f.Name == "tags") {
			t.Errorf("%s is %+v, want a choice among %d", f.Name, f, want)
		}
		if f.Name == "category" && (f.Options[0].Label != "皮膚" || f.Options[0].Value != "hifu") {
			t.Errorf("the category is chosen by %+v", f.Options[0])
		}
	}
	for _, f := range cms(t).Collections[0].Fields {
		if f.Name == "category" && f.Widget != "string" || f.Name == "tags" && f.Widget != "list" {
			t.Errorf("%s is a %s where the site lists no topics", f.Name, f.Widget)
		}
	}
}

func TestTheFormCannotMakeAColumnWithoutASupervisor(t *testing.T) {
	for _, f := range cms(t).Collections[0].Fields {
		if f.Name == "supervisor" {
			if f.Widget != "relation" || f.Collection != "doctors" || f.Required == nil || !*f.Required {
				t.Errorf("supervisor is %+v, want a required relation to doctors", f)
			}
			return
		}
	}
	t.Error("the form of a column has no supervisor")
}

func TestEqualTablesGiveEqualBytes(t *testing.T) {
	a, b := schema.VSCode(), schema.VSCode()
	for i := range a {
		if a[i].Name != b[i].Name || !bytes.Equal(a[i].Data, b[i].Data) {
			t.Errorf("%s differs from run to run", a[i].Name)
		}
		if !json.Valid(a[i].Data) {
			t.Errorf("%s is no JSON", a[i].Name)
		}
	}
	if !bytes.Equal(schema.CMS(nil), schema.CMS(nil)) {
		t.Error("the form differs from run to run")
	}
}

// TestProblemMatcher lets the pattern of the tasks read what kanshu check writes.
func TestProblemMatcher(t *testing.T) {
	for severity, words := range map[kanshu.Severity]string{kanshu.Refuse: "refuse", kanshu.Warn: "warn", kanshu.Hold: "hold|note", kanshu.Note: "hold|note"} {
		var out bytes.Buffer
		r := &report.Run{Findings: []kanshu.Finding{{
			Rule: "review-expired", Severity: severity, Pos: kanshu.Pos{File: "columns/花粉症.md", Line: 9, Char: 13},
			Message: kanshu.Wording{JA: "期限 [2026-03-31] を過ぎています: 読み直しが要ります", EN: "-"},
		}}}
		if err := report.Text(&out, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		re := regexp.MustCompile("(?m)" + strings.ReplaceAll(schema.First, "SEVERITY", words))
		m := re.FindStringSubmatch(out.String())
		if m == nil || m[1] != "columns/花粉症.md" || m[2] != "9" || m[3] != "13" || m[5] != "review-expired" {
			t.Errorf("%s: %q in\n%s", severity, m, out.String())
		}
		for _, f := range schema.VSCode() {
			if f.Name == ".vscode/tasks.json" && !bytes.Contains(f.Data, []byte("(?:"+words+")")) {
				t.Errorf("the tasks do not look for %s", words)
			}
		}
	}
}
