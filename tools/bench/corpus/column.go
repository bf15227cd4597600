package corpus

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// A Column is one invented article. Column i is the same in a corpus of any size.
type Column struct {
	Slug        string // "naika-00001", also its file name
	Title       string
	Description string
	Date        string // days are written 2026-11-22
	Updated     string
	Category    string // an id
	Tags        []string
	Doctor      string // an id
	Clinic      string
	Reviewed    string
	ReviewDue   string
	References  []Reference
	Body        string // Markdown, about 15 KB
}

// A Reference is one entry of a column's list of sources.
type Reference struct {
	Title, URL, Publisher string
	Year                  int
}

// Today is the day on which every column of a corpus may be published.
const Today = "2026-11-22"

// first is the day before which every column was published and reviewed.
var first = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)

// day returns the day that lies so many days after the first of November 2026.
func day(offset int) string { return first.AddDate(0, 0, offset).Format(time.DateOnly) }

// At returns column i, from 0.
func At(i int) *Column {
	r := rand.New(rand.NewPCG(uint64(i), 20261101)) //nolint:gosec // invented text, no secret
	w := &writer{r: r, subject: pick(r, subjects)}
	category := categories[r.IntN(len(categories))]
	doctor := r.IntN(doctorCount)
	published := -(2 + r.IntN(5*365))
	reviewed := -(1 + r.IntN(200))
	c := &Column{
		Slug:     fmt.Sprintf("%s-%05d", category.id, i+1),
		Title:    w.fill(titles),
		Date:     day(published),
		Updated:  day(max(published, reviewed)),
		Category: category.id,
		Doctor:   doctorID(doctor), Clinic: clinicID(doctor % clinicCount),
		Reviewed: day(reviewed), ReviewDue: day(reviewed + 800 + r.IntN(200)),
	}
	c.Description = w.fill(leads) + w.fill(closers)
	for _, k := range r.Perm(len(tags))[:3] {
		c.Tags = append(c.Tags, tags[k].id)
	}
	for k := range 3 + r.IntN(5) {
		c.References = append(c.References, Reference{
			Title: w.fill(referenceTitles), Publisher: pick(r, publishers), Year: 2014 + r.IntN(12),
			URL: fmt.Sprintf("https://shiryo-%d.example.org/%s/%d-%d", 1+r.IntN(30), category.id, i+1, k+1),
		})
	}
	size := 14800 * math.Exp(0.3*r.NormFloat64())
	c.Body = w.body(i, int(min(max(size, 8500), 30000)))
	return c
}

// A writer puts the sentences of one column together.
type writer struct {
	text    strings.Builder
	r       *rand.Rand
	subject string
	notes   []string
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// fill chooses a pattern and fills its slots.
func (w *writer) fill(patterns []string) string {
	var b strings.Builder
	rest := pick(w.r, patterns)
	for {
		before, after, found := strings.Cut(rest, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		slot, tail, _ := strings.Cut(after, "}")
		if slot == "s" {
			b.WriteString(w.subject)
		} else {
			b.WriteString(pick(w.r, slots[slot]))
		}
		rest = tail
	}
}

// body returns about size bytes of Markdown.
func (w *writer) body(i, size int) string {
	w.paragraph()
	for section := 0; w.text.Len() < size-1500; section++ {
		fmt.Fprintf(&w.text, "## %s\n\n", w.fill(headings))
		w.paragraph()
		if section == 0 && i%8 == 1 {
			fmt.Fprintf(&w.text, "![%sの図](%s)\n\n", w.subject, pictureAddress(w.r.IntN(drawingCount)))
		}
		if section == 1 && i%2 == 1 {
			w.table()
		}
		for range 1 + w.r.IntN(2) {
			w.subsection()
		}
	}
	if i%3 == 0 {
		w.questions()
	}
	fmt.Fprintf(&w.text, "## まとめ\n\n%s%s\n", w.fill(leads), w.fill(closers))
	for k, note := range w.notes {
		fmt.Fprintf(&w.text, "\n[^%d]: %s\n", k+1, note)
	}
	return w.text.String()
}

func (w *writer) subsection() {
	fmt.Fprintf(&w.text, "### %s\n\n", w.fill(subheadings))
	w.paragraph()
	switch w.r.IntN(5) {
	case 0, 1:
		w.list("- ")
	case 2:
		w.list("1. ")
	case 3:
		fmt.Fprintf(&w.text, "> %s\n> %s\n\n", w.fill(sentences), w.fill(closers))
	}
	w.paragraph()
}

func (w *writer) paragraph() {
	for k := range 3 + w.r.IntN(4) {
		if k > 0 && w.r.IntN(5) == 0 {
			w.text.WriteString("\n") // a line break between sentences, which leaves no gap in Japanese
		}
		w.sentence()
	}
	w.text.WriteString("\n\n")
}

// sentence writes one sentence, now and then with a mark, a link or a footnote.
func (w *writer) sentence() {
	s := w.fill(sentences)
	switch w.r.IntN(24) {
	case 0:
		fmt.Fprintf(&w.text, "**%s**ことも心に留めてください。%s", w.fill([]string{"{care}", "{note}を残す", "{who}にたずねる"}), s)
	case 1:
		fmt.Fprintf(&w.text, "%s詳しくは[%sの案内](https://annai-%d.example.org/%d/)にまとめています。", s, w.subject, 1+w.r.IntN(20), 1+w.r.IntN(900))
	case 2:
		if len(w.notes) < 5 {
			w.notes = append(w.notes, w.fill(footnotes))
			fmt.Fprintf(&w.text, "%s[^%d]。", strings.TrimSuffix(s, "。"), len(w.notes))
			return
		}
		w.text.WriteString(s)
	case 3:
		fmt.Fprintf(&w.text, "%s手帳には`%s`のように書きます。", s, pick(w.r, []string{"7:30 2", "21:00 1", "6:45 3", "12:10 0"}))
	default:
		w.text.WriteString(s)
	}
}

func (w *writer) list(mark string) {
	for range 3 + w.r.IntN(4) {
		fmt.Fprintf(&w.text, "%s%s\n", mark, w.fill(items))
		if mark == "- " && w.r.IntN(6) == 0 {
			fmt.Fprintf(&w.text, "  - %s\n", w.fill(items))
		}
	}
	w.text.WriteString("\n")
}

func (w *writer) table() {
	w.text.WriteString("| 試すこと | 目安 | たずねる先 |\n| --- | ---: | --- |\n")
	for range 3 + w.r.IntN(4) {
		fmt.Fprintf(&w.text, "| %s | %d%s | %s |\n", pick(w.r, slots["care"]), 2+w.r.IntN(28), pick(w.r, slots["unit"]), pick(w.r, slots["who"]))
	}
	w.text.WriteString("\n")
}

func (w *writer) questions() {
	w.text.WriteString("## よくある質問\n\n")
	for range 3 {
		fmt.Fprintf(&w.text, "### %s\n\n", w.fill(questions))
		w.paragraph()
	}
}
