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
	case reflect.String:
		return func(b []byte, at unsafe.Pointer) []byte { return appendString(b, *(*string)(at)) }
	case reflect.Bool:
		return func(b []byte, at unsafe.Pointer) []byte { return append(b, *(*byte)(at)) }
	case reflect.Int:
		return func(b []byte, at unsafe.Pointer) []byte { return binary.AppendVarint(b, int64(*(*int)(at))) }
	case reflect.Struct:
		return s.structPlan(t)
	case reflect.Slice:
		return s.slicePlan(t)
	case reflect.Pointer:
		return s.pointerPlan(t)
	case reflect.Array:
		if n := t.Len(); t.Elem().Kind() == reflect.Uint8 {
			return func(b []byte, at unsafe.Pointer) []byte {
				for _, c := range unsafe.Slice((*byte)(at), n) {
					b = binary.AppendUvarint(b, uint64(c))
				}
				return b
			}
		}
	default:
	}
	return func(b []byte, at unsafe.Pointer) []byte { return appendValue(b, reflect.NewAt(t, at).Elem()) }
}

func (s *Set) structPlan(t reflect.Type) plan {
	type field struct {
		offset uintptr
		plan   plan
	}
	fields := make([]field, t.NumField())
	for i := range fields {
		fields[i] = field{t.Field(i).Offset, s.planOf(t.Field(i).Type)}
	}
	return func(b []byte, at unsafe.Pointer) []byte {
		for i := range fields {
			b = fields[i].plan(b, unsafe.Add(at, fields[i].offset))
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
