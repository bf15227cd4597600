package picture

import (
	"image"
	"image/color"
)

// The size of a social card in pixels, which every site that shows them asks for.
const (
	CardWidth  = 1200
	CardHeight = 630
)

// CardVersion names the way cards are drawn and the typeface. It belongs to the key of every card and
// changes with either: the tests hold a card's digest against it.
const CardVersion = "3"

// A Card is what the social card of a column says. Every text but the title may be empty.
type Card struct {
	Lang     string // BCP 47; decides where lines end
	Title    string
	Subtitle string // shown where the title leaves room
	Kicker   string // the category
	Name     string // 「監修 森下 葉子 医師」
	Term     string // 「2027年11月まで有効」
	Site     string
	Mark     string // one character in the round mark beside the site's name
	Seal     string // one or two characters in the seal: 監修
	Accent   color.RGBA
	OnAccent color.RGBA
}

// The colours of every card beside the site's own, as in the style sheet.
var (
	cardPaper = color.RGBA{0xfb, 0xfa, 0xf6, 0xff}
	cardInk   = color.RGBA{0x1d, 0x26, 0x23, 0xff}
	cardFine  = color.RGBA{0x55, 0x61, 0x5c, 0xff}
	cardLine  = color.RGBA{0xd9, 0xd5, 0xc8, 0xff}
	cardSeal  = color.RGBA{0xab, 0x31, 0x23, 0xff}
)

// Where things stand on a card, in pixels.
const (
	cardLeft   = 88.0
	cardRight  = 1112.0
	cardTop    = 150.0 // of the title's room
	cardBottom = 440.0
	cardRule   = 474
)

// titleGrades are the sizes of titles, largest first.
var titleGrades = []grade{{84, 1, 0}, {76, 2, 3}, {68, 3, 9}, {60, 3, 16}, {54, 4, 26}, {48, 4, 40}}

// draw draws the card and returns it as a file.
func (c *Card) draw(on *canvas) ([]byte, error) {
	s := sketch{face: on.face, canvas: on}
	on.begin(CardWidth, CardHeight, [inks][2]color.RGBA{
		inkText: {cardPaper, cardInk}, inkFine: {cardPaper, cardFine}, inkAccent: {cardPaper, c.Accent},
		inkSeal: {cardPaper, cardSeal}, inkLine: {cardPaper, cardLine}, inkOnAccent: {c.Accent, c.OnAccent},
	})
	on.fill(image.Rect(0, 0, 20, CardHeight), inkAccent)
	s.kicker(c)
	s.title(c)
	on.fill(image.Rect(cardLeft, cardRule, cardRight, cardRule+2), inkLine)
	s.supervision(c, s.site(c))
	if s.err != nil {
		return nil, s.err
	}
	return on.png(), nil
}

// A sketch is a card on the way to paper; the first thing that went wrong stops the rest.
type sketch struct {
	face   *face
	canvas *canvas
	err    error
}

// text draws a line.
func (s *sketch) text(line []rune, p pen) {
	if s.err == nil {
		s.err = s.canvas.text(line, p)
	}
}

// kicker draws the category behind a short rule.
func (s *sketch) kicker(c *Card) {
	if c.Kicker == "" {
		return
	}
	s.canvas.fill(image.Rect(cardLeft, 93, cardLeft+52, 97), inkAccent)
	s.text(s.face.fit(c.Kicker, 30, 900), pen{x: cardLeft + 72, y: 106, size: 30, ink: inkAccent})
}

// title draws the title and, where it leaves room, the subtitle, in the middle of their room.
func (s *sketch) title(c *Card) {
	t := s.face.compose([]rune(c.Title), c.Lang, cardRight-cardLeft, titleGrades)
	leading := 1.42 * t.size
	height := leading * float64(len(t.lines))
	var sub setting
	if c.Subtitle != "" && len(t.lines) <= 2 {
		sub = s.face.compose([]rune(c.Subtitle), c.Lang, cardRight-cardLeft, []grade{{34, 1, 0}, {32, 2, 30}})
		if height+50*float64(len(sub.lines))+14 > cardBottom-cardTop {
			sub.lines = nil
		}
	}
	whole := height
	if len(sub.lines) > 0 {
		whole += 14 + 50*float64(len(sub.lines))
	}
	top := cardTop + max(0, (cardBottom-cardTop-whole)/2)
	for i, line := range t.lines {
		s.text(line, pen{x: cardLeft, y: top + leading*float64(i) + leading/2 + .37*t.size, size: t.size, ink: inkText})
	}
	for i, line := range sub.lines {
		s.text(line, pen{x: cardLeft, y: top + height + 14 + 50*float64(i) + 37, size: sub.size, ink: inkFine})
	}
}

// site draws the site's mark and name at the right, and returns where they begin.
func (s *sketch) site(c *Card) float64 {
	name := s.face.fit(c.Site, 30, 430)
	left := cardRight - s.face.width(name)*30
	s.text(name, pen{x: left, y: 562, size: 30, ink: inkAccent})
	if mark := []rune(c.Mark); len(mark) > 0 {
		if left -= 52; len(name) > 0 {
			left -= 16
		}
		s.canvas.ring(left+26, 551, 26, 0, inkAccent)
		s.centred(mark[:1], left+26, 551, 30, 0, inkOnAccent)
	}
	return left
}

// supervision draws the seal, who vouches for the column and until when.
func (s *sketch) supervision(c *Card, right float64) {
	left := cardLeft
	if seal := []rune(c.Seal); len(seal) > 0 {
		x, y := cardLeft+50, 551.0
		s.canvas.ring(x, y, 50, 46.5, inkSeal)
		s.canvas.ring(x, y, 43, 41.5, inkSeal)
		const turn = -.14
		if len(seal) == 1 {
			s.centred(seal, x, y, 48, turn, inkSeal)
		} else {
			s.centred(seal[:1], x-2.5, y-17, 33, turn, inkSeal)
			s.centred(seal[1:2], x+2.5, y+17, 33, turn, inkSeal)
		}
		left += 128
	}
	room := right - 40 - left
	size := min(34, max(24, room/max(s.face.width([]rune(c.Name)), 1))) // rather small than cut: it is a name
	name := s.face.fit(c.Name, size, room)
	if c.Term == "" {
		s.text(name, pen{x: left, y: 563, size: size, ink: inkText})
		return
	}
	s.text(name, pen{x: left, y: 544, size: size, ink: inkText})
	s.text(s.face.fit(c.Term, 26, room), pen{x: left, y: 588, size: 26, ink: inkFine})
}

// centred draws one character around a point.
func (s *sketch) centred(one []rune, x, y, size, turn float64, k ink) {
	half := s.face.advance(one[0]) * size / 2
	s.text(one, pen{x: x - half - .37*size*turn, y: y + .38*size - half*turn, size: size, turn: turn, ink: k})
}

// fit returns a text as one line of at most width pixels, cut with … if it is longer.
func (f *face) fit(text string, size, width float64) []rune {
	line := []rune(text)
	if f.width(line)*size <= width {
		return line
	}
	for n := len(line) - 1; n > 0; n-- {
		if short := append(line[:n:n], '…'); f.width(short)*size <= width {
			return short
		}
	}
	return nil
}
