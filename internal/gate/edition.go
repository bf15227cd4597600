package gate

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"kanshu/internal/kanshu"
)

// An Edition is what may be published. Only Judge and Preview make one that holds a column; the zero
// Edition is empty. It has no way back to the Site, so whoever holds an Edition has no name for a
// refused column. It is safe for use by many at once.
type Edition struct {
	day     kanshu.Date
	next    kanshu.Date
	config  *kanshu.Config
	columns []*kanshu.Column
	doctors []*kanshu.Doctor
	clinics []*kanshu.Clinic
	topics  [2][]*kanshu.Topic
	terms   []kanshu.Term
	byPath  map[string]*kanshu.Column
	folders map[string]bool // folders of approved columns, whose pictures may be opened
	fsys    fs.FS
	once    sync.Once // fills stood
	stood   *standing
	filed   sync.Once // fills files
	files   map[string]*kanshu.Column
}

// Config returns the publication's configuration.
func (e *Edition) Config() *kanshu.Config { return e.config }

// Columns returns the approved columns of the site's own language and of all others, newest first,
// then by slug. The slice is not to be changed.
func (e *Edition) Columns() []*kanshu.Column { return e.columns }

// Column returns the approved column at a site path such as "/columns/hay-fever/", nil if there is
// none.
func (e *Edition) Column(path string) *kanshu.Column { return e.byPath[path] }

// Doctors returns the doctors of data/doctors who are in office, by id.
func (e *Edition) Doctors() []*kanshu.Doctor { return e.doctors }

// Clinics returns the clinics of data/clinics that are open, by id.
func (e *Edition) Clinics() []*kanshu.Clinic { return e.clinics }

// Categories returns the categories that at least one approved column stands in: those of
// data/topics.yaml in the order written, then those that only columns name, by id.
func (e *Edition) Categories() []*kanshu.Topic { return e.topics[0] }

// Tags returns the tags likewise.
func (e *Edition) Tags() []*kanshu.Topic { return e.topics[1] }

// Glossary returns the entries of data/glossary.yaml.
func (e *Edition) Glossary() []kanshu.Term { return e.terms }

// Day returns the day the edition is for. It decides how long a page may be kept in caches; it is
// never printed on a page.
func (e *Edition) Day() kanshu.Date { return e.day }

// Next returns the first day after Day on which the edition changes by itself, because a review has
// run out, a scheduled column is due or a doctor has left; zero if there is none.
func (e *Edition) Next() kanshu.Date { return e.next }

// Open returns the bytes of a file below assets/, or of a picture that stands in the folder of an
// approved column. Every other name is fs.ErrPermission, and what is larger than 64 MiB fs.ErrInvalid.
func (e *Edition) Open(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	allowed := strings.HasPrefix(name, "assets/")
	for dir := path.Dir(name); !allowed && dir != "." && dir != "columns"; dir = path.Dir(dir) {
		allowed = e.folders[dir]
	}
	if !allowed || strings.HasSuffix(strings.ToLower(name), ".md") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	f, err := e.fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("edition: %w", &kanshu.Fault{File: name, Err: err})
	}
	defer func() { _ = f.Close() }()
	st, err := f.Stat()
	if err == nil && (st.IsDir() || st.Size() > maxOpen) {
		err = &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return nil, fmt.Errorf("edition: %w", err)
	}
	b := make([]byte, st.Size())
	n, err := io.ReadFull(f, b)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("edition: %w", &kanshu.Fault{File: name, Err: err})
	}
	return b[:n], nil
}

// maxOpen is how large a file the edition opens: more than any picture that is published.
const maxOpen = 64 << 20

// Assets returns the names of the files below assets/, sorted.
func (e *Edition) Assets() []string {
	var names []string
	_ = fs.WalkDir(e.fsys, "assets", func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			names = append(names, p)
		}
		return nil
	})
	return names
}

// edition gathers the columns that pass.
func edition(site *kanshu.Site, fsys fs.FS, today kanshu.Date, pass []*kanshu.Column, each kanshu.Each) *Edition {
	e := &Edition{
		day: today, config: site.Config, columns: pass, terms: site.Glossary, fsys: fsys,
		byPath: make(map[string]*kanshu.Column, len(pass)), folders: map[string]bool{},
	}
	newestFirst(e.columns, each)
	each(2, func(i int) {
		if i == 0 {
			for _, c := range e.columns {
				e.byPath[c.Path(site.Config.Language)] = c
				if c.Dir != "" {
					e.folders[c.Dir] = true
				}
			}
			return
		}
		e.topics[0] = topics(site.Categories, pass, func(c *kanshu.Column) []*kanshu.Topic {
			if c.Category == nil {
				return nil
			}
			return []*kanshu.Topic{c.Category}
		})
		e.topics[1] = topics(site.Tags, pass, func(c *kanshu.Column) []*kanshu.Topic { return c.Tags })
	})
	for _, d := range site.Doctors {
		if d.Name != "" && d.Active(today) {
			e.doctors = append(e.doctors, d)
		}
	}
	for _, c := range site.Clinics {
		if c.Name != "" && c.Active(today) {
			e.clinics = append(e.clinics, c)
		}
	}
	return e
}

// newestFirst sorts columns by day, the newest first, then by slug and language. Days and slugs are gathered before: to
// ask the columns themselves, which lie far apart, took half of the time.
func newestFirst(columns []*kanshu.Column, each kanshu.Each) {
	all := make([]dated, len(columns))
	half := len(all) / 2
	each(2, func(i int) {
		from, to := i*half, half+i*(len(all)-half)
		for k, c := range columns[from:to] {
			all[from+k] = dated{-(int32(c.Date.Year)<<16 | int32(c.Date.Month)<<8 | int32(c.Date.Day)), c.Slug, c}
		}
		slices.SortFunc(all[from:to], compareDated)
	})
	a, b := all[:half], all[half:]
	for i := range columns {
		if len(b) == 0 || len(a) > 0 && compareDated(a[0], b[0]) <= 0 {
			columns[i], a = a[0].Column, a[1:]
		} else {
			columns[i], b = b[0].Column, b[1:]
		}
	}
}

// A dated is a column with what it is sorted by.
type dated struct {
	day  int32 // the larger, the earlier
	slug kanshu.Slug
	*kanshu.Column
}

func compareDated(a, b dated) int {
	if a.day != b.day {
		return cmp.Compare(a.day, b.day)
	}
	if n := strings.Compare(string(a.slug), string(b.slug)); n != 0 {
		return n
	}
	return strings.Compare(a.Lang, b.Lang)
}

// topics returns the topics on record that a column names, then those that only columns name, by id.
func topics(record []*kanshu.Topic, pass []*kanshu.Column, of func(*kanshu.Column) []*kanshu.Topic) []*kanshu.Topic {
	seen := make(map[string]bool, len(record))
	for _, t := range record {
		seen[t.ID] = true
	}
	named := map[string]bool{}
	met := map[*kanshu.Topic]bool{} // most columns name topics of others: a pointer is looked up in a third of the time
	var more []*kanshu.Topic
	for _, c := range pass {
		for _, t := range of(c) {
			if met[t] {
				continue
			}
			met[t], named[t.ID] = true, true
			if !seen[t.ID] {
				seen[t.ID] = true
				more = append(more, t)
			}
		}
	}
	slices.SortFunc(more, func(a, b *kanshu.Topic) int { return strings.Compare(a.ID, b.ID) })
	used := slices.DeleteFunc(slices.Clone(record), func(t *kanshu.Topic) bool { return !named[t.ID] })
	return append(used, more...)
}
