package source

import (
	"strings"
	"time"
	"unicode/utf8"

	"kanshu/internal/kanshu"
)

// A scanner reads one entry of opening hours from the left.
type scanner struct{ rest string }

// foldHours brings an entry to one width and one kind of dash, colon and bracket.
func foldHours(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '〜', '～', '–', '—', '−', '‐', '‑', 'ー', '―', '-', '~':
			return '-'
		case '：':
			return ':'
		case '\u3000', '\t', '\u00a0':
			return ' '
		}
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, s)
}

func (s *scanner) space() { s.rest = strings.TrimLeft(s.rest, " ") }

// word takes w from the left, with the space before it.
func (s *scanner) word(w string) bool {
	s.space()
	rest, ok := strings.CutPrefix(s.rest, w)
	if ok {
		s.rest = rest
		s.space()
	}
	return ok
}

// days takes the days from the left. ordinal reports that the n-th weekday of a month is meant; ok, that
// there was a day.
func (s *scanner) days() (set dayset, ordinal, ok bool) {
	var last int
	for {
		s.space()
		if s.nth() {
			ordinal = true
		}
		day, many, found := s.day()
		if !found {
			return set, ordinal, ok
		}
		ok = true
		set |= many
		if last = day; last >= 0 {
			before := *s
			if s.word("-") || s.word("から") {
				to, _, found := s.day()
				if !found || to < 0 || to == holiday || last == holiday {
					*s = before
					return set, ordinal, ok
				}
				for d := last; d != to; d = (d + 1) % 7 {
					set |= 1 << d
				}
				set |= 1 << to
			}
		}
		s.between()
	}
}

// between takes what stands between two days.
func (s *scanner) between() {
	for {
		s.space()
		r, size := utf8.DecodeRuneInString(s.rest)
		switch r {
		case '・', ',', '、', '，', '/', '･', 'と', '及':
			s.rest = strings.TrimPrefix(s.rest[size:], "び")
		default:
			return
		}
	}
}

// nth takes 第2・第4 or 第2・4 from the left.
func (s *scanner) nth() bool {
	if !strings.HasPrefix(s.rest, "第") {
		return false
	}
	s.rest = strings.TrimLeft(s.rest, "第・,、-/ 0123456789一二三四五")
	return true
}

// day takes one day, or a word for several, from the left. The number is -1 for several.
func (s *scanner) day() (day int, set dayset, ok bool) {
	for _, w := range [...]struct {
		word string
		set  dayset
	}{{"平日", weekdays}, {"毎日", everyday}, {"年中無休", everyday | 1<<holiday}, {"土日祝日", 1<<6 | 1 | 1<<holiday}} {
		if s.word(w.word) {
			return -1, w.set, true
		}
	}
	for i, name := range dayNames {
		rest, found := strings.CutPrefix(s.rest, name)
		if !found {
			continue
		}
		for _, tail := range [...]string{"曜日", "曜", "日"} {
			if t, cut := strings.CutPrefix(rest, tail); cut && (tail != "日" || i == holiday) {
				rest = t
				break
			}
		}
		s.rest = rest
		return i, 1 << i, true
	}
	return s.english()
}

// english takes Monday, Mon or monday from the left.
func (s *scanner) english() (day int, set dayset, ok bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		for _, name := range [...]string{d.String(), d.String()[:3]} {
			if len(s.rest) < len(name) || !strings.EqualFold(s.rest[:len(name)], name) {
				continue
			}
			if next := s.rest[len(name):]; next == "" || !isLetter(next[0]) {
				s.rest = strings.TrimPrefix(next, ".")
				return int(d), 1 << d, true
			}
		}
	}
	return 0, 0, false
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// ranges takes one or more stretches of time from the left.
func (s *scanner) ranges() (out []kanshu.Interval, ok bool) {
	for {
		in, ok := s.stretch()
		if !ok {
			return nil, false
		}
		out = append(out, in)
		before := *s
		if !s.word("/") && !s.word("、") && !s.word(",") && !s.word("・") && !s.word("と") {
			if s.space(); s.rest == "" || !startsTime(s.rest) {
				return out, true
			}
		}
		if !startsTime(s.rest) {
			*s = before
			return out, true
		}
	}
}

func startsTime(s string) bool {
	return s != "" && s[0] >= '0' && s[0] <= '9' || strings.HasPrefix(s, "午") || strings.HasPrefix(s, "翌")
}

// stretch takes one stretch of time from the left.
func (s *scanner) stretch() (kanshu.Interval, bool) {
	open, half, ok := s.time()
	if !ok || !s.word("-") && !s.word("から") {
		return kanshu.Interval{}, false
	}
	end, half2, ok := s.time()
	if !ok {
		return kanshu.Interval{}, false
	}
	s.word("まで")
	if half == "午後" && half2 == "" && end <= 12*60 {
		end += 12 * 60
	}
	return kanshu.Interval{Open: open, Close: end}, open < end && open < 24*60 && end <= 36*60
}

// time takes a time of day from the left, in minutes after midnight; half is 午前 or 午後 where it is
// written.
func (s *scanner) time() (minutes int, half string, ok bool) {
	next := s.word("翌日") || s.word("翌朝") || s.word("翌")
	for _, h := range [...]string{"午前", "午後"} {
		if s.word(h) {
			half = h
		}
	}
	hour, ok := s.number(2)
	if !ok {
		return 0, "", false
	}
	minute := 0
	switch {
	case s.word("時半"):
		minute = 30
	case s.word("時"):
		if m, found := s.number(2); found {
			minute = m
			s.word("分")
		}
	case s.word(":"):
		if len(s.rest) < 2 || digits(s.rest[:2]) < 0 {
			return 0, "", false
		}
		minute, _ = s.number(2)
	default:
		return 0, "", false
	}
	if hour > 30 || minute > 59 || half != "" && hour > 12 {
		return 0, "", false
	}
	if half == "午後" && hour < 12 {
		hour += 12
	}
	if next {
		hour += 24
	}
	return hour*60 + minute, half, true
}

// number takes up to n digits from the left.
func (s *scanner) number(n int) (int, bool) {
	s.space()
	end := 0
	for end < len(s.rest) && end < n && s.rest[end] >= '0' && s.rest[end] <= '9' {
		end++
	}
	v := digits(s.rest[:end])
	if v < 0 {
		return 0, false
	}
	s.rest = s.rest[end:]
	return v, true
}
