package status

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"kanshu/internal/kanshu"
)

// Text writes the table for a terminal: what falls due within the horizon, or is refused, and with all
// everything else. By is "due", "doctor" or "clinic". It returns the first error of w.
func Text(w io.Writer, r *Report, by string, all bool) error {
	b := &strings.Builder{}
	fmt.Fprintf(b, r.say("%s  基準日 %s\n", "%s  as of %s\n"), r.Title, r.Day)
	shown := 0
	for _, g := range r.By(by) {
		var lines []string
		for _, row := range g.Rows {
			if all || row.State != Valid && row.State != Waiting {
				lines = append(lines, r.line(row))
			}
		}
		if len(lines) == 0 {
			continue
		}
		shown += len(lines)
		b.WriteByte('\n')
		if by == "doctor" || by == "clinic" {
			name := g.Name
			if name == "" {
				name = r.say("（なし）", "(nobody)")
			}
			fmt.Fprintf(b, r.say("%s  %d 本\n", "%s  %d columns\n"), name, len(g.Rows))
		}
		for _, line := range lines {
			b.WriteString(line)
		}
	}
	if shown == 0 {
		fmt.Fprintf(b, r.say("\n  %d 日以内に期限を迎えるコラムはありません。\n", "\n  no review falls due within %d days\n"), r.Horizon)
	}
	fmt.Fprintf(b, r.say("\n  期限切れ %d 本   非公開 %d 本   %d 日以内 %d 本   公開中 %d 本   保留 %d 本\n", "\n  expired %d   refused %d   due within %d days %d   published %d   waiting %d\n"),
		r.Count(Expired), r.Count(Refused), r.Horizon, r.Count(Soon), r.Count(Valid)+r.Count(Soon), r.Count(Waiting))
	_, err := io.WriteString(w, b.String())
	return err
}

// line is one row of the table.
func (r *Report) line(row *Row) string {
	due := row.Column.Review.Due.String()
	if due == "" {
		due = "----------"
	}
	title := row.Column.Title
	if title == "" {
		title = string(row.Column.Slug)
	}
	s := fmt.Sprintf("  %s  %s  %s  %s  %s\n", due, r.left(row), title, strings.Join(row.Doctors(), r.say("・", ", ")), row.Column.File)
	for _, f := range row.Reasons {
		if f.Rule != "review-expired" {
			s += fmt.Sprintf("              %s [%s]\n", f.Message.In(r.Lang), f.Rule)
		}
	}
	return s
}

// left says how many days are left.
func (r *Report) left(row *Row) string {
	switch {
	case row.Column.Review.Due.IsZero() || row.State == Refused || row.State == Waiting:
		return row.State.Word().In(r.Lang)
	case row.Days < 0:
		return fmt.Sprintf(r.say("%d日超過", "%d days over"), -row.Days)
	case row.Days == 0:
		return r.say("今日まで", "today")
	default:
		return fmt.Sprintf(r.say("あと%d日", "%d days left"), row.Days)
	}
}

// Markdown writes one list for an issue or a mail, a heading for each doctor, a box to tick for each column
// that is refused or falls due within the horizon. It returns the first error of w.
func Markdown(w io.Writer, r *Report) error {
	b := &strings.Builder{}
	fmt.Fprintf(b, r.say("## 監修期限の一覧（%s）\n", "## Reviews that fall due (%s)\n"), r.Day)
	for _, g := range r.By("doctor") {
		first := true
		for _, row := range g.Rows {
			if row.State == Valid || row.State == Waiting {
				continue
			}
			if first {
				name := g.Name
				if name == "" {
					name = r.say("監修者なし", "nobody")
				}
				fmt.Fprintf(b, "\n### %s\n\n", escape(name))
				first = false
			}
			fmt.Fprintf(b, "- [ ] %s — %s — `%s`", r.left(row), escape(row.Column.Title), row.Column.File)
			if !row.Column.Review.Due.IsZero() {
				fmt.Fprintf(b, r.say("（期限 %s）", " (due %s)"), row.Column.Review.Due)
			}
			b.WriteByte('\n')
		}
	}
	fmt.Fprintf(b, r.say("\n期限切れ %d 本、非公開 %d 本、%d 日以内 %d 本\n", "\nexpired %d, refused %d, due within %d days %d\n"), r.Count(Expired), r.Count(Refused), r.Horizon, r.Count(Soon))
	_, err := io.WriteString(w, b.String())
	return err
}

// escape keeps a title from becoming Markdown.
func escape(s string) string {
	return strings.NewReplacer("*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "`", "\\`", "<", "&lt;", "\n", " ", "|", `\|`).Replace(s)
}

// A record is one row as JSON.
type record struct {
	File     string   `json:"file"`
	Slug     string   `json:"slug"`
	Title    string   `json:"title"`
	State    string   `json:"state"`
	Reviewed string   `json:"reviewed,omitempty"`
	Due      string   `json:"due,omitempty"`
	Days     *int     `json:"days,omitempty"`
	Doctors  []string `json:"doctors"`
	Clinics  []string `json:"clinics"`
	Rules    []string `json:"rules,omitempty"`
}

// JSON writes all rows: {"day", "horizon", "columns": [{file, slug, title, state, reviewed, due, days,
// doctors, clinics, rules}]}. It returns the first error of w.
func JSON(w io.Writer, r *Report) error {
	out := struct {
		Day     kanshu.Date `json:"day"`
		Horizon int         `json:"horizon"`
		Columns []record    `json:"columns"`
	}{r.Day, r.Horizon, []record{}}
	for i := range r.Rows {
		row := &r.Rows[i]
		c := row.Column
		rec := record{
			File: c.File, Slug: string(c.Slug), Title: c.Title, State: row.State.String(), Reviewed: c.Review.On.String(),
			Due: c.Review.Due.String(), Doctors: known(row.Doctors()), Clinics: known(row.Clinics()),
		}
		if !c.Review.Due.IsZero() {
			rec.Days = &row.Days
		}
		for _, f := range row.Reasons {
			rec.Rules = append(rec.Rules, f.Rule)
		}
		out.Columns = append(out.Columns, rec)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(out)
}

func known(names []string) []string {
	if len(names) == 1 && names[0] == "" {
		return []string{}
	}
	return names
}
