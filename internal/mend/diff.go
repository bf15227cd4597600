package mend

import (
	"fmt"
	"strings"
)

// context is how many unchanged lines a diff shows around a change.
const context = 3

// An edit is one line of a diff: ' ' stands in both, '-' in the old text, '+' in the new one.
type edit struct {
	op   byte
	text string
}

// Diff returns the change from one text to another as a unified diff of the file, "" if they are equal.
// Lines count from 1. A line without a line feed at the end of the text is marked as diff does.
func Diff(name string, before, after []byte) string {
	if string(before) == string(after) {
		return ""
	}
	edits := compare(strings.SplitAfter(string(before), "\n"), strings.SplitAfter(string(after), "\n"))
	var b strings.Builder
	fmt.Fprintf(&b, "--- a/%s\n+++ b/%s\n", name, name)
	old, now := 1, 1
	for i := 0; i < len(edits); {
		if edits[i].op == ' ' {
			old, now, i = old+1, now+1, i+1
			continue
		}
		from := max(0, i-context)
		to := hunkEnd(edits, i)
		writeHunk(&b, edits[from:to], old-(i-from), now-(i-from))
		for ; i < to; i++ {
			if edits[i].op != '+' {
				old++
			}
			if edits[i].op != '-' {
				now++
			}
		}
	}
	return b.String()
}

// hunkEnd returns where the hunk ends whose first change is edit i: context lines after the last change
// that has no more than twice as many between it and the next.
func hunkEnd(edits []edit, i int) int {
	last := i
	for k := i; k < len(edits) && k-last <= 2*context; k++ {
		if edits[k].op != ' ' {
			last = k
		}
	}
	return min(last+1+context, len(edits))
}

// writeHunk writes one hunk, whose first lines are old and now.
func writeHunk(b *strings.Builder, edits []edit, old, now int) {
	a, n := 0, 0
	for _, e := range edits {
		if e.op != '+' {
			a++
		}
		if e.op != '-' {
			n++
		}
	}
	fmt.Fprintf(b, "@@ -%d,%d +%d,%d @@\n", old, a, now, n)
	for _, e := range edits {
		b.WriteByte(e.op)
		b.WriteString(e.text)
		if !strings.HasSuffix(e.text, "\n") {
			b.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

// compare returns the edits from one list of lines to the other. Mending works from the top down and
// changes lines one by one, so that the nearest equal line is the right one to go on with.
func compare(a, b []string) []edit {
	a, b = dropLast(a), dropLast(b)
	var edits []edit
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		if i < len(a) && j < len(b) && a[i] == b[j] {
			edits = append(edits, edit{' ', a[i]})
			i, j = i+1, j+1
			continue
		}
		di, dj := nearest(a[i:], b[j:])
		for ; di > 0; di-- {
			edits = append(edits, edit{'-', a[i]})
			i++
		}
		for ; dj > 0; dj-- {
			edits = append(edits, edit{'+', b[j]})
			j++
		}
	}
	return edits
}

// reach is how far nearest looks for equal lines.
const reach = 200

// nearest returns how many lines of each list come before the nearest pair of equal lines, all of
// them if there is none within reach. Empty lines are a pair only where as many lines went as came.
func nearest(a, b []string) (di, dj int) {
	for sum := 1; sum < min(len(a)+len(b), reach); sum++ {
		for di := max(0, sum-len(b)+1); di <= sum && di < len(a); di++ {
			if dj := sum - di; a[di] == b[dj] && (a[di] != "\n" || di == dj) {
				return di, dj
			}
		}
	}
	return len(a), len(b)
}

// dropLast drops the empty text after the last line feed.
func dropLast(lines []string) []string {
	if n := len(lines); n > 0 && lines[n-1] == "" {
		return lines[:n-1]
	}
	return lines
}
