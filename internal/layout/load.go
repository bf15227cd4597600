package layout

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"kanshu/internal/kanshu"
)

// frame is the template that pages made of nothing but {{define}} are put into.
const frame = "base.html"

// Kinds are the templates of pages other than columns, without their ending. They ask for data that a column
// does not have.
var Kinds = []string{"404", "about", "base", "clinic", "doctor", "feeds", "glossary", "home", "list", "search", "tombstone"}

// A source is one template file.
type source struct {
	name string
	text string
	own  bool // of the site
}

// read returns the template files of both trees by name, the site's in place of the defaults.
func read(site, defaults fs.FS) ([]source, error) {
	byName := map[string]source{}
	for i, tree := range []fs.FS{defaults, site} {
		if tree == nil {
			continue
		}
		err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && name == "." {
				return fs.SkipAll // a site without layouts/
			}
			if err == nil && !d.IsDir() && strings.HasSuffix(name, ".html") {
				var b []byte
				b, err = fs.ReadFile(tree, name)
				byName[name] = source{name, string(b), i == 1}
			}
			if err != nil {
				return &kanshu.Fault{File: path.Join("layouts", name), Err: err}
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("layouts: read %w", err)
		}
	}
	return slices.SortedFunc(maps.Values(byName), func(a, b source) int { return strings.Compare(a.name, b.name) }), nil
}

// shrink returns the sources minified.
func shrink(sources []source, minify func(string, []byte) ([]byte, error)) ([]source, error) {
	small := make([]source, len(sources))
	for i, s := range sources {
		b, err := minify(TemplateType, []byte(s.text))
		if err != nil {
			return nil, broken(fmt.Errorf("layouts/%s: minify: %w", s.name, err))
		}
		small[i] = source{s.name, string(b), s.own}
	}
	return small, nil
}

// compile parses all sources. Each gets a set of its own, since every page defines its own "main". Where the site has
// templates, all are escaped, for what is wrong is to be told at once. The defaults, which tests hold, are escaped when
// they are first run: a build of a hundred columns runs 19 of 33, and all of them took 2 % of its processor time.
func compile(sources []source) (map[string]*sheet, error) {
	shared := template.New("").Funcs(functions)
	texts := make(map[string]string, len(sources))
	for _, s := range sources {
		texts[s.name] = s.text
		if strings.HasPrefix(s.name, "pieces/") || s.name == frame {
			if _, err := shared.New(s.name).Parse(s.text); err != nil {
				return nil, placed(err)
			}
		}
	}
	sheets := make(map[string]*sheet, len(sources))
	for _, s := range sources {
		if s.name == frame {
			continue
		}
		p, called, err := assemble(shared, s)
		if err != nil {
			return nil, placed(err)
		}
		if err := unending(p); err != nil {
			return nil, err
		}
		sheets[s.name] = &sheet{name: p.start, run: sync.OnceValues(p.escaped), key: digest(called, texts)}
	}
	if slices.ContainsFunc(sources, func(s source) bool { return s.own }) {
		for _, name := range slices.Sorted(maps.Keys(sheets)) {
			if _, err := sheets[name].run(); err != nil {
				return nil, err
			}
		}
	}
	return sheets, nil
}

// A pile is a template and all that it may call.
type pile struct {
	set    *template.Template // what its own source defines
	shared *template.Template
	start  string   // where it begins
	lent   []string // the names of those of shared
}

// escaped returns the template as it is run, in a set of all that it may call and nothing else. html/template changes
// what it escapes, so each set needs copies; copying every piece into every set took two thirds of the time that all
// templates take.
func (p *pile) escaped() (*template.Template, error) {
	for _, name := range p.lent {
		if _, err := p.set.AddParseTree(name, p.shared.Lookup(name).Tree.Copy()); err != nil {
			return nil, placed(err)
		}
	}
	run := p.set.Lookup(p.start)
	var bad *template.Error
	if err := run.Execute(&bounded{Writer: io.Discard}, nil); errors.As(err, &bad) {
		return nil, placed(err) // escaping is done before the first run; only its errors count here
	}
	return run, nil
}

// lookup returns a template of the pile, and whether it is one of shared.
func (p *pile) lookup(name string) (t *template.Template, lent bool) {
	t = p.set.Lookup(name)
	if from := p.shared.Lookup(name); from != nil && from.Tree != nil && (t == nil || blank(t.Tree)) { // a blank one takes the place of none
		return from, true
	}
	return t, false
}

// unending returns an error if something in a pile counts for itself.
func unending(p *pile) error {
	all := p.set.Templates()
	for _, name := range p.lent {
		all = append(all, p.shared.Lookup(name))
	}
	for _, t := range all {
		if t.Tree == nil {
			continue
		}
		if n := endless(t.Tree.Root); n != nil {
			at, what := t.Tree.ErrorContext(n)
			return broken(fmt.Errorf("layouts/%s: %s counts for itself; a range goes over what a page is given", at, what))
		}
	}
	return nil
}

// assemble returns the pile of a source, and the names of the files that it stands in.
func assemble(shared *template.Template, s source) (p *pile, called map[string]bool, err error) {
	p = &pile{set: template.New("").Funcs(functions), shared: shared, start: s.name}
	if shared.Lookup(s.name) == nil { // a page: pieces are there already
		page, err := p.set.New(s.name).Parse(s.text)
		if err != nil {
			return nil, nil, err
		}
		if blank(page.Tree) && shared.Lookup(frame) != nil {
			p.start = frame
		}
	}
	called = map[string]bool{s.name: true}
	seen := map[string]bool{}
	for todo := []string{p.start, s.name}; len(todo) > 0; {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[name] {
			continue
		}
		seen[name], called[name] = true, true
		t, lent := p.lookup(name)
		if lent {
			p.lent = append(p.lent, name)
		}
		if t != nil && t.Tree != nil {
			called[t.Tree.ParseName] = true // a {{define}} lies in another file's source
			todo = calls(todo, t.Tree.Root)
		}
	}
	return p, called, nil
}

// placed makes an error of the template packages start with the file, and drops what only says where
// in those packages it arose.
func placed(err error) error {
	text := err.Error()
	for _, prefix := range []string{"html/template:", "template: "} {
		text = strings.TrimPrefix(text, prefix)
	}
	return broken(fmt.Errorf("layouts/%s", text))
}

// broken says of an error that a template is to be mended, where it says.
func broken(err error) error {
	return kanshu.Explain(err, kanshu.Wording{
		JA: "テンプレートに直すところがあります。場所は、かっこの中に示します。",
		EN: "A template is to be mended; the brackets say where.",
	})
}

// blank reports whether a template writes nothing of its own.
func blank(t *parse.Tree) bool { return t == nil || parse.IsEmptyTree(t.Root) }

// digest returns the digest of all sources that a template may call, by their names.
func digest(called map[string]bool, texts map[string]string) kanshu.Digest {
	var b []byte
	for _, name := range slices.Sorted(maps.Keys(called)) {
		b = appendString(appendString(b, name), texts[name])
	}
	return kanshu.DigestOf(b)
}

// calls appends to names those of the templates that are called below n.
func calls(names []string, n parse.Node) []string {
	switch n := n.(type) {
	case *parse.ListNode:
		if n != nil {
			for _, m := range n.Nodes {
				names = calls(names, m)
			}
		}
	case *parse.IfNode:
		names = calls(calls(names, n.List), n.ElseList)
	case *parse.RangeNode:
		names = calls(calls(names, n.List), n.ElseList)
	case *parse.WithNode:
		names = calls(calls(names, n.List), n.ElseList)
	case *parse.TemplateNode:
		names = append(names, n.Name)
	}
	return names
}
