package output_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/output"
)

func TestAbsolute(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/":                       "https://a.example/blog/",
		"/columns/x/":             "https://a.example/blog/columns/x/",
		"/tags/花粉/":               "https://a.example/blog/tags/%E8%8A%B1%E7%B2%89/",
		"/tags/%E8%8A%B1/":        "https://a.example/blog/tags/%E8%8A%B1/",
		"/tags/100%/":             "https://a.example/blog/tags/100%25/",
		`/a "b"<c>`:               "https://a.example/blog/a%20%22b%22%3Cc%3E",
		"https://b.example/x.png": "https://b.example/x.png",
	} {
		if got := output.Absolute("https://a.example/blog", path); got != want {
			t.Errorf("absolute(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestEscapeXML(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"a < b & c > d \"e\" 'f'":        "a &lt; b &amp; c &gt; d &quot;e&quot; 'f'",
		"\x00\x01\b\v\f\x1b\x7f\u0085\r": "",
		"tab\tline\n":                    "tab\tline\n",
		"\ufffe\uffff\ufdd0":             "\ufdd0",
		"𠮷 葛\U000E0100 ]]>":              "𠮷 葛\U000E0100 ]]&gt;",
		"\xff!":                          "\ufffd!",
	} {
		if got := output.EscapeXML(s); got != want {
			t.Errorf("escapeXML(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzEscapeXML(f *testing.F) {
	f.Add("a<b>&\x00\ufffe")
	f.Fuzz(func(t *testing.T, s string) {
		var got struct {
			Text      string `xml:",chardata"`
			Attribute string `xml:"b,attr"`
		}
		if err := xml.Unmarshal([]byte(`<a b="`+output.EscapeAttribute(s)+`">`+output.EscapeXML(s)+"</a>"), &got); err != nil {
			t.Errorf("%v for %q", err, s)
		}
		if want := output.Readable(s); got.Text != want || got.Attribute != want {
			t.Errorf("%q is read as %q and, as an attribute, as %q", want, got.Text, got.Attribute)
		}
		if strings.ContainsAny(output.EscapeAttribute(s), "\n\t") { // which readers other than encoding/xml take for a blank
			t.Errorf("the attribute %q parts lines", output.EscapeAttribute(s))
		}
		if want := slowlyEscaped(s); output.EscapeXML(s) != want {
			t.Errorf("escapeXML(%q) = %q, want %q", s, output.EscapeXML(s), want)
		}
	})
}

// slowlyEscaped is what escapeXML writes, character by character.
func slowlyEscaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(output.Readable(s))
}

// FuzzAppendJSON holds what is written into JSON Feed to what encoding/json writes.
func FuzzAppendJSON(f *testing.F) {
	for _, s := range []string{"<p class=\"a\">はな\n\t\\</p>&\x00", "\u2028\u2029\u0085\ufffe", "𠮷\xe3\x81", "\xe3\xe3\x81\x82", "뀀\ud7a3é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(output.Readable(s)); err != nil {
			t.Fatal(err)
		}
		if got := output.AppendJSON(s) + "\n"; got != want.String() {
			t.Errorf("appendJSON(%q) = %s, want %s", s, got, want.String())
		}
	})
}

// FuzzAppendCDATA holds what is written into RSS and Atom to what a reader of XML gets out of it.
func FuzzAppendCDATA(f *testing.F) {
	for _, s := range []string{"<p>はな &amp; 花</p>\n", "]]>", "a]]]>]]]]>>]]", "]]\x00>", "]\xff]>", "<![CDATA[x]]>", "\u0085\ufffe𠮷\r\n\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var got struct {
			Text string `xml:",chardata"`
		}
		whole := "<a>" + output.AppendCDATA(s) + "</a>"
		if err := xml.Unmarshal([]byte(whole), &got); err != nil || got.Text != output.Readable(s) {
			t.Errorf("%q is read as %q (%v), want %q", whole, got.Text, err, output.Readable(s))
		}
	})
}

func TestSitemap(t *testing.T) {
	t.Parallel()
	s := files(t, newRecords().press(t), output.Sitemap)["sitemap.xml"]
	wellFormed(t, "sitemap", s)
	for _, want := range []string{
		"<url><loc>https://column.example.jp/</loc></url>",
		"<url><loc>https://column.example.jp/columns/second/</loc><lastmod>2026-10-01</lastmod></url>",
		"<url><loc>https://column.example.jp/category/skin/</loc></url>",
		"<url><loc>https://column.example.jp/tags/%E8%8A%B1%E7%B2%89%E7%97%87/</loc></url>",
		"<url><loc>https://column.example.jp/doctors/morishita/</loc></url>",
		`<xhtml:link rel="alternate" hreflang="en" href="https://column.example.jp/en/columns/first/"/><xhtml:link rel="alternate" hreflang="ja" href="https://column.example.jp/columns/first/"/></url>`,
	} {
		if !strings.Contains(s, want) {
			t.Errorf("the sitemap lacks %s:\n%s", want, s)
		}
	}
	for _, never := range []string{"gone", "left", "shut", "changefreq", "priority", "/page/"} {
		if strings.Contains(s, never) {
			t.Errorf("the sitemap holds %q", never)
		}
	}
}

func TestSitemapBeyondItsLimitIsAnIndex(t *testing.T) {
	t.Parallel()
	as := output.Sitemaps(7, 3)
	var names []string
	for _, a := range as {
		names = append(names, a.Path)
		var b strings.Builder
		if err := a.Make(&b); err != nil {
			t.Fatal(err)
		}
		wellFormed(t, a.Path, b.String())
		if a.Path == "sitemap.xml" && strings.Count(b.String(), "<sitemap>") != 3 {
			t.Errorf("index = %s", b.String())
		}
	}
	if got := strings.Join(names, " "); got != "sitemap-1.xml sitemap-2.xml sitemap-3.xml sitemap.xml" {
		t.Errorf("files = %s", got)
	}
}

func TestRobots(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.site.Config.BaseURL, r.site.Config.BasePath = "https://a.example/blog", "/blog"
	want := "User-agent: *\nAllow: /blog/\n\nSitemap: https://a.example/blog/sitemap.xml\n"
	if got := files(t, r.press(t), output.Robots)["robots.txt"]; got != want {
		t.Errorf("robots.txt = %q, want %q", got, want)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	r := newRecords()
	r.site.Columns[2].Aliases = []string{"/claimed/", "/columns/gone/"}
	r.site.Columns[3].Aliases = []string{"/claimed", "/third/", "/doctors/morishita/", "/_headers", "/.git/"}
	r.site.Config.Output.Host = "netlify"
	all := files(t, r.press(t), output.Redirects)
	want := "/columns/gone/  /columns/gone/index.html  410!\n" +
		"/old.html  /columns/first/  301\n/old/  /columns/first/  301\n/old  /columns/first/  301\n" +
		"/third/  /columns/third/  301\n/third  /columns/third/  301\n"
	if got := all["_redirects"]; got != want {
		t.Errorf("_redirects =\n%s, want\n%s", got, want)
	}
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "_redirects old.html old/index.html third/index.html" {
		t.Errorf("files = %s", got)
	}
	page := all["old/index.html"]
	for _, part := range []string{
		`<meta name="robots" content="noindex">`, `<link rel="canonical" href="https://column.example.jp/columns/first/">`,
		`content="0; url=https://column.example.jp/columns/first/"`, "&lt;肌&gt; &amp; &#34;保湿&#34;</a>",
	} {
		if !strings.Contains(page, part) {
			t.Errorf("the page lacks %s: %s", part, page)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "style") {
		t.Errorf("the page needs what the policy forbids: %s", page)
	}
	r.site.Config.Output.Host = "generic"
	if got := files(t, r.press(t), output.Redirects)["_redirects"]; strings.Contains(got, "410") {
		t.Errorf("410 for a host that may not know it: %s", got)
	}
}

func TestLLMs(t *testing.T) {
	t.Parallel()
	r := newRecords()
	s := files(t, r.press(t), output.LLMs)["llms.txt"]
	for _, want := range []string{
		"# 架空のコラム\n\n> 試しの発行物\n", `- [\<肌\> \& "保湿"](https://column.example.jp/columns/first/): `, "監修期限 2027-09-30",
		"- [森下 葉子](https://column.example.jp/doctors/morishita/)\n",
	} {
		if !strings.Contains(s, want) {
			t.Errorf("llms.txt lacks %q:\n%s", want, s)
		}
	}
	for _, never := range []string{"gone", "left", "閉じた"} {
		if strings.Contains(s, never) {
			t.Errorf("llms.txt names %q", never)
		}
	}
}

func TestAnnounce(t *testing.T) {
	t.Parallel()
	got := output.Announce("https://a.example", kanshu.Changes{
		Added: []string{"columns/b/index.html", "assets/a.css", "feed.xml"}, Changed: []string{"index.html", "404.html", "old.html", "columns/b/index.html"},
		Removed: []string{"tags/花粉/index.html"},
	})
	want := "https://a.example/ https://a.example/columns/b/ https://a.example/old.html https://a.example/tags/%E8%8A%B1%E7%B2%89/"
	if strings.Join(got, " ") != want {
		t.Errorf("Announce = %s, want %s", got, want)
	}
}

func TestPlannedFilesAreEqualForEqualRecords(t *testing.T) {
	t.Parallel()
	kinds := []output.Kind{output.Feeds, output.Sitemap, output.Robots, output.Headers, output.Redirects, output.LLMs}
	one, two := files(t, newRecords().press(t), kinds...), files(t, newRecords().press(t), kinds...)
	for path := range one {
		if one[path] != two[path] {
			t.Errorf("%s differs between two builds of the same", path)
		}
	}
}

func TestEveryAddressThatMachinesReadStands(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", "/blog"} {
		r := newRecords()
		r.site.Config.BasePath = path
		r.site.Config.BaseURL += path
		p := r.press(t)
		as, err := output.Plan(p, output.All)
		if err != nil {
			t.Fatal(err)
		}
		stands := map[string]bool{}
		for _, a := range as {
			stands["/"+strings.TrimSuffix(a.Path, "index.html")] = true
		}
		all := files(t, p, output.Sitemap, output.LLMs, output.Feeds)
		addresses := regexp.MustCompile(`https://column\.example\.jp[^"<&)\s\\]*`)
		seen := 0
		for name, s := range all {
			for _, u := range addresses.FindAllString(s, -1) {
				at, err := url.PathUnescape(strings.TrimPrefix(u, "https://column.example.jp"+path))
				if err != nil || !strings.HasPrefix(u, "https://column.example.jp"+path+"/") {
					t.Errorf("%s holds %s, which is not below the site", name, u)
				}
				at, _, _ = strings.Cut(at, "#")
				if seen++; !stands[at] {
					t.Errorf("%s holds %s, at which nothing stands", name, u)
				}
			}
		}
		if seen < 50 {
			t.Errorf("%d addresses, want many", seen)
		}
		for _, c := range r.site.Columns {
			for id := range graph(t, p.ColumnLD(c, nil, "")) {
				at, _, _ := strings.Cut(strings.TrimPrefix(id, "https://column.example.jp"+path), "#")
				if !stands[at] {
					t.Errorf("the graph of %s names %s, at which nothing stands", c.Slug, id)
				}
			}
		}
	}
}
