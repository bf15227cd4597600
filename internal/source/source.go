// Package source reads a site from an fs.FS: the columns with their front matter, the records of
// doctors and clinics, the topics, the glossary, and kanshu.yaml. It resolves every name while it loads,
// so no later stage looks anything up, and it judges nothing: what is written is what it returns, with
// the place of each field.
//
//	Load:  kanshu.yaml → data/… → columns/, each file read once, many at once
//	file:  bytes → UTF-8, LF → fences → raw scan → YAML tree → nouns
//
// What is wrong in a column becomes a finding of that column and hinders no other. What is wrong in
// kanshu.yaml or in data/ ends the run with a *Broken that holds all of it.
package source

import (
	"errors"
	"hash/maphash"
	"io/fs"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// Options are what Load needs beside the files.
type Options struct {
	// Each runs the loops over files; nil runs them in order.
	Each kanshu.Each
	// Survey looks at a column's body: its file, the line on which the body begins, its bytes. It must
	// not keep the bytes, and takes any: they are not looked at before, and where Survey.Quick says that they are
	// text not after. nil leaves Column.Survey empty.
	Survey func(file string, line int, body []byte) kanshu.Survey
	// Answer looks at an answer of the front matter, of which links and pictures are taken and nothing else. nil: Survey
	// does.
	Answer func(file string, line int, body []byte) kanshu.Survey
	// Memory is what the last Load read; nil: every file is read.
	Memory *Memory
	// Fleeting says that nothing of the bodies is compared with what another run has read: they get digests that tell
	// them apart in this Load alone, for a sixth of the time.
	Fleeting bool
	// Found is told how many columns there are, before they are read; nil: nobody is.
	Found func(c *kanshu.Config, columns int)
}

// Load reads the site at fsys. Columns are sorted by file, records by id. A column that cannot be read is
// there all the same, with a slug from its file's name and a finding that refuses it. The error is a
// *Broken where kanshu.yaml or data/ is to be mended; any other is the machine's.
func Load(fsys fs.FS, o Options) (*kanshu.Site, error) {
	if o.Each == nil {
		o.Each = kanshu.InOrder
	}
	l := loader{fsys: fsys, options: o, site: &kanshu.Site{}, seed: maphash.MakeSeed()}
	if err := l.data(); err != nil {
		return nil, err
	}
	if err := l.columns(); err != nil {
		return nil, err
	}
	if err := l.assets(); err != nil {
		return nil, err
	}
	kanshu.SortFindings(l.site.Findings)
	return l.site, nil
}

// A loader carries one Load from stage to stage.
type loader struct {
	fsys    fs.FS
	options Options
	site    *kanshu.Site
	names   registry
	memory  kanshu.Tray[scratch]
	blank   kanshu.Tray[kanshu.Column] // in which columns are read that are remembered elsewhere
	records []kanshu.Digest            // of the files of kanshu.yaml and data/, in the order they are read
	seed    maphash.Seed               // of the sums by which bodies are known again, and addresses that meet
}

// columns reads every column.
func (l *loader) columns() error {
	w, err := walkColumns(l.fsys, l.options.Each)
	if errors.Is(err, fs.ErrNotExist) {
		return &Broken{Findings: []kanshu.Finding{{
			Rule: ruleData, Pos: kanshu.Pos{File: "columns", Line: 1, Char: 1},
			Message: say("columns フォルダーがありません。", "there is no folder columns"), Hint: say("コラムを columns/名前.md に置いてください。", "put columns into columns/NAME.md"),
		}}}
	}
	if err != nil {
		return faultIn("columns", err)
	}
	columns := make([]*kanshu.Column, len(w.columns))
	if l.options.Found != nil {
		l.options.Found(l.site.Config, len(columns))
	}
	m := l.options.Memory
	m.begin(l, len(columns))
	errs, claims := make([]error, len(columns)), make([]uint64, len(columns))
	l.options.Each(len(columns), func(i int) {
		if columns[i] = m.recall(l, i, &w.columns[i]); columns[i] == nil {
			c := l.blank.Take()
			errs[i] = l.read(c, &w.columns[i])
			m.mark(l, i, &w.columns[i])
			if columns[i] = m.note(i, c); columns[i] != c { // nothing of c is held
				l.blank.Put(c)
			}
		}
		claims[i] = maphash.Comparable(l.seed, claimOf(columns[i]))
	})
	m.end()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	collide(columns, claims, l.site.Config.Language)
	for _, c := range columns {
		kanshu.SortFindings(c.Findings)
	}
	l.site.Columns, l.site.Findings = columns, append(l.site.Findings, w.findings...)
	return nil
}

// read reads one column into c, of which it keeps the memory of two lists. Whatever goes wrong with it refuses it; only where the machine cannot
// read the file is it an error, since a column is not withdrawn because a disk or a limit failed.
func (l *loader) read(c *kanshu.Column, w *found) error {
	d := &decoder{file: w.file, rule: ruleUnreadable, names: &l.names, fields: c.Fields[:0]}
	*c = kanshu.Column{Slug: kanshu.Slug(w.slug), Lang: w.lang, File: w.file, Dir: w.dir, Listed: c.Listed[:0]}
	if c.Lang == "" {
		c.Lang = l.site.Config.Language
	}
	for _, p := range w.pictures {
		d.report("file-not-regular", kanshu.Refuse, kanshu.Pos{File: p, Line: 1, Char: 1}, irregularMessage(p), irregularHint())
	}
	if w.irregular {
		d.report("file-not-regular", kanshu.Refuse, kanshuPos(w.file, 1, 1, 0), irregularMessage(w.file), irregularHint())
	} else if err := l.decode(d, c); err != nil {
		return err
	}
	c.Fields, c.Findings = d.fields, d.found
	c.Reckoned = c.Written()
	checkSlug(c)
	return nil
}

// decode reads a column's file and takes it apart.
func (l *loader) decode(d *decoder, c *kanshu.Column) error {
	if d.memory = l.memory.Take(); d.memory.reader == nil {
		*d.memory = *newScratch()
	}
	defer l.memory.Put(d.memory)
	b, err := readFile(l.fsys, c.File, maxFile, d.memory.buf)
	if err != nil && !errors.Is(err, errTooLarge) && !errors.Is(err, errNotRegular) && Sick(l.fsys, c.File, err) {
		return faultIn(c.File, err)
	}
	if err != nil {
		d.unread(err)
		return nil
	}
	d.memory.buf = b
	b, lone := normalise(b)
	found := len(d.found)
	f, ok := d.frame(b, lone)
	unread := b // what nobody has yet told to be text
	if ok && l.options.Survey != nil && len(b)-f.body <= maxBody {
		if c.Survey = l.options.Survey(c.File, f.line, b[f.body:]); c.Survey.Quick {
			unread = b[:f.body]
		}
	}
	if framed := len(d.found); d.unreadable(b, unread) {
		d.found, c.Survey = slices.Delete(d.found, found, framed), kanshu.Survey{}
		return nil
	}
	if !ok {
		return nil
	}
	head, text := b[f.start:f.end], b[f.body:]
	c.Head = kanshu.DigestOf(head)
	d.before = 1
	if d.scan(head) {
		if tree := d.parse(head); tree != nil {
			d.column(tree, c)
		}
	}
	d.before = 0
	if len(text) > maxBody {
		d.report("file-too-large", kanshu.Refuse, kanshuPos(c.File, f.line, 1, 0), say("本文が %d KiB を超えています。", "the body holds more than %d KiB", maxBody>>10), say("コラムを分けてください。", "part the column in two"))
		return nil
	}
	if !c.Survey.Quick { // no line of a body that was read the quick way begins with <
		d.conflicts(text, f.line)
	}
	c.Body = l.body(c.File, f, text)
	if l.options.Survey != nil {
		l.answers(c)
		c.Survey.Links = l.own(c.Survey.Links)
	}
	return nil
}

// body returns the text of a column as it is read again.
func (l *loader) body(file string, f frame, text []byte) kanshu.Text {
	like := likeness{size: len(text), seed: l.seed, sum: maphash.Bytes(l.seed, text)}
	t := kanshu.Text{File: file, Line: f.line, Size: len(text), From: f.body, Digest: like.fleeting(), Read: reader(l.fsys, file, f.body, like)}
	if !l.options.Fleeting {
		t.Digest = kanshu.DigestOf(text)
	}
	return t
}

// answers adds to a column's survey the links and pictures of the answers in its front matter.
func (l *loader) answers(c *kanshu.Column) {
	at, look := c.At("faq"), l.options.Answer
	if look == nil {
		look = l.options.Survey
	}
	for _, q := range c.FAQ {
		if !strings.ContainsAny(q.A, "[<:") {
			continue // neither link nor picture
		}
		s := look(c.File, at.Line, []byte(q.A))
		for _, refs := range [][]kanshu.Ref{s.Links, s.Pictures} {
			for i := range refs {
				refs[i].Pos = at
			}
		}
		c.Survey.Links, c.Survey.Pictures = append(c.Survey.Links, s.Links...), append(c.Survey.Pictures, s.Pictures...)
	}
	for i := range c.Listed {
		if r := &c.Listed[i]; r.URL != "" {
			if own, ok := l.site.Config.Page(r.URL); ok {
				c.Survey.Links = append(c.Survey.Links, kanshu.Ref{Dest: own, Text: r.Title, Pos: r.Pos})
			}
		}
	}
}

// own returns the links that stay on the site, whole addresses as their part below its root.
func (l *loader) own(links []kanshu.Ref) []kanshu.Ref {
	kept := links[:0]
	for _, r := range links {
		if scheme, _, whole := strings.Cut(r.Dest, "://"); whole && !strings.ContainsAny(scheme, "/?#") {
			own, ok := l.site.Config.Own(r.Dest)
			if !ok {
				continue
			}
			r.Dest = own
		}
		kept = append(kept, r)
	}
	return slices.Clip(kept)
}

// unread reports a column whose file could not be read at all.
func (d *decoder) unread(err error) {
	at := kanshuPos(d.file, 1, 1, 0)
	switch {
	case errors.Is(err, errTooLarge):
		d.report("file-too-large", kanshu.Refuse, at, say("ファイルが %d KiB を超えています。", "the file holds more than %d KiB", maxFile>>10), say("コラムを分けてください。", "part the column in two"))
	case errors.Is(err, errNotRegular):
		d.report("file-not-regular", kanshu.Refuse, at, irregularMessage(d.file), irregularHint())
	default:
		hint := noHint
		if denied(err) {
			hint = say("ファイルとフォルダーの権限を確かめてください。", "look at the permissions of the file and of its folders")
		}
		d.report(ruleUnopened, kanshu.Refuse, at, say("ファイルを開けません(%s)。", "the file cannot be opened (%s)", cause(err)), hint)
	}
}
