package source

import (
	"strings"
	"unicode/utf8"
)

// A quick reads the plain YAML that nearly every column is written in: records and lists by indent, and
// values on one line: plain, quoted without escapes, or a flat list in brackets. It stands before the
// full parser for speed alone (a fifth of its time, a tenth of its allocations on 1 KB) and gives up at the
// first thing it does not know for certain, so that what it returns equals what the full parser would have
// built. It finds nothing to report: what is to be reported makes it give up. A fuzz test holds the two
// together.
type quick struct {
	text string
	at   int // where the next line begins
	line quickLine
	*scratch
	left   int // nodes that may still come
	failed bool
}

// A quickLine is one line that is not blank.
type quickLine struct {
	number int    // from 1
	indent int    // spaces in front; -1 past the last line
	text   string // without the indent, and without blanks behind
}

// quickParse returns the tree of a text, and false if the full parser is to read it.
func quickParse(text string, most int, memory *scratch) (node, bool) {
	memory.reset()
	q := quick{text: text, left: most, scratch: memory}
	q.next()
	if q.failed || q.line.indent != 0 || strings.HasPrefix(q.line.text, "-") {
		return node{}, false
	}
	root := q.record(0, 0)
	return root, !q.failed && q.line.indent < 0 && q.left >= 0
}

func (q *quick) fail() node {
	q.failed = true
	return node{}
}

// next steps to the next line that is not blank.
func (q *quick) next() {
	for q.at < len(q.text) {
		line := q.text[q.at:]
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line = line[:i]
		}
		q.at += len(line) + 1
		q.line.number++
		rest := strings.TrimLeft(line, " ")
		if rest == "" {
			continue
		}
		q.line.indent, q.line.text = len(line)-len(rest), strings.TrimRight(rest, " ")
		if rest[0] == '#' || strings.IndexByte(rest, '\t') >= 0 {
			q.failed = true
		}
		return
	}
	q.line = quickLine{number: q.line.number, indent: -1}
}

// record reads the record whose keys stand at indent, from the current line on.
func (q *quick) record(indent, depth int) node {
	n := node{shape: record, line: q.line.number, char: indent + 1}
	if q.left--; depth > maxDepth || q.left < 0 {
		return q.fail()
	}
	base := len(q.stack)
	for !q.failed && q.line.indent == indent {
		key, value, ok := quickKey(q.line.text)
		if !ok || len(q.stack)-base > 2*quickKeys || q.twice(base, key) {
			return q.fail()
		}
		if q.left -= 2; q.left < 0 {
			return q.fail()
		}
		q.stack = append(q.stack, node{text: key, line: q.line.number, char: indent + 1})
		v := q.value(value, indent, depth)
		q.stack = append(q.stack, v)
	}
	if q.line.indent > indent {
		return q.fail()
	}
	n.items = q.close(base)
	return n
}

// quickKeys is how many keys a record may have here: each is compared with all before it.
const quickKeys = 1000

// twice reports whether the key stands in the record that is open.
func (q *quick) twice(base int, key string) bool {
	for i := base; i < len(q.stack); i += 2 {
		if q.stack[i].text == key {
			return true
		}
	}
	return false
}

// value reads what stands behind a key: on its line, or on the lines below.
func (q *quick) value(text string, indent, depth int) node {
	line := q.line
	if text != "" {
		n := q.inline(text, line.number, indent+1+utf8.RuneCountInString(line.text[:len(line.text)-len(text)]), depth)
		if q.next(); q.line.indent > indent {
			return q.fail()
		}
		return n
	}
	q.next()
	isList := q.line.text == "-" || strings.HasPrefix(q.line.text, "- ")
	switch {
	case q.failed:
	case q.line.indent >= indent && isList:
		return q.list(q.line.indent, depth+1)
	case q.line.indent > indent:
		return q.record(q.line.indent, depth+1)
	}
	return node{line: line.number, char: indent + 1 + utf8.RuneCountInString(line.text)}
}

// list reads the list whose dashes stand at indent.
func (q *quick) list(indent, depth int) node {
	n := node{shape: list, line: q.line.number, char: indent + 1}
	if q.left--; depth > maxDepth || q.left < 0 {
		return q.fail()
	}
	base := len(q.stack)
	for !q.failed && q.line.indent == indent && strings.HasPrefix(q.line.text, "- ") {
		text := strings.TrimLeft(q.line.text[1:], " ")
		at := indent + len(q.line.text) - len(text)
		var item node
		if _, _, ok := quickKey(text); ok {
			q.line.indent, q.line.text = at, text
			item = q.record(at, depth+1)
		} else {
			item = q.inline(text, q.line.number, at+1, depth)
			if q.next(); q.line.indent > indent {
				return q.fail()
			}
		}
		q.stack = append(q.stack, item)
	}
	if q.line.indent > indent {
		return q.fail()
	}
	n.items = q.close(base)
	return n
}

// inline reads a value that stands on one line.
func (q *quick) inline(text string, line, char, depth int) node {
	n, ok := quickScalar(text)
	n.line, n.char = line, char
	if ok {
		q.left--
		return n
	}
	if text[0] != '[' || text[len(text)-1] != ']' || depth >= maxDepth {
		return q.fail()
	}
	n.shape = list
	n.text = ""
	inner := text[1 : len(text)-1]
	if strings.TrimSpace(inner) == "" {
		return n
	}
	base := len(q.stack)
	for char++; ; char++ {
		part, rest, more := strings.Cut(inner, ",")
		trimmed := strings.TrimSpace(part)
		item, ok := quickScalar(trimmed)
		if !ok || !item.quoted && strings.ContainsAny(trimmed, ":?[]{}#&*!|>%@`\"'") {
			return q.fail()
		}
		item.line, item.char = line, char+len(part)-len(strings.TrimLeft(part, " "))
		q.stack = append(q.stack, item)
		q.left--
		if !more {
			break
		}
		char += utf8.RuneCountInString(part)
		inner = rest
	}
	n.items = q.close(base)
	return n
}

// quickKey parts "key: value" or "key:". The key is plain: letters, digits, _ and -, or anything beyond
// ASCII.
func quickKey(text string) (key, value string, ok bool) {
	for i := range len(text) {
		c := text[i]
		switch {
		case c == ':':
			value = text[i+1:]
			if value != "" && value[0] != ' ' {
				return "", "", false
			}
			return text[:i], strings.TrimLeft(value, " "), i > 0 && i <= 120 && text[0] != '-'
		case c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9', c == '_', c == '-', c >= utf8.RuneSelf:
		default:
			return "", "", false
		}
	}
	return "", "", false
}

// quickScalar reads a value that is plain or in quotes without escapes. The text has no blanks around it.
func quickScalar(text string) (node, bool) {
	if text == "" {
		return node{}, false
	}
	switch c := text[0]; c {
	case '"', '\'':
		inner := text[1:]
		end := len(inner) - 1
		if end < 0 || strings.IndexByte(inner, c) != end || c == '"' && strings.IndexByte(inner, '\\') >= 0 {
			return node{}, false
		}
		return node{text: inner[:end], quoted: true}, true
	case '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`':
		return node{}, false
	}
	if strings.Contains(text, ": ") || strings.Contains(text, " #") || text[len(text)-1] == ':' {
		return node{}, false
	}
	return node{text: text}, true
}
