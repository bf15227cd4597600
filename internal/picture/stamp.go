package picture

import (
	"image"
	"math"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// A stamp is a shape that was drawn once and is laid where it is needed: a letter at a size, or a ring. It
// does not change.
type stamp struct {
	rect   image.Rectangle // around the origin: the beginning of a letter's baseline, the middle of a ring
	levels []uint8         // 0 to steps-1, row by row
}

// A stampKey is all that a stamp's pixels follow from.
type stampKey struct {
	letter      rune // 0 for a ring
	size, inner fine // a letter's size, or a ring's two radii
	turn        fine
	x, y        uint8 // in quarters of a pixel, how far right and down of the origin
}

// fine is a length or an angle in parts of 1/1024.
type fine int32

func units(v float64) fine { return fine(math.Round(v * 1024)) }

func (f fine) float() float64 { return float64(f) / 1024 }

// place parts a place into a pixel and what is left of it, in quarters: large letters of Japanese stand on
// whole pixels, which nobody sees, so that each is drawn once; others where they are seen to belong.
func place(x, y float64, quarters bool) (px, py int, key stampKey) {
	part := func(v float64) (int, uint8) {
		if !quarters {
			return int(math.Round(v)), 0
		}
		q := int(math.Round(v * 4))
		return q >> 2, uint8(q & 3)
	}
	px, key.x = part(x)
	py, key.y = part(y)
	return px, py, key
}

// stamps are those that were drawn so far, shared by all canvases of a studio.
type stamps struct {
	mu   sync.RWMutex
	kept map[stampKey]*stamp
	size int // bytes
}

// roomForStamps is how many bytes of stamps are kept; when they are more, it begins anew. A letter of a
// title has 3 to 6 KB.
const roomForStamps = 12 << 20

// of returns a stamp, drawn where it was not before.
func (all *stamps) of(key stampKey, draw func() (*stamp, error)) (*stamp, error) {
	all.mu.RLock()
	s := all.kept[key]
	all.mu.RUnlock()
	if s != nil {
		return s, nil
	}
	s, err := draw()
	if err != nil {
		return nil, err
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	if all.size += len(s.levels) + 100; all.kept == nil || all.size > roomForStamps {
		all.kept, all.size = map[stampKey]*stamp{}, len(s.levels)
	}
	all.kept[key] = s
	return s, nil
}

// A cutter draws stamps. It may not be used by two at once.
type cutter struct{ raster vector.Rasterizer }

// letter draws one character; a blank one gives an empty stamp, and so does one that is missing.
func (t *cutter) letter(f *face, key stampKey) (*stamp, error) {
	x, err := f.font.GlyphIndex(&f.buffer, key.letter)
	if err != nil || x == 0 {
		return &stamp{}, err // 0 is the box that stands for what is missing
	}
	segments, err := f.font.LoadGlyph(&f.buffer, x, fixed.Int26_6(key.size.float()*64), nil)
	if err != nil || len(segments) == 0 {
		return &stamp{}, err
	}
	sin, cos := math.Sincos(key.turn.float())
	at := func(q fixed.Point26_6) (x, y float64) {
		gx, gy := float64(q.X)/64, float64(q.Y)/64
		return float64(key.x)/4 + gx*cos - gy*sin, float64(key.y)/4 + gx*sin + gy*cos
	}
	box := reachOf(segments, at)
	t.raster.Reset(box.Dx(), box.Dy())
	in := func(q fixed.Point26_6) (x, y float32) {
		gx, gy := at(q)
		return float32(gx - float64(box.Min.X)), float32(gy - float64(box.Min.Y))
	}
	for _, s := range segments {
		ax, ay := in(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			t.raster.ClosePath()
			t.raster.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			t.raster.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := in(s.Args[1])
			t.raster.QuadTo(ax, ay, bx, by)
		default:
			bx, by := in(s.Args[1])
			dx, dy := in(s.Args[2])
			t.raster.CubeTo(ax, ay, bx, by, dx, dy)
		}
	}
	t.raster.ClosePath()
	return t.cut(box), nil
}

// reachOf returns the pixels that an outline can touch.
func reachOf(segments sfnt.Segments, at func(fixed.Point26_6) (x, y float64)) image.Rectangle {
	left, top, right, bottom := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range segments {
		points := 1
		switch s.Op {
		case sfnt.SegmentOpQuadTo:
			points = 2
		case sfnt.SegmentOpCubeTo:
			points = 3
		}
		for _, q := range s.Args[:points] {
			x, y := at(q)
			left, top, right, bottom = min(left, x), min(top, y), max(right, x), max(bottom, y)
		}
	}
	return image.Rect(int(math.Floor(left)), int(math.Floor(top)), int(math.Ceil(right))+1, int(math.Ceil(bottom))+1)
}

// ring draws a circle with another cut out of it.
func (t *cutter) ring(key stampKey) *stamp {
	outer := key.size.float()
	reach := int(outer) + 2
	box := image.Rect(-reach, -reach, reach+1, reach+1)
	t.raster.Reset(box.Dx(), box.Dy())
	x, y := float64(reach)+float64(key.x)/4, float64(reach)+float64(key.y)/4
	t.circle(x, y, outer, 1)
	if key.inner > 0 {
		t.circle(x, y, key.inner.float(), -1)
	}
	return t.cut(box)
}

// circle adds a circle to the shape, in the direction that turn says.
func (t *cutter) circle(x, y, radius, turn float64) {
	const sides = 8
	at := func(angle, r float64) (float32, float32) {
		return float32(x + r*math.Cos(angle)), float32(y + turn*r*math.Sin(angle))
	}
	half := math.Pi / sides
	px, py := at(0, radius)
	t.raster.MoveTo(px, py)
	for i := 1; i <= sides; i++ {
		end := 2 * half * float64(i)
		bx, by := at(end-half, radius/math.Cos(half))
		px, py = at(end, radius)
		t.raster.QuadTo(bx, by, px, py)
	}
	t.raster.ClosePath()
}

// cut makes a stamp of the rasterizer's shape.
func (t *cutter) cut(box image.Rectangle) *stamp {
	s := &stamp{rect: box, levels: make([]uint8, box.Dx()*box.Dy())}
	clear(s.levels) // fresh memory that is read before it is written faults twice, and stops the other processor: 0.7 ms for four icons
	mask := image.Alpha{Pix: s.levels, Stride: box.Dx(), Rect: image.Rect(0, 0, box.Dx(), box.Dy())}
	t.raster.Draw(&mask, mask.Rect, image.Opaque, image.Point{})
	for i, a := range s.levels {
		s.levels[i] = uint8((int(a)*(steps-1) + 127) / 255) //nolint:gosec // below steps
	}
	return s
}
