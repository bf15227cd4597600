package publish

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// A survey is a look at the standing tree: its folders as they are now, and what is foreign in it.
type survey struct {
	folders []folder
	foreign []foreign
	moved   bool // something differs from what was written down
	torn    bool // a folder of ours is gone, or is no folder any more
}

// A glance is what was seen of one folder. Twelve thousand are taken, so what is rare stands elsewhere.
type glance struct {
	folder         // as it is now; without a path where it is gone
	read   *survey // what was found by reading it, and foreign folders below it; nil where it is as it was written down
	err    error
}

// A patrol is a survey that may be taken half-way and completed later. What was taken stands apart from the glances: a
// page of new memory that is read before it is written to is fetched twice, and the second time stops the other
// processors, which took 6 ms of an edit among ten thousand columns.
type patrol struct {
	*knownFolders
	glances []glance // of names
	taken   []bool   // likewise
}

// patrol begins a survey.
func (p *Publisher) patrol() *patrol {
	k := p.knownFolders()
	return &patrol{k, make([]glance, len(k.names)), make([]bool, len(k.names))}
}

// walk looks at all folders that were not looked at, until it is enough.
func (p *Publisher) walk(w *patrol, each kanshu.Each, enough func() bool) {
	parts(each, len(w.names), enough, func(i int) { p.lookInto(w, i) })
}

// lookInto looks at the i-th folder, unless that was done.
func (p *Publisher) lookInto(w *patrol, i int) {
	if !w.taken[i] {
		p.glance(&w.glances[i], w.knownFolders, i)
		w.taken[i] = true
	}
}

// survey finds what is foreign in the standing tree, in a patrol that may have begun before. A folder that did not
// change since it was written down is not read again: for 10,000 folders that takes a tenth of the time.
func (p *Publisher) survey(w *patrol) (*survey, error) {
	p.walk(w, p.each, never)
	s := &survey{folders: make([]folder, 0, len(w.names))}
	for i := range w.glances {
		if err := s.add(&w.glances[i], w.knownFolders, i); err != nil {
			return nil, explain("look into", p.in(w.names[i]), err)
		}
	}
	slices.SortFunc(s.folders, func(a, b folder) int { return strings.Compare(a.path, b.path) })
	slices.SortFunc(s.foreign, byName)
	return s, nil
}

// resurvey completes a patrol that began some time ago. Where that does not hold still, it begins anew.
func (p *Publisher) resurvey(early *patrol) (*survey, error) {
	if early != nil {
		if s, err := p.survey(early); err == nil && p.stillHolds(s) {
			return s, nil
		}
	}
	return p.survey(p.patrol())
}

// stillHolds reports whether a survey that was taken some time ago holds still, as far as a few looks tell: at the tree
// itself, at the folders in it, and at those in which foreign things stand or which are foreign. There somebody may be
// at work: a challenge for a certificate comes and goes within seconds. Below them are the folders of columns.
func (p *Publisher) stillHolds(s *survey) bool {
	busy := map[string]bool{}
	for _, f := range s.foreign {
		busy[f.path], busy[path.Dir(f.path)] = true, true
	}
	return !slices.ContainsFunc(s.folders, func(f folder) bool {
		if strings.Contains(f.path, "/") && !busy[f.path] {
			return false
		}
		at, err := p.disk.StatIn(p.out, f.path)
		return err != nil || f.ino != at.ino || f.time != at.ctime || f.time == 0
	})
}

// add adds what was seen of the i-th known folder.
func (s *survey) add(g *glance, k *knownFolders, i int) error {
	if g.err != nil {
		return g.err
	}
	if g.path == "" {
		s.moved = true
		s.torn = s.torn || k.ours(k.names[i])
		return nil
	}
	s.folders = append(s.folders, g.folder)
	if g.read == nil {
		s.foreign = append(s.foreign, k.guests[g.path]...)
		return nil
	}
	s.moved = s.moved || g.read.moved
	s.torn = s.torn || g.read.torn && k.ours(g.path)
	s.folders = append(s.folders, g.read.folders...)
	s.foreign = append(s.foreign, g.read.foreign...)
	return nil
}

// knownFolders are the folders that are known of the standing tree.
type knownFolders struct {
	needed []string             // that our files need, sorted
	names  []string             // those, and the foreign ones; sorted
	was    []int32              // of names: the place in what is written down of folders; -1 for none
	guests map[string][]foreign // by the folder that they stand in
}

func (p *Publisher) knownFolders() *knownFolders {
	t := p.standing
	k := &knownFolders{needed: p.needed()}
	k.names = k.needed
	if len(t.foreign) > 0 {
		k.names, k.guests = slices.Clone(k.needed), map[string][]foreign{}
		for _, f := range t.foreign {
			dir := path.Dir(f.path)
			k.guests[dir] = append(k.guests[dir], f)
			if f.mode.IsDir() {
				k.names = append(k.names, f.path)
			}
		}
		slices.Sort(k.names)
		k.names = slices.Compact(k.names)
	}
	k.was = make([]int32, len(k.names))
	j := 0
	for i, name := range k.names {
		for j < len(t.folders) && t.folders[j].path < name {
			j++
		}
		k.was[i] = -1
		if j < len(t.folders) && t.folders[j].path == name {
			k.was[i] = int32(j) //nolint:gosec // fewer than there are numbers of 31 bits
		}
	}
	return k
}

// ours reports whether our files need a folder.
func (k *knownFolders) ours(name string) bool {
	_, ok := slices.BinarySearch(k.needed, name)
	return ok
}

// glance looks at the i-th known folder of the standing tree.
func (p *Publisher) glance(g *glance, k *knownFolders, i int) {
	name := k.names[i]
	at, err := p.disk.StatIn(p.out, name)
	if absent(err) || err == nil && !at.mode.IsDir() {
		return
	}
	if err != nil {
		g.err = err
		return
	}
	g.folder = folder{name, at.ino, at.ctime}
	t := p.standing
	j := k.was[i]
	same := j >= 0 && t.folders[j] == g.folder && at.ctime != 0
	if same && at.ctime < t.stamp-tick && !p.clean {
		return
	}
	// An exchange changes the time of the tree itself; that alone is nothing to write down.
	g.read = &survey{moved: !same && name != "."}
	g.err = p.read(g.read, k, name)
}

// read looks at all that stands in a folder, and in the foreign ones below it that were not known.
func (p *Publisher) read(s *survey, k *knownFolders, name string) error {
	entries, err := p.disk.List(p.in(name))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := p.readAt(s, k, path.Join(name, e.Name()), e.IsDir()); err != nil {
			return err
		}
	}
	slices.SortFunc(s.foreign, byName)
	s.moved = s.moved || !slices.Equal(s.foreign, k.guests[name])
	return nil
}

// readAt looks at one name in a folder.
func (p *Publisher) readAt(s *survey, k *knownFolders, name string, dir bool) error {
	if dir && k.ours(name) {
		return nil // has its own glance
	}
	if _, entry := p.standing.find(name); !dir && (entry || name == listName) {
		return nil
	}
	at, err := p.disk.StatIn(p.out, name)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return err
	}
	s.foreign = append(s.foreign, foreign{name, at.mode, at.ino, at.mtime})
	if _, listed := slices.BinarySearch(k.names, name); !dir || listed {
		return nil
	}
	return p.below(s, k, name)
}

// below looks at a foreign folder that was not known.
func (p *Publisher) below(s *survey, k *knownFolders, name string) error {
	s.moved = true
	at, err := p.disk.StatIn(p.out, name)
	if absent(err) || err == nil && !at.mode.IsDir() {
		s.torn = true
		return nil
	}
	if err != nil {
		return err
	}
	s.folders = append(s.folders, folder{name, at.ino, at.ctime})
	return p.read(s, k, name)
}

func byName(a, b foreign) int { return strings.Compare(a.path, b.path) }
