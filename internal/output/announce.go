package output

import (
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// Announce returns the addresses of the pages that came, changed or went between two published trees,
// sorted: what an IndexNow request names. base is the site's address without a slash at its end. Files
// that are no pages of their own (feeds, assets, 404.html) are not announced.
//
// Source: indexnow.org, documentation.
func Announce(base string, changes kanshu.Changes) []string {
	var list []string
	for _, paths := range [][]string{changes.Added, changes.Changed, changes.Removed} {
		for _, path := range paths {
			if page, ok := pagePath(path); ok {
				list = append(list, absolute(base, page))
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// pagePath returns the address of the page that a file of public/ is.
func pagePath(file string) (string, bool) {
	if !strings.HasSuffix(file, ".html") || file == "404.html" {
		return "", false
	}
	if file == "index.html" {
		return "/", true
	}
	if dir, ok := strings.CutSuffix(file, "/index.html"); ok {
		return "/" + dir + "/", true
	}
	return "/" + file, true
}
