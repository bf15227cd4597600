package layout

import (
	"html/template"
	"reflect"
	"slices"
	"strconv"
	"text/template/parse"
	"unsafe"

	"kanshu/internal/kanshu"
)

// action compiles {{value}}: html/template has put the escapers behind it.
func (c *compiler) action(n *parse.ActionNode, s *scope) step {
	p := n.Pipe
	if len(p.Decl) > 0 {
		return c.declaration(p, s)
	}
	e := c.command(p.Cmds[0], s)
	chain, names := escapersOf(p.Cmds[1:], e.typ)
	if e.raw != nil && len(names) == 1 && names[0] == "_html_template_htmlescaper" {
		return e.raw // which leaves HTML as it is
	}
	text := textOf(e)
	if len(chain) == 1 {
		last := chain[0]
		return func(m *machine, b []byte, dot unsafe.Pointer) []byte {
			v := text(m, dot)
			if m.odd {
				return b
			}
			return last(b, v)
		}
	}
	link := slices.Equal(names, linkEscapers[:])
	return func(m *machine, b []byte, dot unsafe.Pointer) []byte {
		v := text(m, dot)
		if m.odd {
			return b
		}
		if link && plainLink(v) {
			return append(b, v...)
		}
		for i, esc := range chain[:len(chain)-1] {
			t := esc(m.between[i%2][:0], v)
			m.between[i%2] = t
			v = unsafe.String(unsafe.SliceData(t), len(t)) //nolint:gosec // good until the next but one; 1.3 million strings at 10,000 columns
		}
		return chain[len(chain)-1](b, v)
	}
}

// declaration compiles {{$name := value}}.
func (c *compiler) declaration(p *parse.PipeNode, s *scope) step {
	if len(p.Decl) != 1 || p.IsAssign || len(p.Cmds) != 1 {
		panic(unknown{})
	}
	e := c.command(p.Cmds[0], s)
	slot := s.declare(p.Decl[0].Ident[0], e.typ)
	return func(m *machine, b []byte, dot unsafe.Pointer) []byte {
		m.vars[slot] = e.at(m, dot)
		return b
	}
}

// escapersOf returns the escapers that html/template put behind a value of a type, at least one, and their names.
func escapersOf(cmds []*parse.CommandNode, handed reflect.Type) (chain []escaper, names []string) {
	for _, cmd := range cmds {
		id, ok := cmd.Args[0].(*parse.IdentifierNode)
		if !ok || len(cmd.Args) != 1 {
			panic(unknown{})
		}
		esc := escaperOf(id.Ident, handed)
		if esc == nil {
			panic(unknown{})
		}
		chain, names = append(chain, esc), append(names, id.Ident)
		handed = reflect.TypeFor[string]() // what an escaper returns
	}
	if len(chain) == 0 {
		panic(unknown{})
	}
	return chain, names
}

// textOf returns how a value is written before it is escaped. The text is good until the next one.
func textOf(e expr) func(*machine, unsafe.Pointer) string {
	if e.str != nil {
		return e.str
	}
	switch e.typ {
	case reflect.TypeFor[string](), reflect.TypeFor[template.HTML](), reflect.TypeFor[template.HTMLAttr](), reflect.TypeFor[template.URL]():
		return func(m *machine, dot unsafe.Pointer) string {
			at := e.at(m, dot)
			if at == nil {
				return ""
			}
			return *(*string)(at)
		}
	case reflect.TypeFor[int]():
		return e.written(func(b []byte, at unsafe.Pointer) []byte { return strconv.AppendInt(b, int64(*(*int)(at)), 10) })
	case reflect.TypeFor[kanshu.Date]():
		return e.written(func(b []byte, at unsafe.Pointer) []byte { return (*kanshu.Date)(at).Append(b) })
	}
	panic(unknown{})
}

// written returns what writes a value into the machine's own memory.
func (e expr) written(write func(b []byte, at unsafe.Pointer) []byte) func(*machine, unsafe.Pointer) string {
	return func(m *machine, dot unsafe.Pointer) string {
		at := e.at(m, dot)
		if at == nil {
			return ""
		}
		m.written = write(m.written[:0], at)
		return unsafe.String(unsafe.SliceData(m.written), len(m.written)) //nolint:gosec // escaped before the next is written
	}
}

// cond compiles the question of {{if}}.
func (c *compiler) cond(p *parse.PipeNode, s *scope) func(*machine, unsafe.Pointer) bool {
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
			return func(m *machine, dot unsafe.Pointer) bool { return !inner(m, dot) }
		case "eq", "ne":
			return c.equal(id.Ident == "eq", args[1:], s)
		}
	}
	return truthful(c.command(p.Cmds[0], s))
}

// condOf compiles the truth of an argument.
func (c *compiler) condOf(n parse.Node, s *scope) func(*machine, unsafe.Pointer) bool {
	if p, ok := n.(*parse.PipeNode); ok {
		return c.cond(p, s)
	}
	return truthful(c.operand(n, s))
}

// logic compiles or, and. Both stop at the first argument that decides, and where one is odd.
func (c *compiler) logic(or bool, args []parse.Node, s *scope) func(*machine, unsafe.Pointer) bool {
	conds := make([]func(*machine, unsafe.Pointer) bool, len(args))
	for i, a := range args {
		conds[i] = c.condOf(a, s)
	}
	return func(m *machine, dot unsafe.Pointer) bool {
		for _, cond := range conds {
			if cond(m, dot) == or || m.odd {
				return or
			}
		}
		return !or
	}
}

// equal compiles eq and ne of two strings or two numbers of one type.
func (c *compiler) equal(want bool, args []parse.Node, s *scope) func(*machine, unsafe.Pointer) bool {
	if len(args) != 2 {
		panic(unknown{})
	}
	a, b := c.operand(args[0], s), c.operand(args[1], s)
	if a.typ != b.typ || a.typ != reflect.TypeFor[string]() && a.typ != reflect.TypeFor[int]() {
		panic(unknown{})
	}
	same := func(x, y unsafe.Pointer) bool { return *(*string)(x) == *(*string)(y) }
	if a.typ.Kind() == reflect.Int {
		same = func(x, y unsafe.Pointer) bool { return *(*int)(x) == *(*int)(y) }
	}
	return func(m *machine, dot unsafe.Pointer) bool {
		x, y := a.at(m, dot), b.at(m, dot)
		return x != nil && y != nil && same(x, y) == want
	}
}

func truthful(e expr) func(*machine, unsafe.Pointer) bool {
	truth := truthOf(e.typ)
	return func(m *machine, dot unsafe.Pointer) bool {
		at := e.at(m, dot)
		return at != nil && truth(at)
	}
}

// truthOf returns what text/template takes for true among values of a type.
func truthOf(t reflect.Type) func(at unsafe.Pointer) bool {
	switch t.Kind() {
	case reflect.Bool:
		return func(at unsafe.Pointer) bool { return *(*bool)(at) }
	case reflect.String:
		return func(at unsafe.Pointer) bool { return *(*string)(at) != "" }
	case reflect.Slice:
		return func(at unsafe.Pointer) bool { return len(*(*[]struct{})(at)) > 0 }
	case reflect.Int:
		return func(at unsafe.Pointer) bool { return *(*int)(at) != 0 }
	case reflect.Pointer:
		return func(at unsafe.Pointer) bool { return *(*unsafe.Pointer)(at) != nil }
	case reflect.Struct:
		return func(unsafe.Pointer) bool { return true }
	case reflect.Array, reflect.Map:
		return func(at unsafe.Pointer) bool { return reflect.NewAt(t, at).Elem().Len() > 0 }
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(at unsafe.Pointer) bool { return reflect.NewAt(t, at).Elem().Int() != 0 }
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
		return lengthOf(args)
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
	return expr{typ: fn.Type().Out(0), at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer { return m.invoke(fn, args, dot) }}
}

// lengthOf compiles len of a text or a list.
func lengthOf(args []expr) expr {
	if len(args) != 1 {
		panic(unknown{})
	}
	list, t := args[0], args[0].typ
	if k := t.Kind(); k != reflect.String && k != reflect.Slice && k != reflect.Array {
		panic(unknown{})
	}
	return expr{typ: reflect.TypeFor[int](), at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
		at := list.at(m, dot)
		if at == nil {
			return nil
		}
		n := reflect.NewAt(t, at).Elem().Len()
		return unsafe.Pointer(&n)
	}}
}

// index compiles index of a slice by a number.
func index(args []expr) expr {
	if len(args) != 2 || args[0].typ.Kind() != reflect.Slice && args[0].typ.Kind() != reflect.Array || args[1].typ != reflect.TypeFor[int]() {
		panic(unknown{})
	}
	items, size := itemsOf(args[0].typ), args[0].typ.Elem().Size()
	return expr{typ: args[0].typ.Elem(), at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
		list, number := args[0].at(m, dot), args[1].at(m, dot)
		if m.odd {
			return nil
		}
		first, count := items(list)
		i := *(*int)(number)
		if i < 0 || i >= count {
			m.odd = true
			return nil
		}
		return unsafe.Add(first, uintptr(i)*size)
	}}
}
