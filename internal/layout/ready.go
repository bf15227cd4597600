package layout

import (
	"encoding/binary"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"sync"
	"text/template/parse"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// Ready returns the templates of defaults, minified and escaped, as Options.Ready takes them: what html/template leaves of
// each, written out again. Minifying, parsing and escaping them took 9 of the 95 ms of processor time that a build of a
// hundred columns has.
func Ready(defaults fs.FS, o Options) (string, error) {
	sources, err := read(nil, defaults)
	if err != nil {
		return "", err
	}
	sheets, err := compiled(sources, o.Minify)
	if err != nil {
		return "", err
	}
	var texts []string // those that several sheets have alike stand once
	var list []byte
	for _, name := range slices.Sorted(maps.Keys(sheets)) {
		sh := sheets[name]
		run, err := sh.run()
		if err != nil {
			return "", err
		}
		list = flat.AppendText(list, name)
		list = flat.AppendText(append(list, sh.key[:]...), run.Name())
		called := reach(run)
		list = binary.AppendUvarint(list, uint64(len(called)))
		for _, name := range called {
			text := run.Lookup(name).Tree.Root.String()
			if again := parseEscaped(name, text); again == nil || again.Root.String() != text {
				return "", fmt.Errorf("layouts/%s: it is read otherwise than it is written", name)
			}
			n := slices.Index(texts, text)
			if n < 0 {
				n, texts = len(texts), append(texts, text)
			}
			list = binary.AppendUvarint(flat.AppendText(list, name), uint64(n))
		}
	}
	digest := digestOf(sources)
	b := binary.AppendUvarint(digest[:], uint64(len(texts)))
	for _, text := range texts {
		b = flat.AppendText(b, text)
	}
	return string(append(b, list...)), nil
}

// reach returns the names of an escaped template and of all that it may call, sorted, but for those of which html/template
// made copies for other places.
func reach(run *template.Template) []string {
	trees, seen := treesOf(run), map[string]bool{}
	for todo := []string{run.Name()}; len(todo) > 0; {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if tree := trees(name); tree != nil && !seen[name] {
			seen[name] = true
			todo = calls(todo, tree.Root)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// digestOf returns the digest of all sources, as they were written.
func digestOf(sources []source) kanshu.Digest {
	var b []byte
	for _, s := range sources {
		b = appendString(appendString(b, s.name), s.text)
	}
	return kanshu.DigestOf(b)
}

// readySheets returns the sheets of the sources as they were made ready; nil where that was of others. What cannot be a
// program is run by html/template, which gets all the templates then.
func readySheets(ready string, sources []source, all func() (map[string]*sheet, error)) map[string]*sheet {
	r := flat.Read(ready)
	if ready == "" || r.Digest() != digestOf(sources) {
		return nil
	}
	trees := make([]func() *parse.Tree, r.Count(1))
	for i := range trees {
		text := r.Text()
		trees[i] = sync.OnceValue(func() *parse.Tree { return parseEscaped("", text) })
	}
	sheets := map[string]*sheet{}
	for r.More() {
		name := r.Text()
		sh := &sheet{name: name, key: r.Digest(), start: r.Text()}
		called := make(map[string]func() *parse.Tree, 16)
		for range r.Count(2) {
			called[r.Text()] = trees[r.Number()]
		}
		sh.trees = func(name string) *parse.Tree {
			if tree := called[name]; tree != nil {
				return tree()
			}
			return nil
		}
		sh.run = func() (*template.Template, error) {
			sheets, err := all()
			if err != nil {
				return nil, err
			}
			return sheets[name].run()
		}
		sheets[name] = sh
	}
	return sheets
}

// parseEscaped parses the text of one template that was escaped, nil where it cannot be.
func parseEscaped(name, text string) *parse.Tree {
	t := parse.New(name)
	t.Mode = parse.SkipFuncCheck // the escapers are html/template's own
	t, err := t.Parse(text, "", "", map[string]*parse.Tree{})
	if err != nil {
		return nil
	}
	return t
}
