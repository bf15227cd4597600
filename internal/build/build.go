// Package build walks the corridor once: load, judge, plan, make, publish. To read the program, read
// Run.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/output"
	"kanshu/internal/publish"
	"kanshu/internal/source"
)

// Options are how a site is built. The zero Options lack a day and are refused.
type Options struct {
	Today   kanshu.Date
	Forced  bool  // the day was given by hand and not read off a clock
	Workers int   // 0: one for each processor
	Fail    bool  // write nothing when a column is refused
	Began   int64 // when the program began, in nanoseconds since 1970; 0: no file is remembered as read
	Version string
	Layouts fs.FS         // the default templates
	Assets  fs.FS         // the default styles, scripts and icons
	Salt    kanshu.Digest // tells one build of the program from another; goes into keys alone
	// Kept returns what the last build of the site kept under a name, for previews; nil: nothing is known of any.
	Kept func(name string) ([]byte, bool)
	// Found is told how many columns there are, once the configuration is read and before they are, and whether the
	// last run is remembered, so that few of them are read; nil: nobody is.
	Found func(c *kanshu.Config, columns int, again bool)
	// Judged is handed the report while the edition is planned, made and published: nothing that was found will change.
	// What became of it is not known yet: Manifest, Changes and Made are not to be looked at. nil: nobody waits for it.
	Judged func(r *Report)
	// Tell hears, if it is not nil, how far a step has come: done of total, from 0. Many may call it at once.
	Tell func(step Step, done, total int)
}

// A Report is what a run found and did. After an error it holds what was known by then.
type Report struct {
	Site     *kanshu.Site
	Verdicts []kanshu.Verdict
	Edition  *gate.Edition
	Manifest *kanshu.Manifest
	Changes  kanshu.Changes
	Made     int         // artifacts made; the others stood already
	Read     int         // columns whose files were read; the others were remembered
	Next     kanshu.Date // the next day on which the site changes by itself; see nextChange
	// Unchanged says that nothing had changed since the last run that published. Then no column was read or
	// judged, Verdicts are those of that run as reports tell them, and there is no Edition.
	Unchanged bool

	again  bool // the last run is remembered
	memory *source.Memory
	prose  *prose
	keys   *keys
	left   departed // from the tree that stood
	quotes quotes   // lines that reports show; there may be none
	tell   func()   // fills quotes and calls Options.Judged, once
	save   func()   // keeps what was read and judged, once
}

// Line returns a line of a source file, counted from 1, where the run knows it without the file.
func (r *Report) Line(file string, line int) (string, bool) {
	s, ok := r.quotes[place{file, line}]
	return s, ok
}

// Refused counts the refused columns.
func (r *Report) Refused() int {
	n := 0
	for i := range r.Verdicts {
		if r.Verdicts[i].Outcome == kanshu.Refused {
			n++
		}
	}
	return n
}

// What keeps Run from publishing although nothing is broken. In each case public/ is as it was.
var (
	// ErrRefusals says that a column was refused and Options.Fail is set.
	ErrRefusals = errors.New("a column is refused, and nothing is written")
	// ErrClock says that today lies before the day of the last edition: what has expired would wake.
	ErrClock = errors.New("today lies before the day of the last edition")
	// ErrBreaker says that too many columns would vanish for causes other than their date.
	ErrBreaker = errors.New("too many columns would vanish at once")
)

// Run builds the site at fsys and publishes it through pub. It returns an error, and leaves public/ as
// it was, when the source cannot be read, a template or data file is broken, the disk fails, or one
// of ErrRefusals, ErrClock and ErrBreaker holds. Refused columns alone are no error.
func Run(ctx context.Context, fsys fs.FS, pub *publish.Publisher, o Options) (*Report, error) {
	r := &Report{}
	if err := checkClock(pub.Last(), o); err != nil {
		return r, err
	}
	last := recallLedger(pub, o)
	r.again = last != nil
	seen := witnessOf(fsys, last.size())
	if same, ok := last.unchanged(seen, pub, o.loop(Reading), o); ok {
		return same, same.stop(o)
	}
	scouted := beside(ctx, o.Workers, pub.Scout)
	defer scouted()
	fsys = seen
	set, err := r.judgeAndLayouts(fsys, o, pub)
	if err != nil {
		return r, err
	}
	if err = ctx.Err(); err != nil {
		return r, err
	}
	if err = r.stop(o); err != nil {
		return r, err
	}
	r.tell, r.save = sync.OnceFunc(func() { r.quoteAndTell(last, seen, o) }), sync.OnceFunc(func() { r.keepRead(pub) })
	defer beside(ctx, o.Workers, func(context.Context) {
		if r.again && r.Read > 0 && set.err == nil {
			output.Rehearse(set.Set)
		}
		r.tell()
		r.save()
	})()
	r.left = departedFrom(pub.Last(), r.Edition)
	if err = checkBreaker(r.left, r); err != nil {
		return r, err
	}
	press, err := newPress(ctx, set, r, pub, o.loop(Planning), o)
	if err != nil {
		return r, err
	}
	if err = r.make(ctx, press, pub, seen, o); err != nil {
		return r, err
	}
	scouted()
	return r, r.publish(pub, last, seen, o)
}

// judgeAndLayouts judges the site, and reads the templates meanwhile.
func (r *Report) judgeAndLayouts(fsys fs.FS, o Options, pub *publish.Publisher) (set layouts, err error) {
	Workers(o.Workers)(2, func(i int) {
		if i == 0 {
			err = r.judge(fsys, o, pub)
		} else {
			set.Set, set.err = Layouts(fsys, o)
			if !r.again && set.err == nil { // every page is made, and nothing else can be done yet
				output.RehearseAll(set.Set)
			}
		}
	})
	return set, err
}

// make plans an edition, and makes what of it is not already there.
func (r *Report) make(ctx context.Context, press *output.Press, pub *publish.Publisher, seen *witness, o Options) error {
	artifacts, err := output.Plan(press, output.All)
	if err != nil {
		return fmt.Errorf("plan: %w", err)
	}
	if r.Manifest, r.Made, err = makeAll(ctx, artifacts, pub, o.loop(Making)); err != nil {
		return err
	}
	r.Manifest.Day, r.Manifest.Forced = o.Today, o.Forced
	r.Manifest.Next, r.Manifest.Withdrawn = r.Edition.Next(), press.Withdrawn
	if err = ctx.Err(); err != nil {
		return err
	}
	if err = seen.fault(); err != nil {
		return fmt.Errorf("source: a file could not be read: %w", err)
	}
	return nil
}

// publish publishes what was made. Beside that it keeps what makes the next run faster, which holds whether or not this
// one comes to its end, and writes the run down, which holds of the tree that then stands.
func (r *Report) publish(pub *publish.Publisher, last *ledger, seen *witness, o Options) error {
	if o.Tell != nil {
		o.Tell(Publishing, 0, 1)
	}
	each := Workers(o.Workers)
	var err error
	var keep func()
	each(3, func(i int) {
		switch i {
		case 0:
			r.Changes, err = pub.Commit(r.Manifest)
		case 1:
			r.tell()
			keep = r.writeDown(last, seen, pub, o)
		default:
			r.save()
			keepTable(pub, keysKept, r.memory.Base(), &r.keys.draft)
		}
	})
	if err != nil {
		return fmt.Errorf("publish: %w", err)
	}
	keep()
	return nil
}

// quoteAndTell gathers the lines that reports show, and hands the report to whoever waits for it. It goes by the source
// directory itself: a line that cannot be read ends no run.
func (r *Report) quoteAndTell(last *ledger, seen *witness, o Options) {
	known := func(at place) (string, bool) { return last.line(at, seen.mark(at.file)) }
	r.quotes = quote(seen.FS, Workers(o.Workers), places(r.Verdicts, r.Site.Findings), known)
	if o.Judged != nil {
		o.Judged(r)
	}
}

// layouts are the templates, or why there are none; they are read while columns are.
type layouts struct {
	*layout.Set
	err error
}

// stop returns ErrRefusals where a refused column is to stop the run.
func (r *Report) stop(o Options) error {
	if o.Fail && r.Refused() > 0 {
		return ErrRefusals
	}
	return nil
}

// keepRead keeps what was read and judged, which makes the next run faster; that it cannot be kept is no error.
func (r *Report) keepRead(pub *publish.Publisher) {
	all, more := r.memory.Parts()
	if all != nil {
		_ = pub.Keep(columnsKept, all)
	}
	if more != nil {
		_ = pub.Keep(columnsSince, more)
	}
	keepTable(pub, proseKept, r.memory.Base(), &r.prose.draft)
}

// The names under which the columns are kept as they were read: all of them, and what was read since.
const (
	columnsKept  = "columns"
	columnsSince = "columns-since"
)

// Layouts reads the site's templates over the defaults.
func Layouts(fsys fs.FS, o Options) (*layout.Set, error) {
	site, err := fs.Sub(fsys, "layouts")
	if err != nil {
		return nil, fmt.Errorf("layouts: %w", err)
	}
	set, err := layout.Load(site, o.Layouts, layout.Options{Minify: NewMinifier().Bytes, Generator: Generator(o.Version) + " " + o.Salt.String(), Ready: ShippedLayouts})
	if err != nil {
		return nil, fmt.Errorf("layouts: %w", err)
	}
	return set, nil
}

// Generator is how this program names itself in what it makes.
func Generator(version string) string { return "kanshu " + version }

func newPress(ctx context.Context, set layouts, r *Report, pub *publish.Publisher, each kanshu.Each, o Options) (*output.Press, error) {
	if set.err != nil {
		return nil, set.err
	}
	webp, err := webpEncoder(ctx, r.Site.Config.Images.WebP)
	if err != nil {
		return nil, err
	}
	return &output.Press{
		Edition: r.Edition, Layouts: set.Set, Assets: o.Assets, Generator: Generator(o.Version), Salt: o.Salt,
		Minify: NewMinifier().Bytes, Each: each, Cache: pub.Cache(), Public: pub.Public, Fresh: pub.Last() == nil, Base: r.memory.Base(), Keys: r.keys, WebP: webp, Whole: true,
		Withdrawn: withdrawn(r.left, pub.Last(), r, o.Today),
	}, nil
}

func checkClock(last *kanshu.Manifest, o Options) error {
	if o.Today.IsZero() {
		panic("build: no day")
	}
	if last == nil || o.Forced || last.Forced || !o.Today.Before(last.Day) {
		return nil
	}
	return fmt.Errorf("%w: today is %s, the last edition is of %s", ErrClock, o.Today, last.Day)
}
