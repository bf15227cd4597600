package lsp

import (
	"errors"
	"slices"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

// A desk holds the site as it was last read, and reads no more of it again than it must.
type desk struct {
	files  *documents
	site   *kanshu.Site
	broken []kanshu.Finding // why there is no site
	dirty  []string         // columns that changed since
	asked  []*gate.Rule     // the program's rules and the publication's own, as of site
}

// forget has the whole site read again.
func (k *desk) forget() { k.site, k.broken, k.dirty = nil, nil, nil }

// changed notes that a file has another text. Anything but a column concerns the whole site.
func (k *desk) changed(file string) {
	if k.site == nil || source.Find(k.site, file) == nil {
		k.forget()
		return
	}
	if !slices.Contains(k.dirty, file) {
		k.dirty = append(k.dirty, file)
	}
}

// ready brings the site up to date. It is nil where a data file is broken, and k.broken says why.
func (k *desk) ready() *kanshu.Site {
	o := source.Options{Each: kanshu.InOrder, Survey: markdown.Survey}
	if k.site != nil && len(k.dirty) > 0 {
		slices.Sort(k.dirty)
		fresh, err := source.Reload(k.site, k.files, k.dirty, o)
		if err != nil {
			k.forget()
		}
		for _, c := range fresh {
			i := slices.IndexFunc(k.site.Columns, func(old *kanshu.Column) bool { return old.File == c.File })
			k.site.Columns[i] = c
		}
		k.dirty = nil
	}
	if k.site != nil || k.broken != nil {
		return k.site
	}
	asked, err := rules.With(k.files)
	var site *kanshu.Site
	if err == nil {
		site, err = source.Load(k.files, o)
	}
	var broken *source.Broken
	switch {
	case errors.As(err, &broken):
		k.broken = broken.Findings
	case err != nil:
		said := kanshu.WordsOf(err)
		if said.IsZero() {
			said = kanshu.Wording{JA: err.Error(), EN: err.Error()}
		}
		k.broken = []kanshu.Finding{{Rule: "internal", Message: said}}
	default:
		site.Findings = append(site.Findings, rules.Policy(site.Config, asked)...)
		k.site, k.asked = site, asked
	}
	return k.site
}

// judge returns what is found in a file on a day.
func (k *desk) judge(file string, today kanshu.Date) []kanshu.Finding {
	for range 2 {
		site := k.ready()
		if site == nil {
			return in(file, k.broken)
		}
		col := source.Find(site, file)
		if col == nil {
			return in(file, site.Findings)
		}
		shown := gate.Shown(site, k.files, today)
		v, err := gate.One(site, shown, col, gate.Options{Rules: k.asked, Today: today, Each: kanshu.InOrder})
		if err == nil {
			return in(file, append(slices.Clone(v.Findings), in(file, site.Findings)...))
		}
		k.forget() // a file changed on the disk meanwhile
	}
	return nil
}

// in returns the findings of one file.
func in(file string, all []kanshu.Finding) []kanshu.Finding {
	var out []kanshu.Finding
	for i := range all {
		if all[i].Pos.File == file {
			out = append(out, all[i])
		}
	}
	return out
}

// publishStale judges the documents that changed and tells what was found.
func (s *server) publishStale() {
	for _, file := range s.stale {
		if d := s.docs.open[file]; d != nil {
			d.found = s.desk.judge(file, s.Today())
			if s.publish(d.uri, d) != nil {
				return // the next flush tells
			}
		}
	}
	s.stale = s.stale[:0]
}

// A diagnostic is a finding as an editor takes it.
type diagnostic struct {
	Range    span   `json:"range"`
	Severity int    `json:"severity"` // 1 error, 2 warning, 3 information
	Code     string `json:"code"`
	Source   string `json:"source"`
	Message  string `json:"message"`
}

// publish tells what was found in a document; nil: nothing.
func (s *server) publish(uri string, d *document) error {
	type params struct {
		URI         string       `json:"uri"`
		Diagnostics []diagnostic `json:"diagnostics"`
	}
	p := params{uri, []diagnostic{}}
	if d != nil {
		for i := range d.found {
			p.Diagnostics = append(p.Diagnostics, s.diagnostic(d, &d.found[i]))
		}
	}
	return s.send(struct {
		Version string `json:"jsonrpc"`
		Method  string `json:"method"`
		Params  params `json:"params"`
	}{"2.0", "textDocument/publishDiagnostics", p})
}

func (s *server) diagnostic(d *document, f *kanshu.Finding) diagnostic {
	severity := map[kanshu.Severity]int{kanshu.Refuse: 1, kanshu.Warn: 2}[f.Severity]
	if severity == 0 {
		severity = 3
	}
	message := f.Message.In(s.Lang)
	if !f.Hint.IsZero() {
		message += "\n" + f.Hint.In(s.Lang)
	}
	return diagnostic{d.span(f.Pos), severity, f.Rule, "kanshu", message}
}
