package main

import (
	_ "embed" // what wakes the changes
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A program is a package with all its changes.
type program struct {
	root, dir string
	name      string
	writers   []*writer
	changes   []*change
}

// String names a change: place, what stands there, what becomes of it.
func (c *change) String() string {
	s := fmt.Sprintf("%s:%d %s: `%s`: %s", c.file, c.line, c.fn, c.text, c.what)
	if c.nth > 1 {
		s += fmt.Sprintf(" (%d)", c.nth)
	}
	return s
}

// A listed package as go list tells of it.
type listed struct {
	ImportPath, Dir, Name, Export string
	GoFiles                       []string
}

// load reads and checks the package in a folder below root and finds its changes.
func load(root, dir string) (*program, error) {
	c := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Name,Export,GoFiles", "./"+dir)
	c.Dir, c.Stderr = root, os.Stderr
	out, err := c.Output()
	if err != nil {
		return nil, err
	}
	exports := map[string]string{}
	var own listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var l listed
		if err := dec.Decode(&l); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, err
		}
		exports[l.ImportPath] = l.Export
		own = l // it comes last
	}
	p := &program{root: root, dir: dir, name: own.Name}
	fset := token.NewFileSet()
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	var files []*ast.File
	for _, name := range own.GoFiles {
		src, err := os.ReadFile(filepath.Join(own.Dir, name))
		if err != nil {
			return nil, err
		}
		f, err := parser.ParseFile(fset, filepath.Join(own.Dir, name), src, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
		w := &writer{fset: fset, src: src, name: filepath.Join(dir, name), info: info, imports: map[string]bool{}, changes: &p.changes, done: map[ast.Node]bool{}}
		for _, i := range f.Imports {
			path, _ := strconv.Unquote(i.Path.Value)
			w.imports[filepath.Base(path)] = true
		}
		p.writers = append(p.writers, w)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })}
	pkg, err := conf.Check(own.ImportPath, fset, files, info)
	if err != nil {
		return nil, err
	}
	for i, w := range p.writers {
		w.pkg = pkg
		w.walk(files[i])
	}
	seen := map[string]int{}
	for _, c := range p.changes {
		key := c.file + c.fn + "\x00" + c.text + "\x00" + c.what
		seen[key]++
		c.nth = seen[key]
	}
	return p, nil
}

//go:embed awake.go.txt
var awake string

// overlay writes the changed files into a folder and returns the name of the file that lays them over the
// package's own.
func (p *program) overlay(work string) (string, error) {
	replace := map[string]string{}
	put := func(name, text string) error {
		at := filepath.Join(work, strings.ReplaceAll(name, "/", "_"))
		replace[filepath.Join(p.root, name)] = at
		return os.WriteFile(at, []byte(text), 0o600)
	}
	for _, w := range p.writers {
		if err := put(w.name, string(w.rewritten(p.changes))); err != nil {
			return "", err
		}
	}
	if err := put(filepath.Join(p.dir, "awake.go"), strings.Replace(awake, "PACKAGE", p.name, 1)); err != nil {
		return "", err
	}
	b, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	name := filepath.Join(work, "overlay.json")
	return name, os.WriteFile(name, b, 0o600)
}

var place = regexp.MustCompile(`(?m)([\w./-]+\.go):(\d+):(\d+): (.*)$`)

// blame drops the changes on the lines that a compiler complains of. It reports whether there were any.
func (p *program) blame(told string) bool {
	any := false
	for _, m := range place.FindAllStringSubmatch(told, -1) {
		line, _ := strconv.Atoi(m[2])
		for _, c := range p.changes {
			last := c.line
			if strings.Contains(m[4], "missing return") {
				last = c.line + 1 // it names the brace behind
			}
			if strings.HasSuffix(m[1], strings.ReplaceAll(c.file, "/", "_")) || strings.HasSuffix(m[1], c.file) || strings.HasSuffix(c.file, "/"+filepath.Base(m[1])) {
				if !c.drop && line >= c.line && line <= last {
					fmt.Fprintf(os.Stderr, "does not compile: %v (%s)\n", c, m[4])
					c.drop, any = true, true
				}
			}
		}
	}
	return any
}
