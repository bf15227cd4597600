package publish

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"strings"
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// load reads what stands in public/.
func (p *Publisher) load() error {
	digest, err := p.disk.Digest(p.in(listName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return explain("open", p.in(listName), err)
	}
	if p.standing = p.recall(digest, p.each); p.standing == nil {
		if err = p.readList(); err != nil {
			return err
		}
	}
	p.seen = make([]atomic.Int32, len(p.standing.Entries))
	return nil
}

// readList reads the list in public/ itself, of which nothing is written down.
func (p *Publisher) readList() error {
	data, err := p.disk.Read(p.in(listName)) // not mapped: it stands where others may write to it
	if err != nil {
		return explain("open", p.in(listName), err)
	}
	m, err := ReadList(data)
	if err != nil {
		return &Error{Op: "open", Path: p.in(listName), Reason: ErrNotOurs, Cause: err}
	}
	p.standing = &tree{Manifest: *m, digest: kanshu.DigestOf(data), marks: make([]mark, len(m.Entries))}
	return nil
}

// recall returns what is written down of the tree whose build.json has that digest, or nil.
func (p *Publisher) recall(digest kanshu.Digest, each kanshu.Each) *tree {
	name := p.hidden("lists/" + digest.String())
	data, err := p.disk.Map(name)
	if err != nil {
		return nil
	}
	t, err := readTree(data, each)
	if err != nil || t.digest != digest {
		return nil
	}
	if at, err := p.disk.Stat(name); err == nil {
		t.stamp = at.mtime
	}
	return t
}

// loadSpare takes the spare into use if it was left clean, and removes it otherwise. Where nothing
// stands a spare would only be in the way.
func (p *Publisher) loadSpare() error {
	if p.spare = p.left(); p.spare == nil || len(p.spare.folders) == 0 {
		return p.dropSpare()
	}
	return nil
}

// readSpare returns what is written down of the spare that was left clean; nil where none was.
func (p *Publisher) readSpare() *tree {
	clean, err := p.disk.Read(p.hidden("clean"))
	if err != nil || p.clean || p.standing == nil {
		return nil
	}
	var digest kanshu.Digest
	if _, err := p.disk.StatIn(p.backup, listName); err != nil || digest.UnmarshalText(clean) != nil {
		return nil
	}
	return p.recall(digest, kanshu.InOrder) // beside which others are at work
}

// dropSpare removes the spare.
func (p *Publisher) dropSpare() error {
	p.spare = nil
	for _, name := range []string{"clean", "spare"} {
		if err := p.removeTree(p.hidden(name)); err != nil {
			return explain("remove", p.hidden(name), err)
		}
	}
	return nil
}

// Known reports whether the standing tree holds the artifact of that path and key, and its entry.
// The file is looked at: it must stand as it was written.
func (p *Publisher) Known(path string, key kanshu.Digest) (kanshu.Entry, bool) {
	if p.standing == nil || p.clean || key.IsZero() {
		return kanshu.Entry{}, false
	}
	i, ok := p.find(path)
	if !ok || p.standing.Entries[i].Key != key || !p.stands(i) {
		return kanshu.Entry{}, false
	}
	return p.standing.Entries[i], true
}

// Scout does beforehand what most publications come to: it looks at the standing files, as Known and Commit do where
// nobody did, and at the folders of both trees. It may run beside everything but Commit and Close, and stops when ctx is done.
func (p *Publisher) Scout(ctx context.Context) {
	if p.standing == nil || p.clean {
		return
	}
	spare := p.left()
	enough := func() bool {
		runtime.Gosched() // let those go first for whom somebody waits: 10 % of the run after an edit of ten thousand columns
		return ctx.Err() != nil
	}
	w := p.patrol()
	last := len(w.names)
	for i := len(p.standing.Entries) - 1; i >= 0 && !enough(); i-- { // others begin at the front
		p.stands(i)
		dir := p.standing.Entries[i].Path
		for dir = dir[:max(0, strings.LastIndexByte(dir, '/'))]; last > 0 && w.names[last-1] >= dir; last-- {
			p.lookInto(w, last-1) // while the system has at hand what it found of it on its way to the file
		}
	}
	if spare != nil {
		p.scouted = p.spareStands(spare, kanshu.InOrder, enough)
	}
	p.early = w
	p.walk(w, kanshu.InOrder, enough)
}

// scoutedMost is how many files may be staged if what Scout saw of folders is to be believed: where many are made,
// minutes pass.
const scoutedMost = 64

// find is the standing tree's find for those who ask in the order of paths, as nearly all do: it looks
// first where the last one found.
func (p *Publisher) find(path string) (int, bool) {
	entries := p.standing.Entries
	from := int(p.hint.Load())
	for i := from; i < min(from+4, len(entries)); i++ {
		if entries[i].Path == path {
			p.hint.Store(int64(i + 1))
			return i, true
		}
	}
	i, ok := p.standing.find(path)
	p.hint.Store(int64(i))
	return i, ok
}

// stands reports whether the file of the i-th standing entry is as it was written. It looks once.
func (p *Publisher) stands(i int) bool {
	if s := p.seen[i].Load(); s != unseen {
		return s == sound
	}
	s := broken
	if p.look(i) {
		s = sound
	}
	p.seen[i].Store(s)
	return s == sound
}

// look compares a standing file with what is known of it, by its mark alone where that can be
// relied on, and byte for byte otherwise.
func (p *Publisher) look(i int) bool {
	t := p.standing
	e := &t.Entries[i]
	at, err := p.disk.StatIn(p.out, e.Path)
	if err != nil || !at.mode.IsRegular() || at.size != e.Size || modesHold && at.mode.Perm() != fileMode {
		return false
	}
	p.mu.Lock()
	known := t.marks[i]
	p.mu.Unlock()
	if at.mark() == known && known.mtime < t.stamp-tick && !p.clean {
		return true
	}
	data, err := p.disk.Read(p.in(e.Path))
	if err != nil || kanshu.DigestOf(data) != e.Digest {
		return false
	}
	p.doubted.Store(true)
	p.mu.Lock()
	p.learned = p.learned || t.marks[i] != at.mark()
	t.marks[i] = at.mark()
	p.mu.Unlock()
	return true
}

// Public returns the bytes of the artifact that stands at a path, and whether one does.
func (p *Publisher) Public(path string) ([]byte, bool) {
	if p.standing == nil || p.clean {
		return nil, false
	}
	if _, ok := p.standing.find(path); !ok {
		return nil, false
	}
	data, err := p.disk.Read(p.in(path))
	return data, err == nil
}
