package source

import (
	"errors"
	"hash/maphash"
	"io/fs"
	"path"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// ErrReload says that a site cannot be brought up to date by reading some columns again: Load it.
var ErrReload = errors.New("more than these columns may have changed")

// Reload reads the columns in the files again and returns, in the order of the files, what they hold now,
// as Load would have read them beside the rest of the site. The site itself is not changed. It returns
// ErrReload when in doubt: a file is new or gone, or an address was moved, met or shared.
func Reload(site *kanshu.Site, fsys fs.FS, files []string, o Options) ([]*kanshu.Column, error) {
	l := loader{fsys: fsys, options: o, site: site, seed: maphash.MakeSeed()}
	l.known(site)
	fresh := make([]*kanshu.Column, len(files))
	for i, file := range files {
		old := Find(site, file)
		if old == nil {
			return nil, ErrReload
		}
		w, ok := l.again(old)
		if !ok {
			return nil, ErrReload
		}
		c := new(kanshu.Column)
		if err := l.read(c, w); err != nil {
			return nil, err
		}
		if c.Slug != old.Slug || c.Lang != old.Lang || met(old) || met(c) {
			return nil, ErrReload
		}
		kanshu.SortFindings(c.Findings)
		fresh[i] = c
	}
	return fresh, nil
}

// Find returns the column that stands in a file, nil if none does.
func Find(site *kanshu.Site, file string) *kanshu.Column {
	i, ok := slices.BinarySearchFunc(site.Columns, file, func(c *kanshu.Column, file string) int { return strings.Compare(c.File, file) })
	if !ok {
		return nil
	}
	return site.Columns[i]
}

// met reports whether a column's address concerns, or may concern, another column.
func met(c *kanshu.Column) bool {
	return len(c.Aliases) > 0 || c.Has("aliases") ||
		slices.ContainsFunc(c.Findings, func(f kanshu.Finding) bool { return f.Rule == ruleSlug })
}

// known fills the names that columns may use from a site that was loaded.
func (l *loader) known(site *kanshu.Site) {
	n := &l.names
	n.config = site.Config
	n.topics = [2][]*kanshu.Topic{site.Categories, site.Tags}
	n.clinics = make(map[string]*kanshu.Clinic, len(site.Clinics))
	for _, c := range site.Clinics {
		n.clinics[c.ID] = c
		n.clinicIDs = append(n.clinicIDs, c.ID)
	}
	n.doctors, n.nameless = make(map[string]*kanshu.Doctor, len(site.Doctors)), make(map[string]bool)
	for _, d := range site.Doctors {
		n.doctors[d.ID], n.nameless[d.ID] = d, nameless(d.Name)
		n.doctorIDs = append(n.doctorIDs, d.ID)
	}
}

// again looks at a column's file, and at the folder it has for itself. It reports false if the file is no
// regular one any more.
func (l *loader) again(c *kanshu.Column) (*found, bool) {
	info, err := fs.Stat(l.fsys, c.File)
	if err != nil || !info.Mode().IsRegular() {
		return nil, false
	}
	w := &walk{}
	if c.Dir != "" {
		if err := w.folder(l.fsys, c.Dir); err != nil {
			return nil, false
		}
	} else {
		slug, lang := nameParts(strings.TrimSuffix(path.Base(c.File), ".md"))
		w.columns = []found{{file: c.File, slug: slug, lang: lang}}
	}
	i := slices.IndexFunc(w.columns, func(f found) bool { return f.file == c.File })
	if i < 0 || w.columns[i].irregular {
		return nil, false
	}
	return &w.columns[i], true
}
