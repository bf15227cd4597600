package markdown

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// A Term is a word that readers may want explained.
type Term struct {
	Names []string // how it is written
	Href  string   // where it is explained in full
	Text  string   // the explanation, in a sentence or two
}

// Terms are words that are explained where a text first uses them. It is safe for use by many at once;
// nil explains nothing.
type Terms struct {
	list  []Term
	first [256]bool        // whether a name begins with the byte
	names map[rune][]named // by first character, the longest first
}

// A named is one way to write a term.
type named struct {
	name string
	term int
}

// NewTerms returns the terms ready for use, nil where there are none. Names that are empty, and terms
// without an explanation, are left out; of two terms of one name the first counts.
func NewTerms(list []Term) *Terms {
	t := &Terms{list: list, names: map[rune][]named{}}
	for i, term := range list {
		for _, name := range term.Names {
			if name == "" || term.Text == "" {
				continue
			}
			r, _ := utf8.DecodeRuneInString(name)
			t.first[name[0]] = true
			t.names[r] = append(t.names[r], named{name, i})
		}
	}
	if len(t.names) == 0 {
		return nil
	}
	for _, l := range t.names {
		slices.SortStableFunc(l, func(a, b named) int { return cmp.Compare(len(b.name), len(a.name)) })
	}
	return t
}

// find returns the first name in v, the longest where several begin, and where it stands; ok is false
// where there is none.
func (t *Terms) find(v []byte) (n named, at int, ok bool) {
	for i := 0; i < len(v); i++ {
		if !t.first[v[i]] {
			continue
		}
		r, _ := utf8.DecodeRune(v[i:])
		for _, n := range t.names[r] {
			end := i + len(n.name)
			if end <= len(v) && string(v[i:end]) == n.name && apart(v, i) && apart(v, end) {
				return n, i, true
			}
		}
	}
	return named{}, 0, false
}

// apart reports whether no word of Latin letters and digits goes on at a place in v: MRI is no part of
// MRIs.
func apart(v []byte, at int) bool {
	return at == 0 || at == len(v) || !latin(v[at-1]) || !latin(v[at])
}

func latin(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// prose renders the words of a paragraph, and explains terms among them.
func (w *writer) prose(n ast.Node) {
	w.explains = w.o.Terms != nil && !w.o.Feed && !w.bare
	w.inlines(n)
	w.explains = false
}

// explained writes visible text. Each term in it that was not met before becomes a link to where it is
// explained, with the explanation beside it: hidden until the link is pointed at or reached, and told to
// screen readers as what describes the link. A link, because it does something without a style sheet, on
// a touch screen and on paper too; a dfn would say that this is where the term is defined.
func (w *writer) explained(v []byte) {
	if w.d.decomposed {
		v = compose(v)
	}
	for {
		n, at, ok := w.o.Terms.find(v)
		if !ok {
			break
		}
		end := at + len(n.name)
		if slices.Contains(w.met, n.term) {
			w.b = escape(w.b, v[:end])
			v = v[end:]
			continue
		}
		w.met = append(w.met, n.term)
		w.b = escape(w.b, v[:at])
		id, term := w.o.Prefix+"term-"+strconv.Itoa(len(w.met)), &w.o.Terms.list[n.term]
		w.s(`<a class="term" href="`)
		w.b = escape(w.b, []byte(term.Href))
		w.s(`"`)
		w.attr("aria-describedby", id)
		w.s(">")
		w.b = escape(w.b, v[at:end])
		w.s(`</a><span class="tip" role="tooltip"`)
		w.attr("id", id)
		w.s(">")
		w.b = escape(w.b, []byte(term.Text))
		w.s("</span>")
		v = v[end:]
	}
	w.b = escape(w.b, v)
}
