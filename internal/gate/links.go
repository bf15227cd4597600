package gate

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kanshu/internal/kanshu"
)

// Link resolves an address that an approved column names to a page or feed of this edition: its site path,
// what follows it (?query, #fragment), and whether anything stands there; where nothing does, only the words
// of the link are printed. The path is "" where the address stays on the column's own page. Addresses of
// other sites are not its affair.
//
// A column may be named as /columns/SLUG/, ../SLUG/, by its file (SLUG.md, ../SLUG/index.md, SLUG.en.md) or by
// one of its aliases, with or without the path that the whole site stands below; percent escapes and
// decomposed letters name what they stand for.
func (e *Edition) Link(from *kanshu.Column, dest string) (to, rest string, ok bool) {
	if strings.HasPrefix(dest, "#") || strings.HasPrefix(dest, "?") {
		return "", dest, true
	}
	to, rest = e.target(from, dest)
	switch {
	case to == "":
		return "", rest, false
	case e.Stands(to):
		return to, rest, true
	case !strings.HasSuffix(to, "/") && e.Stands(to+"/"):
		return to + "/", rest, true
	}
	if c := e.standing().aliases[aliasKey(to)]; c != nil {
		return c.Path(e.config.Language), rest, true
	}
	return to, rest, false
}

// target turns an address as written into a site path, with a slash at the end where a page is meant, and what
// follows it. The path is "" where none can be made.
func (e *Edition) target(from *kanshu.Column, dest string) (to, rest string) {
	cfg := e.config
	own, whole := cfg.Own(dest)
	if whole {
		dest = own
	}
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		dest, rest = dest[:i], dest[i:]
	}
	if dest == "" || strings.HasPrefix(dest, "//") || strings.Contains(dest, ":") {
		return "", rest
	}
	if plain, err := url.PathUnescape(dest); err == nil {
		dest = plain
	}
	dest = norm.NFC.String(dest)
	if base := cfg.BasePath; !whole && base != "" && (dest == base || strings.HasPrefix(dest, base+"/")) {
		dest = "/" + strings.TrimPrefix(dest[len(base):], "/")
	}
	switch {
	case strings.HasSuffix(dest, ".md"):
		return e.file(from, dest), rest
	case !strings.HasPrefix(dest, "/"): // beside the page
		dest = path.Join(from.Path(cfg.Language), dest)
	}
	if bare, ok := strings.CutSuffix(dest, "/index.html"); ok {
		dest = bare + "/"
	}
	page := strings.HasSuffix(dest, "/") || path.Ext(dest) == ""
	if dest = path.Clean(dest); page && dest != "/" {
		dest += "/"
	}
	return dest, rest
}

// file returns the site path of the column in a file that is named as it stands on disk, beside the file of
// another column or, with a slash before it, below the source.
func (e *Edition) file(from *kanshu.Column, name string) string {
	if strings.HasPrefix(name, "/") {
		name = path.Clean(name)[1:]
	} else {
		name = path.Join(path.Dir(from.File), name)
	}
	if c := e.byFile()[name]; c != nil {
		return c.Path(e.config.Language)
	}
	name = strings.TrimSuffix(name, ".md")
	name = strings.TrimPrefix(strings.TrimSuffix(name, "/index"), "columns/")
	slug, lang, _ := strings.Cut(name, ".")
	other := kanshu.Column{Slug: kanshu.Slug(strings.TrimSuffix(slug, "/index")), Lang: lang}
	return other.Path(e.config.Language)
}

// aliasKey reduces the forms of an alias to one.
func aliasKey(p string) string { return strings.TrimSuffix(strings.TrimSuffix(p, "index.html"), "/") }
