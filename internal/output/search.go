package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// searchChunk is how many columns stand in each file of titles. Ten hits lie in about as many files, so
// small ones cost readers less than few.
const searchChunk = 25

// shardsFor returns how many shards so many bytes of columns are parted into. It follows from what is
// known before anything is read, so that a build in which nothing changed plans every file without
// reading a column. The first columns bring many grams, later ones mostly longer lists: compressed, the
// largest shard has 5 KB at 1,000 columns of 15 KB and less than 15 KB at 10,000.
func shardsFor(size int) int { return 1 + min(size>>13, 64) + size>>16 }

// A searchPlan is the search of one language as it is planned. All its files bear one digest, of
// everything that they are made of: when a column is edited nearly every shard changes anyway, and so
// the page needs no list of names.
type searchPlan struct {
	press  *Press
	shelf  *shelf
	digest kanshu.Digest
	shards int
	index  func() (*searchIndex, error) // made when the first file is
}

// search plans the search of a language.
func (p *Press) search(s *shelf) *searchPlan {
	size := 0
	for _, c := range s.columns {
		size += c.Body.Size
	}
	x := &searchPlan{press: p, shelf: s, digest: p.searchDigest(s), shards: shardsFor(size)}
	x.index = sync.OnceValues(x.build)
	return x
}

// searchDigest covers everything that the files of an index are made of.
func (p *Press) searchDigest(s *shelf) kanshu.Digest {
	k := newKeyText(searchForm, s.lang, p.href("/"), layout.Digest(p.Edition.Glossary()).String())
	for _, c := range s.columns {
		k.add("column", source(c).String(), c.Path(p.own().lang), c.Review.Due.String())
		if c.Category != nil {
			k.add("category", c.Category.Name)
		}
		for _, t := range c.Tags {
			k.add("tag", t.Name)
		}
		for _, v := range c.Supervisors {
			k.add("supervisor", v.Doctor.Name, v.Doctor.Kana)
		}
		for _, a := range c.Authors {
			k.add("author", a.Name)
		}
		for _, n := range clinicsOf(c) {
			k.add("clinic", n.Name)
		}
	}
	return kanshu.DigestOf([]byte(k.String()))
}

// file returns the path of one file of the index.
func (x *searchPlan) file(name string) string {
	return "assets/search/" + name + "-" + x.digest.Short() + ".json"
}

// files plans the files of the index: shards s0, s1 …, titles t0, t1 …, and readings.
func (x *searchPlan) files() []kanshu.Artifact {
	n := len(x.shelf.columns)
	if n == 0 {
		return nil
	}
	as := make([]kanshu.Artifact, 0, x.shards+n/searchChunk+2)
	for i := range x.shards {
		as = append(as, x.artifact("s"+number(i), func(index *searchIndex) []byte { return index.shards[i] }))
	}
	as = append(as, x.artifact("words", func(index *searchIndex) []byte { return index.words }))
	for i := 0; i*searchChunk < n; i++ {
		a := x.artifact("t"+number(i), nil)
		a.Make = func(w io.Writer) error { return x.titles(w, i) }
		as = append(as, a)
	}
	return as
}

// artifact plans one file that is taken from the finished index.
func (x *searchPlan) artifact(name string, take func(*searchIndex) []byte) kanshu.Artifact {
	path := x.file(name)
	key := newKeyText(x.press.Generator, x.press.Salt.String(), x.digest.String(), path)
	return kanshu.Artifact{
		Path: path, Type: "application/json", Wave: kanshu.Assets, Key: kanshu.DigestOf([]byte(key.String())), Made: true,
		Make: func(w io.Writer) error {
			index, err := x.index()
			if err != nil {
				return err
			}
			_, err = w.Write(take(index))
			return err
		},
	}
}

// build reads every column.
func (x *searchPlan) build() (*searchIndex, error) {
	columns, terms := x.shelf.columns, x.press.Edition.Glossary()
	r := &reader{press: x.press, shelf: x.shelf, lexicon: newLexicon(terms), readings: make([][]written, len(columns))}
	index, err := indexColumns(len(columns), x.shards, x.press.Each, r.read)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	pairs := r.lexicon.pairs(terms)
	for _, list := range r.readings {
		pairs = append(pairs, list...)
	}
	index.words, err = wordsFile(pairs)
	return index, err
}

// titles writes one file of titles: for each column its address, title, what stands around it, the day
// it ends on, and its description.
func (x *searchPlan) titles(w io.Writer, chunk int) error {
	from := chunk * searchChunk
	var list [][]string
	for _, c := range x.shelf.columns[from:min(from+searchChunk, len(x.shelf.columns))] {
		l, category := x.shelf.labels, ""
		if c.Category != nil {
			category = c.Category.Name
		}
		list = append(list, []string{
			x.press.href(c.Path(x.press.own().lang)), c.Title, category, l.Supervised + " " + names(c, l),
			c.Date.String(), l.Date(c.Date), c.Review.Due.String(), x.press.describe(c),
		})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(list); err != nil {
		return fmt.Errorf("search: titles: %w", err)
	}
	_, err := io.WriteString(w, strings.TrimSuffix(b.String(), "\n"))
	return err
}
