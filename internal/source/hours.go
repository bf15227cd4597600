package source

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"kanshu/internal/kanshu"
)

// A week gathers what is read of a clinic's hours.
type week struct {
	hours kanshu.Hours
	shut  dayset // days that are said to be closed
}

// ParseHours reads a clinic's week. Each text may hold several entries, parted by ; or a line end:
//
//	entry  = days ranges [ (note) ]
//	days   = 月火水木金土日祝 with ・ , 、 / between or none; 月〜金; 平日; 毎日; 年中無休; Monday
//	ranges = time - time { / time - time }
//	time   = 9:00, 9時, 9時半, 9時30分, 午後3:00, 翌2:00, 25:00
//
// closed names the days on which it is closed. What is said of the n-th weekday of a month, and what
// cannot be read, stands in Notes as written; then Exact is false, and the table is told to nobody but
// readers. The second result holds what an editor should make plainer: entries without a weekday,
// entries that cannot be read, days that are both open and closed.
func ParseHours(texts, closed []string) (kanshu.Hours, []string) {
	w := week{hours: kanshu.Hours{Exact: true}}
	var unclear []string
	for _, text := range texts {
		for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == '；' || r == '\n' }) {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			w.hours.Text = append(w.hours.Text, line)
			if !w.entry(line) {
				unclear = append(unclear, line)
			}
		}
	}
	if len(w.hours.Text) == 0 {
		return kanshu.Hours{}, nil
	}
	for _, c := range closed {
		w.closed(c)
	}
	if !w.settle() {
		unclear = append(unclear, strings.Join(closed, "、"))
	}
	w.hours.Exact = w.hours.Exact && len(unclear) == 0
	return w.hours, unclear
}

// entry reads one line. It returns false if the line should be made plainer.
func (w *week) entry(line string) bool {
	s := scanner{rest: foldHours(line)}
	if s.word("休診日") || s.word("休診") || s.word("休み") || s.word("定休日") {
		s.word(":")
		w.closed(s.rest)
		return true
	}
	days, ordinal, ok := s.days()
	if !ok {
		return w.note(line, ordinal)
	}
	s.word(":")
	if s.word("休診") || s.word("休み") || s.word("休") {
		if ordinal || s.rest != "" {
			return w.note(line, true)
		}
		w.shut |= days
		return true
	}
	ranges, ok := s.ranges()
	if !ok {
		return w.note(line, false)
	}
	if ordinal {
		return w.note(line, true)
	}
	for day := range 8 {
		if !days.has(day) {
			continue
		}
		if day == holiday {
			w.hours.Holiday = append(w.hours.Holiday, ranges...)
		} else {
			w.hours.Week[day] = append(w.hours.Week[day], ranges...)
		}
	}
	if s.rest != "" {
		w.note(line, true)
		return strings.HasPrefix(s.rest, "(") && strings.HasSuffix(s.rest, ")")
	}
	return true
}

// note keeps a line that the table cannot hold, and returns plain: whether it is plain all the same.
func (w *week) note(line string, plain bool) bool {
	w.hours.Notes = append(w.hours.Notes, line)
	w.hours.Exact = false
	return plain
}

// closed reads days on which the clinic is closed. What is no weekday (年末年始, a span of dates) says
// nothing of the week; the n-th weekday of a month makes the table inexact.
func (w *week) closed(text string) {
	s := scanner{rest: foldHours(text)}
	for _, word := range []string{"休診日", "休診", "定休日"} {
		if s.word(word) {
			break
		}
	}
	s.word(":")
	days, ordinal, ok := s.days()
	switch {
	case ordinal:
		w.hours.Exact = false
	case ok:
		s.space()
		if s.word("休診") || s.word("休み") || s.word("定休") || s.word("休") || s.rest == "" || strings.HasPrefix(s.rest, "(") {
			w.shut |= days
			return
		}
		if strings.Contains(s.rest, "年末年始") || strings.Contains(s.rest, "お盆") || strings.Contains(s.rest, "夏季") {
			w.shut |= days
			return
		}
		w.hours.Exact = false
	}
}

// settle sorts the week and returns false if two stretches of a day meet, or a day is both open and
// closed.
func (w *week) settle() bool {
	ok := true
	for day := range w.hours.Week {
		ok = sortDay(w.hours.Week[day]) && ok
		if w.shut.has(day) && len(w.hours.Week[day]) > 0 {
			ok = false
		}
	}
	ok = sortDay(w.hours.Holiday) && ok
	return ok && (!w.shut.has(holiday) || len(w.hours.Holiday) == 0)
}

func sortDay(day []kanshu.Interval) bool {
	slices.SortFunc(day, func(a, b kanshu.Interval) int { return cmp.Or(a.Open-b.Open, a.Close-b.Close) })
	for i := 1; i < len(day); i++ {
		if day[i].Open <= day[i-1].Close {
			return false
		}
	}
	return true
}

// A dayset is a set of weekdays, and of public holidays.
type dayset uint8

const (
	holiday  = 7
	weekdays = dayset(1<<time.Monday | 1<<time.Tuesday | 1<<time.Wednesday | 1<<time.Thursday | 1<<time.Friday)
	everyday = weekdays | 1<<time.Saturday | 1<<time.Sunday
)

func (d dayset) has(day int) bool { return d&(1<<day) != 0 }

// String returns the days in Japanese, from Monday on: 月・火・祝.
func (d dayset) String() string {
	var names []string
	for _, day := range [...]int{1, 2, 3, 4, 5, 6, 0, holiday} {
		if d.has(day) {
			names = append(names, dayNames[day])
		}
	}
	return strings.Join(names, "・")
}

var dayNames = [...]string{"日", "月", "火", "水", "木", "金", "土", "祝"}
