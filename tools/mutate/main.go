// Command mutate changes a package at one place at a time and runs its tests: a change that no test notices
// survives, and is printed. It flips conditions, swaps comparisons and arithmetic, takes statements and
// returned errors away and moves numbers by one.
//
//	go run -C tools ./mutate [-every N] [-from K] [-for 10m] internal/gate [TEST-PACKAGE…]
//
// It works on an overlay, so no file of the repository is written to. doc/mutation.md keeps the survivors.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// A mutant is one change: do makes it, undo takes it back.
type mutant struct {
	pos      token.Pos
	what     string
	do, undo func()
}

var swapped = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL, token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.LAND: token.LOR, token.LOR: token.LAND, token.ADD: token.SUB, token.SUB: token.ADD,
}

func main() {
	every := flag.Int("every", 1, "try every n-th change only")
	from := flag.Int("from", 0, "begin at this change")
	limit := flag.Duration("for", time.Hour, "stop after this time")
	flag.Parse()
	root, err := filepath.Abs("..")
	if err != nil || flag.NArg() < 1 {
		fmt.Fprintln(os.Stderr, "mutate: name a package, such as internal/gate")
		os.Exit(2)
	}
	tests := flag.Args()
	if len(tests) > 1 {
		tests = tests[1:]
	}
	for i := range tests {
		tests[i] = "./" + tests[i]
	}
	names, err := filepath.Glob(filepath.Join(root, flag.Arg(0), "*.go"))
	if err != nil || len(names) == 0 {
		fmt.Fprintln(os.Stderr, "mutate: no such package")
		os.Exit(2)
	}
	end := time.Now().Add(*limit)
	n, tried, survived := 0, 0, 0
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			fmt.Fprintln(os.Stderr, "mutate:", err)
			os.Exit(1)
		}
		for _, m := range mutants(file) {
			n++
			if n%*every != 0 || n < *from || time.Now().After(end) {
				continue
			}
			tried++
			m.do()
			dead := killed(root, name, fset, file, tests)
			m.undo()
			if !dead {
				survived++
				rel, _ := filepath.Rel(root, name)
				fmt.Printf("%s:%d: %s\n", rel, fset.Position(m.pos).Line, m.what)
			}
		}
	}
	fmt.Printf("%d changes, %d tried, %d survived\n", n, tried, survived)
}

// mutants lists the changes of a file, in order of place.
func mutants(file *ast.File) []mutant {
	var all []mutant
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if to, ok := swapped[n.Op]; ok && !isText(n) {
				was := n.Op
				all = append(all, mutant{n.OpPos, fmt.Sprintf("%s becomes %s", was, to), func() { n.Op = to }, func() { n.Op = was }})
			}
		case *ast.IfStmt:
			was := n.Cond
			all = append(all, mutant{n.Pos(), "the condition is turned round", func() { n.Cond = &ast.UnaryExpr{Op: token.NOT, X: &ast.ParenExpr{X: was}} }, func() { n.Cond = was }})
		case *ast.BasicLit:
			if was := n.Value; n.Kind == token.INT {
				all = append(all, mutant{n.Pos(), was + " becomes " + was + "+1", func() { n.Value = "(" + was + " + 1)" }, func() { n.Value = was }})
			}
		case *ast.BlockStmt:
			for i, s := range n.List {
				switch s.(type) {
				case *ast.ExprStmt, *ast.IncDecStmt, *ast.DeferStmt, *ast.BranchStmt:
					all = append(all, mutant{s.Pos(), "a statement is taken away", func() { n.List[i] = &ast.EmptyStmt{} }, func() { n.List[i] = s }})
				case *ast.AssignStmt:
					if s.(*ast.AssignStmt).Tok != token.DEFINE {
						all = append(all, mutant{s.Pos(), "an assignment is taken away", func() { n.List[i] = &ast.EmptyStmt{} }, func() { n.List[i] = s }})
					}
				}
			}
		}
		return true
	})
	return all
}

// isText reports whether a sum joins texts, which no minus can.
func isText(n *ast.BinaryExpr) bool {
	for _, x := range []ast.Expr{n.X, n.Y} {
		if l, ok := x.(*ast.BasicLit); ok && l.Kind == token.STRING && n.Op == token.ADD {
			return true
		}
		if b, ok := x.(*ast.BinaryExpr); ok && b.Op == token.ADD && isText(b) {
			return true
		}
	}
	return false
}

// killed runs the tests over the changed file. What does not compile is no change at all.
func killed(root, name string, fset *token.FileSet, file *ast.File, tests []string) bool {
	dir, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return true
	}
	defer func() { _ = os.RemoveAll(dir) }()
	changed, overlay := filepath.Join(dir, "changed.go"), filepath.Join(dir, "overlay.json")
	out, err := os.Create(changed)
	if err != nil {
		return true
	}
	err = format.Node(out, fset, file)
	if e := out.Close(); err != nil || e != nil {
		return true
	}
	b, err := json.Marshal(map[string]map[string]string{"Replace": {name: changed}})
	if err != nil || os.WriteFile(overlay, b, 0o600) != nil {
		return true
	}
	c := exec.Command("go", append([]string{"test", "-short", "-failfast", "-vet=off", "-timeout=120s", "-overlay=" + overlay}, tests...)...)
	c.Dir = root
	return c.Run() != nil
}
