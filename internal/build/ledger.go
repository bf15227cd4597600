package build

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// ledgerKept is the name under which the ledger is kept.
const ledgerKept = "ledger"

// A ledger is a run that published, written down: all that it depended on, and what it told. A run is a
// function of the program, the day, the way it was asked, the tree that stood, and what it read of the
// source directory; where all of that is the same, its result is, and need not be worked out again. The
// ledger answers for nothing else: see unchanged.
//
//	head      "kanshu ledger 1\n"; program, version, day, how it was asked; the tree that stands since
//	names     what the run asked of the source directory: name, mark
//	verdicts  as reports tell them
//	findings  about files that belong to no column
//	next      the next day on which the site changes by itself
//	quotes    the lines that the findings stand on
type ledger struct {
	names []string
	marks string // of names, one behind the other
	told  told
}

// ledgerHead is what must be the same for a ledger to be looked at any further.
func ledgerHead(o Options, stands kanshu.Digest) []byte {
	b := append([]byte("kanshu ledger 1\n"), o.Salt[:]...)
	b = flat.AppendText(b, o.Version)
	b = flat.AppendDate(b, o.Today)
	b = flat.AppendBool(b, o.Forced)
	return append(b, stands[:]...)
}

// appendLedger appends a run to b. The names are sorted.
func appendLedger(b, head []byte, names []string, w *witness, t *told) []byte {
	b = append(b, head...)
	b = binary.AppendUvarint(b, uint64(len(names)))
	for _, name := range names {
		b = flat.AppendText(b, name)
	}
	for _, name := range names {
		b = w.seen[name].Append(b)
	}
	return t.append(b)
}

// readLedger reads what appendLedger wrote under the same head; it reports false for anything else.
func readLedger(data, head []byte) (*ledger, bool) {
	rest, ok := strings.CutPrefix(string(data), string(head))
	if !ok {
		return nil, false
	}
	r := flat.Read(rest)
	l := &ledger{names: make([]string, r.Count(1+source.MarkSize))}
	for i := range l.names {
		l.names[i] = r.Text()
	}
	l.marks = r.Bytes(len(l.names) * source.MarkSize)
	l.told.read(&r)
	return l, r.Whole() && slices.IsSorted(l.names)
}

// line returns the line at a place, if the run quoted it and the file bears the same mark now.
func (l *ledger) line(at place, now source.Mark) (string, bool) {
	if l == nil {
		return "", false
	}
	line, ok := l.told.quotes[at]
	i, known := slices.BinarySearch(l.names, at.file)
	return line, ok && known && string(now.Append(nil)) == l.mark(i)
}

// mark returns the mark of the i-th name.
func (l *ledger) mark(i int) string { return l.marks[i*source.MarkSize:][:source.MarkSize] }

// holds reports whether everything that the run asked of the source directory stands there as it did.
func (l *ledger) holds(fsys fs.FS, each kanshu.Each) bool {
	const part = 256
	var moved atomic.Bool
	each((len(l.names)+part-1)/part, func(n int) {
		var b [source.MarkSize]byte
		for i := n * part; i < min((n+1)*part, len(l.names)) && !moved.Load(); i++ {
			var mark source.Mark
			info, err := fs.Stat(fsys, l.names[i])
			ok := errors.Is(err, fs.ErrNotExist)
			if err == nil {
				mark, ok = source.MarkOf(info)
			}
			if !ok || string(mark.Append(b[:0])) != l.mark(i) {
				moved.Store(true)
			}
		}
	})
	return !moved.Load()
}
