// Package output plans every file of the published tree from an edition: one file a kind of output.
// What it is handed holds no refused column, so it cannot leak one.
package output

import (
	"io/fs"
	"slices"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A Press is what every kind of output works from. Its exported fields are set by build; Plan fills
// the rest.
type Press struct {
	Edition   *gate.Edition
	Layouts   *layout.Set
	Assets    fs.FS                                            // the default assets; a site's own stand in Edition
	Withdrawn []kanshu.Tombstone                               // sorted by path
	Generator string                                           // "kanshu 1.0.0"
	Minify    func(mediaType string, b []byte) ([]byte, error) // for what is minified while planning
	Each      kanshu.Each
	Preview   map[string][]kanshu.Finding // by site path: reasons shown under a ribbon; nil but in serve
	Cache     Cache                       // made pictures, kept between builds; nil: none

	nodes nodes // what structured data says of people and places; see structured.go
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
var All = []Kind{}

// Plan returns the artifacts of all kinds, sorted by path. Nothing is made yet. It returns an error
// that names both kinds when two of them claim one path.
func Plan(p *Press, kinds []Kind) ([]kanshu.Artifact, error) {
	var all []kanshu.Artifact
	for _, k := range kinds {
		as, err := k.Plan(p)
		if err != nil {
			return nil, err
		}
		all = append(all, as...)
	}
	slices.SortFunc(all, func(a, b kanshu.Artifact) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}
