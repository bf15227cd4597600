package build

import (
	_ "embed" // of what is shipped

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// shippedAssets are the default style sheet, scripts and icons, minified before the program was compiled: the media type of
// each, the digest of its source, and what is left of it. TestShipped writes them.
//
//go:embed shipped/assets
var shippedAssets string

// shipped returns what is left of a file that comes with the program, false for any other. To minify them took 3.5 of the
// 95 ms of processor time that a build of a hundred columns has.
func shipped(mediaType string, b []byte) ([]byte, bool) {
	switch mediaType {
	case "text/css", "text/javascript", "image/svg+xml":
	default:
		return nil, false
	}
	digest := kanshu.DigestOf(b)
	for r := flat.Read(shippedAssets); r.More(); {
		if media, source, small := r.Text(), r.Digest(), r.Text(); media == mediaType && source == digest {
			return []byte(small), true
		}
	}
	return nil, false
}

// ShippedLayouts are the default templates, minified and escaped before the program was compiled: see layout.Ready.
// TestShippedLayouts writes them.
//
//go:embed shipped/layouts
var ShippedLayouts string
