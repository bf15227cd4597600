package corpus

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// picture returns picture i as PNG, soft bands of eight colours: drawings of 640 by 320 points, then
// portraits of 160 by 160.
func picture(i int) string {
	width, height := 640, 320
	if i >= drawingCount {
		width, height = 160, 160
	}
	palette := make(color.Palette, 8)
	for k := range palette {
		palette[k] = color.NRGBA{R: uint8(90 + 20*k), G: uint8(110 + (k*37+i*11)%120), B: uint8(240 - 18*k), A: 255}
	}
	m := image.NewPaletted(image.Rect(0, 0, width, height), palette)
	for y := range height {
		for x := range width {
			m.SetColorIndex(x, y, uint8((x/(40+i)+y/(30+2*i))%8))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err) // a buffer takes everything, and the picture is whole
	}
	return b.String()
}
