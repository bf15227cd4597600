package layout

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"

	"kanshu/internal/kanshu"
)

// Keyed is page data that says itself what a key must cover of it: a body, which stands for its digest
// and the addresses its links resolved to; a piece, which stands for its own key. It is looked for
// behind pointers and interfaces only. AppendKey appends to b and returns the longer slice.
type Keyed interface {
	AppendKey(b []byte) []byte
}

// Key returns the digest of everything that rendering the template with the data reads: generator,
// the template's source with all that it may call, and the data.
//
// The data's encoding is by value, in the order of the fields, with a length before everything whose
// length may differ: no two different values of a type encode alike. It panics for data that has no
// such encoding (a map, a function, a channel), which is a programmer's slip.
func (s *Set) Key(name string, data any) kanshu.Digest {
	buf := s.buffers.Take()
	b := appendString((*buf)[:0], s.generator)
	b = appendString(b, name)
	if sh := s.sheets[name]; sh != nil {
		b = append(b, sh.key[:]...)
	}
	b = s.appendData(b, data)
	key := kanshu.DigestOf(b)
	*buf = b
	s.buffers.Put(buf)
	return key
}

// Digest returns the digest of all templates and of what goes into every key beside them.
func (s *Set) Digest() kanshu.Digest {
	b := appendString(nil, s.generator)
	for _, name := range slices.Sorted(maps.Keys(s.sheets)) {
		b = appendString(b, name)
		b = append(b, s.sheets[name].key[:]...)
	}
	return kanshu.DigestOf(b)
}

// Digest returns the digest of any closed data by the encoding of Key, without template or generator.
func Digest(data any) kanshu.Digest {
	return kanshu.DigestOf(appendValue(make([]byte, 0, 512), reflect.ValueOf(data)))
}

func appendString(b []byte, s string) []byte {
	if len(s) < 0x80 {
		return append(append(b, byte(len(s))), s...) // as below
	}
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendValue appends the encoding of v. Reflection, because the structs of output are many and change
// often, and a field forgotten by hand would be a page that does not change when it should.
func appendValue(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Invalid:
		return append(b, 0)
	case reflect.String:
		return appendString(b, v.String())
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.Float32, reflect.Float64:
		return binary.BigEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.Struct:
		for i := range v.NumField() {
			b = appendValue(b, v.Field(i))
		}
		return b
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		return appendElements(b, v)
	case reflect.Array:
		return appendElements(b, v)
	case reflect.Pointer, reflect.Interface:
		return appendBehind(b, v)
	default:
		panic(fmt.Sprintf("layout: page data holds a %s, which has no encoding", v.Type()))
	}
}

// appendElements appends the elements of a slice or an array.
func appendElements(b []byte, v reflect.Value) []byte {
	for i := range v.Len() {
		b = appendValue(b, v.Index(i))
	}
	return b
}

// appendBehind appends what a pointer or an interface leads to: 0 for nothing, else 1 and the value.
func appendBehind(b []byte, v reflect.Value) []byte {
	if v.IsNil() {
		return append(b, 0)
	}
	b = append(b, 1)
	if v.CanInterface() {
		if k, ok := v.Interface().(Keyed); ok {
			return k.AppendKey(b)
		}
	}
	if v.Kind() == reflect.Interface {
		b = appendString(b, v.Elem().Type().String())
	}
	return appendValue(b, v.Elem())
}
