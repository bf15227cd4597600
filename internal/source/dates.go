package source

import (
	"errors"
	"strings"

	"kanshu/internal/kanshu"
)

// An era is a Japanese era with its first day and the first day after it.
//
// Source: 元号を改める政令 (1926, 1989, 2019) and the edicts of 1868 and 1912.
type era struct {
	name        string
	year        int // the Western year before its first
	first, next kanshu.Date
}

var eras = []era{
	{"令和", 2018, kanshu.Date{Year: 2019, Month: 5, Day: 1}, kanshu.Date{Year: 9999, Month: 12, Day: 31}},
	{"平成", 1988, kanshu.Date{Year: 1989, Month: 1, Day: 8}, kanshu.Date{Year: 2019, Month: 5, Day: 1}},
	{"昭和", 1925, kanshu.Date{Year: 1926, Month: 12, Day: 25}, kanshu.Date{Year: 1989, Month: 1, Day: 8}},
	{"大正", 1911, kanshu.Date{Year: 1912, Month: 7, Day: 30}, kanshu.Date{Year: 1926, Month: 12, Day: 25}},
	{"明治", 1867, kanshu.Date{Year: 1868, Month: 1, Day: 25}, kanshu.Date{Year: 1912, Month: 7, Day: 30}},
}

// ParseDay reads a day as editors write it: 2026-11-22, 2026/11/22, 2026.11.22, 2026年11月22日 or
// 令和8年11月22日, its digits of either width. The forms with 年 take months and days of one or two
// digits and 元年; the others want four, two and two. Everything else, and every day that the calendar
// or the era does not have, is an error.
func ParseDay(s string) (kanshu.Date, error) {
	d, why := parseDay(s)
	if !why.IsZero() {
		return kanshu.Date{}, errors.New(why.EN)
	}
	return d, nil
}

// parseDay is ParseDay with the reason in both languages; a zero reason means that the day is good.
func parseDay(s string) (kanshu.Date, kanshu.Wording) {
	t := foldDigits(s)
	if len(t) == 10 && t[4] == t[7] && (t[4] == '-' || t[4] == '/' || t[4] == '.') {
		y, m, day := digits(t[:4]), digits(t[5:7]), digits(t[8:])
		if y < 0 || m < 0 || day < 0 {
			return kanshu.Date{}, notADay(s)
		}
		return calendar(s, y, m, day)
	}
	return parseKanjiDay(s, t)
}

// parseKanjiDay reads the forms with 年, 月 and 日; t is s with narrow digits.
func parseKanjiDay(s, t string) (kanshu.Date, kanshu.Wording) {
	year, rest, ok := strings.Cut(t, "年")
	month, rest, ok2 := strings.Cut(rest, "月")
	day, rest, ok3 := strings.Cut(rest, "日")
	if !ok || !ok2 || !ok3 || rest != "" || len(month) > 2 || len(day) > 2 {
		return kanshu.Date{}, notADay(s)
	}
	m, d := digits(month), digits(day)
	if m < 0 || d < 0 {
		return kanshu.Date{}, notADay(s)
	}
	for i := range eras {
		n, found := strings.CutPrefix(year, eras[i].name)
		if !found {
			continue
		}
		y := digits(n)
		if n == "元" {
			y = 1
		}
		if y < 1 || len(n) > 3 {
			return kanshu.Date{}, notADay(s)
		}
		return eras[i].day(s, y, m, d)
	}
	y := digits(year)
	if len(year) != 4 || y < 0 {
		return kanshu.Date{}, notADay(s)
	}
	return calendar(s, y, m, d)
}

// day returns a day of the era, if the era has it.
func (e *era) day(s string, y, m, d int) (kanshu.Date, kanshu.Wording) {
	date, why := calendar(s, e.year+y, m, d)
	if !why.IsZero() {
		return date, why
	}
	if date.Before(e.first) {
		return kanshu.Date{}, say("「%s」という日はありません。%sは%d年%d月%d日に始まりました。", "there is no day %q; %s began on %04d-%02d-%02d",
			show(s), e.name, int(e.first.Year), int(e.first.Month), int(e.first.Day))
	}
	if !date.Before(e.next) {
		last := e.next.AddDays(-1)
		return kanshu.Date{}, say("「%s」という日はありません。%sは%d年%d月%d日までです。", "there is no day %q; %s ended on %04d-%02d-%02d",
			show(s), e.name, int(last.Year), int(last.Month), int(last.Day))
	}
	return date, kanshu.Wording{}
}

func calendar(s string, y, m, d int) (kanshu.Date, kanshu.Wording) {
	date, ok := kanshu.NewDate(y, m, d)
	if !ok {
		return kanshu.Date{}, say("「%s」という日は暦にありません。", "there is no day %q in the calendar", show(s))
	}
	return date, kanshu.Wording{}
}

func notADay(s string) kanshu.Wording {
	switch t := strings.TrimSpace(s); {
	case strings.ContainsAny(t, "“”„‟‘’「」"):
		return say("「%s」は日付として読めません。引用符が付いています。", "%q cannot be read as a day: it stands in quotation marks", show(s))
	case strings.ContainsAny(t, ":TZ"):
		return say("「%s」は日付として読めません。時刻と時差は書けません。", "%q cannot be read as a day: neither a clock time nor a zone may stand there", show(s))
	case strings.ContainsAny(t, "-/.") && len(foldDigits(t)) < 10:
		return say("「%s」は日付として読めません。年は4桁、月と日は2桁で書きます。", "%q cannot be read as a day: four digits for the year, two for month and day", show(s))
	}
	return say("「%s」は日付として読めません。", "%q cannot be read as a day", show(s))
}

// foldDigits turns full-width digits into ASCII ones and leaves all else.
func foldDigits(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// digits returns the number that ASCII digits spell, -1 if s is empty, too long or holds anything else.
func digits(s string) int {
	if s == "" || len(s) > 9 {
		return -1
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// ParsePeriod reads a span: a number and a unit, as in 12か月, 1年, 36ヶ月, 2週間, 365日, 12m, 1y, 365d or
// 12 months. It reports whether s is one; at most 9,999 of any unit.
func ParsePeriod(s string) (kanshu.Period, bool) {
	t := strings.ToLower(foldWidth(strings.TrimSpace(s)))
	end := 0
	for end < len(t) && t[end] >= '0' && t[end] <= '9' {
		end++
	}
	n := digits(t[:end])
	if n < 1 || n > 9999 {
		return kanshu.Period{}, false
	}
	switch strings.TrimSpace(t[end:]) {
	case "か月", "カ月", "ヶ月", "ケ月", "ヵ月", "箇月", "か月間", "ヶ月間", "カ月間", "m", "mo", "month", "months":
		return kanshu.Period{Months: n}, true
	case "年", "年間", "y", "year", "years":
		return kanshu.Period{Months: 12 * n}, n <= 833
	case "週", "週間", "w", "week", "weeks":
		return kanshu.Period{Days: 7 * n}, true
	case "日", "日間", "d", "day", "days":
		return kanshu.Period{Days: n}, true
	}
	return kanshu.Period{}, false
}
