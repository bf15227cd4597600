package output

import (
	"html"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// What the law and the guidelines want said stands in feeds as it stands on the page: whole, as text, at
// the treatment, for a feed is read without the page.

// labelled returns the summary of a column behind the label that says who paid for it, for readers that show
// summaries alone.
func labelled(c *kanshu.Column, lang string) string {
	s := c.Sponsor
	if s == nil {
		return summary(c)
	}
	by := kanshu.Wording{JA: "提供: ", EN: "sponsored by "}.In(lang)
	return "[" + label(s.Label, layout.LabelsFor(lang).Sponsored) + "] " + by + s.Name + " / " + summary(c)
}

// disclose sets the disclosures of the treatments into the text, which stands from the byte start, and writes
// those of the treatments that it does not name behind it.
func (w *feedWriter) disclose(start int) {
	if len(w.c.Treatments) == 0 {
		return
	}
	text := string(w.b[start:])
	var rest []kanshu.Treatment
	var cuts []cut
	for i, at := range placesOf(text, w.c.Treatments) {
		if at < 0 {
			rest = append(rest, w.c.Treatments[i])
			continue
		}
		box := feedWriter{p: w.p, c: w.c, lang: w.lang, url: w.url}
		box.treatment(&treatments(layout.LabelsFor(w.lang), w.c)[i])
		cuts = append(cuts, cut{at, string(box.b)})
	}
	w.b = w.b[:start]
	w.raw(spliced(text, cuts))
	w.treatments(rest)
}

// treatments writes disclosures under a heading of their own.
func (w *feedWriter) treatments(list []kanshu.Treatment) {
	if len(list) == 0 {
		return
	}
	l := layout.LabelsFor(w.lang)
	c := kanshu.Column{Treatments: list}
	name, selfPay := disclosed(l, &c)
	w.raw("<h2>")
	w.text(name)
	w.raw("</h2>")
	if selfPay {
		w.paragraph(l.TreatmentNote)
	}
	for _, box := range treatments(l, &c) {
		w.treatment(&box)
	}
}

// treatment writes one disclosure.
func (w *feedWriter) treatment(box *TreatmentBox) {
	w.raw("<h3>")
	w.text(box.Name)
	w.raw("</h3><dl>")
	for _, fact := range box.Facts {
		w.raw("<dt>")
		w.text(fact.Name)
		w.raw("</dt><dd>")
		if len(fact.Lines) == 1 {
			w.text(fact.Lines[0])
		} else {
			w.list("ul", fact.Lines)
		}
		w.raw("</dd>")
	}
	w.raw("</dl>")
}

// evidence writes statements with the certainty that a source gave them.
func (w *feedWriter) evidence() {
	l := layout.LabelsFor(w.lang)
	list := claims(l, w.c)
	if len(list) == 0 {
		return
	}
	w.raw("<h2>", html.EscapeString(l.Evidence), "</h2><ul>")
	for _, e := range list {
		w.raw("<li>")
		w.text(e.Claim)
		if e.Grade != "" {
			w.text(w.say("（", " (") + e.Grade + w.say("）", ")"))
		}
		w.raw("</li>")
	}
	w.raw("</ul>")
}

// interests writes what the doctors and the publisher have to gain.
func (w *feedWriter) interests() {
	if len(w.c.COI) == 0 {
		return
	}
	w.raw("<h2>", html.EscapeString(layout.LabelsFor(w.lang).COI), "</h2>")
	for _, s := range w.c.COI {
		w.paragraph(s)
	}
}
