package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// block reads the block or the blank line at a place. It returns where the next begins, -1 if it does not
// know something for certain.
func (q *quick) block(at int) (next int) {
	c := q.src[at]
	if c == '\n' {
		return at + 1
	}
	before := q.para
	q.para = false
	if c >= utf8.RuneSelf {
		return q.paragraph(at)
	}
	even := q.even
	q.even = true
	switch {
	case c == '#':
		return q.heading(at)
	case c == '>':
		return q.quote(at)
	case c == '-' && q.follows(at+1, ' '):
		return q.list(at, -1)
	case c == '-':
		return q.rule(at)
	case c >= '0' && c <= '9' && numberLen(q.src[at:]) > 0:
		n := numberLen(q.src[at:])
		start, err := strconv.Atoi(string(q.src[at : at+n-1]))
		if err != nil || n > 10 {
			return -1
		}
		return q.list(at, start)
	case c == '|':
		return q.table(at, before)
	case c == '!' && q.follows(at+1, '['):
		return q.figure(at)
	case c == '[':
		return q.define(at)
	default:
		q.even = even
		return q.paragraph(at)
	}
}

func (q *quick) add(kind opKind, from, to int) {
	q.ops = append(q.ops, op{kind: kind, from: int32(from), to: int32(to)})
}

// separate reports whether a line begins the text or stands after a blank line.
func (q *quick) separate(at int) bool {
	return at == 0 || at == 1 && q.src[0] == '\n' || at > 1 && q.src[at-1] == '\n' && q.src[at-2] == '\n'
}

// rule reads a line across.
func (q *quick) rule(at int) (next int) {
	if string(q.line(at)) != "---" || !q.separate(at) {
		return -1
	}
	q.add(opRule, 0, 0)
	return min(at+len("---")+1, len(q.src))
}

// heading reads a heading: up to six #, one blank, words.
func (q *quick) heading(at int) (next int) {
	n := run(q.src[at:], '#')
	start := at + n + 1
	if n > 6 || start >= len(q.src) || q.src[start-1] != ' ' || q.src[start] == ' ' || q.src[start] == '\n' {
		return -1
	}
	q.add(opHead, len(q.heads), 0)
	h := quickHead{level: q.ladder.step(n), from: len(q.ops)}
	if next = q.words(start, HeadingSpan); next < 0 {
		return -1
	}
	if end := bytes.TrimSuffix(q.src[:next], []byte{'\n'}); end[len(end)-1] == '#' {
		return -1
	}
	h.to = len(q.ops)
	h.words = trim(q.wordsOf(h.from, h.to, &q.titles))
	h.asks = mayAsk(h.words) && isFAQ(string(h.words))
	q.add(opEnd, int(opHead), len(q.heads))
	q.heads = append(q.heads, h)
	q.asks = q.asks || h.asks
	if len(h.words) == 0 {
		return -1
	}
	return next
}

// mayAsk reports whether the words of a heading could begin a FAQ. It says no only to words in which kana or
// kanji stand that isFAQ would keep, and no 質, which all that isFAQ knows in kana and kanji have and which NFKC
// makes of nothing else.
func mayAsk(words []byte) bool {
	kept := false
	for i := 0; i+2 < len(words) && !kept; i++ {
		if words[i] >= 0xe3 && words[i] <= 0xe9 {
			r, n := utf8.DecodeRune(words[i:])
			kept = r >= 0x3041 && r <= 0x3093 || r >= 0x30a1 && r <= 0x30f6 || r >= 0x4e00 && r <= 0x9fff && r != '第' && r != '章'
			i += n - 1
		}
	}
	return !kept || bytes.Contains(words, []byte("質"))
}

// trim returns words without blanks around them. Most begin and end with a kana or a kanji.
func trim(words []byte) []byte {
	if n := len(words); n >= 3 && beginsSeen(words) && beginsSeen(words[n-3:]) && words[n-1] >= utf8.RuneSelf {
		return words
	}
	return bytes.TrimSpace(words)
}

// beginsSeen reports whether a kana, a kanji or another character of three bytes that is no blank stands at the start of
// text.
func beginsSeen(text []byte) bool {
	return text[0] >= 0xe4 && text[0] <= 0xe9 || text[0] == 0xe3 && text[1] >= 0x81
}

// paragraph reads a paragraph of the text itself.
func (q *quick) paragraph(at int) (next int) {
	q.para, q.paraAt = true, at
	q.add(opPara, 1, 0)
	next = q.lines(at, "", Paragraph)
	q.add(opEnd, int(opPara), 0)
	return next
}

// quote reads a quotation that holds one paragraph.
func (q *quick) quote(at int) (next int) {
	q.add(opQuote, 0, 0)
	next = q.lines(at, "> ", Quote)
	q.add(opEnd, int(opQuote), 0)
	return next
}

// lines reads the lines of a paragraph, each of which begins with mark, up to a blank line, or, where there
// is no mark, to a heading.
func (q *quick) lines(at int, mark string, kind SpanKind) (next int) {
	q.begin(kind)
	before := q.letters
	for first := true; at < len(q.src); first = false {
		if c := q.src[at]; c == '\n' || c == '#' && mark == "" && !first {
			break
		}
		start := at + len(mark)
		if start > len(q.src) || string(q.src[at:start]) != mark || !plainStart(q.src[start:]) || !first && !q.newline() {
			return -1
		}
		q.mixed = false
		end := q.run(start, len(q.src))
		if end < 0 || q.src[end-1] == ' ' {
			return -1
		}
		q.judge(start, end)
		at = min(end+1, len(q.src))
	}
	if !q.finish() || q.letters == before {
		return -1
	}
	return at
}

// list reads a list whose items stand line below line; an item may hold a list with dots that holds none.
// Start is the first number, -1 for dots.
func (q *quick) list(at, start int) (next int) {
	if !q.separate(at) && !q.afterHeading() {
		return -1
	}
	q.add(opList, start, 0)
	indent := 0 // of what belongs to the item above; 0 before the first
	for at < len(q.src) && q.src[at] != '\n' {
		if indent > 0 && q.src[at] == ' ' {
			if at = q.sublist(at, indent); at < 0 {
				return -1
			}
			continue
		}
		if indent > 0 {
			q.add(opEnd, int(opItem), 0)
		}
		n := q.itemMark(at, start)
		if n == 0 {
			return -1
		}
		indent = n + 1
		if at = q.item(at + n); at < 0 {
			return -1
		}
	}
	q.add(opEnd, int(opItem), 0)
	q.add(opEnd, int(opList), start)
	return q.afterList(at)
}

// afterList returns where the block begins after a list that ends at a place, -1 where it is a second list or
// an indented line, which might belong to the first.
func (q *quick) afterList(at int) (next int) {
	at += run(q.src[at:], '\n')
	if at < len(q.src) && (q.src[at] == '-' || q.src[at] == ' ' || numberLen(q.src[at:]) > 0) {
		return -1
	}
	return at
}

// itemMark returns how long the mark is of the item that begins at a place, 0 if there is none that goes on
// with a list of that start.
func (q *quick) itemMark(at, start int) int {
	n := 0
	switch {
	case start >= 0:
		n = numberLen(q.src[at:])
	case q.src[at] == '-':
		n = 1
	}
	if n > 10 || n > 0 && q.src[at+n-1] == ')' {
		return 0
	}
	return n
}

// item begins an item whose mark ends at a place.
func (q *quick) item(at int) (next int) {
	q.add(opItem, 0, 0)
	if !q.follows(at, ' ') || !plainStart(q.src[at+1:]) {
		return -1
	}
	return q.words(at+1, Item)
}

// sublist reads the list that stands within an item, indented as the item's words are.
func (q *quick) sublist(at, indent int) (next int) {
	if last := q.ops[len(q.ops)-1]; last.kind == opEnd && opKind(last.from) == opList {
		return -1
	}
	q.add(opList, -1, 0)
	for at < len(q.src) && q.src[at] == ' ' {
		if run(q.src[at:], ' ') != indent || !q.follows(at+indent, '-') {
			return -1
		}
		if at = q.item(at + indent + 1); at < 0 {
			return -1
		}
		q.add(opEnd, int(opItem), 0)
	}
	q.add(opEnd, int(opList), -1)
	return at
}

// afterHeading reports whether the last thing read is a heading.
func (q *quick) afterHeading() bool {
	n := len(q.ops)
	return n > 0 && q.ops[n-1].kind == opEnd && opKind(q.ops[n-1].from) == opHead
}
