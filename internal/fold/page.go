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
	s := Span{Kind: kind, From: len(p.Letters), raw: [2]int{len(p.raw), len(p.raw) + len(text)}}
	s.Marks[0] = len(p.Marks)
	p.sought = nil
	p.raw = append(p.raw, text...)
	p.Letters, p.Marks = slices.Grow(p.Letters, len(text)), slices.Grow(p.Marks, len(text)) // a byte makes no more than a letter
	if !p.quickly(text) {
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

// quickly appends the folded form of a text whose characters can be folded one by one; false at the first
// that cannot.
func (p *Page) quickly(text []byte) bool {
	for i := p.plainly(text, 0); i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		f, ok := foldRune(r)
		if !ok {
			return false
		}
		if f != 0 {
			p.add(letter(f))
		}
		i = p.plainly(text, i+n)
	}
	return true
}

// plainly appends the characters of three bytes that are plain, from a byte of a text on, for which there is
// room, and returns where it found another. It takes their bytes at once and a mark without a branch, which
// nothing could foretell: folding a body of 15 KB takes 18 µs instead of 37.
func (p *Page) plainly(text []byte, i int) int {
	letters, marks := p.Letters[:cap(p.Letters)], p.Marks[:cap(p.Marks)]
	at, n, m := uint(i), uint(len(p.Letters)), uint(len(p.Marks))
	for at+3 < uint(len(text)) && n < uint(len(letters)) && m < uint(len(marks)) {
		t := text[at : at+4 : at+4]
		x := uint32(t[0]) | uint32(t[1])<<8 | uint32(t[2])<<16 | uint32(t[3])<<24
		r := x&0xf<<12 | x>>2&0xfc0 | x>>16&0x3f
		if x&0xc0c0f0 != 0x8080e0 || plain[r>>6&0x3ff]>>(r&63)&1 == 0 {
			break
		}
		letters[n], marks[m] = uint16(r), int32(n)
		at, n, m = at+3, n+1, m+uint((r-kana)>>31)
	}
	p.Letters, p.Marks = letters[:n], marks[:m]
	return int(at)
}

// plain holds a bit for each character between U+3000 and U+9FFF that plainly holds of.
var plain = func() (set [1 << 10]uint64) {
	for r := rune(0x3000); r <= 0x9fff; r++ {
		if plainly(r) {
			set[r/64] |= 1 << (r % 64)
		}
	}
	return set
}()

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
	for len(s) >= 3 && s[0]&0xf0 == 0xe0 && s[1]&0xc0 == 0x80 && s[2]&0xc0 == 0x80 { // as ranging does, in a third of the time
		r := uint16(s[0])<<12 | uint16(s[1]&0x3f)<<6 | uint16(s[2]&0x3f)
		if r < 0x800 || r >= 0xd800 && r < 0xe000 {
			break
		}
		dst, s = append(dst, r), s[3:]
	}
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
