package layout

import (
	"html/template"
	"reflect"
	"text/template/parse"
	"unsafe"

	"kanshu/internal/kanshu"
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

// method compiles the call of a method. Those that pages call often are called without reflection.
func (c *compiler) method(e expr, method reflect.Method, args []parse.Node, s *scope) expr {
	t := method.Type
	if t.IsVariadic() || t.NumIn() != len(args)+1 || t.NumOut() == 0 || t.NumOut() > 2 || t.NumOut() == 2 && t.Out(1) != reflect.TypeFor[error]() {
		panic(unknown{})
	}
	in := make([]expr, 1, 1+len(args))
	in[0] = e
	for i, a := range args {
		arg := c.operand(a, s)
		if arg.typ != t.In(i+1) {
			panic(unknown{})
		}
		in = append(in, arg)
	}
	if str := direct(method.Func.Interface(), in); str != nil {
		return expr{typ: t.Out(0), str: str, raw: pieced(method.Func.Interface(), e), at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
			s := str(m, dot)
			if m.odd {
				return nil
			}
			return unsafe.Pointer(&s)
		}}
	}
	if is, ok := method.Func.Interface().(func(kanshu.Date) bool); ok {
		return expr{typ: t.Out(0), at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
			at := e.at(m, dot)
			if at == nil {
				return nil
			}
			return answer(is(*(*kanshu.Date)(at)))
		}}
	}
	fn := method.Func
	return expr{typ: t.Out(0), at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer { return m.invoke(fn, in, dot) }}
}

// answers are where yes and no lie.
var answers = [2]bool{false, true}

func answer(yes bool) unsafe.Pointer {
	if yes {
		return unsafe.Pointer(&answers[1])
	}
	return unsafe.Pointer(&answers[0])
}

// invoke calls a function by reflection. A nil receiver, a panic or an error is odd.
func (m *machine) invoke(fn reflect.Value, args []expr, dot unsafe.Pointer) (at unsafe.Pointer) {
	defer func() {
		if recover() != nil {
			m.odd, at = true, nil // the executor does it again and says what is the case
		}
	}()
	list := make([]reflect.Value, len(args))
	for i := range args {
		at := args[i].at(m, dot)
		if at == nil {
			return nil
		}
		list[i] = reflect.NewAt(args[i].typ, at).Elem()
	}
	if len(list) > 0 && list[0].Kind() == reflect.Pointer && list[0].IsNil() {
		m.odd = true
		return nil
	}
	out := fn.Call(list)
	if len(out) == 2 && !out[1].IsNil() {
		m.odd = true
		return nil
	}
	return lay(out[0])
}

// direct returns a call without reflection for the methods that pages call often, nil for any other. The first of
// in is the receiver.
func direct(fn any, in []expr) func(*machine, unsafe.Pointer) string {
	e := in[0]
	switch fn := fn.(type) {
	case func(*Labels, kanshu.Date) string:
		day := in[1]
		return func(m *machine, dot unsafe.Pointer) string {
			l, at := m.labels(e, dot), day.at(m, dot)
			if m.odd {
				return ""
			}
			return fn(l, *(*kanshu.Date)(at))
		}
	case func(*Labels, int) string:
		number := in[1]
		return func(m *machine, dot unsafe.Pointer) string {
			l, at := m.labels(e, dot), number.at(m, dot)
			if m.odd {
				return ""
			}
			return fn(l, *(*int)(at))
		}
	case func(*Piece) (template.HTML, error):
		return func(m *machine, dot unsafe.Pointer) string {
			at := e.at(m, dot)
			if at == nil {
				return ""
			}
			html, err := fn(*(**Piece)(at))
			m.odd = m.odd || err != nil
			return string(html)
		}
	default:
		return nil
	}
}

// pieced returns what writes a piece of one page alone where it stands; nil for any method but that of pieces.
func pieced(fn any, e expr) step {
	html, ok := fn.(func(*Piece) (template.HTML, error))
	if !ok {
		return nil
	}
	return func(m *machine, b []byte, dot unsafe.Pointer) []byte {
		at := e.at(m, dot)
		if at == nil {
			return b
		}
		p := *(**Piece)(at)
		if made := p.alone(); made != nil {
			return m.call(made, b, whereabouts(p.data))
		}
		text, err := html(p)
		m.odd = m.odd || err != nil
		return append(b, text...)
	}
}

// labels returns the labels that a method is called of; nil labels are odd.
func (m *machine) labels(e expr, dot unsafe.Pointer) *Labels {
	at := e.at(m, dot)
	if at == nil {
		return nil
	}
	l := *(**Labels)(at)
	m.odd = m.odd || l == nil
	return l
}
