package schema

import (
	"strings"

	"kanshu/internal/kanshu"
)

// A yamlWriter writes YAML of two kinds of line: a key with a text, and the same as the first line of an
// item. Depths count from 0, two spaces each.
type yamlWriter struct {
	b      strings.Builder
	topics map[string][]*kanshu.Topic // what a field of that name is chosen among, where the site lists any
}

// line writes a line as it is.
func (y *yamlWriter) line(depth int, text string) {
	y.b.WriteString(strings.Repeat("  ", depth))
	y.b.WriteString(text)
	y.b.WriteByte('\n')
}

// pair writes a key and a text, quoted.
func (y *yamlWriter) pair(depth int, key, value string) { y.line(depth, key+": "+quoted(value)) }

// item opens an item of a list whose further lines stand one deeper.
func (y *yamlWriter) item(depth int, key, value string) { y.line(depth, "- "+key+": "+quoted(value)) }

// quoted writes a text as a double-quoted scalar. Texts of the tables hold no control characters but
// perhaps line ends.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`).Replace(s) + `"`
}
