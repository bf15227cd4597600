package kanshu_test

import (
	"testing"

	"kanshu/internal/kanshu"
)

func TestNewestIsWhatReferencesClaimLast(t *testing.T) {
	t.Parallel()
	day := func(y, m, d int) kanshu.Date { return kanshu.Date{Year: int16(y), Month: uint8(m), Day: uint8(d)} }
	for _, c := range []struct {
		list []kanshu.Reference
		want kanshu.Date
	}{
		{nil, kanshu.Date{}},
		{[]kanshu.Reference{{Title: "x"}}, kanshu.Date{}},
		{[]kanshu.Reference{{Year: 2024}, {Year: 2027}, {Year: 2025}}, day(2027, 1, 1)},
		{[]kanshu.Reference{{Year: 2026, Accessed: day(2026, 5, 3)}, {Year: 2026}}, day(2026, 5, 3)},
		{[]kanshu.Reference{{Accessed: day(2026, 5, 3)}, {Year: 2027}}, day(2027, 1, 1)},
		{[]kanshu.Reference{{Year: 20260}, {Year: -3}}, day(9999, 1, 1)},
	} {
		if got := (&kanshu.Column{Listed: c.list}).Newest(); got != c.want {
			t.Errorf("%+v: %v, want %v", c.list, got, c.want)
		}
	}
}
