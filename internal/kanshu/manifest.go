package kanshu

import "sort"

// A Manifest is a published tree as a list, sorted by path.
type Manifest struct {
	Day       Date // the day for which the tree was made
	Forced    bool // the day was given by hand, so it proves nothing about the clock
	Next      Date // the next day on which anything changes by itself; zero if none
	Entries   []Entry
	Withdrawn []Tombstone // sorted by path
}

// An Entry is one file of a published tree.
type Entry struct {
	Path   string
	Key    Digest // zero in what the public can read
	Digest Digest // of the bytes
	Size   int64
}

// Entry returns the entry of a path, and whether there is one.
func (m *Manifest) Entry(path string) (Entry, bool) {
	if m == nil {
		return Entry{}, false
	}
	i := sort.Search(len(m.Entries), func(i int) bool { return m.Entries[i].Path >= path })
	if i < len(m.Entries) && m.Entries[i].Path == path {
		return m.Entries[i], true
	}
	return Entry{}, false
}

// Changes is the difference between two manifests, each list sorted.
type Changes struct {
	Added, Changed, Removed []string // paths
}

// IsZero reports whether nothing differs.
func (c Changes) IsZero() bool { return len(c.Added)+len(c.Changed)+len(c.Removed) == 0 }

// Diff returns what must change to make old into new. A nil manifest is an empty one.
func Diff(old, new *Manifest) Changes {
	var c Changes
	var a, b []Entry
	if old != nil {
		a = old.Entries
	}
	if new != nil {
		b = new.Entries
	}
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(a) == 0 || len(b) > 0 && b[0].Path < a[0].Path:
			c.Added, b = append(c.Added, b[0].Path), b[1:]
		case len(b) == 0 || a[0].Path < b[0].Path:
			c.Removed, a = append(c.Removed, a[0].Path), a[1:]
		default:
			if a[0].Digest != b[0].Digest || a[0].Size != b[0].Size {
				c.Changed = append(c.Changed, b[0].Path)
			}
			a, b = a[1:], b[1:]
		}
	}
	return c
}
