package report

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"kanshu/internal/kanshu"
)

// An excerpt is one source line and the marks below it, both safe to show and cut to a width.
type excerpt struct {
	line, marks string
}

// newExcerpt returns the line with the characters of pos marked: the marks stand under the right
// characters however wide they are. Tabs are spread to tab stops. A line of more than columns is cut
// around the marks.
func newExcerpt(line string, pos kanshu.Pos, columns int) excerpt {
	cells := spread(line)
	from := min(max(pos.Char, 1)-1, len(cells))
	to := min(from+max(pos.Len, 1), len(cells))
	lo, hi := window(cells, from, columns)

	var text, marks strings.Builder
	if lo > 0 {
		text.WriteString("…")
		marks.WriteString(" ")
	}
	for i := lo; i < hi; i++ {
		text.WriteString(cells[i].text)
		mark := " "
		if from <= i && i < to {
			mark = "^"
		}
		marks.WriteString(strings.Repeat(mark, cells[i].width))
	}
	if hi < len(cells) {
		text.WriteString("…")
	}
	under := marks.String()
	if !strings.Contains(under, "^") { // at the line's end, or on a character without width
		under = strings.TrimRight(under, " ")
		under += strings.Repeat(" ", cellWidth(cells[lo:min(from, hi)])+min(lo, 1)-len(under)) + "^"
	}
	return excerpt{text.String(), strings.TrimRight(under, " ")}
}

// A cell is one character of an excerpt as it is shown.
type cell struct {
	text  string
	width int
}

// spread returns a line's characters, one cell a code point.
func spread(line string) []cell {
	cells := make([]cell, 0, utf8.RuneCountInString(line))
	at := 0
	for _, r := range line {
		c := cell{text: string(plain(r))}
		if r == '\t' {
			c.width = tabStop - at%tabStop
			c.text = strings.Repeat(" ", c.width)
		} else {
			c.width = runeWidth(plain(r))
		}
		at += c.width
		cells = append(cells, c)
	}
	return cells
}

// window returns the half-open range of cells to show so that they take at most columns: the whole line
// if it fits, else what stands around the first marked cell, a third of the room before it.
func window(cells []cell, from, columns int) (lo, hi int) {
	if cellWidth(cells) <= columns {
		return 0, len(cells)
	}
	room := columns - 2 // an ellipsis at either end
	lo, hi = from, from
	for left := room / 3; lo > 0 && left >= cells[lo-1].width; lo-- {
		left -= cells[lo-1].width
	}
	used := cellWidth(cells[lo:hi])
	for ; hi < len(cells) && used+cells[hi].width <= room; hi++ {
		used += cells[hi].width
	}
	for ; lo > 0 && used+cells[lo-1].width <= room; lo-- { // the line ends early: show more of its head
		used += cells[lo-1].width
	}
	return lo, hi
}

func cellWidth(cells []cell) int {
	n := 0
	for _, c := range cells {
		n += c.width
	}
	return n
}

// LineOf returns line n of file, counted from 1, without its line end and without a byte order mark. It
// reports false if the file has no such line.
func LineOf(file []byte, n int) (string, bool) {
	if n < 1 || len(file) == 0 {
		return "", false
	}
	file = bytes.TrimPrefix(file, []byte("\ufeff"))
	for ; n > 1; n-- {
		i := bytes.IndexByte(file, '\n')
		if i < 0 {
			return "", false
		}
		file = file[i+1:]
	}
	if i := bytes.IndexByte(file, '\n'); i >= 0 {
		file = file[:i]
	}
	return strings.TrimSuffix(string(file), "\r"), true
}

// write prints the excerpt with its line number in a gutter.
func (e excerpt) write(p *printer, line int) {
	number := fmt.Sprintf("%5d", line)
	p.line(number, " | ", e.line)
	p.line(strings.Repeat(" ", len(number)), " | ", p.paint(red, e.marks))
}
