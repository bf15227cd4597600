package kanshu

// Hours is one clinic's week. The zero Hours is a clinic that has given none.
//
// Source: schema.org/OpeningHoursSpecification; Japanese public holidays are not modelled but for the
// statement that the clinic is open or closed on them.
type Hours struct {
	Week    [7][]Interval // indexed by time.Weekday; sorted, not touching
	Holiday []Interval    // hours on public holidays (祝), where they are given
	Notes   []string      // what cannot be said truly in a table (第2土曜 9:00-12:00), as written
	Text    []string      // all of it as written, a line an entry
	Exact   bool          // the table says all; only then is it told to machines
}

// IsZero reports whether no hours are given.
func (h Hours) IsZero() bool { return len(h.Text) == 0 }

// An Interval is a stretch of one day in minutes after midnight: 0 ≤ Open < Close. A Close beyond
// 1440 lies on the next day: 20:00 to 翌2:00 is {1200, 1560}.
type Interval struct{ Open, Close int }
