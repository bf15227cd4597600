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
// each. Minifying, parsing and escaping them took 8 of the 85 ms of processor time that a build of a hundred columns had.
func Ready(defaults fs.FS, o Options) (string, error) {
	sources, err := read(nil, defaults)
	if err != nil {
		return "", err
	}
	sheets, err := compiled(sources, o.Minify)
	if err != nil {
		return "", err
	}
	var trees []string // those that several sheets have alike stand once
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
			tree, err := written(run.Lookup(name).Tree)
			if err != nil {
				return "", err
			}
			n := slices.Index(trees, tree)
			if n < 0 {
				n, trees = len(trees), append(trees, tree)
			}
			list = binary.AppendUvarint(flat.AppendText(list, name), uint64(n))
		}
	}
	digest := digestOf(sources)
	b := binary.AppendUvarint(digest[:], uint64(len(trees)))
	for _, tree := range trees {
		b = flat.AppendText(b, tree)
	}
	return string(append(b, list...)), nil
}

// written returns a tree as readTree takes it, "" where no program can be made of it.
func written(tree *parse.Tree) (s string, err error) {
	defer func() {
		if v := recover(); v != nil {
			if _, ok := v.(unknown); !ok {
				panic(v)
			}
			s = ""
		}
	}()
	s = string(appendList(nil, tree.Root))
	if again := readTree(s); again == nil || again.String() != tree.Root.String() {
		return "", fmt.Errorf("layouts/%s: it is read otherwise than it is written", tree.Name)
	}
	return s, nil
}

// readTree returns what written wrote, nil where that was nothing.
func readTree(s string) *parse.ListNode {
	r := flat.Read(s)
	root := readList(&r)
	if !r.Whole() {
		return nil
	}
	return root
}

// reach returns the names of an escaped template and of all that it may call, sorted, but for those of which html/template
// made copies for other places.
func reach(run *template.Template) []string {
	trees, seen := treesOf(run), map[string]bool{}
	for todo := []string{run.Name()}; len(todo) > 0; {
		name := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if root := trees(name); root != nil && !seen[name] {
			seen[name] = true
			todo = calls(todo, root)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// digestOf returns the digest of all sources, as they were written.
func digestOf(sources []source) kanshu.Digest {
	size := 0
	for _, s := range sources {
		size += len(s.name) + len(s.text) + 2*binary.MaxVarintLen64
	}
	b := make([]byte, 0, size)
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
	trees := make([]func() *parse.ListNode, r.Count(1))
	for i := range trees {
		tree := r.Text()
		trees[i] = sync.OnceValue(func() *parse.ListNode { return readTree(tree) })
	}
	sheets := map[string]*sheet{}
	for r.More() {
		name := r.Text()
		sh := &sheet{name: name, key: r.Digest(), start: r.Text()}
		called := make(map[string]func() *parse.ListNode, 8)
		for range r.Count(2) {
			called[r.Text()] = trees[r.Number()]
		}
		sh.trees = func(name string) *parse.ListNode {
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
