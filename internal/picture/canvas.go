package picture

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
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

// A canvas is a card being drawn: a picture whose colours are the levels of a few inks, rows of one byte a
// pixel. It may not be used by two at once.
type canvas struct {
	rect    image.Rectangle
	pix     []uint8
	palette [int(inks) * steps]color.RGBA
	face    *face
	stamps  *stamps
	cutter  cutter
	writer  pngWriter
}

// begin clears the canvas for another picture: bare paper.
func (c *canvas) begin(width, height int, colours [inks][2]color.RGBA) {
	for k, pair := range colours {
		for s := range steps {
			c.palette[k*steps+s] = blend(pair[0], pair[1], s, steps-1)
		}
	}
	c.rect = image.Rect(0, 0, width, height)
	if cap(c.pix) < width*height {
		c.pix = make([]uint8, width*height)
	}
	c.pix = c.pix[:width*height]
	clear(c.pix)
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
	r = r.Intersect(c.rect)
	if r.Empty() {
		return
	}
	first := c.pix[r.Min.Y*c.rect.Dx()+r.Min.X:][:r.Dx()]
	for x := range first {
		first[x] = uint8(int(k)*steps + steps - 1) //nolint:gosec // below 96
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(c.pix[y*c.rect.Dx()+r.Min.X:], first)
	}
}

// stamp lays an ink where a stamp is, its origin at a pixel. What lies beyond the canvas is cut off.
func (c *canvas) stamp(s *stamp, x, y int, k ink) {
	r := s.rect.Add(image.Pt(x, y))
	seen := r.Intersect(c.rect)
	base := uint8(int(k) * steps) //nolint:gosec // below 96
	for at := seen.Min.Y; at < seen.Max.Y; at++ {
		to := c.pix[at*c.rect.Dx()+seen.Min.X:][:seen.Dx()]
		from := s.levels[(at-r.Min.Y)*s.rect.Dx()+seen.Min.X-r.Min.X:][:len(to)]
		for len(from) >= 8 { // eight at once where nothing is below: half of a card's time otherwise
			levels := binary.LittleEndian.Uint64(from)
			switch {
			case levels == 0:
			case binary.LittleEndian.Uint64(to) == 0:
				set := (levels + 0x7f7f7f7f7f7f7f7f) & 0x8080808080808080 >> 7
				binary.LittleEndian.PutUint64(to, levels+set*uint64(base))
			default:
				lay(to[:8], from[:8], base, k == inkOnAccent)
			}
			to, from = to[8:], from[8:]
		}
		lay(to, from, base, k == inkOnAccent)
	}
}

// lay lays levels of an ink, the first of whose colours is base, on pixels: where they say more than what
// lies there, or over it.
func lay(to, from []uint8, base uint8, over bool) {
	for i, level := range from {
		if level > 0 && (to[i]%steps < level || over) {
			to[i] = base + level
		}
	}
}

// ring draws a circle of an outer and an inner radius; an inner of 0 is a disc.
func (c *canvas) ring(x, y, outer, inner float64, k ink) {
	px, py, key := place(x, y, true)
	key.size, key.inner = units(outer), units(inner)
	if s, err := c.stamps.of(key, func() (*stamp, error) { return c.cutter.ring(key), nil }); err == nil {
		c.stamp(s, px, py, k)
	}
}

// A pen says where and how letters are set: the baseline's beginning, the size, how far they are turned
// (radians), and in what ink.
type pen struct {
	x, y, size, turn float64
	ink              ink
}

// text draws a line.
func (c *canvas) text(line []rune, p pen) error {
	at := 0.0
	for i, r := range line {
		at += gap(line, i) * p.size
		x, y, key := place(p.x+at*math.Cos(p.turn), p.y+at*math.Sin(p.turn), p.turn != 0 || p.size < 40 || western(r))
		key.letter, key.size, key.turn = r, units(p.size), units(p.turn)
		s, err := c.stamps.of(key, func() (*stamp, error) { return c.cutter.letter(c.face, key) })
		if err != nil {
			return err
		}
		c.stamp(s, x, y, p.ink)
		at += c.face.advance(r) * p.size
	}
	return nil
}

// png returns the picture as a file.
func (c *canvas) png() []byte { return c.writer.file(c.pix, c.rect.Dx(), c.palette[:]) }
