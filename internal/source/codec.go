package source

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// What stands for a pointer in a column that was written down.
const (
	pointsNowhere = iota
	pointsToRecord
	pointsBack // to what a pointer of the same column led to before
	pointsOn   // the value follows
)

// A scribe writes columns down and reads them back: what nearly all of them have plainly (see codec_plain.go),
// what is left by reflection, because a field of a column that was forgotten by hand would be one that is
// missing on the second build alone. A plan is made once for each type.
type scribe struct {
	plans   map[reflect.Type]*plan
	records map[any]int // of doctors, clinics and topics on record, to their place in list
	list    []reflect.Value
	things  []any // the same
	names   *registry
}

// A plan is how the values of a type are written and read.
type plan struct {
	write func(w *written, v reflect.Value)
	read  func(r *reading, v reflect.Value)
}

// A written is one column while it is written down.
type written struct {
	b    []byte
	file string
	seen []reflect.Value // pointers that led on
}

// A reading is one column while it is read back.
type reading struct {
	flat.Reader
	file  string
	seen  []reflect.Value
	which int // 1 while tags are read, 0 for categories
}

// newScribe returns a scribe for a site whose records are read.
func newScribe(site *kanshu.Site, names *registry) *scribe {
	s := &scribe{plans: map[reflect.Type]*plan{}, records: map[any]int{}, names: names}
	record := func(p any) {
		s.records[p] = len(s.list)
		s.list = append(s.list, reflect.ValueOf(p))
		s.things = append(s.things, p)
	}
	for _, d := range site.Doctors {
		record(d)
	}
	for _, c := range site.Clinics {
		record(c)
	}
	for _, list := range [][]*kanshu.Topic{site.Categories, site.Tags} {
		for _, t := range list {
			record(t)
		}
	}
	s.plan(reflect.TypeFor[kanshu.Column]())
	return s
}

// append appends what is left of the column in a file to b.
func (s *scribe) append(b []byte, file string, c *kanshu.Column) []byte {
	w := &written{b: b, file: file}
	s.plans[reflect.TypeFor[kanshu.Column]()].write(w, reflect.ValueOf(c).Elem())
	return w.b
}

// column reads a column back. It returns false for anything but what append wrote. Strings share the
// text.
func (s *scribe) column(file, text string) (*kanshu.Column, bool) {
	c := &kanshu.Column{}
	r := &reading{Reader: flat.Read(text), file: file}
	s.plans[reflect.TypeFor[kanshu.Column]()].read(r, reflect.ValueOf(c).Elem())
	return c, r.Whole()
}

// plan returns the plan of a type, which it makes on first need. Types may hold themselves.
func (s *scribe) plan(t reflect.Type) *plan { //nolint:funlen // one switch over the kinds of type
	if p := s.plans[t]; p != nil {
		return p
	}
	p := &plan{}
	s.plans[t] = p
	switch {
	case t == reflect.TypeFor[kanshu.Pos]():
		p.write, p.read = writePos, readPos
		return p
	case t == reflect.TypeFor[kanshu.Digest]():
		p.write = func(w *written, v reflect.Value) { w.b = append(w.b, v.Bytes()...) }
		p.read = func(r *reading, v reflect.Value) { reflect.Copy(v, reflect.ValueOf([]byte(r.Bytes(v.Len())))) }
		return p
	}
	switch t.Kind() {
	case reflect.String:
		p.write = func(w *written, v reflect.Value) { w.b = flat.AppendText(w.b, v.String()) }
		p.read = func(r *reading, v reflect.Value) { v.SetString(r.Text()) }
	case reflect.Bool:
		p.write = func(w *written, v reflect.Value) { w.b = flat.AppendBool(w.b, v.Bool()) }
		p.read = func(r *reading, v reflect.Value) { v.SetBool(r.Bool()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.write = func(w *written, v reflect.Value) { w.b = binary.AppendVarint(w.b, v.Int()) }
		p.read = func(r *reading, v reflect.Value) { v.SetInt(r.Signed()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		p.write = func(w *written, v reflect.Value) { w.b = binary.AppendUvarint(w.b, v.Uint()) }
		p.read = func(r *reading, v reflect.Value) { v.SetUint(r.Number()) }
	case reflect.Float64:
		p.write = func(w *written, v reflect.Value) {
			w.b = binary.BigEndian.AppendUint64(w.b, math.Float64bits(v.Float()))
		}
		p.read = func(r *reading, v reflect.Value) {
			if b := r.Bytes(8); len(b) == 8 {
				v.SetFloat(math.Float64frombits(binary.BigEndian.Uint64([]byte(b))))
			}
		}
	case reflect.Func, reflect.Interface: // how something is read again; load gives it anew
		p.write, p.read = func(*written, reflect.Value) {}, func(*reading, reflect.Value) {}
	case reflect.Struct:
		s.structPlan(p, t)
	case reflect.Slice:
		s.slicePlan(p, t)
	case reflect.Array:
		elem := s.plan(t.Elem())
		p.write = func(w *written, v reflect.Value) {
			for i := range v.Len() {
				elem.write(w, v.Index(i))
			}
		}
		p.read = func(r *reading, v reflect.Value) {
			for i := range v.Len() {
				elem.read(r, v.Index(i))
			}
		}
	case reflect.Pointer:
		s.pointerPlan(p, t)
	default:
		panic(fmt.Sprintf("source: a column holds a %s, which cannot be written down", t))
	}
	return p
}

func (s *scribe) structPlan(p *plan, t reflect.Type) {
	fields := make([]*plan, t.NumField())
	for i := range fields {
		fields[i] = s.plan(t.Field(i).Type)
	}
	p.write = func(w *written, v reflect.Value) {
		for i, f := range fields {
			f.write(w, v.Field(i))
		}
	}
	p.read = func(r *reading, v reflect.Value) {
		for i, f := range fields {
			f.read(r, v.Field(i))
		}
	}
	if tags, ok := t.FieldByName("Tags"); ok && t == reflect.TypeFor[kanshu.Column]() {
		read := fields[tags.Index[0]].read
		fields[tags.Index[0]] = &plan{write: fields[tags.Index[0]].write, read: func(r *reading, v reflect.Value) {
			r.which = 1
			read(r, v)
			r.which = 0
		}}
	}
}

func (s *scribe) slicePlan(p *plan, t reflect.Type) {
	elem := s.plan(t.Elem())
	p.write = func(w *written, v reflect.Value) {
		if v.IsNil() {
			w.b = append(w.b, 0)
			return
		}
		w.b = binary.AppendUvarint(w.b, uint64(v.Len())+1)
		for i := range v.Len() {
			elem.write(w, v.Index(i))
		}
	}
	p.read = func(r *reading, v reflect.Value) {
		n := r.Number()
		if n == 0 {
			return
		}
		if n--; n > uint64(len(r.Rest())) {
			r.Fail()
			return
		}
		v.Set(reflect.MakeSlice(t, int(n), int(n)))
		for i := range int(n) {
			elem.read(r, v.Index(i))
		}
	}
}

func (s *scribe) pointerPlan(p *plan, t reflect.Type) {
	elem := s.plan(t.Elem())
	p.write = func(w *written, v reflect.Value) {
		if v.IsNil() {
			w.b = append(w.b, pointsNowhere)
			return
		}
		if i, ok := s.records[v.Interface()]; ok {
			w.b = binary.AppendUvarint(append(w.b, pointsToRecord), uint64(i))
			return
		}
		for i, o := range w.seen {
			if o.Type() == t && o.Pointer() == v.Pointer() {
				w.b = binary.AppendUvarint(append(w.b, pointsBack), uint64(i))
				return
			}
		}
		w.seen = append(w.seen, v)
		w.b = append(w.b, pointsOn)
		elem.write(w, v.Elem())
	}
	p.read = func(r *reading, v reflect.Value) {
		var list []reflect.Value
		switch kind := r.Bytes(1); {
		case r.Bad() || kind[0] == pointsNowhere:
			return
		case kind[0] == pointsToRecord:
			list = s.list
		case kind[0] == pointsBack:
			list = r.seen
		case kind[0] == pointsOn:
			s.follow(r, v, t, elem)
			return
		}
		if i := r.Number(); i < uint64(len(list)) && list[i].Type() == t {
			v.Set(list[i])
			return
		}
		r.Fail()
	}
}

// follow reads the value behind a pointer. Equal topics are one topic, as they are when they are read from
// front matter.
func (s *scribe) follow(r *reading, v reflect.Value, t reflect.Type, elem *plan) {
	p := reflect.New(t.Elem())
	at := len(r.seen)
	r.seen = append(r.seen, p)
	elem.read(r, p.Elem())
	if topic, ok := p.Interface().(*kanshu.Topic); ok {
		p = reflect.ValueOf(s.names.make(r.which, topic.Name).topic)
		r.seen[at] = p
	}
	v.Set(p)
}

// writePos writes a place: nearly all stand in the column's own file.
func writePos(w *written, v reflect.Value) {
	w.b = flat.AppendPos(w.b, w.file, v.Interface().(kanshu.Pos))
}

func readPos(r *reading, v reflect.Value) {
	*v.Addr().Interface().(*kanshu.Pos) = r.Pos(r.file)
}
