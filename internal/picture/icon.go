package picture

import (
	"image"
	"image/color"
)

// An Icon is what browsers, home screens and lists of apps show of a site: its mark, one character, on
// its colour. The ground fills the whole square, and the mark keeps to the middle, so that a system may
// cut the corners as it likes.
type Icon struct {
	Mark     string // one character
	Size     int    // pixels, of both sides
	Accent   color.RGBA
	OnAccent color.RGBA
}

// IconVersion changes with how icons are drawn; a key of an icon covers it.
const IconVersion = "3"

// Icon returns an icon as a PNG picture. Equal icons give equal bytes, whatever was drawn before. A mark that the
// typeface has no glyph for is told by Missing and must not be asked for here.
func (s *Studio) Icon(c *Icon) ([]byte, error) {
	canvas, err := s.canvas()
	if err != nil {
		return nil, err
	}
	defer s.rest(canvas)
	return c.draw(canvas)
}

func (c *Icon) draw(on *canvas) ([]byte, error) {
	s := sketch{face: on.face, canvas: on}
	on.begin(c.Size, c.Size, [inks][2]color.RGBA{
		inkAccent: {c.Accent, c.Accent}, inkOnAccent: {c.Accent, c.OnAccent},
	})
	on.fill(image.Rect(0, 0, c.Size, c.Size), inkAccent)
	if mark := []rune(c.Mark); len(mark) > 0 {
		half := float64(c.Size) / 2
		s.centred(mark[:1], half, half, .58*float64(c.Size), 0, inkOnAccent)
	}
	if s.err != nil {
		return nil, s.err
	}
	return on.png(), nil
}
