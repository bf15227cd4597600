package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/bits"
	"strings"
	"sync"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// searchChunk is how many columns stand in each file of titles. Ten hits lie in about as many files, so
// small ones cost readers less than few.
const searchChunk = 4

// shardsFor returns how many shards so many bytes of columns are parted into. It follows from what is
// known before anything is read, so that a build in which nothing changed plans every file without
// reading a column, and it goes in steps of a seventh to a quarter, so that an edit seldom changes it. The
// first columns bring many grams, later ones mostly longer lists.
func shardsFor(size int) int {
	n := 1 + min(size>>13, 64) + size>>16
	if n <= 4 {
		return n
	}
	step := 1 << (bits.Len(uint(n-1)) - 3) //nolint:gosec // above 0
	return (n + step - 1) / step * step
}

// A searchPlan is the search of one language as it is planned.
//
// The address of its files bears the epoch, a digest of the columns' names in their order: what the numbers
// in the files mean. So files of two editions never meet where they would not understand each other, and
// an edit of a text changes a few files and not the address of all.
type searchPlan struct {
	press  *Press
	shelf  *shelf
	common kanshu.Digest   // of what concerns all columns: the program, the glossary, the address
	keys   []kanshu.Digest // of what the index and the titles say of each column
	epoch  string
	shards int

	index    func() ([][]byte, error) // all shards, made from nothing
	digests  []kanshu.Digest          // of the shards; nil until they were made
	fresh    [][]byte                 // the shards that were made while planning; nil for those that were not
	readings [][]written              // after index or a patch
}

// search plans the search of a language.
func (p *Press) search(s *shelf) (*searchPlan, error) {
	size, names := 0, newKeyText(searchForm, s.lang)
	for _, c := range s.columns {
		size += c.Body.Size
		names.add(string(c.Slug))
	}
	x := &searchPlan{press: p, shelf: s, shards: shardsFor(size), keys: make([]kanshu.Digest, len(s.columns))}
	names.add(number(x.shards))
	x.epoch = names.digest().Short()
	x.common = newKeyText(
		searchForm, s.lang, p.Generator, p.Salt.String(), p.href("/"), layout.Digest(p.Edition.Glossary()).String()).digest()
	p.Each(len(s.columns), func(i int) { x.keys[i] = p.searchKey(s.columns[i]) })
	x.index = sync.OnceValues(func() ([][]byte, error) { return x.read(nil) })
	if p.Public == nil || p.Cache == nil {
		return x, nil
	}
	return x, x.settle()
}

// searchKey covers what the index and the titles say of a column.
func (p *Press) searchKey(c *kanshu.Column) kanshu.Digest {
	k := newKeyText(source(c).String(), c.Path(p.own().lang), c.Review.Due.String())
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
	return k.digest()
}

// settle finds out the digest of every shard, so that those that stand need not be made: from what is
// remembered where nothing changed, by patching what stands where little did, else by reading all.
func (x *searchPlan) settle() error {
	key := kanshu.DigestOf([]byte("search state " + x.common.String()))
	var old *searchState
	if b, ok := x.press.Cache.Load(key); ok {
		if s, ok := readState(b); ok {
			old = s
		}
	}
	if old != nil && old.epoch == x.epoch && len(old.shards) == x.shards && equalKeys(old.keys, x.keys) {
		x.digests, x.readings = old.shards, old.readings
		return nil
	}
	patched := false
	if c := x.compare(old); c != nil {
		var err error
		if patched, err = x.patch(c); err != nil {
			return err
		}
	}
	if !patched {
		shards, err := x.read(x.keepSums)
		if err != nil {
			return err
		}
		x.fresh, x.digests = shards, make([]kanshu.Digest, x.shards)
		x.press.Each(x.shards, func(i int) { x.digests[i] = kanshu.DigestOf(shards[i]) })
	}
	x.press.Cache.Store(key, (&searchState{x.epoch, x.digests, x.keys, x.readings}).data())
	return nil
}

func equalKeys(a, b []kanshu.Digest) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// file returns the path of one file of the index.
func (x *searchPlan) file(name string) string { return x.fileOf(x.epoch, name) }

func (x *searchPlan) fileOf(epoch, name string) string {
	return strings.TrimPrefix(x.shelf.prefix+toSearch, "/") + epoch + "/" + name + ".json"
}

// files plans the files of the index: shards s0, s1 …, titles t0, t1 …, and readings.
func (x *searchPlan) files() []kanshu.Artifact {
	n := len(x.shelf.columns)
	if n == 0 {
		return nil
	}
	as := make([]kanshu.Artifact, 0, x.shards+n/searchChunk+2)
	for i := range x.shards {
		as = append(as, x.shard(i))
	}
	as = append(as, x.words())
	for from := 0; from < n; from += searchChunk {
		to := min(from+searchChunk, n)
		a := x.artifact("t" + number(from/searchChunk))
		key := newKeyText(a.Path, x.common.String())
		for _, k := range x.keys[from:to] {
			key.sum(k)
		}
		a.Key = key.digest()
		a.Make = func(w io.Writer) error { return x.titles(w, from, to) }
		as = append(as, a)
	}
	return as
}

// artifact plans one file without saying how it is made. Its key covers all columns.
func (x *searchPlan) artifact(name string) kanshu.Artifact {
	a := kanshu.Artifact{Path: x.file(name), Type: "application/json", Wave: kanshu.Assets, Made: true}
	if x.digests == nil {
		key := newKeyText(a.Path, x.common.String())
		for _, k := range x.keys {
			key.sum(k)
		}
		a.Key = key.digest()
	}
	return a
}

// shard plans one shard. Where its digest is known, that is its key.
func (x *searchPlan) shard(i int) kanshu.Artifact {
	a := x.artifact("s" + number(i))
	if x.digests != nil {
		a.Key = x.digests[i]
	}
	a.Make = func(w io.Writer) error {
		if x.fresh != nil && x.fresh[i] != nil {
			b := x.fresh[i]
			x.fresh[i] = nil // a tenth of a large build's memory; who asks again waits for a new index
			_, err := w.Write(b)
			return err
		}
		shards, err := x.index()
		if err != nil {
			return err
		}
		_, err = w.Write(shards[i])
		return err
	}
	return a
}

// words plans the file of readings.
func (x *searchPlan) words() kanshu.Artifact {
	a := x.artifact("words")
	if x.digests == nil {
		a.Make = func(w io.Writer) error {
			if _, err := x.index(); err != nil {
				return err
			}
			_, err := w.Write(x.wordsFile())
			return err
		}
		return a
	}
	words := x.wordsFile()
	a.Key = kanshu.DigestOf(words)
	a.Make = func(w io.Writer) error {
		_, err := w.Write(words)
		return err
	}
	return a
}

// read reads every column; told is that of indexColumns.
func (x *searchPlan) read(told func(from int, sums []groupSums)) ([][]byte, error) {
	r := x.reader()
	shards, err := indexColumns(len(x.keys), x.shards, x.press.Each, r.read, told)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	x.readings = r.readings
	return shards, nil
}

// titles writes one file of titles: for each column its address, title, what stands around it, the day
// it ends on, its description, and what is said aloud and not written.
func (x *searchPlan) titles(w io.Writer, from, to int) error {
	var list [][]string
	for _, c := range x.shelf.columns[from:to] {
		l, category := x.shelf.labels, ""
		if c.Category != nil {
			category = c.Category.Name
		}
		list = append(list, []string{
			x.press.href(c.Path(x.press.own().lang)), c.Title, category, l.Supervised + " " + names(c, l),
			c.Date.String(), l.Date(c.Date), c.Review.Due.String(), x.press.describe(c), heard(c),
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

// heard returns the readings of a column's title and of its supervisors' names.
func heard(c *kanshu.Column) string {
	all := []string{c.Reading}
	for _, s := range c.Supervisors {
		all = append(all, s.Doctor.Kana)
	}
	return strings.Trim(strings.Join(all, "\n"), "\n")
}
