package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/mend"
	"kanshu/internal/source"
)

// TestMendingKeepsEveryValue holds that a column says the same before and after its file was mended and
// its keys were settled on one language.
func TestMendingKeepsEveryValue(t *testing.T) {
	for _, lang := range []string{"ja", "en"} {
		t.Run(lang, func(t *testing.T) {
			before, changed := values(t, func(b []byte) []byte { return b })
			after, renamed := values(t, func(b []byte) []byte {
				pasted := append([]byte("\ufeff"), strings.ReplaceAll(string(b), "\n", "\r\n")...)
				return mend.File(pasted, mend.Options{Rename: renameTo(lang)})
			})
			if len(before) == 0 || changed == renamed {
				t.Fatalf("%d columns, keys the same: nothing was tried", len(before))
			}
			for file, want := range before {
				if after[file] != want {
					t.Errorf("%s\n got %s\nwant %s", file, after[file], want)
				}
			}
		})
	}
}

// values loads the columns that ship, each file changed by change, and returns what they say, and their
// front matter.
func values(t *testing.T, change func([]byte) []byte) (says map[string]string, heads string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, dir := range []string{"columns", "data/doctors", "data/clinics", "data"} {
		entries, err := os.ReadDir("../../" + dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() {
				continue
			}
			b, err := os.ReadFile("../../" + path.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if dir == "columns" {
				b = change(b)
				head, _, _ := strings.Cut(string(b), "\n---\n")
				heads += head
			}
			fsys[path.Join(dir, e.Name())] = &fstest.MapFile{Data: b}
		}
	}
	config, err := os.ReadFile("../../kanshu.yaml")
	if err != nil {
		t.Fatal(err)
	}
	fsys["kanshu.yaml"] = &fstest.MapFile{Data: config}
	site, err := source.Load(fsys, source.Options{Each: kanshu.InOrder, Survey: markdown.Survey})
	if err != nil {
		t.Fatal(err)
	}
	says = map[string]string{}
	for _, c := range site.Columns {
		var keys []string
		for _, f := range c.Fields {
			keys = append(keys, fmt.Sprint(f.Key, f.KeyAt.Line, f.Blank))
		}
		refs := append([]kanshu.Reference(nil), c.References()...)
		for i := range refs {
			refs[i].Pos = kanshu.Pos{}
		}
		treatments, err := json.Marshal(c.Treatments)
		if err != nil {
			t.Fatal(err)
		}
		says[c.File] = fmt.Sprintf("%q %q %q %q %v %v %v %v %+v %+v %v %v %v %v %v %s %v", c.Slug, c.Title, c.Subtitle, c.Description,
			c.Date, c.Updated, c.Review, c.Draft, refs, c.FAQ, c.Points, c.COI, c.Reading, c.Image, keys, treatments, c.Body.Digest)
	}
	return says, heads
}
