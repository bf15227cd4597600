package publish

import (
	"errors"
	"io/fs"
	"slices"

	"kanshu/internal/kanshu"
)

// seal writes the spare's own list and what is to be known of the tree later, and waits until all of
// it lies on the disk.
func (p *Publisher) seal(n *next) error {
	if p.spare != nil {
		if err := p.disk.Remove(p.inSpare(listName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if _, err := p.disk.Create(p.inSpare(listName), n.list); err != nil {
		return err
	}
	if err := p.writeDown(&n.tree); err != nil {
		return err
	}
	return p.disk.Sync()
}

// writeDown writes what is known of a tree under lists/.
func (p *Publisher) writeDown(t *tree) error {
	if err := p.disk.Mkdir(p.hidden("lists")); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	fresh := p.hidden("lists/new")
	if err := p.disk.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := p.disk.Create(fresh, appendTree(make([]byte, 0, 256+192*len(t.Entries)), t)); err != nil {
		return err
	}
	return p.disk.Rename(fresh, p.hidden("lists/"+t.digest.String()))
}

// exchange makes the spare the standing tree, in one step that readers see.
func (p *Publisher) exchange(n *next) error {
	if p.standing == nil {
		return p.appear()
	}
	err := p.disk.Exchange(p.out, p.hidden("spare"))
	if errors.Is(err, errors.ErrUnsupported) {
		return p.swap()
	}
	return err
}

// appear puts the first edition where nothing stands, or an empty directory.
func (p *Publisher) appear() error {
	_, err := p.disk.Stat(p.out)
	if errors.Is(err, fs.ErrNotExist) {
		return p.disk.Rename(p.hidden("spare"), p.out)
	}
	if err != nil {
		return err
	}
	err = p.disk.Exchange(p.out, p.hidden("spare"))
	if errors.Is(err, errors.ErrUnsupported) {
		return p.replaceEmpty()
	}
	if err != nil {
		return err
	}
	// If somebody put something into the empty directory meanwhile, it goes back to its place.
	err = p.disk.Remove(p.hidden("spare"))
	if err == nil || p.disk.Exchange(p.out, p.hidden("spare")) != nil {
		return nil // the edition is public
	}
	if errors.Is(err, fs.ErrExist) {
		err = ErrNotOurs
	}
	return err
}

// replaceEmpty puts the first edition in the place of an empty directory in two steps.
func (p *Publisher) replaceEmpty() error {
	if err := p.disk.Remove(p.out); err != nil {
		return err
	}
	if err := p.disk.Rename(p.hidden("spare"), p.out); err != nil {
		return errors.Join(err, p.disk.Mkdir(p.out))
	}
	return nil
}

// swap stands in for an exchange: two renames, and a journal by which the next Open brings to its end
// what is interrupted between them. In between, public/ is absent for some microseconds.
func (p *Publisher) swap() error {
	journal, old, spare := p.hidden("journal"), p.hidden("old"), p.hidden("spare")
	if _, err := p.disk.Create(journal, []byte("exchange\n")); err != nil {
		return err
	}
	if err := p.disk.Rename(p.out, old); err != nil {
		return errors.Join(err, p.disk.Remove(journal))
	}
	if err := p.disk.Rename(spare, p.out); err != nil {
		return errors.Join(err, p.disk.Rename(old, p.out), p.disk.Remove(journal)) // the next Open tries the way back again
	}
	_ = p.disk.Rename(old, spare) // where one of the two stays, the next Open clears it away
	_ = p.disk.Remove(journal)
	return nil
}

// settle makes what stood before the spare of the next publication, and forgets what is no longer
// needed. The edition is public, so nothing that goes wrong here is an error: a spare that is not
// marked clean is built anew.
func (p *Publisher) settle(n *next) {
	old := p.standing
	keep := []string{n.digest.String()}
	if old != nil && !n.broken && !n.survey.torn {
		keep = append(keep, old.digest.String())
		p.retire(n)
	}
	lists, err := p.disk.List(p.hidden("lists"))
	if err != nil {
		return
	}
	for _, l := range lists {
		if !slices.Contains(keep, l.Name()) {
			_ = p.removeTree(p.hidden("lists/" + l.Name()))
		}
	}
}

// retire marks the spare, which stood before, as clean, once what is known of it is written down.
func (p *Publisher) retire(n *next) {
	old := *p.standing
	old.foreign, old.folders = n.survey.foreign, n.survey.folders
	if (n.survey.moved || p.learned) && p.writeDown(&old) != nil {
		return
	}
	_, _ = p.disk.Create(p.hidden("clean"), []byte(old.digest.String()))
}

// remember writes down what was learned of the standing tree though nothing is to be published: keys
// that changed, files that had to be read again. It helps the next build only, so that it cannot be
// written is no error.
func (p *Publisher) remember(n *next) {
	t := *p.standing
	sameKeys := slices.EqualFunc(t.Entries, n.Entries, func(a, b kanshu.Entry) bool { return a.Key == b.Key })
	if sameKeys && !p.doubted.Load() {
		return
	}
	t.Entries = n.Entries
	_ = p.writeDown(&t)
}

// recover brings to its end what an interrupted run began.
func (p *Publisher) recover() error {
	old, journal, spare := p.hidden("old"), p.hidden("journal"), p.hidden("spare")
	stands := map[string]bool{}
	for _, name := range []string{p.out, old, journal, spare} {
		_, err := p.disk.Stat(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return explain("recover", name, err)
		}
		stands[name] = err == nil
	}
	if stands[old] && !stands[p.out] {
		from := old
		if stands[journal] && stands[spare] {
			from = spare
		}
		if err := p.disk.Rename(from, p.out); err != nil {
			return explain("recover", p.out, err)
		}
	}
	for _, name := range []string{"old", "journal", "new", "lists/new", "keep/new"} {
		if err := p.removeTree(p.hidden(name)); err != nil {
			return explain("recover", p.hidden(name), err)
		}
	}
	return nil
}
