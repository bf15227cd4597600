package serve

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// rowsMost is how many columns the list shows on one page.
const rowsMost = 200

// listData is what list.html receives.
type listData struct {
	barData
	Title  string
	Site   string
	Words  string // what was searched for
	State  string
	Tabs   []tab
	Rows   []listRow
	Files  []row // findings that belong to no column
	Number int
	Of     int
	Newer  string
	Older  string
	Head   template.HTML
}

// A tab is one state with the number of columns in it.
type tab struct {
	Name, Href string
	N          int
	Here       bool
}

// A listRow is one column of the list.
type listRow struct {
	State, StateName, Title, Href, File, Due, Doctors string
	Left                                              string // 「あと 12 日」; a server may say what a page may not
	Findings                                          []row
	Worst                                             int
}

// The states of the list. "due" is approved and due soon.
var stateNames = []struct {
	id   string
	name kanshu.Wording
}{
	{"refused", kanshu.Wording{JA: "公開できない", EN: "refused"}},
	{"held", kanshu.Wording{JA: "保留", EN: "held"}},
	{"due", kanshu.Wording{JA: "期限が近い", EN: "due soon"}},
	{"warned", kanshu.Wording{JA: "指摘あり", EN: "with remarks"}},
	{"approved", kanshu.Wording{JA: "公開", EN: "published"}},
}

// list answers with all columns: state, due day, findings.
func (s *Server) list(w http.ResponseWriter, r *http.Request) {
	day, asOf, err := s.day(r)
	if err != nil {
		s.words(w, r, http.StatusBadRequest, s.say("日付を読めませんでした", "That day cannot be read"), s.say("?at= には 2027-04-01 のように書いてください。", "Write ?at=2027-04-01."))
		return
	}
	if !s.judged(w, r, day) {
		return
	}
	verdicts, others, err := s.preview.Verdicts(day)
	if err != nil {
		s.broken(w, r, err)
		return
	}
	cfg := s.preview.Config()
	q := r.URL.Query()
	d := listData{
		barData: barData{Lang: s.o.Lang, List: own, AsOf: asOf, Day: day.String(), Today: s.o.Today().String()},
		Title:   s.say("コラムの一覧", "All columns"), Site: cfg.Title, Words: q.Get("q"), State: q.Get("state"),
		Files: s.rows(others, nil), Head: template.HTML(s.head(s.preview.Version())), //nolint:gosec // of our own making
	}
	d.trouble(s, s.preview.Broken())
	counts := map[string]int{}
	var chosen []*kanshu.Verdict
	for i := range verdicts {
		v := &verdicts[i]
		state := stateOf(v, day, cfg)
		if !mentions(v, d.Words) {
			continue
		}
		counts[state]++
		if d.State == "" || d.State == state {
			chosen = append(chosen, v)
		}
	}
	d.tabs(s, q, counts)
	slices.SortStableFunc(chosen, func(a, b *kanshu.Verdict) int {
		return cmp.Or(rank(stateOf(a, day, cfg))-rank(stateOf(b, day, cfg)), a.Column.Review.Due.Compare(b.Column.Review.Due))
	})
	d.leaf(q, len(chosen))
	first := (d.Number - 1) * rowsMost
	for _, v := range chosen[first:min(len(chosen), first+rowsMost)] {
		d.Rows = append(d.Rows, s.listRow(v, day, cfg, asOf))
	}
	s.render(w, r, http.StatusOK, "list.html", d)
}

// stateOf returns the state under which a column stands in the list.
func stateOf(v *kanshu.Verdict, day kanshu.Date, cfg *kanshu.Config) string {
	switch {
	case v.Outcome == kanshu.Refused:
		return "refused"
	case v.Outcome == kanshu.Held:
		return "held"
	case !v.Column.Review.Due.After(day.AddDays(cfg.Review.WarnBefore)):
		return "due"
	case slices.ContainsFunc(v.Findings, func(f kanshu.Finding) bool { return f.Severity == kanshu.Warn }):
		return "warned"
	default:
		return "approved"
	}
}

func rank(state string) int {
	for i := range stateNames {
		if stateNames[i].id == state {
			return i
		}
	}
	return len(stateNames)
}

// mentions reports whether title, file, doctors or rules of a column hold the words.
func mentions(v *kanshu.Verdict, words string) bool {
	words = strings.ToLower(strings.TrimSpace(words))
	if words == "" {
		return true
	}
	c := v.Column
	in := func(s string) bool { return strings.Contains(strings.ToLower(s), words) }
	return in(c.Title) || in(c.File) ||
		slices.ContainsFunc(c.Supervisors, func(s kanshu.Supervisor) bool { return in(s.Doctor.Name) }) ||
		slices.ContainsFunc(v.Findings, func(f kanshu.Finding) bool { return in(f.Rule) })
}

func (d *listData) tabs(s *Server, q url.Values, counts map[string]int) {
	all := 0
	for _, n := range counts {
		all += n
	}
	d.Tabs = append(d.Tabs, tab{s.say("すべて", "all"), with(q, "state", "", "page", ""), all, d.State == ""})
	for _, st := range stateNames {
		d.Tabs = append(d.Tabs, tab{st.name.In(d.Lang), with(q, "state", st.id, "page", ""), counts[st.id], d.State == st.id})
	}
}

// leaf chooses the page of the list.
func (d *listData) leaf(q url.Values, n int) {
	d.Of = max(1, (n+rowsMost-1)/rowsMost)
	d.Number, _ = strconv.Atoi(q.Get("page"))
	d.Number = min(max(1, d.Number), d.Of)
	if d.Number > 1 {
		d.Newer = with(q, "page", strconv.Itoa(d.Number-1))
	}
	if d.Number < d.Of {
		d.Older = with(q, "page", strconv.Itoa(d.Number+1))
	}
}

// with returns the list's address with some of its parameters set, or taken out by "".
func with(q url.Values, pairs ...string) string {
	all := url.Values{}
	for _, key := range []string{"at", "q", "state", "page"} {
		if v := q.Get(key); v != "" {
			all.Set(key, v)
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if all.Set(pairs[i], pairs[i+1]); pairs[i+1] == "" {
			all.Del(pairs[i])
		}
	}
	if len(all) == 0 {
		return own
	}
	return own + "?" + all.Encode()
}

func (s *Server) listRow(v *kanshu.Verdict, day kanshu.Date, cfg *kanshu.Config, asOf bool) listRow {
	c := v.Column
	state := stateOf(v, day, cfg)
	l := listRow{
		State: state, StateName: stateNames[rank(state)].name.In(s.o.Lang), Title: cmp.Or(c.Title, c.File), File: c.File,
		Due: c.Review.Due.String(), Findings: s.rows(v.Findings, nil),
	}
	if c.Slug != "" {
		l.Href = cfg.BasePath + c.Path(cfg.Language)
		if asOf {
			l.Href += "?at=" + day.String()
		}
	}
	if due := c.Review.Due; !due.IsZero() {
		switch n := day.DaysUntil(due); {
		case n < 0:
			l.Left = s.say(strconv.Itoa(-n)+" 日超過", strconv.Itoa(-n)+" days past")
		default:
			l.Left = s.say("あと "+strconv.Itoa(n)+" 日", strconv.Itoa(n)+" days left")
		}
	}
	names := make([]string, len(c.Supervisors))
	for i := range c.Supervisors {
		names[i] = c.Supervisors[i].Doctor.Name
	}
	l.Doctors = strings.Join(names, "、")
	return l
}
