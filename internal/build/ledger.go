package build

import (
	"encoding/binary"
	"slices"
	"strings"
	"sync/atomic"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// ledgerKept is the name under which the ledger is kept.
const ledgerKept = "ledger"

// Ahead returns the names of what a run asks its Publisher for, whatever it finds, in the order in which it does.
func Ahead() []string { return []string{ledgerKept, columnsKept, columnsSince, proseKept, keysKept} }

// A ledger is a run that published, written down: all that it depended on, and what it told. A run is a
// function of the program, the day, the way it was asked, the tree that stood, and what it read of the
// source directory; where all of that is the same, its result is, and need not be worked out again. The
// ledger answers for nothing else: see unchanged.
//
//	head      "kanshu ledger 1\n"; program, version, day, how it was asked; the tree that stands since
//	names     what the run asked of the source directory: name, mark
//	quotes    the lines that the findings stand on
//	verdicts  as reports tell them
//	findings  about files that belong to no column
//	next      the next day on which the site changes by itself
type ledger struct {
	names  []string
	marks  string // of names, one behind the other
	quotes quotes
	rest   string // the told, read once everything holds
}

// ledgerHead is what must be the same for a ledger to be looked at any further.
func ledgerHead(o Options, stands kanshu.Digest) []byte {
	b := append([]byte("kanshu ledger 1\n"), o.Salt[:]...)
	b = flat.AppendText(b, o.Version)
	b = flat.AppendDate(b, o.Today)
	b = flat.AppendBool(b, o.Forced)
	return append(b, stands[:]...)
}

// standIn writes the tree that stands since into a ledger that was written for none, with a head of a length.
func standIn(ledger []byte, head int, stands kanshu.Digest) {
	copy(ledger[head-len(stands):head], stands[:])
}

// appendLedger appends a run to its head. The names are sorted. What is Young may have changed again without a
// trace: it bears a mark that no file has, so that the next run is worked out.
func appendLedger(head []byte, names []string, w *witness, began int64, t *told) []byte {
	b := append(make([]byte, 0, len(head)+256*len(names)), head...)
	b = binary.AppendUvarint(b, uint64(len(names)))
	for _, name := range names {
		b = flat.AppendText(b, name)
	}
	for _, name := range names {
		if m := w.mark(name); m.Young(began) {
			b = append(b, never...)
		} else {
			b = m.Append(b)
		}
	}
	return t.append(t.quotes.append(b))
}

// never is the mark of no file: no size is negative.
var never = strings.Repeat("\xff", source.MarkSize)

// readLedger reads what appendLedger wrote under the same head; it reports false for anything else.
func readLedger(data, head []byte) (*ledger, bool) {
	rest, ok := strings.CutPrefix(flat.String(data), string(head))
	if !ok {
		return nil, false
	}
	r := flat.Read(rest)
	l := &ledger{names: make([]string, r.Count(1+source.MarkSize))}
	for i := range l.names {
		l.names[i] = r.Text()
	}
	l.marks = r.Bytes(len(l.names) * source.MarkSize)
	l.quotes = readQuotes(&r)
	l.rest = r.Rest()
	return l, !r.Bad() && slices.IsSorted(l.names)
}

// line returns the line at a place, if the run quoted it and the file bears the same mark now.
func (l *ledger) line(at place, now source.Mark) (string, bool) {
	if l == nil {
		return "", false
	}
	line, ok := l.quotes[at]
	i, known := slices.BinarySearch(l.names, at.file)
	return line, ok && known && string(now.Append(nil)) == l.mark(i)
}

// size returns how many names the run asked for, as far as that is known.
func (l *ledger) size() int {
	if l == nil {
		return 0
	}
	return len(l.names)
}

// mark returns the mark of the i-th name.
func (l *ledger) mark(i int) string { return l.marks[i*source.MarkSize:][:source.MarkSize] }

// holds reports whether everything that the run asked of the source directory stands there as it did.
func (l *ledger) holds(w *witness, each kanshu.Each) bool {
	const part = 256
	var moved atomic.Bool
	each((len(l.names)+part-1)/part, func(n int) {
		var b [source.MarkSize]byte
		for i := n * part; i < min((n+1)*part, len(l.names)) && !moved.Load(); i++ {
			if string(w.look(l.names[i]).mark.Append(b[:0])) != l.mark(i) {
				moved.Store(true)
			}
		}
	})
	w.mu.Lock()
	defer w.mu.Unlock()
	return !moved.Load() && !w.odd
}
