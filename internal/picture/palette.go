package picture

import (
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

// mostTints is how many colours a drawing may have.
const mostTints = 1 << 15

// A tinter finds palettes. It keeps its tables, and may not be used by two at once.
type tinter struct {
	table []tintEntry // a power of two, at least half of them empty; open addressing
	shift uint        // what is left of a hash after it is an index
	tints []tint
	other []tint   // the same once more, while they are sorted
	each  []uint16 // of each pixel, which of the tints it has, in the order in which they were met
	boxes []box
	stand [mostTints]uint8 // for each tint, in the order in which they were met, which of the boxes
}

// A tint is a colour of a picture, premultiplied, how many pixels have it, and how many were met before it.
type tint struct {
	c  [4]uint8
	n  int32
	at uint16
}

// A tintEntry is a colour and one more than its place; it is empty if that is 0. The table stands beside a map because
// every pixel is looked up: by a map, a drawing of 160 by 90 pixels took 0.6 ms.
type tintEntry struct{ key, at uint32 }

// paletted returns the picture with a palette of at most 256 colours, nil where that would show. A drawing
// has few colours and the shades between them, and a third of the bytes with a palette.
func (t *tinter) paletted(m *image.RGBA) *image.Paletted {
	if !t.gather(m) {
		return nil
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	bytes := float64(4 * w * h)
	for k := 3; k >= 0; k-- { // by all channels, the first of them the most
		t.other = append(t.other[:0], t.tints...)
		byChannel(t.tints, t.other, k)
	}
	if t.cut(enoughColours*bytes) > paletteError*bytes {
		return nil
	}
	out := &image.Paletted{Pix: make([]byte, len(t.each)), Stride: w, Rect: m.Rect}
	for i := range t.boxes {
		mean := t.boxes[i].mean()
		out.Palette = append(out.Palette, color.RGBA{mean[0], mean[1], mean[2], mean[3]})
		for _, e := range t.boxes[i].tints {
			t.stand[e.at] = uint8(i) //nolint:gosec // at most 256 boxes
		}
	}
	for i, at := range t.each {
		out.Pix[i] = t.stand[at]
	}
	return out
}

// gather notes the colours of a picture. It returns false where there are too many for a drawing.
func (t *tinter) gather(m *image.RGBA) bool {
	t.tints = t.tints[:0]
	t.each = slices.Grow(t.each[:0], m.Rect.Dx()*m.Rect.Dy())
	clear(t.table)
	for y := range m.Rect.Dy() {
		for row := m.Pix[y*m.Stride:][:4*m.Rect.Dx()]; len(row) > 0; row = row[4:] {
			k := binary.BigEndian.Uint32(row)
			at := t.place(k)
			if at == mostTints {
				return false
			}
			t.tints[at].n++
			t.each = append(t.each, uint16(at)) //nolint:gosec // below mostTints
		}
	}
	return true
}

// place returns the place of a colour among the tints, which it joins where it is new.
func (t *tinter) place(k uint32) uint32 {
	if i := k * 0x9e3779b1 >> t.shift; i < uint32(len(t.table)) {
		if e := t.table[i]; e.key == k && e.at > 0 {
			return e.at - 1
		}
	}
	return t.seek(k)
}

// seek is place for a colour that is not where it is looked for first.
func (t *tinter) seek(k uint32) uint32 {
	if 2*len(t.tints) >= len(t.table) {
		t.grow()
	}
	mask := uint32(len(t.table) - 1) //nolint:gosec // 17 bits at most
	for i := k * 0x9e3779b1 >> t.shift; ; i = (i + 1) & mask {
		switch e := &t.table[i]; {
		case e.at == 0:
			n := uint32(len(t.tints)) //nolint:gosec // at most mostTints
			if n < mostTints {
				*e = tintEntry{k, n + 1}
				t.tints = append(t.tints, tint{c: [4]uint8{uint8(k >> 24), uint8(k >> 16), uint8(k >> 8), uint8(k)}, at: uint16(n)}) //nolint:gosec // its four bytes
			}
			return n
		case e.key == k:
			return e.at - 1
		}
	}
}

// grow doubles the table.
func (t *tinter) grow() {
	old := t.table
	t.table = make([]tintEntry, max(2*len(old), 1<<10))
	t.shift = uint(33 - bits.Len(uint(len(t.table)))) //nolint:gosec // 10 to 17 bits
	mask := uint32(len(t.table) - 1)                  //nolint:gosec // likewise
	for _, e := range old {
		if e.at > 0 {
			i := e.key * 0x9e3779b1 >> t.shift
			for t.table[i].at > 0 {
				i = (i + 1) & mask
			}
			t.table[i] = e
		}
	}
}

// A box is colours for which one may stand.
type box struct {
	tints  []tint
	n      int        // pixels
	sum    [4]int     // of each channel
	spread [4]float64 // of each channel: the sum of its squared errors if all became the mean
	err    float64    // of all channels
}

func boxOf(tints []tint) box {
	b := box{tints: tints}
	var squares [4]int
	for _, t := range tints {
		n := int(t.n)
		b.n += n
		for k, v := range t.c {
			b.sum[k] += int(v) * n
			squares[k] += int(v) * int(v) * n
		}
	}
	for k, s := range b.sum {
		b.spread[k] = max(float64(squares[k])-float64(s)*float64(s)/float64(b.n), 0)
		b.err += b.spread[k]
	}
	return b
}

// mean returns the mean colour of a box.
func (b *box) mean() (c [4]uint8) {
	for k := range c {
		c[k] = uint8((b.sum[k] + b.n/2) / b.n) //nolint:gosec // a mean of bytes
	}
	return c
}

// cut parts the tints into at most 256 boxes, the box with the largest error first, at the mean of the
// channel that varies most, until all errors come to no more than enough. It returns their sum.
func (t *tinter) cut(enough float64) (err float64) {
	t.boxes = append(t.boxes[:0], boxOf(t.tints))
	for err = t.boxes[0].err; len(t.boxes) < 256 && err > enough; {
		worst := 0
		for i := range t.boxes {
			if t.boxes[i].err > t.boxes[worst].err {
				worst = i
			}
		}
		err -= t.boxes[worst].err
		a, b := t.halve(&t.boxes[worst])
		t.boxes[worst] = a
		t.boxes = append(t.boxes, b)
		err += a.err + b.err
	}
	return err
}

// halve parts a box of at least two colours at the mean of its widest channel.
func (t *tinter) halve(all *box) (a, b box) {
	widest := 0
	for k, s := range all.spread {
		if s > all.spread[widest] {
			widest = k
		}
	}
	tints := all.tints
	t.other = append(t.other[:0], tints...)
	byChannel(tints, t.other, widest)
	mean := all.mean()[widest]
	at := 1
	for at < len(tints)-1 && tints[at].c[widest] <= mean {
		at++
	}
	return boxOf(tints[:at]), boxOf(tints[at:])
}

// byChannel puts tints in order of a channel; those of one value keep the order they have. from holds the same.
func byChannel(to, from []tint, k int) {
	if len(from) < 48 {
		for i, t := range from {
			for ; i > 0 && to[i-1].c[k] > t.c[k]; i-- {
				to[i] = to[i-1]
			}
			to[i] = t
		}
		return
	}
	var next [257]int32 // of each value, where its next tint goes
	for i := range from {
		next[int(from[i].c[k])+1]++
	}
	for v := 1; v < len(next); v++ {
		next[v] += next[v-1]
	}
	for i := range from {
		v := from[i].c[k]
		to[next[v]] = from[i]
		next[v]++
	}
}
