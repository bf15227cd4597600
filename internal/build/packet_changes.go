package build

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A change is one paragraph, or one line of the front matter, that differs. Old or New is "" where it was
// added or taken away. Lead and Tail are what both have in common.
type change struct{ Lead, Old, New, Tail string }

// Added reports whether the paragraph is new as a whole.
func (c change) Added() bool { return c.Lead+c.Old+c.Tail == "" }

// Gone reports whether the paragraph was taken away as a whole.
func (c change) Gone() bool { return c.Lead+c.New+c.Tail == "" }

// maxTable is how many pairs of paragraphs are compared; above it, everything between the first and the
// last difference counts as replaced.
const maxTable = 4 << 20

// changes compares two files of a column paragraph by paragraph.
func changes(before, now []byte) []change {
	a, b := paragraphs(before), paragraphs(now)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var all []change
	var gone, added []string
	settle := func() {
		all = paired(all, gone, added)
		gone, added = gone[:0], added[:0]
	}
	common := longest(a, b)
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(common) > 0 && len(a) > 0 && len(b) > 0 && a[0] == common[0] && b[0] == common[0]:
			settle()
			a, b, common = a[1:], b[1:], common[1:]
		case len(a) > 0 && (len(common) == 0 || a[0] != common[0]):
			gone, a = append(gone, a[0]), a[1:]
		default:
			added, b = append(added, b[0]), b[1:]
		}
	}
	settle()
	return all
}

// paired appends what became of a run of paragraphs: each that is gone is shown with the next new one
// that is much like it.
func paired(all []change, gone, added []string) []change {
	for _, old := range gone {
		like := -1
		for i, now := range added {
			if c := within(old, now); c.Lead+c.Tail != "" {
				like = i
				break
			}
		}
		if like < 0 {
			all = append(all, change{Old: old})
			continue
		}
		for _, now := range added[:like] {
			all = append(all, change{New: now})
		}
		all = append(all, within(old, added[like]))
		added = added[like+1:]
	}
	for _, now := range added {
		all = append(all, change{New: now})
	}
	return all
}

// longest returns the longest run of paragraphs that both have, in order.
func longest(a, b []string) []string {
	if len(a) == 0 || len(b) == 0 || len(a) > maxTable/len(b) {
		return nil
	}
	table := make([][]int32, len(a)+1)
	for i := range table {
		table[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	var common []string
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common = append(common, a[i])
			i, j = i+1, j+1
		case table[i+1][j] >= table[i][j+1]:
			i++
		default:
			j++
		}
	}
	return common
}

// within finds what differs between two paragraphs. Paragraphs with little in common are shown whole.
func within(old, now string) change {
	lead := 0
	for lead < len(old) && lead < len(now) {
		r, n := utf8.DecodeRuneInString(old[lead:])
		if s, _ := utf8.DecodeRuneInString(now[lead:]); s != r {
			break
		}
		lead += n
	}
	tail := 0
	for tail < len(old)-lead && tail < len(now)-lead {
		r, n := utf8.DecodeLastRuneInString(old[:len(old)-tail])
		if s, _ := utf8.DecodeLastRuneInString(now[:len(now)-tail]); s != r || tail+n > min(len(old), len(now))-lead {
			break
		}
		tail += n
	}
	if 3*(lead+tail) < max(len(old), len(now)) {
		return change{Old: old, New: now}
	}
	return change{Lead: old[:lead], Old: old[lead : len(old)-tail], New: now[lead : len(now)-tail], Tail: old[len(old)-tail:]}
}

// paragraphs takes a file apart: each line of its front matter, then each paragraph of its text.
func paragraphs(file []byte) []string {
	text := string(bytes.ReplaceAll(bytes.TrimPrefix(file, []byte("\ufeff")), []byte("\r\n"), []byte("\n")))
	var all []string
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		if head, body, ok := strings.Cut(rest, "\n---\n"); ok {
			all, text = strings.Split(head, "\n"), body
		}
	}
	for p := range strings.SplitSeq(text, "\n\n") {
		if p = strings.Trim(p, "\n"); p != "" {
			all = append(all, p)
		}
	}
	return all
}
