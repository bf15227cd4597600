package words

import (
	"slices"
	"sync"

	"kanshu/internal/fold"
	"kanshu/internal/markdown"
)

// A filter tells in one pass over letters which patterns could match in them: those of which every need
// is met. It looks for the first need of each, which is the rarest; the others are looked for in the
// sentence where that was met.
type filter struct {
	patterns []*Pattern
	owners   []*Rule // of each pattern
	rare     needs   // the first of each pattern
	others   needs
}

// Needs are literals, and for each the needs that it meets.
type needs struct {
	needles *fold.Needles
	wants   [][]want
}

// A want is one need of a pattern: the pattern's index times mostNeeds, and the need's index.
type want int32

func newFilter(rules []*Rule) *filter {
	f := &filter{}
	for _, r := range rules {
		for i := range r.Patterns {
			f.patterns, f.owners = append(f.patterns, &r.Patterns[i]), append(f.owners, r)
		}
	}
	f.rare = f.gather(func(need int) bool { return need == 0 })
	f.others = f.gather(func(need int) bool { return need > 0 })
	return f
}

// gather makes needles of some of the needs.
func (f *filter) gather(take func(need int) bool) needs {
	var n needs
	var list []string
	index := map[string]int{}
	for i, p := range f.patterns {
		for need, lits := range p.Needs {
			if !take(need) {
				continue
			}
			for _, lit := range lits {
				k, ok := index[lit]
				if !ok {
					k = len(list)
					index[lit] = k
					list, n.wants = append(list, lit), append(n.wants, nil)
				}
				n.wants[k] = append(n.wants[k], want(i*mostNeeds+need))
			}
		}
	}
	n.needles = fold.NewNeedles(list, rarity)
	return n
}

// met appends the wants that letters meet.
func (n *needs) met(list []want, letters []uint16) []want {
	n.needles.Find(letters, func(word, _ int) bool {
		list = append(list, n.wants[word]...)
		return true
	})
	return list
}

// rarity says how seldom two letters stand beside each other: kana do often, kanji seldom, and least
// those of everyday words.
func rarity(a, b uint16) float64 {
	r := 1.0
	for _, l := range [2]uint16{a, b} {
		switch {
		case l >= 0x3041 && l <= 0x3096:
		case l >= 0x4e00:
			r *= 16
		default:
			r *= 5
		}
	}
	for _, w := range everydayPairs() {
		if w == [2]uint16{a, b} {
			return r / 20
		}
	}
	return r
}

// everydayPairs are the first two letters of everyday words.
var everydayPairs = sync.OnceValue(func() [][2]uint16 {
	var list [][2]uint16
	for _, w := range everyday {
		l := fold.Word(w)
		list = append(list, [2]uint16{l[0], l[1]})
	}
	return list
})

// possible returns the patterns of which the wants that were met are every need, in order. It sorts met.
func (f *filter) possible(met []want) []int32 {
	slices.Sort(met)
	met = slices.Compact(met)
	var list []int32
	for i, w := range met {
		n := int32(w / mostNeeds)
		if needs := len(f.patterns[n].Needs); w%mostNeeds == 0 && i+needs <= len(met) && met[i+needs-1] == w+want(needs-1) {
			list = append(list, n)
		}
	}
	return list
}

// Suspects reports whether Judge could find anything in the prose of a body. The kinds of the page's
// spans are markdown.SpanKind. Where it says no, Judge finds nothing in any span, whatever stands around
// it.
func (set *Set) Suspects(page *fold.Page) bool {
	f := set.filter()
	w := watch{f: f, page: page}
	return !f.rare.needles.Find(page.Letters, w.hit) || w.settle()
}

// A watch goes through a page, sentence by sentence, wherever a rare need is met.
type watch struct {
	f        *filter
	page     *fold.Page
	span     int // in which the hits lie
	from, to int // the sentences in which they lie: letters of the page
	met      []want
	stop     int // of the page's, the first after the last hit
}

// hit takes a needle that stands at a letter. It returns false if a rule finds something in what was
// passed before.
func (w *watch) hit(word, at int) bool {
	for w.page.Spans[w.span].To <= at {
		w.span++
	}
	if at < w.from || at >= w.to {
		if w.settle() {
			return false
		}
		w.from, w.to = w.around(at)
	}
	w.met = append(w.met, w.f.rare.wants[word]...)
	return true
}

// around returns the sentences around a letter that can be judged by themselves: up to the next 。 on
// either side, or the whole span where a bracket stands in it.
func (w *watch) around(at int) (from, to int) {
	s := w.page.Spans[w.span]
	if s.Bracket {
		return s.From, s.To
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

// settle reports whether a rule finds something in the sentences at hand, and forgets them.
func (w *watch) settle() bool {
	if len(w.met) == 0 {
		return false
	}
	w.met = w.f.others.met(w.met, w.page.Letters[w.from:w.to])
	list := w.f.possible(w.met)
	w.met = w.met[:0]
	if len(list) == 0 {
		return false
	}
	text := w.page.Text(fold.Span{From: w.from, To: w.to})
	place := markdown.SpanKind(w.page.Spans[w.span].Kind).String()
	return len(w.f.claims(list, part(text), &Context{Place: place}, true)) > 0
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
