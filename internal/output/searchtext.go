package output

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A reader reads columns for the index. It keeps nothing of one column when it turns to the next but
// what it has written down as readings.
type reader struct {
	press    *Press
	shelf    *shelf
	lexicon  *lexicon
	readings [][]written // by column
}

// read adds what one column says to a bag: everything that its page shows in words, and how those words
// are read where the column or the glossary says so.
func (r *reader) read(n int, b *bag) error {
	c := r.shelf.columns[n]
	d := listener{reader: r, bag: b, column: n}
	d.head(c)
	body, err := c.Body.Bytes()
	if err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	d.prose(c, body)
	for _, q := range c.FAQ {
		d.say(q.Q, inHeading)
		d.prose(c, []byte(q.A))
	}
	return nil
}

// A listener takes in one column.
type listener struct {
	*reader
	bag    *bag
	column int
	chars  []rune
}

// head reads the front matter.
func (d *listener) head(c *kanshu.Column) {
	d.say(c.Title, inTitle)
	d.say(c.Reading, inTitle)
	d.say(c.Subtitle, inHeading)
	if c.Category != nil {
		d.say(c.Category.Name, inHeading)
	}
	for _, t := range c.Tags {
		d.say(t.Name, inHeading)
	}
	for _, s := range c.Supervisors {
		d.say(s.Doctor.Name, inHeading)
		d.say(s.Doctor.Kana, inHeading)
	}
	for _, a := range c.Authors {
		d.say(a.Name, inHeading)
	}
	for _, k := range clinicsOf(c) {
		d.say(k.Name, inHeading)
	}
	d.say(c.Description, inBody)
	for _, p := range c.Points {
		d.say(p, inBody)
	}
	for i := range c.Treatments {
		d.say(c.Treatments[i].Name, inHeading)
		d.say(c.Treatments[i].Content, inBody)
	}
}

// prose reads a text in Markdown.
func (d *listener) prose(c *kanshu.Column, text []byte) {
	markdown.Prose(c.File, c.Body.Line, text, func(heading bool, words []byte) {
		k := inBody
		if heading {
			k = inHeading
		}
		d.words(words, k)
	}, func(base, reading []byte) {
		d.chars = fold(d.chars[:0], reading)
		d.bag.text(d.chars, inBody)
		d.pair(string(reading), string(base))
	})
}

func (d *listener) say(text string, k rank) {
	if text != "" {
		d.words([]byte(text), k)
	}
}

// words reads one block, and says aloud those of its words that the glossary can read.
func (d *listener) words(text []byte, k rank) {
	d.chars = fold(d.chars[:0], text)
	d.bag.text(d.chars, k)
	d.lexicon.each(d.chars, func(reading []rune) { d.bag.text(reading, k) })
}

// pair writes down how the body says that a word is read, for the marks in what the script shows.
func (d *listener) pair(reading, word string) {
	if w := (written{folded(reading), folded(word)}); w.telling() {
		d.readings[d.column] = append(d.readings[d.column], w)
	}
}

// A lexicon is the words of the glossary that have a reading, by their first character. The nil lexicon
// is empty.
type lexicon struct{ byFirst map[rune][]sound }

// A sound is a word and its reading, both folded.
type sound struct{ word, reading []rune }

func newLexicon(terms []kanshu.Term) *lexicon {
	l := &lexicon{byFirst: map[rune][]sound{}}
	for _, t := range terms {
		for _, name := range append([]string{t.Term}, t.Aliases...) {
			s := sound{fold(nil, []byte(name)), fold(nil, []byte(t.Reading))}
			if len(s.word) > 0 && len(s.reading) > 0 {
				l.byFirst[s.word[0]] = append(l.byFirst[s.word[0]], s)
			}
		}
	}
	return l
}

// each calls read with the reading of every word of the lexicon that stands in the text.
func (l *lexicon) each(text []rune, read func(reading []rune)) {
	if l == nil || len(l.byFirst) == 0 {
		return
	}
	for i, r := range text {
		for _, s := range l.byFirst[r] {
			if startsWith(text[i:], s.word) {
				read(s.reading)
			}
		}
	}
}

func startsWith(text, word []rune) bool {
	if len(text) < len(word) {
		return false
	}
	for i, r := range word {
		if text[i] != r {
			return false
		}
	}
	return true
}

// A written is a reading and how it is written, both folded.
type written struct{ reading, word string }

// telling reports whether it says anything.
func (w written) telling() bool { return w.reading != "" && w.word != "" && w.reading != w.word }

// wordsFile returns all readings as the script reads them, sorted, each once: those of the glossary, of the
// doctors, and of the columns' own bodies. [["すいぞう","膵臓"],…]
func (x *searchPlan) wordsFile() []byte {
	pairs := map[written]bool{}
	add := func(reading, word string) {
		if w := (written{folded(reading), folded(word)}); w.telling() {
			pairs[w] = true
		}
	}
	for _, t := range x.press.Edition.Glossary() {
		for _, name := range append([]string{t.Term}, t.Aliases...) {
			add(t.Reading, name)
		}
	}
	told := map[*kanshu.Doctor]bool{}
	for i, c := range x.shelf.columns {
		for _, s := range c.Supervisors {
			if !told[s.Doctor] {
				told[s.Doctor] = true
				add(s.Doctor.Kana, s.Doctor.Name)
			}
		}
		for _, w := range x.readings[i] {
			pairs[w] = true
		}
	}
	list := [][2]string{}
	for w := range pairs {
		list = append(list, [2]string{w.reading, w.word})
	}
	slices.SortFunc(list, func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
	})
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // lists of texts can be written
	}
	return b
}

// reader returns one for all columns.
func (x *searchPlan) reader() *reader {
	return &reader{
		press: x.press, shelf: x.shelf, lexicon: newLexicon(x.press.Edition.Glossary()), readings: make([][]written, len(x.keys)),
	}
}
