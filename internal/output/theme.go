package output

import (
	"fmt"
	"math"
	"strconv"
	"unicode/utf8"
)

// A theme is what a site's own colours come to: a few lines of CSS, and the character in the round mark.
type theme struct {
	css    string
	mark   string
	accent colour // on light paper
}

// The grounds on which the accent must be legible, as in main.css.
var (
	paperLight = colour{0xfb, 0xfa, 0xf6}
	paperDark  = colour{0x19, 0x21, 0x1f}
	white      = colour{0xff, 0xff, 0xff}
	black      = colour{0x0c, 0x15, 0x13}
)

// usualAccent is the accent of main.css, for a site that sets none.
var usualAccent = colour{0x0c, 0x5a, 0x51}

// legible is the contrast that text needs (WCAG 2.2, 1.4.3), with a little to spare for rounding.
const legible = 4.6

// dress returns the theme of the site. An accent too faint to be read on paper is darkened, in the dark
// lightened, until it can be read: the page of a clinic is read by tired eyes.
func (p *Press) dress() theme {
	t := p.Edition.Config().Theme
	th := theme{mark: t.Mark, accent: usualAccent}
	if r, size := utf8.DecodeRuneInString(p.Edition.Config().Title); th.mark == "" && size > 0 {
		th.mark = string(r)
	}
	accent, ok := parseColour(t.Accent)
	if !ok {
		return th
	}
	dark, given := parseColour(t.AccentDark)
	if !given {
		dark = accent.until(paperDark, white, 7)
	}
	accent, dark = accent.until(paperLight, black, legible), dark.until(paperDark, white, legible)
	th.accent = accent
	th.css = fmt.Sprintf(":root{--accent:%s;--accent-soft:%s;--on-accent:%s}"+
		"@media(prefers-color-scheme:dark){:root{--accent:%s;--accent-soft:%s;--on-accent:%s}}"+
		"@media print{:root{--accent:%s;--accent-soft:#fff}}",
		accent, accent.over(paperLight, .91), accent.ink(),
		dark, dark.over(paperDark, .88), dark.ink(), accent)
	return th
}

// A colour is sRGB, 0 to 255 each.
type colour [3]uint8

func parseColour(s string) (colour, bool) {
	if len(s) != 7 || s[0] != '#' {
		return colour{}, false
	}
	n, err := strconv.ParseUint(s[1:], 16, 32)
	return colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, err == nil //nolint:gosec // 24 bits, cut on purpose
}

// String returns the colour as #rrggbb.
func (c colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// luminance is the relative luminance of WCAG 2.2.
func (c colour) luminance() float64 {
	var l [3]float64
	for i, v := range c {
		if l[i] = float64(v) / 255; l[i] <= .04045 {
			l[i] /= 12.92
		} else {
			l[i] = math.Pow((l[i]+.055)/1.055, 2.4)
		}
	}
	return .2126*l[0] + .7152*l[1] + .0722*l[2]
}

// contrast is the contrast ratio of WCAG 2.2, 1 to 21.
func (c colour) contrast(d colour) float64 {
	a, b := c.luminance(), d.luminance()
	return (max(a, b) + .05) / (min(a, b) + .05)
}

// over returns the colour with so much of a ground mixed in: 0 none, 1 nothing but the ground.
func (c colour) over(ground colour, share float64) colour {
	var m colour
	for i := range m {
		m[i] = uint8(math.Round(float64(c[i])*(1-share) + float64(ground[i])*share))
	}
	return m
}

// until mixes the colour towards an end until it stands out from the ground.
func (c colour) until(ground, end colour, ratio float64) colour {
	m := c
	for share := .0; m.contrast(ground) < ratio && share < 1; share += .04 {
		m = c.over(end, share)
	}
	return m
}

// ink returns what can be read on the colour: white or nearly black.
func (c colour) ink() colour {
	if c.contrast(white) >= c.contrast(black) {
		return white
	}
	return black
}
