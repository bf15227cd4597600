package publish

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// Commit publishes m: what was staged, and for every other entry the file of the standing tree, which
// must be the same. It returns what that changed for readers: the difference to Last, and files of
// ours that somebody had altered. When nothing differs, nothing below public/ is touched. After an
// error public/ is as it was. Commit is called once.
//
// It returns an *Error: ErrMisuse for a manifest that cannot be, ErrForeign when something foreign
// stands where m has a file or needs a folder, else what is wrong with the disk.
func (p *Publisher) Commit(m *kanshu.Manifest) (kanshu.Changes, error) {
	if p.done {
		return kanshu.Changes{}, &Error{Op: "commit", Reason: ErrMisuse, Cause: errors.New("committed twice")}
	}
	p.done = true
	n, err := p.lookedAt(m)
	if err != nil {
		return kanshu.Changes{}, explain("commit", "", err)
	}
	if n.same {
		p.public, p.now = true, n.digest
		p.remember(n)
		return kanshu.Changes{}, nil
	}
	if err := p.begin(); err != nil {
		return kanshu.Changes{}, explain("commit", p.den, err)
	}
	for _, step := range []func(*next) error{p.furnish, p.seal, p.exchange} {
		if err := step(n); err != nil {
			return kanshu.Changes{}, explain("commit", p.out, err)
		}
	}
	p.public, p.now = true, n.digest
	p.settle(n)
	return n.changes, nil
}

// A next is the tree that is to stand, and where its files come from.
type next struct {
	tree
	ours     []string  // folders that our files need, sorted
	list     []byte    // its build.json
	from     []int64   // of Entries, by index: where the bytes are, as in staged
	survey   *survey   // of the standing tree; nil if nothing stands
	spare    int32     // what is known of the spare: unseen; sound, as it was left; broken
	guests   []foreign // what of the foreign things in it the next tree takes over
	changes  kanshu.Changes
	repaired []string // files of ours that somebody altered and that are put back
	same     bool     // as the standing tree, byte for byte
	broken   bool     // a standing file is not as it was written
}

// lookedAt compares m with what stands and what was staged, and looks at both trees meanwhile. It writes nothing.
func (p *Publisher) lookedAt(m *kanshu.Manifest) (*next, error) {
	var n *next
	var s *survey
	var err, torn error
	var decided atomic.Bool // that nothing is to be done; then nobody needs to look any further
	spare, early := p.scouted, p.early
	if len(p.staged) > scoutedMost {
		spare, early = unseen, nil
	}
	p.each(3, func(i int) {
		switch {
		case i == 0:
			n, err = p.compare(m)
			decided.Store(err != nil || n.same)
		case p.standing == nil || decided.Load():
		case i == 1:
			s, torn = p.resurvey(early)
		case p.spare != nil && spare == unseen:
			spare = p.spareStands(p.spare, p.each, never)
		}
	})
	if err != nil || n.same || p.standing == nil {
		return n, err
	}
	if torn != nil {
		return nil, torn
	}
	n.survey, n.spare = s, spare
	n.guests = p.withoutCopies(n)
	return n, p.merge(n)
}

// compare compares m with what stands and what was staged.
func (p *Publisher) compare(m *kanshu.Manifest) (*next, error) {
	ours, err := p.checkManifest(m)
	if err != nil {
		return nil, &Error{Op: "commit", Reason: ErrMisuse, Cause: err}
	}
	n := &next{tree: tree{Manifest: *m, marks: make([]mark, len(m.Entries))}, from: make([]int64, len(m.Entries)), ours: ours}
	if err := p.takeStaged(n); err != nil {
		return nil, err
	}
	if err := p.takeOver(n); err != nil {
		return nil, err
	}
	n.changes = kanshu.Diff(p.Last(), m)
	n.changes.Changed = append(n.changes.Changed, n.repaired...)
	slices.Sort(n.changes.Changed)
	n.list = AppendList(make([]byte, 0, 256+140*len(n.Entries)), p.generator, m)
	n.digest = kanshu.DigestOf(n.list)
	n.broken = len(n.repaired) > 0
	n.same = p.standing != nil && n.digest == p.standing.digest && !n.broken
	if !n.same {
		n.setFolders(n.ours)
	}
	return n, nil
}

// takeStaged finds what was staged for the entries of n.
func (p *Publisher) takeStaged(n *next) error {
	used := 0
	for i := range n.Entries {
		e := &n.Entries[i]
		s, ok := p.staged[e.Path]
		if !ok {
			continue
		}
		used++
		if s.digest != e.Digest || s.size != e.Size {
			return &Error{Op: "commit", Path: e.Path, Reason: ErrMisuse, Cause: errors.New("not what was staged")}
		}
		if s.at == standingTree {
			continue
		}
		n.from[i], n.marks[i] = s.at, s.mark
		if old, ok := p.Last().Entry(e.Path); ok && old.Digest == e.Digest && old.Size == e.Size {
			n.repaired = append(n.repaired, e.Path) // its file is not as it was written
		}
	}
	if used != len(p.staged) {
		return &Error{Op: "commit", Reason: ErrMisuse, Cause: errors.New("something that was staged is not in the manifest")}
	}
	return nil
}

// takeOver looks at the standing files of all entries that were not staged.
func (p *Publisher) takeOver(n *next) error {
	at := make([]int, len(n.Entries)) // the standing entry, from 1; 0 for none
	if p.standing != nil {
		j := 0
		for i := range n.Entries {
			for j < len(p.standing.Entries) && p.standing.Entries[j].Path < n.Entries[i].Path {
				j++
			}
			if j < len(p.standing.Entries) && p.standing.Entries[j].Path == n.Entries[i].Path {
				at[i] = j + 1
			}
		}
	}
	missing := make([]bool, len(n.Entries))
	parts(p.each, len(n.Entries), never, func(i int) {
		if n.from[i] != standingTree {
			return
		}
		j, e := at[i]-1, &n.Entries[i]
		if j < 0 || p.standing.Entries[j].Digest != e.Digest || p.standing.Entries[j].Size != e.Size || !p.stands(j) {
			missing[i] = true
			return
		}
		n.marks[i] = p.standing.marks[j]
	})
	if i := slices.Index(missing, true); i >= 0 {
		return &Error{Op: "commit", Path: n.Entries[i].Path, Reason: ErrMisuse, Cause: errors.New("neither was it staged nor does it stand")}
	}
	return nil
}

// merge puts what is foreign in the standing tree into the next one.
func (p *Publisher) merge(n *next) error {
	if len(n.guests) == 0 {
		return nil
	}
	isFile := func(name string) bool { _, ok := n.find(name); return ok }
	folders := slices.Clone(n.ours)
	for _, f := range n.guests {
		_, mine := slices.BinarySearch(n.ours, f.path)
		if mine && !f.mode.IsDir() || isFile(f.path) || under(f.path, isFile) {
			return &Error{Op: "commit", Path: p.in(f.path), Reason: ErrForeign}
		}
		if f.mode.IsDir() {
			folders = append(folders, f.path)
		}
		for dir := path.Dir(f.path); dir != "."; dir = path.Dir(dir) {
			folders = append(folders, dir)
		}
	}
	slices.Sort(folders)
	folders = slices.Compact(folders)
	n.setFolders(folders)
	return p.adopt(n, folders)
}

// adopt counts as foreign the folders that were ours and stay only for what is foreign in them.
func (p *Publisher) adopt(n *next, folders []string) error {
	n.foreign = n.guests
	for _, dir := range folders {
		if _, ours := slices.BinarySearch(n.ours, dir); ours {
			continue
		}
		if _, known := (&tree{foreign: n.guests}).odd(dir); known {
			continue
		}
		at, err := p.disk.StatIn(p.out, dir)
		if err != nil {
			return explain("look into", p.in(dir), err)
		}
		n.foreign = append(n.foreign[:len(n.foreign):len(n.foreign)], foreign{dir, at.mode, at.ino, at.mtime})
	}
	slices.SortFunc(n.foreign, byName)
	return nil
}

func (n *next) setFolders(names []string) {
	n.folders = make([]folder, len(names))
	for i, name := range names {
		n.folders[i].path = name
	}
}

// checkManifest returns the folders that m needs, or an error unless m can stand on any disk: sorted,
// each path once, also where capitals and small letters are one, and no file where a folder must be.
func (p *Publisher) checkManifest(m *kanshu.Manifest) ([]string, error) {
	if err := checkEntries(m.Entries); err != nil {
		return nil, err
	}
	folders := p.foldersFor(m)
	i := 0
	for _, dir := range folders {
		for i < len(m.Entries) && m.Entries[i].Path < dir {
			i++
		}
		if i < len(m.Entries) && m.Entries[i].Path == dir {
			return nil, fmt.Errorf("%s is to be a file and a folder", dir)
		}
	}
	if !slices.ContainsFunc(m.Entries, func(e kanshu.Entry) bool { return !plain(e.Path) }) {
		return folders, nil
	}
	seen := make(map[string]string, len(m.Entries))
	for _, e := range m.Entries {
		folded := strings.ToLower(e.Path)
		if other, ok := seen[folded]; ok {
			return nil, fmt.Errorf("%s and %s differ in capitals alone", other, e.Path)
		}
		seen[folded] = e.Path
	}
	return folders, nil
}

// foldersFor returns the directories that the files of m need: mostly those of the standing tree.
func (p *Publisher) foldersFor(m *kanshu.Manifest) []string {
	if p.standing != nil && slices.EqualFunc(m.Entries, p.standing.Entries, func(a, b kanshu.Entry) bool { return a.Path == b.Path }) {
		return p.needed()
	}
	return foldersOf(m.Entries)
}

// plain reports whether s has no letter that has a capital twin.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}
