package main

import (
	"fmt"
	"os"
	"strings"
)

// A table is the part of a document that lists the survivors of one package. Reasons are written by hand and
// kept as long as their change survives.
type table struct {
	name        string
	head, tail  string
	begin, stop string
	tried       int // changes of the whole package
	reasons     map[string]string
}

// readTable reads the table of a package; a document without one is an error.
func readTable(name, pkg string) (*table, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	t := &table{name: name, begin: "<!-- " + pkg + " -->\n", stop: "<!-- end -->\n", reasons: map[string]string{}}
	head, rest, ok := strings.Cut(string(b), t.begin)
	body, tail, ends := strings.Cut(rest, t.stop)
	if !ok || !ends {
		return nil, fmt.Errorf("%s: no place for the table of %s", name, pkg)
	}
	t.head, t.tail = head, tail
	_, _ = fmt.Sscanf(body, "%d changes", &t.tried)
	for line := range strings.Lines(body) {
		if cells := strings.Split(strings.TrimSpace(line), " | "); len(cells) == 4 {
			t.reasons[strings.Join(cells[:3], " | ")] = strings.TrimSuffix(strings.TrimSuffix(cells[3], "|"), " ")
		}
	}
	return t, nil
}

// row is the line of a change, without its reason.
func row(c *change) string {
	what := c.what
	if c.nth > 1 {
		what += fmt.Sprintf(" (%d)", c.nth)
	}
	text := strings.ReplaceAll(c.text, "|", `\|`)
	return fmt.Sprintf("| %s, %s | `` %s `` | %s", strings.TrimPrefix(c.file, "internal/"), c.fn, text, strings.ReplaceAll(what, "|", `\|`))
}

// standing returns the changes that the table lists.
func (t *table) standing(all []*change) []*change {
	var some []*change
	for _, c := range all {
		if _, ok := t.reasons[row(c)]; ok {
			some = append(some, c)
		}
	}
	return some
}

// write rewrites the table: the survivors, each with the reason it had.
func (t *table) write(alive []*change) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d changes were tried, %d survive.\n\n| place | what stands there | change | why it may stand |\n| --- | --- | --- | --- |\n", t.tried, len(alive))
	for _, c := range alive {
		fmt.Fprintf(&b, "%s | %s |\n", row(c), t.reasons[row(c)])
	}
	return os.WriteFile(t.name, []byte(t.head+t.begin+b.String()+t.stop+t.tail), 0o644)
}
