package output

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// week is the order in which Japanese timetables name the days.
var week = [7]time.Weekday{
	time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday,
}

// hours fills in the timetable of a clinic: rows of days that keep the same hours, closed days in words,
// and what a table cannot say as it was written.
func hours(b *ClinicBox, c *kanshu.Clinic) {
	h := &c.Hours
	b.Notes = h.Notes
	open := false
	for _, spans := range h.Week {
		open = open || len(spans) > 0
	}
	if !open {
		b.HoursText, b.Notes = h.Text, nil
		return
	}
	var done [7]bool
	for _, day := range week {
		if done[day] {
			continue
		}
		if i := spoken(h, day); i >= 0 {
			done[day] = true
			b.Hours = append(b.Hours, HoursRow{Days: b.L.WeekdayNames[day], Spans: []string{h.Notes[i]}})
			b.Notes = slices.DeleteFunc(slices.Clone(b.Notes), func(n string) bool { return n == h.Notes[i] })
			continue
		}
		var days []string
		for _, other := range week {
			if !done[other] && spoken(h, other) < 0 && slices.Equal(h.Week[day], h.Week[other]) {
				done[other] = true
				days = append(days, b.L.WeekdayNames[other])
			}
		}
		b.Hours = append(b.Hours, row(b.L, days, h.Week[day]))
	}
	// Closed days come last; holidays join them where the clinic says so.
	slices.SortStableFunc(b.Hours, func(x, y HoursRow) int { return shut(x) - shut(y) })
	holidays(b, c)
	if h.Exact {
		b.Week = table(h)
	}
}

// spoken returns which note speaks of a day that the table has closed (第2土曜 10:00-13:00), -1 if none
// does: such a day is open now and then, and a plain 休診 would be untrue.
func spoken(h *kanshu.Hours, day time.Weekday) int {
	if len(h.Week[day]) > 0 {
		return -1
	}
	name := layout.LabelsFor("ja").WeekdayNames[day]
	return slices.IndexFunc(h.Notes, func(n string) bool {
		return strings.Contains(n, name+"曜") || strings.HasPrefix(n, "第") && strings.Contains(n, name)
	})
}

func shut(r HoursRow) int {
	if r.Closed {
		return 1
	}
	return 0
}

// holidays adds what the clinic says of public holidays.
func holidays(b *ClinicBox, c *kanshu.Clinic) {
	if len(c.Hours.Holiday) > 0 {
		b.Hours = append(b.Hours, row(b.L, []string{b.L.Holiday}, c.Hours.Holiday))
		return
	}
	for _, day := range c.Closed {
		if strings.Contains(day, "祝") {
			last := &b.Hours[len(b.Hours)-1]
			if last.Closed {
				last.Days = b.L.List([]string{last.Days, b.L.Holiday})
			} else {
				b.Hours = append(b.Hours, row(b.L, []string{b.L.Holiday}, nil))
			}
			return
		}
	}
}

func row(l *layout.Labels, days []string, spans []kanshu.Interval) HoursRow {
	r := HoursRow{Days: l.List(days), Closed: len(spans) == 0}
	for _, s := range spans {
		r.Spans = append(r.Spans, l.Time(s.Open)+"–"+l.Time(s.Close))
	}
	return r
}

// table writes the week for hours.js: days from Sunday parted by ";", spans by ",", minutes by "-".
func table(h *kanshu.Hours) string {
	var b []byte
	for i, spans := range h.Week {
		if i > 0 {
			b = append(b, ';')
		}
		for j, s := range spans {
			if j > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(b, int64(s.Open), 10)
			b = append(b, '-')
			b = strconv.AppendInt(b, int64(s.Close), 10)
		}
	}
	return string(b)
}

// closedDays names the days on which a clinic closes in the language of the page, where all of them are
// words that every clinic uses; else they stay as they were written, and their language is told.
func closedDays(b *ClinicBox, c *kanshu.Clinic) {
	var names []string
	for _, words := range c.Closed {
		for _, word := range strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune("・、,， ", r) }) {
			names = append(names, closedDay(b.L, word))
		}
	}
	if slices.Contains(names, "") {
		b.ClosedLang = b.Lang
		return
	}
	b.ClosedDays = b.L.List(names)
}

// closedDay returns the name of a day on which clinics close, "" for what is no such word: 日曜日, 祝日,
// 年末年始.
func closedDay(l *layout.Labels, word string) string {
	switch word {
	case "祝日", "祝祭日", "国民の祝日":
		return l.Holiday
	case "年末年始":
		return l.YearEnd
	}
	day := label(strings.TrimSuffix(strings.TrimSuffix(word, "日"), "曜"), word)
	if i := slices.Index(layout.LabelsFor("ja").WeekdayNames[:], day); i >= 0 {
		return l.WeekdayNames[i]
	}
	return ""
}

// tongues returns the names of languages that are spoken at a clinic, in the language of the page where
// they are known.
func tongues(l *layout.Labels, written []string) []string {
	all := slices.Clone(written)
	for i, w := range all {
		if k := slices.Index(layout.LabelsFor("ja").Tongues[:], w); k >= 0 {
			all[i] = l.Tongues[k]
		}
	}
	return all
}

func escapeQuery(s string) string { return url.QueryEscape(s) }
