package kanshu_test

import (
	"slices"
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

// An afterthought is what a column reads of its references when it is asked.
type afterthought []kanshu.Reference

func (a afterthought) Fields() []kanshu.Field { return nil }

func (a afterthought) References(room []kanshu.Reference) []kanshu.Reference {
	return append(room, a...)
}

func (a afterthought) Count() int { return len(a) }

func (a afterthought) Newest() kanshu.Date { return kanshu.Newest(a) }

// TestReferencesAreReadWhereTheyAreNotHeld: into the room that is given or into memory of their own, the same each
// time; those that are held are the answer, also where there are none.
func TestReferencesAreReadWhereTheyAreNotHeld(t *testing.T) {
	t.Parallel()
	later, held := afterthought{{Title: "a", Year: 2024}, {Title: "b"}}, []kanshu.Reference{{Title: "c"}}
	for _, c := range []struct {
		name   string
		column kanshu.Column
		want   []kanshu.Reference
	}{
		{"read", kanshu.Column{Later: later}, later},
		{"held", kanshu.Column{Later: later, Listed: held}, held},
		{"held, and none", kanshu.Column{Later: later, Listed: held[:0]}, held[:0]},
		{"none", kanshu.Column{}, nil},
	} {
		room := []kanshu.Reference{{Title: "of another column"}, {}, {}}
		first := &room[0]
		for how, got := range map[string][]kanshu.Reference{"in a room": c.column.ReferencesIn(&room), "in none": c.column.ReferencesIn(nil), "plainly": c.column.References()} {
			if !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: %v, want %v", c.name, how, got, c.want)
			}
		}
		if n, d := c.column.Sources(), c.column.Newest(); n != len(c.want) || d != kanshu.Newest(c.want) {
			t.Errorf("%s: %d sources, the newest of %v", c.name, n, d)
		}
		if read := first.Title == "a"; read != (c.name == "read") {
			t.Errorf("%s: the room was used: %v", c.name, read)
		}
	}
}
