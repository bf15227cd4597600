package layout

import (
	"html/template"
	"reflect"
	"text/template/parse"
	"unsafe"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

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
		result := expr{typ: t.Out(0), str: str, raw: pieced(method.Func.Interface(), e), at: func(m *machine, dot unsafe.Pointer) unsafe.Pointer {
			s := str(m, dot)
			if m.odd {
				return nil
			}
			return unsafe.Pointer(&s)
		}}
		if day := dayOf(method.Name, in); day != nil {
			result.str = day
		}
		return result
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

// dayOf returns what writes a day by a method of Labels into the machine's own memory; nil for any other method. A page
// has ten of them.
func dayOf(name string, in []expr) func(*machine, unsafe.Pointer) string {
	write := dayForms[name]
	if write == nil || len(in) != 2 || in[0].typ != reflect.TypeFor[*Labels]() || in[1].typ != reflect.TypeFor[kanshu.Date]() {
		return nil
	}
	e, day := in[0], in[1]
	return func(m *machine, dot unsafe.Pointer) string {
		l, at := m.labels(e, dot), day.at(m, dot)
		if m.odd {
			return ""
		}
		m.written = write(l, m.written[:0], *(*kanshu.Date)(at))
		return flat.String(m.written) // escaped before the next is written
	}
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
