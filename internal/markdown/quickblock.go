package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// block reads the block or the blank line at a place. It returns where the next begins.
func (q *quick) block(at int) (next int, ok bool) {
	line := q.line(at)
	next = min(at+len(line)+1, len(q.src))
	if len(line) == 0 {
		return next, true
	}
	before := q.para
	q.para = false
	switch c := line[0]; {
	case c == '#':
		return next, q.heading(at, line)
	case c == '>':
		return q.quote(at)
	case c == '-' && len(line) > 1 && line[1] == ' ':
		return q.list(at, -1)
	case c == '-':
		q.add(opRule, 0, 0)
		return next, string(line) == "---" && q.separate(at)
	case c >= '0' && c <= '9' && numberLen(line) > 0:
		n := numberLen(line)
		start, err := strconv.Atoi(string(line[:n-1]))
		if err != nil || n > 10 {
			return 0, false
		}
		return q.list(at, start)
	case c == '|':
		return q.table(at, before)
	case c == '!' && len(line) > 1 && line[1] == '[':
		return q.figure(at, line)
	case c == '[':
		return next, len(line) > 1 && line[1] == '^' // a note, which findNotes has
	default:
		return q.paragraph(at)
	}
}

func (q *quick) add(kind opKind, from, to int) {
	q.ops = append(q.ops, op{kind, int32(from), int32(to)})
}

// separate reports whether a line begins the text or stands after a blank line.
func (q *quick) separate(at int) bool {
	return at == 0 || at == 1 && q.src[0] == '\n' || at > 1 && q.src[at-1] == '\n' && q.src[at-2] == '\n'
}

// heading reads a heading: up to six #, one blank, words.
func (q *quick) heading(at int, line []byte) bool {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n > 6 || n+1 >= len(line) || line[n] != ' ' || line[n+1] == ' ' || line[len(line)-1] == ' ' || line[len(line)-1] == '#' {
		return false
	}
	q.add(opHead, len(q.heads), 0)
	h := quickHead{level: q.ladder.step(n), from: len(q.ops)}
	if !q.words(at+n+1, at+len(line)) {
		return false
	}
	h.to = len(q.ops)
	if h.to == h.from+1 && q.ops[h.from].kind == opText {
		h.text = string(bytes.TrimSpace(q.src[q.ops[h.from].from:q.ops[h.from].to]))
	} else {
		h.text = string(bytes.TrimSpace(q.wordsOf(h.from, h.to)))
	}
	q.add(opEnd, int(opHead), len(q.heads))
	q.heads = append(q.heads, h)
	q.asks = q.asks || mayAsk(h.text) && isFAQ(h.text)
	return h.text != ""
}

// mayAsk reports whether the words of a heading could begin a FAQ. It says no only to words that begin
// with kana or kanji that isFAQ would keep, and that name no question.
func mayAsk(words string) bool {
	r, n := utf8.DecodeRuneInString(words)
	kept := r >= 0x3041 && r <= 0x3093 || r >= 0x30a1 && r <= 0x30f6 || r >= 0x4e00 && r <= 0x9fff && r != '第' && r != '章'
	return !kept || n == len(words) || bytes.Contains([]byte(words), []byte("質問"))
}

// paragraph reads a paragraph of the text itself.
func (q *quick) paragraph(at int) (next int, ok bool) {
	q.para, q.paraAt = true, at
	q.add(opPara, 1, 0)
	q.begin()
	before := q.letters
	for first := true; at < len(q.src); first = false {
		line := q.line(at)
		if len(line) == 0 || line[0] == '#' && !first {
			break
		}
		if !plainStart(line) || !first && !q.newline() || !q.stretch(at, at+len(line)) {
			return 0, false
		}
		at = min(at+len(line)+1, len(q.src))
	}
	ok = q.finish() && q.letters > before
	q.add(opEnd, int(opPara), 0)
	return at, ok
}

// quote reads a quotation that holds one paragraph.
func (q *quick) quote(at int) (next int, ok bool) {
	q.add(opQuote, 0, 0)
	q.begin()
	before := q.letters
	for first := true; at < len(q.src); first = false {
		line := q.line(at)
		if len(line) == 0 {
			break
		}
		if len(line) < 3 || line[0] != '>' || line[1] != ' ' || !plainStart(line[2:]) ||
			!first && !q.newline() || !q.stretch(at+2, at+len(line)) {
			return 0, false
		}
		at = min(at+len(line)+1, len(q.src))
	}
	ok = q.finish() && q.letters > before
	q.add(opEnd, int(opQuote), 0)
	return at, ok
}

// list reads a list whose items stand line below line; an item may hold a list with dots that holds none.
// Start is the first number, -1 for dots.
func (q *quick) list(at, start int) (next int, ok bool) { //nolint:gocognit // read line by line without going back: a third of the time of a parser in parts
	if !q.separate(at) && !q.afterHeading() {
		return 0, false
	}
	q.add(opList, start, 0)
	indent := 0 // of what belongs to the item above; 0 before the first
	for at < len(q.src) {
		line := q.line(at)
		if len(line) == 0 {
			break
		}
		if indent > 0 && line[0] == ' ' {
			if at, ok = q.sublist(at, indent); !ok {
				return 0, false
			}
			continue
		}
		if indent > 0 {
			q.add(opEnd, int(opItem), 0)
		}
		n := 1
		if start >= 0 {
			n = numberLen(line)
		} else if line[0] != '-' {
			return 0, false
		}
		if n > 10 || n > 0 && line[n-1] == ')' || !q.item(at, line, n) {
			return 0, false
		}
		indent = n + 1
		at = min(at+len(line)+1, len(q.src))
	}
	q.add(opEnd, int(opItem), 0)
	q.add(opEnd, int(opList), start)
	for at < len(q.src) && q.src[at] == '\n' {
		at++
	}
	// A second list, or an indented line, might belong to this one.
	if at < len(q.src) {
		line := q.line(at)
		if line[0] == '-' || line[0] == ' ' || numberLen(line) > 0 {
			return 0, false
		}
	}
	return at, true
}

// item begins an item whose mark is n bytes long.
func (q *quick) item(at int, line []byte, n int) bool {
	q.add(opItem, 0, 0)
	return n > 0 && len(line) >= n+2 && line[n] == ' ' && plainStart(line[n+1:]) && q.words(at+n+1, at+len(line))
}

// sublist reads the list that stands within an item, indented as the item's words are.
func (q *quick) sublist(at, indent int) (next int, ok bool) {
	if q.ops[len(q.ops)-1].kind == opEnd && opKind(q.ops[len(q.ops)-1].from) == opList {
		return 0, false
	}
	q.add(opList, -1, 0)
	for at < len(q.src) && q.src[at] == ' ' {
		line := q.line(at)
		rest := bytes.TrimLeft(line, " ")
		if len(line)-len(rest) != indent || rest[0] != '-' || !q.item(at+indent, rest, 1) {
			return 0, false
		}
		q.add(opEnd, int(opItem), 0)
		at = min(at+len(line)+1, len(q.src))
	}
	q.add(opEnd, int(opList), -1)
	return at, true
}

// figure reads a picture that stands alone, with words for those who do not see it and without a title.
func (q *quick) figure(at int, line []byte) (next int, ok bool) {
	next = min(at+len(line)+1, len(q.src))
	end := bytes.IndexByte(line, ']')
	if end < 3 || !q.endsBlock(at+len(line), '\n') || end+2 >= len(line) || line[end+1] != '(' {
		return 0, false
	}
	words, dest := line[2:end], line[end+2:len(line)-1]
	if line[len(line)-1] != ')' || !plainWords(words) || len(dest) == 0 || addressRun(dest) < len(dest) {
		return 0, false
	}
	if kind, _ := classify(dest); kind == destRefused || kind == destFragment {
		return 0, false
	}
	if q.search += len(dest) + 1; q.search > maxSearch {
		return 0, false
	}
	n := ast.NewImage(ast.NewLink())
	n.Destination = dest
	n.SetPos(at)
	n.AppendChild(n, ast.NewTextSegment(text.NewSegment(at+2, at+end)))
	f := &figure{}
	f.AppendChild(f, n)
	q.add(opNode, len(q.nodes), 0)
	q.nodes = append(q.nodes, f)
	q.pictures = append(q.pictures, n)
	return next, true
}

// plainWords reports whether words hold no mark, and a letter.
func plainWords(words []byte) bool {
	for i, c := range words {
		if byteKinds[c] == isSpecial || c == 0xe3 && i+2 < len(words) && words[i+1] == 0x82 && (words[i+2] == 0x99 || words[i+2] == 0x9a) {
			return false
		}
	}
	return len(bytes.TrimSpace(words)) > 0
}

// afterHeading reports whether the last thing read is a heading.
func (q *quick) afterHeading() bool {
	n := len(q.ops)
	return n > 0 && q.ops[n-1].kind == opEnd && opKind(q.ops[n-1].from) == opHead
}

// table reads a table whose lines all begin and end with a bar and have as many cells as its header.
func (q *quick) table(at int, afterParagraph bool) (next int, ok bool) {
	if !q.separate(at) && !q.afterHeading() {
		return 0, false
	}
	if afterParagraph {
		if _, is := captionMark(q.line(q.paraAt)); is || bytes.HasPrefix(q.src[q.paraAt:], []byte("表")) {
			return 0, false
		}
	}
	header := q.line(at)
	second := at + len(header) + 1
	if second >= len(q.src) {
		return 0, false
	}
	aligns := delimiterRow(q.line(second))
	if aligns == nil || len(aligns) > maxColumns || q.src[second] != '|' {
		return 0, false
	}
	q.add(opTable, len(aligns), 0)
	if !q.row(at, header, aligns, 1) {
		return 0, false
	}
	rows := 1
	for at = min(second+len(q.line(second))+1, len(q.src)); at < len(q.src); rows++ {
		line := q.line(at)
		if len(line) == 0 {
			break
		}
		if line[0] != '|' || !q.row(at, line, aligns, rows+1) || rows*len(aligns) > maxCells-2*maxColumns {
			return 0, false
		}
		at = min(at+len(line)+1, len(q.src))
	}
	q.add(opEnd, int(opTable), rows)
	return at, true
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
	at++
	k := 0
	for ; at < stop; k++ {
		end := at + bytes.IndexByte(q.src[at:stop], '|')
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
		if from < to && !q.words(from, to) {
			return false
		}
		q.add(opEnd, int(opCell), head)
		at = end + 1
	}
	q.add(opEnd, int(opRow), head)
	return k == len(aligns)
}
