package picture

import "math"

// A frame is the part of a picture that is shown, in pixels; it need not begin on one.
type frame struct{ x, y, width, height float64 }

// crop returns the largest part of a picture of a width to height, in the middle, and of a tall picture
// rather above it: faces are.
func (r raster) crop(width, height int) frame {
	w, h := float64(r.width), float64(r.height)
	want := float64(width) / float64(height)
	if w > h*want {
		return frame{x: (w - h*want) / 2, width: h * want, height: h}
	}
	return frame{y: (h - w/want) * .3, width: w, height: w / want}
}

// scaled returns a part of the picture at another size, with the colours of YCbCr at half of it.
func (r raster) scaled(part frame, width, height int) raster {
	out := raster{width: width, height: height, opaque: r.opaque}
	for i, p := range r.planes {
		w, h := width, height
		if len(r.planes) == 3 && i > 0 {
			w, h = (width+1)/2, (height+1)/2
		}
		fx, fy := float64(p.width)/float64(r.width), float64(p.height)/float64(r.height)
		out.planes = append(out.planes, p.scaled(frame{part.x * fx, part.y * fy, part.width * fx, part.height * fy}, w, h))
	}
	return out
}

// scaled returns a part of the plane at another size: rows first, then columns. Of whole pixels at their own size it
// returns the plane itself, or a window on it, as the kernel does: it is one in its middle and nought a pixel away.
func (p plane) scaled(part frame, width, height int) plane {
	x, y := int(part.x), int(part.y)
	if part == (frame{float64(x), float64(y), float64(width), float64(height)}) {
		return plane{pix: p.pix, width: width, height: height, stride: p.stride, step: p.step, from: p.from + y*p.stride + x*p.step}
	}
	across, along := reaches(part.x, part.width, p.width, width), reaches(part.y, part.height, p.height, height)
	first, last := along[0].first, along[height-1].first+len(along[height-1].weights)
	rows := make([]float32, (last-first)*width)
	for y := first; y < last; y++ {
		line, to := p.pix[p.from+y*p.stride:], rows[(y-first)*width:][:width]
		for x := range to {
			var sum float32
			at := across[x].first * p.step
			for _, w := range across[x].weights {
				sum += w * float32(line[at])
				at += p.step
			}
			to[x] = sum
		}
	}
	q := newPlane(width, height)
	sums := make([]float32, width)
	for y := range height {
		clear(sums)
		for k, w := range along[y].weights {
			for x, v := range rows[(along[y].first+k-first)*width:][:width] {
				sums[x] += w * v
			}
		}
		to := q.pix[y*width:][:width]
		for x, v := range sums {
			to[x] = byte(min(max(v+.5, 0), 255))
		}
	}
	return q
}

// A reach is which pixels make one new pixel, and how much each counts; the weights come to 1.
type reach struct {
	first   int
	weights []float32
}

// reaches returns the reach of each of n new pixels along a part of size old ones, from pixel start on,
// after Catmull and Rom, with the kernel as wide as the new pixels where they are the larger.
func reaches(start, length float64, size, n int) []reach {
	ratio := length / float64(n)
	wide := max(ratio, 1)
	all := make([]reach, n)
	for i := range all {
		centre := start + (float64(i)+.5)*ratio
		first, last := max(int(math.Ceil(centre-2*wide-.5)), 0), min(int(math.Floor(centre+2*wide-.5)), size-1)
		weights := make([]float32, 0, last-first+1)
		sum := 0.0
		for k := first; k <= last; k++ {
			w := catmullRom(math.Abs((float64(k) + .5 - centre) / wide))
			weights = append(weights, float32(w))
			sum += w
		}
		for k := range weights {
			weights[k] /= float32(sum)
		}
		all[i] = reach{first, weights}
	}
	return all
}

// catmullRom is the cubic kernel for a distance of 0 to 2 pixels.
func catmullRom(d float64) float64 {
	switch {
	case d < 1:
		return (1.5*d-2.5)*d*d + 1
	case d < 2:
		return ((-.5*d+2.5)*d-4)*d + 2
	default:
		return 0
	}
}
