package report_test

import (
	"testing"
	"unicode"

	"golang.org/x/text/width"

	"kanshu/internal/report"
)

// What is known of kana and kanji without asking is what Unicode says of them.
func TestWideCharactersAreWide(t *testing.T) {
	t.Parallel()
	wide := 0
	for r := rune(0x300); r <= 0x2ffff; r++ {
		kind := width.LookupRune(r).Kind()
		is := (kind == width.EastAsianWide || kind == width.EastAsianFullwidth) && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
		if got := report.RuneWidth(r) == 2; got != is {
			t.Errorf("%U takes %d columns", r, report.RuneWidth(r))
		}
		if is {
			wide++
		}
	}
	if wide < 90_000 {
		t.Errorf("%d characters are wide, want all kanji at least", wide)
	}
}
