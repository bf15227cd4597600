package status

import (
	"html/template"
	"io"
	"slices"
	"strings"
	"sync"

	"kanshu/internal/kanshu"
)

// months is how far the page looks ahead; the month before the current one stands first.
const months = 13

// HTML writes one self-contained page: a timeline with a bar for each column from its review to its due
// day, a calendar of months, the load of each doctor, and what is refused, with reasons. It needs no
// script and asks for nothing. It returns the first error of w.
func HTML(w io.Writer, r *Report) error {
	return page().Execute(w, r.page())
}

// A pageData is what the template receives.
type pageData struct {
	Lang, Title string
	Day         kanshu.Date
	Words       words
	Counts      []count
	Months      []monthHead
	Today       float64 // percent of the window
	Groups      []pageGroup
	Refused     []pageRow
	Calendar    []month
	Load        []load
}

type words struct {
	Heading, AsOf, Timeline, TimelineHelp, Calendar, Load, LoadHelp, Refused, NoneRefused, Column, Doctor, Due, Today, Legend, Sum string

	Days [7]string // of the week, from Sunday
}

type count struct {
	State, Word string
	N           int
}

type monthHead struct {
	Year, Month string // apart, for the scale of the timeline; a year where a reader needs it
	Name        string // both in one
	Left, Width float64
}

type pageGroup struct {
	Name string
	Rows []pageRow
}

type pageRow struct {
	Title, File, Doctors, Due, Reviewed, State, Word string
	Left, Width                                      float64 // percent of the window
	Past, Ahead                                      bool    // the bar goes on beyond the window
	Reasons                                          []string
}

type month struct {
	Name  string
	Weeks [][7]day
}

type day struct {
	N      int // 0: outside of the month
	Today  bool
	Titles []string
}

type load struct {
	Name  string
	Cells []loadCell
	Sum   int
}

type loadCell struct{ N, Shade int } // Shade from 0 to 4

// A window is the stretch of days that the timeline shows.
type window struct {
	from kanshu.Date
	days int
}

func (w window) at(d kanshu.Date) float64 {
	return 100 * float64(w.from.DaysUntil(d)) / float64(w.days)
}

func (r *Report) window() window {
	from := kanshu.Date{Year: r.Day.Year, Month: r.Day.Month, Day: 1}.AddMonths(-1)
	return window{from, from.DaysUntil(from.AddMonths(months))}
}

func (r *Report) page() pageData {
	win := r.window()
	p := pageData{Lang: r.Lang, Title: r.Title, Day: r.Day, Words: r.words(), Today: win.at(r.Day)}
	if p.Lang != "en" {
		p.Lang = "ja"
	}
	for _, s := range []State{Expired, Refused, Soon, Valid, Waiting} {
		p.Counts = append(p.Counts, count{s.String(), s.Word().In(r.Lang), r.Count(s)})
	}
	for m := range months {
		first := win.from.AddMonths(m)
		p.Months = append(p.Months, monthHead{r.year(first, m == 0), r.monthAlone(first), r.monthShort(first, m == 0), win.at(first), win.at(first.AddMonths(1)) - win.at(first)})
		p.Calendar = append(p.Calendar, r.month(first))
	}
	for _, g := range r.By("doctor") {
		pg := pageGroup{Name: g.Name}
		if pg.Name == "" {
			pg.Name = r.say("監修者なし", "nobody")
		}
		l := load{Name: pg.Name, Cells: make([]loadCell, months)}
		for _, row := range g.Rows {
			pr := r.pageRow(row, win)
			pg.Rows = append(pg.Rows, pr)
			l.add(row, win)
		}
		p.Groups = append(p.Groups, pg)
		p.Load = append(p.Load, l)
	}
	for i := range r.Rows {
		if s := r.Rows[i].State; s == Refused || s == Expired {
			p.Refused = append(p.Refused, r.pageRow(&r.Rows[i], win))
		}
	}
	shade(p.Load)
	return p
}

func (r *Report) pageRow(row *Row, win window) pageRow {
	c := row.Column
	p := pageRow{
		Title: c.Title, File: c.File, Doctors: strings.Trim(strings.Join(row.Doctors(), "・"), "・"), Due: c.Review.Due.String(),
		Reviewed: c.Review.On.String(), State: row.State.String(), Word: r.left(row),
	}
	if p.Title == "" {
		p.Title = string(c.Slug)
	}
	for _, f := range row.Reasons {
		p.Reasons = append(p.Reasons, f.Message.In(r.Lang))
	}
	if c.Review.On.IsZero() || c.Review.Due.IsZero() {
		return p
	}
	from, to := win.at(c.Review.On), win.at(c.Review.Due.AddDays(1))
	p.Past, p.Ahead = from < 0, to > 100
	from, to = max(from, 0), min(to, 100)
	p.Left, p.Width = min(from, 99.6), max(to-from, 0.4)
	return p
}

// add counts a column in the month in which it falls due; what is overdue counts in the current month.
func (l *load) add(row *Row, win window) {
	due := row.Column.Review.Due
	if due.IsZero() || row.State == Waiting {
		return
	}
	m := (int(due.Year)-int(win.from.Year))*12 + int(due.Month) - int(win.from.Month)
	if m < 1 {
		m = 1
	}
	if m < months {
		l.Cells[m].N++
	}
	l.Sum++
}

// shade gives each number of the load a depth from 0 to 4, against the largest.
func shade(ls []load) {
	most := 1
	for _, l := range ls {
		for _, c := range l.Cells {
			most = max(most, c.N)
		}
	}
	for _, l := range ls {
		for i := range l.Cells {
			if n := l.Cells[i].N; n > 0 {
				l.Cells[i].Shade = 1 + 3*n/most
			}
		}
	}
}

func (r *Report) month(first kanshu.Date) month {
	m := month{Name: r.monthName(first)}
	var week [7]day
	for d := first; d.Month == first.Month; d = d.AddDays(1) {
		week[d.Weekday()] = day{N: int(d.Day), Today: d == r.Day, Titles: r.dueOn(d)}
		if d.Weekday() == 6 {
			m.Weeks, week = append(m.Weeks, week), [7]day{}
		}
	}
	if slices.ContainsFunc(week[:], func(d day) bool { return d.N > 0 }) {
		m.Weeks = append(m.Weeks, week)
	}
	return m
}

func (r *Report) dueOn(d kanshu.Date) []string {
	var titles []string
	for i := range r.Rows {
		if r.Rows[i].Column.Review.Due == d && r.Rows[i].State != Waiting {
			titles = append(titles, r.Rows[i].Column.Title)
		}
	}
	return titles
}

func (r *Report) monthName(d kanshu.Date) string {
	s := d.String()[:7]
	if r.Lang == "en" {
		return s
	}
	return s[:4] + "年" + strings.TrimPrefix(s[5:], "0") + "月"
}

// monthShort is the month alone, with its year where a reader needs it: at the start and in January.
func (r *Report) monthShort(d kanshu.Date, start bool) string {
	if start || d.Month == 1 {
		return r.monthName(d)
	}
	return r.monthAlone(d)
}

func (r *Report) monthAlone(d kanshu.Date) string {
	s := d.String()[5:7]
	if r.Lang == "en" {
		return s
	}
	return strings.TrimPrefix(s, "0") + "月"
}

// year is the year at the start and in January, "" elsewhere.
func (r *Report) year(d kanshu.Date, start bool) string {
	if !start && d.Month != 1 {
		return ""
	}
	return d.String()[:4] + r.say("年", "")
}

func (r *Report) words() words {
	return words{
		Heading: r.say("監修の予定", "Review calendar"), AsOf: r.say("基準日", "As of"),
		Timeline:     r.say("12か月の見通し", "Twelve months ahead"),
		TimelineHelp: r.say("帯は監修日から監修期限まで。縦の線は基準日です。", "A bar runs from the review to its due day; the upright line is the day."),
		Calendar:     r.say("月ごとの期限", "Due days by month"), Load: r.say("医師ごとの件数", "Load of each doctor"),
		LoadHelp: r.say("数字は、その月に期限を迎えるコラムの本数です（過ぎたものは当月に数えます）。", "How many columns fall due in each month; what is overdue counts in the current one."),
		Refused:  r.say("公開していないコラム", "Withheld columns"), NoneRefused: r.say("ありません。", "None."),
		Column: r.say("コラム", "Column"), Doctor: r.say("監修者", "Supervisor"), Due: r.say("期限", "Due"), Today: r.say("基準日", "day"),
		Legend: r.say("凡例", "Legend"), Sum: r.say("計", "all"),
		Days: [7]string(strings.Fields(r.say("日 月 火 水 木 金 土", "Su Mo Tu We Th Fr Sa"))),
	}
}

// page is the template, parsed when it is first wanted.
var page = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("status").Parse(pageTemplate))
})
