package build_test

import (
	"bytes"
	"io/fs"
	"path"
	"testing"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/testsite"
	"kanshu/layouts"
)

// mediaTypes are the media types of what is shipped.
var mediaTypes = map[string]string{".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

// TestShippedAssets holds that what was minified before is what the minifier makes of the files now, and that it is what
// Bytes returns of them.
func TestShippedAssets(t *testing.T) {
	entries, err := fs.ReadDir(assets.FS, ".")
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, e := range entries {
		b, err := fs.ReadFile(assets.FS, e.Name())
		if err != nil {
			t.Fatal(err)
		}
		media, digest := mediaTypes[path.Ext(e.Name())], kanshu.DigestOf(b)
		var small bytes.Buffer
		if err := build.NewMinifier().Write(&small, media, b); err != nil {
			t.Fatal(err)
		}
		if got, err := build.NewMinifier().Bytes(media, b); err != nil || !bytes.Equal(got, small.Bytes()) {
			t.Errorf("%s: Bytes returns %d bytes and %v, want %d", e.Name(), len(got), err, small.Len())
		}
		all = flat.AppendText(all, media)
		all = append(all, digest[:]...)
		all = flat.AppendText(all, small.String())
	}
	testsite.Written(t, "shipped/assets", all)
}

// TestShippedLayouts holds that the templates that were made ready are those that would be made now.
func TestShippedLayouts(t *testing.T) {
	ready, err := layout.Ready(layouts.FS, layout.Options{Minify: build.NewMinifier().Bytes})
	if err != nil {
		t.Fatal(err)
	}
	testsite.Written(t, "shipped/layouts", []byte(ready))
}
