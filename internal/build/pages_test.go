package build_test

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/markdown"
	"kanshu/internal/output"
	"kanshu/internal/picture"
	"kanshu/internal/rules"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// shippedDay is a day on which the columns that ship with the project may be published.
var shippedDay = kanshu.Date{Year: 2026, Month: 11, Day: 23}

// plan plans all of a site with templates that are run by html/template's executor or as programs, which are made of the
// templates or of what was made ready of them.
func plan(t *testing.T, fsys fs.FS, interpret bool, ready string) ([]kanshu.Artifact, *layout.Set) {
	t.Helper()
	site, err := source.Load(fsys, source.Options{Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	edition, _, err := gate.Judge(site, fsys, gate.Options{Rules: rules.All, Today: shippedDay})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := layout.Load(layouts.FS, nil, layout.Options{Minify: build.NewMinifier().Bytes}); err != nil {
		t.Fatal(err) // of one that no page here needs
	}
	set, err := layout.Load(nil, layouts.FS, layout.Options{Minify: build.NewMinifier().Bytes, Generator: "test", Interpret: interpret, Ready: ready})
	if err != nil {
		t.Fatal(err)
	}
	artifacts, err := output.Plan(&output.Press{
		Edition: edition, Layouts: set, Assets: assets.FS, Generator: "test", Minify: build.NewMinifier().Bytes, Each: kanshu.InOrder,
		Withdrawn: []kanshu.Tombstone{{Path: "/columns/gone/", Since: shippedDay}},
	}, output.All)
	if err != nil {
		t.Fatal(err)
	}
	return artifacts, set
}

// Every page is equal, byte for byte, whether html/template's executor writes it or the program that was
// made of its template, now or before the program was compiled; the templates of columns, lists and pieces run as programs; and a minifier finds next to
// nothing to take away from a page, which is why none is run over it.
func TestPagesAreFlatAndSmall(t *testing.T) {
	t.Parallel()
	own, err := source.Dir("../..")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = own.Close() }()
	pages, styles, before, after := 0, 0, 0, 0
	for name, fsys := range map[string]fs.FS{"the shipped site": own, "the test site": testsite.New(t)} {
		fast, set := plan(t, fsys, false, "")
		ready, readySet := plan(t, fsys, false, build.ShippedLayouts)
		slow, _ := plan(t, fsys, true, build.ShippedLayouts)
		if set.Digest() != readySet.Digest() {
			t.Error("templates that were made ready have other keys")
		}
		for i := range fast {
			if strings.HasPrefix(fast[i].Type, "text/css") {
				styles++
				smallAlready(t, fast[i])
			}
			if fast[i].Type != layout.PageType {
				continue
			}
			var a, b, c bytes.Buffer
			for to, make := range map[*bytes.Buffer]func(io.Writer) error{&a: fast[i].Make, &b: slow[i].Make, &c: ready[i].Make} {
				if err := make(to); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(a.Bytes(), b.Bytes()) || !bytes.Equal(a.Bytes(), c.Bytes()) {
				t.Errorf("%s: %s differs between program, executor and what was made ready:\n%s\n%s\n%s", name, fast[i].Path, a.Bytes(), b.Bytes(), c.Bytes())
			}
			if !fast[i].Made {
				t.Errorf("%s: %s is to be minified once more", name, fast[i].Path)
			}
			small, err := build.NewMinifier().Bytes(layout.PageType, a.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			pages, before, after = pages+1, before+a.Len(), after+len(small)
		}
		for _, one := range append(set.Interpreted(), readySet.Interpreted()...) {
			if one == "column.html" || one == "list.html" || strings.HasPrefix(one, "pieces/") { // what columns are many of
				t.Errorf("%s: no program can be made of %s", name, one)
			}
		}
	}
	if styles != 2 {
		t.Errorf("%d style sheets, want one of each site", styles)
	}
	if pages < 50 || (before-after)*200 > before {
		t.Errorf("a minifier takes %d of %d bytes off %d pages, want 0.5 %% at most", before-after, before, pages)
	}
}

// smallAlready holds that a minifier would leave a style sheet as it is: the site's colours and the grounds of its
// pictures are written as it would write them.
func smallAlready(t *testing.T, sheet kanshu.Artifact) {
	t.Helper()
	var a bytes.Buffer
	if err := sheet.Make(&a); err != nil {
		t.Fatal(err)
	}
	small, err := build.NewMinifier().Bytes("text/css", a.Bytes())
	if err != nil || !bytes.Equal(a.Bytes(), small) {
		t.Errorf("a minifier changes %s, %d bytes to %d: %v", sheet.Path, a.Len(), len(small), err)
	}
	for _, part := range []string{"--on-accent:", "[data-color="} {
		if !bytes.Contains(a.Bytes(), []byte(part)) {
			t.Errorf("%s has no %q", sheet.Path, part)
		}
	}
}

// TestGroundsAreShort holds that of the grounds of pictures one alone can be written shorter, as its rule is.
func TestGroundsAreShort(t *testing.T) {
	t.Parallel()
	for g := range uint8(64) {
		c := picture.Ground(g)
		rule := "a{background:" + c + "}"
		small, err := build.NewMinifier().Bytes("text/css", []byte(rule))
		if err != nil || (string(small) != rule) != (c == "#aaaaaa") {
			t.Errorf("%s: a minifier makes it %s, %v", rule, small, err)
		}
	}
}
