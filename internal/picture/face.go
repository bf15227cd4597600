package picture

import (
	_ "embed" // the typeface
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// typeface is the one that social cards are set in. Its licence stands beside it, and
// doc/adr/0013-social-cards-and-font.md says where it comes from and how it was cut.
//
//go:embed font/card.ttf
var typeface []byte

// parseTypeface reads the typeface. It takes some milliseconds, so it waits for the first card.
var parseTypeface = sync.OnceValues(func() (*sfnt.Font, error) {
	f, err := sfnt.Parse(typeface)
	if err != nil {
		return nil, fmt.Errorf("typeface of the cards: %w", err)
	}
	return f, nil
})

// A face measures and draws with the typeface. It may not be used by two at once.
type face struct {
	font   *sfnt.Font
	buffer sfnt.Buffer
	em     fixed.Int26_6 // units of the typeface to the em
	wide   map[rune]float64
}

func newFace() (*face, error) {
	f, err := parseTypeface()
	if err != nil {
		return nil, err
	}
	return &face{font: f, em: fixed.Int26_6(f.UnitsPerEm()), wide: map[rune]float64{}}, nil
}

// advance returns how wide a character is, in em.
func (f *face) advance(r rune) float64 {
	if w, ok := f.wide[r]; ok {
		return w
	}
	w := 1.0
	if silent(r) && !unicode.IsSpace(r) {
		w = 0
	} else if x, err := f.font.GlyphIndex(&f.buffer, r); err == nil {
		if a, err := f.font.GlyphAdvance(&f.buffer, x, f.em, font.HintingNone); err == nil {
			w = float64(a) / float64(f.em)
		}
	}
	f.wide[r] = w
	return w
}

// width returns how long a line is, in em.
func (f *face) width(line []rune) float64 {
	w := 0.0
	for i, r := range line {
		w += f.advance(r) + gap(line, i)
	}
	return w
}

// gap returns what is added before a character, in em: the blank half of a bracket is taken away at a line's
// head and beside another mark, half of it elsewhere, as titles are set; and a sixth of an em stands between Japanese
// and Latin letters.
//
// Source: JIS X 4051:2004, 7; W3C, Requirements for Japanese Text Layout, 3.1.2 and 3.2.6.
func gap(line []rune, i int) float64 {
	r := line[i]
	if i == 0 {
		if fullOpening(r) {
			return -.5
		}
		return 0
	}
	p := line[i-1]
	switch {
	case fullClosing(p) && (fullOpening(r) || fullClosing(r)), fullOpening(p) && fullOpening(r):
		return -.5
	case fullOpening(r), fullClosing(p) && p != '、' && p != '。':
		return -.25
	case japanese(p) && western(r), western(p) && japanese(r):
		return .16
	default:
		return 0
	}
}

func fullOpening(r rune) bool { return strings.ContainsRune("（［｛〔〈《「『【〘〖〝", r) }

func fullClosing(r rune) bool {
	return strings.ContainsRune("）］｝〕〉》」』】〙〗〟、。，．", r)
}

func japanese(r rune) bool {
	s := scriptOf(r)
	return s == kanji || s == hiragana || s == katakana
}

func western(r rune) bool {
	s := scriptOf(r)
	return s == latin && r < 0x3000 || s == digit && r < 0x3000
}
