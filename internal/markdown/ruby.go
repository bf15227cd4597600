package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A ruby is words with their reading: {膵臓|すいぞう}, or {寛解|かん|かい} for each character.
type ruby struct {
	ast.BaseInline
	base     text.Segment
	readings []text.Segment // one, or one for each character of base
}

var kindRuby = ast.NewNodeKind("Ruby")

// Kind implements ast.Node.
func (*ruby) Kind() ast.NodeKind { return kindRuby }

// Dump implements ast.Node.
func (r *ruby) Dump(source []byte, level int) { ast.DumpHelper(r, source, level, nil, nil) }

// rubyParser reads ruby.
type rubyParser struct{}

// Trigger implements parser.InlineParser.
func (rubyParser) Trigger() []byte { return []byte{'{'} }

// Parse implements parser.InlineParser.
func (rubyParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	parts, n := scanRuby(line)
	if n == 0 {
		return nil
	}
	r := &ruby{base: part(segment, parts[0])}
	for _, p := range parts[1:] {
		r.readings = append(r.readings, part(segment, p))
	}
	block.Advance(n)
	return r
}

// part returns the segment of one part of a line.
func part(line text.Segment, p [2]int) text.Segment {
	return text.NewSegment(line.Start-line.Padding+p[0], line.Start-line.Padding+p[1])
}

// scanRuby returns where base and readings stand in the ruby at the start of b and how long it is;
// 0 where there is none. Where the readings are neither one nor as many as the characters of the
// base, they count as one. In a table the bar may be written as \|.
func scanRuby(b []byte) (parts [][2]int, n int) {
	if len(b) < 2 || b[0] != '{' || b[1] == '|' {
		return nil, 0
	}
	end := bytes.IndexByte(b[:min(len(b), maxRuby)], '}')
	if end < 0 || bytes.IndexByte(b[:end], '|') < 0 || bytes.ContainsAny(b[1:end], "{`\n<>") {
		return nil, 0
	}
	start := 1
	for i := 1; i <= end; i++ {
		if i < end && b[i] != '|' {
			continue
		}
		stop := i
		if stop > start && i < end && b[stop-1] == '\\' {
			stop--
		}
		parts = append(parts, [2]int{start, stop})
		start = i + 1
	}
	base := b[parts[0][0]:parts[0][1]]
	if len(bytes.TrimSpace(base)) == 0 || parts[1][0] == parts[1][1] {
		return nil, 0
	}
	if len(parts) > 2 && len(parts)-1 != utf8.RuneCount(base) {
		parts = [][2]int{parts[0], {parts[1][0], end}}
	}
	return parts, end + 1
}

// appendRuby appends the HTML of a ruby: each base with its reading, and in brackets for those who
// see no ruby.
func appendRuby(dst, base []byte, readings int, reading func(int) []byte) []byte {
	dst = append(dst, "<ruby>"...)
	for i := range readings {
		part := base
		if readings > 1 {
			_, n := utf8.DecodeRune(base)
			part, base = base[:n], base[n:]
		}
		dst = escape(dst, compose(part))
		if r := reading(i); len(r) > 0 {
			dst = append(dst, "<rp>（</rp><rt>"...)
			dst = escape(dst, bytes.ReplaceAll(r, []byte("|"), nil))
			dst = append(dst, "</rt><rp>）</rp>"...)
		} else if readings > 1 {
			dst = append(dst, "<rt></rt>"...)
		}
	}
	return append(dst, "</ruby>"...)
}

// Inline returns the HTML of one line such as a title: ruby is set, all else is escaped, and
// decomposed kana and Latin letters are composed.
func Inline(line string) string {
	if !bytes.ContainsAny([]byte(line), "{&<>") && !decomposed([]byte(line)) {
		return line
	}
	src := compose([]byte(line))
	var dst []byte
	for i := 0; i < len(src); {
		at := bytes.IndexByte(src[i:], '{')
		if at < 0 {
			dst = escape(dst, src[i:])
			break
		}
		dst = escape(dst, src[i:i+at])
		i += at
		parts, n := scanRuby(src[i:])
		if n == 0 {
			dst = append(dst, '{')
			i++
			continue
		}
		here := src[i:]
		dst = appendRuby(dst, here[parts[0][0]:parts[0][1]], len(parts)-1, func(k int) []byte {
			return here[parts[k+1][0]:parts[k+1][1]]
		})
		i += n
	}
	return string(dst)
}

// Plain returns one line without ruby readings, for places that hold no HTML.
func Plain(line string) string {
	src := []byte(line)
	if !bytes.Contains(src, []byte{'{'}) && !decomposed(src) {
		return line
	}
	var dst []byte
	for i := 0; i < len(src); {
		if parts, n := scanRuby(src[i:]); n > 0 {
			dst = append(dst, src[i+parts[0][0]:i+parts[0][1]]...)
			i += n
			continue
		}
		dst = append(dst, src[i])
		i++
	}
	return string(compose(dst))
}
