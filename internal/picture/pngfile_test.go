package picture_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"

	"kanshu/internal/picture"
)

// Whatever the pixels, another program reads what was written.
func TestWrittenPictureIsRead(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 4))
	for turn := range 300 {
		width, height := 1+r.IntN(1300), 1+r.IntN(20)
		pix := make([]uint8, width*height)
		shades := 1 + r.IntN(256)
		for i := 0; i < len(pix) && turn%10 > 0; { // every tenth is blank
			v, n := uint8(r.IntN(shades)), 1+r.IntN(1+r.IntN(1+turn*4))
			for ; n > 0 && i < len(pix); n-- {
				pix[i] = v
				i++
			}
		}
		img, err := png.Decode(bytes.NewReader(picture.WritePNG(pix, width)))
		if err != nil {
			t.Fatalf("%d×%d, %d shades: %v", width, height, shades, err)
		}
		if p, ok := img.(*image.Paletted); !ok || p.Rect != image.Rect(0, 0, width, height) || !bytes.Equal(p.Pix, pix) {
			t.Fatalf("%d×%d, %d shades: read otherwise than it was written", width, height, shades)
		}
	}
}

// drawn returns a picture of so many colours, of which every other shines through, with runs and shapes that come again.
func drawn(r *rand.Rand, width, height, colours int) *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, width, height), nil)
	for i := range colours {
		m.Palette = append(m.Palette, color.NRGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(i), uint8(255 - i%2*r.IntN(256))})
	}
	for i := 0; i < len(m.Pix); {
		n := min(1+r.IntN(1+r.IntN(600)), len(m.Pix)-i)
		switch v := uint8(r.IntN(colours)); r.IntN(3) {
		case 0:
			for ; n > 0; n-- {
				m.Pix[i] = v
				i++
			}
		case 1:
			if from := r.IntN(i + 1); from < i {
				i += copy(m.Pix[i:i+n], m.Pix[from:i])
			}
		default:
			for n = min(n, 40); n > 0; n-- {
				m.Pix[i] = uint8(r.IntN(colours))
				i++
			}
		}
	}
	return m
}

// Whatever the drawing, and whatever was written before it, another program reads what was written.
func TestWrittenDrawingIsRead(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(6, 6))
	write := picture.WriteDrawing()
	for turn := range 300 {
		want := drawn(r, 1+r.IntN(400), 1+r.IntN(1+turn), 1+r.IntN(1<<r.IntN(9)))
		holds(t, write(want), want)
	}
}

// holds tells where a file is another picture.
func holds(t *testing.T, file []byte, want *image.Paletted) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%v, %d colours: %v", want.Rect, len(want.Palette), err)
	}
	got, ok := img.(*image.Paletted)
	if !ok || got.Rect != want.Rect || !bytes.Equal(got.Pix, want.Pix) {
		t.Fatalf("%v, %d colours: read otherwise than it was written", want.Rect, len(want.Palette))
	}
	for i, c := range want.Palette {
		if color.NRGBAModel.Convert(got.Palette[i]) != color.NRGBAModel.Convert(c) {
			t.Fatalf("colour %d is %v, want %v", i, got.Palette[i], c)
		}
	}
}

// FuzzDrawing holds the writer of small drawings against the reader of image/png.
func FuzzDrawing(f *testing.F) {
	f.Add(uint16(160), uint8(50), []byte("abcabcabcabcabcabdabdabd"), []byte(nil))
	f.Add(uint16(3), uint8(2), bytes.Repeat([]byte{0, 1, 1}, 500), []byte("0"))
	f.Add(uint16(1), uint8(255), bytes.Repeat([]byte("0123456789abcdefghij"), 1700), bytes.Repeat([]byte("x"), 300))
	f.Fuzz(func(t *testing.T, width uint16, last uint8, pix, before []byte) {
		write := picture.WriteDrawing()
		for _, pix := range [][]byte{before, pix} {
			w := max(int(width), 1)
			m := image.NewPaletted(image.Rect(0, 0, w, len(pix)/w), nil)
			if m.Rect.Empty() {
				continue
			}
			for i := range int(last) + 1 {
				m.Palette = append(m.Palette, color.NRGBA{uint8(i), 0, 0, 255}) //nolint:gosec // below 256
			}
			for i := range m.Pix {
				m.Pix[i] = uint8(int(pix[i]) % len(m.Palette)) //nolint:gosec // below 256
			}
			holds(t, write(m), m)
		}
	})
}

// A drawing takes no more bytes than image/png makes of it.
func TestSmallDrawingsAreSmall(t *testing.T) {
	t.Parallel()
	m := image.NewPaletted(image.Rect(0, 0, 160, 90), nil)
	for i := range 50 {
		m.Palette = append(m.Palette, color.NRGBA{uint8(5 * i), 100, 200, 255}) //nolint:gosec // below 256
	}
	for y := range 90 {
		for x := range 160 {
			m.Pix[y*m.Stride+x] = uint8((x*y/90 + x/3) % 50) //nolint:gosec // below 50
		}
	}
	theirs := encode(t, func(b *bytes.Buffer) error {
		return (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(b, m)
	})
	if ours := picture.WriteDrawing()(m); len(ours) > len(theirs) {
		t.Errorf("%d bytes, and %d by image/png", len(ours), len(theirs))
	}
}

// Counts that double would give codes longer than the format allows.
func TestCodesAreNeverTooLong(t *testing.T) {
	t.Parallel()
	counts := make([]int32, 286)
	for i := range 30 {
		counts[i*3] = 1 << i
	}
	sum := 0.0
	for i, n := range picture.CodeLengths(counts, 15) {
		if n > 15 || (n == 0) != (counts[i] == 0) {
			t.Errorf("symbol %d, %d times, has a code of %d bits", i, counts[i], n)
		}
		if n > 0 {
			sum += 1 / float64(int(1)<<n)
		}
	}
	if sum != 1 {
		t.Errorf("the codes fill %v of their room, want all", sum)
	}
}

// The second card of a publication needs nothing anew but its file: letters, canvas and buffers are there.
func TestASecondCardTakesLittle(t *testing.T) {
	studio, card := new(picture.Studio), sample(titles[0])
	draw := func() {
		if _, err := studio.PNG(card); err != nil {
			t.Fatal(err)
		}
	}
	draw()
	if n := testing.AllocsPerRun(10, draw); n > 220 {
		t.Errorf("a card takes %v allocations, want at most 220", n)
	}
}
