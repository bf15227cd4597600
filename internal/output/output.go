// Package output plans every file of the published tree from an edition: one file a kind of output.
// What it is handed holds no refused column, so it cannot leak one.
package output

import (
	"fmt"
	"io/fs"
	"strings"
	"sync/atomic"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/picture"
)

// A Press is what every kind of output works from. Its exported fields are set by build; Plan fills
// the rest.
type Press struct {
	Edition   *gate.Edition
	Layouts   *layout.Set
	Assets    fs.FS                                            // the default assets; a site's own stand in Edition
	Withdrawn []kanshu.Tombstone                               // sorted by path
	Generator string                                           // "kanshu 1.0.0"
	Salt      kanshu.Digest                                    // goes into every key: tells one build of the program from another
	Minify    func(mediaType string, b []byte) ([]byte, error) // for what is minified while planning
	Each      kanshu.Each
	// Survey brings a column's Survey up to date before it is read; nil where all are, as they are in
	// builds. A preview surveys ten thousand bodies only as they are asked for; which pictures they show it
	// must know before.
	Survey func(*kanshu.Column)
	Base   kanshu.Digest // of the program, kanshu.yaml and data/, for Keys
	Keys   Keys          // of the last plan; nil: every key is taken from its data
	Fresh  bool          // nothing stands, so every page is made: its brief serves as its key, and its data is gathered once
	Cache  Cache         // made pictures, kept between builds; nil: none
	// Public returns the bytes that stand in public/ at a path, if any do; nil: none are known. What it
	// returns may be anything, and is believed only where its digest is known.
	Public func(path string) ([]byte, bool)
	Whole  bool     // all that is planned is made: a picture may be made as soon as it is decoded
	WebP   *Encoder // makes WebP where the configuration names a program for it; nil: none

	room   *room           // what all kinds share; filled by Plan
	studio *picture.Studio // draws all cards; likewise
	lab    picture.Lab     // encodes all pictures
	held   atomic.Int64    // bytes of pictures that were made while they were planned
	nodes  nodes           // what structured data says of people and places; see nodes.go
}

// A Cache keeps what is dear to make, by key. It is safe for use by many at once; a miss is no error.
type Cache interface {
	Load(key kanshu.Digest) ([]byte, bool)
	Store(key kanshu.Digest, b []byte)
}

// A Kind plans every file of one kind.
type Kind struct {
	Name string
	Plan func(*Press) ([]kanshu.Artifact, error)
}

// All is every kind of output. To add one, write its file and name it here.
var All = []Kind{
	{"columns", columns},
	{"home", home},
	Sitemap, // takes longer than those below, so it begins before them
	{"archive", archive},
	{"categories", categories},
	{"tags", tags},
	{"doctors", doctors},
	{"clinics", clinics},
	{"feeds page", feedsPage},
	{"about", about},
	{"search", searchPage},
	{"glossary", glossary},
	{"not found", notFound},
	{"tombstones", tombstones},
	{"assets", assets},
	{"pictures", pictures},
	{"social cards", socialCards},
	{"icons", icons},
	Feeds,
	Robots,
	Headers,
	Redirects,
	LLMs,
}

// Plan returns the artifacts of all kinds, sorted by path. Nothing is made yet. It returns an error
// that names both kinds when two of them claim one path.
//
// The turns that kinds gave, mostly 0, become the places in which all of it is best made: a turn behind the other, wave
// by wave in each, and in the order planned. What shares much is thus made side by side, while it is at hand.
func Plan(p *Press, kinds []Kind) ([]kanshu.Artifact, error) {
	if err := p.prepare(); err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	plans, errs := make([][]kanshu.Artifact, len(kinds)), make([]error, len(kinds))
	runs := make([][]*kanshu.Artifact, len(kinds))
	p.Each(len(kinds), func(i int) {
		if plans[i], errs[i] = kinds[i].Plan(p); errs[i] == nil {
			runs[i] = byPath(plans[i])
		}
	})
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("output: %s: %w", kinds[i].Name, err)
		}
	}
	takeTurns(plans)
	all := merged(runs, p.Each)
	for i := 1; i < len(all); i++ {
		if all[i].Path == all[i-1].Path {
			return nil, fmt.Errorf("output: %s is claimed by %s", all[i].Path, claimants(p, kinds, all[i].Path))
		}
	}
	return all, nil
}

// claimants names the kinds that plan a path.
func claimants(p *Press, kinds []Kind, path string) string {
	var names []string
	for _, k := range kinds {
		as, err := k.Plan(p)
		if err != nil {
			continue
		}
		for i := range as {
			if as[i].Path == path {
				names = append(names, k.Name)
			}
		}
	}
	return strings.Join(names, " and ")
}
