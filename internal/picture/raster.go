package picture

import (
	"image"
	"image/color"
	"image/draw"
)

// A plane is one channel of a picture: a byte for each pixel, step bytes apart.
type plane struct {
	pix                []byte
	width, height      int
	stride, step, from int
}

func newPlane(width, height int) plane {
	return plane{pix: make([]byte, width*height), width: width, height: height, stride: width, step: 1}
}

// row returns the bytes from a row's first pixel on.
func (p *plane) row(y int) []byte { return p.pix[p.from+y*p.stride:] }

// A raster is a decoded picture as planes, so that each can be scaled by itself: one for grey, three for
// YCbCr, whose colours may be of half the size, four for RGBA, premultiplied.
type raster struct {
	planes        []plane
	width, height int
	opaque        bool
}

// rasterOf returns a picture as planes, without a copy where its pixels lie so already. The picture is
// not to be used after.
func rasterOf(img image.Image) raster {
	r := img.Bounds()
	w, h := r.Dx(), r.Dy()
	out := raster{width: w, height: h, opaque: true}
	switch m := img.(type) {
	case *image.Gray:
		out.planes = []plane{{pix: m.Pix, width: w, height: h, stride: m.Stride, step: 1}}
	case *image.YCbCr:
		cw, ch := chroma(m.SubsampleRatio, w, h)
		out.planes = []plane{
			{pix: m.Y, width: w, height: h, stride: m.YStride, step: 1},
			{pix: m.Cb, width: cw, height: ch, stride: m.CStride, step: 1},
			{pix: m.Cr, width: cw, height: ch, stride: m.CStride, step: 1},
		}
	default:
		rgba := premultiplied(img)
		out.opaque = rgba.Opaque()
		for i := range 4 {
			out.planes = append(out.planes, plane{pix: rgba.Pix, width: w, height: h, stride: rgba.Stride, step: 4, from: i})
		}
	}
	return out
}

// premultiplied returns a picture as RGBA: itself, or its own pixels changed, where that can be, since a
// copy of a large one would fill the memory.
func premultiplied(img image.Image) *image.RGBA {
	switch m := img.(type) {
	case *image.RGBA:
		return m
	case *image.NRGBA:
		for i := 0; i < len(m.Pix); i += 4 {
			if a := uint32(m.Pix[i+3]); a != 255 {
				for k := range 3 {
					m.Pix[i+k] = uint8((uint32(m.Pix[i+k])*a + 127) / 255) //nolint:gosec // at most 255
				}
			}
		}
		return &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
	case *image.Paletted:
		return painted(m)
	}
	r := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(out, out.Rect, img, r.Min, draw.Src)
	return out
}

// painted returns a picture with a palette as RGBA. It stands beside draw.Draw, which asks an interface for each pixel
// and took a third of the time that twenty drawings take.
func painted(m *image.Paletted) *image.RGBA {
	var ink [256][4]uint8 // of all indexes that there are; what the palette lacks shines through
	for i, c := range m.Palette {
		r, g, b, a := c.RGBA()
		ink[i] = [4]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)} //nolint:gosec // of 16 bits
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	out := &image.RGBA{Pix: make([]byte, 0, 4*w*h), Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	for y := range h {
		for _, i := range m.Pix[y*m.Stride:][:w] {
			out.Pix = append(out.Pix, ink[i][:]...)
		}
	}
	return out
}

// chroma returns the size of the colour planes of a picture.
func chroma(s image.YCbCrSubsampleRatio, w, h int) (cw, ch int) {
	cw, ch = w, h
	switch s {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		cw = (w + 1) / 2
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		cw = (w + 3) / 4
	}
	switch s {
	case image.YCbCrSubsampleRatio420, image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio410:
		ch = (h + 1) / 2
	}
	return cw, ch
}

// mean returns the mean colour of a picture.
func (r raster) mean() [3]uint8 {
	var m [3]uint8
	for i, p := range r.planes[:min(len(r.planes), len(m))] {
		sum := 0
		for y := range p.height {
			line := p.row(y)[:(p.width-1)*p.step+1]
			for at := 0; at < len(line); at += p.step {
				sum += int(line[at])
			}
		}
		m[i] = uint8(sum / max(p.width*p.height, 1)) //nolint:gosec // a mean of bytes
	}
	switch len(r.planes) {
	case 1:
		return [3]uint8{m[0], m[0], m[0]}
	case 3:
		red, green, blue := color.YCbCrToRGB(m[0], m[1], m[2])
		return [3]uint8{red, green, blue}
	default:
		return [3]uint8{m[0], m[1], m[2]}
	}
}

// upright returns the picture as its orientation, 1 to 8, means it to be seen.
func (r raster) upright(orientation int) raster {
	if orientation < 2 || orientation > 8 {
		return r
	}
	out := raster{width: r.width, height: r.height, opaque: r.opaque}
	if orientation > 4 {
		out.width, out.height = r.height, r.width
	}
	for _, p := range r.planes {
		out.planes = append(out.planes, p.upright(orientation))
	}
	return out
}

// upright turns one plane.
//
// Source: CIPA DC-008 (Exif 2.32), tag 0x0112.
func (p plane) upright(orientation int) plane {
	w, h := p.width, p.height
	if orientation > 4 {
		w, h = h, w
	}
	q := newPlane(w, h)
	// A step to the right, and one down, in the plane that is read; and where its first pixel lies.
	right, down, start := p.step, p.stride, p.from
	endX, endY := (p.width-1)*p.step, (p.height-1)*p.stride
	switch orientation {
	case 2:
		right, start = -p.step, p.from+endX
	case 3:
		right, down, start = -p.step, -p.stride, p.from+endX+endY
	case 4:
		down, start = -p.stride, p.from+endY
	case 5:
		right, down = p.stride, p.step
	case 6:
		right, down, start = -p.stride, p.step, p.from+endY
	case 7:
		right, down, start = -p.stride, -p.step, p.from+endX+endY
	case 8:
		right, down, start = p.stride, -p.step, p.from+endX
	}
	for y := range h {
		at := start + y*down
		row := q.pix[y*w : (y+1)*w]
		for x := range row {
			row[x] = p.pix[at]
			at += right
		}
	}
	return q
}

// image returns the picture as package image knows it.
func (r raster) image() image.Image {
	first, whole := &r.planes[0], image.Rect(0, 0, r.width, r.height)
	switch {
	case len(r.planes) == 1:
		return &image.Gray{Pix: first.row(0), Stride: first.stride, Rect: whole}
	case len(r.planes) == 3:
		return &image.YCbCr{
			Y: first.row(0), Cb: r.planes[1].row(0), Cr: r.planes[2].row(0), YStride: first.stride, CStride: r.planes[1].stride,
			SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: whole,
		}
	case first.step == 4: // the picture itself, or a window on it, as rasterOf found it
		return &image.RGBA{Pix: first.row(0), Stride: first.stride, Rect: whole}
	}
	m := image.NewRGBA(whole)
	for i, p := range r.planes {
		for y := range r.height {
			row, line := m.Pix[y*m.Stride+i:], p.row(y)
			for x := range r.width {
				row[4*x] = line[x*p.step]
			}
		}
	}
	if r.opaque {
		return m
	}
	for i := 0; i < len(m.Pix); i += 4 { // the kernel overshoots; no colour may be stronger than its alpha
		for k := range 3 {
			m.Pix[i+k] = min(m.Pix[i+k], m.Pix[i+3])
		}
	}
	return m
}
