package gate

import (
	"io/fs"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// Options are how Judge runs.
type Options struct {
	Rules []*Rule
	Today kanshu.Date
	Each  kanshu.Each // nil: one after the other
	// Survey brings a column's Survey up to date before One judges it; nil: it is.
	Survey func(*kanshu.Column)
	Cache  Cache // findings from earlier runs; nil: none
	// Base is a digest of all that columns were read by beside their own files: program, kanshu.yaml, records.
	// Where it is zero, Cache is asked about prose alone.
	Base kanshu.Digest
}

// each is Each, or one after the other.
func (o *Options) each() kanshu.Each {
	if o.Each == nil {
		return kanshu.InOrder
	}
	return o.Each
}

// A Cache keeps the findings of Read, and of each Check that is not Live, by the digest of body, front matter,
// configuration and rules. A date is never answered from it. It is safe for use by many at once.
type Cache interface {
	Findings(key kanshu.Digest) ([]kanshu.Finding, bool)
	Keep(key kanshu.Digest, fs []kanshu.Finding)
}

// Judge hands every column of the site to every rule. It returns the edition of those that passed, and
// a verdict for each column in the site's order. fsys is the source directory; the edition opens
// pictures from it. What is found of the pictures of records is added to the findings of the site. It returns an
// error only where the machine fails (a body cannot be read again), and then no edition.
func Judge(site *kanshu.Site, fsys fs.FS, o Options) (*Edition, []kanshu.Verdict, error) {
	if len(o.Rules) == 0 {
		panic("gate: no rules")
	}
	if o.Today.IsZero() {
		panic("gate: no day")
	}
	seen := &sights{fsys: fsys}
	verdicts, err := judgeAll(site, seen, o)
	if err != nil {
		return nil, nil, err
	}
	records(site, seen, o)
	e, pass := settled(site, fsys, o, verdicts)
	e.next = nextChange(pass, e, o.Today)
	for i := range verdicts {
		kanshu.SortFindings(verdicts[i].Findings)
	}
	return e, verdicts, nil
}

// settled returns the edition of what passed. Where the site lets a link that leads nowhere refuse its
// column, that column goes, and with it what links to it: each turn takes a column away, so the turns end.
func settled(site *kanshu.Site, fsys fs.FS, o Options, verdicts []kanshu.Verdict) (*Edition, []*kanshu.Column) {
	for {
		pass := make([]*kanshu.Column, 0, len(verdicts))
		for i := range verdicts {
			if verdicts[i].Outcome == kanshu.Approved {
				pass = append(pass, verdicts[i].Column)
			}
		}
		e := edition(site, fsys, o.Today, pass, o.each())
		if !checkLinks(site, e, verdicts) {
			return e, pass
		}
	}
}

func judgeAll(site *kanshu.Site, seen *sights, o Options) ([]kanshu.Verdict, error) {
	each := o.each()
	readers := newReaders(o.Rules, site.Config)
	verdicts := make([]kanshu.Verdict, len(site.Columns))
	errs := make([]error, len(site.Columns))
	each(len(site.Columns), func(i int) {
		verdicts[i], errs[i] = judge(site, site.Columns[i], readers, seen, o)
	})
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return verdicts, nil
}

// judge brings one column before every rule.
func judge(site *kanshu.Site, col *kanshu.Column, readers *readers, seen *sights, o Options) (kanshu.Verdict, error) {
	desk := seen.desks.Take()
	defer seen.desks.Put(desk)
	c := &desk.Case
	*c = Case{Column: col, Config: site.Config, day: o.Today, sights: seen, room: &desk.refs}
	for _, f := range col.Findings {
		f.Severity = stricter(site.Config, f)
		if f.Readers.IsZero() && f.Severity == kanshu.Refuse {
			f.Readers = withheldWords
		}
		c.findings = append(c.findings, f)
	}
	c.check(readers, o)
	if err := readers.read(c, o.Cache); err != nil {
		return kanshu.Verdict{}, err
	}
	waive(c, o.Rules, len(col.Findings))
	v := kanshu.Verdict{Column: col, Outcome: outcome(col, c.findings), Findings: c.findings}
	if v.Outcome == kanshu.Held {
		soften(v.Findings)
	}
	return v, nil
}

// check runs the rules that see facts: those that are Live or Daily, and the others unless it is remembered what they
// find in the column as it is written.
func (c *Case) check(readers *readers, o Options) {
	c.try(readers.daily...)
	var key kanshu.Digest
	memo := o.Cache != nil && !o.Base.IsZero() && !c.Column.Head.IsZero() && len(c.Column.Findings) == 0
	if memo {
		key = c.factsKey(o.Base)
		if fs, ok := o.Cache.Findings(key); ok {
			c.findings = append(c.findings, fs...)
			return
		}
	}
	before := len(c.findings)
	c.try(readers.facts...)
	if memo {
		o.Cache.Keep(key, c.findings[before:len(c.findings):len(c.findings)])
	}
}

// factsKey covers what a Check that is not Live may look at: the column as written, and base, which is a digest too.
func (c *Case) factsKey(base kanshu.Digest) kanshu.Digest {
	key := c.Column.Written()
	for i := range key {
		key[i] ^= base[i]
	}
	return key
}

// outcome decides. What cannot be read, or has no address of its own, is refused even if it calls
// itself a draft; every other draft or scheduled column is held, and its findings are notes.
func outcome(col *kanshu.Column, fs []kanshu.Finding) kanshu.Outcome {
	refused, unreadable, held := false, false, col.Draft
	for _, f := range col.Findings {
		unreadable = unreadable || f.Severity == kanshu.Refuse
	}
	for _, f := range fs {
		refused = refused || f.Severity == kanshu.Refuse
		held = held || f.Severity == kanshu.Hold
	}
	switch {
	case unreadable, refused && !held:
		return kanshu.Refused
	case held:
		return kanshu.Held
	default:
		return kanshu.Approved
	}
}

// The names of rules that reading itself reports.
const (
	Unreadable   = "front-matter-unreadable"
	SlugUnusable = "slug-unusable"
	NotRegular   = "file-not-regular"
)

// soften makes notes of all that a held column would be refused or warned for.
func soften(fs []kanshu.Finding) {
	for i := range fs {
		if fs[i].Severity == kanshu.Refuse || fs[i].Severity == kanshu.Warn {
			fs[i].Severity, fs[i].Readers = kanshu.Note, kanshu.Wording{}
		}
	}
}

// nextChange returns the first day after today on which one of the approved columns, doctors or
// clinics drops out. Columns that wait for their day are left out on purpose: what readers can fetch
// says nothing of a column that they cannot.
func nextChange(pass []*kanshu.Column, e *Edition, today kanshu.Date) kanshu.Date {
	var next kanshu.Date
	last := func(d kanshu.Date) {
		if d.IsZero() {
			return
		}
		if d = d.AddDays(1); d.After(today) && (next.IsZero() || d.Before(next)) {
			next = d
		}
	}
	var soonest kanshu.Date
	for _, c := range pass {
		if d := c.Review.Due; soonest.IsZero() || d.Before(soonest) {
			soonest = d
		}
		for _, s := range c.Supervisors {
			last(s.Doctor.Until)
		}
	}
	last(soonest)
	for _, d := range e.doctors {
		last(d.Until)
	}
	for _, c := range e.clinics {
		last(c.Until)
	}
	return next
}

// Preview returns an edition of every column that has an address, fit to publish or not, for package
// serve alone: it is held in memory and never written.
func Preview(site *kanshu.Site, fsys fs.FS, verdicts []kanshu.Verdict, today kanshu.Date) *Edition {
	show := make([]*kanshu.Column, 0, len(verdicts))
	for i := range verdicts {
		if c := verdicts[i].Column; c.Slug != "" {
			show = append(show, c)
		}
	}
	e := edition(site, fsys, today, show, kanshu.InOrder)
	if len(e.byPath) == len(show) { // nearly always: none meets another
		return e
	}
	seen := make(map[string]bool, len(verdicts))
	show = show[:0]
	for _, v := range verdicts {
		p := v.Column.Path(site.Config.Language)
		if v.Column.Slug != "" && (v.Outcome == kanshu.Approved || !seen[p]) {
			seen[p] = true
			show = append(show, v.Column)
		}
	}
	return edition(site, fsys, today, show, kanshu.InOrder)
}

// readers is the rules, made ready once: what is run in every build, what sees facts alone, and what reads prose.
type readers struct {
	daily []step
	facts []step
	rules []*Rule
	base  kanshu.Digest // of rules and configuration
}

func newReaders(rules []*Rule, cfg *kanshu.Config) *readers {
	r := &readers{}
	var b []byte
	for _, rule := range rules {
		switch {
		case rule.Check == nil:
		case rule.Live:
			r.daily = append(r.daily, step{rule, rule.Check, true})
		default:
			r.facts = append(r.facts, step{rule, rule.Check, false})
		}
		if rule.Daily != nil {
			r.daily = append(r.daily, step{rule, rule.Daily, true})
		}
		if rule.Read != nil {
			r.rules = append(r.rules, rule)
			b = append(append(b, rule.ID...), 0)
		}
	}
	for _, id := range cfg.Policy.Refuse {
		b = append(append(b, id...), 1)
	}
	for _, id := range cfg.Policy.Warn {
		b = append(append(b, id...), 2)
	}
	r.base = kanshu.DigestOf(b)
	return r
}

// read runs the rules that read prose, or takes their findings from the cache.
func (r *readers) read(c *Case, cache Cache) error {
	if len(r.rules) == 0 || c.Column.Body.Size == 0 || c.Column.Survey.Clear {
		return nil
	}
	col := c.Column
	key := r.key(col)
	if cache != nil {
		if fs, ok := cache.Findings(key); ok {
			c.findings = append(c.findings, fs...)
			return nil
		}
	}
	body, err := col.Body.Bytes()
	if err != nil {
		return err
	}
	before := len(c.findings)
	var doc *markdown.Doc
	prose := NewProse(markdown.Open(col.File, col.Body.Line, body), &col.Survey, nil)
	for _, rule := range r.rules {
		if rule.clears(prose) {
			continue
		}
		c.try(step{rule, func(c *Case) {
			if doc == nil {
				doc = markdown.Parse(col.File, col.Body.Line, body)
			}
			rule.Read(c, doc)
		}, rule.Live})
	}
	if cache != nil {
		cache.Keep(key, c.findings[before:len(c.findings):len(c.findings)])
	}
	return nil
}

// key covers what Read may look at: the body, the front matter, the configuration, and what the
// records say of the clinics that the column shows.
func (r *readers) key(col *kanshu.Column) kanshu.Digest {
	b := append(append([]byte(col.File), 0), r.base[:]...)
	b = append(append(b, col.Body.Digest[:]...), col.Head[:]...)
	add := func(c *kanshu.Clinic) {
		for _, s := range []string{c.Name, c.Tel.Shown, c.Fax.Shown, c.Address.Line()} {
			b = append(append(b, s...), 0)
		}
	}
	for _, c := range col.Clinics {
		add(c)
	}
	for _, s := range col.Supervisors {
		if s.Clinic != nil {
			add(s.Clinic)
		}
	}
	return kanshu.DigestOf(b)
}
