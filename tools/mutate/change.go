package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A change is one place of the program that can be made to do something else while it runs.
type change struct {
	id   int
	file string // relative to the root
	line int
	fn   string // the function it stands in, "" outside
	text string // what stands there, on one line
	what string // what becomes of it
	nth  int    // of the changes of the function that read alike, from 1
	drop bool   // it does not compile
}

// An edit is a text that a change puts before, behind or in the place of something.
type edit struct {
	id       int
	at, skip int    // where it goes, and how many bytes it replaces
	text     string // what it puts there
	closes   bool   // it ends what another edit begins
	other    int    // where the other end is
}

// A writer collects the changes of one file.
type writer struct {
	fset    *token.FileSet
	src     []byte
	name    string
	info    *types.Info
	pkg     *types.Package
	imports map[string]bool // names of imported packages
	changes *[]*change
	edits   []edit // of the changes in their order: what comes first stands outside
	fn      string
	done    map[ast.Node]bool // expressions that need no second change of the same meaning
}

func (w *writer) at(p token.Pos) int { return w.fset.Position(p).Offset }

// add notes a change and returns its number.
func (w *writer) add(n ast.Node, what string) int {
	text := strings.Join(strings.Fields(string(w.src[w.at(n.Pos()):w.at(n.End())])), " ")
	if r := []rune(text); len(r) > 70 {
		text = string(r[:69]) + "…"
	}
	c := &change{id: len(*w.changes) + 1, file: w.name, line: w.fset.Position(n.Pos()).Line, fn: w.fn, text: text, what: what}
	*w.changes = append(*w.changes, c)
	return c.id
}

// wrap puts texts around a node.
func (w *writer) wrap(id int, n ast.Node, before, after string) {
	from, to := w.at(n.Pos()), w.at(n.End())
	w.edits = append(w.edits, edit{id: id, at: from, text: before, other: to}, edit{id: id, at: to, text: after, closes: true, other: from})
}

// walk visits a node and what is in it, and notes the changes.
func (w *writer) walk(n ast.Node) {
	ast.PreorderStack(n, nil, func(n ast.Node, stack []ast.Node) bool {
		switch n := n.(type) {
		case *ast.GenDecl:
			return n.Tok == token.VAR
		case *ast.FuncDecl:
			w.fn = n.Name.Name
			if n.Recv != nil {
				w.fn = strings.TrimLeft(types.ExprString(n.Recv.List[0].Type), "*") + "." + w.fn
			}
		case *ast.ArrayType:
			if n.Len != nil {
				w.done[n.Len] = true
			}
		case *ast.CompositeLit:
			w.keys(n)
		case *ast.BlockStmt:
			w.statements(n.List)
		case *ast.CaseClause:
			w.statements(n.Body)
			if sw := stack[len(stack)-2]; isTagless(sw) {
				for _, e := range n.List {
					w.turn(e, "the condition is turned round")
				}
			}
		case *ast.CommClause:
			w.statements(n.Body)
		case *ast.IfStmt:
			w.turn(n.Cond, "the condition is turned round")
		case *ast.ReturnStmt:
			w.returned(n)
		case ast.Expr:
			return w.expr(n)
		}
		return true
	})
}

func isTagless(n ast.Node) bool {
	sw, ok := n.(*ast.SwitchStmt)
	return ok && sw.Tag == nil
}

// keys leaves the keys of a literal alone: those of an array must be constants.
func (w *writer) keys(n *ast.CompositeLit) {
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			w.done[kv.Key] = true
		}
	}
}

// turn makes a condition its contrary.
func (w *writer) turn(e ast.Expr, what string) {
	id := w.add(e, what)
	w.done[unparen(e)] = true
	w.wrap(id, e, fmt.Sprintf("mutNot(%d, ", id), ")")
}

func unparen(e ast.Expr) ast.Expr {
	for {
		p, ok := e.(*ast.ParenExpr)
		if !ok {
			return e
		}
		e = p.X
	}
}

// statements takes statements away.
func (w *writer) statements(list []ast.Stmt) {
	for _, s := range list {
		what := ""
		switch s := s.(type) {
		case *ast.ExprStmt:
			what = "the call is taken away"
		case *ast.IncDecStmt, *ast.DeferStmt:
			what = "the statement is taken away"
		case *ast.BranchStmt:
			if s.Tok != token.FALLTHROUGH {
				what = "the statement is taken away"
			}
		case *ast.AssignStmt:
			if s.Tok != token.DEFINE {
				what = "the assignment is taken away"
			}
		}
		if what == "" {
			continue
		}
		id := w.add(s, what)
		w.wrap(id, s, fmt.Sprintf("if !mutOn(%d) { ", id), " }")
	}
}

// returned takes errors away and turns answers round.
func (w *writer) returned(n *ast.ReturnStmt) {
	for _, e := range n.Results {
		tv := w.info.Types[e]
		switch {
		case tv.Type == nil || tv.IsNil():
		case types.Implements(tv.Type, types.Universe.Lookup("error").Type().Underlying().(*types.Interface)):
			id := w.add(e, "no error is returned")
			w.wrap(id, e, fmt.Sprintf("mutErr(%d, ", id), ")")
		case types.Identical(types.Default(tv.Type), types.Typ[types.Bool]):
			w.turn(e, "the answer is turned round")
		}
	}
}

// expr changes comparisons, sums, and whole numbers that are constants.
func (w *writer) expr(e ast.Expr) bool {
	if w.done[e] {
		if b, ok := e.(*ast.BinaryExpr); ok {
			w.binary(b)
		}
		_, name := e.(*ast.Ident)
		return !name
	}
	tv := w.info.Types[e]
	if tv.Value != nil {
		w.number(e, tv)
		return false
	}
	if call, ok := e.(*ast.CallExpr); ok {
		if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "make" && len(call.Args) == 3 {
			w.done[call.Args[2]] = true
			ast.Inspect(call.Args[2], func(n ast.Node) bool { // room to grow is no behaviour
				if x, ok := n.(ast.Expr); ok {
					w.done[x] = true
				}
				return true
			})
		}
	}
	if b, ok := e.(*ast.BinaryExpr); ok {
		w.binary(b)
	}
	return true
}

var less = map[token.Token][2]string{token.LSS: {"mutLss", "<="}, token.LEQ: {"mutLeq", "<"}, token.GTR: {"mutGtr", ">="}, token.GEQ: {"mutGeq", ">"}}

// binary swaps an operator for its neighbour.
func (w *writer) binary(b *ast.BinaryExpr) {
	tv := w.info.Types[b]
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if tv.Value != nil || !ok {
		return
	}
	call, to, joint, end := "", "", ", ", ")"
	switch b.Op {
	case token.EQL, token.NEQ:
		if !w.done[b] {
			id := w.add(b, map[bool]string{true: "== becomes !=", false: "!= becomes =="}[b.Op == token.EQL])
			w.wrap(id, b, fmt.Sprintf("mutNot(%d, ", id), ")")
		}
		return
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		call, to = less[b.Op][0], less[b.Op][1]
	case token.LAND:
		call, to, joint, end = "mutAnd", "||", ", func() bool { return (", ") })"
	case token.LOR:
		call, to, joint, end = "mutOr", "&&", ", func() bool { return (", ") })"
	case token.ADD:
		call, to = "mutAdd", "-"
	case token.SUB:
		call, to = "mutSub", "+"
	}
	if call == "" || (b.Op == token.ADD || b.Op == token.SUB) && basic.Info()&types.IsNumeric == 0 {
		return
	}
	id := w.add(b, b.Op.String()+" becomes "+to)
	w.wrap(id, b, fmt.Sprintf("%s(%d, ", call, id), end)
	w.edits = append(w.edits, edit{id: id, at: w.at(b.OpPos), skip: len(b.Op.String()), text: joint, other: -1})
}

// number makes a constant one more.
func (w *writer) number(e ast.Expr, tv types.TypeAndValue) {
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok || basic.Info()&types.IsInteger == 0 || tv.Value.Kind() != constant.Int {
		return
	}
	known := true
	name := types.TypeString(types.Default(tv.Type), func(p *types.Package) string {
		if p == w.pkg {
			return ""
		}
		known = known && w.imports[p.Name()]
		return p.Name()
	})
	if !known {
		return
	}
	id := w.add(e, "it is one more")
	w.wrap(id, e, fmt.Sprintf("mutInc[%s](%d, ", name, id), ")")
}

// rewritten returns the file with every change in it, each asleep until its number is called.
func (w *writer) rewritten(all []*change) []byte {
	order := make([]int, 0, len(w.edits))
	for i, e := range w.edits {
		if !all[e.id-1].drop {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := w.edits[i], w.edits[j]
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.closes != b.closes:
			return map[bool]int{true: -1, false: 1}[a.closes]
		case a.other != b.other:
			return b.other - a.other // the longer opens first and closes last
		case a.closes:
			return j - i
		default:
			return i - j
		}
	})
	var out []byte
	at := 0
	for _, i := range order {
		e := w.edits[i]
		out = append(append(out, w.src[at:e.at]...), e.text...)
		at = e.at + e.skip
	}
	return append(out, w.src[at:]...)
}
