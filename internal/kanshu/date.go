// Package kanshu holds the nouns of the program: what a column, a doctor, a clinic, a review, a
// finding and an artifact are. It knows no file, no clock and no third-party module; every other
// package speaks in its words.
package kanshu

import (
	"fmt"
	"time"
)

// A Date is a day of the proleptic Gregorian calendar without a clock and without a zone, so that
// two of them cannot disagree about the hour. The zero Date is "no date"; it lies before all others.
// Dates are comparable with ==.
type Date struct {
	Year  int16 // 1 to 9999
	Month uint8 // 1 to 12
	Day   uint8 // 1 to 31
}

// NewDate returns the given day and whether it exists: 2026-02-30 does not.
func NewDate(year, month, day int) (Date, bool) {
	if year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 {
		return Date{}, false
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month {
		return Date{}, false
	}
	return Date{int16(year), uint8(month), uint8(day)}, true
}

// DateOf returns the day that t shows in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{int16(y), uint8(m), uint8(d)}
}

// ParseDate reads YYYY-MM-DD in ASCII digits and nothing else. The many forms that editors may write
// are read by package source.
func ParseDate(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return Date{}, fmt.Errorf("date %q is not of the form YYYY-MM-DD", s)
	}
	n := [3]int{}
	for i, part := range [3]string{s[:4], s[5:7], s[8:]} {
		for j := range len(part) {
			if part[j] < '0' || part[j] > '9' {
				return Date{}, fmt.Errorf("date %q is not of the form YYYY-MM-DD", s)
			}
			n[i] = n[i]*10 + int(part[j]-'0')
		}
	}
	d, ok := NewDate(n[0], n[1], n[2])
	if !ok {
		return Date{}, fmt.Errorf("date %q does not exist", s)
	}
	return d, nil
}

// IsZero reports whether d is "no date".
func (d Date) IsZero() bool { return d == Date{} }

// String returns d as YYYY-MM-DD, and "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.Append(nil))
}

// Append appends d as YYYY-MM-DD to b; it appends nothing for the zero Date.
func (d Date) Append(b []byte) []byte {
	if d.IsZero() {
		return b
	}
	y := int(d.Year)
	return append(b, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10),
		'-', '0'+d.Month/10, '0'+d.Month%10, '-', '0'+d.Day/10, '0'+d.Day%10)
}

// MarshalText implements encoding.TextMarshaler with the form of String.
func (d Date) MarshalText() ([]byte, error) { return d.Append(nil), nil }

// UnmarshalText implements encoding.TextUnmarshaler; "" is the zero Date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(b))
	return err
}

// Compare returns -1, 0 or +1 as d lies before, is, or lies after e.
func (d Date) Compare(e Date) int { return d.ordinal() - e.ordinal() }

// Before reports whether d lies before e.
func (d Date) Before(e Date) bool { return d.ordinal() < e.ordinal() }

// After reports whether d lies after e.
func (d Date) After(e Date) bool { return d.ordinal() > e.ordinal() }

// ordinal puts days in order; it is no count of days.
func (d Date) ordinal() int { return int(d.Year)<<9 | int(d.Month)<<5 | int(d.Day) }

// AddDays returns the day n days after d; n may be negative. It panics for the zero Date.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// AddMonths returns the same day n months after d, or that month's last day where it has no such
// day: 2026-01-31 and one month are 2026-02-28. It panics for the zero Date.
func (d Date) AddMonths(n int) Date {
	first := time.Date(int(d.mustYear()), time.Month(d.Month), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return Date{int16(first.Year()), uint8(first.Month()), uint8(min(int(d.Day), last))}
}

// DaysUntil returns how many days lie between d and e: 0 for the same day, negative if e is before d.
func (d Date) DaysUntil(e Date) int { return int(e.utc().Sub(d.utc()).Hours() / 24) }

// Weekday returns the day of the week. It panics for the zero Date.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// In returns the first instant of d in the zone loc. It panics for the zero Date.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(int(d.mustYear()), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, loc)
}

func (d Date) utc() time.Time { return d.In(time.UTC) }

func (d Date) mustYear() int16 {
	if d.IsZero() {
		panic("kanshu: reckoning with no date")
	}
	return d.Year
}

// A Period is a span on the calendar: months, then days. The zero Period is "none given".
type Period struct{ Months, Days int }

// IsZero reports whether no span is given.
func (p Period) IsZero() bool { return p == Period{} }

// From returns the day that lies p after d.
func (p Period) From(d Date) Date { return d.AddMonths(p.Months).AddDays(p.Days) }
