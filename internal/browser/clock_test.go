package browser_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"time"
)

// read returns a file of the site.
func (b *browser) read(t *testing.T, name string) string {
	t.Helper()
	page, err := fs.ReadFile(b.site.files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// grace is how long after its last day a column still stands, for clocks that are wrong.
const grace = 36 * time.Hour

// A moment is a page at an instant of the browser's clock.
type moment struct {
	Path string `json:"path"`
	Now  string `json:"now"`
}

func guard(t *testing.T, b *browser) {
	last := regexp.MustCompile(`<main id="?main"? data-expires="?([0-9-]+)`).FindStringSubmatch(b.read(t, strings.TrimPrefix(column, "/")+"index.html"))
	if last == nil {
		t.Fatal("the column does not say when it ends")
	}
	due, err := time.Parse("2006-01-02 -07:00", last[1]+" +09:00")
	if err != nil {
		t.Fatal(err)
	}
	end := due.AddDate(0, 0, 1).Add(grace)
	before, after := end.Add(-time.Second).Format(time.RFC3339), end.Format(time.RFC3339)
	type state struct {
		Title, Heading, Text string
		Covered              bool
		Data, Pointers       int
		Overdue              string
	}
	var seen struct {
		Moments                      []state
		Before, Unseen, After, Again state
	}
	b.do(t, "guard", map[string]any{
		"moments": []moment{{column, "2026-11-22T12:00:00+09:00"}, {column, before}, {column, after}, {"/columns/", "2026-11-22T12:00:00+09:00"}, {"/columns/", after}, {"/", after}},
		"left":    map[string]string{"path": column, "before": before, "after": after},
	}, &seen)
	today, eve, gone, list, later, home := seen.Moments[0], seen.Moments[1], seen.Moments[2], seen.Moments[3], seen.Moments[4], seen.Moments[5]
	if today.Covered || eve.Covered || today.Text == "" || eve.Heading != today.Heading || eve.Data != today.Data || today.Data == 0 {
		t.Errorf("before its end the column reads %q with %d data, on the day of its build %q with %d", eve.Heading, eve.Data, today.Heading, today.Data)
	}
	tombstone := "この記事は内容を見直しているため、公開を休止しています。"
	if !gone.Covered || !strings.Contains(gone.Text, tombstone) || !strings.Contains(gone.Text, "03-0000-") || gone.Data != 0 {
		t.Errorf("after its end the column reads %q, with %d data for machines", gone.Text, gone.Data)
	}
	if strings.Contains(gone.Text+gone.Title, "帯状疱疹") || gone.Title == today.Title {
		t.Errorf("after its end the column still tells of itself: %q, %q", gone.Title, gone.Text)
	}
	if list.Pointers == 0 || later.Pointers >= list.Pointers || later.Overdue <= last[1] || home.Overdue <= last[1] {
		t.Errorf("lists: %d pointers, later %d; the earliest still there ends on %s and %s, want after %s", list.Pointers, later.Pointers, later.Overdue, home.Overdue, last[1])
	}
	if seen.Before.Covered || seen.Unseen.Covered || !seen.After.Covered || seen.After.Text != gone.Text || seen.Again != seen.After {
		t.Errorf("a page left open: covered before %t, unseen %t, on return %t (%q), again %q",
			seen.Before.Covered, seen.Unseen.Covered, seen.After.Covered, seen.After.Text, seen.Again.Text)
	}
}

func hours(t *testing.T, b *browser) {
	const within, outside, silent = "診療時間内(要確認)", "診療時間外(要確認)", ""
	const honin, ekimae = "/clinics/komorebi-honin/", "/clinics/komorebi-ekimae/" // 平日 9:00-12:30/15:00-18:30; 土 9:00-12:30 · 第2土曜
	cases := []struct{ why, path, now, want string }{
		{"Monday morning", honin, "2026-11-16T09:00:00+09:00", within},
		{"Monday, a minute before", honin, "2026-11-16T08:59:00+09:00", outside},
		{"Monday noon", honin, "2026-11-16T12:30:00+09:00", outside},
		{"Monday afternoon", honin, "2026-11-16T18:29:00+09:00", within},
		{"Monday evening", honin, "2026-11-16T18:30:00+09:00", outside},
		{"Monday in Japan is Sunday in New York", honin, "2026-11-15T20:30:00-05:00", within},
		{"Saturday morning", honin, "2026-11-14T10:00:00+09:00", within},
		{"Saturday afternoon", honin, "2026-11-14T15:30:00+09:00", outside},
		{"Sunday", honin, "2026-11-15T10:00:00+09:00", outside},
		{"a public holiday on a Monday: 勤労感謝の日", honin, "2026-11-23T10:00:00+09:00", silent},
		{"the second Monday of January: 成人の日", honin, "2027-01-11T10:00:00+09:00", silent},
		{"spring equinox's substitute: 2027-03-22", honin, "2027-03-22T10:00:00+09:00", silent},
		{"the turn of the year", honin, "2026-12-30T10:00:00+09:00", silent},
		{"the days of O-Bon", honin, "2027-08-13T10:00:00+09:00", silent},
		{"a table that does not tell all of the week", ekimae, "2026-11-16T10:30:00+09:00", silent},
	}
	var moments []moment
	for _, c := range cases {
		moments = append(moments, moment{c.path, c.now})
	}
	var seen struct{ Said []string }
	b.do(t, "hours", map[string]any{"moments": moments}, &seen)
	if len(seen.Said) != len(cases) {
		t.Fatalf("told %d times of %d", len(seen.Said), len(cases))
	}
	for i, c := range cases {
		if seen.Said[i] != c.want {
			t.Errorf("%s, %s: the page says %q, want %q", c.why, c.now, seen.Said[i], c.want)
		}
	}
}
