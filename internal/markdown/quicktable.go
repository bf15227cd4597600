package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// figure reads a picture that stands alone, with words for those who do not see it and without a title.
func (q *quick) figure(at int) (next int) {
	line := q.line(at)
	end := bytes.IndexByte(line, ']')
	if end < 3 || !q.endsBlock(at+len(line), '\n') || end+2 >= len(line) || line[end+1] != '(' {
		return -1
	}
	words, dest := line[2:end], line[end+2:len(line)-1]
	if line[len(line)-1] != ')' || !plainWords(words) || len(dest) == 0 || addressRun(dest) < len(dest) {
		return -1
	}
	if kind := kindOf(dest); kind == destRefused || kind == destFragment {
		return -1
	}
	if q.search += len(dest) + 1; q.search > maxSearch {
		return -1
	}
	q.rare = q.rare || mayRare(words)
	n := ast.NewImage(ast.NewLink())
	n.Destination = dest
	n.SetPos(at)
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(at+2, at+end)))
	f := &figure{}
	f.AppendChild(f, n)
	q.add(opNode, len(q.nodes), 0)
	q.nodes = append(q.nodes, f)
	q.pictures = append(q.pictures, n)
	if q.page != nil {
		q.page.Add(int(Alt), words)
	}
	return min(at+len(line)+1, len(q.src))
}

// plainWords reports whether words are text that holds no mark, and a letter.
func plainWords(words []byte) bool {
	for _, c := range words {
		if byteKinds[c] >= isEnd {
			return false
		}
	}
	return len(bytes.TrimSpace(words)) > 0 && !decomposed(words) && utf8.Valid(words)
}

// table reads a table whose lines all begin and end with a bar and have as many cells as its header.
func (q *quick) table(at int, afterParagraph bool) (next int) {
	if !q.separate(at) && !q.afterHeading() {
		return -1
	}
	if afterParagraph {
		if _, is := captionMark(q.line(q.paraAt)); is || bytes.HasPrefix(q.src[q.paraAt:], []byte("表")) {
			return -1
		}
	}
	header := q.line(at)
	second := at + len(header) + 1
	if second >= len(q.src) || q.src[second] != '|' {
		return -1
	}
	line := q.line(second)
	aligns := delimiterRow(line, q.aligns[:0])
	if aligns == nil || len(aligns) > maxColumns {
		return -1
	}
	q.aligns = aligns
	q.add(opTable, len(aligns), 0)
	if !q.row(at, header, aligns, 1) {
		return -1
	}
	rows := 1
	for at = min(second+len(line)+1, len(q.src)); at < len(q.src) && q.src[at] != '\n'; rows++ {
		line = q.line(at)
		if line[0] != '|' || !q.row(at, line, aligns, rows+1) || rows*len(aligns) > maxCells-2*maxColumns {
			return -1
		}
		at = min(at+len(line)+1, len(q.src))
	}
	q.add(opEnd, int(opTable), rows)
	return at
}

// row reads one row of a table. Its number is 1 for the header.
func (q *quick) row(at int, line []byte, aligns []align, number int) bool {
	if len(line) < 3 || line[len(line)-1] != '|' || bytes.IndexByte(line, '{') >= 0 {
		return false
	}
	head := 0
	if number == 1 {
		head = 1
	}
	q.add(opRow, number, 0)
	stop := at + len(line)
	k := 0
	for at++; at < stop; k++ {
		end := at
		for q.src[end] != '|' { // a cell is short
			end++
		}
		from, to := at, end
		for from < to && q.src[from] == ' ' {
			from++
		}
		for to > from && q.src[to-1] == ' ' {
			to--
		}
		if k >= len(aligns) || from == to && head == 1 {
			return false
		}
		q.add(opCell, int(aligns[k]), head)
		if from < to && !q.cell(from, to) {
			return false
		}
		q.add(opEnd, int(opCell), head)
		at = end + 1
	}
	q.add(opEnd, int(opRow), head)
	return k == len(aligns)
}

// cell reads the words of a cell.
func (q *quick) cell(from, to int) bool {
	q.begin(Cell)
	before := q.letters
	return q.run(from, to) == to && q.finish() && q.letters > before
}
