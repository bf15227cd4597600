package picture_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"runtime"
	"testing"

	"kanshu/internal/picture"
)

// shades returns a picture whose every pixel is another colour than its neighbours; of alpha 255 or less.
func shades(w, h int, alpha uint8) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.SetNRGBA(x, y, color.NRGBA{uint8(40 + 3*(x%5)), uint8(80 + 5*(y%7)), uint8(120 + (x+y)%3), alpha}) //nolint:gosec // small
		}
	}
	return m
}

// TestVariantsOfWholePixelsKeepThem holds that a picture at its own size, and a window on it, is scaled by nothing.
func TestVariantsOfWholePixelsKeepThem(t *testing.T) {
	t.Parallel()
	for i, alpha := range []uint8{255, 128, 255, 128} {
		m := shades(160, 90, alpha)
		var whole image.Image = m
		if i > 1 {
			whole = withPalette(m)
		}
		src := encode(t, func(b *bytes.Buffer) error { return png.Encode(b, whole) })
		for _, test := range []struct {
			name string
			v    picture.Variant
			from image.Point
		}{
			{"the whole", picture.Variant{Width: 160, Height: 90}, image.Pt(0, 0)},
			{"the middle", picture.Variant{Width: 90, Height: 90, Crop: true}, image.Pt(35, 0)},
		} {
			test.v.Type, test.v.Raw = "image/png", true
			got, err := png.Decode(bytes.NewReader(variant(t, src, test.v)))
			if err != nil {
				t.Fatal(err)
			}
			for y := range test.v.Height {
				for x := range test.v.Width {
					want := m.NRGBAAt(x+test.from.X, y+test.from.Y)
					is := color.NRGBAModel.Convert(got.At(x, y)).(color.NRGBA)
					if far(is.R, want.R) || far(is.G, want.G) || far(is.B, want.B) || is.A != want.A {
						t.Fatalf("%s, alpha %d: %v at %d,%d, want %v", test.name, alpha, is, x, y, want)
					}
				}
			}
		}
	}
}

// withPalette returns a picture of few colours with a palette of them.
func withPalette(m *image.NRGBA) *image.Paletted {
	p := image.NewPaletted(m.Rect, nil)
	index := map[color.NRGBA]uint8{}
	for y := range m.Rect.Dy() {
		for x := range m.Rect.Dx() {
			c := m.NRGBAAt(x, y)
			if _, ok := index[c]; !ok {
				index[c] = uint8(len(p.Palette)) //nolint:gosec // 105 colours
				p.Palette = append(p.Palette, c)
			}
			p.SetColorIndex(x, y, index[c])
		}
	}
	return p
}

// far reports whether two values differ by more than premultiplying takes away.
func far(a, b uint8) bool { return max(a, b)-min(a, b) > 2 }

// TestFilmOfADrawingTakesLittleMemory guards the encoding of many drawings in turn: what the first needed, the others
// use again.
func TestFilmOfADrawingTakesLittleMemory(t *testing.T) { //nolint:paralleltest // it counts what is allocated
	film, err := picture.Develop(encode(t, func(b *bytes.Buffer) error { return png.Encode(b, shades(160, 90, 255)) }))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := film.Bytes(), 4*160*90; got != want {
		t.Errorf("Bytes() = %d, want %d", got, want)
	}
	lab, all := &picture.Lab{}, []picture.Variant{{Width: 160, Height: 90, Type: "image/png"}}
	var before, after runtime.MemStats
	const times = 50
	for i := range times + 1 {
		if i == 1 {
			runtime.ReadMemStats(&before)
		}
		if _, err := film.Variants(all, lab); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) / times; got > 120<<10 {
		t.Errorf("a drawing takes %d bytes, want no more than 120 KiB", got)
	}
}
