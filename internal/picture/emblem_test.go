package picture_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"testing"

	"kanshu/internal/picture"
)

// logo is a round sign, and where words is more than 0 a strip of that width beside it, on a ground.
func logo(ground color.Color, words int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, 160+words, 160))
	draw.Draw(m, m.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
	for y := range 160 {
		for x := range 160 {
			if (x-80)*(x-80)+(y-80)*(y-80) < 60*60 {
				m.SetRGBA(x, y, color.RGBA{180, 40, 30, 255})
			}
		}
	}
	if words > 0 {
		draw.Draw(m, image.Rect(170, 50, 150+words, 110), image.NewUniform(color.RGBA{20, 30, 90, 255}), image.Point{}, draw.Src)
	}
	return m
}

func emblem(t *testing.T, e picture.Emblem, m image.Image, asJPEG bool) image.Image {
	t.Helper()
	var b bytes.Buffer
	err := png.Encode(&b, m)
	if asJPEG {
		b.Reset()
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	first, err := e.PNG(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	again, err := e.PNG(b.Bytes())
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("a second time gives other bytes: %v", err)
	}
	out, err := png.Decode(bytes.NewReader(first))
	if err != nil {
		t.Fatal(err)
	}
	if out.Bounds() != image.Rect(0, 0, e.Size, e.Size) {
		t.Errorf("the icon is %v", out.Bounds())
	}
	return out
}

func TestEmblem(t *testing.T) {
	t.Parallel()
	none, cream := color.RGBA{}, color.RGBA{250, 248, 240, 255}
	red, white, clear := "red", "light", "clear"
	what := func(c color.Color) string {
		r, g, b, a := c.RGBA()
		switch {
		case a < 0x1000:
			return clear
		case r > 0x8000 && g < 0x6000:
			return red
		case r > 0xe000 && g > 0xe000 && b > 0xe000:
			return white
		}
		return "other"
	}
	for _, c := range []struct {
		name                    string
		e                       picture.Emblem
		m                       image.Image
		asJPEG                  bool
		corner, middle, edge    string // the edge is a sixteenth from the left, half-way down
		narrower, nearTheBottom string
	}{
		{"a round sign fills the tab", picture.Emblem{Size: 96, Share: 1}, logo(none, 0), false, clear, red, red, red, red},
		{"a home screen shows no hole", picture.Emblem{Size: 180, Share: .8, Opaque: true}, logo(none, 0), false, white, red, white, red, white},
		{"a list of apps may cut it round", picture.Emblem{Size: 192, Share: .56, Opaque: true}, logo(none, 0), false, white, red, white, white, white},
		{"of a wide logo the sign is taken", picture.Emblem{Size: 96, Share: 1}, logo(none, 500), false, clear, red, red, red, red},
		{"a logo on its own ground keeps it", picture.Emblem{Size: 96, Share: 1}, logo(cream, 0), false, white, red, white, red, white},
		{"so does a photograph of one", picture.Emblem{Size: 96, Share: 1}, logo(cream, 500), true, white, red, white, red, white},
		{"an empty picture stays as it is", picture.Emblem{Size: 48, Share: 1, Opaque: true}, image.NewRGBA(image.Rect(0, 0, 50, 50)), false, white, white, white, white, white},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			out := emblem(t, c.e, c.m, c.asJPEG)
			s := c.e.Size
			for _, p := range []struct {
				where, want string
				x, y        int
			}{
				{"corner", c.corner, 0, 0},
				{"middle", c.middle, s / 2, s / 2},
				{"edge", c.edge, s / 24, s / 2},
				{"a fifth in", c.narrower, s / 5, s / 2},
				{"near the bottom", c.nearTheBottom, s / 2, s - s/24},
			} {
				if got := what(out.At(p.x, p.y)); got != p.want {
					t.Errorf("%s: %s, want %s (%v)", p.where, got, p.want, out.At(p.x, p.y))
				}
			}
		})
	}
}

func TestEmblemOfWhatIsNoPicture(t *testing.T) {
	t.Parallel()
	if _, err := (picture.Emblem{Size: 96, Share: 1}).PNG([]byte("<svg/>")); !errors.Is(err, picture.ErrKind) {
		t.Errorf("an SVG drawing gives %v, want ErrKind", err)
	}
}
