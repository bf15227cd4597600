package build_test

import (
	"fmt"
	"strings"
)

// A refusal is one column that must be kept out, however it is dressed. Its words are canaries of its
// own: no byte of them may be published.
type refusal struct {
	name string
	head func(canary string) string // front matter and body in place of the usual; nil: edit is used
	edit map[string]string          // key → the line, or lines, that stand in its place; "" takes it away
	more map[string]string          // further files, their names below the column's folder or from the root with a slash
	held bool                       // kept out without a fault
}

// usual is the front matter of a column that would be published, key by key.
var usual = []struct{ key, line string }{
	{"title", "title: 鯨髭の題名 %s"},
	{"description", "description: 鯨髭の要約 %s です。"},
	{"date", "date: 2026-10-01"},
	{"supervisor", "supervisor: hinata"},
	{"reviewed", "reviewed: 2026-10-01"},
	{"review_due", "review_due: 2027-09-30"},
	{"category", "category: 鯨髭%s"},
	{"tags", "tags: [鯨髭札%s, 予防]"},
	{"aliases", "aliases: [/columns/old-%s/]"},
	{"points", "points: [要点 %s]"},
	{"faq", "faq: [{q: 問い %s, a: 答え %s}]"},
	{"references", "references:\n  - {title: 鯨髭 %s, url: \"https://%s.example.jp/\"}"},
	{"image", "image: %s.png"},
}

const usualBody = "\n鯨髭の本文 %[1]s を読む。\n\n## 見出し %[1]s\n\n![鯨髭の図 %[1]s](%[1]s.png)\n\n[睡眠の話 %[1]s](/columns/sleep/)\n"

// column returns the bytes of the column and of what stands beside it, below its folder.
func (r refusal) column(canary string) map[string]string {
	text := ""
	if r.head != nil {
		text = r.head(canary)
	} else {
		text = "---\n" + r.front(canary) + "---\n" + spread(usualBody, canary)
	}
	all := map[string]string{"index.md": text, canary + ".png": smallPNG + canary}
	for name, more := range r.more {
		all[spread(name, canary)] = spread(more, canary)
	}
	return all
}

// front is the usual front matter with the edits.
func (r refusal) front(canary string) string {
	var b strings.Builder
	for _, u := range usual {
		line, edited := r.edit[u.key]
		if !edited {
			line = u.line
		}
		if line != "" {
			b.WriteString(spread(line, canary) + "\n")
		}
	}
	if extra := r.edit["+"]; extra != "" {
		b.WriteString(spread(extra, canary) + "\n")
	}
	return b.String()
}

// spread puts the canary wherever %s or %[1]s stands.
func spread(s, canary string) string {
	return strings.NewReplacer("%[1]s", canary, "%s", canary).Replace(s)
}

// whole is a usual column whose text is changed as a whole.
func whole(change func(text string) string) func(string) string {
	return func(canary string) string {
		return change(refusal{}.column(canary)["index.md"])
	}
}

// refusals is the corpus.
func refusals() []refusal {
	var all []refusal
	add := func(r refusal) { all = append(all, r) }
	set := func(key string, lines ...string) {
		for _, line := range lines {
			add(refusal{name: fmt.Sprintf("%s as %q", key, line), edit: map[string]string{key: line}})
		}
	}
	value := func(key string, values ...string) {
		for _, v := range values {
			set(key, key+": "+v)
		}
	}
	for _, key := range []string{"title", "supervisor", "reviewed", "review_due"} {
		set(key, "", key+":", key+": ''", key+": \"\"", key+": ~", key+": null", key+": \"\u3000\"", key+": \" \u00a0 \"", key+": |\n  ", "#"+" "+key+": hinata")
	}
	supervisorRefusals(value, set, add)
	dateRefusals(value, set, add)
	yamlRefusals(set, add)
	framingRefusals(add)
	keyRefusals(set)
	fileRefusals(add)
	heldColumns(value, add)
	return all
}

func supervisorRefusals(value, set func(string, ...string), add func(refusal)) {
	value("supervisor", // nothing that can be seen
		"\"\\u200b\"", "\"\\u00ad\"", "\"\\u2060\"", "\"\\u3164\"", "\"\\u2800\"", "\"\\u202e\"", "\"\\t\"", "\"\\n\"", "\"\\x20\"", "[]", "{}", "[~]", "['']", "[\"\u3000\"]", "Null", "NULL", "\"null\"", "\"~\"")
	value("supervisor", // words for what is still to come
		"TBD", "tbd", "T.B.D.", "TBA", "TODO", "FIXME", "N/A", "n/a", "なし", "無し", "未定", "【未定】", "（未定）", "未定。", "未 定", "調整中", "監修者調整中", "未設定", "確認中", "準備中", "選定中", "依頼中", "監修者未定", "監修予定",
		"'-'", "'--'", "'—'", "'?'", "'???'", "'？？？'", "'…'", "'...'", "'〇〇'", "'○○○○'", "'＊＊＊'", "xxx", "XXXX", "ＴＢＤ", "none", "unknown", "不明", "該当なし", "後日", "仮", "ダミー", "dummy", "supervisor", "監修者名", "名前")
	value("supervisor", // no id on record
		"Hinata", "HINATA", "hinata2", "hinat", "hinataa", "ｈｉｎａｔａ", "hіnata", "h\u0131nata", "hinata.yaml", "./hinata", "../doctors/hinata", "doctors/hinata", "data/doctors/hinata.yaml", "/hinata", "'hinata/'", "'*'", "'hina*'", "'hinata?'", "'[h]inata'",
		"'{{ .Site.Author }}'", "'${SUPERVISOR}'", "'$SUPERVISOR'", "'%SUPERVISOR%'", "'`whoami`'", "日向 泉", "日向泉", "ひなた いずみ", "'\"hinata\"'", "\"hinata\\0\"", "\"hinata\\n\"", "\" hinata\"", "\"hinata \"", "\"hinata\u3000\"", "\"hi\\u200bnata\"", "\"hinata\\u200d\"", "\"\\ufeffhinata\"",
		"hinata, kurose", "hinata kurose", "hinata・kurose", "nameless", "nobody", "left", "leaving", "0", "1", "true", "yes", "123", "1.5", ".inf", "2026-10-01", "midorizaka", "con", "nul", "index", "toString", "__proto__", "constructor")
	value("supervisor", // another kind of value, or not all of them good
		"[[hinata]]", "[hinata, ~]", "[hinata, 未定]", "[hinata, Hinata]", "[hinata, unknown-doctor]", "[hinata, left]", "{id: hinata}", "{hinata}", "{hinata: true}", "{name: }", "{name: 未定}", "{name: ' '}", "{name: ~, clinic: midorizaka}", "{name: [日向]}", "{name: {ja: 日向}}", "{kana: ひなた}", "{doctor: hinata}",
		"{name: 日向 泉, name: 黒瀬 透}", "[{name: 日向 泉}, {name: ''}]", "{name: 日向 泉, until: 2026-09-01}")
	set("supervisor", "supervisor: |\n  hinata\n  kurose", "supervisor: >\n  hinata kurose", "supervisor:\n  - - hinata", "supervisor:\n  hinata:\n", "supervisor: hinata\n  kurose", "supervisor:\n  - hinata\n  -")
	value("supervisor", // a record of nobody
		"{name: 同上}", "{name: ナシ}", "{name: 匿名希望}", "{name: 監修医師}", "{name: A先生}", "{name: 編集部}", "{name: no name}", "{name: 123}", "{name: true}", "{name: 2026-10-01}", "{name: '{{ author }}'}", "{name: 'https://example.jp/'}", "[hinata, {name: 未定です}]")
	// The name stands somewhere else.
	set("supervisor", "author: hinata", "reviewer: hinata", "reviewed_by: hinata", "监修: hinata", "supervisor_id: hinata", "editor: hinata", "doctor: hinata", "params:\n  supervisor: hinata", "meta: {supervisor: hinata}", "author: hinata\nclinic: midorizaka",
		"title2: x # supervisor: hinata", "extra: |\n  supervisor: hinata", "extra: >-\n  supervisor: hinata", "extra: \"\n  supervisor: hinata\"", "extra:\n  - supervisor: hinata", "- supervisor: hinata")
	add(refusal{name: "supervisor in the body", edit: map[string]string{"supervisor": ""}, head: func(c string) string {
		r := refusal{edit: map[string]string{"supervisor": ""}}
		return "---\n" + r.front(c) + "---\nsupervisor: hinata\n" + spread(usualBody, c)
	}})
	for _, cascade := range []string{"_index.md", "columns.json", "columns.11tydata.js", "_defaults.yaml", "index.yaml", ".front-matter.yaml"} {
		add(refusal{name: "cascade from " + cascade, edit: map[string]string{"supervisor": ""}, more: map[string]string{cascade: "---\nsupervisor: hinata\n---\n%s\n"}})
	}
}

func dateRefusals(value, set func(string, ...string), add func(refusal)) {
	for _, key := range []string{"reviewed", "review_due"} {
		year := map[string]string{"reviewed": "2026", "review_due": "2027"}[key]
		value(key, year+"-02-30", year+"-02-29", year+"-13-01", year+"-00-10", year+"-10-00", year+"-10-32", year+"-5-1", year+"-05-1", year[2:]+"-05-01", "0"+year+"-05-01", year+"0501", year+"-W20-5", year+"-121", year+"-05", year, "05/01/"+year, "01.05."+year, year+"-05/01", year+"/05-01",
			year+"-05-01T00:00:00Z", year+"-05-01 00:00:00", year+"-05-01T09:00:00+09:00", year+"-05-01Z", "'"+year+"-05-01 '", "' "+year+"-05-01'", year+"‐05‐01", year+"–05–01", year+"−05−01", year+"．05．01", "٢٠٢٧-٠٥-٠١", "二〇二七年五月一日", year+"年5月", "5月1日", "令和8年2月30日", "平成38年5月1日", "令和0年5月1日", "R8.5.1", "R08-05-01", "昭和101年5月1日", "令和元年4月30日",
			"today", "now", "明日", "+1y", "1y", "next year", "infinity", ".inf", ".nan", "-1", "0", "1764000000", "1764000000000", "190:20:30", "0x7EB", "1e9", "["+year+"-05-01]", "{date: "+year+"-05-01}", "\"\u200b"+year+"-05-01\"", "\""+year+"-05-01\u200b\"", "“"+year+"-05-01”", "May 1 "+year, year+"-May-01", "Fri, 01 May "+year+" 00:00:00 GMT", "TBD", "未定", "!!timestamp "+year+"-05-01")
	}
	value("reviewed", "2026-11-23", "2027-01-01", "2026年11月23日", "令和8年11月23日", "9999-12-31", "0001-01-01", "1970-01-01", "2023-09-29")
	value("review_due", "2026-11-21", "2026-09-30", "2026年11月21日", "令和8年11月21日", "2026/11/21", "9999-12-31", "2029-10-02", "2029-12-31", "2126-10-01", "0001-01-01", "1970-01-01", "令和99年1月1日")
	value("date", "2026-02-30", "2026-13-01", "soon", "2026-10-01T00:00:00Z", "[2026-10-01]", "2026-1-1", "20261001", "26-10-01")
	for name, edit := range map[string]map[string]string{
		"both days swapped":             {"reviewed": "reviewed: 2027-09-30", "review_due": "review_due: 2026-10-01"},
		"a review of the far future":    {"reviewed": "reviewed: 9998-01-01", "review_due": "review_due: 9999-01-01"},
		"a review of yesterday's years": {"reviewed": "reviewed: 1999-10-01", "review_due": "review_due: 2000-09-30"},
		"the doctor had left by then":   {"supervisor": "supervisor: {name: 東 架子, until: 2026-12-31}", "reviewed": "reviewed: 2026-11-23"},
		"neither day":                   {"reviewed": "", "review_due": ""},
		"only a due day":                {"reviewed": ""},
		"due days of others":            {"review_due": "expires: 2027-09-30\nexpiryDate: 2027-09-30\nvalid_until: 2027-09-30"},
		"reviewed days of others":       {"reviewed": "lastmod: 2026-10-01\nlast_reviewed: 2026-10-01"},
		"Hugo":                          {"supervisor": "", "reviewed": "", "review_due": "", "+": "lastmod: 2026-10-01\nexpiryDate: 2027-10-01\npublishDate: 2026-10-01\nbuild:\n  render: always\ncascade:\n  supervisor: hinata"},
		"Hugo's end":                    {"+": "expiryDate: 2026-12-01T00:00:00+09:00"},
		"Hugo's beginning":              {"+": "publishDate: 2027-01-01"},
		"Jekyll's unpublished":          {"+": "published: false"},
		"WordPress's private":           {"+": "post_status: private"},
		"a CR in a remark":              {"supervisor": "# 監修者\rsupervisor: hinata"},
		"a CR in a value":               {"review_due": "note: x\rreview_due: 2027-09-30"},
		"Jekyll":                        {"supervisor": "", "reviewed": "", "review_due": "", "+": "layout: post\npermalink: /columns/%s/\npublished: true"},
		"Eleventy":                      {"supervisor": "", "reviewed": "", "review_due": "", "+": "eleventyExcludeFromCollections: false\npermalink: /%s/\nsupervisor2: hinata"},
		"WordPress":                     {"supervisor": "", "reviewed": "", "review_due": "", "+": "post_status: publish\npost_author: hinata\npassword: ''"},
		"everything at once":            {"title": "", "supervisor": "supervisor: TBD", "reviewed": "reviewed: 2026-02-30", "review_due": "review_due: 1999-01-01"},
	} {
		add(refusal{name: name, edit: edit})
	}
}

func yamlRefusals(set func(string, ...string), add func(refusal)) {
	set("supervisor",
		"supervisor: hinata\nsupervisor: hinata", "supervisor: hinata\nsupervisor: kurose", "supervisor: unknown\nsupervisor: hinata", "supervisor: hinata\n\"supervisor\": hinata", "supervisor: hinata\n'supervisor': hinata", "supervisor: ''\n\"\\x73upervisor\": hinata", "\"\\x73upervisor\": hinata\nsupervisor: ''",
		"supervisor: ''\n\"\\u0073upervisor\": hinata", "supervisor: hinata\n監修: hinata", "監修: hinata\n監修者: kurose", "? supervisor\n: hinata\nsupervisor: ''", "supervisor: &a hinata", "x: &a hinata\nsupervisor: *a", "x: &a {supervisor: hinata}\n<<: *a", "<<: {supervisor: hinata}", "<<: [{supervisor: hinata}]", "\"<<\": {supervisor: hinata}",
		"supervisor: !!str hinata", "supervisor: !!binary aGluYXRh", "supervisor: ! hinata", "supervisor: !local hinata", "supervisor: !<tag:yaml.org,2002:str> hinata", "supervisor: !!python/object:os.system hinata", "!!str supervisor: hinata", "&k supervisor: hinata", "*k : hinata",
		"note: x\u0085supervisor: hinata", "# note\u0085supervisor: hinata", "note: x\u2028supervisor: hinata", "# note\u2028supervisor: hinata", "# note\u2029supervisor: hinata", "note: x\u2029supervisor: hinata", "# note\u000bsupervisor: hinata", "# note\u000csupervisor: hinata", "# note\x1esupervisor: hinata", "# note\x00supervisor: hinata", "# note\x7fsupervisor: hinata", "# note\u009bsupervisor: hinata", "# note\ufeffsupervisor: hinata", "# note\ufffesupervisor: hinata", "\ufeffsupervisor: hinata",
		"...\nsupervisor: hinata", "--- \nsupervisor: hinata", "--- supervisor: hinata", "---\tsupervisor: hinata", "%YAML 1.1\nsupervisor: hinata", "%TAG ! tag:x,2026:\nsupervisor: hinata", "\tsupervisor: hinata", "supervisor : hinata\nsupervisor: ''", "supervisor:hinata", "supervisor：hinata", "supervisor： hinata", "supervisor = hinata", "supervisor=hinata", "\"supervisor: hinata", "supervisor: 'hinata", "supervisor: \"hinata", "supervisor: \"hin\\qata\"", "supervisor: [hinata", "supervisor: hinata]x: [", "supervisor: {hinata", "supervisor: @hinata", "supervisor: `hinata`", "supervisor: %hinata",
		"<<<<<<< HEAD\nsupervisor: hinata\n=======\nsupervisor: kurose\n>>>>>>> topic", "supervisor: hinata\n>>>>>>> topic", "{supervisor: hinata}", "[supervisor, hinata]", "supervisor: hinata\n    title: x", "  supervisor: hinata")
	add(refusal{name: "too deep", edit: map[string]string{"+": "extra: " + strings.Repeat("[", 40) + "x" + strings.Repeat("]", 40)}})
	add(refusal{name: "too many values", edit: map[string]string{"+": "extra: [" + strings.Repeat("1,", 3000) + "1]"}})
	add(refusal{name: "too many keys", edit: map[string]string{"+": func() string {
		var b strings.Builder
		for i := range 3000 {
			fmt.Fprintf(&b, "k%d: v\n", i)
		}
		return b.String()
	}()}})
	add(refusal{name: "too long", edit: map[string]string{"+": "extra: " + strings.Repeat("%s ", 12000)}})
	add(refusal{name: "a bomb of aliases", edit: map[string]string{"+": "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]"}})
	for _, key := range []string{"title", "description", "category", "image"} {
		set(key, key+": [a %s]", key+": {a: %s}")
	}
	for _, key := range []string{"layout", "slug", "lang", "subtitle", "reading", "updated", "ad", "author", "coi", "sponsor", "treatments"} {
		set("+", key+": [[%s]]")
	}
	set("+", "layout: {a: %s}", "slug: {a: %s}", "lang: {a: %s}", "lang: 日本語%s", "lang: ../%s", "updated: 2026-02-30")
	set("tags", "tags: {a: %s}", "tags: [[%s]]", "tags: [{a: %s}]")
	set("references", "references: [[%s]]", "references: [{url: [%s]}]", "references: [{year: %s}]", "references: [{accessed: 2026-02-30, title: %s}]")
	set("faq", "faq: %s", "faq: [[%s]]")
	set("description", "description: \"\u0085%s\"", "description: 要約\u2028%s", "description: 要約\u0000%s", "description: 要約\u0007%s")
}

func framingRefusals(add func(refusal)) {
	frame := func(name string, change func(string) string) { add(refusal{name: name, head: whole(change)}) }
	prefix := func(p string) func(string) string { return func(s string) string { return p + s } }
	fence := func(open, end string) func(string) string {
		return func(s string) string {
			head, body, _ := strings.Cut(strings.TrimPrefix(s, "---\n"), "---\n")
			return open + head + end + body
		}
	}
	for name, p := range map[string]string{
		"a blank line before": "\n", "a space before": " ", "a tab before": "\t", "text before": "前書き\n", "two BOMs": "\ufeff\ufeff", "a zero width space before": "\u200b", "NUL before": "\x00", "a comment before": "<!-- x -->\n", "a full-width space before": "\u3000",
		"another block before": "---\ntitle: y\n---\n", "an empty block before": "---\n---\n", "a remark before": "# x\n", "U+2028 before": "\u2028", "U+0085 before": "\u0085",
	} {
		frame(name, prefix(p))
	}
	for name, f := range map[string][2]string{
		"no fences": {"", ""}, "no closing fence": {"---\n", ""}, "no opening fence": {"", "---\n"}, "dots for an end": {"---\n", "...\n"}, "TOML fences": {"+++\n", "+++\n"}, "JSON": {"{\n", "}\n"}, "javascript": {"---js\n", "---\n"}, "coffee": {"---coffee\n", "---\n"}, "toml named": {"---toml\n", "---\n"}, "yaml named": {"---yaml\n", "---\n"},
		"two dashes": {"--\n", "--\n"}, "four dashes": {"----\n", "----\n"}, "en dashes": {"–––\n", "–––\n"}, "full-width dashes": {"－－－\n", "－－－\n"}, "long vowel marks": {"ーーー\n", "ーーー\n"}, "indented end": {"---\n", "  ---\n"}, "end with text": {"---\n", "--- end\n"}, "semicolons": {";;;\n", ";;;\n"}, "an HTML comment": {"<!--\n", "-->\n"}, "a code fence": {"```yaml\n", "```\n"},
		"end in UTF-16": {"---\n", "\x00-\x00-\x00-\n"}, "equals": {"===\n", "===\n"}, "spaced dashes": {"- - -\n", "- - -\n"}, "end behind a zero width space": {"---\n", "\u200b---\n"}, "end behind a full-width space": {"---\n", "\u3000---\n"},
	} {
		frame(name, fence(f[0], f[1]))
	}
	frame("a second block", fence("---\n", "---\n---\nsupervisor: hinata\n---\n"))
	frame("a second block below blank lines", fence("---\n", "---\n\n\n---\nsupervisor: hinata\nreviewed: 2026-10-01\n---\n"))
	frame("upside down", func(s string) string {
		head, body, _ := strings.Cut(strings.TrimPrefix(s, "---\n"), "---\n")
		return body + "---\n" + head + "---\n"
	})
	frame("cut after the first byte", func(s string) string { return s[:1] + "\n" + s[len("---\n"):] })
	frame("UTF-16 little", func(s string) string { return "\xff\xfe" + utf16Of(s, false) })
	frame("UTF-16 big", func(s string) string { return "\xfe\xff" + utf16Of(s, true) })
	frame("UTF-16 without a mark", func(s string) string { return utf16Of(s, false) })
	frame("a byte that is no UTF-8", func(s string) string { return strings.Replace(s, "本文", "本\xff文", 1) })
	frame("overlong", func(s string) string { return strings.Replace(s, "本文", "\xc0\xaf本文", 1) })
	frame("a surrogate", func(s string) string { return strings.Replace(s, "本文", "\xed\xa0\x80本文", 1) })
	frame("Shift_JIS", func(s string) string {
		return strings.Replace(s, "題名", "\x82\xa0\x82\xa2\x82\xa4\x82\xa6\x82\xa8", 1)
	})
	frame("EUC-JP", func(s string) string {
		return strings.Replace(s, "題名", "\xa4\xa2\xa4\xa4\xa4\xa6\xa4\xa8\xa4\xaa", 1)
	})
	frame("ISO-2022-JP", func(s string) string { return strings.Replace(s, "題名", "\x1b$B$\"\x1b(B", 1) })
	frame("NUL in the body", func(s string) string { return s + "x\x00y\n" })
	frame("a merge in the body", func(s string) string { return s + "<<<<<<< HEAD\n一\n=======\n二\n>>>>>>> topic\n" })
	frame("no body", func(s string) string { head, _, _ := strings.Cut(s[4:], "---\n"); return "---\n" + head + "---\n" })
	frame("a body of blanks", func(s string) string {
		head, _, _ := strings.Cut(s[4:], "---\n")
		return "---\n" + head + "---\n\n \u3000\n\u200b\n"
	})
	frame("a body too large", func(s string) string { return s + strings.Repeat("長い本文です。", 60000) })
	frame("an empty file", func(string) string { return "" })
	frame("nothing but a BOM", func(string) string { return "\ufeff" })
}

func keyRefusals(set func(string, ...string)) {
	for _, key := range []string{
		"Supervisor", "SUPERVISOR", "supervisors", "supervisr", "superviser", "supervisor_", "'supervisor '", "\"supervisor\\u200b\"", "ѕupervisor", "ｓｕｐｅｒｖｉｓｏｒ", "süpervisor", "sup\u200bervisor", "監修医", "監 修", "監修者名", "监修", "監修社", "supervis0r",
	} {
		set("supervisor", key+": hinata")
	}
	for _, key := range []string{"Reviewed", "review", "reviewd", "re-viewed", "監修曰", "reviewed_", "гeviewed"} {
		set("reviewed", key+": 2026-10-01")
	}
	for _, key := range []string{"review-due", "reviewDue", "Review_Due", "review_due_date", "due", "reviewdue", "review due", "監修期眼", "rеview_due"} {
		set("review_due", key+": 2027-09-30")
	}
	// A slip in a key that would have kept the column out.
	set("+", "drafts: true", "Draft: true", "draft_: true", "drat: true", "下書: true", "Date: 2099-01-01", "dates: 2099-01-01", "公開曰: 2099-01-01", "ｄraft: true", "\"draft \": true")
}

func fileRefusals(add func(refusal)) {
	slug := func(values ...string) {
		for _, v := range values {
			add(refusal{name: fmt.Sprintf("slug %q", v), edit: map[string]string{"+": "slug: " + v}})
		}
	}
	slug("../../%s", "'/%s'", "'%s/'", "a/%s", "'\\\\%s'", "'%s.html'", "'.%s'", "'-%s'", "'%s '", "'%s%'", "\"%s\\0\"", "\"%s\\n\"", "\"\\u202e%s\"", "日本語%s", "%s_x", "Ｚ%s", "'C:%s'", "'~%s'", "con", "nul", "aux", "com1", "lpt9", "prn", "index", "page", "'%s?x'", "'%s#x'", "[%s]", "{a: %s}", "'"+strings.Repeat("%s", 20)+"'", "''%s", "..", ".", "\"%s\u0301\"", "'%2e%2e%s'")
	again := refusal{}.column("CANARY")["index.md"]
	again = strings.ReplaceAll(again, "CANARY", "%s")
	add(refusal{name: "the same slug twice", more: map[string]string{"/columns/%s.md": again}})
	add(refusal{name: "the same slug by its key", more: map[string]string{"/columns/x%s.md": strings.Replace(again, "title:", "slug: %s\ntitle:", 1)}})
	add(refusal{name: "the same slug in other letters", more: map[string]string{"/columns/" + "%S.md": again}})
	add(refusal{name: "broken elsewhere", edit: map[string]string{"supervisor": "supervisor: TBD"}, more: map[string]string{"index.en.md": strings.Replace(again, "supervisor: hinata", "supervisor: ???", 1)}})
	add(refusal{name: "claims others' addresses", edit: map[string]string{"supervisor": "", "aliases": "aliases: [/columns/sleep/, /, /feed.xml, /columns/old/, /old-%s/]"}})
	add(refusal{name: "pictures of others", edit: map[string]string{"supervisor": "", "image": "image: ../hay-fever/pollen.png"}})
}

func heldColumns(value func(string, ...string), add func(refusal)) {
	for _, v := range []string{"true", "'true'", "'false'", "yes", "no", "on", "1", "0", "True", "False", "FALSE", "~", "''", "はい", "いいえ", "maybe", "2026-10-01", "ｆａｌｓｅ", "\"false\\u200b\"", "[false]", "{a: false}"} {
		add(refusal{name: "draft: " + v, edit: map[string]string{"+": "draft: " + v}, held: true})
	}
	for _, v := range []string{"2026-11-23", "2099-01-01", "9999-12-31", "令和8年11月23日", "2026年11月23日", "２０２６-１１-２３"} {
		add(refusal{name: "date: " + v, edit: map[string]string{"date": "date: " + v}, held: true})
	}
}

func utf16Of(s string, big bool) string {
	var b strings.Builder
	for _, r := range s {
		if big {
			b.WriteString(string([]byte{byte(r >> 8), byte(r)}))
			continue
		}
		b.WriteString(string([]byte{byte(r), byte(r >> 8)}))
	}
	return b.String()
}
