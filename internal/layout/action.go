package layout

import (
	"html/template"
	"reflect"
	"strconv"
	"text/template/parse"
	"unsafe"

	"kanshu/internal/kanshu"
)

// action compiles {{value}}: html/template has put the escapers behind it.
func (c *compiler) action(n *parse.ActionNode, s *scope) step {
	p := n.Pipe
	if len(p.Decl) > 0 {
		if len(p.Decl) != 1 || p.IsAssign || len(p.Cmds) != 1 {
			panic(unknown{})
		}
		e := c.command(p.Cmds[0], s)
		slot := s.declare(p.Decl[0].Ident[0], e.typ)
		return func(m *machine, dot reflect.Value) { m.vars[slot] = e.val(m, dot) }
	}
	e := c.command(p.Cmds[0], s)
	var chain []escaper
	handed := e.typ
	for _, cmd := range p.Cmds[1:] {
		id, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 {
			panic(unknown{})
		}
		esc := escaperOf(id.Ident, handed)
		if esc == nil {
			panic(unknown{})
		}
		chain = append(chain, esc)
		handed = reflect.TypeFor[string]() // what an escaper returns
	}
	if len(chain) == 0 {
		panic(unknown{})
	}
	text := textOf(e)
	if len(chain) == 1 {
		last := chain[0]
		return func(m *machine, dot reflect.Value) {
			if v := text(m, dot); !m.odd {
				m.b = last(m.b, v)
			}
		}
	}
	return func(m *machine, dot reflect.Value) {
		v := text(m, dot)
		if m.odd {
			return
		}
		for i, esc := range chain[:len(chain)-1] {
			b := esc(m.between[i%2][:0], v)
			m.between[i%2] = b
			v = unsafe.String(unsafe.SliceData(b), len(b)) //nolint:gosec // good until the next but one; 1.3 million strings at 10,000 columns
		}
		m.b = chain[len(chain)-1](m.b, v)
	}
}

// textOf returns how a value is written before it is escaped.
func textOf(e expr) func(*machine, reflect.Value) string {
	if e.str != nil {
		return e.str
	}
	switch e.typ {
	case reflect.TypeFor[string](), reflect.TypeFor[template.HTML](), reflect.TypeFor[template.HTMLAttr](), reflect.TypeFor[template.URL]():
		return func(m *machine, dot reflect.Value) string {
			v := e.val(m, dot)
			if m.odd {
				return ""
			}
			return v.String()
		}
	case reflect.TypeFor[int]():
		return func(m *machine, dot reflect.Value) string {
			v := e.val(m, dot)
			if m.odd {
				return ""
			}
			return strconv.Itoa(int(v.Int()))
		}
	case reflect.TypeFor[kanshu.Date]():
		return func(m *machine, dot reflect.Value) string {
			v := e.val(m, dot)
			if m.odd {
				return ""
			}
			return dateOf(v).String()
		}
	}
	panic(unknown{})
}

// cond compiles the question of {{if}}.
func (c *compiler) cond(p *parse.PipeNode, s *scope) func(*machine, reflect.Value) bool {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 {
		panic(unknown{})
	}
	args := p.Cmds[0].Args
	if id, ok := args[0].(*parse.IdentifierNode); ok {
		switch id.Ident {
		case "or", "and":
			return c.logic(id.Ident == "or", args[1:], s)
		case "not":
			if len(args) != 2 {
				panic(unknown{})
			}
			inner := c.condOf(args[1], s)
			return func(m *machine, dot reflect.Value) bool { return !inner(m, dot) }
		case "eq", "ne":
			return c.equal(id.Ident == "eq", args[1:], s)
		}
	}
	return truthful(c.command(p.Cmds[0], s))
}

// condOf compiles the truth of an argument.
func (c *compiler) condOf(n parse.Node, s *scope) func(*machine, reflect.Value) bool {
	if p, ok := n.(*parse.PipeNode); ok {
		return c.cond(p, s)
	}
	return truthful(c.operand(n, s))
}

// logic compiles or, and. Both stop at the first argument that decides, and where one is odd.
func (c *compiler) logic(or bool, args []parse.Node, s *scope) func(*machine, reflect.Value) bool {
	conds := make([]func(*machine, reflect.Value) bool, len(args))
	for i, a := range args {
		conds[i] = c.condOf(a, s)
	}
	return func(m *machine, dot reflect.Value) bool {
		for _, cond := range conds {
			if cond(m, dot) == or || m.odd {
				return or
			}
		}
		return !or
	}
}

// equal compiles eq and ne of two strings or two numbers of one type.
func (c *compiler) equal(want bool, args []parse.Node, s *scope) func(*machine, reflect.Value) bool {
	if len(args) != 2 {
		panic(unknown{})
	}
	a, b := c.operand(args[0], s), c.operand(args[1], s)
	if a.typ != b.typ || a.typ != reflect.TypeFor[string]() && a.typ != reflect.TypeFor[int]() {
		panic(unknown{})
	}
	return func(m *machine, dot reflect.Value) bool {
		x, y := a.val(m, dot), b.val(m, dot)
		if m.odd {
			return false
		}
		return x.Equal(y) == want
	}
}

func truthful(e expr) func(*machine, reflect.Value) bool {
	truth := truthOf(e.typ)
	return func(m *machine, dot reflect.Value) bool {
		v := e.val(m, dot)
		return !m.odd && truth(v)
	}
}

// truthOf returns what text/template takes for true among values of a type.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	default:
		panic(unknown{})
	}
}

// function compiles the call of a template function.
func (c *compiler) function(name string, nodes []parse.Node, s *scope) expr {
	args := make([]expr, len(nodes))
	for i, n := range nodes {
		args[i] = c.operand(n, s)
	}
	switch name {
	case "len":
		if k := args[0].typ.Kind(); len(args) != 1 || k != reflect.String && k != reflect.Slice && k != reflect.Array {
			panic(unknown{})
		}
		return expr{typ: reflect.TypeFor[int](), val: func(m *machine, dot reflect.Value) reflect.Value {
			v := args[0].val(m, dot)
			if m.odd {
				return v
			}
			return reflect.ValueOf(v.Len())
		}}
	case "index":
		return index(args)
	}
	fn := reflect.ValueOf(functions[name])
	if !fn.IsValid() || fn.Type().IsVariadic() || fn.Type().NumIn() != len(args) {
		panic(unknown{})
	}
	for i := range args {
		if args[i].typ != fn.Type().In(i) {
			panic(unknown{})
		}
	}
	return expr{typ: fn.Type().Out(0), val: func(m *machine, dot reflect.Value) reflect.Value {
		list := make([]reflect.Value, len(args))
		for i := range args {
			list[i] = args[i].val(m, dot)
		}
		return m.invoke(fn, list)
	}}
}

// index compiles index of a slice by a number.
func index(args []expr) expr {
	if len(args) != 2 || args[0].typ.Kind() != reflect.Slice && args[0].typ.Kind() != reflect.Array || args[1].typ != reflect.TypeFor[int]() {
		panic(unknown{})
	}
	return expr{typ: args[0].typ.Elem(), val: func(m *machine, dot reflect.Value) reflect.Value {
		v, i := args[0].val(m, dot), args[1].val(m, dot)
		if m.odd || i.Int() < 0 || int(i.Int()) >= v.Len() {
			m.odd = true
			return v
		}
		return v.Index(int(i.Int()))
	}}
}
