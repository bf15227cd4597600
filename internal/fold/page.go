package fold

import (
	"slices"
	"unicode/utf8"
)

// A Page is the prose of one body, folded, span by span. The zero Page is empty and ready.
type Page struct {
	Letters []uint16 // of all spans, one after the other; Astral stands for those beyond U+FFFF
	Spans   []Span
	Marks   []int32 // indices of the digits, brackets and marks that end a sentence; in order
	Stops   []int32 // those of them that are 。
	Digits  []int32 // those of them that are digits

	// Told appends the words of a span that EndTold ended to dst, given what EndTold was.
	Told func(dst []byte, from, to int) []byte

	raw    []byte   // of the spans that End ended
	room   []byte   // for one that EndTold ended
	from   [2]int   // where the span that is being told begins, in Letters and in Marks
	lows   int      // its letters below kana so far
	odd    bool     // a character of it cannot be folded by itself
	sought *Needles // that found tells of; nil where the page has changed since
	found  []Place
}

// A Span is one paragraph, heading, item or cell of a Page.
type Span struct {
	Kind     int    // what its maker says
	From, To int    // in Letters
	Kana     int    // how many of them are kana and kanji
	Marks    [2]int // in the page's Marks, from and to
	Stops    [2]int // in its Stops
	Digits   [2]int // in its Digits
	Bracket  bool   // a bracket stands in it, so that not every 。 may end a sentence
	Post     bool   // the mark of a postal address stands in it

	raw  [2]int // in the page's raw, or what Told is given
	told bool
}

// Astral stands for every letter beyond U+FFFF: no word that is looked for holds one.
const Astral uint16 = 0xffff

// Reset empties the page and keeps its room.
func (p *Page) Reset() {
	p.Letters, p.Spans, p.raw = p.Letters[:0], p.Spans[:0], p.raw[:0]
	p.Marks, p.Stops, p.Digits = p.Marks[:0], p.Stops[:0], p.Digits[:0]
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
	p.from, p.lows, p.odd, p.sought = [2]int{len(p.Letters), len(p.Marks)}, 0, false, nil
}

// End ends a span whose whole text was told. It folds the text once more if one of its characters cannot be folded
// by itself.
func (p *Page) End(kind int, text []byte) {
	n := len(p.raw)
	p.raw = append(p.raw, text...)
	p.end(Span{Kind: kind, raw: [2]int{n, len(p.raw)}})
}

// EndTold is End for a text that Told tells again where it is asked for, which it seldom is: 3 of 77 µs that a survey takes.
func (p *Page) EndTold(kind, from, to int) {
	p.end(Span{Kind: kind, raw: [2]int{from, to}, told: true})
}

func (p *Page) end(s Span) {
	s.From, s.Marks[0] = p.from[0], p.from[1]
	if p.odd {
		p.Letters, p.Marks, p.lows = p.Letters[:s.From], p.Marks[:s.Marks[0]], 0
		for _, r := range Text(string(p.Raw(s))).Text {
			p.add(letter(r))
		}
	}
	s.To, s.Marks[1] = len(p.Letters), len(p.Marks)
	s.Kana = s.To - s.From - p.lows
	p.sort(&s)
	p.Spans = append(p.Spans, s)
}

// sort tells the marks of a span apart. It asks without a branch, which nothing could foretell.
func (p *Page) sort(s *Span) {
	marks := p.Marks[s.Marks[0]:s.Marks[1]]
	s.Stops, s.Digits = [2]int{len(p.Stops), len(p.Stops)}, [2]int{len(p.Digits), len(p.Digits)}
	if len(marks) == 0 {
		return // as in most headings, items and cells
	}
	p.Stops, p.Digits = slices.Grow(p.Stops, len(marks)+1), slices.Grow(p.Digits, len(marks)+1)
	stops, digits := p.Stops[:cap(p.Stops)], p.Digits[:cap(p.Digits)]
	n, m, all := len(p.Stops), len(p.Digits), uint8(0)
	for _, at := range marks {
		kind := markKinds[p.Letters[at]%uint16(len(markKinds))]
		stops[n], digits[m] = at, at
		n, m, all = n+int(kind&isStop), m+int((kind&isDigit)/isDigit), all|kind
	}
	p.Stops, p.Digits = stops[:n], digits[:m]
	s.Stops[1], s.Digits[1] = n, m
	s.Bracket, s.Post = all&isBracket != 0, all&isPost != 0
	if all&isCry != 0 && all&isStop != 0 {
		s.Bracket = s.Bracket || p.criesAfter(stops[s.Stops[0]:n], s.To)
	}
}

// criesAfter reports whether ! or ? follows one of the stops in a span that ends at to.
func (p *Page) criesAfter(stops []int32, to int) bool {
	for _, at := range stops {
		if next := int(at) + 1; next < to && (p.Letters[next] == '!' || p.Letters[next] == '?') {
			return true
		}
	}
	return false
}

// What a letter below kana is to those who look for sentences and figures.
const (
	isStop    = 1 << iota // 。
	isDigit               // 0 to 9
	isBracket             // what opens a bracket, and 」 and ), which may follow a 。 within
	isClosing             // what closes another bracket
	isCry                 // ! and ?, which may follow a 。
	isPost                // 〒
)

// markKinds tells the letters below kana apart.
var markKinds = func() (kinds [1 << 14]uint8) {
	kinds['。'], kinds['〒'] = isStop, isPost
	for kind, letters := range map[uint8]string{isDigit: "0123456789", isBracket: "「『(【〈《“〝」)", isClosing: "』】〉》”〟", isCry: "!?"} {
		for _, r := range letters {
			kinds[r] = kind
		}
	}
	return kinds
}()

// add appends a letter of the span that is being added.
func (p *Page) add(l uint16) {
	if l < kana {
		p.lows++
		if markKinds[l%uint16(len(markKinds))] != 0 {
			p.Marks = append(p.Marks, int32(len(p.Letters)))
		}
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

// Raw returns a span as it was added. Nobody may change it, and it is gone when another is asked for.
func (p *Page) Raw(s Span) []byte {
	if !s.told {
		return p.raw[s.raw[0]:s.raw[1]]
	}
	p.room = p.Told(p.room[:0], s.raw[0], s.raw[1])
	return p.room
}

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
