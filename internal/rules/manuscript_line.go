package rules

import (
	"bytes"
	"iter"
	"slices"
	"unicode"
	"unicode/utf8"
)

// A lineKind is what a line of Markdown looks like, judged by itself.
type lineKind int

const (
	plainLine lineKind = iota
	blankLine
	codeLine   // within a fence, the fence itself, or far indented
	markedLine // a heading, an item, a row, a quotation, a notice, a note, a definition, a rule, a picture
)

// A line is one line of a body.
type line struct {
	kind   lineKind
	offset int    // of text in the body
	indent int    // bytes before text
	text   []byte // without blanks at either end; ideographic ones at the start belong to it
}

// eachLine yields the lines of a body.
func eachLine(body []byte) iter.Seq[line] {
	return func(yield func(line) bool) {
		var fence []byte
		for at := 0; at < len(body); {
			end := bytes.IndexByte(body[at:], '\n')
			if end < 0 {
				end = len(body) - at
			}
			l := lineAt(body, at, at+end)
			l.kind, fence = kindOf(l, fence)
			if !yield(l) {
				return
			}
			at += end + 1
		}
	}
}

// lineAt returns the line between two bytes of a body, of no kind yet. It asks byte by byte, which is a third of
// what bytes.Trim takes where there is next to nothing to trim.
func lineAt(body []byte, from, to int) line {
	raw := body[from:to]
	first, end := 0, len(raw)
	for first < end && (raw[first] == ' ' || raw[first] == '\t') {
		first++
	}
	for end > first && (raw[end-1] == ' ' || raw[end-1] == '\t' || raw[end-1] == '\r') {
		end--
	}
	return line{offset: from + first, indent: first, text: raw[first:end]}
}

// linesOf returns the lines of a body.
func linesOf(body []byte) []line { return slices.Collect(eachLine(body)) }

// kindOf judges a line, given the fence that is open, and returns the fence that is open after it.
func kindOf(l line, fence []byte) (lineKind, []byte) {
	t := l.text
	if fence != nil {
		if bytes.HasPrefix(t, fence) && len(bytes.Trim(t, "`~")) == 0 {
			return codeLine, nil
		}
		return codeLine, fence
	}
	if len(t) == 0 {
		return blankLine, nil
	}
	switch c := t[0]; c {
	case '`', '~':
		if n := len(t) - len(bytes.TrimLeft(t, string(c))); n >= 3 {
			return codeLine, t[:n:n]
		}
	case '#', '>', '|', '-', '*', '+', '_', '<':
		if c == '#' && hashWithoutBlank(t) {
			return plainLine, nil
		}
		return markedLine, nil
	case ':', '[', '!':
		return markedLine, nil
	}
	if t[0] >= '0' && t[0] <= '9' {
		if d := bytes.TrimLeft(t, "0123456789"); len(d) > 1 && (d[0] == '.' || d[0] == ')') && d[1] == ' ' {
			return markedLine, nil
		}
	}
	if l.indent >= 4 {
		return codeLine, nil
	}
	return plainLine, nil
}

// hashWithoutBlank reports whether a line is a heading but for the blank after its #.
func hashWithoutBlank(t []byte) bool {
	rest := bytes.TrimLeft(t, "#")
	r, _ := utf8.DecodeRune(rest)
	n := len(t) - len(rest)
	return n <= 6 && r >= utf8.RuneSelf && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) && bytes.IndexByte(rest, '#') < 0 &&
		!bytes.Contains(rest, []byte("。"))
}
