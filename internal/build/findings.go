package build

import (
	"encoding/binary"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// appendFindings appends findings to b. Most of them stand in one file.
func appendFindings(b []byte, file string, fs []kanshu.Finding) []byte {
	b = binary.AppendUvarint(b, uint64(len(fs)))
	for i := range fs {
		f := &fs[i]
		b = flat.AppendText(b, f.Rule)
		b = append(b, byte(f.Severity))
		b = flat.AppendPos(b, file, f.Pos)
		for _, w := range []kanshu.Wording{f.Message, f.Readers, f.Hint} {
			b = flat.AppendText(flat.AppendText(b, w.JA), w.EN)
		}
	}
	return b
}

// readFindings reads what appendFindings wrote for the same file.
func readFindings(r *flat.Reader, file string) []kanshu.Finding {
	n := r.Count(12)
	if n == 0 {
		return nil
	}
	fs := make([]kanshu.Finding, n)
	for i := range fs {
		f := &fs[i]
		f.Rule = r.Text()
		if f.Severity = kanshu.Severity(r.Number()); f.Severity > kanshu.Note {
			r.Fail()
		}
		f.Pos = r.Pos(file)
		for _, w := range []*kanshu.Wording{&f.Message, &f.Readers, &f.Hint} {
			w.JA, w.EN = r.Text(), r.Text()
		}
	}
	return fs
}
