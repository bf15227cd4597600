package layout_test

import (
	"reflect"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// Every label is there in every language, but for a few that a language does without.
func TestNoLabelIsMissing(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ja", "en", "zh", "ko"} {
		l := layout.LabelsFor(lang)
		if l.Lang != lang {
			t.Fatalf("LabelsFor(%q) is %q", lang, l.Lang)
		}
		v := reflect.ValueOf(l).Elem()
		for i := range v.NumField() {
			if f := v.Type().Field(i); v.Field(i).IsZero() {
				t.Errorf("%s: %s is empty", lang, f.Name)
			}
		}
	}
}

// On a Japanese page a screen reader would read an English label with Japanese sounds.
func TestJapaneseLabelsHoldNoEnglish(t *testing.T) {
	t.Parallel()
	v := reflect.ValueOf(layout.LabelsFor("ja")).Elem()
	allowed := map[string]bool{"Lang": true, "SearchNoScript": true} // JavaScript has no Japanese name
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if v.Field(i).Kind() != reflect.String || allowed[f.Name] {
			continue
		}
		for _, r := range v.Field(i).String() {
			if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
				t.Errorf("%s = %q holds a Latin letter", f.Name, v.Field(i))
				break
			}
		}
	}
}

func TestFormats(t *testing.T) {
	t.Parallel()
	day, _ := kanshu.NewDate(2027, 11, 8)
	ja, en, ko := layout.LabelsFor("ja"), layout.LabelsFor("en"), layout.LabelsFor("ko")
	for _, test := range []struct{ got, want string }{
		{ja.Date(day), "2027年11月8日"},
		{ja.Date(kanshu.Date{}), ""},
		{en.Date(day), "8 November 2027"},
		{ko.Month(day), "2027년 11월"},
		{ja.MonthDay(day), "11月8日"},
		{ja.Valid(day), "2027年11月まで有効"},
		{ja.Reading(6), "読むのに約6分"},
		{ja.Page(2, 5), "5ページ中2ページ目"},
		{ja.Yen(1234567), "1,234,567円"},
		{ja.Yen(800), "800円"},
		{en.Yen(11000), "¥11,000"},
		{ja.Time(9 * 60), "9:00"},
		{ja.Time(24 * 60), "24:00"},
		{ja.Time(26*60 + 5), "翌2:05"},
		{ja.List([]string{"月", "水"}), "月・水"},
		{ja.Back(2, 1), "文献2の引用箇所1へ戻る"},
		{en.Count(1), "1 column"},
		{layout.LabelsFor("fr").Lang, "en"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}
