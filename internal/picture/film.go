package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"kanshu/internal/kanshu"
)

// A Film is a picture that was decoded, and turned as it means to be seen. It does not change, and is safe for use
// by many at once.
type Film struct {
	raster raster
	info   Info
	moves  bool
}

// Develop decodes a picture. It returns the errors of Probe, and an error of its own for a picture that cannot be
// decoded to its end. WebP is not for Develop: see Strip.
func Develop(b []byte) (*Film, error) {
	r, info, err := decode(b)
	if err != nil {
		return nil, err
	}
	return &Film{raster: r, info: info, moves: info.Type == "image/gif" && moves(b)}, nil
}

// Bytes returns how much memory the film takes.
func (f *Film) Bytes() int {
	n := 0
	for i := range f.raster.planes {
		if p := &f.raster.planes[i]; p.from == 0 { // the others lie in the same bytes
			n += len(p.pix)
		}
	}
	return n
}

// Study says what the picture is like.
func (f *Film) Study() Study {
	s := Study{Opaque: f.raster.opaque, Frames: f.moves}
	mean := f.raster.mean()
	s.Ground = mean[0]>>6<<4 | mean[1]>>6<<2 | mean[2]>>6
	s.Drawing = f.info.Type != "image/jpeg" && (!f.raster.opaque || few(f.raster))
	return s
}

// Variants makes variants of the picture, in order. It is encoded anew, so nothing but pixels passes: no place, no
// camera, no comment.
func (f *Film) Variants(all []Variant, lab *Lab) ([][]byte, error) {
	out := make([][]byte, len(all))
	for i, v := range all {
		var err error
		if out[i], err = lab.encode(f.raster.variant(v), v); err != nil {
			return nil, fmt.Errorf("write the picture: %w", err)
		}
	}
	return out, nil
}

// A Lab holds what encoding one picture needs and the next can use again: a megabyte for a PNG, which was a fifth of
// all memory that a build of a hundred columns and twenty drawings asked for. The zero Lab is ready for use; it is
// safe for use by many at once, and may not be copied.
type Lab struct {
	pngs    buffers
	tinters kanshu.Tray[tinter]
	writers kanshu.Tray[pngWriter]
}

// buffers implements png.EncoderBufferPool.
type buffers struct{ kanshu.Tray[png.EncoderBuffer] }

// Get implements png.EncoderBufferPool.
func (b *buffers) Get() *png.EncoderBuffer { return b.Take() }

// smallDrawing is how many pixels a drawing has at most that pngWriter writes. In larger ones image/png finds more: it
// looks for as long as it takes, and readers load 5 % less.
const smallDrawing = 1 << 16

// encode writes a picture as JPEG, or as PNG with a palette where it looks the same and is smaller.
func (l *Lab) encode(img image.Image, v Variant) ([]byte, error) {
	var out bytes.Buffer
	if v.Type == "image/jpeg" {
		err := jpeg.Encode(&out, img, &jpeg.Options{Quality: v.Quality})
		return out.Bytes(), err
	}
	encoder := png.Encoder{CompressionLevel: png.DefaultCompression, BufferPool: &l.pngs}
	if rgba, ok := img.(*image.RGBA); ok && !v.Raw {
		if p := l.paletted(rgba); p != nil {
			if len(p.Pix) <= smallDrawing {
				w := l.writers.Take()
				defer l.writers.Put(w)
				return w.drawing(p), nil
			}
			img, encoder.CompressionLevel = p, png.BestCompression
		}
	}
	if v.Raw {
		encoder.CompressionLevel = png.NoCompression
	}
	err := encoder.Encode(&out, img)
	return out.Bytes(), err
}

func (l *Lab) paletted(m *image.RGBA) *image.Paletted {
	t := l.tinters.Take()
	defer l.tinters.Put(t)
	return t.paletted(m)
}
