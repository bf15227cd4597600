package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// A Preview is a site in memory, for package serve: every column that has an address can be seen, judged
// or not, and nothing is ever written. It keeps the last Site, reads again only what it is told of, and
// makes a page when it is asked for. It is safe for use by many at once.
//
//	Update:  one column's body  → put in its place, pages made anew when asked for
//	         one column's front matter → that column read, cards and lists planned anew
//	         anything else → all is loaded again
//	Page:    path → kind of output → artifact → bytes, the column on it judged by every rule
//
// What cannot be read (a data file, kanshu.yaml, a template) leaves the last site that could, and Broken
// says what is to be mended.
type Preview struct {
	fsys fs.FS
	o    Options
	each kanshu.Each

	change  sync.Mutex // one Update at a time
	unheard []string   // what changed and was read before Update was told of it

	mu      sync.RWMutex // held for writing only while what is below is exchanged
	site    *kanshu.Site
	set     *layout.Set
	broken  map[string]error // by what: "source", "rules", "layouts"
	rules   []*gate.Rule     // the program's and the publication's own; the last that could be read
	version int
	views   map[kanshu.Date]*desk // all that has an address; which doctors and clinics stand is a matter of the day
	good    goods

	cache  findings
	judged docket
	bodies surveys

	pictures darkroom
}

// NewPreview loads the site at fsys. A site that cannot be read yet is no error: Broken says why, and
// Update tries again. Of the options, Today, Forced and Fail are not looked at. What has begun to load is
// loaded whole even if ctx ends: half a site is none.
func NewPreview(ctx context.Context, fsys fs.FS, o Options) *Preview {
	p := &Preview{fsys: fsys, o: o, each: Workers(o.Workers), broken: map[string]error{}, rules: rules.All, views: map[kanshu.Date]*desk{}}
	p.change.Lock()
	defer p.change.Unlock()
	p.loadLayouts()
	p.loadAll(func(c *kanshu.Config, columns int) {
		if o.Found != nil {
			o.Found(c, columns, false)
		}
	})
	return p
}

// Broken returns what keeps the newest sources from being shown, nil if nothing does.
func (p *Preview) Broken() error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.brokenNow()
}

func (p *Preview) brokenNow() error {
	return errors.Join(p.broken["source"], p.broken["rules"], p.broken["layouts"])
}

// Version counts the changes that Update has brought in; what holds the same as before is none.
func (p *Preview) Version() int {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.version
}

// Config returns the publication's configuration; nil while none could be read.
func (p *Preview) Config() *kanshu.Config {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.site == nil {
		return nil
	}
	return p.site.Config
}

// Update reads again what stands in the files or folders, named by slash-separated paths below the source
// directory; "." is all of it. It returns the names of what made a difference since the last Update, and the Version
// that all of it led to. An editor may tell of one save twice, in two steps: the second then makes none. What a page
// that was asked for had to read before anybody told of it is among the names.
func (p *Preview) Update(names []string) (changed []string, version int) {
	p.change.Lock()
	defer p.change.Unlock()
	changed = append(p.update(names), p.unheard...)
	p.unheard = nil
	return changed, p.Version()
}

// notice is Update for a file that was seen to have changed before anybody told of it.
func (p *Preview) notice(file string) {
	p.change.Lock()
	defer p.change.Unlock()
	p.unheard = append(p.unheard, p.update([]string{file})...)
}

// update is Update; the caller holds change.
func (p *Preview) update(names []string) []string {
	var columns []string
	all, layouts, assets := p.site == nil || p.broken["source"] != nil || p.broken["rules"] != nil, p.broken["layouts"] != nil, false
	for _, name := range names {
		top, rest, _ := strings.Cut(name, "/")
		switch {
		case top == "layouts":
			layouts = true
		case top == "assets":
			assets = true
		case top == "columns" && strings.HasSuffix(rest, ".md"):
			columns = append(columns, name)
		case top == "columns" && isPicture(rest):
			assets = true
		case name == ".":
			layouts, all = true, true
		case top == "columns", top == "data", top == "kanshu.yaml":
			all = true
		}
	}
	if layouts || assets || all {
		p.refresh()
	}
	if layouts {
		p.loadLayouts()
	}
	slices.Sort(columns)
	columns = slices.Compact(columns)
	if !all && len(columns) > 0 {
		same, ok := p.reload(columns)
		names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(same, name) })
		all = !ok
	}
	switch {
	case all:
		p.loadAll(nil)
	case layouts || assets:
		p.exchange(func() { p.views = map[kanshu.Date]*desk{} })
	}
	return names
}

// refresh tells a file system that keeps folders open to look for them anew: one may have been replaced.
func (p *Preview) refresh() {
	if r, ok := p.fsys.(interface{ Refresh() }); ok {
		r.Refresh()
	}
}

func isPicture(name string) bool {
	for _, ext := range []string{".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"} {
		if strings.HasSuffix(strings.ToLower(name), ext) {
			return true
		}
	}
	return false
}

// exchange puts something new in place; readers see all of it or nothing.
func (p *Preview) exchange(do func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	do()
	p.version++
	p.judged.forget()
}

func (p *Preview) loadLayouts() {
	set, err := Layouts(p.fsys, p.o)
	p.exchange(func() {
		p.broken["layouts"] = err
		if err == nil {
			p.set, p.views = set, map[kanshu.Date]*desk{}
		}
	})
}

// loadAll loads the site anew. Found, which may be nil, is told how many columns there are: see source.Options.
func (p *Preview) loadAll(found func(*kanshu.Config, int)) {
	p.refresh()
	asked, wrong := rules.With(p.fsys)
	site, err := source.Load(p.fsys, source.Options{Each: p.each, Survey: new(glancer).glance, Memory: p.borrow(), Found: found, Fleeting: true})
	p.exchange(func() {
		if p.broken["rules"] = wrong; wrong == nil {
			p.rules = asked
			p.cache.forget() // its keys know rules by name alone
		}
		p.broken["source"] = err
		if err == nil {
			site.Findings = append(site.Findings, rules.Policy(site.Config, p.rules)...)
			p.site, p.views = site, map[kanshu.Date]*desk{}
			p.bodies.await(site)
		}
	})
}

// borrow returns what the last build remembers of the columns, nil if nothing is known of any: those whose files are
// the very same are not read again. At 10,000 columns that is a fifth of the work of loading them. What a build
// remembers of another program, other rules or other data is not believed.
func (p *Preview) borrow() *source.Memory {
	if p.o.Kept == nil {
		return nil
	}
	own, err := rules.Own(p.fsys)
	if err != nil {
		return nil
	}
	all, ok := p.o.Kept(columnsKept)
	if !ok {
		return nil
	}
	more, _ := p.o.Kept(columnsSince)
	return source.Borrow(all, more, remembered(p.o.Salt, own))
}

// reload reads some columns again, and returns the files of those that hold what they held. It reports false if
// everything is to be loaded.
func (p *Preview) reload(files []string) (same []string, ok bool) {
	fresh, err := source.Reload(p.site, p.fsys, files, source.Options{Survey: markdown.Survey, Fleeting: true})
	if err != nil {
		return nil, false
	}
	fresh = slices.DeleteFunc(fresh, func(c *kanshu.Column) bool {
		if !sameText(source.Find(p.site, c.File), c) {
			return false
		}
		same = append(same, c.File)
		return true
	})
	if len(fresh) == 0 {
		return same, true
	}
	p.exchange(func() {
		if slices.ContainsFunc(fresh, func(c *kanshu.Column) bool { return !sameSeat(source.Find(p.site, c.File), c) }) {
			p.replace(fresh)
			return
		}
		for _, c := range fresh {
			old := source.Find(p.site, c.File)
			delete(p.bodies.waiting, old)
			retell(old, c)
			for _, d := range p.views {
				d.press.Renew(old)
			}
		}
		for _, d := range p.views {
			d.plans = nil
		}
	})
	return same, true
}

// sameText reports whether a column holds what it held.
func sameText(old, c *kanshu.Column) bool {
	if old.Head != c.Head || old.Body.Size != c.Body.Size {
		return false
	}
	_, err := old.Body.Bytes()
	return err == nil
}

// replace puts columns in the place of those of their files; lists and relations are planned anew. The caller holds mu
// for writing.
func (p *Preview) replace(fresh []*kanshu.Column) {
	site := *p.site
	site.Columns = slices.Clone(site.Columns)
	for _, c := range fresh {
		i := slices.Index(site.Columns, source.Find(p.site, c.File))
		site.Columns[i] = c
	}
	p.site, p.views = &site, map[kanshu.Date]*desk{}
}

// retell puts what a column tells into another: its texts, where they stand, and what was found in them.
func retell(to, from *kanshu.Column) {
	to.Title, to.Subtitle, to.Description = from.Title, from.Subtitle, from.Description
	to.Head, to.Body, to.Reckoned, to.Survey, to.Listed, to.Later = from.Head, from.Body, from.Reckoned, from.Survey, from.Listed, from.Later
	to.Fields, to.Named, to.Findings = from.Fields, from.Named, from.Findings // who supervises is told by Supervisors
}

// sameSeat reports whether a column stands among the others as it did, and shows the same pictures: then its new texts
// can take the place of the old ones, and lists and relations stay as they are. Whatever is no such text must be
// as it was, also what is added to columns one day.
func sameSeat(old, c *kanshu.Column) bool {
	if !slices.EqualFunc(old.Survey.Pictures, c.Survey.Pictures, func(a, b kanshu.Ref) bool { return a.Dest == b.Dest }) {
		return false
	}
	if old.Head == c.Head {
		return true
	}
	now, before := *c, *old
	retell(&now, &kanshu.Column{})
	retell(&before, &kanshu.Column{})
	return reflect.DeepEqual(&now, &before)
}

// A findings keeps what rules found in prose. It holds on to values of its own, since verdicts sort and
// soften theirs.
type findings struct{ m sync.Map }

// Findings implements gate.Cache.
func (c *findings) Findings(key kanshu.Digest) ([]kanshu.Finding, bool) {
	v, ok := c.m.Load(key)
	if !ok {
		return nil, false
	}
	fs, ok := v.([]kanshu.Finding)
	return slices.Clone(fs), ok
}

// Keep implements gate.Cache.
func (c *findings) Keep(key kanshu.Digest, fs []kanshu.Finding) { c.m.Store(key, slices.Clone(fs)) }

// forget lets everything go.
func (c *findings) forget() { c.m.Clear() }

var _ gate.Cache = (*findings)(nil)

// errNoSite is what is told of a site that could never be read.
var errNoSite = errors.New("there is no site to show yet")

func (p *Preview) mustSite() error {
	if p.site != nil && p.set != nil {
		return nil
	}
	return fmt.Errorf("%w: %w", errNoSite, p.brokenNow())
}
