package layout

import (
	"html/template"
	"reflect"
	"text/template/parse"

	"kanshu/internal/kanshu"
)

// An expr is a value whose type is known before there is one.
type expr struct {
	typ reflect.Type
	val func(m *machine, dot reflect.Value) reflect.Value
	str func(m *machine, dot reflect.Value) string // the same for a kind of string where it is cheaper; may be nil
}

// pipe compiles a pipeline that declares nothing.
func (c *compiler) pipe(p *parse.PipeNode, s *scope) expr {
	if len(p.Decl) > 0 {
		panic(unknown{})
	}
	return c.expr(p, s)
}

// expr compiles the value of a pipeline of one command.
func (c *compiler) expr(p *parse.PipeNode, s *scope) expr {
	if len(p.Cmds) != 1 {
		panic(unknown{})
	}
	return c.command(p.Cmds[0], s)
}

// command compiles one command: a value, a method with arguments, or a function.
func (c *compiler) command(n *parse.CommandNode, s *scope) expr {
	switch first := n.Args[0].(type) {
	case *parse.FieldNode:
		return c.chain(expr{typ: s.dot, val: itself}, first.Ident, n.Args[1:], s)
	case *parse.VariableNode:
		return c.chain(s.variable(first.Ident[0]), first.Ident[1:], n.Args[1:], s)
	case *parse.IdentifierNode:
		return c.function(first.Ident, n.Args[1:], s)
	}
	if len(n.Args) != 1 {
		panic(unknown{})
	}
	return c.operand(n.Args[0], s)
}

func itself(_ *machine, dot reflect.Value) reflect.Value { return dot }

// operand compiles an argument.
func (c *compiler) operand(n parse.Node, s *scope) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return expr{typ: s.dot, val: itself}
	case *parse.FieldNode:
		return c.chain(expr{typ: s.dot, val: itself}, n.Ident, nil, s)
	case *parse.VariableNode:
		return c.chain(s.variable(n.Ident[0]), n.Ident[1:], nil, s)
	case *parse.PipeNode:
		return c.pipe(n, s)
	case *parse.StringNode:
		return constant(reflect.ValueOf(n.Text))
	case *parse.BoolNode:
		return constant(reflect.ValueOf(n.True))
	case *parse.NumberNode:
		if !n.IsInt || n.IsComplex && !n.IsInt {
			panic(unknown{})
		}
		return constant(reflect.ValueOf(int(n.Int64)))
	default:
		panic(unknown{})
	}
}

func constant(v reflect.Value) expr {
	return expr{typ: v.Type(), val: func(*machine, reflect.Value) reflect.Value { return v }}
}

// variable returns a variable by its name, "$" among them.
func (s *scope) variable(name string) expr {
	if name == "$" {
		return expr{typ: s.root, val: func(m *machine, _ reflect.Value) reflect.Value { return m.root }}
	}
	for i := len(s.vars) - 1; i >= 0; i-- {
		if v := s.vars[i]; v.name == name {
			return expr{typ: v.typ, val: func(m *machine, _ reflect.Value) reflect.Value { return m.vars[v.slot] }}
		}
	}
	panic(unknown{})
}

// chain compiles .A.B.C, the last of which may be a method with arguments.
func (c *compiler) chain(e expr, names []string, args []parse.Node, s *scope) expr {
	if len(names) == 0 && len(args) > 0 {
		panic(unknown{})
	}
	for i, name := range names {
		var with []parse.Node
		if i == len(names)-1 {
			with = args
		}
		if method, ok := methodOf(e.typ, name); ok {
			e = c.method(e, method, with, s)
			continue
		}
		if len(with) > 0 {
			panic(unknown{})
		}
		e = field(e, name)
	}
	return e
}

// methodOf finds a method of a type as text/template would. A method of the pointer to a value is left to
// the executor, which knows whether the value can be pointed to.
func methodOf(t reflect.Type, name string) (reflect.Method, bool) {
	if t.Kind() == reflect.Interface {
		panic(unknown{})
	}
	if m, ok := t.MethodByName(name); ok {
		return m, true
	}
	if t.Kind() != reflect.Pointer {
		if _, ok := reflect.PointerTo(t).MethodByName(name); ok {
			panic(unknown{})
		}
	}
	return reflect.Method{}, false
}

// field compiles one step along a chain: the field of a struct, or of what a pointer leads to.
func field(e expr, name string) expr {
	t, pointed := e.typ, false
	if t.Kind() == reflect.Pointer {
		t, pointed = t.Elem(), true
	}
	if t.Kind() != reflect.Struct {
		panic(unknown{})
	}
	f, ok := t.FieldByName(name)
	if !ok || !f.IsExported() {
		panic(unknown{})
	}
	for i, at := 0, t; i < len(f.Index)-1; i++ {
		if at = at.Field(f.Index[i]).Type; at.Kind() != reflect.Struct {
			panic(unknown{}) // embedded by pointer
		}
	}
	inner, index := e.val, f.Index
	val := func(m *machine, dot reflect.Value) reflect.Value {
		v := inner(m, dot)
		if m.odd {
			return v
		}
		if pointed {
			if v.IsNil() {
				m.odd = true
				return v
			}
			v = v.Elem()
		}
		for _, i := range index {
			v = v.Field(i)
		}
		return v
	}
	return expr{typ: f.Type, val: val}
}

// method compiles the call of a method. Those that pages call often are called without reflection.
func (c *compiler) method(e expr, method reflect.Method, args []parse.Node, s *scope) expr {
	t := method.Type
	if t.IsVariadic() || t.NumIn() != len(args)+1 || t.NumOut() == 0 || t.NumOut() > 2 || t.NumOut() == 2 && t.Out(1) != reflect.TypeFor[error]() {
		panic(unknown{})
	}
	in := make([]expr, len(args))
	for i, a := range args {
		if in[i] = c.operand(a, s); in[i].typ != t.In(i+1) {
			panic(unknown{})
		}
	}
	if str := direct(e, method.Func.Interface(), in); str != nil {
		out := t.Out(0)
		return expr{typ: out, str: str, val: func(m *machine, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(str(m, dot)).Convert(out)
		}}
	}
	fn := method.Func
	return expr{typ: t.Out(0), val: func(m *machine, dot reflect.Value) reflect.Value {
		list := make([]reflect.Value, 0, 1+len(in))
		list = append(list, e.val(m, dot))
		for i := range in {
			list = append(list, in[i].val(m, dot))
		}
		return m.invoke(fn, list)
	}}
}

// invoke calls a function by reflection. A nil receiver, a panic or an error is odd.
func (m *machine) invoke(fn reflect.Value, list []reflect.Value) (v reflect.Value) {
	defer func() {
		if recover() != nil {
			m.odd = true // the executor does it again and says what is the case
		}
	}()
	if m.odd || len(list) > 0 && list[0].Kind() == reflect.Pointer && list[0].IsNil() {
		m.odd = true
		return reflect.Value{}
	}
	out := fn.Call(list)
	if len(out) == 2 && !out[1].IsNil() {
		m.odd = true
	}
	return out[0]
}

// direct returns a call without reflection for the methods that pages call often, nil for any other.
func direct(e expr, fn any, in []expr) func(*machine, reflect.Value) string {
	switch fn := fn.(type) {
	case func(*Labels, kanshu.Date) string:
		return func(m *machine, dot reflect.Value) string {
			l, d := e.val(m, dot), in[0].val(m, dot)
			if m.odd || l.IsNil() {
				m.odd = true
				return ""
			}
			return fn(l.Interface().(*Labels), dateOf(d))
		}
	case func(*Labels, int) string:
		return func(m *machine, dot reflect.Value) string {
			l, n := e.val(m, dot), in[0].val(m, dot)
			if m.odd || l.IsNil() {
				m.odd = true
				return ""
			}
			return fn(l.Interface().(*Labels), int(n.Int()))
		}
	case func(*Piece) (template.HTML, error):
		return func(m *machine, dot reflect.Value) string {
			p := e.val(m, dot)
			if m.odd {
				return ""
			}
			html, err := fn(p.Interface().(*Piece))
			m.odd = m.odd || err != nil
			return string(html)
		}
	default:
		return nil
	}
}

// dateOf returns the day that v holds, without allocation where v can be pointed to.
func dateOf(v reflect.Value) kanshu.Date {
	if v.CanAddr() {
		return *v.Addr().Interface().(*kanshu.Date)
	}
	return v.Interface().(kanshu.Date)
}
