package picture_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
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
	if got := (after.TotalAlloc - before.TotalAlloc) / times; got > 28<<10 {
		t.Errorf("a drawing takes %d bytes, want no more than 28 KiB", got)
	}
}

// TestOneLabForManyDrawings holds that a drawing does not tell which others were encoded before it, and that its
// palette is as near to its colours as it promises to be.
func TestOneLabForManyDrawings(t *testing.T) {
	t.Parallel()
	lab := &picture.Lab{}
	r := rand.New(rand.NewPCG(5, 5))
	for turn := range 60 {
		m := image.NewNRGBA(image.Rect(0, 0, 1+r.IntN(90), 1+r.IntN(90)))
		levels, step := 1+r.IntN(24), 1+r.IntN(10)
		for i := range m.Pix {
			m.Pix[i] = uint8(r.IntN(levels) * step) //nolint:gosec // below 256
			if i%4 == 3 && turn%2 == 0 {
				m.Pix[i] = 255
			}
		}
		film, err := picture.Develop(encode(t, func(b *bytes.Buffer) error { return png.Encode(b, m) }))
		if err != nil {
			t.Fatal(err)
		}
		all := []picture.Variant{{Width: m.Rect.Dx(), Height: m.Rect.Dy(), Type: "image/png"}}
		got, err := film.Variants(all, lab)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ := film.Variants(all, new(picture.Lab)); !bytes.Equal(got[0], want[0]) {
			t.Errorf("%v, %d levels: other bytes than from a lab of its own", m.Rect, levels)
		}
		if turn%2 == 0 { // of what shines through, premultiplying takes something away
			if e := meanError(t, got[0], m); e > 4.5 { // a colour is rounded to whole levels
				t.Errorf("%v, %d levels: the mean square of the errors is %.2f, want 4.5 at most", m.Rect, levels, e)
			}
		}
	}
}

// meanError returns the mean square of the errors of a PNG picture's channels.
func meanError(t *testing.T, file []byte, want *image.NRGBA) float64 {
	t.Helper()
	got, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			a, b := color.NRGBAModel.Convert(got.At(x, y)).(color.NRGBA), want.NRGBAAt(x, y)
			for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
				sum += float64(d * d)
			}
		}
	}
	return sum / float64(4*want.Rect.Dx()*want.Rect.Dy())
}
