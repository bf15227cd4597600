// Package picture reads what kind and size a picture is, and makes it fit to publish: upright, and
// without anything but its pixels.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/webp"
)

// MaxPixels is how many pixels a picture may have. It is looked at before anything is decoded, since a
// small file can claim a picture that fills the memory.
const MaxPixels = 40_000_000

// ErrKind says that the bytes are no picture of a kind that is published.
var ErrKind = errors.New("no JPEG, PNG, GIF or WebP picture")

// ErrSize says that a picture has no pixels, or more than MaxPixels.
var ErrSize = errors.New("the picture has no pixels, or too many")

// Info is what is known of a picture without decoding it.
type Info struct {
	Type          string // image/jpeg, image/png, image/gif, image/webp
	Ext           string // .jpg, .png, .gif, .webp
	Width, Height int    // pixels, as it is seen: after Orientation
	Orientation   int    // 1 to 8 (Exif 2.32, tag 0x0112); 1 is upright
}

// Probe tells what a picture is by its bytes; its name counts for nothing. It returns ErrKind,
// ErrSize, or ErrBroken with what the decoder of its kind says of its head.
func Probe(b []byte) (Info, error) {
	i := Info{Orientation: 1}
	var c image.Config
	var err error
	switch kind(b) {
	case "jpeg":
		i.Type, i.Ext = "image/jpeg", ".jpg"
		c, err = jpeg.DecodeConfig(bytes.NewReader(b))
		i.Orientation = orientation(b)
	case "png":
		i.Type, i.Ext = "image/png", ".png"
		c, err = png.DecodeConfig(bytes.NewReader(b))
	case "gif":
		i.Type, i.Ext = "image/gif", ".gif"
		c, err = gif.DecodeConfig(bytes.NewReader(b))
	case "webp":
		i.Type, i.Ext = "image/webp", ".webp"
		c, err = webp.DecodeConfig(bytes.NewReader(b))
	default:
		return Info{}, ErrKind
	}
	if err != nil {
		return Info{}, fmt.Errorf("%w: its head: %w", ErrBroken, err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > MaxPixels/c.Height {
		return Info{}, ErrSize
	}
	i.Width, i.Height = c.Width, c.Height
	if i.Orientation > 4 {
		i.Width, i.Height = c.Height, c.Width
	}
	return i, nil
}

// kind tells a picture by its first bytes.
func kind(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return "jpeg"
	case bytes.HasPrefix(b, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(b, []byte("GIF87a")), bytes.HasPrefix(b, []byte("GIF89a")):
		return "gif"
	case len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP":
		return "webp"
	default:
		return ""
	}
}
