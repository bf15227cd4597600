package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An address is a web or mail address that stands bare in the text.
type address struct {
	ast.BaseInline
	seg  text.Segment
	mail bool
}

var kindAddress = ast.NewNodeKind("Address")

// Kind implements ast.Node.
func (*address) Kind() ast.NodeKind { return kindAddress }

// Dump implements ast.Node.
func (n *address) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// findAddress returns the first bare address in v and where it stands, nil if there is none. An
// address ends before the first character that RFC 3986 does not know, so that a Japanese sentence
// may go on right after it; marks that end a sentence and brackets that were not opened are left out.
func findAddress(v []byte) (a *address, from, to int) {
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case ':':
			start := schemeBefore(v, i)
			if start < 0 {
				continue
			}
			if end := addressEnd(v, i+3); end > i+3 {
				return &address{}, start, end
			}
		case '@':
			if start, end := mailAround(v, i); start >= 0 {
				return &address{mail: true}, start, end
			}
		}
	}
	return nil, 0, 0
}

// schemeBefore returns where http or https begins that ends at the colon of "://" at i, -1 if none.
func schemeBefore(v []byte, i int) int {
	if !bytes.HasPrefix(v[i:], []byte("://")) {
		return -1
	}
	for _, scheme := range []string{"https", "http"} {
		if start := i - len(scheme); start >= 0 && string(v[start:i]) == scheme &&
			(start == 0 || !util.IsAlphaNumeric(v[start-1])) {
			return start
		}
	}
	return -1
}

// addressEnd returns where an address ends whose host begins at i; i if there is no host.
func addressEnd(v []byte, i int) int {
	if i >= len(v) || !util.IsAlphaNumeric(v[i]) {
		return i
	}
	end, open, square := i, 0, 0
scan:
	for ; end < len(v); end++ {
		switch c := v[end]; {
		case c == '(':
			open++
		case c == ')':
			if open--; open < 0 {
				break scan
			}
		case c == '[':
			square++
		case c == ']':
			if square--; square < 0 {
				break scan
			}
		case !isAddressByte(c):
			break scan
		}
	}
	return trimAddress(v, i, end, open > 0, square > 0)
}

// trimAddress leaves out of v[i:end] the marks at its end that belong to the sentence, and brackets
// that were opened and not closed.
func trimAddress(v []byte, i, end int, open, square bool) int {
	for ; end > i; end-- {
		c := v[end-1]
		mark := bytes.IndexByte([]byte("?!.,:*_~;'"), c) >= 0
		if !mark && (c != '(' || !open) && (c != '[' || !square) {
			break
		}
	}
	return end
}

// isAddressByte reports whether c may stand in an address, brackets aside.
func isAddressByte(c byte) bool {
	return util.IsAlphaNumeric(c) || bytes.IndexByte([]byte("-._~:/?#@!$&'*+,;=%"), c) >= 0
}

// mailAround returns where the mail address stands whose @ is at i; -1 if there is none.
func mailAround(v []byte, i int) (from, to int) {
	from = i
	for from > 0 && (util.IsAlphaNumeric(v[from-1]) || bytes.IndexByte([]byte("._%+-"), v[from-1]) >= 0) && i-from < 64 {
		from--
	}
	for from < i && !util.IsAlphaNumeric(v[from]) {
		from++
	}
	to = domainEnd(v, i+1)
	if from == i || to < 0 || v[i-1] == '.' {
		return -1, -1
	}
	return from, to
}

// domainEnd returns where the domain of a mail address ends that begins at i: labels of letters,
// digits and hyphens, the last of letters alone; -1 if there is none.
func domainEnd(v []byte, i int) int {
	end := i
	for end < len(v) && end-i < 255 && (util.IsAlphaNumeric(v[end]) || v[end] == '-' || v[end] == '.') {
		end++
	}
	domain := bytes.TrimRight(v[i:end], ".-")
	dot := bytes.LastIndexByte(domain, '.')
	if dot < 1 || domain[0] == '.' || bytes.Contains(domain, []byte("..")) ||
		len(domain)-dot < 3 || !isLetters(domain[dot+1:]) {
		return -1
	}
	return i + len(domain)
}

// isLetters reports whether b is of ASCII letters only.
func isLetters(b []byte) bool {
	for _, c := range b {
		if c|0x20 < 'a' || c|0x20 > 'z' {
			return false
		}
	}
	return true
}
