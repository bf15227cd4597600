package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"kanshu/tools/bench/corpus"
)

// largest runs what is asked of the largest size: against cp -r, again without and with an edit, and served.
func (b *bench) largest() error {
	n := b.sizes[len(b.sizes)-1]
	s := site{n, filepath.Join(b.dir, strconv.Itoa(n))}
	out, peer := s.kanshu()+"-out/public", s.hugo()+"-out"
	if _, err := b.buildKanshu(s.kanshu(), out); err != nil {
		return err
	}
	if _, err := b.buildHugo(s.hugo(), peer); err != nil {
		return err
	}
	for _, step := range []func(site, string, string) error{b.copied, b.unchanged, b.edited} {
		if err := step(s, out, peer); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(peer); err != nil {
		return err
	}
	if err := b.served(s); err != nil {
		return err
	}
	return os.RemoveAll(s.dir)
}

// copied pairs cold builds with cp -r of what they made.
func (b *bench) copied(s site, out, _ string) error {
	b.say("cold against cp -r of the output, %d columns", s.columns)
	pairs, err := b.inTurn(
		func(i int) (cost, error) { return b.fresh(s, i+1, b.buildKanshu, s.kanshu()) },
		func(i int) (cost, error) {
			to := filepath.Join(s.dir, "copy-"+strconv.Itoa(i))
			c, err := timed(b.dir, "cp", "-r", out, to)
			if err != nil {
				return c, err
			}
			return c, os.RemoveAll(to)
		})
	b.table.copied = pairs
	return err
}

// unchanged builds again over the output, with nothing to do.
func (b *bench) unchanged(s site, out, peer string) error {
	b.say("again, nothing changed, %d columns", s.columns)
	pairs, err := b.inTurn(
		func(int) (cost, error) { return b.buildKanshu(s.kanshu(), out) },
		func(int) (cost, error) { return b.buildHugo(s.hugo(), peer) })
	b.table.unchanged = pairs
	return err
}

// edited adds a sentence to one column before each build and makes sure that it arrived on its page. At the
// end the tree must equal, byte for byte, one built from nothing.
func (b *bench) edited(s site, out, peer string) error {
	b.say("again, one column edited, %d columns", s.columns)
	slug := corpus.At(s.columns / 2).Slug
	run := func(build func(source, out string) (cost, error), source, column, out string) func(int) (cost, error) {
		return func(i int) (cost, error) {
			mark := fmt.Sprintf("書き足し%d回目", i)
			file := filepath.Join(source, column, slug+".md")
			if err := appendTo(file, "\n"+mark+"の一文です。\n"); err != nil {
				return cost{}, err
			}
			c, err := build(source, out)
			if err != nil {
				return c, err
			}
			page, err := os.ReadFile(filepath.Join(out, "columns", slug, "index.html"))
			if err == nil && !bytes.Contains(page, []byte(mark)) {
				err = fmt.Errorf("%s: the edit did not arrive", out)
			}
			return c, err
		}
	}
	var err error
	if b.table.edited, err = b.inTurn(run(b.buildKanshu, s.kanshu(), "columns", out), run(b.buildHugo, s.hugo(), "content/columns", peer)); err != nil {
		return err
	}
	clean := s.kanshu() + "-clean/public"
	if _, err := b.buildKanshu(s.kanshu(), clean); err != nil {
		return err
	}
	if _, err := timed(b.dir, "diff", "-r", out, clean); err != nil {
		return fmt.Errorf("an edited build differs from a clean one: %w", err)
	}
	return os.RemoveAll(s.kanshu() + "-clean")
}

func appendTo(file, text string) error {
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	if _, err = f.WriteString(text); err != nil {
		f.Close() //nolint:errcheck,gosec // the first error is the one to tell
		return err
	}
	return f.Close()
}

// whole builds the largest size once more with everything on that was switched off for the comparison.
func (b *bench) whole() error {
	n := b.sizes[len(b.sizes)-1]
	costs, err := b.alone(n, b.pairs)
	b.table.whole = costs
	return err
}

// tenfold builds the huge size once, if one was asked for.
func (b *bench) tenfold() error {
	if b.huge == 0 {
		return nil
	}
	source := filepath.Join(b.dir, "huge")
	b.say("one cold build of %d columns", b.huge)
	if err := corpus.Kanshu(source, b.huge, false); err != nil {
		return err
	}
	c, err := b.buildKanshu(source, source+"-out/public")
	b.table.huge, b.table.hugeColumns = c, b.huge
	return err
}

// alone builds n columns with everything on, each time into an empty folder.
func (b *bench) alone(n, times int) ([]cost, error) {
	b.say("cold with search, picture widths, social cards and whole columns in feeds, %d columns", n)
	source := filepath.Join(b.dir, "whole")
	if err := corpus.Kanshu(source, n, true); err != nil {
		return nil, err
	}
	var costs []cost
	for range times {
		c, err := b.buildKanshu(source, source+"-out/public")
		if err != nil {
			return nil, err
		}
		costs = append(costs, c)
		if err := os.RemoveAll(source + "-out"); err != nil {
			return nil, err
		}
	}
	return costs, os.RemoveAll(source)
}
