package status

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Calendar writes the due days of one doctor's columns as iCalendar, all of them if doctor is "". Each column
// is an all-day event with a stable UID, so that a renewed review moves it, and with alarms 60, 30 and 7
// days before. Lines end in CRLF and are folded at 75 bytes. It returns the first error of w.
//
// Source: RFC 5545. DTSTAMP is the day of the review, for equal input gives equal bytes.
func Calendar(w io.Writer, r *Report, doctor string) error {
	var b strings.Builder
	line := func(name, value string) { fold(&b, name+":"+value) }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//kanshu//review calendar//JA")
	line("CALSCALE", "GREGORIAN")
	name := r.Title + r.say(" 監修期限", " reviews")
	if doctor != "" {
		name += " " + doctor
	}
	line("X-WR-CALNAME", quote(name))
	for i := range r.Rows {
		row := &r.Rows[i]
		c := row.Column
		if c.Review.Due.IsZero() || row.State == Waiting || doctor != "" && !contains(row.Doctors(), doctor) {
			continue
		}
		stamp := compact(c.Review.On.String())
		if stamp == "" {
			stamp = compact(c.Review.Due.String())
		}
		line("BEGIN", "VEVENT")
		line("UID", string(c.Slug)+"-"+c.Lang+"@"+host(r.BaseURL))
		line("DTSTAMP", stamp+"T000000Z")
		line("DTSTART;VALUE=DATE", compact(c.Review.Due.String()))
		line("DTEND;VALUE=DATE", compact(c.Review.Due.AddDays(1).String()))
		line("SUMMARY", quote(r.say("監修期限: ", "Review due: ")+c.Title))
		line("DESCRIPTION", quote(fmt.Sprintf(r.say("監修 %s\n監修日 %s\nこの日を過ぎると公開を休止します。\n%s", "Supervisor %s\nreviewed %s\nAfter this day the column is withheld.\n%s"),
			strings.Join(row.Doctors(), "・"), c.Review.On, c.File)))
		line("URL", r.BaseURL+c.Path(r.Site))
		line("TRANSP", "TRANSPARENT")
		for _, days := range []int{60, 30, 7} {
			line("BEGIN", "VALARM")
			line("ACTION", "DISPLAY")
			line("DESCRIPTION", quote(r.say("監修期限: ", "Review due: ")+c.Title))
			line("TRIGGER", fmt.Sprintf("-P%dD", days))
			line("END", "VALARM")
		}
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	_, err := io.WriteString(w, b.String())
	return err
}

func compact(day string) string { return strings.ReplaceAll(day, "-", "") }

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// host returns the host of an address, which makes UIDs of this site its own.
func host(base string) string {
	_, rest, _ := strings.Cut(base, "://")
	rest, _, _ = strings.Cut(rest, "/")
	return rest
}

// quote escapes a text value (RFC 5545, 3.3.11).
func quote(s string) string {
	return strings.NewReplacer("\\", `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`).Replace(s)
}

// fold writes a line in pieces of at most 75 bytes, never within a character (RFC 5545, 3.1).
func fold(b *strings.Builder, s string) {
	limit := 75
	for len(s) > limit {
		at := limit
		for at > 0 && !utf8.RuneStart(s[at]) {
			at--
		}
		b.WriteString(s[:at])
		b.WriteString("\r\n ")
		s, limit = s[at:], 74
	}
	b.WriteString(s)
	b.WriteString("\r\n")
}
