package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// An Emblem is a square icon that is made of a site's logo: of what stands on its ground, in the middle of
// the square. Of a wide logo that begins with a sign of its own, the sign alone is taken, since words cannot
// be read in a tab.
type Emblem struct {
	Size   int     // pixels, of both sides
	Share  float64 // of the side that the logo takes, above 0 and up to 1: a system may cut the corners
	Opaque bool    // nothing shines through: a logo without a ground of its own stands on white
}

// EmblemVersion changes with how emblems are made; a key of an emblem covers it.
const EmblemVersion = "2"

// PNG returns the emblem of a logo, a JPEG, PNG or GIF picture, as a PNG picture. Equal logos and emblems
// give equal bytes. It returns the errors of Develop.
func (e Emblem) PNG(logo []byte) ([]byte, error) {
	r, _, err := decode(logo)
	if err != nil {
		return nil, err
	}
	whole := image.NewRGBA(image.Rect(0, 0, r.width, r.height))
	draw.Draw(whole, whole.Rect, r.scaled(frame{0, 0, float64(r.width), float64(r.height)}, r.width, r.height).image(), image.Point{}, draw.Src)
	r = rasterOf(whole)
	ground := whole.RGBAAt(0, 0)
	part := sign(whole, ground)
	out := image.NewRGBA(image.Rect(0, 0, e.Size, e.Size))
	share := e.Share
	switch {
	case ground.A == 255:
		share = min(share, .86) // on a ground of its own it does not stand at the edge
	case e.Opaque:
		ground = color.RGBA{255, 255, 255, 255}
	}
	draw.Draw(out, out.Rect, image.NewUniform(ground), image.Point{}, draw.Src)
	k := share * float64(e.Size) / float64(max(part.Dx(), part.Dy()))
	w, h := max(int(math.Round(k*float64(part.Dx()))), 1), max(int(math.Round(k*float64(part.Dy()))), 1)
	from := frame{float64(part.Min.X), float64(part.Min.Y), float64(part.Dx()), float64(part.Dy())}
	at := image.Pt((e.Size-w)/2, (e.Size-h)/2)
	draw.Draw(out, image.Rect(0, 0, w, h).Add(at), r.scaled(from, w, h).image(), image.Point{}, draw.Over)
	return new(Lab).encode(out, Variant{Type: "image/png"})
}

// sign returns the part of a logo that an icon shows: all that stands on the ground, or, where that is
// wide, what comes before the first gap if it is about as wide as it is high.
func sign(m *image.RGBA, ground color.RGBA) image.Rectangle {
	all := standing(m, ground, m.Rect)
	if all.Empty() {
		return m.Rect
	}
	high := all.Dy()
	if 5*all.Dx() < 9*high {
		return all
	}
	gap := 0
	for x := all.Min.X; x < min(all.Min.X+2*high, all.Max.X); x++ {
		if !standing(m, ground, image.Rect(x, all.Min.Y, x+1, all.Max.Y)).Empty() {
			gap = 0
			continue
		}
		if gap++; 20*gap < high {
			continue
		}
		first := image.Rect(all.Min.X, all.Min.Y, x-gap+1, all.Max.Y)
		if 10*first.Dx() >= 6*high && 10*first.Dx() <= 15*high {
			return standing(m, ground, first)
		}
	}
	return all
}

// standing returns the smallest rectangle within r that holds every pixel other than the ground, the empty
// one if there is none.
func standing(m *image.RGBA, ground color.RGBA, r image.Rectangle) image.Rectangle {
	var out image.Rectangle
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if differ(m.RGBAAt(x, y), ground) {
				out = out.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return out
}

// differ reports whether two colours can be told apart; what JPEG does to a ground cannot.
func differ(a, b color.RGBA) bool {
	const near = 24
	far := func(x, y uint8) bool { return int(x)-int(y) > near || int(y)-int(x) > near }
	return far(a.R, b.R) || far(a.G, b.G) || far(a.B, b.B) || far(a.A, b.A)
}
