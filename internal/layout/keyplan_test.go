package layout_test

import (
	"bytes"
	"html/template"
	"testing"
	"testing/quick"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// A kinds has every kind of field that a key may cover.
type kinds struct {
	Name   string
	HTML   template.HTML
	Yes    bool
	N      int
	Small  int8
	Many   uint32
	Part   float64
	Digest kanshu.Digest
	Pair   [2]string
	Day    kanshu.Date
	List   []string
	Links  []struct{ Name, Href string }
	Deep   [][]int
	Next   *kinds
	Nodes  []*kinds
	Any    any
	own    string
}

// TestPlansEncodeLikeReflection fills them at random: a key covers the same bytes by both ways.
func TestPlansEncodeLikeReflection(t *testing.T) {
	t.Parallel()
	check := func(p kinds, word string, k uint8) bool {
		p.own = word
		p.Any = []any{nil, word, int(k), &kinds{Name: word}, []string{word}}[k%5]
		if k%3 == 0 {
			p.List, p.Links = nil, nil
		}
		planned, reflected := layout.Encodings(&p)
		return bytes.Equal(planned, reflected)
	}
	if err := quick.Check(func(name, html, word string, yes bool, n int, small int8, many uint32, part float64, digest [32]byte, list []string, deep [][]int, k uint8) bool {
		leaf := &kinds{Name: html, Deep: deep}
		p := kinds{
			Name: name, HTML: template.HTML(html), Yes: yes, N: n, Small: small, Many: many, Part: part, Digest: digest, Pair: [2]string{word, name},
			Day: kanshu.Date{Year: 2026, Month: k%12 + 1, Day: 1}, List: list, Deep: deep, Next: leaf, Nodes: []*kinds{leaf, nil, {Next: leaf}},
		}
		for _, s := range list {
			p.Links = append(p.Links, struct{ Name, Href string }{s, html})
		}
		return check(p, word, k)
	}, &quick.Config{MaxCount: 300}); err != nil {
		t.Error(err)
	}
}

// TestOtherDataEncodesToo covers what is not behind a pointer.
func TestOtherDataEncodesToo(t *testing.T) {
	t.Parallel()
	for _, data := range []any{nil, "x", (*kinds)(nil), kinds{Name: "x"}, 7} {
		if planned, reflected := layout.Encodings(data); !bytes.Equal(planned, reflected) {
			t.Errorf("%v: %x, by reflection %x", data, planned, reflected)
		}
	}
}
