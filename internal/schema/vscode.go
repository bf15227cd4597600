package schema

import (
	"strconv"
	"strings"

	"kanshu/internal/source"
)

// First is the stable first line of a finding, as a regular expression with the groups file, line, char,
// message and rule; SEVERITY stands for the words of the severities.
const First = `^(.+?):(\d+):(\d+): (?:SEVERITY): (.*) \[([a-z0-9-]+)\]$`

// VSCode returns the files of a folder .vscode: settings that tie the schemas to the data files and give
// Front Matter CMS a form of columns, snippets, tasks whose findings show where they are, the extensions
// to offer, and the schemas themselves.
func VSCode() []File {
	files := []File{
		{".vscode/settings.json", settings().bytes()},
		{".vscode/extensions.json", new(object).set("recommendations", words("redhat.vscode-yaml", "eliostruyf.vscode-front-matter")).bytes()},
		{".vscode/tasks.json", tasks().bytes()},
		{".vscode/kanshu.code-snippets", snippets().bytes()},
	}
	for _, f := range JSON() {
		files = append(files, File{".vscode/kanshu/" + f.Name, f.Data})
	}
	return files
}

// settings ties schemas to files. Columns are Markdown, which the YAML extension does not read: for them
// there is a content type of Front Matter CMS.
func settings() *object {
	var schemas object
	for _, k := range Kinds() {
		if k.Name != "column" {
			schemas.set("./.vscode/kanshu/"+k.Name+".schema.json", words(k.Files...))
		}
	}
	var fields []any
	for _, k := range source.Keys {
		if f := frontMatterField(k); f != nil {
			fields = append(fields, f)
		}
	}
	column := new(object).set("name", "column").set("pageBundle", false).set("fields", fields)
	folder := new(object).set("title", "コラム").set("path", "[[workspace]]/columns").set("contentTypes", words("column"))
	return new(object).
		set("files.encoding", "utf8").
		set("files.eol", "\n").
		set("yaml.schemas", &schemas).
		set("[yaml]", new(object).set("editor.insertSpaces", true).set("editor.tabSize", 2)).
		set("[markdown]", new(object).set("editor.insertSpaces", true).set("editor.wordWrap", "on").
			set("editor.quickSuggestions", new(object).set("other", "on").set("comments", "off").set("strings", "off"))).
		set("frontMatter.framework.id", "other").
		set("frontMatter.taxonomy.dateFormat", "yyyy-MM-dd").
		set("frontMatter.content.pageFolders", []any{folder}).
		set("frontMatter.taxonomy.contentTypes", []any{column})
}

// frontMatterField makes a field of a content type of Front Matter CMS, nil for records, which its form
// would flatten.
func frontMatterField(k source.Key) *object {
	o := new(object).set("title", label(k)).set("name", k.Name).set("description", k.What.JA)
	switch k.Kind {
	case source.Texts:
		if k.Name == "tags" {
			o.set("type", "tags")
			break
		}
		o.set("type", "list")
	case source.Day:
		o.set("type", "datetime")
	case source.Flag:
		o.set("type", "boolean")
	case source.Choice:
		var choices []any
		for _, v := range k.Values {
			choices = append(choices, v.Name)
		}
		o.set("type", "choice").set("choices", choices)
	case source.Text, source.Person, source.Place:
		o.set("type", "string")
	default:
		return nil
	}
	if k.Required {
		o.set("required", true)
	}
	return o
}

// tasks run kanshu and read its first lines.
func tasks() *object {
	matcher := func(words, severity string) *object {
		return new(object).set("owner", "kanshu-"+severity).set("source", "kanshu").set("severity", severity).
			set("fileLocation", []any{"relative", "${workspaceFolder}"}).
			set("pattern", new(object).set("regexp", strings.ReplaceAll(First, "SEVERITY", words)).
				set("file", 1).set("line", 2).set("column", 3).set("message", 4).set("code", 5))
	}
	matchers := []any{matcher("refuse", "error"), matcher("warn", "warning"), matcher("hold|note", "info")}
	task := func(name string, args ...string) *object {
		return new(object).set("label", name).set("type", "process").set("command", "kanshu").set("args", words(args...))
	}
	return new(object).set("version", "2.0.0").set("tasks", []any{
		task("kanshu: 確認 (check)", "check").set("group", new(object).set("kind", "test").set("isDefault", true)).set("problemMatcher", matchers),
		task("kanshu: このファイルを確認 (check)", "check", "${file}").set("problemMatcher", matchers),
		task("kanshu: 公開 (build)", "build").set("group", new(object).set("kind", "build").set("isDefault", true)).set("problemMatcher", matchers),
		task("kanshu: プレビュー (serve)", "serve", "--open").set("isBackground", true).set("problemMatcher", []any{}),
		task("kanshu: 期限の一覧 (status)", "status").set("problemMatcher", []any{}),
	})
}

// snippets are whole columns and records to fill in, from the examples of the tables.
func snippets() *object {
	var all object
	snippet := func(name, prefix, about, scope string, body []string) {
		all.set(name, new(object).set("scope", scope).set("prefix", prefix).set("description", about).set("body", words(body...)))
	}
	var must []source.Key
	for _, k := range source.Keys {
		if k.Required || k.Gate && k.Name != "slug" && k.Name != "draft" || k.Name == "description" || k.Name == "references" {
			must = append(must, k)
		}
	}
	body := append(append([]string{"---"}, fillIn(must)...), "---", "", "$0")
	snippet("コラム", "kanshu-column", "新しいコラムの front matter", "markdown", body)
	snippet("お知らせの枠", "kanshu-notice", "注意などの枠 :::notice", "markdown", []string{":::notice", "$0", ":::"})
	for _, k := range source.Keys {
		if len(k.Of) > 0 && k.Kind != source.Person && k.Kind != source.Place {
			snippet(label(k), "kanshu-"+k.Name, k.What.JA, "markdown", recordSnippet(k))
		}
	}
	snippet("医師", "kanshu-doctor", "医師の記録", "yaml", fillIn(source.DoctorKeys))
	snippet("医院", "kanshu-clinic", "医院の記録", "yaml", fillIn(source.ClinicKeys))
	return &all
}

// fillIn writes one line a key, its example to be typed over. Places are numbered from 1.
func fillIn(keys []source.Key) []string {
	lines := make([]string, 0, len(keys))
	for i, k := range keys {
		lines = append(lines, k.Name+": "+place(1+i, k.Example))
	}
	return lines
}

// recordSnippet writes a key with one record below it.
func recordSnippet(k source.Key) []string {
	lines, indent := []string{k.Name + ":"}, "  "
	if k.Kind == source.Records && !k.Single {
		indent = "    "
	}
	for i, line := range fillIn(k.Of) {
		if i == 0 && k.Kind == source.Records {
			lines = append(lines, "  - "+line)
			continue
		}
		lines = append(lines, indent+line)
	}
	return lines
}

// place is a place of a snippet that holds text to type over.
func place(n int, text string) string {
	var b strings.Builder
	b.WriteString("${")
	b.WriteString(strconv.Itoa(n))
	b.WriteByte(':')
	b.WriteString(strings.NewReplacer(`\`, `\\`, "$", `\$`, "}", `\}`).Replace(text))
	b.WriteByte('}')
	return b.String()
}
