// Package layout reads templates, the site's over the defaults, and turns page data into artifacts.
//
// A template at the top of layouts/ is a page ("column.html"); one below layouts/pieces/ is a piece that
// pages or other pieces call, or that is rendered once and handed on ("pieces/card.html"). A page that
// holds nothing but {{define}} is framed by base.html, which calls "main"; any other page stands alone.
// Templates see closed data and pure functions: no clock, no file, no environment.
package layout

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"text/template/parse"
	"unsafe"

	"kanshu/internal/kanshu"
)

// Options are what Load is handed by build.
type Options struct {
	// Minify makes a template smaller, once, when it is loaded. It is called with TemplateType and must
	// keep what stands between {{ and }}. nil: templates stay as they are.
	Minify    func(mediaType string, b []byte) ([]byte, error)
	Generator string // goes into every key
	// Ready are templates that function Ready returned, with this Minify. They are taken where the sources are still the
	// same, and a site has none of its own; "" for none.
	Ready string
	// Interpret leaves all templates to html/template's executor, which the programs made of them are
	// compared with.
	Interpret bool
}

// TemplateType is the media type under which a template's source is handed to Options.Minify.
const TemplateType = "text/x-go-template"

// PageType is the media type of every page.
const PageType = "text/html; charset=utf-8"

// A Set is the templates of one site, ready to render. It is safe for use by many at once.
type Set struct {
	generator string
	sheets    map[string]*sheet // by name: "column.html", "pieces/card.html"
	plain     func() (map[string]*sheet, error)
	buffers   *kanshu.Tray[[]byte] // for keys: 14,000 pages are keyed in each build
	machines  *kanshu.Tray[machine]
	plans     *sync.Map // of plan by reflect.Type, for keys
	interpret bool
	small     bool // the templates are minified
}

// A sheet is one template, ready to run, and the digest of every source that it may call.
type sheet struct {
	name        string // of the template that is run
	run         func() (*template.Template, error)
	trees       func(name string) *parse.ListNode // what run returns, where that was made ready; else nil
	start       string                            // of trees
	key         kanshu.Digest
	interpreted atomic.Bool // the executor ran
	programs    sync.Map    // of *program by reflect.Type; a nil one says that there can be none
}

// Load reads the templates of defaults and, over them, those of site ("layouts/" already cut off from
// both; either may be nil). A site may override any single file. It returns an error that names file
// and line when a template does not parse or escape. Where the site has no template at all, one of the defaults that
// does not escape is told when it is rendered: tests hold that there is none.
func Load(site, defaults fs.FS, o Options) (*Set, error) {
	sources, err := read(site, defaults)
	if err != nil {
		return nil, err
	}
	all := sync.OnceValues(func() (map[string]*sheet, error) { return compiled(sources, o.Minify) })
	sheets := readySheets(o.Ready, sources, all)
	if sheets == nil {
		if sheets, err = all(); err != nil {
			return nil, err
		}
	}
	return &Set{
		generator: o.Generator,
		interpret: o.Interpret,
		small:     o.Minify != nil,
		machines:  &kanshu.Tray[machine]{},
		plans:     &sync.Map{},
		sheets:    sheets,
		plain:     sync.OnceValues(func() (map[string]*sheet, error) { return compile(sources) }),
		buffers:   &kanshu.Tray[[]byte]{},
	}, nil
}

// compiled compiles the sources, minified where there is a minifier. Where that cannot be, the sources are compiled
// as they were written, so that the error names the writer's own line.
func compiled(sources []source, minify func(string, []byte) ([]byte, error)) (map[string]*sheet, error) {
	if minify == nil {
		return compile(sources)
	}
	small, err := shrink(sources, minify)
	if err == nil {
		var sheets map[string]*sheet
		if sheets, err = compile(small); err == nil {
			return sheets, nil
		}
	}
	if _, plain := compile(sources); plain != nil {
		return nil, plain
	}
	return nil, fmt.Errorf("minified: %w", err)
}

// Minified reports whether the templates were minified, so that on a page that they make of minified data
// nothing is left to take away.
func (s *Set) Minified() bool { return s.small }

// Has reports whether there is a template of that name.
func (s *Set) Has(name string) bool { return s.sheets[name] != nil }

// Page plans one page: path below public/, the template's name ("column.html"), and its data. The key
// covers generator, templates and data; nothing is rendered before the artifact is made.
func (s *Set) Page(path, name string, wave kanshu.Wave, data any) kanshu.Artifact {
	return kanshu.Artifact{
		Path: path, Type: PageType, Wave: wave, Key: s.Key(name, data), Made: s.small,
		Make: func(w io.Writer) error { return s.Render(w, name, data) },
	}
}

// Lazy plans one page whose data is cheap to gather and dear to keep: data is called once for the key,
// and again when the artifact is made, so that a plan of ten thousand pages holds none of them. It must
// give equal data both times.
func (s *Set) Lazy(path, name string, wave kanshu.Wave, data func() any) kanshu.Artifact {
	return kanshu.Artifact{
		Path: path, Type: PageType, Wave: wave, Key: s.Key(name, data()), Made: s.small,
		Make: func(w io.Writer) error { return s.Render(w, name, data()) },
	}
}

// HTML renders a piece that many pages share, so that it is rendered once.
func (s *Set) HTML(name string, data any) (template.HTML, error) {
	var b strings.Builder
	if err := s.Render(&b, name, data); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil //nolint:gosec // a template of ours has escaped it
}

// Render writes one page. When a template fails on its data, the error names file, line and place in
// the source as it was written; what was written to w until then is of no use.
func (s *Set) Render(w io.Writer, name string, data any) error {
	sh := s.sheets[name]
	if sh == nil {
		return fmt.Errorf("layouts/%s: there is no such template", name)
	}
	if done, err := s.quick(w, sh, data); done {
		return err
	}
	sh.interpreted.Store(true)
	err := sh.execute(w, data)
	if err == nil {
		return nil
	}
	// Minified sources have lost their lines; run the plain ones for the sake of a useful message.
	if plain, perr := s.plain(); perr == nil {
		if again := plain[name].execute(io.Discard, data); again != nil {
			err = again
		}
	}
	return broken(fmt.Errorf("layouts: %w", err))
}

// Flat reports whether a template runs as a program for the type of data, and not by the executor.
func (s *Set) Flat(name string, data any) bool {
	sh := s.sheets[name]
	return sh != nil && sh.program(data) != nil
}

// Interpreted returns the names of the templates that html/template's executor had to run, sorted: those
// that use what no program can be made of, and those whose data went wrong.
func (s *Set) Interpreted() []string {
	var names []string
	for name, sh := range s.sheets {
		if sh.interpreted.Load() {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// execute runs a sheet by html/template's executor.
func (sh *sheet) execute(w io.Writer, data any) error {
	run, err := sh.run()
	if err != nil {
		return err
	}
	return run.Execute(&bounded{Writer: w}, data)
}

// program returns the program of a sheet for a type of data, nil if there can be none.
func (sh *sheet) program(data any) *program {
	t := reflect.TypeOf(data)
	if p, ok := sh.programs.Load(t); ok {
		return p.(*program)
	}
	trees, start := sh.trees, sh.start
	if trees == nil {
		run, err := sh.run()
		if err != nil {
			return nil // as the executor will tell
		}
		trees, start = treesOf(run), run.Name()
	}
	p, _ := sh.programs.LoadOrStore(t, compileProgram(trees, start, t))
	return p.(*program)
}

// treesOf returns what tells the trees of a set that html/template has escaped by their names, nil for none.
func treesOf(set *template.Template) func(name string) *parse.ListNode {
	return func(name string) *parse.ListNode {
		if t := set.Lookup(name); t != nil && t.Tree != nil {
			return t.Tree.Root
		}
		return nil // html/template made a copy of it for another place
	}
}

// quick renders by a program. It returns false, with nothing written, where the executor must do it.
func (s *Set) quick(w io.Writer, sh *sheet, data any) (done bool, err error) {
	if s.interpret {
		return false, nil
	}
	p := sh.program(data)
	if p == nil {
		return false, nil
	}
	m := s.machines.Take()
	defer s.machines.Put(m)
	m.depth, m.odd, m.turns = 0, false, 0
	room, direct := w.(*bytes.Buffer)
	var b []byte
	if direct {
		b = m.call(p, room.AvailableBuffer(), whereabouts(data)) // Write finds the page where it belongs, and does not copy its 38 KB
	} else {
		m.b = m.call(p, m.b[:0], whereabouts(data))
		b = m.b
	}
	if m.turns > turnsMost {
		return true, broken(fmt.Errorf("layouts/%s: %w", sh.name, errPage))
	}
	if m.odd {
		return false, nil
	}
	_, err = w.Write(b)
	return true, err
}

// whereabouts returns where data lies.
func whereabouts(data any) unsafe.Pointer {
	v := reflect.ValueOf(data)
	if v.Kind() != reflect.Pointer {
		return lay(v)
	}
	at := v.UnsafePointer()
	return unsafe.Pointer(&at)
}
