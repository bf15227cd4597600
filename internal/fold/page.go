package fold

import (
	"encoding/binary"
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
		if text[i] < utf8.RuneSelf {
			i = p.plainly(text, p.latin(text, i))
			continue
		}
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

// latin appends the characters of one byte that stand at a byte of a text, and returns where they end. A text
// says 24mL or (3,300) more often than one digit.
func (p *Page) latin(text []byte, i int) int {
	letters, marks := p.Letters, p.Marks
	for i < len(text) && text[i] < utf8.RuneSelf {
		if l := ascii[text[i]]; l != 0 {
			marks, letters = append(marks, int32(len(letters))), append(letters, uint16(l))
		}
		i++
	}
	p.Letters, p.Marks = letters, marks
	return i
}

// ascii holds the folded forms of the characters of one byte, 0 for those that are dropped.
var ascii = func() (forms [utf8.RuneSelf]uint8) {
	for c := range forms {
		r, _ := foldRune(rune(c))
		forms[c] = uint8(r)
	}
	return forms
}()

// plainly appends the characters of three bytes that are plain, from a byte of a text on, for which there is
// room, and returns where it found another. It takes four at a time, and a mark without a branch, which nothing
// could foretell: folding a body of 15 KB takes 14 µs instead of 37.
func (p *Page) plainly(text []byte, i int) int {
	t, l, marks := text[i:], p.Letters[len(p.Letters):cap(p.Letters)], p.Marks[:cap(p.Marks)]
	n, m := uint32(len(p.Letters)), uint(len(p.Marks))
	for len(t) >= 14 && len(l) >= 4 && m+4 <= uint(len(marks)) {
		a, b := binary.LittleEndian.Uint64(t), binary.LittleEndian.Uint64(t[6:])
		if a&formOfTwo != isTwo || b&formOfTwo != isTwo {
			break
		}
		a, b = lettersOf(a), lettersOf(b)
		l0, l1, l2, l3 := uint16(a), uint16(a>>24), uint16(b), uint16(b>>24)
		if !isPlain(l0) || !isPlain(l1) || !isPlain(l2) || !isPlain(l3) {
			break
		}
		l[0], l[1], l[2], l[3] = l0, l1, l2, l3
		marks[m] = int32(n)
		m += ifMark(l0)
		marks[m] = int32(n + 1)
		m += ifMark(l1)
		marks[m] = int32(n + 2)
		m += ifMark(l2)
		marks[m] = int32(n + 3)
		m += ifMark(l3)
		t, l, n = t[12:], l[4:], n+4
	}
	for len(t) >= 3 && len(l) > 0 && m < uint(len(marks)) {
		x := uint64(t[0]) | uint64(t[1])<<8 | uint64(t[2])<<16
		letter := uint16(lettersOf(x))
		if x&0xc0c0f0 != 0x8080e0 || !isPlain(letter) {
			break
		}
		l[0], marks[m] = letter, int32(n)
		m += ifMark(letter)
		t, l, n = t[3:], l[1:], n+1
	}
	p.Letters, p.Marks = p.Letters[:n], marks[:m]
	return len(text) - len(t)
}

// Two characters of three bytes, the first lowest: 1110xxxx 10xxxxxx 10xxxxxx, twice.
const formOfTwo, isTwo = 0xc0c0f0c0c0f0, 0x8080e08080e0

// lettersOf returns two characters of three bytes, the first from bit 0 on, the second from bit 24 on.
func lettersOf(two uint64) uint64 {
	return two<<12&0xf00000f000 | two>>2&0xfc0000fc0 | two>>16&0x3f00003f
}

// isPlain reports whether a letter from U+0000 to U+FFFF is in plain.
func isPlain(l uint16) bool { return plain[l>>6]&(1<<(l&63)) != 0 }

// ifMark returns 1 for a letter below kana, else 0.
func ifMark(l uint16) uint { return uint((uint32(l) - kana) >> 31) }

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
