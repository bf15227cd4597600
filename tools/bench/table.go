package main

import (
	"fmt"
	"io"
	"math"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// A table is everything that was measured.
type table struct {
	cold                      []coldRow
	copied, unchanged, edited []pair
	whole                     []cost
	served                    [2]preview
	huge                      cost
	hugeColumns               int
}

// A coldRow is the cold builds of one size.
type coldRow struct {
	columns int
	pairs   []pair
}

// median returns the middle of some numbers, and of two middles the lower.
func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)-1)/2]
}

func wall(c cost) float64 { return c.Wall.Seconds() }
func cpu(c cost) float64  { return c.CPU.Seconds() }
func peak(c cost) float64 { return float64(c.Peak) / (1 << 20) }

// of returns the median that one side of the pairs took.
func of(pairs []pair, side int, what func(cost) float64) float64 {
	var values []float64
	for _, p := range pairs {
		values = append(values, what(p[side]))
	}
	return median(values)
}

// ratio returns the median of theirs over ours, pair by pair: how many times less ours took.
func ratio(pairs []pair, what func(cost) float64) float64 {
	var values []float64
	for _, p := range pairs {
		values = append(values, what(p[1])/what(p[0]))
	}
	return median(values)
}

// print writes the table as Markdown.
func (b *bench) print(w io.Writer) error {
	var s strings.Builder
	version, err := exec.Command(b.hugo, "version").Output() //nolint:gosec // the Hugo that was timed
	if err != nil {
		return err
	}
	peer, _, _ := strings.Cut(string(version), "+")
	disk := "on a disk"
	if strings.HasPrefix(b.dir, ram) {
		disk = "on a RAM disk"
	}
	fmt.Fprintf(&s, "%s Sources and output %s.\n\nPeer: %s. Medians of %d pairs, run in turn.\n\n", machine(), disk, strings.TrimSpace(peer), b.pairs)
	s.WriteString("| what | columns | kanshu | Hugo | ratio | goal |\n| --- | ---: | ---: | ---: | ---: | --- |\n")
	b.table.coldRows(&s)
	n := b.sizes[len(b.sizes)-1]
	b.table.againRows(&s, n)
	b.table.servedRows(&s, n)
	b.table.memoryRows(&s, n)
	_, err = io.WriteString(w, s.String())
	return err
}

func (t *table) coldRows(s *strings.Builder) {
	goals := map[int]string{100: "8 times", 1000: "10 times", 10000: "10 times"}
	for _, r := range t.cold {
		row(s, "cold build, wall", r.columns, seconds(of(r.pairs, 0, wall)), seconds(of(r.pairs, 1, wall)), times(ratio(r.pairs, wall)), goals[r.columns])
		row(s, "cold build, CPU", r.columns, seconds(of(r.pairs, 0, cpu)), seconds(of(r.pairs, 1, cpu)), times(ratio(r.pairs, cpu)), "")
		row(s, "cold build, peak memory", r.columns, mib(of(r.pairs, 0, peak)), mib(of(r.pairs, 1, peak)), times(ratio(r.pairs, peak)), "")
	}
	if len(t.cold) > 1 {
		a, z := t.cold[len(t.cold)-2], t.cold[len(t.cold)-1]
		row(s, fmt.Sprintf("growth of CPU from %d, exponent", a.columns), z.columns, growth(a, z, 0), growth(a, z, 1), "", "at most 1.05")
	}
}

// growth returns e of time ~ columns^e between two sizes.
func growth(a, z coldRow, side int) string {
	e := math.Log(of(z.pairs, side, cpu)/of(a.pairs, side, cpu)) / math.Log(float64(z.columns)/float64(a.columns))
	return fmt.Sprintf("%.2f", e)
}

func (t *table) againRows(s *strings.Builder, n int) {
	row(s, "cold build beside `cp -r` of its output", n, seconds(of(t.copied, 0, wall)), "cp "+seconds(of(t.copied, 1, wall)),
		fmt.Sprintf("%.2f of the copy", 1/ratio(t.copied, wall)), "at most 1.5")
	row(s, "again, nothing changed", n, millis(of(t.unchanged, 0, wall)), seconds(of(t.unchanged, 1, wall)), times(ratio(t.unchanged, wall)), "100 ms, 150 times")
	row(s, "again, one column edited", n, millis(of(t.edited, 0, wall)), seconds(of(t.edited, 1, wall)), times(ratio(t.edited, wall)), "150 ms, 100 times")
}

func (t *table) servedRows(s *strings.Builder, n int) {
	ours, theirs := t.served[0], t.served[1]
	compare := func(what string, a, z float64, goal string) { row(s, what, n, millis(a), millis(z), times(z/a), goal) }
	compare("serve: start to first page", ours.first.Seconds(), theirs.first.Seconds(), "500 ms")
	row(s, "serve: start to first page, built before", n, millis(ours.again.Seconds()), "", "", "")
	compare("serve: saved body to served page", middle(ours.body), middle(theirs.body), "25 ms")
	compare("serve: saved title to served page", middle(ours.title), middle(theirs.title), "25 ms")
	a, z := float64(ours.peak)/(1<<20), float64(theirs.peak)/(1<<20)
	row(s, "serve: peak memory", n, mib(a), mib(z), times(z/a), "")
}

func middle(took []time.Duration) float64 {
	var values []float64
	for _, d := range took {
		values = append(values, d.Seconds())
	}
	return median(values)
}

func (t *table) memoryRows(s *strings.Builder, n int) {
	var walls, peaks []float64
	for _, c := range t.whole {
		walls, peaks = append(walls, wall(c)), append(peaks, peak(c))
	}
	row(s, "cold with search, picture widths, cards and whole columns in feeds", n, seconds(median(walls))+", "+mib(median(peaks)), "", "", "")
	if t.hugeColumns > 0 {
		row(s, "one cold build", t.hugeColumns, seconds(wall(t.huge))+", "+mib(peak(t.huge)), "", "", "linear, 1,536 MiB")
	}
}

func row(s *strings.Builder, what string, columns int, ours, theirs, ratio, goal string) {
	fmt.Fprintf(s, "| %s | %d | %s | %s | %s | %s |\n", what, columns, ours, theirs, ratio, goal)
}

func seconds(v float64) string { return fmt.Sprintf("%.3f s", v) }
func millis(v float64) string  { return fmt.Sprintf("%.0f ms", v*1000) }
func mib(v float64) string     { return fmt.Sprintf("%.0f MiB", v) }
func times(v float64) string   { return fmt.Sprintf("%.1f times", v) }
