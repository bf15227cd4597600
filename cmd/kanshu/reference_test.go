package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/rules"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// TestReferencePages holds the pages of doc/ that are made from the code. make golden rewrites them.
func TestReferencePages(t *testing.T) {
	for name, page := range map[string]func(*testing.T) []byte{
		"rules.md": rulesPage, "front-matter.md": frontMatterPage, "layouts.md": layoutsPage,
	} {
		t.Run(name, func(t *testing.T) { testsite.Written(t, "../../doc/"+name, page(t)) })
	}
}

func rulesPage(*testing.T) []byte {
	var b bytes.Buffer
	b.WriteString("# 規則 / Rules\n\n" +
		"`kanshu explain 規則名` と同じ内容です。この頁は `internal/rules` から作られます（`make golden`）。\n\n" +
		"「公開しない（解除できない）」の規則は、設定・フラグ・環境変数・テンプレートのどれによっても外れません。\n" +
		"警告の規則は、`kanshu.yaml` の `policy.refuse` に名前を挙げると公開しない規則になります。\n\n" +
		"| 規則 | 強さ | 求めること |\n| --- | --- | --- |\n")
	for _, r := range rules.All {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s | %s |\n", r.ID, r.ID, strength(r.Severity, r.Gate), r.Title.JA)
	}
	for _, r := range rules.All {
		fmt.Fprintf(&b, "\n## %s\n\n%s。%s — *%s*\n\n%s\n\n%s\n\n根拠: %s / Basis: %s\n", r.ID, r.Title.JA, strength(r.Severity, r.Gate),
			r.Title.EN, plain(r.Explain.JA), plain(r.Explain.EN), r.Basis.JA, r.Basis.EN)
	}
	return b.Bytes()
}

func strength(s kanshu.Severity, gate bool) string {
	switch {
	case s == kanshu.Refuse && gate:
		return "公開しない（解除できない）"
	case s == kanshu.Refuse:
		return "公開しない"
	case s == kanshu.Hold:
		return "保留"
	case s == kanshu.Warn:
		return "警告"
	default:
		return "お知らせ"
	}
}

func frontMatterPage(*testing.T) []byte {
	var b bytes.Buffer
	b.WriteString("# 項目の一覧 / Fields\n\n" +
		"この頁は `internal/source` の表から作られます（`make golden`）。項目名は英語でも日本語でも書けますが、同じ項目を二度は書けません。\n\n" +
		"日付は `2026-11-22`、`2026/11/22`、`2026.11.22`、`2026年11月22日`、`令和8年11月22日`（全角数字も可）の形で書きます。\n" +
		"● は公開の可否にかかわる項目で、つづりが一字違うだけでもコラムは公開されません。\n")
	section(&b, "コラムの front matter（`columns/SLUG.md`）", source.Keys)
	section(&b, "医師の記録（`data/doctors/ID.yaml`）", source.DoctorKeys)
	section(&b, "医院の記録（`data/clinics/ID.yaml`）", source.ClinicKeys)
	section(&b, "分類とタグ（`data/topics.yaml`）", source.TopicKeys)
	section(&b, "用語（`data/glossary.yaml`）", source.GlossaryKeys)
	section(&b, "取り下げたアドレス（`data/withdrawn.yaml`）", source.WithdrawnKeys)
	section(&b, "設定（`kanshu.yaml`）", source.ConfigKeys)
	return b.Bytes()
}

func section(b *bytes.Buffer, title string, keys []source.Key) {
	fmt.Fprintf(b, "\n## %s\n\n| 項目 | 日本語 | 内容 | 例 |\n| --- | --- | --- | --- |\n", title)
	rows(b, "", keys, 0)
}

func rows(b *bytes.Buffer, prefix string, keys []source.Key, depth int) {
	for _, k := range keys {
		mark := ""
		if k.Gate {
			mark = " ●"
		}
		if k.Required {
			mark += "（必須）"
		}
		what := k.What.JA
		if len(k.Values) > 0 {
			var words []string
			for _, v := range k.Values {
				words = append(words, strings.Join(append([]string{"`" + v.Name + "`"}, v.Aliases...), "・"))
			}
			what += "：" + strings.Join(words, "、")
		}
		fmt.Fprintf(b, "| `%s%s`%s | %s | %s (%s) | `%s` |\n", prefix, k.Name, mark, strings.Join(k.Aliases, "、"), what, k.What.EN, strings.ReplaceAll(k.Example, "|", `\|`))
		if len(k.Of) > 0 && depth < 2 {
			rows(b, prefix+k.Name+".", k.Of, depth+1)
		}
	}
}

// templateData says which struct of internal/output each template receives.
var templateData = map[string]string{
	"404.html": "NotFoundPage", "about.html": "AboutPage", "clinic.html": "ClinicPage", "column.html": "ColumnPage",
	"doctor.html": "DoctorPage", "feeds.html": "FeedsPage", "home.html": "HomePage", "list.html": "ListPage",
	"glossary.html": "GlossaryPage", "search.html": "SearchPage", "tombstone.html": "TombstonePage",

	"pieces/badge.html": "badgeData", "pieces/card.html": "CardData", "pieces/row.html": "CardData",
	"pieces/clinic.html": "ClinicBox", "pieces/cover.html": "ClinicBox", "pieces/gone.html": "ClinicBox",
	"pieces/hours.html": "ClinicBox", "pieces/place.html": "ClinicBox", "pieces/place-item.html": "ClinicBox",
	"pieces/doctor.html": "DoctorBox", "pieces/person.html": "DoctorBox", "pieces/face.html": "DoctorBox", "pieces/name.html": "DoctorBox",
	"pieces/head.html": "headData", "pieces/header.html": "headerData", "pieces/footer.html": "footerData",
	"pieces/references.html": "ColumnPage", "pieces/treatment.html": "ColumnPage",
	"pieces/crumbs.html": "Frame", "pieces/find.html": "HomePage", "pieces/pager.html": "ListPage",
}

func layoutsPage(t *testing.T) []byte {
	structs := outputStructs(t)
	var b bytes.Buffer
	b.WriteString("# テンプレート / Layouts\n\n" +
		"`layouts/` に同じ名前のファイルを置くと、その一つだけが置き替わります。置き替えないものは内蔵のまま使われます。\n" +
		"書き方は Go の html/template です。関数は日時・ファイル・環境を読みません。共有の部品は `layouts/pieces/`、枠は `base.html` にあります。\n" +
		"この頁は `internal/output` の構造体から作られます（`make golden`）。\n")
	names, err := fs.Glob(layouts.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	used := []string{}
	for _, name := range names {
		if name == "base.html" {
			continue
		}
		typ := templateData[name]
		if structs[typ] == nil {
			t.Errorf("no struct is known for template %s: name it in templateData", name)
			continue
		}
		fmt.Fprintf(&b, "\n## %s\n\n", name)
		used = append(used, typ)
		writeStruct(&b, typ, structs)
	}
	used = append(used, pieceTable(t, &b, structs)...)
	b.WriteString("\n# データの部品 / Parts\n")
	done := slices.Clone(used)
	for i := 0; i < len(used); i++ {
		for _, part := range partsOf(structs[used[i]], structs) {
			if !slices.Contains(done, part) {
				done, used = append(done, part), append(used, part)
				fmt.Fprintf(&b, "\n## %s\n\n", part)
				writeStruct(&b, part, structs)
			}
		}
	}
	return b.Bytes()
}

// pieceTable lists the pieces with the data that each gets, describes what no page has described, and
// returns the names of what it described.
func pieceTable(t *testing.T, b *bytes.Buffer, structs map[string]*described) []string {
	t.Helper()
	names, err := fs.Glob(layouts.FS, "pieces/*.html")
	if err != nil {
		t.Fatal(err)
	}
	b.WriteString("\n# 共有の部品 / Pieces\n\n| piece | data |\n| --- | --- |\n")
	var described []string
	for _, name := range names {
		typ := templateData[name]
		if structs[typ] == nil {
			t.Errorf("no struct is known for template %s: name it in templateData", name)
			continue
		}
		fmt.Fprintf(b, "| `%s` | `%s` |\n", name, typ)
		if !strings.HasSuffix(typ, "Page") && typ != "Frame" && !slices.Contains(described, typ) {
			described = append(described, typ)
		}
	}
	for _, typ := range described {
		fmt.Fprintf(b, "\n## %s\n\n", typ)
		writeStruct(b, typ, structs)
	}
	return described
}

// A described struct is one type declaration with its comment.
type described struct {
	doc  string
	body *ast.StructType
}

func outputStructs(t *testing.T) map[string]*described {
	t.Helper()
	fset := token.NewFileSet()
	all := map[string]*described{}
	entries, err := os.ReadDir("../../internal/output")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, "../../internal/output/"+e.Name(), nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, s := range g.Specs {
				if ts, ok := s.(*ast.TypeSpec); ok {
					if st, ok := ts.Type.(*ast.StructType); ok {
						all[ts.Name.Name] = &described{g.Doc.Text(), st}
					}
				}
			}
		}
	}
	return all
}

func writeStruct(b *bytes.Buffer, name string, structs map[string]*described) {
	d := structs[name]
	b.WriteString(strings.TrimSpace(strings.ReplaceAll(d.doc, "\n", " ")) + "\n\n| field | type | |\n| --- | --- | --- |\n")
	for _, f := range d.body.Fields.List {
		comment := strings.TrimSpace(strings.ReplaceAll(f.Doc.Text()+f.Comment.Text(), "\n", " "))
		names := []string{}
		for _, n := range f.Names {
			if n.IsExported() {
				names = append(names, "`."+n.Name+"`")
			}
		}
		if len(f.Names) == 0 {
			names = append(names, "(all of "+typeName(f.Type)+")")
		}
		if len(names) > 0 {
			fmt.Fprintf(b, "| %s | `%s` | %s |\n", strings.Join(names, ", "), typeName(f.Type), strings.ReplaceAll(comment, "|", `\|`))
		}
	}
}

func typeName(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.StarExpr:
		return typeName(x.X)
	case *ast.ArrayType:
		return "[]" + typeName(x.Elt)
	case *ast.SelectorExpr:
		return typeName(x.X) + "." + x.Sel.Name
	case *ast.MapType:
		return "map[" + typeName(x.Key) + "]" + typeName(x.Value)
	default:
		return "…"
	}
}

func partsOf(d *described, structs map[string]*described) []string {
	var parts []string
	for _, f := range d.body.Fields.List {
		if name := strings.TrimLeft(typeName(f.Type), "[]*"); structs[name] != nil && ast.IsExported(name) {
			parts = append(parts, name)
		}
	}
	return parts
}

// plain keeps examples of Markdown from becoming links of the page.
func plain(s string) string { return strings.ReplaceAll(s, "](", `]\(`) }
