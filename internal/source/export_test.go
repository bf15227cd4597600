package source

import (
	"fmt"
	"strings"
)

// BothParsers reads a text with the quick parser and with the full one. quick is "" where the quick one
// gave up; full bears the findings of the full one, if any, in front.
func BothParsers(text string) (quick, full string) {
	if n, ok := quickParse(text, maxNodes, newScratch()); ok {
		quick = outline(&n)
	}
	d := &decoder{file: "it.md", rule: ruleUnreadable}
	n := d.parseFully([]byte(text))
	if n != nil {
		full = outline(n)
	}
	for _, f := range d.found {
		full = f.Message.EN + "\n" + full
	}
	return quick, full
}

// Scanned reports whether the raw scan lets a text through to the parsers.
func Scanned(text string) bool {
	d := &decoder{file: "it.md", rule: ruleUnreadable}
	return d.scan([]byte(text))
}

func outline(n *node) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d:%d %d %v %q", n.line, n.char, n.shape, n.quoted, n.text)
	for i := range n.items {
		b.WriteString("\n" + strings.ReplaceAll(outline(&n.items[i]), "\n", "\n "))
	}
	return b.String()
}
