// Command bench times kanshu beside Hugo on the same invented publication and prints the table of
// doc/performance.md.
//
//	go run -C tools ./bench [-sizes 100,1000,10000] [-pairs 5] [-huge 100000]
//	go run -C tools ./bench -corpus DIR [-columns 10000]      only writes the publication for kanshu
//
// Every timed run is a whole process. The two programs run in turn; a ratio is the median of the ratios of
// pairs, so what else the machine does weighs on both. make bench builds kanshu and installs Hugo first.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"kanshu/tools/bench/corpus"
)

// hugoVersion is the newest that Go 1.26 builds.
const hugoVersion = "v0.165.0"

// A bench is one run of the whole table.
type bench struct {
	kanshu, hugo string // the programs, as absolute paths
	dir          string // everything is written below it
	sizes        []int  // in ascending order
	pairs, huge  int
	log          io.Writer
	table        table
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == measureWord {
		os.Exit(measure(os.Args[2:]))
	}
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		if !errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "bench:", err)
		}
		os.Exit(1)
	}
}

func run(args []string, out, log io.Writer) error {
	b := bench{log: log}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(log)
	flags.StringVar(&b.kanshu, "kanshu", "../bin/kanshu", "the kanshu to time")
	flags.StringVar(&b.hugo, "hugo", "", "the Hugo to time it with; empty installs "+hugoVersion+" beside kanshu")
	flags.StringVar(&b.dir, "dir", "", "where to work; empty takes a RAM disk if there is a roomy one")
	sizes := flags.String("sizes", "100,1000,10000", "numbers of columns; the last one is used for all but the cold builds")
	flags.IntVar(&b.pairs, "pairs", 5, "pairs that count; one more is run first")
	flags.IntVar(&b.huge, "huge", 0, "also build this many columns once, with kanshu alone")
	only := flags.String("corpus", "", "write the publication for kanshu into this folder, and stop")
	columns := flags.Int("columns", 10000, "how many columns -corpus writes")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *only != "" {
		return corpus.Kanshu(*only, *columns, true)
	}
	if err := b.prepare(*sizes); err != nil {
		return err
	}
	b.leaveNothing()
	err := b.rows()
	if removed := os.RemoveAll(b.dir); err == nil {
		err = removed
	}
	if err != nil {
		return err
	}
	return b.print(out)
}

// prepare makes the programs' paths whole, installs Hugo where none was named and finds room to work in.
func (b *bench) prepare(sizes string) error {
	for word := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(word)
		if err != nil || n < 2 || len(b.sizes) > 0 && n <= b.sizes[len(b.sizes)-1] {
			return fmt.Errorf("-sizes %s: numbers of two columns and more, in ascending order", sizes)
		}
		b.sizes = append(b.sizes, n)
	}
	if b.pairs < 1 {
		return errors.New("-pairs: at least one")
	}
	kanshu, err := filepath.Abs(b.kanshu)
	if err != nil {
		return err
	}
	if b.kanshu = kanshu; b.hugo == "" {
		if b.hugo, err = b.installHugo(filepath.Dir(kanshu)); err != nil {
			return err
		}
	}
	if b.hugo, err = filepath.Abs(b.hugo); err != nil {
		return err
	}
	b.dir, err = room(b.dir, b.sizes[len(b.sizes)-1], b.huge)
	return err
}

// rows runs everything, the quick things first.
func (b *bench) rows() error {
	for _, step := range []func() error{b.cold, b.largest, b.whole, b.tenfold} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// leaveNothing takes the folder away when the run is broken off: it may lie in memory.
func (b *bench) leaveNothing() {
	broken := make(chan os.Signal, 1)
	signal.Notify(broken, os.Interrupt, syscall.SIGTERM)
	go func() {
		<-broken
		if err := os.RemoveAll(b.dir); err != nil {
			b.say("%v", err)
		}
		os.Exit(1)
	}()
}

// say tells how far the bench has come.
func (b *bench) say(format string, args ...any) {
	_, _ = fmt.Fprintf(b.log, "bench: "+format+"\n", args...) // what cannot be told is not missed
}
