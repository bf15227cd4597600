package picture

import (
	"cmp"
	"encoding/binary"
	"image"
	"image/color"
	"math/bits"
	"slices"
)

// paletteError is how far a palette may be from the colours it stands for: the mean square of a channel's
// error. 4 is an error of 2 in 255, which no eye sees in a drawing.
const paletteError = 4

// enoughColours is the error below which no further colour joins the palette: fewer colours are fewer
// bytes.
const enoughColours = .25

// A tint is a colour of a picture, premultiplied, and how many pixels have it.
type tint struct {
	c [4]uint8
	n int
}

// paletted returns the picture with a palette of at most 256 colours, nil where that would show. A drawing
// has few colours and the shades between them, and a third of the bytes with a palette.
func paletted(m *image.RGBA) *image.Paletted {
	tints, all := tintsOf(m)
	if tints == nil {
		return nil
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	bytes := float64(4 * w * h)
	boxes, err := cut(tints, enoughColours*bytes)
	if err > paletteError*bytes {
		return nil
	}
	out := &image.Paletted{Pix: make([]byte, 0, w*h), Stride: w, Rect: m.Rect}
	for i, box := range boxes {
		mean := meanOf(box)
		out.Palette = append(out.Palette, color.RGBA{mean[0], mean[1], mean[2], mean[3]})
		for _, t := range box {
			*all.at(key(t.c)) = int32(i + 1) //nolint:gosec // at most 256 boxes
		}
	}
	var last uint32
	var index uint8
	for y := range h {
		for row := m.Pix[y*m.Stride:][:4*w]; len(row) > 0; row = row[4:] {
			if k := binary.BigEndian.Uint32(row); k != last || len(out.Pix) == 0 {
				last, index = k, uint8(*all.at(k)-1) //nolint:gosec // likewise
			}
			out.Pix = append(out.Pix, index)
		}
	}
	return out
}

// tintsOf returns the colours of a picture in order, nil where there are too many for a drawing.
func tintsOf(m *image.RGBA) ([]tint, *tintTable) {
	const most = 1 << 15
	all := &tintTable{}
	var last uint32
	var n *int32 // of the colour before: a drawing has runs of them
	for y := range m.Rect.Dy() {
		for row := m.Pix[y*m.Stride:][:4*m.Rect.Dx()]; len(row) > 0; row = row[4:] {
			if k := binary.BigEndian.Uint32(row); k != last || n == nil {
				if last, n = k, all.at(k); all.count > most {
					return nil, nil
				}
			}
			*n++
		}
	}
	tints := make([]tint, 0, all.count)
	for _, e := range all.entries {
		if e.n > 0 {
			tints = append(tints, tint{[4]uint8{uint8(e.key >> 24), uint8(e.key >> 16), uint8(e.key >> 8), uint8(e.key)}, int(e.n)}) //nolint:gosec // its four bytes
		}
	}
	slices.SortFunc(tints, func(a, b tint) int { return cmp.Compare(key(a.c), key(b.c)) })
	return tints, all
}

// A tintTable holds a number for each colour. It stands beside a map because every pixel is looked up twice: by a map,
// a drawing of 160 by 90 pixels took 0.6 ms.
type tintTable struct {
	entries []tintEntry // a power of two, at least half of them empty; open addressing
	shift   uint        // what is left of a hash after it is an index
	count   int         // of colours
}

// A tintEntry is empty if its number is 0.
type tintEntry struct {
	key uint32
	n   int32
}

// at returns the number of a colour, which is to be set if it is 0. It is good until at is called again.
func (t *tintTable) at(k uint32) *int32 {
	mask := uint32(len(t.entries) - 1) //nolint:gosec // 31 bits at most
	for i := k * 0x9e3779b1 >> t.shift; len(t.entries) > 0; i = (i + 1) & mask {
		e := &t.entries[i]
		if e.key == k && e.n > 0 {
			return &e.n
		}
		if e.n == 0 {
			if 2*t.count >= len(t.entries) {
				break
			}
			t.count++
			e.key = k
			return &e.n
		}
	}
	t.grow()
	return t.at(k)
}

// grow doubles the table.
func (t *tintTable) grow() {
	old := t.entries
	*t = tintTable{entries: make([]tintEntry, max(2*len(old), 1<<10))}
	t.shift = uint(33 - bits.Len(uint(len(t.entries)))) //nolint:gosec // the table has no 2³² entries
	for _, e := range old {
		if e.n > 0 {
			*t.at(e.key) = e.n
		}
	}
}

// key returns a colour as one number.
func key(c [4]uint8) uint32 { return binary.BigEndian.Uint32(c[:]) }

// cut parts colours into at most 256 boxes, the box with the largest error first, at the mean of the
// channel that varies most, until all errors come to no more than enough. It returns them with that sum.
func cut(tints []tint, enough float64) (boxes [][]tint, err float64) {
	boxes = [][]tint{tints}
	errs := []float64{spread(tints)}
	for err = errs[0]; len(boxes) < 256 && err > enough; {
		worst := 0
		for i := range errs {
			if errs[i] > errs[worst] {
				worst = i
			}
		}
		a, b := halve(boxes[worst])
		err -= errs[worst]
		boxes[worst], errs[worst] = a, spread(a)
		boxes, errs = append(boxes, b), append(errs, spread(b))
		err += errs[worst] + errs[len(errs)-1]
	}
	return boxes, err
}

// halve parts a box of at least two colours at the mean of its widest channel.
func halve(box []tint) (a, b []tint) {
	widest, most := 0, -1.0
	for k := range 4 {
		if s := channelSpread(box, k); s > most {
			widest, most = k, s
		}
	}
	slices.SortStableFunc(box, func(x, y tint) int { return cmp.Compare(x.c[widest], y.c[widest]) })
	mean := meanOf(box)[widest]
	at := 1
	for at < len(box)-1 && box[at].c[widest] <= mean {
		at++
	}
	return box[:at], box[at:]
}

// spread is the sum of the squared errors of a box whose colours all became its mean.
func spread(box []tint) float64 {
	sum := 0.0
	for k := range 4 {
		sum += channelSpread(box, k)
	}
	return sum
}

func channelSpread(box []tint, k int) float64 {
	var n, sum, squares float64
	for _, t := range box {
		v, w := float64(t.c[k]), float64(t.n)
		n += w
		sum += w * v
		squares += w * v * v
	}
	return max(squares-sum*sum/n, 0)
}

// meanOf returns the mean colour of a box.
func meanOf(box []tint) [4]uint8 {
	var sum [4]int
	n := 0
	for _, t := range box {
		n += t.n
		for k := range 4 {
			sum[k] += int(t.c[k]) * t.n
		}
	}
	var c [4]uint8
	for k := range c {
		c[k] = uint8((sum[k] + n/2) / n) //nolint:gosec // a mean of bytes
	}
	return c
}
