package picture_test

import (
	"bytes"
	"image"
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
