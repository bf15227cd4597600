package output

import (
	"path"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/schemaorg"
)

// options says how a body is rendered for feeds: every address absolute, links to what is not published
// turned into their words, citations to the entries on the column's page.
func (w *feedWriter) options() *markdown.Options {
	return &markdown.Options{
		Feed: true, Base: w.p.Edition.Config().BaseURL, Labels: markdown.LabelsIn(w.lang),
		Link: func(dest string) (string, bool) { return w.p.feedLink(w.c, dest) },
		Cite: func(id string) (int, string, bool) {
			for i := range w.c.References {
				if w.c.References[i].ID == id && id != "" {
					return i + 1, w.url + "#ref-" + strconv.Itoa(i+1), true
				}
			}
			return 0, "", false
		},
	}
}

// questions writes the questions of the front matter; those of the body stand in the body.
func (w *feedWriter) questions() {
	if len(w.c.FAQ) == 0 {
		return
	}
	w.raw("<h2>", w.say("よくある質問", "Questions"), "</h2>")
	options := w.options()
	for _, q := range w.c.FAQ {
		w.raw("<h3>")
		w.text(q.Q)
		w.raw("</h3>")
		w.b = markdown.Parse(w.c.File, 1, []byte(q.A)).Render(w.b, options)
	}
}

// references writes the sources in the order in which citations count them.
func (w *feedWriter) references() {
	if len(w.c.References) == 0 {
		return
	}
	w.raw("<h2>", w.say("参考文献", "References"), "</h2><ol>")
	for i := range w.c.References {
		r := &w.c.References[i]
		name, to := r.Title, r.URL
		if name == "" {
			name = r.Text
		}
		if name == "" {
			name = r.URL
		}
		for _, u := range []string{schemaorg.PubMed(r.PMID), schemaorg.DOI(r.DOI)} {
			if u != "" {
				to = u
			}
		}
		w.raw("<li>")
		if r.Authors != "" {
			w.text(r.Authors + ". ")
		}
		if !strings.HasPrefix(to, "https://") && !strings.HasPrefix(to, "http://") {
			to = ""
		}
		w.link(to, name)
		if r.Publisher != "" {
			w.text(". " + r.Publisher)
		}
		if r.Year > 0 {
			w.text(" (" + strconv.Itoa(r.Year) + ")")
		}
		w.raw("</li>")
	}
	w.raw("</ol>")
}

// corrections writes what was mended, with its day.
func (w *feedWriter) corrections() {
	if len(w.c.Corrections) == 0 {
		return
	}
	w.raw("<h2>", w.say("訂正履歴", "Corrections"), "</h2><ul>")
	for _, c := range w.c.Corrections {
		w.raw("<li>")
		if !c.On.IsZero() {
			w.date(c.On)
			w.raw(" ")
		}
		w.text(c.Text)
		w.raw("</li>")
	}
	w.raw("</ul>")
}

// feedLink returns the site path to which an address in a column's body leads, and false for a column,
// doctor, clinic or topic that is not published. It knows what editors write: "/columns/x/", "../x/",
// "x.md", "x/index.md", each with a fragment or without.
func (p *Press) feedLink(c *kanshu.Column, dest string) (string, bool) {
	cfg := p.Edition.Config()
	rest := ""
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		dest, rest = dest[:i], dest[i:]
	}
	if dest == "" {
		return c.Path(cfg.Language) + rest, true
	}
	to := dest
	if file, ok := strings.CutSuffix(dest, ".md"); ok {
		file = strings.TrimSuffix(file, "/index")
		to = strings.TrimSuffix(c.Path(cfg.Language), string(c.Slug)+"/") + path.Base(file)
	} else if !strings.HasPrefix(to, "/") {
		to = path.Join(c.Path(cfg.Language), to)
	} else if cfg.BasePath != "" && strings.HasPrefix(to, cfg.BasePath+"/") {
		to = to[len(cfg.BasePath):]
	}
	to = path.Clean(to)
	if to == "/" || strings.Contains(path.Base(to), ".") {
		return to + rest, true
	}
	to += "/"
	return to + rest, p.stands(to)
}

// stands reports whether a page of the edition stands at a site path. Paths that belong to no record are
// taken to stand.
func (p *Press) stands(to string) bool {
	e := p.Edition
	parts := strings.Split(strings.Trim(to, "/"), "/")
	if len(parts) == 3 && parts[1] == "columns" || len(parts) == 2 && parts[0] == "columns" {
		return e.Column(to) != nil
	}
	if len(parts) != 2 {
		return true
	}
	switch parts[0] {
	case "doctors":
		return has(e.Doctors(), func(d *kanshu.Doctor) string { return d.ID }, parts[1])
	case "clinics":
		return has(e.Clinics(), func(c *kanshu.Clinic) string { return c.ID }, parts[1])
	case "category":
		return has(e.Categories(), func(t *kanshu.Topic) string { return t.ID }, parts[1])
	case "tags":
		return has(e.Tags(), func(t *kanshu.Topic) string { return t.ID }, parts[1])
	default:
		return true
	}
}

func has[T any](list []T, id func(T) string, want string) bool {
	for _, v := range list {
		if id(v) == want {
			return true
		}
	}
	return false
}
