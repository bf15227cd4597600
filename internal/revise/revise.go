// Package revise records a review in a column's own file: it changes the few lines that say who read the
// column, when, and until when that holds, and leaves every other byte alone: comments, order, line ends.
package revise

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"kanshu/internal/kanshu"
)

// A Review is what is recorded.
type Review struct {
	By  string      // the doctor's id
	On  kanshu.Date // the day of the reading
	Due kanshu.Date // the last day on which it holds; zero: no review_due is written where none stands
}

// ErrSupervisor says that the supervisor of a column cannot be changed by editing one line: several are
// named, or the record is written out in the column.
var ErrSupervisor = errors.New("the supervisor is not one id, so it has to be changed by hand")

// Apply returns the file with the review recorded. The column must have been read from these bytes. A key
// that stands in the file keeps its name, English or Japanese; one that does not is added under its
// English name, before the closing fence. It returns an error that wraps ErrSupervisor where the
// supervisor cannot be changed, and any other where the file does not hold what the column says.
func Apply(file []byte, c *kanshu.Column, r Review) ([]byte, error) {
	e := editor{lines: bytes.SplitAfter(file, []byte("\n")), column: c}
	if err := e.supervisor(r.By); err != nil {
		return nil, err
	}
	if err := e.set("reviewed", r.On.String()); err != nil {
		return nil, err
	}
	if !r.Due.IsZero() {
		if err := e.set("review_due", r.Due.String()); err != nil {
			return nil, err
		}
	}
	return e.apply()
}

// NextDue returns the last day on which a review of the day on holds: by the publication's interval, else
// as long as the review before it held; zero where neither is known.
func NextDue(c *kanshu.Column, interval kanshu.Period, on kanshu.Date) kanshu.Date {
	switch {
	case !interval.IsZero():
		return interval.From(on).AddDays(-1)
	case !c.Review.On.IsZero() && !c.Review.Due.IsZero():
		return on.AddDays(c.Review.On.DaysUntil(c.Review.Due))
	default:
		return kanshu.Date{}
	}
}

// An editor gathers the changes to one file and makes them from the last to the first, so that no place
// moves before it is used.
type editor struct {
	lines   [][]byte // with their line ends
	column  *kanshu.Column
	changes []change
	added   [][2]string // keys to add, in order
}

// A change replaces n code points at char of a line by text; a missing value is written behind the key.
type change struct {
	pos   kanshu.Pos
	text  string
	blank bool // pos is that of the key, behind which no value stands
}

func (e *editor) supervisor(by string) error {
	named := e.column.Named
	for _, n := range named {
		if n.Text == by && n.Known {
			return nil
		}
	}
	switch {
	case len(named) == 0 && !e.column.Has("supervisor"):
		e.added = append(e.added, [2]string{"supervisor", by})
		return nil
	case len(named) > 1 || len(named) == 1 && e.column.Has("supervisor.name"):
		return fmt.Errorf("%s: %w", e.column.File, ErrSupervisor)
	default:
		return e.set("supervisor", by)
	}
}

// set plans the value of a key.
func (e *editor) set(key, value string) error {
	for i := range e.column.Fields {
		f := &e.column.Fields[i]
		if f.Key != key {
			continue
		}
		at := f.Value.In(e.column.File)
		if at.Line < 1 || at.Line > len(e.lines) {
			return fmt.Errorf("%s: line %d is not there", e.column.File, at.Line)
		}
		e.changes = append(e.changes, change{at, value, f.Value == f.KeyAt})
		return nil
	}
	e.added = append(e.added, [2]string{key, value})
	return nil
}

func (e *editor) apply() ([]byte, error) {
	slices.SortFunc(e.changes, func(a, b change) int {
		if a.pos.Line != b.pos.Line {
			return b.pos.Line - a.pos.Line
		}
		return b.pos.Char - a.pos.Char
	})
	fence := e.column.Body.Line - 2 // the closing fence, from 0
	if fence < 1 || fence >= len(e.lines) || !bytes.HasPrefix(e.lines[fence], []byte("---")) {
		return nil, fmt.Errorf("%s: the closing fence is not where it was", e.column.File)
	}
	end := lineEnd(e.lines[0])
	for _, kv := range slices.Backward(e.added) {
		e.lines = slices.Insert(e.lines, fence, []byte(kv[0]+": "+kv[1]+end))
	}
	for _, c := range e.changes {
		line, err := replace(e.lines[c.pos.Line-1], c)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", e.column.File, c.pos.Line, err)
		}
		e.lines[c.pos.Line-1] = line
	}
	return bytes.Join(e.lines, nil), nil
}

// lineEnd returns the line end of a line.
func lineEnd(line []byte) string {
	if bytes.HasSuffix(line, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// replace makes one change in a line.
func replace(line []byte, c change) ([]byte, error) {
	from := offset(line, c.pos.Char-1)
	if c.blank {
		colon := bytes.IndexByte(line[from:], ':')
		if colon < 0 {
			return nil, errors.New("no colon stands behind the key")
		}
		at := from + colon + 1
		return slices.Concat(line[:at], []byte(" "+c.text), line[at:]), nil
	}
	to := from + offset(line[from:], c.pos.Len)
	if to == from {
		return nil, errors.New("the value is not where it was")
	}
	return slices.Concat(line[:from], []byte(c.text), line[to:]), nil
}

// offset returns the byte at which the n-th code point begins, the line's length if it is shorter.
func offset(line []byte, n int) int {
	at := 0
	for ; n > 0 && at < len(line); n-- {
		_, size := utf8.DecodeRune(line[at:])
		at += size
	}
	return at
}
