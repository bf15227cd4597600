package layout

import (
	"encoding/binary"
	"reflect"
	"sync"
	"unsafe"
)

// A plan appends the encoding of the value at an address, the very bytes that appendValue appends for it: a page of a
// column has some two hundred fields, and going through them by reflection took 25 µs of the 600 that a page
// costs, ten thousand times. What is rare, it leaves to appendValue.
type plan func(b []byte, at unsafe.Pointer) []byte

// planOf returns the plan of a type, which is made on first need.
func (s *Set) planOf(t reflect.Type) plan {
	if p, ok := s.plans.Load(t); ok {
		return p.(plan)
	}
	p := s.newPlan(t)
	s.plans.Store(t, p)
	return p
}

func (s *Set) newPlan(t reflect.Type) plan {
	switch t.Kind() {
	case reflect.Slice:
		return s.slicePlan(t)
	case reflect.Pointer:
		return s.pointerPlan(t)
	case reflect.Struct, reflect.String, reflect.Bool, reflect.Int, reflect.Int16, reflect.Uint8, reflect.Array:
		return s.flatPlan(t)
	default:
		return func(b []byte, at unsafe.Pointer) []byte { return appendValue(b, reflect.NewAt(t, at).Elem()) }
	}
}

// A part is a value that lies within another: a struct is its parts, and those of the structs in it, one behind the
// other.
type part struct {
	offset uintptr
	kind   reflect.Kind // String, Bool, Int, Int16, Uint8; Array: of bytes; Invalid: plan knows
	size   uintptr      // of an array
	plan   plan
}

// partsOf appends the parts of a type that lies at an offset.
func (s *Set) partsOf(list []part, t reflect.Type, offset uintptr) []part {
	switch t.Kind() {
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int16, reflect.Uint8:
		return append(list, part{offset: offset, kind: t.Kind()})
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			list = s.partsOf(list, f.Type, offset+f.Offset)
		}
		return list
	case reflect.Array:
		if t.Elem().Kind() == reflect.Uint8 {
			return append(list, part{offset: offset, kind: reflect.Array, size: t.Size()})
		}
		for i := range t.Len() {
			list = s.partsOf(list, t.Elem(), offset+uintptr(i)*t.Elem().Size())
		}
		return list
	default:
		return append(list, part{offset: offset, plan: s.planOf(t)})
	}
}

func (s *Set) flatPlan(t reflect.Type) plan {
	parts := s.partsOf(nil, t, 0)
	return func(b []byte, at unsafe.Pointer) []byte {
		for i := range parts {
			p := &parts[i]
			at := unsafe.Add(at, p.offset)
			switch p.kind {
			case reflect.String:
				b = appendString(b, *(*string)(at))
			case reflect.Bool, reflect.Uint8:
				b = binary.AppendUvarint(b, uint64(*(*byte)(at)))
			case reflect.Int:
				b = binary.AppendVarint(b, int64(*(*int)(at)))
			case reflect.Int16:
				b = binary.AppendVarint(b, int64(*(*int16)(at)))
			case reflect.Array:
				for _, c := range unsafe.Slice((*byte)(at), p.size) {
					b = binary.AppendUvarint(b, uint64(c))
				}
			default:
				b = p.plan(b, at)
			}
		}
		return b
	}
}

func (s *Set) slicePlan(t reflect.Type) plan {
	size, later := t.Elem().Size(), s.later(t.Elem())
	return func(b []byte, at unsafe.Pointer) []byte {
		list := *(*[]struct{})(at) // of its three words, the first two are what is asked for
		b = binary.AppendUvarint(b, uint64(len(list)))
		if len(list) == 0 {
			return b
		}
		elem, first := later(), unsafe.Pointer(unsafe.SliceData(list))
		for i := range len(list) {
			b = elem(b, unsafe.Add(first, uintptr(i)*size))
		}
		return b
	}
}

// later returns what looks a plan up, once, when it is needed: types may lead to themselves.
func (s *Set) later(t reflect.Type) func() plan {
	return sync.OnceValue(func() plan { return s.planOf(t) })
}

func (s *Set) pointerPlan(t reflect.Type) plan {
	if t == reflect.TypeFor[*Piece]() { // five on each page
		return func(b []byte, at unsafe.Pointer) []byte {
			if p := *(**Piece)(at); p != nil {
				return p.AppendKey(append(b, 1))
			}
			return append(b, 0)
		}
	}
	keyed, later := t.Implements(reflect.TypeFor[Keyed]()), s.later(t.Elem())
	return func(b []byte, at unsafe.Pointer) []byte {
		to := *(*unsafe.Pointer)(at)
		switch {
		case to == nil:
			return append(b, 0)
		case keyed:
			return reflect.NewAt(t.Elem(), to).Interface().(Keyed).AppendKey(append(b, 1))
		default:
			return later()(append(b, 1), to)
		}
	}
}

// appendData appends the encoding of page data: by a plan where it is behind a pointer, as nearly all is.
func (s *Set) appendData(b []byte, data any) []byte {
	v := reflect.ValueOf(data)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return appendValue(b, v)
	}
	at := v.UnsafePointer()
	return s.planOf(v.Type())(b, unsafe.Pointer(&at))
}
