package publish

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// Keep writes data under a name in the hidden directory, where a later build may find it: what was
// dear to make. A name is one word without slashes. Many may be kept at once, each name once. What is
// kept never changes what is published, so an error may be passed over. What stands behind data in its memory is
// overwritten.
func (p *Publisher) Keep(name string, data []byte) error {
	if !fs.ValidPath(name) || name == "." || name == "new" || strings.ContainsAny(name, "/\\") {
		return &Error{Op: "keep", Path: name, Reason: ErrMisuse}
	}
	p.mu.Lock()
	delete(p.ahead, name)
	p.mu.Unlock()
	fresh := p.hidden("keep/new/" + strconv.FormatInt(p.serial.Add(1), 10))
	whole := binary.LittleEndian.AppendUint32(data, crc32.Checksum(data, castagnoli()))
	_, err := p.disk.Create(fresh, whole)
	if errors.Is(err, fs.ErrNotExist) {
		if err = p.shelve(); err != nil {
			return err
		}
		_, err = p.disk.Create(fresh, whole)
	}
	if err != nil {
		return explain("keep", name, err)
	}
	return explain("keep", name, p.disk.Rename(fresh, p.hidden("keep/"+name)))
}

// shelve makes the folders in which things are kept.
func (p *Publisher) shelve() error {
	for _, dir := range []string{"keep", "keep/new"} {
		if err := p.disk.Mkdir(p.hidden(dir)); err != nil && !errors.Is(err, fs.ErrExist) {
			return explain("keep", p.hidden(dir), err)
		}
	}
	return nil
}

// Kept returns what was kept under a name, and whether there is anything: what lies there and is not
// what was kept is nothing. Options.Clean forgets all of it. What is returned is not to be changed.
func (p *Publisher) Kept(name string) ([]byte, bool) {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "/\\") {
		return nil, false
	}
	p.mu.Lock()
	k, known := p.ahead[name]
	p.mu.Unlock()
	if known {
		return k.data, k.ok
	}
	return keptOn(p.disk.Map, p.hidden("keep/"+name))
}

// kept is what Kept returns.
type kept struct {
	data []byte
	ok   bool
}

// lookAhead reads what Kept will be asked for.
func (p *Publisher) lookAhead(names []string) {
	for _, name := range names {
		data, ok := p.Kept(name)
		p.mu.Lock()
		if p.ahead == nil {
			p.ahead = make(map[string]kept, len(names))
		}
		p.ahead[name] = kept{data, ok}
		p.mu.Unlock()
	}
}

// Peek is Kept for who publishes nothing: it reads what was kept by the last publication to dir, takes no lock, and
// leaves everything as it is. What is kept is replaced whole, so it is read whole while a build runs.
func Peek(dir, name string) ([]byte, bool) {
	abs, err := filepath.Abs(dir)
	if err != nil || !fs.ValidPath(name) || strings.ContainsAny(name, "/\\") {
		return nil, false
	}
	on, err := openDisk(filepath.Dir(abs))
	if err != nil {
		return nil, false
	}
	defer on.Close()
	return keptOn(on.Read, "."+filepath.Base(abs)+".kanshu/keep/"+name)
}

// keptOn reads a file that Keep wrote.
func keptOn(read func(string) ([]byte, error), file string) ([]byte, bool) {
	data, err := read(file)
	if err != nil || len(data) < crc32.Size {
		return nil, false
	}
	n := len(data) - crc32.Size
	return data[:n:n], crc32.Checksum(data[:n], castagnoli()) == binary.LittleEndian.Uint32(data[n:])
}

// A Cache keeps what was made by the digest of what it was made from. The zero Cache keeps nothing.
type Cache struct{ p *Publisher }

// Cache returns the cache of the hidden directory. It may be used by many at once, until Close.
func (p *Publisher) Cache() Cache { return Cache{p} }

// Load returns what was stored under key, and whether there is anything.
func (c Cache) Load(key kanshu.Digest) ([]byte, bool) {
	if c.p == nil {
		return nil, false
	}
	return c.p.Kept(key.String())
}

// Store keeps b under key. Where that cannot be, it will be made again.
func (c Cache) Store(key kanshu.Digest, b []byte) {
	if c.p != nil {
		_ = c.p.Keep(key.String(), b)
	}
}
