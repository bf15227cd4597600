package fold

import (
	"slices"
	"unicode/utf8"
)

// A Page is the prose of one body, folded, span by span. The zero Page is empty and ready.
type Page struct {
	Letters []uint16 // of all spans, one after the other; Astral stands for those beyond U+FFFF
	Spans   []Span
	Marks   []int32 // indices of the letters below U+3041: digits, Latin letters, marks; in order
	Stops   []int32 // those of them that are 。

	raw    []byte
	from   [2]int   // where the span that is being told begins, in Letters and in Marks
	odd    bool     // a character of it cannot be folded by itself
	sought *Needles // that found tells of; nil where the page has changed since
	found  []Place
}

// A Span is one paragraph, heading, item or cell of a Page.
type Span struct {
	Kind     int    // what its maker says
	From, To int    // in Letters
	Marks    [2]int // in the page's Marks, from and to
	Bracket  bool   // a bracket stands in it, so that not every 。 may end a sentence

	raw [2]int
}

// Astral stands for every letter beyond U+FFFF: no word that is looked for holds one.
const Astral uint16 = 0xffff

// Reset empties the page and keeps its room.
func (p *Page) Reset() {
	p.Letters, p.Spans, p.Marks, p.Stops, p.raw = p.Letters[:0], p.Spans[:0], p.Marks[:0], p.Stops[:0], p.raw[:0]
	p.sought = nil
}

// Add folds one span and appends it. What it appends are the characters of Text(text).Text.
func (p *Page) Add(kind int, text []byte) {
	p.Begin(len(text))
	p.Take(text)
	p.End(kind, text)
}

// Begin begins a span that is told piece by piece: by Plain, Latin, Rune and Take, in the order of its text. Where
// there is room for as many bytes as the text of the span has, nothing is to grow.
func (p *Page) Begin(room int) {
	p.Letters, p.Marks = slices.Grow(p.Letters, room), slices.Grow(p.Marks, room) // a byte makes no more than a letter
	p.from, p.odd, p.sought = [2]int{len(p.Letters), len(p.Marks)}, false, nil
}

// End ends a span whose whole text was told. It folds the text once more if one of its characters cannot be folded
// by itself.
func (p *Page) End(kind int, text []byte) {
	s := Span{Kind: kind, From: p.from[0], raw: [2]int{len(p.raw), len(p.raw) + len(text)}}
	s.Marks[0] = p.from[1]
	p.raw = append(p.raw, text...)
	if p.odd {
		p.Letters, p.Marks = p.Letters[:s.From], p.Marks[:s.Marks[0]]
		for _, r := range Text(string(text)).Text {
			p.add(letter(r))
		}
	}
	s.To, s.Marks[1] = len(p.Letters), len(p.Marks)
	for _, at := range p.Marks[s.Marks[0]:] {
		switch p.Letters[at] {
		case '。':
			p.Stops = append(p.Stops, at)
		case '「', '『', '(', '【', '〈', '《', '“', '〝', '」', ')':
			s.Bracket = true
		case '!', '?':
			s.Bracket = s.Bracket || int(at) > s.From && p.Letters[at-1] == '。'
		}
	}
	p.Spans = append(p.Spans, s)
}

// add appends a letter of the span that is being added.
func (p *Page) add(l uint16) {
	if l < kana {
		p.Marks = append(p.Marks, int32(len(p.Letters)))
	}
	p.Letters = append(p.Letters, l)
}

// kana is the first of kana and kanji; what stands below it is a digit, a Latin letter or a mark.
const kana = 0x3041

// Find returns the places of words in the page: see Needles.Find. They are gone when it is asked for other
// words. It looks once for the same words.
func (p *Page) Find(n *Needles) []Place {
	if p.sought != n {
		p.sought, p.found = n, n.Find(p.found[:0], p.Letters)
	}
	return p.found
}

// Raw returns a span as it was added.
func (p *Page) Raw(s Span) string { return string(p.raw[s.raw[0]:s.raw[1]]) }

// Word returns a folded word as letters.
func Word(s string) []uint16 { return appendLetters(nil, s) }

func appendLetters(dst []uint16, s string) []uint16 {
	for _, r := range s {
		dst = append(dst, letter(r))
	}
	return dst
}

func letter(r rune) uint16 {
	if r >= int32(Astral) {
		return Astral
	}
	return uint16(r)
}

// Text returns the letters of a span as text: they equal the folded text but for what Astral stands for.
func (p *Page) Text(s Span) string {
	b := make([]byte, 0, 3*(s.To-s.From))
	for _, l := range p.Letters[s.From:s.To] {
		b = utf8.AppendRune(b, rune(l))
	}
	return string(b)
}
