package source_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// A filler fills values of any type at random: empty, nil, or something.
type filler struct {
	*rand.Rand
	site  *kanshu.Site
	depth int
}

func (f *filler) fill(v reflect.Value) {
	if f.depth++; f.depth > 9 || f.IntN(4) == 0 {
		f.depth--
		return
	}
	defer func() { f.depth-- }()
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"題", "a.md", "", "columns/x.md", "長い文です。"}[f.IntN(5)])
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int16:
		v.SetInt(int64(f.IntN(3000) - 5))
	case reflect.Uint8:
		v.SetUint(uint64(f.IntN(200)))
	case reflect.Float64:
		v.SetFloat(f.Float64())
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), f.IntN(3), 3))
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Struct:
		if _, ok := v.Interface().(kanshu.Date); ok {
			v.Set(reflect.ValueOf(kanshu.Date{Year: 2026, Month: 2, Day: uint8(1 + f.IntN(28))}))
			return
		}
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	case reflect.Pointer:
		f.pointer(v)
	}
}

func (f *filler) pointer(v reflect.Value) {
	recorded := f.IntN(2) == 0
	switch v.Interface().(type) {
	case *kanshu.Doctor:
		if recorded {
			v.Set(reflect.ValueOf(f.site.Doctors[f.IntN(2)]))
			return
		}
	case *kanshu.Clinic:
		if recorded {
			v.Set(reflect.ValueOf(f.site.Clinics[0]))
			return
		}
	case *kanshu.Topic:
		v.Set(reflect.ValueOf(f.site.Categories[0])) // those that only columns name are made anew from their names
		return
	}
	v.Set(reflect.New(v.Type().Elem()))
	f.fill(v.Elem())
}

// Whatever a column holds, it is remembered whole, a field that somebody adds one day as well.
func TestColumnsAreRememberedWhole(t *testing.T) {
	t.Parallel()
	site := &kanshu.Site{
		Doctors: []*kanshu.Doctor{{ID: "a"}, {ID: "b"}}, Clinics: []*kanshu.Clinic{{ID: "c"}},
		Categories: []*kanshu.Topic{{ID: "t", Name: "題"}}, Tags: []*kanshu.Topic{{ID: "u", Name: "札"}},
	}
	f := &filler{Rand: rand.New(rand.NewPCG(1, 2)), site: site}
	rests := 0
	for range 2000 {
		c := &kanshu.Column{}
		for i := range reflect.ValueOf(c).Elem().NumField() {
			f.fill(reflect.ValueOf(c).Elem().Field(i))
		}
		for i := range c.Supervisors {
			if c.Supervisors[i].Doctor == nil {
				c.Supervisors[i].Doctor = site.Doctors[0]
			}
		}
		for i := range c.Clinics {
			if c.Clinics[i] == nil {
				c.Clinics[i] = site.Clinics[0]
			}
		}
		c.Body = kanshu.Text{}
		if f.IntN(2) == 0 {
			c.Body = kanshu.Text{File: c.File, Line: 4, Size: 9, From: 7, Digest: kanshu.DigestOf([]byte("x"))}
		}
		if len(c.Fields) == 0 {
			c.Fields = nil
		}
		if len(c.Listed) == 0 {
			c.Listed = nil
		}
		c.Survey.Letters, c.Survey.Steps = max(0, c.Survey.Letters), "" // steps are for the run alone
		back, rest, ok := source.Remembered(site, c)
		if rest {
			rests++
		}
		if !ok || !reflect.DeepEqual(back, c) {
			t.Fatalf("remembered %v otherwise:\n%+v\n%+v", ok, back, c)
		}
	}
	if rests == 0 {
		t.Error("nothing was ever left for reflection")
	}
	plain := &kanshu.Column{Slug: "x", File: "columns/x.md", Title: "題", Supervisors: []kanshu.Supervisor{{Doctor: site.Doctors[0], Clinic: site.Clinics[0]}}, Listed: []kanshu.Reference{{Title: "文献", Year: 2025}}, Tags: site.Tags}
	if back, rest, ok := source.Remembered(site, plain); rest || !ok || !reflect.DeepEqual(back, plain) {
		t.Errorf("a plain column: by reflection %v, %v, %+v", rest, ok, back)
	}
}
