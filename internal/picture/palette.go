package picture

import (
	"cmp"
	"image"
	"image/color"
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
	tints := tintsOf(m)
	if tints == nil {
		return nil
	}
	boxes, err := cut(tints, enoughColours*float64(len(m.Pix)))
	if err > paletteError*float64(len(m.Pix)) {
		return nil
	}
	out := &image.Paletted{Pix: make([]byte, len(m.Pix)/4), Stride: m.Rect.Dx(), Rect: m.Rect}
	index := make(map[[4]uint8]uint8, len(tints))
	for i, box := range boxes {
		mean := meanOf(box)
		out.Palette = append(out.Palette, color.RGBA{mean[0], mean[1], mean[2], mean[3]})
		for _, t := range box {
			index[t.c] = uint8(i) //nolint:gosec // at most 256 boxes
		}
	}
	for i := range out.Pix {
		out.Pix[i] = index[[4]uint8(m.Pix[4*i:])]
	}
	return out
}

// tintsOf returns the colours of a picture in order, nil where there are too many for a drawing.
func tintsOf(m *image.RGBA) []tint {
	const most = 1 << 15
	counts := map[[4]uint8]int{}
	for i := 0; i < len(m.Pix); i += 4 {
		c := [4]uint8(m.Pix[i:])
		counts[c]++
		if len(counts) > most {
			return nil
		}
	}
	tints := make([]tint, 0, len(counts))
	for c, n := range counts {
		tints = append(tints, tint{c, n})
	}
	slices.SortFunc(tints, func(a, b tint) int { return slices.Compare(a.c[:], b.c[:]) })
	return tints
}

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
