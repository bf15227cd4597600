package kanshu

import (
	"strings"
	"time"
	"unicode/utf8"
)

// A Site is all that was written, nothing judged.
type Site struct {
	Config     *Config
	Columns    []*Column // sorted by file
	Doctors    []*Doctor // data/doctors, sorted by id
	Clinics    []*Clinic // data/clinics, sorted by id
	Categories []*Topic  // data/topics.yaml, in the order written
	Tags       []*Topic
	Glossary   []Term
	Withdrawn  []Tombstone // data/withdrawn.yaml
	Findings   []Finding   // about files that belong to no column (stray files, data files)
	Assets     []string    // files below assets/, sorted: "assets/images/a.png"
	Images     []Image     // pictures that kanshu.yaml and the records of data/ name
}

// An Image is a picture that a record or the configuration names.
type Image struct {
	Role ImageRole
	Dest string // as written: "/assets/images/morishita.jpg"
	Pos  Pos
}

// ImageRole says what a picture stands for.
type ImageRole int

// The roles of pictures that stand in no text.
const (
	Portrait   ImageRole = iota // of a doctor: shown square and small
	ClinicSeen                  // of a clinic: shown as wide as the lines
	Logo                        // of the site or its publisher; icons are made from it
)

// A Term is one entry of the glossary.
type Term struct {
	Term, Reading, Explanation string
	Aliases                    []string
}

// A Config is kanshu.yaml, complete: defaults are filled in.
type Config struct {
	Title       string
	BaseURL     string // with scheme, without a slash at the end: https://column.example.jp
	BasePath    string // "" or "/blog": the path part of BaseURL
	Description string
	Language    string // ja
	Timezone    string // Asia/Tokyo
	Location    *time.Location
	Publisher   Publisher
	Review      ReviewPolicy
	Policy      Policy
	Feeds       FeedsConfig
	Search      bool
	SocialCards bool
	Images      ImagesConfig
	Output      OutputConfig
	Menu        []MenuItem
	Theme       Theme
	Notice      string // the site-wide disclaimer at the foot of every column
	About       string // address of the page that says how this site supervises; "" for the built-in one
}

// Own returns the part of an address below the site's root, with its query and fragment, and whether it
// is an address of this site: "https://column.example.jp/columns/x/#y" is "/columns/x/#y". http and
// https are one site, so are capitals in the host and the ports that need not be written. It reports
// false for addresses without a scheme.
//
// Source: RFC 3986, section 6.2 (normalisation and comparison).
func (c *Config) Own(address string) (string, bool) {
	if hostsDiffer(address, c.BaseURL) {
		return "", false
	}
	host, path, ok := splitHost(address)
	own, _, ownOK := splitHost(c.BaseURL)
	if !ok || !ownOK || !strings.EqualFold(host, own) {
		return "", false
	}
	if path == "" || path[0] != '/' {
		path = "/" + path
	}
	rest, ok := strings.CutPrefix(path, c.BasePath)
	switch {
	case !ok:
		return "", false
	case rest == "" || rest[0] == '?' || rest[0] == '#':
		return "/" + rest, true
	case rest[0] != '/':
		return "", false
	}
	return rest, true
}

// Elsewhere reports whether an address of ASCII letters can be told at a glance to be none of which Own returns a
// part: the site's host does not stand in it.
func (c *Config) Elsewhere(address []byte) bool {
	host, _, ok := splitHost(c.BaseURL)
	if !ok || strings.ContainsFunc(host, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return false
	}
	for rest := address; len(rest) >= len(host); rest = rest[1:] {
		if rest[0]|0x20 == host[0]|0x20 && strings.EqualFold(string(rest[:len(host)]), host) {
			return false
		}
	}
	return true
}

// Page is Own for an address that may be a path of the site as well, as keys that take both hold it.
func (c *Config) Page(address string) (string, bool) {
	if strings.HasPrefix(address, "/") {
		return address, true
	}
	return c.Own(address)
}

// hostsDiffer reports whether two addresses can be told at a glance to have hosts that differ, as those of nearly all
// links do: 1 of 100 of a build went into parting them.
func hostsDiffer(a, b string) bool {
	const scheme = "https://"
	if !strings.HasPrefix(a, scheme) || !strings.HasPrefix(b, scheme) || strings.IndexByte(a, '@') >= 0 || strings.IndexByte(b, '@') >= 0 {
		return false
	}
	a, b = a[len(scheme):], b[len(scheme):]
	for i := range min(len(a), len(b)) {
		switch {
		case a[i] != b[i]:
			return isHostLetter(a[i]) && isHostLetter(b[i])
		case !isHostLetter(a[i]) && a[i] != '.':
			return false // their hosts end here, and are equal so far
		}
	}
	return false
}

// isHostLetter reports whether a byte is a letter of a host that stands for itself, whatever stands beside it.
func isHostLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' }

// splitHost parts an http or https address into its host, without a user, a dot at the end and the usual
// port, and what follows.
func splitHost(address string) (host, rest string, ok bool) {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return "", "", false
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host, rest = rest[:end], rest[end:]
	host = host[strings.LastIndexByte(host, '@')+1:]
	for _, port := range [...]string{":443", ":80", ":"} {
		host = strings.TrimSuffix(host, port)
	}
	return strings.TrimSuffix(host, "."), rest, host != ""
}

// A Publisher answers for the site.
type Publisher struct {
	Name   string
	URL    string
	Logo   string // "/assets/…"
	Email  string
	Clinic *Clinic // where a clinic publishes the site itself
}

// A ReviewPolicy says how long a review may hold.
type ReviewPolicy struct {
	Interval   Period // default span where a column gives no review_due; zero: review_due must be written
	Max        Period // default 36 months
	WarnBefore int    // days; default 30
}

// A Policy makes rules stricter, never laxer, and sets the breaker.
type Policy struct {
	MaxWithheld int      // percent of the last edition's columns; default 20
	Refuse      []string // rules of the publication that refuse here
	Warn        []string // rules that warn here where they would only note
	RefuseAt    Pos      // where Refuse stands
	WarnAt      Pos      // where Warn stands
}

// A FeedsConfig says what feeds carry.
type FeedsConfig struct {
	Items   int    // at most; default 20
	Content string // full (default) or summary
}

// An ImagesConfig says what is made of pictures.
type ImagesConfig struct {
	Widths  []int  // default 480, 960, 1600; none: pictures are only cleaned
	Quality int    // JPEG quality, 1 to 100; default 78
	WebP    string // path of an encoder (cwebp); "": no WebP
}

// An OutputConfig says for which host the site is made.
type OutputConfig struct {
	Host     string // generic (default), netlify, cloudflare
	PageSize int    // columns a list page; default 20
}

// A MenuItem is one link of the site's menu.
type MenuItem struct{ Name, URL string }

// A Theme is what a site owner may set of the look.
type Theme struct {
	Accent     string // CSS colour #rrggbb
	AccentDark string
	Logo       string // "/assets/…"
	Mark       string // one character in the round mark beside the name
	Lead       string // headline of the home page
	LeadText   string
	Footer     string
	Copyright  string
}

// A Tombstone stands where a refused column was public: an address and a day, no words.
type Tombstone struct {
	Path  string // "/columns/SLUG/"
	Since Date   // first day of absence
}
