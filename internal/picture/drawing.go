package picture

import (
	"hash/adler32"
	"image"
	"image/color"
)

// drawing returns the file of a picture that has a palette of at most 256 colours.
func (w *pngWriter) drawing(m *image.Paletted) []byte {
	width, height := m.Rect.Dx(), m.Rect.Dy()
	depth := depthOf(len(m.Palette))
	w.begin(width, height, depth)
	w.colours(m.Palette)
	w.raw = w.raw[:0]
	for y := range height {
		w.raw = packed(append(w.raw, 0), m.Pix[y*m.Stride:][:width], depth) // 0: no filter
	}
	w.chunk("IDAT", func() {
		w.open()
		w.match()
		w.shut(adler32.Checksum(w.raw))
	})
	return w.end()
}

// depthOf returns how many bits a pixel of so many colours takes.
func depthOf(colours int) uint8 {
	switch {
	case colours <= 2:
		return 1
	case colours <= 4:
		return 2
	case colours <= 16:
		return 4
	default:
		return 8
	}
}

// packed appends a row of pixels of depth bits each, the first in the highest.
func packed(dst, row []uint8, depth uint8) []byte {
	if depth == 8 {
		return append(dst, row...)
	}
	for ; len(row) > 0; row = row[min(int(8/depth), len(row)):] {
		var b uint8
		for i, v := range row[:min(int(8/depth), len(row))] {
			b |= v << (8 - depth*uint8(i+1)) //nolint:gosec // below 8
		}
		dst = append(dst, b)
	}
	return dst
}

// colours writes a palette, and how much shines through its colours where anything does.
func (w *pngWriter) colours(palette color.Palette) {
	clear, alphas := 0, make([]uint8, 0, 256)
	w.chunk("PLTE", func() {
		for i, p := range palette {
			c := color.NRGBAModel.Convert(p).(color.NRGBA)
			w.out = append(w.out, c.R, c.G, c.B)
			if alphas = append(alphas, c.A); c.A < 255 {
				clear = i + 1
			}
		}
	})
	if clear > 0 {
		w.chunk("tRNS", func() { w.out = append(w.out, alphas[:clear]...) })
	}
}

// mostTokens is how much of a picture has codes of its own.
const mostTokens = 1 << 15

// match notes the bytes of a drawing: those that stand before as runs, unless a longer one begins a byte later.
func (w *pngWriter) match() {
	m := &w.matcher
	m.begin(w.raw)
	for at := 0; at < len(w.raw); {
		if len(w.tokens) >= mostTokens {
			w.block(0)
		}
		n, back := m.find(at, shortest-1)
		for n >= shortest && n < enough {
			more, farther := m.find(at+1, n)
			if more <= n {
				break
			}
			w.byte(w.raw[at])
			n, back = more, farther
			at++
		}
		if n < shortest {
			w.byte(w.raw[at])
			at++
			continue
		}
		w.again(n, back)
		at += n
	}
}
