package report

import (
	"bytes"
	"encoding/json"
	"io"

	"kanshu/internal/kanshu"
)

// jsonFormat is the number of the format that JSON writes. It grows when a field goes or changes its
// meaning; a field that joins leaves it as it is. The fields are described in doc/report.md.
const jsonFormat = 1

type jsonReport struct {
	Format    int           `json:"format"`
	Version   string        `json:"kanshu"`
	Command   string        `json:"command"`
	Day       kanshu.Date   `json:"day"`
	Zone      string        `json:"timezone"`
	Exit      int           `json:"exit"`
	Stopped   *jsonWording  `json:"stopped,omitempty"`
	Next      kanshu.Date   `json:"next"`
	Counts    jsonCounts    `json:"counts"`
	Published *jsonTree     `json:"published,omitempty"`
	Horizon   int           `json:"horizon"`
	Due       []jsonDue     `json:"due"`
	Waivers   []jsonWaiver  `json:"waivers"`
	Findings  []jsonFinding `json:"findings"`
	Columns   []jsonColumn  `json:"columns"`
}

type jsonWording struct {
	JA string `json:"ja"`
	EN string `json:"en"`
}

type jsonCounts struct {
	Approved int         `json:"approved"`
	Refused  int         `json:"refused"`
	Held     int         `json:"held"`
	Drafts   int         `json:"drafts"`
	Causes   []jsonCause `json:"refused_by"`
	Refuse   int         `json:"refuse"`
	Warn     int         `json:"warn"`
	Note     int         `json:"note"`
}

type jsonCause struct {
	Rule  string `json:"rule"`
	Count int    `json:"count"`
}

type jsonTree struct {
	Output  string `json:"output"`
	Files   int    `json:"files"`
	Changed int    `json:"changed"`
	Removed int    `json:"removed"`
}

type jsonDue struct {
	Due  kanshu.Date `json:"due"`
	Days int         `json:"days"`
	File string      `json:"file"`
}

type jsonWaiver struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Rule   string `json:"rule"`
	Reason string `json:"reason"`
	By     string `json:"by"`
	Match  string `json:"match"`
}

type jsonFinding struct {
	Rule     string       `json:"rule"`
	Severity string       `json:"severity"`
	Outcome  string       `json:"outcome,omitempty"`
	File     string       `json:"file"`
	Line     int          `json:"line"`
	Char     int          `json:"char"`
	Length   int          `json:"length"`
	Message  jsonWording  `json:"message"`
	Readers  *jsonWording `json:"readers,omitempty"`
	Hint     *jsonWording `json:"hint,omitempty"`
}

type jsonColumn struct {
	File        string      `json:"file"`
	Slug        kanshu.Slug `json:"slug"`
	Lang        string      `json:"lang"`
	Path        string      `json:"path"`
	Title       string      `json:"title"`
	Outcome     string      `json:"outcome"`
	Draft       bool        `json:"draft"`
	Date        kanshu.Date `json:"date"`
	Reviewed    kanshu.Date `json:"reviewed"`
	ReviewDue   kanshu.Date `json:"review_due"`
	Supervisors []string    `json:"supervisors"`
}

// JSON writes the run for programs: one object, indented, with a line end. It is the same whatever the
// language; every wording stands in both. A day that is not known is "". It returns the first error
// of w.
func JSON(w io.Writer, r *Run) error {
	items := r.items()
	n := r.count()
	out := jsonReport{
		Format: jsonFormat, Version: r.Version, Command: r.Command, Day: r.Day, Zone: r.Zone, Exit: r.Exit,
		Stopped: optional(r.Stopped), Next: r.Next, Horizon: r.Horizon,
		Counts: jsonCounts{
			Approved: n.approved, Refused: n.refused, Held: n.held, Drafts: n.drafts, Causes: []jsonCause{},
			Refuse: n.severities[kanshu.Refuse], Warn: n.severities[kanshu.Warn], Note: n.severities[kanshu.Note],
		},
		Due: []jsonDue{}, Waivers: []jsonWaiver{}, Findings: []jsonFinding{}, Columns: []jsonColumn{},
	}
	for _, c := range n.causes {
		out.Counts.Causes = append(out.Counts.Causes, jsonCause(c))
	}
	if r.Files > 0 {
		out.Published = &jsonTree{r.Output, r.Files, r.Changed, r.Removed}
	}
	for _, d := range r.Due {
		out.Due = append(out.Due, jsonDue{d.Due, r.Day.DaysUntil(d.Due), d.Column.File})
	}
	for i := range items {
		out.Findings = append(out.Findings, newJSONFinding(&items[i]))
	}
	for _, v := range r.Verdicts {
		out.Columns = append(out.Columns, r.jsonColumn(v))
		for _, wv := range v.Column.Waivers {
			out.Waivers = append(out.Waivers, jsonWaiver{v.Column.File, wv.Pos.Line, wv.Rule, wv.Reason, wv.By, wv.Match})
		}
	}
	return encode(w, out)
}

// encode writes v indented and with characters as they are.
func encode(w io.Writer, v any) error {
	_, err := w.Write(encoded(v))
	return err
}

// encoded returns the bytes of a value of this package's own types, which cannot fail to encode.
func encoded(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("report: " + err.Error())
	}
	return b.Bytes()
}

func optional(w kanshu.Wording) *jsonWording {
	if w.IsZero() {
		return nil
	}
	return &jsonWording{w.In("ja"), w.In("en")}
}

func newJSONFinding(it *item) jsonFinding {
	f := jsonFinding{
		Rule: it.Rule, Severity: it.Severity.String(),
		File: it.Pos.File, Line: it.Pos.Line, Char: it.Pos.Char, Length: it.Pos.Len,
		Message: jsonWording{it.Message.In("ja"), it.Message.In("en")},
		Readers: optional(it.Readers), Hint: optional(it.Hint),
	}
	if it.column != nil {
		f.Outcome = it.outcome.String()
	}
	return f
}

func (r *Run) jsonColumn(v kanshu.Verdict) jsonColumn {
	c := v.Column
	names := supervisors(c)
	if names == nil {
		names = []string{}
	}
	return jsonColumn{
		File: c.File, Slug: c.Slug, Lang: c.Lang, Path: c.Path(r.Language), Title: c.Title,
		Outcome: v.Outcome.String(), Draft: c.Draft, Date: c.Date,
		Reviewed: c.Review.On, ReviewDue: c.Review.Due, Supervisors: names,
	}
}
