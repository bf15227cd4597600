package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// Version names the way variants are made. It belongs to the key of every variant.
const Version = "2"

// MaxBytes is how large the file of a picture may be. What is larger is not read.
const MaxBytes = 12 << 20

// ErrBroken says that a picture breaks off, or cannot be decoded to its end.
var ErrBroken = errors.New("the picture breaks off")

// A Study is what is known of a picture once it has been decoded.
type Study struct {
	Drawing bool  // few colours: stays PNG
	Opaque  bool  // nothing shines through
	Ground  uint8 // the mean colour, one of 64: see Ground
	Frames  bool  // it moves; the first frame is what is shown
}

// Bytes returns the study in the form that ReadStudy reads.
func (s Study) Bytes() []byte {
	b := []byte{1, s.Ground, 0}
	for i, set := range []bool{s.Drawing, s.Opaque, s.Frames} {
		if set {
			b[2] |= 1 << i
		}
	}
	return b
}

// ReadStudy reads the form that Bytes returns, and reports whether it is one.
func ReadStudy(b []byte) (Study, bool) {
	if len(b) != 3 || b[0] != 1 || b[1] > 63 || b[2] > 7 {
		return Study{}, false
	}
	return Study{Ground: b[1], Drawing: b[2]&1 != 0, Opaque: b[2]&2 != 0, Frames: b[2]&4 != 0}, true
}

// Ground returns the colour that a Study's Ground stands for: four levels of red, green and blue. A page
// needs a rule of its style sheet for each ground it shows, so there are few.
func Ground(g uint8) string {
	level := [4]uint8{0x2a, 0x6a, 0xaa, 0xea}
	return fmt.Sprintf("#%02x%02x%02x", level[g>>4&3], level[g>>2&3], level[g&3])
}

// few reports whether a picture has the few colours of a drawing, counted coarsely: 32 levels a channel.
func few(r raster) bool {
	const drawing = 1200
	if len(r.planes) == 1 {
		return true
	}
	var seen [1 << 15]bool
	n, step := 0, r.planes[0].step // of all planes, since no JPEG is asked about
	for y := range r.height {
		reds := r.planes[0].row(y)[:(r.width-1)*step+1]
		greens, blues := r.planes[1].row(y)[:len(reds)], r.planes[2].row(y)[:len(reds)]
		for at := 0; at < len(reds); at += step {
			k := int(reds[at]>>3)<<10 | int(greens[at]>>3)<<5 | int(blues[at]>>3)
			if !seen[k] {
				seen[k] = true
				n++
			}
		}
		if n > drawing {
			return false
		}
	}
	return true
}

// A progressive JPEG comes in scans, each of which walks over the whole picture: a small file of many scans
// would take hours. Cameras and programs write about ten.
const maxScans = 64

// scan begins a scan. In the pixels themselves 0xff is never followed by 0xda.
var scan = []byte{0xff, 0xda}

// decode returns a picture upright, as planes. WebP is not decoded.
func decode(b []byte) (raster, Info, error) {
	info, err := Probe(b)
	if err != nil {
		return raster{}, Info{}, err
	}
	var img image.Image
	switch info.Type {
	case "image/jpeg":
		if bytes.Count(b, scan) > maxScans {
			return raster{}, info, ErrBroken
		}
		img, err = jpeg.Decode(bytes.NewReader(b))
	case "image/png":
		img, err = png.Decode(bytes.NewReader(b))
	case "image/gif":
		img, err = gif.Decode(bytes.NewReader(b))
	default:
		return raster{}, info, ErrKind
	}
	if err != nil {
		return raster{}, info, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if whole := image.Rect(0, 0, info.Width, info.Height); info.Type == "image/gif" && img.Bounds() != whole {
		screen := image.NewRGBA(whole) // a frame may cover a part of it
		draw.Draw(screen, img.Bounds(), img, img.Bounds().Min, draw.Src)
		img = screen
	}
	return rasterOf(img).upright(info.Orientation), info, nil
}

// A Variant is one form in which a picture is published.
type Variant struct {
	Width, Height int    // pixels
	Crop          bool   // what does not fit the shape is cut off; else the shape is the picture's own
	Pad           bool   // the whole is shown, on a ground of the colour of its corner, and no larger than it is
	Type          string // image/jpeg or image/png
	Quality       int    // of JPEG, 1 to 100
	Raw           bool   // a PNG without compression, for another program to read
}

// variant returns the pixels of a variant.
func (r raster) variant(v Variant) image.Image {
	whole := frame{0, 0, float64(r.width), float64(r.height)}
	switch {
	case v.Crop:
		return r.scaled(r.crop(v.Width, v.Height), v.Width, v.Height).image()
	case !v.Pad:
		return r.scaled(whole, v.Width, v.Height).image()
	}
	w := min(r.width, v.Width, r.width*v.Height/r.height)
	h := max(r.height*w/r.width, 1)
	img := r.scaled(whole, max(w, 1), h).image()
	out := image.NewRGBA(image.Rect(0, 0, v.Width, v.Height))
	draw.Draw(out, out.Rect, image.NewUniform(img.At(0, 0)), image.Point{}, draw.Src)
	at := image.Pt((v.Width-w)/2, (v.Height-h)/2)
	draw.Draw(out, img.Bounds().Add(at), img, image.Point{}, draw.Src)
	return out
}

// moves reports whether a GIF has more than one frame, without decoding any.
func moves(b []byte) bool {
	frames, _ := walk(b)
	return frames > 1
}

// walk counts the frames of a GIF, without decoding any, and tells whether it ends as a GIF does.
//
// Source: GIF89a specification, sections 15 to 27.
func walk(b []byte) (frames int, ended bool) {
	if len(b) < 13 {
		return 0, false
	}
	at := 13 + colours(b[10])
	for at < len(b) {
		switch b[at] {
		case 0x21: // extension: a label, then blocks
			at = blocks(b, at+2)
		case 0x2c: // image: nine bytes, a palette, a code size, then blocks
			frames++
			if at+9 >= len(b) {
				return frames, false
			}
			at = blocks(b, at+10+colours(b[at+9])+1)
		default:
			return frames, b[at] == 0x3b
		}
	}
	return frames, false
}

// colours returns how many bytes the palette takes that flags announce.
func colours(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks returns where a run of blocks ends.
func blocks(b []byte, at int) int {
	for at < len(b) && b[at] != 0 {
		at += int(b[at]) + 1
	}
	return at + 1
}

// Whole reports whether a picture ends as its media type does; one that was cut off on its way does not.
// tail is its last bytes, 64 KiB or all of it, and size how many there are in all. What cameras put behind
// a picture's end is let pass.
func Whole(tail []byte, media string, size int64) bool {
	switch media {
	case "image/jpeg":
		return bytes.Contains(tail, []byte{0xff, 0xd9})
	case "image/png":
		return bytes.Contains(tail, []byte("IEND"))
	case "image/gif":
		return bytes.IndexByte(tail[max(0, len(tail)-1024):], 0x3b) >= 0
	default:
		return size > 0
	}
}
