package schemaorg

import (
	"cmp"
	"slices"

	"kanshu/internal/kanshu"
)

// The days as schema.org names them, Monday first, and where time.Weekday counts them.
var weekdays = [7]struct {
	name    string
	weekday int
}{
	{"Monday", 1}, {"Tuesday", 2}, {"Wednesday", 3}, {"Thursday", 4}, {"Friday", 5}, {"Saturday", 6}, {"Sunday", 0},
}

// holidays is schema.org's eighth day of the week.
const holidays = "PublicHolidays"

// A span is one pair of opening and closing times, and the days that keep it.
type span struct {
	kanshu.Interval
	days []string
}

// appendHours appends openingHoursSpecification: one entry for each pair of times, with all days that
// keep it, in order of times. Nothing is said unless the table says all there is.
//
// A closing time past midnight is written as the hour of the next day, which schema.org and Google
// read as such since it lies before the opening time. A day round the clock closes at 23:59. shut
// says that the clinic is closed on public holidays, which Google writes as 00:00 to 00:00.
func appendHours(b []byte, h kanshu.Hours, shut bool) []byte {
	if !h.Exact {
		return b
	}
	spans := gather(h)
	if len(spans) == 0 {
		return b
	}
	if shut && len(h.Holiday) == 0 {
		spans = append(spans, span{days: []string{holidays}})
	}
	b = append(key(b, "openingHoursSpecification"), '[')
	for i, s := range spans {
		if i > 0 {
			b = append(b, ',')
		}
		b = open(b, "OpeningHoursSpecification")
		b = several(b, "dayOfWeek", len(s.days), func(b []byte, i int) []byte {
			b = append(b, `"https://schema.org/`...)
			return append(append(b, s.days[i]...), '"')
		})
		b = clock(key(b, "opens"), s.Open)
		b = append(clock(key(b, "closes"), closing(s.Interval)), '}')
	}
	return append(b, ']')
}

// gather turns the table round: from times of a day to days of a time.
func gather(h kanshu.Hours) []span {
	var spans []span
	add := func(day string, list []kanshu.Interval) {
		for _, in := range list {
			i := slices.IndexFunc(spans, func(s span) bool { return s.Interval == in })
			if i < 0 {
				i = len(spans)
				spans = append(spans, span{Interval: in})
			}
			spans[i].days = append(spans[i].days, day)
		}
	}
	for _, d := range weekdays {
		add(d.name, h.Week[d.weekday])
	}
	add(holidays, h.Holiday)
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.Open, b.Open), cmp.Compare(a.Close, b.Close))
	})
	return spans
}

// closing returns the minute of the day at which an interval ends.
func closing(in kanshu.Interval) int {
	const day = 24 * 60
	if in.Close-in.Open >= day || in.Open == 0 && in.Close == day {
		return day - 1
	}
	return in.Close % day
}

// clock appends minutes after midnight as "HH:MM".
func clock(b []byte, m int) []byte {
	h := m / 60 % 24
	m %= 60
	return append(b, '"', byte('0'+h/10), byte('0'+h%10), ':', byte('0'+m/10), byte('0'+m%10), '"')
}
