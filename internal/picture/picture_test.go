package picture_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"kanshu/internal/picture"
)

// quarters is a picture whose upper left quarter is red and the rest white.
func quarters(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 255, 255, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func encode(t testing.TB, do func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := do(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exif puts an APP1 with an orientation and some words into a JPEG.
func exif(jpg []byte, orientation uint16, words string) []byte {
	t := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	t = binary.BigEndian.AppendUint16(t, orientation)
	t = append(t, 0, 0, 0, 0, 0, 0)
	t = append(t, words...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, byte((len(t)+2)>>8), byte(len(t)+2))
	return append(append(out, t...), jpg[2:]...)
}

func jpg(t testing.TB) []byte {
	return encode(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, quarters(64, 32), &jpeg.Options{Quality: 95}) })
}

func TestProbeGoesByTheBytes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		b    []byte
		want picture.Info
		err  error
	}{
		{"JPEG", jpg(t), picture.Info{Type: "image/jpeg", Ext: ".jpg", Width: 64, Height: 32, Orientation: 1}, nil},
		{"JPEG on its side", exif(jpg(t), 6, ""), picture.Info{Type: "image/jpeg", Ext: ".jpg", Width: 32, Height: 64, Orientation: 6}, nil},
		{"JPEG with an orientation that is none", exif(jpg(t), 9, ""), picture.Info{Type: "image/jpeg", Ext: ".jpg", Width: 64, Height: 32, Orientation: 1}, nil},
		{"PNG", encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(3, 5)) }), picture.Info{Type: "image/png", Ext: ".png", Width: 3, Height: 5, Orientation: 1}, nil},
		{"GIF", encode(t, func(b *bytes.Buffer) error { return gif.Encode(b, quarters(3, 5), nil) }), picture.Info{Type: "image/gif", Ext: ".gif", Width: 3, Height: 5, Orientation: 1}, nil},
		{"a page", []byte("<html><script>alert(1)</script>"), picture.Info{}, picture.ErrKind},
		{"nothing", nil, picture.Info{}, picture.ErrKind},
		{"a PNG that claims too much", claim(t, 60000, 60000), picture.Info{}, picture.ErrSize},
	} {
		got, err := picture.Probe(test.b)
		if got != test.want || !errors.Is(err, test.err) {
			t.Errorf("%s: Probe = %+v, %v; want %+v, %v", test.name, got, err, test.want, test.err)
		}
	}
}

// claim is a PNG head that claims a size.
func claim(t testing.TB, w, h uint32) []byte {
	b := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewGray(image.Rect(0, 0, 1, 1))) })
	binary.BigEndian.PutUint32(b[16:], w)
	binary.BigEndian.PutUint32(b[20:], h)
	binary.BigEndian.PutUint32(b[29:], crc(b[12:29]))
	return b
}

func TestCleanTurnsThePictureAndDropsTheRest(t *testing.T) {
	t.Parallel()
	// Where the red quarter of an upright 64 x 32 picture comes to lie.
	for o, corner := range map[uint16][2]int{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}} {
		b, err := picture.Clean(exif(jpg(t), o, "GPS secret place"), 95)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte("Exif")) || bytes.Contains(b, []byte("secret")) {
			t.Errorf("orientation %d: the metadata is still there", o)
		}
		m, err := jpeg.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		r := m.Bounds()
		if (r.Dx() < r.Dy()) != (o > 4) {
			t.Errorf("orientation %d: %d x %d", o, r.Dx(), r.Dy())
		}
		x, y := r.Dx()/4+corner[0]*r.Dx()/2, r.Dy()/4+corner[1]*r.Dy()/2
		if _, g, _, _ := m.At(x, y).RGBA(); g > 0x6000 {
			t.Errorf("orientation %d: red is not at %d,%d", o, x, y)
		}
	}
}

func TestCleanKeepsPNGAndGIF(t *testing.T) {
	t.Parallel()
	src := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(8, 8)) })
	b, err := picture.Clean(src, 0)
	if err != nil {
		t.Fatal(err)
	}
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil || m.Bounds().Dx() != 8 {
		t.Errorf("PNG: %v %v", m, err)
	}
	src = encode(t, func(b *bytes.Buffer) error { return gif.Encode(b, quarters(8, 8), nil) })
	if b, err = picture.Clean(src, 0); err != nil || !bytes.HasPrefix(b, []byte("GIF89a")) {
		t.Errorf("GIF: %v", err)
	}
	if _, err := picture.Clean([]byte("no picture"), 0); !errors.Is(err, picture.ErrKind) {
		t.Errorf("Clean = %v, want ErrKind", err)
	}
}

func TestPassiveDrawings(t *testing.T) {
	t.Parallel()
	for svg, ok := range map[string]bool{
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path d="M0 0h1"/><use href="#a"/></svg>`: true,
		`<?xml version="1.0"?><svg fill="url(#g)"/>`:                                                         true,
		`<svg><script>alert(1)</script></svg>`:                                                               false,
		`<svg onload="alert(1)"/>`:                                                                           false,
		`<svg><a href="javascript:alert(1)"/></svg>`:                                                         false,
		`<svg><use href="https://example.jp/x.svg#a"/></svg>`:                                                false,
		`<svg><foreignObject/></svg>`:                                                                        false,
		`<svg><image href="#x"/></svg>`:                                                                      false,
		`<svg fill="url(https://example.jp/)"/>`:                                                             false,
		`<!DOCTYPE svg [<!ENTITY x "y">]><svg/>`:                                                             false,
		`<?xml-stylesheet href="x.css"?><svg/>`:                                                              false,
		`<html/>`:                                                                                            false,
		`no drawing`:                                                                                         false,
	} {
		if err := picture.Passive([]byte(svg)); (err == nil) != ok {
			t.Errorf("Passive(%s) = %v, want passes: %t", svg, err, ok)
		}
	}
	if w, h := picture.Extent([]byte(`<svg viewBox="0 0 40 20"/>`)); w != 40 || h != 20 {
		t.Errorf("Extent = %d, %d", w, h)
	}
}

func FuzzClean(f *testing.F) {
	f.Add(exif(jpg(f), 6, "x"))
	f.Add(claim(f, 2, 2))
	f.Add([]byte("RIFF\x10\x00\x00\x00WEBPVP8L\x04\x00\x00\x00\x2f\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		out, err := picture.Clean(b, 0)
		if err == nil {
			if _, err := picture.Probe(out); err != nil {
				t.Errorf("what was cleaned is no picture: %v", err)
			}
		}
		_ = picture.Passive(b)
	})
}
