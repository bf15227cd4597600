package markdown_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"kanshu/internal/markdown"
)

// allowed holds every element that a rendering may have, with the attributes that it may have.
var allowed = map[string]string{
	"p": "class", "h2": "id", "h3": "id", "h4": "id", "h5": "id", "h6": "id", "ul": "", "ol": "start", "li": "id",
	"blockquote": "", "hr": "", "pre": "tabindex", "code": "", "em": "", "strong": "", "del": "", "br": "",
	"a": "href id rel title role aria-label class", "sup": "class", "ruby": "", "rt": "", "rp": "",
	"dl": "", "dt": "", "dd": "", "table": "", "caption": "", "thead": "", "tbody": "", "tr": "", "th": "scope class", "td": "class",
	"div": "class role aria-label", "section": "class role tabindex aria-label", "figure": "", "figcaption": "",
	"picture": "", "source": "type srcset sizes",
	"img":  "src alt width height srcset sizes loading decoding data-color",
	"html": "", "head": "", "body": "",
}

// inspect reports what of a rendering may not be: elements and attributes beyond the allowed ones,
// an address with a scheme that does not pass, an id that stands twice, comments.
func inspect(t *testing.T, rendered string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(rendered))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
			t.Fatalf("comment or doctype %q in %q", n.Data, rendered)
		}
		if n.Type != html.ElementNode {
			continue
		}
		attrs, ok := allowed[n.Data]
		if !ok {
			t.Fatalf("element %q in %q", n.Data, rendered)
		}
		for _, a := range n.Attr {
			if !strings.Contains(" "+attrs+" ", " "+a.Key+" ") {
				t.Fatalf("attribute %q of %q in %q", a.Key, n.Data, rendered)
			}
			if a.Key == "id" {
				if ids[a.Val] {
					t.Fatalf("id %q twice in %q", a.Val, rendered)
				}
				ids[a.Val] = true
			}
			if a.Key == "href" || a.Key == "src" {
				inspectAddress(t, a.Val, rendered)
			}
		}
	}
}

// inspectAddress reads an address as a browser does: control characters and blanks do not count.
func inspectAddress(t *testing.T, dest, rendered string) {
	t.Helper()
	dest = strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' {
			return -1
		}
		return r
	}, dest))
	scheme, _, ok := strings.Cut(dest, ":")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		if strings.HasPrefix(strings.ReplaceAll(dest, `\`, "/"), "//") {
			t.Fatalf("address %q in %q", dest, rendered)
		}
		return
	}
	switch scheme {
	case "http", "https", "mailto", "tel":
	default:
		t.Fatalf("address %q in %q", dest, rendered)
	}
}

// seeds are texts from which the fuzzer starts.
func seeds(f *testing.F) {
	f.Helper()
	for _, s := range emphasisCases {
		f.Add([]byte(s))
	}
	for _, s := range []string{
		"# {膵臓|すいぞう} {#a}\n\n:::warning 題\n- a\n  - b\n:::\n\n[^a] [@b; @c]\n\n[^a]: 注\n\n    続き[^a]",
		"表1　題\n\n| a | `b\\|c` |\n|:--|--:|\n| {肝|かん} | <br> |\n\n用語\n: 説明\n",
		"<script>alert(1)</script>\n\n<div onclick=x>\n\n[a](javascript:alert(1)) <javascript:alert(1)> ![x](data:text/html,y)\n",
		"[a](java&#x0a;script:alert(1)) [b](&#106;avascript&colon;alert(1)) https://example.jp/\"onmouseover=x mail@example.jp\n",
		"<!-- a\n\n--> b\n<![CDATA[ x ]]> y <?php ?> z <!DOCTYPE x> w\n",
		"> > > - 1. a\n> > > - 1. b\n\n```\n:::\n```\n\n    code\n\n---\na\n---\n",
		"[a]: <javascript:x> 'y'\n[a] [a][] [b][a]\n\n~~a~~ か\u3099 10<sup>6</sup>\u0000\n",
		"## よくある質問\n\n### Q1. a？\n\nA. b\n\n**Q2. c？**\nA. d\n\ne\n: f\n",
		"\xff\xfe\x80 **\xc3**(", "- \n\n  a\n-\n\n\n- b\n:::x\n:::\n:::", "|a|\n|-|\n|{b|c}|d|", "\t- a\n\t\t- b\n\t[^x]: y",
	} {
		f.Add([]byte(s))
	}
}

// FuzzRender holds that no text makes Parse or Render fail, and that nothing active survives.
func FuzzRender(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		if !utf8.Valid(body) || len(body) > 1<<14 {
			t.Skip()
		}
		d := markdown.Parse("x.md", 1, body)
		inspect(t, string(d.Render(nil, nil)))
		full := *testOptions
		full.Cite = func(string) (int, string, bool) { return 1, "#ref-1", true }
		full.Link = nil
		full.Picture = func(src string) (markdown.Picture, bool) { return markdown.Picture{Src: "/p/" + src}, true }
		page := string(d.Render(nil, &full))
		inspect(t, page)
		if again := string(markdown.Parse("x.md", 1, body).Render(nil, &full)); again != page {
			t.Fatalf("%q and %q", page, again)
		}
		full.Feed = true
		inspect(t, string(d.Render(nil, &full)))
		for _, h := range d.Outline() {
			inspect(t, h.HTML)
		}
		for _, q := range d.Questions(&full) {
			inspect(t, q.A)
		}
		inspect(t, markdown.Inline(string(body)))
	})
}

// FuzzSurvey holds that every place that is reported lies in the text.
func FuzzSurvey(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, body []byte) {
		if !utf8.Valid(body) || len(body) > 1<<14 {
			t.Skip()
		}
		lines := strings.Split(string(body), "\n")
		inside := func(line, char int) {
			t.Helper()
			if line < 1 || line > len(lines) || char < 1 || char > utf8.RuneCountInString(lines[line-1])+1 {
				t.Fatalf("%d:%d does not lie in %q", line, char, body)
			}
		}
		s := markdown.Survey("x.md", 1, body)
		for _, r := range append(append(s.Links, s.Pictures...), s.Cites...) {
			inside(r.Pos.Line, r.Pos.Char)
		}
		if n := utf8.RuneCountInString(s.Lead); n > 120 {
			t.Fatalf("the lead of %q has %d characters", body, n)
		}
		d := markdown.Parse("x.md", 1, body)
		for _, fd := range d.Findings() {
			inside(fd.Pos.Line, fd.Pos.Char)
		}
		for _, span := range d.Spans() {
			for i := range span.Text {
				p := span.Pos(i)
				inside(p.Line, p.Char)
			}
		}
	})
}
