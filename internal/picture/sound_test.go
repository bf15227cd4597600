package picture_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"kanshu/internal/picture"
)

// noisy is a picture whose pixels take room in every format.
func noisy() *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 300, 200))
	n := uint32(1)
	for i := range m.Pix {
		n = n*1664525 + 1013904223
		m.Pix[i] = byte(n >> 24)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}

func TestSound(t *testing.T) {
	t.Parallel()
	var p, j, g bytes.Buffer
	if err := png.Encode(&p, noisy()); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&j, noisy(), nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&g, noisy(), &gif.Options{NumColors: 16}); err != nil {
		t.Fatal(err)
	}
	for media, b := range map[string][]byte{"image/png": p.Bytes(), "image/jpeg": j.Bytes(), "image/gif": g.Bytes()} {
		if !picture.Sound(b, media) {
			t.Errorf("%s: a whole picture does not hang together", media)
		}
		if picture.Sound(b[:len(b)-len(b)/3], media) {
			t.Errorf("%s: a picture without its end hangs together", media)
		}
		hurt := bytes.Clone(b)
		for i := range 2000 { // as a card that fails leaves it
			hurt[len(hurt)/2+i] = byte(i * 7)
		}
		if media != "image/gif" && picture.Sound(hurt, media) { // a GIF has no checksums: its blocks may still meet
			t.Errorf("%s: a picture that is damaged in the middle hangs together", media)
		}
		if picture.Moves(b, media) {
			t.Errorf("%s: one frame moves", media)
		}
	}
	if picture.Sound([]byte("RIFF\xff\x00\x00\x00WEBP"), "image/webp") {
		t.Error("a WebP that is shorter than it says hangs together")
	}
}

func FuzzSound(f *testing.F) {
	var b bytes.Buffer
	if err := gif.Encode(&b, image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.White, color.Black}), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("\xff\xd8\xff\xe0\x00\x02\xff\xda\x00\x02\xff\x00\xff\xd9"))
	f.Add([]byte("\x89PNG\r\n\x1a\n\x7f\xff\xff\xffIHDR"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, media := range []string{"image/png", "image/jpeg", "image/gif", "image/webp", ""} {
			_, _ = picture.Sound(b, media), picture.Moves(b, media)
		}
	})
}
