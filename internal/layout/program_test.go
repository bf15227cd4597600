package layout_test

import (
	"bytes"
	"html/template"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// leaf and page are data with all that a program knows.
type leaf struct {
	Name, Href string
	URL        template.URL
	HTML       template.HTML
	N          int
	On         kanshu.Date
	Words      []string
}

type page struct {
	leaf
	Leaf   leaf
	Ptr    *leaf
	Leaves []leaf
	L      *layout.Labels
	Any    any
	Ok     bool
}

// flatCases are templates with whether a program can be made of them.
var flatCases = map[string]bool{
	`<title>{{.Name}}</title><p title="{{.Name}}">{{.Name}} {{.HTML}} {{.N}} {{.On}}`:                                                                                true,
	`<a href="{{.Href}}">x</a><a href="{{.URL}}">y</a><a href="/q?a={{.Href}}#{{.Name}}">z</a><a href="#{{.Name}}">w</a>`:                                            true,
	`<img srcset="{{.Href}}" src="{{.Leaf.Href}}">`:                                                                                                                  true,
	`{{with .Ptr}}{{.Name}}{{$.Name}}{{else}}none{{.Name}}{{end}}{{if .Ok}}ok{{end}}{{if not .Ok}}no{{end}}{{if or .Name .N}}or{{end}}{{if and .Name .N}}and{{end}}`: true,
	`{{range $i, $x := .Leaves}}{{$i}}{{$x.Name}}{{.N}}{{$.N}}{{range .Words}}{{.}},{{else}}-{{end}}{{else}}none{{end}}`:                                             true,
	`{{if eq (len .Leaves) 2}}two{{else if ne .Name "x"}}y{{end}}{{index .Words 0}}`:                                                                                 true,
	`{{$n := .N}}{{$n}}{{with .Leaf}}{{$n}}{{.Name}}{{end}}{{first .Name}}{{join "、" .Words}}{{add .N 2}}`:                                                           true,
	`{{.L.Date .On}}{{.L.Reading .N}}{{.L.Call .Name}}{{if .On.IsZero}}zero{{end}}{{.L.Lang}}{{.L.List .Words}}`:                                                     true,
	`{{.L.Month .On}}{{.L.MonthDay .On}}{{with .L.Valid .On}}{{.}}{{$.L.Date $.On}}{{.}}{{end}}`:                                                                     true,
	`{{template "pieces/p.html" .Leaf}}{{range .Leaves}}{{template "pieces/p.html" .}}{{end}}`:                                                                       true,
	`{{define "r"}}{{range .Leaves}}{{.Name}}{{end}}{{end}}{{template "r" .}}`:                                                                                       true,
	`<script>var a = {{.Name}};</script>`:            false,
	`<p style="color: {{.Name}}">`:                   false,
	`<p title={{.Name}}>`:                            false,
	`<p title="{{.HTML}}">`:                          false,
	`{{.Any}}`:                                       false,
	`{{printf "%d" .N}}`:                             false,
	`{{.Ok}}`:                                        false,
	`{{with $x := .Ptr}}{{$x.Name}}{{end}}`:          false,
	`{{range .Leaves}}{{.Name}}{{break}}{{end}}`:     false,
	`<a title="{{template "pieces/p.html" .Leaf}}">`: false,
	`{{.Ptr.Name}}`:                                  true,
	`{{index .Leaves .N}}`:                           false,
}

// samples are values that try every escaper.
func samples() []*page {
	hard := `<a href="x">&'+ ` + "\x00\n" + `javascript:alert(1) 50% %41 花粉/?a=b#c, d 2x`
	var all []*page
	for _, s := range []string{"", "x", "花粉症", hard, "javascript:alert(1)", "https://example.jp/a b?c=d&e=花#f", "mailto:a@b.c", "/a-480.png 480w, /b(1).png 1.5x,javascript:x 2x,/c.png !"} {
		l := leaf{Name: s, Href: s, URL: template.URL("tel:" + s), HTML: template.HTML("<b>" + s), N: len(s) % 3, Words: []string{s, "二"}}
		if len(s) > 1 {
			l.On = kanshu.Date{Year: 2026, Month: 11, Day: 8}
		}
		p := &page{leaf: l, Leaf: l, L: layout.LabelsFor("ja"), Ok: len(s) > 4, Any: s}
		if len(s) > 5 {
			p.Ptr, p.Leaves = &l, []leaf{l, {Name: "二"}}
		}
		all = append(all, p)
	}
	return all
}

// A program writes what html/template's executor writes, and fails where it fails; what it does not know
// it leaves alone. So does one of a template that was made ready.
func TestProgramsWriteWhatTheExecutorWrites(t *testing.T) {
	t.Parallel()
	for text, flat := range flatCases {
		site := tree("a.html", text, "pieces/p.html", `<i>{{.Name}}</i>`)
		fast, err := layout.Load(site, nil, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		slow, err := layout.Load(site, nil, layout.Options{Interpret: true})
		if err != nil {
			t.Fatal(err)
		}
		written, err := layout.Ready(site, layout.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ready, err := layout.Load(nil, site, layout.Options{Ready: written})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range samples() {
			for _, set := range []*layout.Set{fast, ready} {
				var a, b bytes.Buffer
				errA, errB := set.Render(&a, "a.html", p), slow.Render(&b, "a.html", p)
				if (errA == nil) != (errB == nil) || errA == nil && a.String() != b.String() || errA != nil && errA.Error() != errB.Error() {
					t.Errorf("%s with %q\n got %s %v\nwant %s %v", text, p.Name, a.String(), errA, b.String(), errB)
				}
			}
		}
		if got, again := fast.Flat("a.html", &page{}), ready.Flat("a.html", &page{}); got != flat || again != flat {
			t.Errorf("Flat(%s) = %v, made ready %v, want %v", text, got, again, flat)
		}
	}
}

// What is escaped is, wherever it stands among eight bytes; and nothing else is.
func TestTextIsEscapedAtEveryPlace(t *testing.T) {
	t.Parallel()
	plain := strings.NewReplacer("\x00", "\uFFFD", `"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")
	for c := range 256 {
		for _, around := range []string{"x", "? ", "#2", "花", "<"} {
			for n := range 18 {
				for _, s := range []string{
					strings.Repeat(around, n) + string([]byte{byte(c)}),
					string([]byte{byte(c)}) + strings.Repeat(around, n),
					strings.Repeat(around, n) + string([]byte{byte(c)}) + strings.Repeat(around, n%7),
				} {
					if got, want := layout.EscapeText(s), plain.Replace(s); got != want {
						t.Fatalf("%q\n got %s\nwant %s", s, got, want)
					}
				}
			}
		}
	}
}

func FuzzPrograms(f *testing.F) {
	for _, p := range samples() {
		f.Add(p.Name, p.N)
	}
	text := `<title>{{.Name}}</title><a href="{{.Href}}" title="{{.Name}}">{{.Name}}</a><a href="?q={{.Href}}">{{.HTML}}</a><img srcset="{{.Href}}">{{if .N}}{{.N}}{{end}}`
	fast, err := layout.Load(tree("a.html", text), nil, layout.Options{})
	if err != nil {
		f.Fatal(err)
	}
	slow, err := layout.Load(tree("a.html", text), nil, layout.Options{Interpret: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		l := leaf{Name: s, Href: s, HTML: template.HTML(s), N: n}
		var a, b bytes.Buffer
		if err := fast.Render(&a, "a.html", &l); err != nil {
			t.Fatal(err)
		}
		if err := slow.Render(&b, "a.html", &l); err != nil {
			t.Fatal(err)
		}
		if a.String() != b.String() {
			t.Errorf("with %q\n got %s\nwant %s", s, a.String(), b.String())
		}
	})
}
