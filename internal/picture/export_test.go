package picture

import (
	"image"
	"image/color"
)

// Compose returns the lines into which a title is set on a card, and their size in pixels to the em.
func Compose(title, lang string) (lines []string, size float64, err error) {
	f, err := newFace()
	if err != nil {
		return nil, 0, err
	}
	s := f.compose([]rune(title), lang, cardRight-cardLeft, titleGrades)
	for _, l := range s.lines {
		if w := f.width(l) * s.size; w > cardRight-cardLeft+s.size/2 { // a mark's blank half may stand out
			return nil, 0, errWide
		}
		lines = append(lines, string(l))
	}
	return lines, s.size, nil
}

var errWide = errorString("a line is wider than the card")

type errorString string

func (e errorString) Error() string { return string(e) }

// The characters that may not begin a line, or end one.
const (
	NotAtHead = notAtHead
	NotAtEnd  = notAtEnd
)

// WritePNG writes a picture of one byte a pixel as cards are written, with a palette of greys.
func WritePNG(pix []uint8, width int) []byte {
	palette := make([]color.RGBA, 256)
	for i := range palette {
		palette[i] = color.RGBA{uint8(i), uint8(i), uint8(i), 255} //nolint:gosec // below 256
	}
	return new(pngWriter).file(pix, width, palette)
}

// WriteDrawing writes drawings as variants are written, all by one writer.
func WriteDrawing() func(*image.Paletted) []byte { return new(pngWriter).drawing }

// CodeLengths is codeLengths.
func CodeLengths(counts []int32, most uint8) []uint8 { return codeLengths(counts, most) }

// StudyOf decodes a picture and says what it is like. It returns the errors of Probe, and an error of its
// own for a picture that cannot be decoded to its end.
func StudyOf(b []byte) (Study, error) {
	f, err := Develop(b)
	if err != nil {
		return Study{}, err
	}
	return f.Study(), nil
}

// Variants makes variants of a picture, in order: see Develop and Film.Variants.
func Variants(b []byte, all []Variant) ([][]byte, error) {
	f, err := Develop(b)
	if err != nil {
		return nil, err
	}
	return f.Variants(all, new(Lab))
}
