package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// An ink is a colour on the ground it is laid on.
type ink int

// The inks of a card.
const (
	inkText ink = iota // the title, on paper
	inkFine            // what is said beside it
	inkAccent
	inkSeal
	inkLine
	inkOnAccent // on a ground of inkAccent
	inks
)

// steps is into how many levels the edge of a letter is parted: as many as the eye tells apart at this size.
// So a card fits into a palette, and takes a third of the bytes and of the time that full colour would.
const steps = 16

// A canvas is a card being drawn: a picture whose colours are the levels of a few inks.
type canvas struct {
	*image.Paletted
	raster vector.Rasterizer
	mask   image.Alpha
}

// newCanvas returns a canvas of bare paper.
func newCanvas(width, height int, colours [inks][2]color.RGBA) *canvas {
	palette := make(color.Palette, 0, int(inks)*steps)
	for _, c := range colours {
		for s := range steps {
			palette = append(palette, blend(c[0], c[1], s, steps-1))
		}
	}
	return &canvas{Paletted: image.NewPaletted(image.Rect(0, 0, width, height), palette)}
}

// blend returns the colour n/of of the way from a to b.
func blend(a, b color.RGBA, n, of int) color.RGBA {
	mix := func(x, y uint8) uint8 {
		return uint8((int(x)*(of-n) + int(y)*n + of/2) / of) //nolint:gosec // between x and y
	}
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 255}
}

// fill lays an ink on a rectangle, fully.
func (c *canvas) fill(r image.Rectangle, k ink) {
	r = r.Intersect(c.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		row := c.Pix[y*c.Stride:]
		for x := r.Min.X; x < r.Max.X; x++ {
			row[x] = uint8(int(k)*steps + steps - 1) //nolint:gosec // below 240
		}
	}
}

// begin readies the rasterizer for a shape within r, which is cut to the canvas.
func (c *canvas) begin(r image.Rectangle) image.Rectangle {
	r = r.Intersect(c.Rect)
	c.raster.Reset(r.Dx(), r.Dy())
	return r
}

// end lays an ink where the rasterizer's shape is.
func (c *canvas) end(r image.Rectangle, k ink) {
	if r.Empty() {
		return
	}
	if n := r.Dx() * r.Dy(); cap(c.mask.Pix) < n {
		c.mask.Pix = make([]uint8, n)
	}
	c.mask.Stride, c.mask.Rect = r.Dx(), image.Rect(0, 0, r.Dx(), r.Dy())
	c.mask.Pix = c.mask.Pix[:r.Dx()*r.Dy()]
	clear(c.mask.Pix)
	c.raster.Draw(&c.mask, c.mask.Rect, image.Opaque, image.Point{})
	for y := range r.Dy() {
		row := c.Pix[(r.Min.Y+y)*c.Stride+r.Min.X:]
		for x, a := range c.mask.Pix[y*c.mask.Stride:][:r.Dx()] {
			if level := (int(a)*(steps-1) + 127) / 255; level > 0 {
				if old := int(row[x]); k == inkOnAccent || old%steps < level {
					row[x] = uint8(int(k)*steps + level) //nolint:gosec // below 240
				}
			}
		}
	}
}

// ring draws a circle of an outer and an inner radius; an inner of 0 is a disc.
func (c *canvas) ring(x, y, outer, inner float64, k ink) {
	r := c.begin(image.Rect(int(x-outer)-1, int(y-outer)-1, int(x+outer)+2, int(y+outer)+2))
	c.circle(x-float64(r.Min.X), y-float64(r.Min.Y), outer, 1)
	if inner > 0 {
		c.circle(x-float64(r.Min.X), y-float64(r.Min.Y), inner, -1)
	}
	c.end(r, k)
}

// circle adds a circle to the shape, in the direction that turn says.
func (c *canvas) circle(x, y, radius, turn float64) {
	const sides = 8
	at := func(angle, r float64) (float32, float32) {
		return float32(x + r*math.Cos(angle)), float32(y + turn*r*math.Sin(angle))
	}
	half := math.Pi / sides
	px, py := at(0, radius)
	c.raster.MoveTo(px, py)
	for i := 1; i <= sides; i++ {
		end := 2 * half * float64(i)
		bx, by := at(end-half, radius/math.Cos(half))
		px, py = at(end, radius)
		c.raster.QuadTo(bx, by, px, py)
	}
	c.raster.ClosePath()
}

// A pen says where and how letters are set: the baseline's beginning, the size, how far they are turned
// (radians), and in what ink.
type pen struct {
	x, y, size, turn float64
	ink              ink
}

// text draws a line and returns how long it is, in pixels.
func (c *canvas) text(f *face, line []rune, p pen) (float64, error) {
	at := 0.0
	for i, r := range line {
		at += gap(line, i) * p.size
		q := p
		q.x, q.y = p.x+at*math.Cos(p.turn), p.y+at*math.Sin(p.turn)
		if err := c.glyph(f, r, q); err != nil {
			return 0, err
		}
		at += f.advance(r) * p.size
	}
	return at, nil
}

// glyph draws one character.
func (c *canvas) glyph(f *face, r rune, p pen) error {
	x, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil || x == 0 {
		return err // 0 is the box that stands for what is missing
	}
	segments, err := f.font.LoadGlyph(&f.buffer, x, fixed.Int26_6(p.size*64), nil)
	if err != nil || len(segments) == 0 {
		return err
	}
	reach := int(1.3 * p.size)
	box := c.begin(image.Rect(int(p.x)-reach/2, int(p.y)-reach, int(p.x)+reach+reach/3, int(p.y)+reach/2))
	sin, cos := math.Sincos(p.turn)
	at := func(q fixed.Point26_6) (float32, float32) {
		gx, gy := float64(q.X)/64, float64(q.Y)/64
		return float32(p.x + gx*cos - gy*sin - float64(box.Min.X)), float32(p.y + gx*sin + gy*cos - float64(box.Min.Y))
	}
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			c.raster.ClosePath()
			c.raster.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			c.raster.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			c.raster.QuadTo(ax, ay, bx, by)
		default:
			bx, by := at(s.Args[1])
			dx, dy := at(s.Args[2])
			c.raster.CubeTo(ax, ay, bx, by, dx, dy)
		}
	}
	c.raster.ClosePath()
	c.end(box, p.ink)
	return nil
}

// png returns the card as a file. Most of the time a card takes is this, so it is done fast rather than
// small: 8 ms a card and 35 KB, against 14 ms and 30 KB.
func (c *canvas) png() ([]byte, error) {
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, c.Paletted)
	return out.Bytes(), err
}
