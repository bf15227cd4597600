package build_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"kanshu/internal/kanshu"
)

// TestNoAddressStopsTheSite writes, into published columns, every address and name that could meet a page of
// the site, a file, or the limits of a file system. The site must be published whole: what cannot stand is
// left out, and no other page changes its place.
func TestNoAddressStopsTheSite(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("長", 160)
	aliases := []string{
		"/x.html, /x.html/y/, /x.html/y.html", "/feed.xml/a/, /robots.txt/a/, /404.html/a/, /build.json/x/, /llms.txt/x/, /_headers/a/, /sitemap.xml/b/",
		"/columns/sleep/index.html, /columns/sleep/index.html/, /columns/SLEEP/INDEX.HTML", "/a/index.html, /a/, /A/, /ａ/", "/" + long + "/, /x/" + long + ".html",
		"/Columns/Sleep/, /COLUMNS/, /Index.html, /index.html/", "/columns/, /, //, /., /.., /../x/", "/about/index.html, /about/, /About/", "/category/アレルギー/, /category/new/, /tags/x/, /doctors/hinata/",
		"/か\u3099/, /が/", "/Old/, /old/", "/columns/index.html, /columns/page/2/", "/en/columns/other/, /EN/Columns/Other/, /en/, /en/index.html", "/search/x/, /Search/, /assets/a.html, /ASSETS/b/",
		"/%2e%2e/x/, /a%2fb/, /a\\b/, '/a\tb/', '/a b/', '/*', '/:splat'", "/sleep.md, /x.php, /x.xml, /x.html/",
	}
	names := []string{
		long, long + "続き", "page", "..", ".", "'/'", "index.html", "con", "aux", "'-'", "A", "ａ", "\"\\u200b\"", "feed.xml", "か\u3099", "が", "'x/../../y'", "'<script>'", "'#'", "'?'", "search", "'\\'", "COM1", "'%2e%2e'", "'*'", "'~'",
	}
	layouts := []string{"home", "base", "404", "list", "tombstone", "pieces/gone", "../column", "/etc/passwd", "column", "nowhere", "'{{.}}'"}
	site := tiny(t).with(files{"columns/other.en.md": "---\ntitle: Other\nsupervisor: hinata\nreviewed: 2026-10-01\nreview_due: 2027-09-30\n---\nWords.\n"})
	_, before := fresh(t, site.fsys(), on(today))
	n := 0
	put := func(edit map[string]string) {
		word := canary(n)
		n++
		site = site.with(place(refusal{edit: edit}, word))
	}
	for _, a := range aliases {
		put(map[string]string{"aliases": "aliases: [" + a + "]"})
	}
	for _, name := range names { // twice, since a tag with one column has no page
		put(map[string]string{"category": "category: " + name, "tags": "tags: [" + name + "]"})
		put(map[string]string{"category": "category: " + name, "tags": "tags: [" + name + "]"})
	}
	for _, name := range layouts {
		put(map[string]string{"+": "layout: " + name})
	}
	r, tree := fresh(t, site.fsys(), on(today))
	for _, v := range r.Verdicts {
		if v.Outcome != kanshu.Approved {
			t.Errorf("%s is %v: %v", v.Column.File, v.Outcome, v.Findings)
		}
	}
	for name, text := range before {
		if strings.HasSuffix(name, ".html") && strings.Contains(text, "article") != strings.Contains(tree[name], "article") {
			t.Errorf("%s: something else stands there", name)
		}
	}
	portable(t, tree)
}

// portable wants names that any file system and host can hold, and no two that one of them could confuse.
func portable(t *testing.T, tree files) {
	t.Helper()
	seen, folders := map[string]string{}, map[string]bool{}
	for name := range tree {
		if other, ok := seen[strings.ToLower(name)]; ok {
			t.Errorf("%s and %s are one on some file systems", name, other)
		}
		seen[strings.ToLower(name)] = name
		parts := strings.Split(name, "/")
		for i, part := range parts {
			if len(part) > 240 || part == "" || part == "." || part == ".." || !utf8.ValidString(part) || strings.ContainsAny(part, "\\:*?\"<>|\x00\n\r\t") || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
				t.Errorf("%q: %q is no name everywhere", name, part)
			}
			if i < len(parts)-1 {
				folders[strings.Join(parts[:i+1], "/")] = true
			}
			switch stem, _, _ := strings.Cut(strings.ToLower(part), "."); stem {
			case "con", "prn", "aux", "nul", "com1", "lpt1":
				t.Errorf("%q: %q is a device", name, part)
			}
		}
	}
	for name := range tree {
		if folders[name] {
			t.Errorf("%s is a file and a folder", name)
		}
	}
}
