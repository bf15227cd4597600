package words

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A filter tells in one pass over a text which patterns could match in it. It looks for the first need
// of each pattern, which is the rarest; the others are looked up where that one was met.
type filter struct {
	patterns []*Pattern
	owners   []*Rule // of each pattern
	index    [1 << filterBits]uint16
	starts   []start // by what index says; 0 is empty
	nodes    []node
}

// filterBits is how many bits the hash of two characters has: at some 700 pairs one slot in ten is in
// use, and the table is small enough to stay near the processor.
const filterBits = 13

// A start is where literals begin: their first two characters.
type start struct {
	a, b rune
	node int32
	next uint16 // another start of the same slot, 0 if there is none
}

// A node is what has been read of some literals: the patterns whose literal ends here, and what may
// follow.
type node struct {
	ends []int32
	next []edge
}

type edge struct {
	r    rune
	node int32
}

// slot hashes two characters.
func slot(a, b rune) uint32 {
	return (uint32(a)*0x9e3779b1 ^ uint32(b)*0x85ebca6b) >> (32 - filterBits)
}

func newFilter(rules []*Rule) *filter {
	f := &filter{starts: make([]start, 1, 1024), nodes: make([]node, 0, 4096)}
	for _, r := range rules {
		for i := range r.Patterns {
			p := &r.Patterns[i]
			n := int32(len(f.patterns))
			f.patterns, f.owners = append(f.patterns, p), append(f.owners, r)
			for _, lit := range p.Needs[0] {
				f.put(lit, n)
			}
		}
	}
	return f
}

// put gives a literal of pattern n its place.
func (f *filter) put(lit string, n int32) {
	at := int32(-1)
	var first rune
	for i, r := range lit {
		switch {
		case i == 0:
			first = r
		case at < 0:
			at = f.start(first, r)
		default:
			at = f.follow(at, r)
		}
	}
	f.nodes[at].ends = append(f.nodes[at].ends, n)
}

// start returns the node after two characters, which it makes where there is none.
func (f *filter) start(a, b rune) int32 {
	h := slot(a, b)
	for k := f.index[h]; k != 0; k = f.starts[k].next {
		if f.starts[k].a == a && f.starts[k].b == b {
			return f.starts[k].node
		}
	}
	f.nodes = append(f.nodes, node{})
	n := int32(len(f.nodes) - 1)
	f.starts = append(f.starts, start{a, b, n, f.index[h]})
	f.index[h] = uint16(len(f.starts) - 1)
	return n
}

// follow returns the node one character on.
func (f *filter) follow(at int32, r rune) int32 {
	for _, e := range f.nodes[at].next {
		if e.r == r {
			return e.node
		}
	}
	f.nodes = append(f.nodes, node{})
	n := int32(len(f.nodes) - 1)
	f.nodes[at].next = append(f.nodes[at].next, edge{r, n})
	return n
}

// A pass is one walk over a text, with the patterns whose first need the sentence at hand has met.
type pass struct {
	f   *filter
	met []int32
}

// run walks the text to the end of the next sentence or paragraph, and reports whether more follows.
// What was met stays in the pass until it is cleared.
func (p *pass) run(s *scanner) (more bool) {
	f := p.f
	prev := gap
	for {
		r := rune(0)
		if i := s.i; i+2 < len(s.b) && s.b[i]-0xe3 <= 6 && s.bar == 0 { // kana and kanji, nine of ten characters
			r = rune(s.b[i]&0x0f)<<12 | rune(s.b[i+1]&0x3f)<<6 | rune(s.b[i+2]&0x3f)
			if !plainly(r) {
				r = s.next()
			} else {
				s.i = i + 3
			}
		} else {
			r = s.next()
		}
		if r == stop || r == gap || r == '。' {
			return r != stop
		}
		for k := f.index[slot(prev, r)]; k != 0; k = f.starts[k].next {
			if st := &f.starts[k]; st.a == prev && st.b == r {
				p.walk(*s, st.node)
			}
		}
		prev = r
	}
}

// walk reads on from a node as far as literals go. The scanner is a copy.
func (p *pass) walk(s scanner, at int32) {
	for {
		n := &p.f.nodes[at]
		p.met = append(p.met, n.ends...)
		if len(n.next) == 0 {
			return
		}
		r := s.next()
		at = -1
		for _, e := range n.next {
			if e.r == r {
				at = e.node
				break
			}
		}
		if at < 0 {
			return
		}
	}
}

// possible returns the patterns met whose other needs a folded text meets as well, each once, in order.
func (p *pass) possible(text string) []int32 {
	slices.Sort(p.met)
	var list []int32
	for i, n := range p.met {
		if i > 0 && n == p.met[i-1] {
			continue
		}
		if meets(text, p.f.patterns[n].Needs[1:]) {
			list = append(list, n)
		}
	}
	return list
}

// meets reports whether a text holds one literal of each set.
func meets(text string, needs [][]string) bool {
	for _, set := range needs {
		if !slices.ContainsFunc(set, func(lit string) bool { return strings.Contains(text, lit) }) {
			return false
		}
	}
	return true
}

// Suspects reports whether a rule could find anything in a body. It reads Markdown roughly and errs on
// the side of yes.
func (set *Set) Suspects(body []byte) bool {
	p := &pass{f: set.filter()}
	s := &scanner{b: body}
	for more := true; more; {
		start := *s
		more = p.run(s)
		switch {
		case s.hard:
			return set.Suspects(soften(body))
		case s.wild:
			return true
		}
		if len(p.met) > 0 {
			if p.matches(start, s.i) {
				return true
			}
			p.met = p.met[:0]
		}
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

// matches tries the patterns that were met on the sentence that begins where s stands and ends at the
// byte end.
func (p *pass) matches(s scanner, end int) bool {
	b := make([]byte, 0, end-s.i)
	for s.i < end {
		r := s.next()
		if r == stop || r == gap {
			break
		}
		b = utf8.AppendRune(b, r)
	}
	text := string(b)
	for _, n := range p.possible(text) {
		if p.f.patterns[n].re().MatchString(text) {
			return true
		}
	}
	return false
}

// candidates returns the patterns that could match in plain text.
func (p *pass) candidates(text string) []int32 {
	p.met = p.met[:0]
	s := &scanner{b: []byte(text), plain: true}
	for p.run(s) {
	}
	if s.hard {
		p.met = p.met[:0]
		s = &scanner{b: soften([]byte(text)), plain: true}
		for p.run(s) {
		}
	}
	if len(p.met) == 0 {
		return nil
	}
	return p.possible(fold(text).text)
}
