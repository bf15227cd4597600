package source

import (
	"encoding/binary"
	"slices"
	"sort"
	"strings"
	"sync"

	"kanshu/internal/kanshu"
)

// A Memory is what a Load read of the columns, for the next Load: a file that is the very same is not read
// again. The same is one whose name, size, inode, and times of change (of the content and of the inode,
// both in nanoseconds) are the same; the last cannot be set by hand, so that a change that keeps size and
// time is seen. Nothing is answered from it when the program, kanshu.yaml or anything in data/ differs, or
// where files have no such marks. It holds no verdict: every column is judged each time.
//
//	head    "kanshu memory 1\n", the digest of program and records
//	column  name, mark, and the column as a scribe writes it; sorted by name
type Memory struct {
	salt  kanshu.Digest
	began int64 // when the program began, in nanoseconds since 1970

	head   string
	files  []string // of the columns remembered, sorted
	marks  []Mark
	texts  []string
	scribe *scribe

	noted []noted
	rooms sync.Pool // of *[]byte, in which columns are written down
	read  int
	kept  int
}

// A noted is one column as it goes into the next Memory.
type noted struct {
	file string
	mark Mark
	text string // "" for a column that is read again next time
}

const memoryHead = "kanshu memory 1\n"

// Recall returns the memory that data holds, the empty Memory if it holds none. Salt tells one build of
// the program from another. Began is when the program began, in nanoseconds since 1970: a file that was
// changed within the second before, or later, may change once more without a mark of it, and is read again
// next time.
func Recall(data []byte, salt kanshu.Digest, began int64) *Memory {
	m := &Memory{salt: salt, began: began}
	text, ok := strings.CutPrefix(string(data), memoryHead)
	if !ok || len(text) < len(salt) {
		return m
	}
	m.head = text[:len(salt)]
	r := &reading{rest: text[len(salt):]}
	for r.rest != "" {
		m.files = append(m.files, r.text())
		m.marks = append(m.marks, Mark{r.signed(), r.signed(), r.signed(), r.number()})
		m.texts = append(m.texts, r.text())
	}
	if r.bad || !sort.StringsAreSorted(m.files) {
		return &Memory{salt: salt, began: began}
	}
	return m
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
		m.head, m.files, m.marks, m.texts = string(head[:]), nil, nil, nil
	}
	m.scribe = newScribe(l.site, &l.names)
	m.noted = make([]noted, n)
}

// recall returns the i-th column as it was read last time; nil if it must be read.
func (m *Memory) recall(l *loader, i int, w *found) *kanshu.Column {
	if m == nil || w.irregular || len(w.pictures) > 0 {
		return nil
	}
	mark, ok := markOf(l.fsys, w.file)
	if !ok {
		return nil
	}
	if !mark.Young(m.began) {
		m.noted[i] = noted{file: w.file, mark: mark}
	}
	k := sort.SearchStrings(m.files, w.file)
	if k == len(m.files) || m.files[k] != w.file || m.marks[k] != mark {
		return nil
	}
	c, ok := m.scribe.column(w.file, m.texts[k])
	if !ok || c.File != w.file || c.Dir != w.dir {
		return nil
	}
	c.Body.Read = reader(l.fsys, c.File, c.Body.From, c.Body.Digest)
	if c.Body.Digest.IsZero() {
		c.Body.Read = nil
	}
	m.noted[i].text = m.texts[k]
	return c
}

// note remembers a column that was read, if its file may be remembered.
func (m *Memory) note(i int, c *kanshu.Column) {
	if m == nil || m.noted[i].file == "" {
		return
	}
	room, _ := m.rooms.Get().(*[]byte)
	if room == nil {
		room = new([]byte)
	}
	*room = m.scribe.append((*room)[:0], c)
	m.noted[i].text = string(*room)
	m.rooms.Put(room)
}

// end counts what was read, and what the memory lost.
func (m *Memory) end() {
	if m == nil {
		return
	}
	m.read, m.kept = 0, 0
	for i := range m.noted {
		n := &m.noted[i]
		k := sort.SearchStrings(m.files, n.file)
		if n.text != "" && k < len(m.files) && m.files[k] == n.file && m.marks[k] == n.mark {
			m.kept++
		} else {
			m.read++
		}
	}
	m.scribe = nil
}

// Base returns the digest of all that columns were read by beside their own files: the program,
// kanshu.yaml and data/. It is known once a Load has ended.
func (m *Memory) Base() kanshu.Digest { return kanshu.DigestOf([]byte(m.head)) }

// Read returns how many columns' files the Load read.
func (m *Memory) Read() int { return m.read }

// Changed reports whether the next Load would gain by what Append writes.
func (m *Memory) Changed() bool { return m.read > 0 || m.kept < len(m.files) }

// Append appends the memory of this Load to b, for Recall.
func (m *Memory) Append(b []byte) []byte {
	b = append(append(b, memoryHead...), m.head...)
	size := 0
	for i := range m.noted {
		size += len(m.noted[i].file) + len(m.noted[i].text) + 48
	}
	w := &written{b: slices.Grow(b, size)}
	for i := range m.noted {
		n := &m.noted[i]
		if n.text == "" {
			continue
		}
		w.text(n.file)
		for _, v := range [...]int64{n.mark.size, n.mark.mtime, n.mark.ctime} {
			w.b = binary.AppendVarint(w.b, v)
		}
		w.b = binary.AppendUvarint(w.b, n.mark.inode)
		w.text(n.text)
	}
	return w.b
}
