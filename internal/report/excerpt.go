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

// A page is a file that excerpts are taken from. Findings come in order of place, so it goes on from where the
// last excerpt was: a thousand findings in a line of a megabyte are one walk through it.
type page struct {
	file       []byte
	number     int // of the line that begins at start, from 1
	start      int
	char, byte int // how many characters of the line take how many bytes
}

func newPage(file []byte) *page {
	return &page{file: bytes.TrimPrefix(file, []byte("\ufeff")), number: 1}
}

// line returns line n, counted from 1, without its line end; false if there is none.
func (g *page) line(n int) ([]byte, bool) {
	if n < 1 || len(g.file) == 0 {
		return nil, false
	}
	if n != g.number {
		g.char, g.byte = 0, 0
	}
	if n < g.number {
		g.number, g.start = 1, 0
	}
	for ; g.number < n; g.number++ {
		i := bytes.IndexByte(g.file[g.start:], '\n')
		if i < 0 {
			g.number, g.start = 1, 0
			return nil, false
		}
		g.start += i + 1
	}
	line := g.file[g.start:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return bytes.TrimSuffix(line, []byte("\r")), true
}

// around returns the part of a long line that stands around character n, counted from 0, with at most room
// characters on either side, how many of them stand before it, and whether the line goes on at either end.
func (g *page) around(line []byte, n, room int) (part []byte, before int, left, right bool) {
	if n < g.char {
		g.char, g.byte = 0, 0
	}
	for g.char < n && g.byte < len(line) {
		_, size := utf8.DecodeRune(line[g.byte:])
		g.char, g.byte = g.char+1, g.byte+size
	}
	lo, hi := g.byte, g.byte
	for ; before < room && lo > 0; before++ {
		_, size := utf8.DecodeLastRune(line[:lo])
		lo -= size
	}
	for range room {
		_, size := utf8.DecodeRune(line[hi:])
		hi += size
	}
	return line[lo:hi], before, lo > 0, hi < len(line)
}

// excerpt returns the line of pos with its characters marked: the marks stand under the right characters
// however wide they are. Tabs are spread to tab stops. A line of more than columns is cut around the marks. It
// reports false if the file has no such line.
func (g *page) excerpt(pos kanshu.Pos, columns int) (excerpt, bool) {
	line, ok := g.line(pos.Line)
	if !ok {
		return excerpt{}, false
	}
	from, part := max(pos.Char, 1)-1, line
	left, right := false, false
	if long := 16 * columns; len(line) > long {
		part, from, left, right = g.around(line, from, 2*columns)
	}
	if bytes.IndexByte(part, 0) >= 0 && !utf8.Valid(part) {
		return excerpt{}, false // bytes of another encoding help nobody
	}
	var room [160]cell
	cells := spread(room[:0], string(part))
	from = min(from, len(cells))
	to := min(from+max(pos.Len, 1), len(cells))
	lo, hi := window(cells, from, columns)

	var text, marks strings.Builder
	if left = left || lo > 0; left {
		text.WriteString("…")
		marks.WriteString(" ")
	}
	for i := lo; i < hi; i++ {
		text.WriteString(cells[i].text)
		mark := byte(' ')
		if from <= i && i < to {
			mark = '^'
		}
		for range cells[i].width {
			marks.WriteByte(mark)
		}
	}
	if right || hi < len(cells) {
		text.WriteString("…")
	}
	under := marks.String()
	if !strings.Contains(under, "^") { // at the line's end, or on a character without width
		before := cellWidth(cells[lo:min(from, hi)])
		if left {
			before++
		}
		under = strings.TrimRight(under, " ")
		under += strings.Repeat(" ", before-len(under)) + "^"
	}
	return excerpt{text.String(), strings.TrimRight(under, " ")}, true
}

// A cell is one character of an excerpt as it is shown.
type cell struct {
	text  string
	width int
}

// spread appends a line's characters to cells, one a code point.
func spread(cells []cell, line string) []cell {
	at := 0
	for i, r := range line {
		shown := plain(r)
		c := cell{width: runeWidth(shown)}
		switch {
		case r == '\t':
			c.width = tabStop - at%tabStop
			c.text = strings.Repeat(" ", c.width)
		case shown == r && r != utf8.RuneError:
			c.text = line[i : i+utf8.RuneLen(r)]
		default:
			c.text = string(shown)
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

// Looked is how many bytes of a file reports look through for the lines that they show: what is read as text holds
// less, and a file that was refused for its size may hold gigabytes.
const Looked = 4 << 20

// write prints the excerpt with its line number in a gutter.
func (e excerpt) write(p *printer, line int) {
	number := fmt.Sprintf("%5d", line)
	p.line(number, " | ", e.line)
	p.line(strings.Repeat(" ", len(number)), " | ", p.paint(red, e.marks))
}
