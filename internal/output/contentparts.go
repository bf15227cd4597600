package output

import (
	"strconv"
	"strings"

	"kanshu/internal/layout"
	"kanshu/internal/markdown"
	"kanshu/internal/schemaorg"
)

// options says how a body is rendered for feeds: every address absolute, links to what is not published
// turned into their words, citations to the entries on the column's page.
func (w *feedWriter) options() *markdown.Options {
	return &markdown.Options{
		Feed: true, Base: origin(w.p.Edition.Config()), Labels: markdown.LabelsIn(w.lang),
		Link:    func(dest string) (string, bool) { return w.p.link(w.c, dest) },
		Home:    w.p.Edition.Config().Own,
		Picture: func(src string) (markdown.Picture, bool) { return w.p.pictured(w.c, src) },
		Cite: func(id string) (int, string, bool) {
			for i := range w.refs {
				if w.refs[i].ID == id && id != "" {
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
		w.b = markdown.Open(w.c.File, 1, []byte(q.A)).Render(w.b, options)
	}
}

// references writes the sources in the order in which citations count them.
func (w *feedWriter) references() {
	if len(w.refs) == 0 {
		return
	}
	w.raw("<h2>", w.say("参考文献", "References"), "</h2><ol>")
	for i := range w.refs {
		r := &w.refs[i]
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
		if c.ApprovedBy != "" {
			w.text(w.say("（", " (") + layout.LabelsFor(w.lang).ApprovedBy(c.ApprovedBy) + w.say("）", ")"))
		}
		w.raw("</li>")
	}
	w.raw("</ul>")
}
