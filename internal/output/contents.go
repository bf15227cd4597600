package output

import (
	"html"
	"strconv"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// contentKey covers what feeds say of one column: the column, the records it names, and where its links
// lead.
func (p *Press) contentKey(c *kanshu.Column, k *keyText) kanshu.Digest {
	k.begin(c.Path(p.Edition.Config().Language), c.Modified().String(), c.Review.On.String(), c.Review.Due.String(), summary(c))
	k.sum(c.Head)
	k.sum(c.Body.Digest)
	for _, s := range c.Supervisors {
		if s.Doctor != nil {
			k.add("supervisor", s.Doctor.Name, p.doctorURL(s.Doctor), p.affiliation(s))
		}
	}
	var room [2]person
	for _, a := range p.feedAuthors(room[:0], c) {
		k.add("author", a.name, a.url)
	}
	if c.Category != nil {
		k.add("category", c.Category.Name)
	}
	for _, t := range c.Tags {
		k.add("tag", t.Name)
	}
	k.add(p.resolved(c)...)
	return k.digest()
}

// contentSummary is the setting that feeds carry summaries in place of columns.
const contentSummary = "summary"

// feedContent returns a column as it stands in feeds: who reviewed it and until when, the address of its
// page, url, then the column, which the bench has read, or only its summary where the site says so. It is good until the
// bench is used again.
func (p *Press) feedContent(c *kanshu.Column, url string, bench *bench) []byte {
	cfg := p.Edition.Config()
	w := feedWriter{b: bench.body[:0], p: p, c: c, lang: cfg.Language, url: url}
	w.head()
	if cfg.Feeds.Content == contentSummary {
		w.paragraph(summary(c))
		w.treatments(c.Treatments)
		w.interests()
		bench.body = w.b
		return w.b
	}
	w.refs = p.sourcesIn(&bench.refs, c)
	w.list("ul", c.Points)
	start := len(w.b)
	w.b = bench.doc.Render(w.b, w.options())
	w.disclose(start)
	w.evidence()
	w.questions()
	w.references()
	w.corrections()
	w.interests()
	w.paragraph(cfg.Notice)
	bench.body = w.b
	return w.b
}

// A feedWriter writes one column for feeds: plain HTML that needs neither style sheet nor script.
type feedWriter struct {
	b    []byte
	p    *Press
	c    *kanshu.Column
	refs []kanshu.Reference
	lang string
	url  string
}

func (w *feedWriter) say(ja, en string) string { return kanshu.Wording{JA: ja, EN: en}.In(w.lang) }

func (w *feedWriter) raw(parts ...string) {
	for _, s := range parts {
		w.b = append(w.b, s...)
	}
}

func (w *feedWriter) text(s string) { w.raw(html.EscapeString(s)) }

func (w *feedWriter) paragraph(s string) {
	if s != "" {
		w.raw("<p>")
		w.text(s)
		w.raw("</p>")
	}
}

func (w *feedWriter) list(kind string, items []string) {
	if len(items) == 0 {
		return
	}
	w.raw("<", kind, ">")
	for _, s := range items {
		w.raw("<li>")
		w.text(s)
		w.raw("</li>")
	}
	w.raw("</", kind, ">")
}

func (w *feedWriter) link(to, s string) {
	if to == "" {
		w.text(s)
		return
	}
	w.raw(`<a href="`)
	w.text(to)
	w.raw(`">`)
	w.text(s)
	w.raw("</a>")
}

// head writes what a reader must know before the first word: who paid, who reviewed, until when.
func (w *feedWriter) head() {
	if s := w.c.Sponsor; s != nil {
		w.raw("<p><strong>")
		w.text(label(s.Label, layout.LabelsFor(w.lang).Sponsored))
		w.raw("</strong> ")
		w.text(w.say("提供: ", "Sponsored by ") + s.Name)
		w.raw("</p>")
	}
	w.raw("<p>")
	for i, s := range w.c.Supervisors {
		if s.Doctor == nil || earlier(w.c.Supervisors, i) {
			continue
		}
		w.raw("<strong>", w.say("監修", "Reviewed by"), "</strong> ")
		w.link(w.p.doctorURL(s.Doctor), s.Doctor.Name)
		if a := w.p.affiliation(s); a != "" {
			w.text(w.say("（", " (") + a + w.say("）", ")"))
		}
		w.raw("<br>")
	}
	w.raw(w.say("監修日 ", "Reviewed on "))
	w.date(w.c.Review.On)
	w.raw(w.say("、次回監修期限 ", ", next review due by "))
	w.date(w.c.Review.Due)
	w.raw("<br>")
	w.link(w.url, w.say("このコラムをサイトで読む", "Read this column on the site"))
	w.raw("</p>")
}

// affiliation returns a supervisor's clinic and post.
func (p *Press) affiliation(s kanshu.Supervisor) string {
	place := s.Doctor.Affiliation
	if s.Clinic != nil {
		place = s.Clinic.Name
	}
	if place != "" && s.Doctor.Title != "" {
		return place + " " + s.Doctor.Title
	}
	return place + s.Doctor.Title
}

func (w *feedWriter) date(d kanshu.Date) {
	w.raw(`<time datetime="`)
	w.b = d.Append(w.b)
	w.raw(`">`)
	w.b = appendLongDate(w.b, d, w.lang)
	w.raw("</time>")
}

// appendLongDate writes a day in words: 2026年11月8日, 8 November 2026.
func appendLongDate(b []byte, d kanshu.Date, lang string) []byte {
	if lang == "en" {
		return d.In(time.UTC).AppendFormat(b, "2 January 2006")
	}
	b = append(strconv.AppendInt(b, int64(d.Year), 10), "年"...)
	b = append(strconv.AppendInt(b, int64(d.Month), 10), "月"...)
	return append(strconv.AppendInt(b, int64(d.Day), 10), "日"...)
}
