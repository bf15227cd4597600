package output

import (
	"cmp"
	"html"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"kanshu/internal/kanshu"
)

// Redirects plans _redirects, and for each alias a page for hosts that do not read that file. An alias
// leads to a column that is published, so no chain and no loop can form; one that meets a page of the
// edition, a withdrawn address or another column's alias leads nowhere and is left out.
//
// Where the host is Netlify, withdrawn addresses answer 410 (RFC 9110, 15.5.11) with their tombstone.
// Cloudflare Pages knows no 410 and reads at most 2,000 lines.
var Redirects = Kind{"redirects", planRedirects}

// cloudflareMost is how many redirects Cloudflare Pages reads.
const cloudflareMost = 2000

func planRedirects(p *Press) ([]kanshu.Artifact, error) {
	cfg := p.Edition.Config()
	moves := p.moves()
	root := encodePath(cfg.BasePath)
	var b []byte
	if cfg.Output.Host == "netlify" {
		for _, t := range p.Withdrawn {
			if p.Edition.Column(t.Path) != nil {
				continue
			}
			path := root + encodePath(t.Path)
			b = append(b, path+"  "+path+"index.html  410!\n"...)
		}
	}
	lines := 0
	var files []kanshu.Artifact
	for _, m := range moves {
		to := root + encodePath(m.to.Path(cfg.Language))
		for _, from := range m.spellings() {
			if lines++; cfg.Output.Host != "cloudflare" || lines <= cloudflareMost {
				b = append(b, root+encodePath(from)+"  "+to+"  301\n"...)
			}
		}
		files = append(files, fixed(m.file(), "text/html; charset=utf-8", kanshu.Pages, p.movedPage(m)))
	}
	if len(b) > 0 {
		files = append(files, fixed("_redirects", "text/plain; charset=utf-8", kanshu.Lists, b))
	}
	return files, nil
}

// A move is one alias and the column it leads to.
type move struct {
	from string // "/old/" or "/old.html"
	to   *kanshu.Column
}

// file returns the path below public/ of the page that stands at the alias.
func (m move) file() string {
	if strings.HasSuffix(m.from, "/") {
		return m.from[1:] + "index.html"
	}
	return m.from[1:]
}

// spellings returns the forms in which a host may see the alias.
func (m move) spellings() []string {
	if bare, ok := strings.CutSuffix(m.from, "/"); ok {
		return []string{m.from, bare}
	}
	return []string{m.from}
}

// moves returns the aliases that may stand, sorted. Of two columns that claim one alias neither gets
// it: a reader who follows an old link must not land on the wrong one.
func (p *Press) moves() []move {
	cfg := p.Edition.Config()
	var all []move
	for _, c := range p.Edition.Columns() {
		for _, a := range c.Aliases {
			if from, ok := aliasPath(a); ok && !p.taken(from) {
				all = append(all, move{from, c})
			}
		}
	}
	slices.SortFunc(all, func(a, b move) int {
		return cmp.Or(strings.Compare(foldedPath(a.from), foldedPath(b.from)), strings.Compare(a.from, b.from),
			strings.Compare(a.to.Path(cfg.Language), b.to.Path(cfg.Language)))
	})
	alone := all[:0]
	for i := 0; i < len(all); {
		n, same := i+1, true
		for ; n < len(all) && foldedPath(all[n].from) == foldedPath(all[i].from); n++ {
			same = same && all[n].to == all[i].to
		}
		if same {
			alone = append(alone, all[i])
		}
		i = n
	}
	return alone
}

// foldedPath reduces an address to what file systems and servers may take for the same.
func foldedPath(path string) string {
	if plain(path) {
		return strings.ToLower(path)
	}
	return strings.ToLower(norm.NFKC.String(path))
}

// taken reports whether an address is that of something else, capitals, width and composition aside: a
// page of the edition, a tombstone, or a place that the site keeps for itself.
func (p *Press) taken(path string) bool {
	fold := foldedPath(path)
	if p.Edition.Stands(path) || p.Edition.Stands(fold) || fold == "/404.html" {
		return true
	}
	if slices.ContainsFunc(p.Withdrawn, func(t kanshu.Tombstone) bool { return foldedPath(t.Path) == fold }) {
		return true
	}
	for _, s := range p.room.shelves {
		rest, ok := strings.CutPrefix(fold, foldedPath(s.prefix)+"/")
		if ok && (keeps("/"+rest) || p.Edition.Stands(s.prefix+"/"+rest)) {
			return true
		}
	}
	return false
}

// keeps reports whether an address lies in one of the folders that the site keeps for itself.
func keeps(path string) bool {
	for _, kept := range [...]string{
		"/assets/", "/category/", "/clinics/", "/columns/page/", "/doctors/", "/feeds/", "/glossary/", "/search/", "/tags/",
	} {
		if strings.HasPrefix(path, kept) {
			return true
		}
	}
	return false
}

// The most bytes that an alias may hold, and one part of it: file systems take 255 in a name.
const (
	aliasMost = 500
	partMost  = 200
)

// aliasPath returns an alias as the site path at which a page can stand, with a slash at its end unless
// it names an HTML file, and whether it can stand anywhere: it is a path of this site, without query,
// fragment, dots that lead upwards, backslashes or control characters, and none of its folders bears a
// name that could be a file's.
func aliasPath(alias string) (string, bool) {
	if !strings.HasPrefix(alias, "/") || strings.HasPrefix(alias, "//") || len(alias) > aliasMost {
		return "", false
	}
	if strings.ContainsAny(alias, "?#\\*:%<>\"|") || readable(alias) != alias || strings.ContainsAny(alias, " \t\n\u3000") {
		return "", false
	}
	parts := strings.Split(strings.Trim(alias, "/"), "/")
	if last := len(parts) - 1; strings.EqualFold(parts[last], "index.html") {
		parts = parts[:last] // the page of its folder
	}
	if len(parts) == 0 {
		return "", false
	}
	last := parts[len(parts)-1]
	for i, part := range parts {
		if part == "" || part[0] == '.' || part[0] == '_' || len(part) > partMost {
			return "", false
		}
		if i < len(parts)-1 && strings.Contains(part, ".") {
			return "", false // a file of that name may stand there
		}
	}
	path := "/" + strings.Join(parts, "/")
	if strings.HasSuffix(last, ".html") {
		return path, true
	} else if strings.Contains(last, ".") {
		return "", false // a feed, a picture: a page cannot stand there
	}
	return path + "/", true
}

// movedPage returns the page that stands at an alias. It needs no script, and no word of it is the
// column's but the title.
func (p *Press) movedPage(m move) []byte {
	cfg := p.Edition.Config()
	lang := language(m.to, cfg)
	to := html.EscapeString(p.abs(m.to.Path(cfg.Language)))
	moved := kanshu.Wording{JA: "ページが移動しました", EN: "This page has moved"}.In(lang)
	return []byte(`<!DOCTYPE html><html lang="` + html.EscapeString(lang) + `"><head><meta charset="utf-8"><title>` + moved +
		`</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">` +
		`<link rel="canonical" href="` + to + `"><meta http-equiv="refresh" content="0; url=` + to + `"></head><body><main><h1>` +
		moved + `</h1><p><a href="` + to + `">` + html.EscapeString(readable(m.to.Title)) + `</a></p></main></body></html>` + "\n")
}
