package build_test

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/publish"
	"kanshu/internal/source"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// named is a source directory that notes what is opened of it.
type named struct {
	*source.Root
	names []string
}

func (n *named) Open(name string) (fs.File, error) {
	n.names = append(n.names, name)
	return n.Root.Open(name)
}

// columns returns the columns among what was opened, each once, and forgets all of it.
func (n *named) columns() []string {
	all := slices.DeleteFunc(n.names, func(s string) bool { return !strings.HasSuffix(s, ".md") })
	slices.Sort(all)
	n.names = nil
	return slices.Compact(all)
}

// preview returns a preview of a desk, which may believe what a build into a folder kept.
func (d *desk) preview(out string) (*build.Preview, *named) {
	d.t.Helper()
	root, err := source.Dir(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { _ = root.Close() })
	o := build.Options{Layouts: layouts.FS, Assets: assets.FS, Version: "0", Workers: 1}
	if out != "" {
		o.Kept = func(name string) ([]byte, bool) { return publish.Peek(out, name) }
	}
	seen := &named{Root: root}
	return build.NewPreview(d.t.Context(), seen, o), seen
}

// TestAPreviewAfterABuildReadsWhatChanged: a column that is as the last build read it is not read again until it is
// shown, and whatever is shown is what a preview without that build shows.
func TestAPreviewAfterABuildReadsWhatChanged(t *testing.T) {
	t.Parallel()
	needsMarks(t)
	d := newDesk(t, 5)
	d.write("columns/alone.md", "---\ntitle: 監修者のいないコラム\ntags: [ひとつだけ]\n---\n本文です。日本一の名医です。\n")
	out := filepath.Join(d.dir, "public")
	d.build(out, false)
	paths := []string{
		"index.html", "columns/index.html", "columns/alone/index.html", "columns/sleep/index.html", "columns/blood-pressure/index.html",
		"columns/hay-fever/index.html", "doctors/kurose/index.html", "feed.xml", "sitemap.xml", "tags/ひとつだけ/index.html",
	}
	for _, test := range []struct {
		name, file, old, new string
		read                 []string
	}{
		{"nothing", "", "", "", nil},
		{"a body", "columns/sleep.md", "\n---\n", "\n---\n\n足した文です。\n", []string{"columns/sleep.md"}},
		{"a title", "columns/sleep.md", "title: ", "title: 別の", []string{"columns/sleep.md"}},
		{"a doctor", "data/doctors/kurose.yaml", "name: ", "name: 別の", []string{"columns/alone.md", "columns/blood-pressure.md", "columns/hay-fever/index.md", "columns/sleep.md"}},
	} {
		if test.file != "" {
			d.replace(test.file, test.old, test.new)
		}
		kept, seen := d.preview(out)
		// A column with pictures beside it is read in any case: they count to it.
		got := slices.DeleteFunc(seen.columns(), func(s string) bool { return s == "columns/hay-fever/index.md" })
		want := slices.DeleteFunc(test.read, func(s string) bool { return s == "columns/hay-fever/index.md" })
		if !slices.Equal(got, want) {
			t.Errorf("after %s, %q were read, want %q", test.name, got, want)
		}
		fresh, _ := d.preview("")
		for _, path := range paths {
			for _, asOf := range []bool{false, true} {
				samePage(t, kept, fresh, path, testsite.Today, asOf, []string{test.name})
			}
		}
		sameVerdicts(t, kept, fresh, testsite.Today)
		for _, to := range []string{"title: さらに", "subtitle: 副\ntitle: "} { // what is kept of the build is put in its place as well
			name := d.replace("columns/blood-pressure.md", "title: ", to)
			kept.Update([]string{name})
			fresh.Update([]string{name})
			for _, path := range paths {
				samePage(t, kept, fresh, path, testsite.Today, false, []string{test.name, to})
			}
		}
		d.build(out, false)
	}
}
