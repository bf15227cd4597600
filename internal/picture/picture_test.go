package picture_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"
	"slices"
	"strings"
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

// orientations say where the red quarter of an upright picture comes to lie, right and down.
var orientations = map[uint16][2]int{
	1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1},
}

func TestVariantsTurnThePictureAndDropTheRest(t *testing.T) {
	t.Parallel()
	for o, corner := range orientations {
		w, h := 64, 32
		if o > 4 {
			w, h = 32, 64
		}
		for _, crop := range []bool{false, true} {
			b := variant(t, exif(jpg(t), o, "GPS secret place"), picture.Variant{Width: w / 2, Height: h / 2, Crop: crop, Type: "image/jpeg", Quality: 95})
			if bytes.Contains(b, []byte("Exif")) || bytes.Contains(b, []byte("secret")) {
				t.Errorf("orientation %d: the metadata is still there", o)
			}
			m, err := jpeg.Decode(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if m.Bounds().Dx() != w/2 || m.Bounds().Dy() != h/2 {
				t.Errorf("orientation %d: %v", o, m.Bounds())
			}
			for x := range 2 {
				for y := range 2 {
					_, g, _, _ := m.At(w/8+x*w/4, h/8+y*h/4).RGBA()
					if red := g < 0x6000; red != (corner == [2]int{x, y}) {
						t.Errorf("orientation %d: red %v at %d,%d", o, red, x, y)
					}
				}
			}
		}
	}
}

// variant makes one variant, twice, and holds the two against one another.
func variant(t testing.TB, b []byte, v picture.Variant) []byte {
	t.Helper()
	one, err := picture.Variants(b, []picture.Variant{v})
	if err != nil {
		t.Fatal(err)
	}
	two, err := picture.Variants(b, []picture.Variant{v, v})
	if err != nil || !bytes.Equal(one[0], two[1]) {
		t.Errorf("made twice, two pictures (%v)", err)
	}
	return one[0]
}

// TestVariantsDropTextOfPNG holds that no chunk of words or of Exif passes.
func TestVariantsDropTextOfPNG(t *testing.T) {
	t.Parallel()
	src := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(8, 8)) })
	for _, kind := range []string{"tEXt", "zTXt", "iTXt", "eXIf"} {
		b := variant(t, insert(src, kind, []byte("Comment\x00secret place")), picture.Variant{Width: 8, Height: 8, Type: "image/png"})
		if bytes.Contains(b, []byte(kind)) || bytes.Contains(b, []byte("secret")) {
			t.Errorf("%s is still there", kind)
		}
		if m, err := png.Decode(bytes.NewReader(b)); err != nil || m.Bounds().Dx() != 8 {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// insert puts a chunk behind the head of a PNG.
func insert(png []byte, kind string, data []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	chunk = append(append(chunk, kind...), data...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc(chunk[4:]))
	return slices.Concat(png[:33], chunk, png[33:])
}

// TestPicturesThatClaimTooMuch holds that a small file costs little, whatever it says of itself.
func TestPicturesThatClaimTooMuch(t *testing.T) {
	src := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(8, 8)) })
	var bomb bytes.Buffer
	z := zlib.NewWriter(&bomb)
	zeros := make([]byte, 1<<20)
	for range 64 {
		if _, err := z.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"60,000 × 60,000":    claim(t, 60000, 60000),
		"a bomb in zTXt":     insert(src, "zTXt", append([]byte("Comment\x00\x00"), bomb.Bytes()...)),
		"a bomb in iCCP":     insert(src, "iCCP", append([]byte("p\x00\x00"), bomb.Bytes()...)),
		"cut off":            src[:len(src)/2],
		"a JPEG of its head": jpg(t)[:200],
		"a JPEG of scans":    slices.Concat(jpg(t), bytes.Repeat([]byte("\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"), 100), []byte{0xff, 0xd9}),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := picture.StudyOf(b)
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 2<<20 {
			t.Errorf("%s: %d KiB allocated", name, grown>>10)
		}
		if bombed := strings.HasPrefix(name, "a bomb"); (err == nil) != bombed {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestStudy(t *testing.T) {
	t.Parallel()
	clear := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for _, test := range []struct {
		name   string
		b      []byte
		want   picture.Study
		ground string
	}{
		{"a drawing", encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(64, 64)) }), picture.Study{Drawing: true, Opaque: true, Ground: 0b111010}, "#eaaaaa"},
		{"a drawing as JPEG", jpg(t), picture.Study{Opaque: true, Ground: 0b111110}, "#eaeaaa"},
		{"a photograph as PNG", encode(t, func(b *bytes.Buffer) error { return png.Encode(b, photograph(200, 100)) }), picture.Study{Opaque: true, Ground: 0b010101}, "#6a6a6a"},
		{"glass", encode(t, func(b *bytes.Buffer) error { return png.Encode(b, clear) }), picture.Study{Drawing: true}, "#2a2a2a"},
		{"a film", film(t), picture.Study{Drawing: true, Opaque: true, Frames: true, Ground: 0b111010}, "#eaaaaa"},
	} {
		got, err := picture.StudyOf(test.b)
		if err != nil || got != test.want || picture.Ground(got.Ground) != test.ground {
			t.Errorf("%s: %+v (%s), %v; want %+v (%s)", test.name, got, picture.Ground(got.Ground), err, test.want, test.ground)
		}
		if again, ok := picture.ReadStudy(got.Bytes()); !ok || again != got {
			t.Errorf("%s: kept as %v, read as %+v", test.name, got.Bytes(), again)
		}
	}
}

// photograph has as many colours as a photograph, and is made of a fixed formula.
func photograph(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(x * 255 / w), uint8(y * 255 / h), uint8((x*7 + y*13) % 256), 255})
		}
	}
	return m
}

// film is a GIF of two frames.
func film(t testing.TB) []byte {
	frame := image.NewPaletted(image.Rect(0, 0, 32, 32), color.Palette{color.White, color.RGBA{255, 0, 0, 255}})
	for y := range 16 {
		for x := range 16 {
			frame.SetColorIndex(x, y, 1)
		}
	}
	return encode(t, func(b *bytes.Buffer) error {
		return gif.EncodeAll(b, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{10, 10}})
	})
}

// TestDrawingsAreSmall holds that a drawing that was made smaller gets a palette, and looks the same.
func TestDrawingsAreSmall(t *testing.T) {
	t.Parallel()
	src := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(400, 300)) })
	b := variant(t, src, picture.Variant{Width: 150, Height: 113, Type: "image/png"})
	m, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := m.(*image.Paletted); !ok {
		t.Errorf("the picture is a %T", m)
	}
	for x, y := range map[int]int{10: 10, 140: 100} {
		got := color.RGBAModel.Convert(m.At(x, y)).(color.RGBA)
		want := color.RGBAModel.Convert(quarters(150, 113).At(x, y)).(color.RGBA)
		if got != want {
			t.Errorf("%d,%d: %v, want %v", x, y, got, want)
		}
	}
}

// TestPaddingKeepsTheWhole holds that nothing of a drawing is cut off where it has another shape.
func TestPaddingKeepsTheWhole(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{40, 40}, {400, 100}, {100, 400}} {
		src := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, quarters(size[0], size[1])) })
		m, err := png.Decode(bytes.NewReader(variant(t, src, picture.Variant{Width: 120, Height: 63, Pad: true, Type: "image/png"})))
		if err != nil || m.Bounds() != image.Rect(0, 0, 120, 63) {
			t.Fatalf("%v: %v %v", size, m, err)
		}
		white := 0
		for y := range 63 {
			for x := range 120 {
				if _, g, _, _ := m.At(x, y).RGBA(); g > 0x8000 {
					white++
				}
			}
		}
		w := min(size[0], 120, size[0]*63/size[1])
		if want := 3 * w * (size[1] * w / size[0]) / 4; white < want*9/10 || white > want*11/10 {
			t.Errorf("%v: %d pixels are white, want about %d", size, white, want)
		}
	}
}

// TestPhotographsKeepTheirLevels holds a picture made smaller against the picture as it was.
func TestPhotographsKeepTheirLevels(t *testing.T) {
	t.Parallel()
	m := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for y := range 480 {
		for x := range 640 {
			m.SetRGBA(x, y, color.RGBA{uint8(x * 255 / 639), uint8(y * 255 / 479), 90, 255})
		}
	}
	src := encode(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, m, &jpeg.Options{Quality: 95}) })
	small, err := jpeg.Decode(bytes.NewReader(variant(t, src, picture.Variant{Width: 213, Height: 160, Type: "image/jpeg", Quality: 90})))
	if err != nil {
		t.Fatal(err)
	}
	for y := 4; y < 156; y += 8 {
		for x := 4; x < 209; x += 8 {
			got := color.RGBAModel.Convert(small.At(x, y)).(color.RGBA)
			if dx, dy := int(got.R)-x*255/212, int(got.G)-y*255/159; max(dx, -dx, dy, -dy) > 8 {
				t.Fatalf("%d,%d: %v", x, y, got)
			}
		}
	}
}

func TestNoPicture(t *testing.T) {
	t.Parallel()
	for _, b := range [][]byte{nil, []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), []byte("GIF89a")} {
		if _, err := picture.Variants(b, nil); err == nil {
			t.Errorf("Variants(%q) holds it for a picture", b)
		}
		if _, err := picture.StudyOf(b); err == nil {
			t.Errorf("StudyOf(%q) holds it for a picture", b)
		}
	}
}

func BenchmarkVariants(b *testing.B) {
	m := photograph(2400, 1600)
	src := encode(b, func(w *bytes.Buffer) error { return jpeg.Encode(w, m, &jpeg.Options{Quality: 90}) })
	var all []picture.Variant
	for _, w := range []int{480, 960, 1600} {
		all = append(all, picture.Variant{Width: w, Height: w * 2 / 3, Type: "image/jpeg", Quality: 78})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := picture.Variants(src, all); err != nil {
			b.Fatal(err)
		}
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

func FuzzVariants(f *testing.F) {
	f.Add(exif(jpg(f), 6, "x"))
	f.Add(claim(f, 2, 2))
	f.Add([]byte("RIFF\x10\x00\x00\x00WEBPVP8L\x04\x00\x00\x00\x2f\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		info, err := picture.Probe(b)
		if err == nil && info.Width*info.Height < 1<<16 {
			if s, err := picture.StudyOf(b); err == nil {
				if again, ok := picture.ReadStudy(s.Bytes()); !ok || again != s {
					t.Errorf("%+v is read as %+v", s, again)
				}
			}
			out, err := picture.Variants(b, []picture.Variant{{Width: 5, Height: 3, Crop: true, Type: "image/jpeg", Quality: 78}})
			if err == nil {
				if got, err := picture.Probe(out[0]); err != nil || got.Width != 5 || got.Height != 3 {
					t.Errorf("what was made is %+v: %v", got, err)
				}
			}
		}
		small := info.Width*info.Height < 1<<16
		if out, stripped := picture.Strip(b); stripped == nil && err == nil && small {
			holdsPixels(t, b, out)
			if again, err := picture.Strip(out); err != nil || !bytes.Equal(again, out) {
				t.Errorf("cleaned again, it is another file: %v", err)
			}
		}
		_ = picture.Passive(b)
	})
}
