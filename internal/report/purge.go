package report

import (
	"bytes"
	"net/url"
	"strings"

	"kanshu/internal/kanshu"
)

// Purge returns the addresses that caches in front of the site must forget, one a line: what is gone
// first, then what changed, then what is new, since a cache may remember that it was missing. A page is
// named twice, with and without index.html, and build.json stands last. Files that are no addresses (_headers,
// _redirects) are left out. base is the site's address without a slash at the end.
func Purge(base string, c kanshu.Changes) []byte {
	var b bytes.Buffer
	for _, paths := range [][]string{c.Removed, c.Changed, c.Added} {
		for _, p := range paths {
			for _, a := range addresses(p) {
				b.WriteString(base)
				b.WriteString(escape(a))
				b.WriteByte('\n')
			}
		}
	}
	if !c.IsZero() {
		b.WriteString(base + "/build.json\n") // it lists what stands, and is in no list itself
	}
	return b.Bytes()
}

// addresses returns the site paths under which a file of the published tree is served.
func addresses(file string) []string {
	switch {
	case file == "_headers" || file == "_redirects":
		return nil
	case file == "index.html" || strings.HasSuffix(file, "/index.html"):
		return []string{"/" + strings.TrimSuffix(file, "index.html"), "/" + file}
	default:
		return []string{"/" + file}
	}
}

// escape returns a site path as it stands in an address.
func escape(path string) string { return (&url.URL{Path: path}).EscapedPath() }

// Changed returns the difference between two published trees as JSON, for programs that upload only
// that: lists of paths below the tree. It is for the machine that uploads, not for the public.
func Changed(day kanshu.Date, c kanshu.Changes) []byte {
	return encoded(struct {
		Day     kanshu.Date `json:"day"`
		Added   []string    `json:"added"`
		Changed []string    `json:"changed"`
		Removed []string    `json:"removed"`
	}{day, notNil(c.Added), notNil(c.Changed), notNil(c.Removed)})
}

func notNil(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
