package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"kanshu/tools/bench/corpus"
)

// A pair is what two programs took in turn; the first is ours.
type pair [2]cost

// A site is one corpus in both forms.
type site struct {
	columns int
	dir     string
}

func (s site) kanshu() string { return filepath.Join(s.dir, "kanshu") }
func (s site) hugo() string   { return filepath.Join(s.dir, "hugo") }

// site writes n columns in both forms.
func (b *bench) site(n int) (site, error) {
	s := site{n, filepath.Join(b.dir, strconv.Itoa(n))}
	b.say("writing %d columns", n)
	if err := corpus.Kanshu(s.kanshu(), n, false); err != nil {
		return s, err
	}
	return s, corpus.Hugo(s.hugo(), n)
}

// buildKanshu builds into out, which lies in a folder of its own: what kanshu keeps lies beside it.
func (b *bench) buildKanshu(source, out string) (cost, error) {
	return timed(b.dir, b.kanshu, "build", "--quiet", "--today", corpus.Today, "--source", source, "--output", out)
}

func (b *bench) buildHugo(source, out string) (cost, error) {
	return timed(b.dir, b.hugo, "build", "--minify", "--quiet", "--clock", corpus.Today+"T12:00:00+09:00", "-s", source, "-d", out)
}

// inTurn runs pairs after one that does not count. Each is handed its number, from 0 for that one.
func (b *bench) inTurn(ours, theirs func(i int) (cost, error)) ([]pair, error) {
	var pairs []pair
	for i := range b.pairs + 1 {
		a, err := ours(i)
		if err != nil {
			return nil, err
		}
		c, err := theirs(i)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			pairs = append(pairs, pair{a, c})
		}
	}
	return pairs, nil
}

// cold builds each size into empty folders and compares the first output with what was asked for.
func (b *bench) cold() error {
	for _, n := range b.sizes {
		s, err := b.site(n)
		if err != nil {
			return err
		}
		b.say("cold, %d columns, %d pairs", n, b.pairs)
		pairs, err := b.inTurn(
			func(i int) (cost, error) { return b.fresh(s, i, b.buildKanshu, s.kanshu()) },
			func(i int) (cost, error) { return b.fresh(s, i, b.buildHugo, s.hugo()) })
		if err != nil {
			return err
		}
		b.table.cold = append(b.table.cold, coldRow{n, pairs})
		if n != b.sizes[len(b.sizes)-1] {
			if err := os.RemoveAll(s.dir); err != nil {
				return err
			}
		}
	}
	return nil
}

// fresh builds into an empty folder, makes sure that every column has its page, and takes the folder away.
func (b *bench) fresh(s site, i int, build func(source, out string) (cost, error), source string) (cost, error) {
	dir := source + "-out-" + strconv.Itoa(i)
	out := filepath.Join(dir, "public")
	c, err := build(source, out)
	if err != nil {
		return c, err
	}
	if i == 0 {
		pages, err := filepath.Glob(filepath.Join(out, "columns", "*-*", "index.html"))
		if err != nil {
			return c, err
		}
		if len(pages) != s.columns {
			return c, fmt.Errorf("%s: %d pages for %d columns", out, len(pages), s.columns)
		}
		files, bytes, err := weigh(out)
		if err != nil {
			return c, err
		}
		b.say("%s wrote %d files, %d MB", filepath.Base(source), files, bytes/1_000_000)
	}
	return c, os.RemoveAll(dir)
}

// weigh counts the files of a tree and their bytes.
func weigh(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files++
			bytes += info.Size()
		}
		return err
	})
	return files, bytes, err
}
