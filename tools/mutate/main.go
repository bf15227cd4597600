// Command mutate changes a package at one place at a time and runs the tests that reach the place: a change
// that no test notices survives. It turns conditions and answers round, swaps comparisons, sums and the joints
// of conditions for their neighbours, takes statements and returned errors away and makes constants one more.
//
//	go run -C tools ./mutate [-only TEXT] [-those FILE] [-survivors] [-slow 20s] [-workers 2] [-doc doc/mutation.md] internal/gate [TEST-PACKAGE…]
//
// All changes are compiled at once, each asleep until its number is called, so that a change costs a run of
// the tests that reach it and no compilation. Nothing is written to the repository but the table in -doc: the
// changed files are laid over it. As a program that was told to write somewhere else may do so, the tests run
// in a file system of their own, in which all but a fresh TMPDIR is read-only (unshare, as on Linux).
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"sync"
	"time"
)

func main() {
	only := flag.String("only", "", "try only changes whose place or text has this in it")
	survivors := flag.Bool("survivors", false, "try only the changes that stand in the table of -doc, and leave there those that still survive")
	those := flag.String("those", "", "try only the changes that this file, what an earlier run printed, names")
	slow := flag.Duration("slow", 20*time.Second, "leave out tests that take longer")
	workers := flag.Int("workers", 2, "how many run at once")
	doc := flag.String("doc", "", "the document whose table of the package is rewritten, below the root")
	list := flag.Bool("list", false, "list the changes and try none")
	flag.Parse()
	if flag.NArg() < 1 {
		fail("name a package, such as internal/gate")
	}
	root, err := filepath.Abs("..")
	check(err)
	tests := flag.Args()
	if len(tests) > 1 {
		tests = tests[1:]
	}
	work, err := os.MkdirTemp("", "mutate-")
	check(err)
	defer func() { _ = os.RemoveAll(work) }()

	p, err := load(root, flag.Arg(0))
	check(err)
	chosen := p.chosen(*only)
	if *those != "" {
		chosen, err = named(chosen, *those)
		check(err)
	}
	var table *table
	if *doc != "" {
		table, err = readTable(filepath.Join(root, *doc), flag.Arg(0))
		check(err)
		if *survivors {
			chosen = table.standing(chosen)
		}
	}
	if *list {
		for _, c := range chosen {
			fmt.Println(c)
		}
		return
	}
	r := &runner{root: root, work: work, program: p, slow: *slow}
	check(r.compile(tests))
	check(r.survey())
	alive := r.tryAll(chosen, *workers)
	for _, c := range alive {
		fmt.Println(c)
	}
	tried := 0
	for _, c := range chosen {
		if !c.drop {
			tried++
		}
	}
	fmt.Printf("%d changes, %d tried, %d survived\n", len(p.changes), tried, len(alive))
	if table != nil && *only == "" && *those == "" {
		if !*survivors {
			table.tried = tried
		}
		check(table.write(alive))
	}
}

// chosen returns the changes that have a text in them.
func (p *program) chosen(only string) []*change {
	var some []*change
	for _, c := range p.changes {
		if strings.Contains(c.String(), only) {
			some = append(some, c)
		}
	}
	return some
}

// named returns the changes that a file names, on whatever line they stand now.
func named(all []*change, file string) ([]*change, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	line := regexp.MustCompile(`(?m)^([\w./]+\.go):\d+ `)
	text := line.ReplaceAllString(string(b), "$1 ") + "\n"
	var some []*change
	for _, c := range all {
		if strings.Contains(text, line.ReplaceAllString(c.String(), "$1 ")+"\n") {
			some = append(some, c)
		}
	}
	return some, nil
}

// tryAll tries changes, some at once, and returns those that survive, in their order.
func (r *runner) tryAll(all []*change, workers int) []*change {
	var mu sync.Mutex
	var alive []*change
	next := make(chan *change)
	var wg sync.WaitGroup
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for c := range next {
				survives, why := r.survives(c)
				mu.Lock()
				if survives {
					alive = append(alive, c)
					fmt.Fprintln(os.Stderr, "survives:", c, why)
				}
				mu.Unlock()
			}
		}()
	}
	for i, c := range all {
		if i%50 == 0 {
			fmt.Fprintf(os.Stderr, "%s: %d of %d\n", time.Now().Format("15:04:05"), i, len(all))
		}
		if !c.drop {
			next <- c
		}
	}
	close(next)
	wg.Wait()
	sort.Slice(alive, func(i, j int) bool { return alive[i].id < alive[j].id })
	return alive
}

func check(err error) {
	if err != nil {
		fail(err)
	}
}

func fail(why any) {
	fmt.Fprintln(os.Stderr, "mutate:", why)
	os.Exit(1)
}
