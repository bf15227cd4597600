package fold

import "unicode/utf8"

// A Page is the prose of one body, folded, span by span. The zero Page is empty and ready.
type Page struct {
	Letters []uint16 // of all spans, one after the other; Astral stands for those beyond U+FFFF
	Spans   []Span
	Marks   []int32 // indices of the letters below U+3041: digits, Latin letters, marks; in order
	Stops   []int32 // those of them that are 。

	raw []byte
}

// A Span is one paragraph, heading, item or cell of a Page.
type Span struct {
	Kind     int    // what its maker says
	From, To int    // in Letters
	Marks    [2]int // in the page's Marks, from and to
	Bracket  bool   // an opening bracket stands in it, and may hold a 。

	raw [2]int
}

// Astral stands for every letter beyond U+FFFF: no word that is looked for holds one.
const Astral uint16 = 0xffff

// Reset empties the page and keeps its room.
func (p *Page) Reset() {
	p.Letters, p.Spans, p.Marks, p.Stops, p.raw = p.Letters[:0], p.Spans[:0], p.Marks[:0], p.Stops[:0], p.raw[:0]
}

// Add folds one span and appends it. What it appends are the characters of Text(text).Text.
func (p *Page) Add(kind int, text []byte) {
	from := len(p.Letters)
	var ok bool
	if p.Letters, ok = quickly(p.Letters, text); !ok {
		p.Letters = appendLetters(p.Letters[:from], Text(string(text)).Text)
	}
	p.raw = append(p.raw, text...)
	s := Span{Kind: kind, From: from, To: len(p.Letters), raw: [2]int{len(p.raw) - len(text), len(p.raw)}}
	s.Marks[0] = len(p.Marks)
	for i, r := range p.Letters[from:] {
		if r >= 0x3041 { // kana and kanji
			continue
		}
		p.Marks = append(p.Marks, int32(from+i))
		switch r {
		case '。':
			p.Stops = append(p.Stops, int32(from+i))
		case '「', '『', '(', '【', '〈', '《', '“', '〝':
			s.Bracket = true
		}
	}
	s.Marks[1] = len(p.Marks)
	p.Spans = append(p.Spans, s)
}

// Raw returns a span as it was added.
func (p *Page) Raw(s Span) string { return string(p.raw[s.raw[0]:s.raw[1]]) }

// quickly appends the folded form of a text whose characters can be folded one by one; false at the first
// that cannot.
func quickly(dst []uint16, text []byte) ([]uint16, bool) {
	for i := 0; i < len(text); {
		if i+2 < len(text) && text[i]-0xe3 <= 6 { // kana and kanji, nine of ten characters
			r := rune(text[i]&0x0f)<<12 | rune(text[i+1]&0x3f)<<6 | rune(text[i+2]&0x3f)
			if plainly(r) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80 {
				dst = append(dst, uint16(r))
				i += 3
				continue
			}
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		f, ok := foldRune(r)
		if !ok {
			return dst, false
		}
		if f != 0 {
			dst = append(dst, letter(f))
		}
		i += n
	}
	return dst, true
}

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
