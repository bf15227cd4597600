// Package layout reads templates, the site's over the defaults, and turns page data into artifacts.
package layout

import (
	"html/template"
	"io"
	"io/fs"

	"kanshu/internal/kanshu"
)

// Options are what Load is handed by build.
type Options struct {
	Minify    func(mediaType string, b []byte) ([]byte, error) // nil: nothing is minified
	Generator string                                           // goes into every key
}

// A Set is the templates of one site, ready to render. It is safe for use by many at once.
type Set struct{}

// Load reads the templates of defaults and, over them, those of site ("layouts/" already cut off from
// both). A site may override any single file. It returns an error that names file and line when a
// template does not parse or escape.
func Load(site, defaults fs.FS, o Options) (*Set, error) { return &Set{}, nil }

// Page plans one page: path below public/, the template's name ("column.html"), and its data. The key
// covers generator, templates and data; nothing is rendered before the artifact is made.
func (s *Set) Page(path, name string, wave kanshu.Wave, data any) kanshu.Artifact {
	return kanshu.Artifact{Path: path, Type: "text/html; charset=utf-8", Wave: wave}
}

// HTML renders a piece that many pages share, so that it is rendered once.
func (s *Set) HTML(name string, data any) (template.HTML, error) { return "", nil }

// Render writes one page.
func (s *Set) Render(w io.Writer, name string, data any) error { return nil }

// Has reports whether there is a template of that name.
func (s *Set) Has(name string) bool { return false }
