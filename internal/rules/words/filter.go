package words

import (
	"slices"
	"strings"

	"kanshu/internal/fold"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A filter tells in one pass over letters which patterns could match in them: those of which every need
// is met. It looks for the first need of each, which is the rarest; the others are looked for in the
// sentence where that was met.
type filter struct {
	patterns []*Pattern
	owners   []*Rule // of each pattern
	whole    []uint8 // of each pattern, a bit for each of its needs
	looks    []uint8 // of each pattern, a bit for each markdown.SpanKind at which its rule looks
	rare     *fold.Needles
	rares    []int32 // of each word of rare, the pattern of which it is the first need
	others   *fold.Needles
	wants    []want // of each word of others, the need that it meets
	desks    kanshu.Tray[desk]
}

// A want is one need of a pattern: the pattern's index times mostNeeds, and the need's index.
type want int32

// A desk is where one worker weighs letters.
type desk struct {
	page  fold.Page
	watch watch
	met   []uint8 // by pattern, the needs that are met
	begun []int32 // the patterns of which one is
	found []fold.Place
}

// newFilter returns the filter of the rules but for its needles.
func newFilter(rules []*Rule) *filter {
	f := &filter{rares: make([]int32, 0, mostRare), wants: make([]want, 0, mostOthers)}
	for _, r := range rules {
		var looks uint8
		for k := markdown.Paragraph; k <= markdown.Alt; k++ {
			if r.looks(k.String()) {
				looks |= 1 << k
			}
		}
		for i := range r.Patterns {
			f.need(r.Patterns[i].Needs)
			f.patterns, f.owners = append(f.patterns, &r.Patterns[i]), append(f.owners, r)
			f.whole, f.looks = append(f.whole, 1<<len(r.Patterns[i].Needs)-1), append(f.looks, looks)
		}
	}
	return f
}

// need notes what the words meet that the next pattern needs. A word of rare or of others stands in its list once for each
// need that it meets, of which it has one with few exceptions: to find those would take longer than to meet them.
func (f *filter) need(sets [][]string) {
	n := len(f.patterns)
	for need, lits := range sets {
		for range lits {
			if need == 0 {
				f.rares = append(f.rares, int32(n)) //nolint:gosec // some hundred patterns
			} else {
				f.wants = append(f.wants, want(n*mostNeeds+need)) //nolint:gosec // likewise
			}
		}
	}
}

// There is room for so many words of rare and of others; more are no fault.
const (
	mostRare   = 1 << 14
	mostOthers = 1 << 12
)

// seek makes needles of the needs. After all words of rare stand those that no pattern needs.
func (f *filter) seek(beside []string) {
	rare, others := make([]string, 0, mostRare), make([]string, 0, mostOthers)
	for _, p := range f.patterns {
		for need, lits := range p.Needs {
			if need == 0 {
				rare = append(rare, lits...)
			} else {
				others = append(others, lits...)
			}
		}
	}
	f.rare, f.others = fold.NewNeedles(append(rare, beside...)), fold.NewNeedles(others)
}

// possible returns the patterns that could match in letters, in order, given where words of rare stand in
// them. They are gone when it is called again.
func (f *filter) possible(d *desk, places []fold.Place, letters []uint16) []int32 {
	if len(d.met) < len(f.patterns) {
		d.met = make([]uint8, len(f.patterns))
	}
	d.begun = d.begun[:0]
	more := false
	for _, p := range places {
		if int(p.Word) >= len(f.rares) {
			continue
		}
		n := f.rares[p.Word]
		if d.met[n] == 0 {
			d.met[n] = 1
			d.begun = append(d.begun, n)
			more = more || f.whole[n] > 1
		}
	}
	if more {
		d.found = f.others.Find(d.found[:0], letters)
		for _, p := range d.found {
			w := f.wants[p.Word]
			if n := w / mostNeeds; d.met[n] != 0 {
				d.met[n] |= 1 << (w % mostNeeds)
			}
		}
	}
	list := d.begun[:0]
	for _, n := range d.begun {
		if d.met[n] == f.whole[n] {
			list = append(list, n)
		}
		d.met[n] = 0
	}
	slices.Sort(list)
	return list
}

// Suspects reports whether Judge could find anything in the prose of a body. The kinds of the page's
// spans are markdown.SpanKind. Where it says no, Judge finds nothing in any span, whatever stands around
// it.
func (set *Set) Suspects(page *fold.Page) bool {
	f := set.filter()
	d := f.desks.Take()
	defer f.desks.Put(d)
	w := &d.watch
	*w = watch{page: page, met: w.met[:0]}
	for _, p := range page.Find(f.rare) {
		if int(p.Word) < len(f.rares) && f.passes(d, p) {
			return true
		}
	}
	return f.settles(d)
}

// Places calls do for each place in a page at which one of the words stands that the set was asked to look for
// beside its rules, until it returns false: the word's index in their list, and the letter at which it begins.
// Places come in no strict order, but no further apart than a word is long.
func (set *Set) Places(page *fold.Page, do func(word, at int) bool) {
	f := set.filter()
	for _, p := range page.Find(f.rare) {
		if n := int(p.Word) - len(f.rares); n >= 0 && !do(n, int(p.At)) {
			return
		}
	}
}

// A watch goes through a page, sentence by sentence, wherever a rare need is met.
type watch struct {
	page     *fold.Page
	span     int // in which the words lie
	from, to int // the sentences in which they lie: letters of the page
	met      []fold.Place
	stop     int // of the page's, the first after the last word
}

// passes takes a word that stands in the page. It reports whether a rule finds something in what was passed
// before.
func (f *filter) passes(d *desk, p fold.Place) bool {
	w, at := &d.watch, int(p.At)
	for w.page.Spans[w.span].To <= at {
		w.span++
	}
	if f.looks[f.rares[p.Word]]>>w.page.Spans[w.span].Kind&1 == 0 {
		return false
	}
	if at < w.from || at >= w.to {
		if f.settles(d) {
			return true
		}
		w.from, w.to = w.around(at)
	}
	w.met = append(w.met, p)
	return false
}

// around returns the sentences around a letter that can be judged by themselves: up to the next 。 on
// either side that stands in no bracket.
func (w *watch) around(at int) (from, to int) {
	s := w.page.Spans[w.span]
	if s.Bracket {
		return w.within(s, at)
	}
	from, to = s.From, s.To
	for w.stop > 0 && int(w.page.Stops[w.stop-1]) >= at { // a word may begin before the one found last
		w.stop--
	}
	for w.stop < len(w.page.Stops) && int(w.page.Stops[w.stop]) < at {
		w.stop++
	}
	if w.stop > 0 {
		from = max(from, int(w.page.Stops[w.stop-1])+1)
	}
	if w.stop < len(w.page.Stops) {
		to = min(to, int(w.page.Stops[w.stop])+1)
	}
	return from, to
}

// within is around for a span with brackets. Where their order is unclear, it takes a 。 for one inside: see part.
func (w *watch) within(s fold.Span, at int) (from, to int) {
	var closing [deepest]rune
	depth := 0
	letters := w.page.Letters[:s.To]
	from = s.From
	for _, m := range w.page.Marks[s.Marks[0]:s.Marks[1]] {
		i, r := int(m), rune(letters[m])
		closes, opens := closers[r]
		switch {
		case opens && depth == len(closing):
			return from, s.To
		case opens:
			closing[depth] = closes
			depth++
		case depth > 0:
			if r == closing[depth-1] {
				depth--
			}
		case r != '。' || i+1 < len(letters) && strings.ContainsRune("!?」)", rune(letters[i+1])):
		case i >= at:
			return from, i + 1
		default:
			from = i + 1
		}
	}
	return from, s.To
}

// settles reports whether a rule finds something in the sentences at hand, and forgets them.
func (f *filter) settles(d *desk) bool {
	w := &d.watch
	if len(w.met) == 0 {
		return false
	}
	list := f.possible(d, w.met, w.page.Letters[w.from:w.to])
	w.met = w.met[:0]
	if len(list) == 0 {
		return false
	}
	text := w.page.Text(fold.Span{From: w.from, To: w.to})
	place := markdown.SpanKind(w.page.Spans[w.span].Kind).String()
	return len(f.claims(list, part(text), &Context{Place: place}, true)) > 0
}

// claims returns the first claim of each rule in each sentence, given the patterns that could match; no
// more than one if that is enough.
func (f *filter) claims(list []int32, p *parted, around *Context, one bool) []ruled {
	var out []ruled
	for len(list) > 0 {
		n := 1
		for n < len(list) && f.owners[list[n]] == f.owners[list[0]] {
			n++
		}
		if r := f.owners[list[0]]; r.looks(around.Place) {
			for i := range p.sentences {
				if c := firstClaim(r, f, list[:n], p, i, around); c != nil {
					if out = append(out, ruled{r, c}); one {
						return out
					}
				}
			}
		}
		list = list[n:]
	}
	return out
}

// A ruled claim is a claim and the rule against it.
type ruled struct {
	rule  *Rule
	claim *claim
}
