package publish

import (
	"errors"
	"io/fs"
	"path"
	"strconv"

	"kanshu/internal/kanshu"
)

// Stage writes data as the artifact e.Path where no reader sees it, and sets e.Digest and e.Size.
// Nothing is written where the standing tree holds the same bytes already. Each path is staged once;
// many may be staged at once. After an error nothing can be committed.
func (p *Publisher) Stage(e *kanshu.Entry, data []byte) error {
	if err := checkPath(e.Path); err != nil {
		return &Error{Op: "stage", Path: e.Path, Reason: ErrMisuse, Cause: err}
	}
	e.Digest, e.Size = kanshu.DigestOf(data), int64(len(data))
	s := staged{digest: e.Digest, size: e.Size}
	if !p.claim(e.Path) {
		return &Error{Op: "stage", Path: e.Path, Reason: ErrMisuse, Cause: errors.New("staged twice")}
	}
	if !p.holds(e) {
		if err := p.begin(); err != nil {
			return explain("stage", p.den, err)
		}
		if err := p.write(e.Path, &s, data); err != nil {
			return explain("stage", e.Path, err)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.staged[e.Path] = s
	return nil
}

// claim reports whether nobody staged that path before.
func (p *Publisher) claim(name string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, twice := p.staged[name]
	p.staged[name] = staged{}
	return !twice
}

// holds reports whether the standing tree has these very bytes at this path.
func (p *Publisher) holds(e *kanshu.Entry) bool {
	if p.standing == nil {
		return false
	}
	i, ok := p.find(e.Path)
	return ok && p.standing.Entries[i].Digest == e.Digest && p.standing.Entries[i].Size == e.Size && p.stands(i)
}

// prepare makes the place for what is staged: a new spare if there is none, and a directory for what
// is to be renamed into the spare.
func (p *Publisher) prepare() error {
	if err := p.loadSpare(); err != nil {
		return err
	}
	if err := p.disk.Mkdir(p.hidden("new")); err != nil {
		return err
	}
	if p.spare == nil {
		return p.disk.Mkdir(p.hidden("spare"))
	}
	return nil
}

// write puts data straight into a new spare, where nothing can be written through, and beside a spare
// that holds the edition before, which stays clean until Commit.
func (p *Publisher) write(name string, s *staged, data []byte) error {
	if p.spare == nil {
		s.at = newSpare
		if err := p.makeFolder(path.Dir(name)); err != nil {
			return err
		}
	} else {
		s.at = p.serial.Add(1)
	}
	at, err := p.disk.Create(p.stagedAt(name, s.at), data)
	s.mark = at.mark()
	return err
}

// stagedAt returns the name, below the parent, of what was staged for a path.
func (p *Publisher) stagedAt(name string, at int64) string {
	if at == newSpare {
		return p.inSpare(name)
	}
	return p.hidden("new/" + strconv.FormatInt(at, 10))
}

// makeFolder makes a directory of a new spare, with those above it where they are missing. Many may call it at
// once. Nearly all of ten thousand directories are made for the one file in them: only those that are asked for
// again are remembered.
func (p *Publisher) makeFolder(dir string) error {
	if dir == "." {
		return nil
	}
	if _, ok := p.made.Load(dir); ok {
		return nil
	}
	err := p.disk.Mkdir(p.inSpare(dir))
	if errors.Is(err, fs.ErrNotExist) {
		if err := p.makeFolder(path.Dir(dir)); err != nil {
			return err
		}
		err = p.disk.Mkdir(p.inSpare(dir))
	}
	if errors.Is(err, fs.ErrExist) {
		p.made.Store(dir, true)
		return nil
	}
	return err
}

// sweep removes what was staged and not published.
func (p *Publisher) sweep() error {
	if err := p.removeTree(p.hidden("new")); err != nil {
		return explain("close", p.hidden("new"), err)
	}
	if clean, err := p.disk.Stat(p.hidden("clean")); err == nil && clean.mode.IsRegular() {
		return nil
	}
	return p.dropSpare()
}

// removeTree removes a file, or a directory with all that is in it. It follows no link, and is
// content with what is not there.
func (p *Publisher) removeTree(name string) error {
	at, err := p.disk.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if at.mode.IsDir() {
		if err := p.empty(name, at); err != nil {
			return err
		}
	}
	if err := p.disk.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func (p *Publisher) empty(name string, at info) error {
	if at.mode.Perm()&0o700 != 0o700 { // a foreign directory in its own clothes
		at.mode |= 0o700
		if err := p.disk.Dress(name, at); err != nil {
			return err
		}
	}
	entries, err := p.disk.List(name)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.IsDir() {
			err = p.removeTree(name + "/" + e.Name())
		} else {
			err = p.disk.Remove(name + "/" + e.Name())
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
