// Package status tells what falls due when: as a table for a terminal, as JSON and Markdown for issues and
// mails, as calendars, and as one page to look at. It knows verdicts and days, and nothing of files.
package status

import (
	"cmp"
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// A State is how a column stands on the day. The order is that of urgency.
type State int

// The states.
const (
	Expired State = iota // its review has run out
	Refused              // refused for another cause
	Soon                 // published, and due within the horizon
	Valid                // published
	Waiting              // a draft, or its day has not come
)

// String returns expired, refused, soon, valid or waiting.
func (s State) String() string {
	return [...]string{"expired", "refused", "soon", "valid", "waiting"}[s]
}

// Word is the state in words.
func (s State) Word() kanshu.Wording {
	return [...]kanshu.Wording{
		{JA: "期限切れ", EN: "expired"},
		{JA: "非公開", EN: "refused"},
		{JA: "まもなく期限", EN: "due soon"},
		{JA: "公開中", EN: "published"},
		{JA: "保留", EN: "waiting"},
	}[s]
}

// A Row is one column.
type Row struct {
	Column  *kanshu.Column
	State   State
	Days    int              // until the due day, negative if it is past; 0 also where there is none
	Reasons []kanshu.Finding // why it is refused
}

// Doctors returns the names of those who vouch for the column, "" alone if nobody is known.
func (r *Row) Doctors() []string {
	var names []string
	for _, s := range r.Column.Supervisors {
		names = append(names, s.Doctor.Name)
	}
	return orBlank(names)
}

// Clinics returns the names of the clinics that the column shows, "" alone if there is none.
func (r *Row) Clinics() []string {
	var names []string
	for _, c := range r.Column.Clinics {
		names = append(names, c.Name)
	}
	return orBlank(names)
}

func orBlank(names []string) []string {
	if len(names) == 0 {
		return []string{""}
	}
	return names
}

// A Report is a whole site on one day.
type Report struct {
	Title   string // of the site
	BaseURL string
	Lang    string // language of the messages: "en", else Japanese
	Site    string // language of the site: "ja"
	Day     kanshu.Date
	Horizon int   // days ahead that count as soon
	Rows    []Row // by due day, those without one last, then by file
}

// New sorts the verdicts of a site for the day.
func New(cfg *kanshu.Config, verdicts []kanshu.Verdict, day kanshu.Date, horizon int, lang string) *Report {
	r := &Report{Title: cfg.Title, BaseURL: cfg.BaseURL, Site: cfg.Language, Lang: lang, Day: day, Horizon: horizon}
	for i := range verdicts {
		r.Rows = append(r.Rows, row(&verdicts[i], day, horizon))
	}
	slices.SortStableFunc(r.Rows, func(a, b Row) int {
		x, y := a.Column.Review.Due, b.Column.Review.Due
		if x.IsZero() != y.IsZero() {
			if x.IsZero() {
				return 1
			}
			return -1
		}
		return cmp.Or(x.Compare(y), strings.Compare(a.Column.File, b.Column.File))
	})
	return r
}

func row(v *kanshu.Verdict, day kanshu.Date, horizon int) Row {
	r := Row{Column: v.Column}
	due := v.Column.Review.Due
	if !due.IsZero() {
		r.Days = day.DaysUntil(due)
	}
	for _, f := range v.Findings {
		if f.Severity == kanshu.Refuse {
			r.Reasons = append(r.Reasons, f)
		}
	}
	switch {
	case v.Outcome == kanshu.Held:
		r.State = Waiting
	case v.Outcome == kanshu.Refused && len(r.Reasons) == 1 && r.Reasons[0].Rule == "review-expired":
		r.State = Expired
	case v.Outcome == kanshu.Refused:
		r.State = Refused
	case r.Days <= horizon:
		r.State = Soon
	default:
		r.State = Valid
	}
	return r
}

// A Group is the rows of one doctor or clinic.
type Group struct {
	Name string // "" for those of nobody
	Rows []*Row
}

// By returns the rows in groups: by "doctor" or "clinic", each name's in turn, nobody's last; by anything
// else one group of all. A column of two doctors stands with both.
func (r *Report) By(what string) []Group {
	index := map[string]int{}
	var groups []Group
	for i := range r.Rows {
		names := []string{""}
		switch what {
		case "doctor":
			names = r.Rows[i].Doctors()
		case "clinic":
			names = r.Rows[i].Clinics()
		}
		for _, name := range names {
			k, ok := index[name]
			if !ok {
				k = len(groups)
				index[name] = k
				groups = append(groups, Group{Name: name})
			}
			groups[k].Rows = append(groups[k].Rows, &r.Rows[i])
		}
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		if (a.Name == "") != (b.Name == "") {
			if a.Name == "" {
				return 1
			}
			return -1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return groups
}

// Count returns how many rows are in a state.
func (r *Report) Count(s State) int {
	n := 0
	for i := range r.Rows {
		if r.Rows[i].State == s {
			n++
		}
	}
	return n
}

func (r *Report) say(ja, en string) string { return kanshu.Wording{JA: ja, EN: en}.In(r.Lang) }
