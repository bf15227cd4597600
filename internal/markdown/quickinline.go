package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// words reads a span of words that stands on one line. It returns where the next line begins, -1 if it does
// not know.
func (q *quick) words(from int, kind SpanKind) (next int) {
	q.begin(kind)
	before := q.letters
	end := q.run(from, len(q.src))
	if end < 0 || !q.finish() || q.letters == before || q.src[end-1] == ' ' {
		return -1
	}
	return min(end+1, len(q.src))
}

// begin begins a span of words.
func (q *quick) begin(kind SpanKind) {
	q.last, q.gap, q.stress, q.kind, q.from = -1, -1, 0, kind, len(q.ops)
	if q.page != nil {
		q.page.Begin(0)
	}
}

// finish ends it. A line break at its end shows nothing.
func (q *quick) finish() bool {
	if q.gap >= 0 {
		q.ops[q.gap].kind = opNone
		q.gap = -1
	}
	if q.page != nil {
		q.page.EndTold(int(q.kind), q.from, len(q.ops))
	}
	return q.stress == 0
}

// newline reads a line break within a block. What it shows hangs on the characters around it.
func (q *quick) newline() bool {
	if q.last < 0 {
		return true
	}
	q.add(opBreak, 0, 0)
	if q.gap >= 0 {
		return false
	}
	q.gap = len(q.ops) - 1
	return true
}

// text takes a stretch of plain characters.
func (q *quick) text(from, to int) bool {
	if from == to {
		return true
	}
	if q.gap >= 0 && !q.settleGap(from, to) {
		return false
	}
	q.last = to
	q.add(opText, from, to)
	return true
}

// settleGap settles the line break before a stretch.
func (q *quick) settleGap(from, to int) bool {
	first, before := firstOf(q.src[from:to]), lastOf(q.src[:q.last])
	if !isKana(first) || !isKana(before) {
		if isSelector(before) || isIdeographicSelector(before) || before == 0xfe0f || beginsItem(first) {
			return false
		}
		if !joins(before, first) {
			q.gap = -1
			return true
		}
	}
	q.ops[q.gap].kind = opNone
	q.gap = -1
	return true
}

// firstOf returns the first character of a text that is UTF-8: most of them have three bytes.
func firstOf(text []byte) rune {
	if len(text) >= 3 && text[0] >= 0xe3 && text[0] <= 0xe9 {
		return rune(text[0]&0xf)<<12 | rune(text[1]&0x3f)<<6 | rune(text[2]&0x3f)
	}
	r, _ := utf8.DecodeRune(text)
	return r
}

// lastOf returns the last character likewise.
func lastOf(text []byte) rune {
	if n := len(text); n >= 3 && text[n-3] >= 0xe3 && text[n-3] <= 0xe9 {
		return firstOf(text[n-3:])
	}
	r, _ := utf8.DecodeLastRune(text)
	return r
}

// isKana reports whether r is a kana, a common kanji, or a mark that ends a sentence or a part of it: CJK
// characters that begin no item, between which a line break leaves no gap and emphasis opens and closes.
func isKana(r rune) bool {
	return r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa || r >= 0x4e00 && r <= 0x9fff || r == '。' || r == '、'
}

// special reads what begins with a mark. It returns where the rest begins, -1 if it does not know.
func (q *quick) special(i, to int) int {
	switch q.src[i] {
	case '*':
		return q.star(i, to)
	case '`':
		return q.code(i, to)
	case '{':
		return q.ruby(i, to)
	case '[':
		if i+3 >= to {
			return -1
		}
		switch q.src[i+1] {
		case '^', '@':
			return q.mark(i, to)
		default:
			return q.link(i, to)
		}
	default:
		return -1
	}
}

// star reads a run of * that opens or closes emphasis: one within another is left to goldmark.
func (q *quick) star(i, to int) int {
	n := 1
	for i+n < to && q.src[i+n] == '*' {
		n++
	}
	before, after := rune('\n'), rune('\n')
	if i > 0 {
		before = lastOf(q.src[:i])
	}
	if i+n < to {
		after = firstOf(q.src[i+n : to])
	}
	if n > 2 || isSelector(before) || isIdeographicSelector(before) {
		return -1
	}
	opens, closes := true, true
	if !isKana(before) || !isKana(after) {
		opens, closes = flanks('*', before, '\n', after)
	}
	kind := opEm
	if n == 2 {
		kind = opStrong
	}
	switch {
	case q.stress == 0 && opens:
		if n == 1 && i > 0 && util.IsNumeric(q.src[i-1]) {
			return -1 // it may be a multiplication
		}
		q.stress, q.stressA = n, len(q.ops)
		q.add(kind, 0, 0)
	case q.stress == n && closes && len(q.ops) > q.stressA+1:
		q.stress = 0
		q.add(opEnd, int(kind), 0)
	default:
		return -1
	}
	return i + n
}

// mark reads a citation or the mark of a footnote.
func (q *quick) mark(i, to int) int {
	line := q.src[i:min(to, i+maxMark)]
	end := bytes.IndexByte(line, ']')
	if end < 3 || hasControl(line[:end]) {
		return -1
	}
	q.mixed = q.mixed || bytes.IndexByte(line[:end], fullwidthLead) >= 0
	q.rare = q.rare || mayRare(line[:end])
	if line[1] == '^' {
		at := q.note(bytes.TrimSpace(line[2:end]))
		if at < 0 {
			return -1
		}
		q.name(at)
		return i + end + 1
	}
	if next := i + end + 1; next < to && (q.src[next] == '(' || q.src[next] == ':') {
		return -1
	}
	c := newCite(line[1:end], i+1)
	if c == nil || !utf8.Valid(line[:end]) {
		return -1
	}
	q.cite(c, i, i+end+1)
	return i + end + 1
}

// name takes a mark of a note.
func (q *quick) name(at int) {
	n := &q.notes[at]
	if n.number == 0 {
		q.named = append(q.named, at)
		n.number = len(q.named)
	}
	n.marks++
	q.add(opMark, at, n.marks)
}

// cite takes a citation that stands in a stretch with its brackets.
func (q *quick) cite(c *cite, from, to int) {
	c.whole.Start, c.whole.Stop = from, to
	c.first = q.marks + 1
	q.marks += len(c.ids)
	q.add(opCite, len(q.cites), 0)
	q.cites = append(q.cites, c)
}

// link reads [words](address): words without marks, an address of plain ASCII.
func (q *quick) link(i, to int) int {
	close := i + 1
	for ; close < to && q.src[close] != ']'; close++ {
		if byteKinds[q.src[close]] >= isEnd {
			return -1
		}
	}
	if close <= i+1 || close+2 >= to || q.src[close+1] != '(' {
		return -1
	}
	from := close + 2
	end := from + addressRun(q.src[from:to])
	if end == from || end == to || q.src[end] != ')' {
		return -1
	}
	kind := kindOf(q.src[from:end])
	if q.search += end - from + 1; q.search > maxSearch || kind == destRefused || kind == destFragment {
		return -1
	}
	if kind == destSite || kind == destAway {
		q.sites = append(q.sites, site{at: int32(i), op: int32(len(q.ops))})
	}
	q.add(opLink, from, end)
	q.ops[len(q.ops)-1].dest = kind
	before := q.letters
	if q.run(i+1, close) < 0 || q.letters == before {
		return -1
	}
	q.add(opEnd, int(opLink), 0)
	return end + 1
}

// kindOf is classify for a plain address, nearly all of which lead to another site.
func kindOf(address []byte) destKind {
	const scheme = "https://"
	if len(address) > len(scheme) && string(address[:len(scheme)]) == scheme && util.IsAlphaNumeric(address[len(scheme)]) {
		return destAway
	}
	kind, _ := classify(address)
	return kind
}

// code reads a code span between single marks.
func (q *quick) code(i, to int) int {
	end := i + 1
	for ; end < to && q.src[end] != '`'; end++ {
		if c := q.src[end]; c < ' ' || c == '\\' || c == '|' {
			return -1
		}
	}
	if end < i+2 || end == to || end+1 < to && q.src[end+1] == '`' {
		return -1
	}
	words := q.src[i+1 : end]
	if words[0] == ' ' || words[len(words)-1] == ' ' || decomposed(words) || !utf8.Valid(words) {
		return -1
	}
	return q.node(opCode, i+1, end, end+1)
}

// ruby reads words with their reading.
func (q *quick) ruby(i, to int) int {
	parts, n := scanRuby(q.src[i:to])
	if n == 0 || !plainWords(q.src[i+1:i+n-1]) {
		return -1
	}
	r := &ruby{base: text.NewSegment(i+parts[0][0], i+parts[0][1])}
	for _, p := range parts[1:] {
		r.readings = append(r.readings, text.NewSegment(i+p[0], i+p[1]))
	}
	q.nodes = append(q.nodes, r)
	next := q.node(opRuby, r.base.Start, r.base.Stop, i+n)
	q.ops[len(q.ops)-1].from = int32(len(q.nodes) - 1)
	return next
}

// node takes visible words that are written in a way of their own. It returns next.
func (q *quick) node(kind opKind, from, to, next int) int {
	if !q.text(from, to) {
		return -1
	}
	q.ops[len(q.ops)-1].kind = kind
	q.mixed = true
	q.rare = q.rare || mayRare(q.src[from:to])
	q.letters += letters(q.src[from:to])
	if q.page != nil {
		q.page.Take(q.src[from:to])
	}
	return next
}
