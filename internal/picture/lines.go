package picture

import "slices"

// A setting is a text parted into lines at one size.
type setting struct {
	lines [][]rune
	size  float64 // pixels to the em
	cost  float64
}

// A grade is one size a title may have, and in how many lines at most.
type grade struct {
	size  float64
	lines int
	cost  float64 // of not being larger
}

// A galley is a text that waits to be parted: how far each character reaches, and what each break costs.
type galley struct {
	text []rune
	cost []int
	ends []float64 // in em: of text[:i], set as one line
	gaps []float64 // before each character within a line
	head []float64 // before each character at a line's head
	tail []float64 // what is saved where a line ends after text[:i]: a space, the blank half of a mark
}

func (f *face) galley(text []rune, lang string) *galley {
	n := len(text)
	g := &galley{text: text, cost: breaks(text, lang), ends: make([]float64, n+1), gaps: make([]float64, n), head: make([]float64, n), tail: make([]float64, n+1)}
	for i, r := range text {
		g.gaps[i], g.head[i] = gap(text, i), gap(text[i:], 0)
		g.ends[i+1] = g.ends[i] + g.gaps[i] + f.advance(r)
		switch {
		case scriptOf(r) == blank:
			g.tail[i+1] = f.advance(r)
		case fullClosing(r):
			g.tail[i+1] = .5
		}
	}
	return g
}

// width returns how long text[start:end] is as a line, in em.
func (g *galley) width(start, end int) float64 {
	return g.ends[end] - g.ends[start] - g.gaps[start] + g.head[start] - g.tail[end]
}

// compose parts a text into lines of at most width pixels, at the size and in the number of lines that
// cost least: even lines, and breaks between phrases. What no grade can hold is cut, with …, at the last.
func (f *face) compose(text []rune, lang string, width float64, grades []grade) setting {
	text = trimmed(text)
	g := f.galley(text, lang)
	best := setting{cost: -1}
	for _, gr := range grades {
		for n := 1; n <= gr.lines; n++ {
			s, ok := g.part(width/gr.size, n)
			if s.cost += gr.cost; ok && (best.cost < 0 || s.cost < best.cost) {
				s.size = gr.size
				best = s
			}
		}
	}
	if best.cost >= 0 || len(text) == 0 {
		return best
	}
	return f.cut(g, lang, width, grades[len(grades)-1])
}

// cut returns the beginning of a text that is too long for a grade, with … at its end; rather a little
// shorter than broken within a word.
func (f *face) cut(g *galley, lang string, width float64, gr grade) setting {
	const tries = 16
	best := setting{size: gr.size, cost: -1}
	found := 0
	for n := min(len(g.text)-1, int(float64(gr.lines)*3*width/gr.size)); n > 0 && found < tries; n-- {
		if g.ends[n] > float64(gr.lines)*width/gr.size {
			continue
		}
		part := bare(g.text[:n])
		if len(part) == 0 {
			part = g.text[:n]
		}
		short := append(append(make([]rune, 0, n+1), part...), '…')
		s, ok := f.galley(short, lang).part(width/gr.size, gr.lines)
		if !ok {
			continue
		}
		found++
		if s.cost += float64(min(g.cost[n], breakBad) + 3*found); best.cost < 0 || s.cost < best.cost {
			s.size = gr.size
			best = s
		}
	}
	return best
}

// part parts the text into exactly n lines of at most width em, with the least cost; false if it cannot.
func (g *galley) part(width float64, n int) (setting, bool) {
	size := len(g.text)
	if n > size || g.ends[size] > width*float64(n)+float64(n) {
		return setting{}, false
	}
	even := g.ends[size] / float64(n)
	// best[k][i] is the least cost of text[:i] in k lines, from[k][i] where the last of them begins.
	best, from := make([][]float64, n+1), make([][]int, n+1)
	for k := range best {
		best[k], from[k] = slices.Repeat([]float64{unset}, size+1), make([]int, size+1)
	}
	best[0][0] = 0
	for k := 1; k <= n; k++ {
		for end := k; end <= size; end++ {
			best[k][end], from[k][end] = g.last(best[k-1], end, width, even)
		}
	}
	if best[n][size] >= unset {
		return setting{}, false
	}
	s := setting{cost: best[n][size], lines: make([][]rune, n)}
	for k, end := n, size; k > 0; k-- {
		start := from[k][end]
		s.lines[k-1] = trimmed(g.text[start:end])
		end = start
	}
	return s, true
}

// unset is the cost of what cannot be.
const unset = 1e18

// last returns the least cost of text[:end] whose last line begins where from says, when best holds the
// costs of what goes before.
func (g *galley) last(best []float64, end int, width, even float64) (cost float64, from int) {
	cost = unset
	for start := end - 1; start >= 0 && g.width(start, end) <= width; start-- {
		c := best[start] + uneven(g.width(start, end), even)
		if start > 0 {
			c += float64(g.cost[start])
		}
		if c < cost {
			cost, from = c, start
		}
	}
	return cost, from
}

// uneven returns what it costs that a line is not as long as the others, both in em.
func uneven(w, even float64) float64 {
	d := w - even
	c := .7 * d * d
	if w < 2.5 {
		c += breakBad
	}
	return c
}

// trimmed returns a line without the spaces at both ends.
func trimmed(line []rune) []rune {
	for len(line) > 0 && scriptOf(line[0]) == blank {
		line = line[1:]
	}
	for len(line) > 0 && scriptOf(line[len(line)-1]) == blank {
		line = line[:len(line)-1]
	}
	return line
}

// bare returns a text without what may not stand before …: spaces, and marks that part clauses.
func bare(text []rune) []rune {
	for len(text) > 0 {
		switch r := text[len(text)-1]; {
		case scriptOf(r) == blank, scriptOf(r) == stop, scriptOf(r) == opening, r == '・', r == '…':
			text = text[:len(text)-1]
		default:
			return text
		}
	}
	return text
}
