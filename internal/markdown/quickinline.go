package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// What a byte of a line may be.
const (
	isPlain   = iota // a letter of one byte
	isBlank          // a space
	isMany           // the first of some bytes, or of none
	isSpecial        // looked at closer
)

// byteKinds tells them apart.
var byteKinds = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c < ' ':
			t[c] = isSpecial
		case c == ' ':
			t[c] = isBlank
		case c >= utf8.RuneSelf:
			t[c] = isMany
		}
	}
	for _, c := range []byte("*_~`<&\\[]{!@:") {
		t[c] = isSpecial
	}
	return t
}()

// words reads a block of words that stands on one line.
func (q *quick) words(from, to int) bool {
	q.begin()
	before := q.letters
	return q.stretch(from, to) && q.finish() && q.letters > before
}

// begin begins a block of words.
func (q *quick) begin() { q.last, q.gap, q.stress = -1, -1, 0 }

// finish ends it. A line break at its end shows nothing.
func (q *quick) finish() bool {
	q.drop()
	return q.stress == 0
}

// drop takes back the line break that is open.
func (q *quick) drop() {
	if q.gap >= 0 {
		q.ops[q.gap].kind = opNone
		q.gap = -1
	}
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

// text takes a stretch of plain characters and settles the line break before it.
func (q *quick) text(from, to int) bool {
	if from == to {
		return true
	}
	if q.gap >= 0 {
		first, _ := utf8.DecodeRune(q.src[from:to])
		before, _ := utf8.DecodeLastRune(q.src[:q.last])
		if isSelector(before) || isIdeographicSelector(before) || before == 0xfe0f {
			return false
		}
		if beginsItem(first) {
			return false
		}
		if joins(before, first) {
			q.ops[q.gap].kind = opNone
		}
		q.gap = -1
	}
	q.last = to
	q.add(opText, from, to)
	return true
}

// stretch reads a part of a line.
func (q *quick) stretch(i, to int) bool { //nolint:gocognit // the innermost loop over every byte of every column
	src, from, letters := q.src, i, 0
	for i < to {
		c := src[i]
		if c-0xe3 <= 6 { // kana and kanji, nine of ten characters: no jump by kind
			if i+2 >= to || src[i+1]&0xc0 != 0x80 || src[i+2]&0xc0 != 0x80 {
				return false
			}
			letters++
			if c == 0xe3 {
				n, ok := kana(src[i+1], src[i+2])
				if !ok {
					return false
				}
				letters += n
			}
			i += 3
			continue
		}
		switch byteKinds[c] {
		case isPlain:
			letters++
			i++
		case isBlank:
			i++
		case isMany:
			r, n := utf8.DecodeRune(src[i:to])
			if r == utf8.RuneError {
				return false
			}
			if !unicode.IsSpace(r) && !unseen(r) {
				letters++
			}
			i += n
		default:
			n, plain := q.plainSpecial(i, to)
			if plain {
				letters += n
				i += n
				continue
			}
			if !q.text(from, i) {
				return false
			}
			if i = q.special(i, to); i < 0 {
				return false
			}
			from = i
		}
	}
	q.letters += letters
	return q.text(from, to)
}

// kana returns by how many letters the three bytes 0xe3 and b, c differ from one letter; false for a mark
// that is to be composed with what stands before it.
func kana(b, c byte) (letters int, ok bool) {
	switch c {
	case 0x80: // U+3000
		if b == 0x80 {
			return -1, true
		}
	case 0xa4: // U+3164
		if b == 0x85 {
			return -1, true
		}
	case 0x99, 0x9a: // U+3099, U+309A
		return 0, b != 0x82
	}
	return 0, true
}

// plainSpecial reports whether a special byte is a mere letter where it stands.
func (q *quick) plainSpecial(i, to int) (letters int, ok bool) {
	next := byte(0)
	if i+1 < to {
		next = q.src[i+1]
	}
	switch q.src[i] {
	case '~':
		return 1, next != '~'
	case '!':
		return 1, next != '['
	case ':':
		return 1, next != '/'
	default:
		return 0, false
	}
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
		before, _ = utf8.DecodeLastRune(q.src[:i])
	}
	if i+n < to {
		after, _ = utf8.DecodeRune(q.src[i+n : to])
	}
	if n > 2 || isSelector(before) || isIdeographicSelector(before) {
		return -1
	}
	opens, closes := flanks('*', before, '\n', after)
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
	line := q.src[i:to]
	end := bytes.IndexByte(line[:min(len(line), maxMark)], ']')
	if end < 3 {
		return -1
	}
	if line[1] == '^' {
		n := q.note(label(line[2:end]))
		if n == nil {
			return -1
		}
		if n.number == 0 {
			q.named = append(q.named, n)
			n.number = len(q.named)
		}
		n.marks++
		q.add(opMark, n.at, n.marks)
		return i + end + 1
	}
	if end+1 < len(line) && (line[end+1] == '(' || line[end+1] == ':') {
		return -1
	}
	c := newCite(line[1:end], i+1)
	if c == nil {
		return -1
	}
	c.whole.Start, c.whole.Stop = i, i+end+1
	c.first = q.marks + 1
	q.marks += len(c.ids)
	q.add(opCite, len(q.cites), 0)
	q.cites = append(q.cites, c)
	return i + end + 1
}

// link reads [words](address): words without marks, an address of plain ASCII.
func (q *quick) link(i, to int) int {
	close := bytes.IndexByte(q.src[i:to], ']') + i
	if close <= i+1 || close+2 >= to || q.src[close+1] != '(' {
		return -1
	}
	for _, c := range q.src[i+1 : close] {
		if byteKinds[c] == isSpecial {
			return -1
		}
	}
	from := close + 2
	end := from + addressRun(q.src[from:to])
	if end == from || end == to || q.src[end] != ')' {
		return -1
	}
	kind, _ := classify(q.src[from:end])
	if q.search += end - from + 1; q.search > maxSearch || kind == destRefused || kind == destFragment {
		return -1
	}
	if kind == destSite || kind == destAway {
		q.sites = append(q.sites, op{opLink, int32(i), int32(len(q.ops))})
	}
	q.add(opLink, from, end)
	before := q.letters
	if !q.stretch(i+1, close) || q.letters == before {
		return -1
	}
	q.add(opEnd, int(opLink), 0)
	return end + 1
}

// addressRun returns how many bytes at the start of b are plain parts of an address.
func addressRun(b []byte) int {
	n := 0
	for n < len(b) && (util.IsAlphaNumeric(b[n]) || bytes.IndexByte([]byte("-._~:/?#@!$+,;=%"), b[n]) >= 0) {
		n++
	}
	return n
}

// code reads a code span between single marks.
func (q *quick) code(i, to int) int {
	end := bytes.IndexByte(q.src[i+1:to], '`') + i + 1
	if end < i+2 || end+1 < to && q.src[end+1] == '`' {
		return -1
	}
	words := q.src[i+1 : end]
	if words[0] == ' ' || words[len(words)-1] == ' ' || bytes.IndexByte(words, '\\') >= 0 || bytes.IndexByte(words, '|') >= 0 || decomposed(words) {
		return -1
	}
	for _, c := range words {
		if c < ' ' {
			return -1
		}
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
	q.letters += letters(q.src[from:to])
	return next
}
