package words

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A scanner walks a text and yields its characters as the patterns see them: folded, without blanks,
// ornaments and, in Markdown, without marks. It allocates nothing.
//
// What it yields is what fold would keep, but for characters that only NFKC can tell; there it stops
// and says so, and the whole text is normalised first.
type scanner struct {
	b     []byte
	i     int
	plain bool // no Markdown: every character counts
	bar   int  // where the readings of the ruby begin that we are in; 0: none
	end   int  // where the ruby ends, after its brace
	hard  bool // a character was met that needs NFKC
	wild  bool // something was met that only the parser can read (an entity)
}

// gap is what the scanner yields where a paragraph ends; stop where the text does.
const (
	gap  rune = '\n'
	stop rune = -1
)

// next returns the next folded character.
func (s *scanner) next() rune {
	for s.i < len(s.b) {
		if s.bar > 0 && s.i >= s.bar {
			s.i, s.bar = s.end, 0
			continue
		}
		c := s.b[s.i]
		if c >= utf8.RuneSelf {
			r, n := s.wide()
			s.i += n
			if r != 0 {
				return r
			}
			continue
		}
		if r := s.narrow(c); r != 0 {
			return r
		}
	}
	return stop
}

// wide returns the folded form of the character at i, which is not ASCII, and its size; 0 for one
// that is dropped.
func (s *scanner) wide() (rune, int) {
	b := s.b[s.i:]
	r, n := utf8.DecodeRune(b)
	if b[0] >= 0xe3 && b[0] <= 0xe9 && n == 3 && plainly(r) {
		return r, 3
	}
	f, ok := foldRune(r)
	if !ok {
		s.hard = true
	}
	return f, n
}

// plainly reports whether a character between U+3000 and U+9FFF is its own folded form, whatever
// stands beside it: kanji, kana and most of the marks.
func plainly(r rune) bool {
	return r >= 0x3400 || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fe && r != 0x30fb || r > 0x3000 && r < 0x3036 && r != 0x301c
}

// narrow returns the folded form of the ASCII character c at i and steps over it; 0 for one that is
// dropped.
func (s *scanner) narrow(c byte) rune {
	s.i++
	switch {
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		return rune(c)
	case c >= 'A' && c <= 'Z':
		return rune(c) + 'a' - 'A'
	case c == ' ', c == '\t', c == '\r':
		return 0
	case c == '\n':
		return s.newline()
	case s.plain:
		r, _ := foldRune(rune(c))
		return r
	}
	return s.mark(c)
}

// newline steps over a line end. A blank line ends the paragraph; so does a line that begins a list
// item, a heading or a row, which readers never read in one with the line before.
func (s *scanner) newline() rune {
	if s.plain {
		return 0
	}
	for s.i < len(s.b) && (s.b[s.i] == ' ' || s.b[s.i] == '\t' || s.b[s.i] == '>') {
		s.i++
	}
	if s.i < len(s.b) {
		switch c := s.b[s.i]; c {
		case '\n', '#', '|':
			return gap
		case '-', '+', '*':
			if s.i+1 < len(s.b) && s.b[s.i+1] == ' ' {
				return gap
			}
		}
	}
	return 0
}

// mark steps over what may be Markdown; i is already past c.
func (s *scanner) mark(c byte) rune {
	switch c {
	case '*', '_', '~', '\\', '`':
		return 0
	case '|':
		return gap
	case '!':
		if s.i < len(s.b) && s.b[s.i] == '[' {
			return 0
		}
	case '{':
		if s.ruby() {
			return 0
		}
	case '[':
		s.note()
		return 0
	case ']':
		s.destination()
		return 0
	case '<':
		if s.tag() {
			return 0
		}
	case '&':
		s.wild = s.wild || bytes.IndexByte(s.ahead(32), ';') > 0
	}
	return rune(c)
}

// ahead returns the next bytes, n at most.
func (s *scanner) ahead(n int) []byte { return s.b[s.i:min(len(s.b), s.i+n)] }

// ruby reports whether a ruby has begun, and notes where its readings are to be left out.
func (s *scanner) ruby() bool {
	line := s.ahead(400)
	end, bar := bytes.IndexByte(line, '}'), bytes.IndexByte(line, '|')
	if bar <= 0 || bar > end || bytes.IndexByte(line[:end], '\n') >= 0 {
		return false
	}
	s.bar, s.end = s.i+bar, s.i+end+1
	if line[bar-1] == '\\' {
		s.bar--
	}
	return true
}

// note steps over the mark of a note or a citation, if one has begun.
func (s *scanner) note() {
	line := s.ahead(200)
	if len(line) == 0 || line[0] != '^' && line[0] != '@' {
		return
	}
	if end := bytes.IndexByte(line, ']'); end > 0 {
		s.i += end + 1
	}
}

// tag steps over an HTML tag, if one has begun.
func (s *scanner) tag() bool {
	line := s.ahead(1000)
	if len(line) == 0 || line[0] != '/' && line[0] != '!' && (line[0]|0x20 < 'a' || line[0]|0x20 > 'z') {
		return false
	}
	end := bytes.IndexByte(line, '>')
	if end <= 0 {
		return false
	}
	s.i += end + 1
	return true
}

// destination steps over the address of a link whose text has just ended.
func (s *scanner) destination() {
	if s.i >= len(s.b) {
		return
	}
	switch s.b[s.i] {
	case '(':
		depth := 0
		for k := s.i; k < len(s.b) && s.b[k] != '\n'; k++ {
			switch s.b[k] {
			case '(':
				depth++
			case ')':
				depth--
			}
			if depth == 0 {
				s.i = k + 1
				return
			}
		}
	case '[':
		if end := bytes.IndexByte(s.b[s.i:min(len(s.b), s.i+200)], ']'); end > 0 {
			s.i += end + 1
		}
	}
}

// foldRune returns the folded form of a character by itself: 0 where it is dropped, false where it
// takes more than itself to say (half-width kana, marks, ligatures), or its form is more than one.
func foldRune(r rune) (rune, bool) {
	switch {
	case r < 0x80:
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A', true
		}
		if r <= ' ' || r == 0x7f || r == '*' || r == '_' || r == '`' || r == '\\' {
			return 0, true
		}
		return r, true
	case r >= 0xff21 && r <= 0xff3a:
		return r - 0xff21 + 'a', true
	case r >= 0xff01 && r <= 0xff5e:
		return r - 0xfee0, true
	case r == 0x301c:
		return '~', true
	case dropped(r):
		return 0, true
	case r >= 0x2460 && r <= 0x2468:
		return r - 0x2460 + '1', true
	case r >= 0x2010 && r <= 0x2013, r == 0x2212:
		return '-', true
	case r == 0x2014 || r == 0x2015 || r == 0x2025 || r == 0x2026:
		return '~', true
	}
	return r, inert(r)
}

// dropped reports whether r is a blank, an unseen character, a middle dot or an ornament: what may
// stand inside a word without making it another.
func dropped(r rune) bool {
	switch {
	case r == 0x3000, r == 0xa0, r == 0xad, r >= 0x2000 && r <= 0x200f, r >= 0x2028 && r <= 0x202f, r >= 0x205f && r <= 0x206f, r == 0xfeff:
		return true
	case r == 0x30fb, r == 0xb7, r == 0x2022, r == 0x2027, r == 0x22c5, r == 0xff65:
		return true
	case r >= 0x2605 && r <= 0x2606, r >= 0x2660 && r <= 0x266f, r >= 0x2700 && r <= 0x275a, r >= 0x275f && r <= 0x2767, r >= 0xfe00 && r <= 0xfe0f, r >= 0x1f300 && r <= 0x1faff:
		return true
	case r == 0x25ce || r == 0x25c6 || r == 0x25c7 || r == 0x2728 || r == 0x2b50:
		return true
	}
	return false
}

// inert reports whether NFKC leaves a character as it is, whatever stands beside it.
func inert(r rune) bool {
	var buf [utf8.UTFMax]byte
	b := utf8.AppendRune(buf[:0], r)
	return norm.NFKC.IsNormal(b) && norm.NFKC.Properties(b).BoundaryBefore()
}
