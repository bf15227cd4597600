package layout

import (
	"reflect"
	"text/template/parse"
	"unsafe"
)

// An expr is a value whose type is known before there is one.
type expr struct {
	typ reflect.Type
	at  func(m *machine, dot unsafe.Pointer) unsafe.Pointer // where it lies; nil where m is odd
	str func(m *machine, dot unsafe.Pointer) string         // the same for a kind of string that lies nowhere; may be nil
	raw step                                                // writes the same where nothing is to be escaped; may be nil
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
		return c.chain(expr{typ: s.dot, at: itself}, first.Ident, n.Args[1:], s)
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

func itself(_ *machine, dot unsafe.Pointer) unsafe.Pointer { return dot }

// operand compiles an argument.
func (c *compiler) operand(n parse.Node, s *scope) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		return expr{typ: s.dot, at: itself}
	case *parse.FieldNode:
		return c.chain(expr{typ: s.dot, at: itself}, n.Ident, nil, s)
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
	at := lay(v)
	return expr{typ: v.Type(), at: func(*machine, unsafe.Pointer) unsafe.Pointer { return at }}
}

// lay puts a value where it can be pointed to.
func lay(v reflect.Value) unsafe.Pointer {
	place := reflect.New(v.Type())
	place.Elem().Set(v)
	return place.UnsafePointer()
}

// variable returns a variable by its name, "$" among them.
func (s *scope) variable(name string) expr {
	if name == "$" {
		return expr{typ: s.root, at: func(m *machine, _ unsafe.Pointer) unsafe.Pointer { return m.root }}
	}
	for i := len(s.vars) - 1; i >= 0; i-- {
		if v := s.vars[i]; v.name == name {
			return expr{typ: v.typ, at: func(m *machine, _ unsafe.Pointer) unsafe.Pointer { return m.vars[v.slot] }}
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
	offset := uintptr(0)
	for at, i := t, 0; i < len(f.Index); i++ {
		if at.Kind() != reflect.Struct {
			panic(unknown{}) // embedded by pointer
		}
		offset += at.Field(f.Index[i]).Offset
		at = at.Field(f.Index[i]).Type
	}
	inner := e.at
	if !pointed {
		return expr{typ: f.Type, at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
			at := inner(m, dot)
			if at == nil {
				return nil
			}
			return unsafe.Add(at, offset)
		}}
	}
	return expr{typ: f.Type, at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
		at := inner(m, dot)
		if at == nil {
			return nil
		}
		if at = *(*unsafe.Pointer)(at); at == nil {
			m.odd = true
			return nil
		}
		return unsafe.Add(at, offset)
	}}
}
