package output

import (
	"slices"
	"time"

	"kanshu/internal/kanshu"
)

// Headers plans _headers: what Netlify, Cloudflare Pages and others send along with each file. It is
// the second line behind escaping (nothing inline runs, nothing foreign loads) and what keeps caches
// from showing a column beyond its review.
//
// Where several rules match, some hosts join the values and some take the last one, so no header is
// set by two rules that meet, but for columns about to run out. Those rules stand last, and where the
// host is Cloudflare they first take back what an earlier rule set.
//
// Sources: RFC 9111 (caching), RFC 9213 (CDN-Cache-Control), RFC 6797 (HSTS), CSP Level 3; the hosts'
// documentation of _headers (Cloudflare: 100 rules, 2,000 characters a line).
var Headers = Kind{"headers", planHeaders}

const (
	policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
		"manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

	freshFor   = "public, max-age=300, must-revalidate"  // browsers keep pages and feeds for five minutes
	edgeFor    = "public, max-age=3600, must-revalidate" // shared caches for an hour; a deployment purges
	keepNone   = "public, max-age=0, must-revalidate"    // kept, but asked about each time
	keepAlways = "public, max-age=31536000, immutable"   // files with a digest in their name

	// ownRules is how many columns get rules of their own before all columns share one.
	ownRules = 40
	// standing is how many days, this one and the next, an edition may stand before the next daily build
	// replaces it. A copy taken in its last minute must still be gone when a review ends.
	standing = 2
)

func planHeaders(p *Press) ([]kanshu.Artifact, error) {
	h := headers{cloudflare: p.Edition.Config().Output.Host == "cloudflare", root: encodePath(p.Edition.Config().BasePath)}
	h.security(p.Edition.Config())
	h.caching(p)
	return []kanshu.Artifact{fixed("_headers", "text/plain; charset=utf-8", kanshu.Lists, h.b)}, nil
}

// headers writes the file.
type headers struct {
	b          []byte
	root       string // path of the site below its host
	cloudflare bool
}

// rule writes one rule; fields are names and values in turn.
func (h *headers) rule(pattern string, fields ...string) {
	h.b = append(append(append(h.b, h.root...), pattern...), '\n')
	for i := 0; i < len(fields); i += 2 {
		h.b = append(append(append(append(append(h.b, "  "...), fields[i]...), ": "...), fields[i+1]...), '\n')
	}
}

// again writes a rule that takes the place of an earlier one's caching.
func (h *headers) again(pattern string, more ...string) {
	h.b = append(append(append(h.b, h.root...), pattern...), '\n')
	if h.cloudflare {
		h.b = append(h.b, "  ! Cache-Control\n  ! CDN-Cache-Control\n"...)
	}
	h.b = append(h.b, "  Cache-Control: "+keepNone+"\n  CDN-Cache-Control: "+keepNone+"\n"...)
	for i := 0; i < len(more); i += 2 {
		h.b = append(h.b, "  "+more[i]+": "+more[i+1]+"\n"...)
	}
}

// security writes what goes along with every file.
func (h *headers) security(cfg *kanshu.Config) {
	fields := []string{
		"Content-Security-Policy", policy,
		"X-Content-Type-Options", "nosniff",
		"X-Frame-Options", "DENY",
		"Referrer-Policy", "strict-origin-when-cross-origin",
		"Permissions-Policy", "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
		"Cross-Origin-Opener-Policy", "same-origin",
	}
	if len(cfg.BaseURL) > 8 && cfg.BaseURL[:8] == "https://" {
		fields = append(fields, "Strict-Transport-Security", "max-age=31536000")
	}
	h.rule("/*", fields...)
}

// caching writes how long each part of the site may be kept.
func (h *headers) caching(p *Press) {
	e := p.Edition
	h.rule("/assets/*", "Cache-Control", keepAlways)
	ending := p.ending()
	browser, edge := freshFor, edgeFor
	if changes := e.Next(); len(ending) > 0 || !changes.IsZero() && !changes.After(e.Day().AddDays(standing)) {
		browser, edge = keepNone, keepNone
	}
	for _, pattern := range listPatterns(e.Columns(), e.Config().Language) {
		h.rule(pattern, "Cache-Control", browser, "CDN-Cache-Control", edge)
	}
	if len(ending) > ownRules {
		h.rule("/columns/*", "Cache-Control", keepNone, "CDN-Cache-Control", keepNone)
		return
	}
	h.rule("/columns/*", "Cache-Control", freshFor, "CDN-Cache-Control", edgeFor)
	if browser == keepNone {
		h.again("/columns/")
		h.again("/columns/page/*")
	}
	for _, c := range ending {
		path := c.Path(e.Config().Language)
		more := []string{"X-Robots-Tag", "unavailable_after: " + lastInstant(c, e.Config())}
		if len(path) > 9 && path[:9] == "/columns/" {
			h.again(path+"*", more...)
		} else {
			h.rule(path+"*", more...) // its language's rule already keeps nothing
		}
	}
}

// lastInstant returns the first instant at which a column's review no longer holds, as RFC 3339: no
// comma, which parts the directives of robots.
func lastInstant(c *kanshu.Column, cfg *kanshu.Config) string {
	return c.Review.Due.AddDays(1).In(cfg.Location).Format(time.RFC3339)
}

// ending returns the columns whose review ends while this edition may still stand, in order of path.
func (p *Press) ending() []*kanshu.Column {
	last := p.Edition.Day().AddDays(standing - 1)
	var list []*kanshu.Column
	for _, c := range p.Edition.Columns() {
		if !c.Review.Due.After(last) {
			list = append(list, c)
		}
	}
	lang := p.Edition.Config().Language
	slices.SortFunc(list, func(a, b *kanshu.Column) int {
		if a.Path(lang) < b.Path(lang) {
			return -1
		}
		return 1
	})
	return list
}

// listPatterns returns the patterns of everything that is neither an asset nor below /columns/. No two
// of them meet.
func listPatterns(columns []*kanshu.Column, siteLang string) []string {
	patterns := []string{
		"/", "/index.html", "/404.html", "/about/*", "/atom.xml", "/build.json", "/category/*", "/clinics/*", "/doctors/*", "/feed.json",
		"/feed.xml", "/feeds/*", "/glossary/*", "/llms.txt", "/robots.txt", "/search/*", "/site.webmanifest", "/sitemap.xml", "/tags/*",
	}
	var langs []string
	for _, c := range columns {
		if c.Lang != "" && c.Lang != siteLang && !slices.Contains(langs, c.Lang) {
			langs = append(langs, c.Lang)
		}
	}
	slices.Sort(langs)
	for _, lang := range langs {
		patterns = append(patterns, "/"+lang+"/*")
	}
	return patterns
}
