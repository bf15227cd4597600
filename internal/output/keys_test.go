package output_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/output"
	"kanshu/internal/testsite"
)

// grow makes every slice and pointer below v hold one thing, so that all fields can be reached.
func grow(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				grow(v.Field(i), depth)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		grow(v.Index(0), depth+1)
	case reflect.Pointer:
		if _, shared := v.Interface().(layout.Keyed); !shared && depth < 4 {
			v.Set(reflect.New(v.Type().Elem()))
			grow(v.Elem(), depth+1)
		}
	}
}

// change alters each value below v in turn and calls check with its path while it is altered.
func change(v reflect.Value, path string, check func(path string)) {
	old := reflect.New(v.Type()).Elem()
	old.Set(v)
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				change(v.Field(i), path+"."+v.Type().Field(i).Name, check)
			}
		}
		return
	case reflect.Slice:
		if v.Len() > 0 {
			change(v.Index(0), path+"[0]", check)
		}
		v.Set(reflect.Zero(v.Type()))
	case reflect.Array:
		change(v.Index(0), path+"[0]", check)
		return
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		} else {
			change(v.Elem(), path, check)
			v.Set(reflect.Zero(v.Type()))
		}
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int, reflect.Int16:
		v.SetInt(v.Int() + 1)
	case reflect.Uint8:
		v.SetUint(v.Uint() + 1)
	default:
		panic("keys_test: " + path + " is a " + v.Kind().String())
	}
	check(path)
	v.Set(old)
}

// No field of any page's data can change without its key.
func TestKeyChangesWithEveryField(t *testing.T) {
	t.Parallel()
	for _, data := range []any{
		&output.ColumnPage{}, &output.HomePage{}, &output.ListPage{}, &output.DoctorPage{}, &output.ClinicPage{},
		&output.FeedsPage{}, &output.AboutPage{}, &output.SearchPage{}, &output.GlossaryPage{}, &output.NotFoundPage{},
		&output.TombstonePage{}, &output.DoctorBox{}, &output.ClinicBox{}, &output.CardData{},
	} {
		v := reflect.ValueOf(data).Elem()
		grow(v, 0)
		whole, n := layout.Digest(data), 0
		change(v, v.Type().Name(), func(path string) {
			n++
			if layout.Digest(data) == whole {
				t.Errorf("%s changed and the key did not", path)
			}
		})
		if n < 7 || layout.Digest(data) != whole {
			t.Errorf("%T: only %d fields were tried, or one was not set back", data, n)
		}
	}
}

func TestEqualSitesGiveEqualPlansAndBytes(t *testing.T) {
	t.Parallel()
	a, b := render(t, folio(t)), render(t, folio(t))
	if len(a.plan) != len(b.plan) {
		t.Fatalf("%d and %d artifacts", len(a.plan), len(b.plan))
	}
	for i := range a.plan {
		x, y := a.plan[i], b.plan[i]
		if x.Path != y.Path || x.Key != y.Key || x.Wave != y.Wave || x.Type != y.Type {
			t.Errorf("artifact %d: %s %s, then %s %s", i, x.Path, x.Key.Short(), y.Path, y.Key.Short())
		}
		if a.pages[x.Path] != b.pages[x.Path] {
			t.Errorf("%s: two plans gave two pages", x.Path)
		}
		var again bytes.Buffer
		if err := x.Make(&again); err != nil || again.String() != a.pages[x.Path] {
			t.Errorf("%s: made again it differs (%v)", x.Path, err)
		}
	}
}

// keys returns the key of each path.
func keys(m *made) map[string]kanshu.Digest {
	all := map[string]kanshu.Digest{}
	for _, a := range m.plan {
		all[a.Path] = a.Key
	}
	return all
}

// Equal keys promise equal bytes: whatever is edited, a page whose bytes differ has another key.
func TestKeysKeepTheirPromise(t *testing.T) {
	t.Parallel()
	before := render(t, folio(t))
	old := keys(before)
	edit := func(name, from, to string) func(*testing.T) *made {
		return func(t *testing.T) *made {
			site := folio(t)
			text := string(site[name].Data)
			if !strings.Contains(text, from) {
				t.Fatalf("%s does not hold %q", name, from)
			}
			testsite.Put(site, name, strings.Replace(text, from, to, 1))
			return render(t, site)
		}
	}
	for name, run := range map[string]func(*testing.T) *made{
		"body":        edit("columns/rich.md", "本文です。", "本文でした。"),
		"answer":      edit("columns/rich.md", "**少し**", "**とても**"),
		"title":       edit("columns/hay-fever/index.md", "花粉の季節を迎える前に", "花粉の季節を迎えたら"),
		"review":      edit("columns/hay-fever/index.md", "2027-09-30", "2027-08-31"),
		"doctor":      edit("data/doctors/hinata.yaml", "日向 泉", "日向 和泉"),
		"clinic":      edit("data/clinics/midorizaka.yaml", "name: ", "name: 新"),
		"site's name": edit("kanshu.yaml", "健康コラム", "医療コラム"),
		"withdrawal": func(t *testing.T) *made {
			site := folio(t)
			delete(site, "columns/sleep.md")
			return render(t, site)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			after := run(t)
			now, differ := keys(after), 0
			for path, page := range after.pages {
				if was, ok := before.pages[path]; ok && was != page {
					differ++
					if old[path] == now[path] {
						t.Errorf("%s changed and its key did not", path)
					}
				}
			}
			if differ == 0 {
				t.Error("nothing changed")
			}
		})
	}
}

// When a column that is linked to goes, the page that links to it is made again, without the link.
func TestPageFollowsTheFateOfWhatItLinksTo(t *testing.T) {
	t.Parallel()
	const page = "columns/hay-fever/index.html"
	site := folio(t)
	with := render(t, site)
	delete(site, "columns/sleep.md")
	without := render(t, site)
	if !strings.Contains(with.page(t, page), `href="/columns/sleep/"`) || strings.Contains(without.page(t, page), "/columns/sleep/") {
		t.Error("the link did not go with its column")
	}
	if keys(with)[page] == keys(without)[page] {
		t.Error("the key stayed the same")
	}
}

func TestClashNamesBothKinds(t *testing.T) {
	t.Parallel()
	again := append([]output.Kind{{Name: "more homes", Plan: output.All[1].Plan}}, output.All...)
	_, err := output.Plan(press(t, folio(t)), again)
	if err == nil || !strings.Contains(err.Error(), "more homes and home") {
		t.Errorf("Plan = %v, want an error that names both kinds", err)
	}
}
