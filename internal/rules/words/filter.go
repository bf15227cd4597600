package words

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A filter tells in one pass over a text which patterns could match in it.
type filter struct {
	patterns []*Pattern
	owners   []*Rule // of each pattern
	full     []uint8 // of each pattern: the bits of all its needs
	index    [1 << filterBits]uint16
	buckets  [][]literal // by what index says; 0 is empty
}

// filterBits is how many bits the hash of two characters has. At 1,500 literals one slot in six is in
// use, and the table is small enough to stay near the processor.
const filterBits = 13

// A literal is what some patterns need: its characters, and the bits of those needs.
type literal struct {
	runes []rune
	needs []need
}

type need struct {
	pattern int
	bit     uint8
}

// slot hashes two characters.
func slot(a, b rune) uint32 {
	return (uint32(a)*0x9e3779b1 ^ uint32(b)*0x85ebca6b) >> (32 - filterBits)
}

func newFilter(rules []*Rule) *filter {
	f := &filter{buckets: make([][]literal, 1)}
	at := map[string][2]int{} // literal → bucket, place in it
	for _, r := range rules {
		for i := range r.Patterns {
			p := &r.Patterns[i]
			n := len(f.patterns)
			f.patterns, f.owners = append(f.patterns, p), append(f.owners, r)
			f.full = append(f.full, uint8(1<<len(p.Needs)-1))
			for k, set := range p.Needs {
				for _, lit := range set {
					where, ok := at[lit]
					if !ok {
						where = f.put([]rune(lit))
						at[lit] = where
					}
					l := &f.buckets[where[0]][where[1]]
					l.needs = append(l.needs, need{n, 1 << k})
				}
			}
		}
	}
	return f
}

// put gives a literal its place.
func (f *filter) put(runes []rune) [2]int {
	h := slot(runes[0], runes[1])
	if f.index[h] == 0 {
		f.index[h] = uint16(len(f.buckets))
		f.buckets = append(f.buckets, nil)
	}
	b := int(f.index[h])
	f.buckets[b] = append(f.buckets[b], literal{runes: runes})
	return [2]int{b, len(f.buckets[b]) - 1}
}

// A pass is one walk over a text with what it has seen of the paragraph at hand.
type pass struct {
	f       *filter
	seen    []uint8 // bits of needs, by pattern
	touched []int
	whole   int // patterns whose needs are all met
}

// run walks the text to the end of the next paragraph, and reports whether more follows. What was met
// stands in the pass until it is cleared.
func (p *pass) run(s *scanner) (more bool) {
	f := p.f
	prev := gap
	for {
		r := s.next()
		switch {
		case r == stop:
			return false
		case r == gap:
			return true
		}
		if b := f.index[slot(prev, r)]; b != 0 {
			for i := range f.buckets[b] {
				if l := &f.buckets[b][i]; l.runes[0] == prev && l.runes[1] == r && s.follows(l.runes[2:]) {
					p.meet(l)
				}
			}
		}
		prev = r
	}
}

// follows reports whether these characters come next. The scanner itself does not move.
func (s *scanner) follows(runes []rune) bool {
	ahead := *s
	for _, r := range runes {
		if ahead.next() != r {
			return false
		}
	}
	return true
}

func (p *pass) meet(l *literal) {
	for _, n := range l.needs {
		was := p.seen[n.pattern]
		now := was | n.bit
		if now == was {
			continue
		}
		if was == 0 {
			p.touched = append(p.touched, n.pattern)
		}
		p.seen[n.pattern] = now
		if now == p.f.full[n.pattern] {
			p.whole++
		}
	}
}

// clear forgets the paragraph.
func (p *pass) clear() {
	for _, n := range p.touched {
		p.seen[n] = 0
	}
	p.touched, p.whole = p.touched[:0], 0
}

// Suspects reports whether a rule could find anything in a body. It reads Markdown roughly and errs on
// the side of yes.
func (set *Set) Suspects(body []byte) bool {
	f := set.filter()
	p := &pass{f: f, seen: make([]uint8, len(f.patterns))}
	s := &scanner{b: body}
	for more := true; more; {
		start := *s
		more = p.run(s)
		if s.hard {
			return set.Suspects(soften(body))
		}
		if s.wild {
			return true
		}
		if p.whole > 0 && p.matches(start, s.i) {
			return true
		}
		p.clear()
	}
	return false
}

// soften normalises a text with characters that cannot be folded one by one. What even NFKC leaves in
// need of its neighbours becomes a mark that no pattern holds.
func soften(body []byte) []byte {
	out := make([]byte, 0, len(body))
	for _, r := range string(norm.NFKC.Bytes(body)) {
		if r >= utf8.RuneSelf && !dropped(r) && !inert(r) {
			r = '~'
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

// matches tries the patterns whose needs are met on the paragraph that begins where s stands and ends
// at the byte end.
func (p *pass) matches(s scanner, end int) bool {
	text := make([]byte, 0, end-s.i)
	for s.i < end {
		r := s.next()
		if r < 0 || r == gap && s.i >= end {
			break
		}
		text = utf8.AppendRune(text, r)
	}
	for _, n := range p.touched {
		if p.seen[n] == p.f.full[n] && p.f.patterns[n].re().Match(text) {
			return true
		}
	}
	return false
}

// candidates returns the numbers of the patterns that could match in plain text.
func (p *pass) candidates(text string) []int {
	p.clear()
	s := &scanner{b: []byte(text), plain: true}
	for p.run(s) {
	}
	if s.hard {
		p.clear()
		s = &scanner{b: soften([]byte(text)), plain: true}
		for p.run(s) {
		}
	}
	if p.whole == 0 {
		return nil
	}
	var list []int
	for _, n := range p.touched {
		if p.seen[n] == p.f.full[n] {
			list = append(list, n)
		}
	}
	return list
}
