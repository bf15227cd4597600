package build

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/output"
)

// A PreviewPage is one file of a preview.
type PreviewPage struct {
	Path    string // below the site's root: "columns/hay-fever/index.html"
	Type    string // media type
	Body    []byte // not to be changed
	Verdict *kanshu.Verdict
	Failed  error // why the page cannot be made; Body is that of the last time it could, or nil
	Version int   // of the preview from which the page was made
}

// ErrNoPage says that a preview has nothing at a path.
var ErrNoPage = errors.New("nothing stands at this address")

// viewsKept is how many days are held at once; the one asked for longest ago goes first.
const viewsKept = 6

// A desk is one view made ready: a press, and what was planned of each kind.
type desk struct {
	mu    sync.Mutex
	press *output.Press
	plans map[string]map[string]kanshu.Artifact // kind → path → artifact
}

// Page makes the file at a path below the site's root, for a day. With asOf, pages are those that would be
// published on that day; a column that would not be is shown as it stands. Without, everything that has an
// address stands in the lists as well. The error is ErrNoPage, or says what keeps all pages from being made;
// what is wrong with this page alone is told in Failed.
func (p *Preview) Page(path string, day kanshu.Date, asOf bool) (PreviewPage, error) {
	for range 5 {
		page, changed, err := p.page(path, day, asOf)
		if changed == "" {
			return page, err
		}
		p.notice(changed)
	}
	page, _, err := p.page(path, day, asOf)
	return page, err
}

// page is Page, or the name of a file that changed since it was read.
func (p *Preview) page(path string, day kanshu.Date, asOf bool) (PreviewPage, string, error) {
	asOf = asOf || machineRead(path)
	if asOf {
		page, err := p.publicPage(path, day)
		if !errors.Is(err, ErrNoPage) || machineRead(path) {
			return page, changedFile(err, page.Failed), err
		}
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	if err := p.mustSite(); err != nil {
		return PreviewPage{}, "", err
	}
	d := p.desk(day)
	page, err := p.make(d, path, asOf)
	if err != nil {
		return page, changedFile(err), err
	}
	if c := d.press.Edition.Column(sitePath(path)); c != nil {
		v, err := gate.One(p.site, d.press.Edition, c, p.gateOptions(day))
		if err != nil {
			return page, changedFile(err), fmt.Errorf("judge: %w", err)
		}
		page.Verdict = &v
	}
	if late := p.bodies.missed(); late != "" {
		return page, late, nil
	}
	return page, changedFile(page.Failed), nil
}

// publicPage makes a page from what is published on a day.
func (p *Preview) publicPage(path string, day kanshu.Date) (PreviewPage, error) {
	j, err := p.judgement(day)
	if err != nil {
		return PreviewPage{}, err
	}
	p.mu.RLock()
	defer p.mu.RUnlock()
	page, err := p.make(j.desk, path, true)
	if c := j.desk.press.Edition.Column(sitePath(path)); err == nil && c != nil {
		i, _ := slices.BinarySearchFunc(j.verdicts, c.File, func(v kanshu.Verdict, file string) int { return strings.Compare(v.Column.File, file) })
		page.Verdict = &j.verdicts[i]
	}
	return page, err
}

// machineRead reports whether a file is for machines, and therefore holds what is published and nothing
// else: no ribbon could stand in it.
func machineRead(path string) bool {
	return !strings.HasSuffix(path, ".html") && !strings.HasPrefix(path, "assets/")
}

func (p *Preview) gateOptions(day kanshu.Date) gate.Options {
	return gate.Options{Rules: p.rules, Today: day, Cache: &p.cache, Survey: p.bodies.look}
}

// changedFile returns the column file that an error says has changed, "" if it says no such thing.
func changedFile(errs ...error) string {
	for _, err := range errs {
		if !errors.Is(err, kanshu.ErrChanged) {
			continue
		}
		for part := range strings.SplitSeq(err.Error(), ": ") {
			if strings.HasPrefix(part, "columns/") && strings.HasSuffix(part, ".md") {
				return part
			}
		}
		return "."
	}
	return ""
}

// sitePath returns the address of a page's file: "/columns/x/" for "columns/x/index.html".
func sitePath(file string) string { return "/" + strings.TrimSuffix(file, "index.html") }

// desk returns the view of all columns for a day. The caller holds mu for reading.
func (p *Preview) desk(day kanshu.Date) *desk {
	p.judged.mu.Lock()
	defer p.judged.mu.Unlock()
	d := p.views[day]
	if d == nil {
		if len(p.views) >= viewsKept {
			clear(p.views)
		}
		d = &desk{press: p.press(gate.Shown(p.site, p.fsys, day))}
		d.press.Withdrawn, d.press.Survey = p.site.Withdrawn, p.bodies.look
		p.views[day] = d
	}
	return d
}

func (p *Preview) press(e *gate.Edition) *output.Press {
	return &output.Press{
		Edition: e, Layouts: p.set, Assets: p.o.Assets, Generator: Generator(p.o.Version), Salt: p.o.Salt,
		Minify: NewMinifier().Bytes, Each: p.each, Cache: &p.pictures,
	}
}

// make finds and makes one file of a desk.
func (p *Preview) make(d *desk, path string, asOf bool) (page PreviewPage, err error) {
	page = PreviewPage{Path: path, Version: p.version}
	a, ok, err := d.artifact(path)
	switch {
	case err != nil && !errors.Is(err, kanshu.ErrChanged):
		page.Failed = err
	case err != nil:
		return page, err
	case !ok:
		return page, fmt.Errorf("%s: %w", path, ErrNoPage)
	default:
		page.Type = a.Type
		page.Body, page.Failed = finished(&a)
	}
	if page.Failed != nil {
		last := p.good.last(path, asOf)
		page.Type, page.Body = cmp.Or(page.Type, last.Type), last.Body
		return page, nil
	}
	p.good.keep(page, asOf)
	return page, nil
}

// finished makes an artifact. A panic is a bug in kanshu, and no reason for a server to end.
func finished(a *kanshu.Artifact) (body []byte, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%s: kanshu stopped half-way: %v", a.Path, v)
		}
	}()
	b := new(bench)
	return b.make(a)
}

// artifact finds the plan of a path: a column's page by itself, everything else by the kinds that may have
// planned it, the likeliest first.
func (d *desk) artifact(path string) (a kanshu.Artifact, ok bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%s: kanshu stopped half-way: %v", path, v)
		}
	}()
	if a, ok, err := output.Column(d.press, sitePath(path)); ok || err != nil {
		return a, ok, err
	}
	for _, k := range kindsFor(path) {
		plan, err := d.plan(k)
		if err != nil {
			return a, false, err
		}
		if a, ok := plan[path]; ok {
			return a, true, nil
		}
		if a, ok := renewed(plan, path); ok {
			return a, true, nil
		}
	}
	return a, false, nil
}

// renewed finds what stands now in the place of a style sheet or script that bears the digest of bytes that
// are gone: a page may ask for it a moment after it was saved again.
func renewed(plan map[string]kanshu.Artifact, asked string) (kanshu.Artifact, bool) {
	ext := path.Ext(asked)
	stem := strings.LastIndexByte(asked, '-') + 1
	if !strings.HasPrefix(asked, "assets/") || ext != ".css" && ext != ".js" || stem == 0 {
		return kanshu.Artifact{}, false
	}
	for name, a := range plan {
		if len(name) == len(asked) && strings.HasPrefix(name, asked[:stem]) && path.Ext(name) == ext && !strings.Contains(name[stem:], "-") {
			return a, true // there is one: a name and a digest of fixed length
		}
	}
	return kanshu.Artifact{}, false
}

// plan returns what a kind planned, by path. Feeds hand over what they rendered as they are made, so their
// plan is good for one making.
func (d *desk) plan(k output.Kind) (map[string]kanshu.Artifact, error) {
	if plan, ok := d.plans[k.Name]; ok && k.Name != output.Feeds.Name {
		return plan, nil
	}
	as, err := output.Plan(d.press, []output.Kind{k})
	if err != nil {
		return nil, err
	}
	plan := make(map[string]kanshu.Artifact, len(as))
	for _, a := range as {
		plan[a.Path] = a
	}
	if d.plans == nil {
		d.plans = map[string]map[string]kanshu.Artifact{}
	}
	d.plans[k.Name] = plan
	return plan, nil
}

// kindsFor returns the kinds that may plan a path, the likeliest first. Columns are found by their address,
// and _headers speaks to a host that a preview does not have.
func kindsFor(path string) []output.Kind {
	kinds := slices.DeleteFunc(slices.Clone(output.All), func(k output.Kind) bool {
		return k.Name == "columns" || k.Name == output.Headers.Name
	})
	first, _, _ := strings.Cut(path, "/")
	likely := map[string]string{"index.html": "home", "category": "categories", "columns": "archive", "404.html": "not found"}
	want := cmp.Or(likely[first], first)
	slices.SortStableFunc(kinds, func(a, b output.Kind) int {
		switch {
		case a.Name == want && b.Name != want:
			return -1
		case b.Name == want && a.Name != want:
			return 1
		default:
			return 0
		}
	})
	return kinds
}
