package build

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
	"kanshu/internal/report"
)

// Quotes are the lines of source files that reports show below findings. A run that changed nothing would
// otherwise spend most of its time on opening files for them.
type quotes map[place]string

// A place is a line of a source file, counted from 1.
type place struct {
	file string
	line int
}

// quoted is how long a line may be, in bytes, to be kept.
const quoted = 4 << 10

// quotedMost is how many places of a file in a row are kept: each is read by itself, and a hostile file could have a
// finding in each of its hundred thousand lines. The report reads what is not kept.
const quotedMost = 50

// places returns the places that a report of a run quotes, in the order of the findings, each once in a row.
func places(verdicts []kanshu.Verdict, findings []kanshu.Finding) []place {
	var all []place
	inRow := 0
	add := func(fs []kanshu.Finding) {
		for i := range fs {
			at := place{fs[i].Pos.File, fs[i].Pos.Line}
			shown := fs[i].Severity == kanshu.Refuse || fs[i].Severity == kanshu.Warn
			if !shown || at.file == "" || at.line <= 0 || len(all) > 0 && all[len(all)-1] == at {
				continue
			}
			if inRow++; len(all) == 0 || all[len(all)-1].file != at.file {
				inRow = 1
			}
			if inRow <= quotedMost {
				all = append(all, at)
			}
		}
	}
	for i := range verdicts {
		add(verdicts[i].Findings)
	}
	add(findings)
	return all
}

// quote reads the lines at the places, but for those that known answers.
func quote(fsys fs.FS, each kanshu.Each, at []place, known func(place) (string, bool)) quotes {
	lines := make([]string, len(at))
	var rooms kanshu.Tray[bytes.Buffer]
	each(len(at), func(i int) {
		var ok bool
		if lines[i], ok = known(at[i]); ok {
			return
		}
		room := rooms.Take()
		defer rooms.Put(room)
		if read(room, fsys, at[i].file) == nil {
			lines[i], _ = report.LineOf(room.Bytes(), at[i].line) // what cannot be had is read again by the report itself
		}
	})
	q := make(quotes, len(at))
	for i, line := range lines {
		if line != "" && len(line) <= quoted {
			q[at[i]] = line
		}
	}
	return q
}

// read reads a file into room, as far as reports look.
func read(room *bytes.Buffer, fsys fs.FS, name string) error {
	room.Reset()
	f, err := fsys.Open(name)
	if err != nil {
		return err
	}
	_, err = room.ReadFrom(io.LimitReader(f, report.Looked))
	return errors.Join(err, f.Close())
}

// append appends the quotes to b, by file and line.
func (q quotes) append(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(len(q)))
	for _, p := range slices.SortedFunc(maps.Keys(q), func(a, b place) int { return cmp.Or(cmp.Compare(a.file, b.file), a.line-b.line) }) {
		b = flat.AppendText(binary.AppendUvarint(flat.AppendText(b, p.file), uint64(p.line)), q[p]) //nolint:gosec // from 1
	}
	return b
}

// readQuotes reads what append wrote.
func readQuotes(r *flat.Reader) quotes {
	n := r.Count(3)
	q := make(quotes, n)
	for range n {
		at := place{file: r.Text(), line: int(r.Number())} //nolint:gosec // what is no line is of no place
		q[at] = r.Text()
	}
	return q
}
