package source

import (
	"encoding/binary"
	"slices"
	"sort"
	"strings"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// A Memory is what a Load read of the columns, for the next Load: a file that is the very same is not read
// again, which its Mark tells. Nothing is answered from it when the program, kanshu.yaml or anything in data/
// differs, or where files have no marks. It holds no verdict: every column is judged each time.
//
// It is written down in two parts, so that an edit does not write ten thousand columns: all of them, and those
// that were read since, whose entries count. Both are
//
//	head    "kanshu memory 4\n", the digest of program and records
//	column  name, Mark, and the column as a scribe writes it; sorted by name
type Memory struct {
	salt  kanshu.Digest
	began int64 // when the program began, in nanoseconds since 1970
	lent  bool  // nothing is remembered for a next Load

	head      string
	all, more entries
	scribe    *scribe
	slab      []kanshu.Column // of which recalled columns are made

	noted []noted
	rooms kanshu.Tray[room] // in which columns are written down
	late  bool              // nothing is known of any file, and what is read is known to bear the mark it bore before
	read  int
	known int // how many of noted stand in all, as they are
}

// Entries are the columns of one part.
type entries struct {
	files []string // sorted
	marks []Mark
	texts []string
}

// A noted is one column as it goes into the next Memory.
type noted struct {
	file string
	mark Mark
	text string // "" for a column that is read again next time
	part int    // where the text was found: inAll, inMore, or new
}

const (
	isNew = iota
	inAll
	inMore
)

const memoryHead = "kanshu memory 4\n"

// Recall returns the memory that the two parts hold, the empty Memory if they hold none; more without all counts
// for nothing. Salt tells one build of the program from another. Began is when the program began, in nanoseconds
// since 1970: a file that is Young then is read again next time. The parts are not to be changed afterwards.
func Recall(all, more []byte, salt kanshu.Digest, began int64) *Memory {
	m := &Memory{salt: salt, began: began}
	var ok bool
	if m.head, m.all, ok = readPart(all); !ok {
		return &Memory{salt: salt, began: began}
	}
	if head, part, ok := readPart(more); ok && head == m.head {
		m.more = part
	}
	return m
}

// Borrow is Recall for a Load that has no next: what it reads is not written down, and Parts may not be asked for.
func Borrow(all, more []byte, salt kanshu.Digest) *Memory {
	m := Recall(all, more, salt, 0)
	m.lent = true
	return m
}

// readPart reads one part.
func readPart(data []byte) (head string, e entries, ok bool) {
	text, ok := strings.CutPrefix(flat.String(data), memoryHead)
	if !ok || len(text) < len(kanshu.Digest{}) {
		return "", e, false
	}
	head = text[:len(kanshu.Digest{})]
	r := flat.Read(text[len(head):])
	n := len(text) / 1024
	e = entries{make([]string, 0, n), make([]Mark, 0, n), make([]string, 0, n)}
	for r.More() {
		e.files = append(e.files, r.Text())
		e.marks = append(e.marks, Mark{r.Signed(), r.Signed(), r.Signed(), r.Number()})
		e.texts = append(e.texts, r.Text())
	}
	return head, e, !r.Bad() && slices.IsSorted(e.files)
}

// find returns the text of a file that bears the mark. Near is where it most likely stands.
func (e *entries) find(file string, mark Mark, near int) (string, bool) {
	k := near
	if k >= len(e.files) || e.files[k] != file {
		if k = sort.SearchStrings(e.files, file); k == len(e.files) || e.files[k] != file {
			return "", false
		}
	}
	return e.texts[k], e.marks[k] == mark
}

// begin makes ready for the columns of one Load, once its records are read.
func (m *Memory) begin(l *loader, n int) {
	if m == nil {
		return
	}
	b := append([]byte(nil), m.salt[:]...)
	for _, d := range l.records {
		b = append(b, d[:]...)
	}
	for _, d := range l.site.Doctors {
		b = append(append(b, d.ID...), 0)
	}
	for _, c := range l.site.Clinics {
		b = append(append(b, c.ID...), 0)
	}
	head := kanshu.DigestOf(b)
	if string(head[:]) != m.head {
		m.head, m.all, m.more = string(head[:]), entries{}, entries{}
	}
	m.scribe = newScribe(l.site, &l.names)
	m.noted = make([]noted, n)
	if len(m.all.files)+len(m.more.files) > 0 {
		m.slab = make([]kanshu.Column, n)
		return
	}
	_, m.late = l.fsys.(Marker)
}

// recall returns the i-th column as it was read last time; nil if it must be read.
func (m *Memory) recall(l *loader, i int, w *found) *kanshu.Column {
	if m == nil || m.late {
		return nil
	}
	mark, ok := m.look(l, i, w)
	if !ok {
		return nil
	}
	part := inMore
	text, ok := m.more.find(w.file, mark, i)
	if !ok {
		part = inAll
		if text, ok = m.all.find(w.file, mark, i); !ok {
			return nil
		}
	}
	c := &m.slab[i]
	if !m.scribe.readColumn(c, w.file, text) || c.Dir != w.dir {
		*c = kanshu.Column{}
		return nil
	}
	if !c.Body.Digest.IsZero() {
		c.Body.Read = reader(l.fsys, c.File, c.Body.From, likeness{size: c.Body.Size, digest: c.Body.Digest})
	}
	m.noted[i].text, m.noted[i].part = text, part
	return c
}

// look asks for the mark of the i-th column and notes it, if its file may be remembered.
func (m *Memory) look(l *loader, i int, w *found) (Mark, bool) {
	if w.irregular || len(w.pictures) > 0 {
		return Mark{}, false
	}
	mark, ok := markOf(l.fsys, w.file)
	if ok && !mark.Young(m.began) {
		m.noted[i] = noted{file: w.file, mark: mark}
	}
	return mark, ok
}

// mark notes the mark of a column that was read before anybody asked for it.
func (m *Memory) mark(l *loader, i int, w *found) {
	if m != nil && m.late {
		m.look(l, i, w)
	}
}

// note remembers a column that was read, if its file may be remembered. It returns the column as the next
// Load will have it: of texts that stand in what is remembered, so that they are held once.
func (m *Memory) note(i int, c *kanshu.Column) *kanshu.Column {
	if m == nil || m.lent || m.noted[i].file == "" || unopened(c) {
		return c
	}
	r := m.rooms.Take()
	defer m.rooms.Put(r)
	r.text = m.scribe.appendColumn(r.text[:0], c, &r.rest)
	r.rest = kanshu.Column{} // nothing of c is held
	text, again := r.texts.Lay(r.text), r.column()
	if !m.scribe.readColumn(again, c.File, text) {
		return c
	}
	m.noted[i].text = text
	again.Body.Read, again.Survey.Steps = c.Body.Read, c.Survey.Steps
	return again
}

// A room is where one worker writes columns down.
type room struct {
	text    []byte          // of one column
	rest    kanshu.Column   // what of it is not written plainly
	texts   kanshu.Roll     // of the columns before
	columns []kanshu.Column // those that are not yet taken
}

// column returns a new column.
func (r *room) column() *kanshu.Column {
	if len(r.columns) == 0 {
		r.columns = make([]kanshu.Column, 32)
	}
	c := &r.columns[0]
	r.columns = r.columns[1:]
	return c
}

// unopened reports whether a column's file could not be opened: the next run tries again.
func unopened(c *kanshu.Column) bool {
	return c.Body.Digest.IsZero() && slices.ContainsFunc(c.Findings, func(f kanshu.Finding) bool { return f.Rule == ruleUnopened })
}

// end counts what was read.
func (m *Memory) end() {
	if m == nil {
		return
	}
	m.read, m.known = 0, 0
	for i := range m.noted {
		switch m.noted[i].part {
		case isNew:
			m.read++
		case inAll:
			m.known++
		}
	}
	m.scribe = nil
}

// Base returns the digest of all that columns were read by beside their own files: the program,
// kanshu.yaml and data/. It is known once a Load has ended.
func (m *Memory) Base() kanshu.Digest { return kanshu.DigestOf([]byte(m.head)) }

// Read returns how many columns' files the Load read.
func (m *Memory) Read() int { return m.read }

// Parts returns the memory of this Load as Recall takes it: all of it, or only what was read since all was
// written. Where a part is as it was, nil is returned for it.
func (m *Memory) Parts() (all, more []byte) {
	fresh := len(m.noted) - m.known
	if fresh > 64+len(m.noted)/16 || len(m.all.files) > m.known+m.known/8+64 || len(m.all.files) == 0 {
		size := len(memoryHead) + len(m.head)
		for i := range m.noted {
			size += len(m.noted[i].file) + len(m.noted[i].text) + 48
		}
		return m.part(make([]byte, 0, size+8), true), []byte(memoryHead + m.head)
	}
	if m.read == 0 && fresh == len(m.more.files) {
		return nil, nil
	}
	return nil, m.part(nil, false)
}

// part appends one part to b: every column, or those that do not stand in all.
func (m *Memory) part(b []byte, all bool) []byte {
	b = append(append(b, memoryHead...), m.head...)
	for i := range m.noted {
		n := &m.noted[i]
		if n.text == "" || !all && n.part == inAll {
			continue
		}
		b = flat.AppendText(b, n.file)
		for _, v := range [...]int64{n.mark.size, n.mark.mtime, n.mark.ctime} {
			b = binary.AppendVarint(b, v)
		}
		b = flat.AppendText(binary.AppendUvarint(b, n.mark.inode), n.text)
	}
	return b
}
