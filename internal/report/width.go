package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// tabStop is how many columns lie between two tab stops of an excerpt.
const tabStop = 4

// runeWidth returns how many columns of a terminal a character takes: 0 for what joins the character
// before it, 2 for what East Asian fonts draw wide, else 1. Characters of ambiguous width (①, ※) count
// as 1, as terminals draw them unless told otherwise.
//
// Source: Unicode Standard Annex #11; the classes F and W are wide.
func runeWidth(r rune) int {
	switch {
	case r < 0x20 || r == 0x7f:
		return 0
	case r < 0x300:
		return 1
	case 0x3041 <= r && r <= 0x3096, 0x30a1 <= r && r <= 0x30fa, 0x4e00 <= r && r <= 0x9fff: // nearly all there is
		return 2
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf), 0x1160 <= r && r <= 0x11ff:
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	default:
		return 1
	}
}

// textWidth returns how many columns s takes.
func textWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

// wider reports whether s takes more than n columns, reading no more of it than it must.
func wider(s string, n int) bool {
	for _, r := range s {
		if n -= runeWidth(r); n < 0 {
			return true
		}
	}
	return false
}

// pad appends spaces to s until it takes n columns.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-textWidth(s)))
}

// cut shortens s to at most n columns, the last one an ellipsis where something is left out.
func cut(s string, n int) string {
	if !wider(s, n) {
		return s
	}
	at := 0
	for i, r := range s {
		if at += runeWidth(r); at > n-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// plain makes a character safe to show: control characters become their pictures. What nobody would see
// (U+200B) and what turns the direction of writing, so that a line reads as something it is not, becomes
// U+FFFD.
func plain(r rune) rune {
	switch {
	case r < 0x20:
		return 0x2400 + r
	case r == 0x7f:
		return 0x2421
	case 0x80 <= r && r < 0xa0, r == 0x2028, r == 0x2029,
		0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x200b, r == 0x2060, r == 0xfeff:
		return unicode.ReplacementChar
	default:
		return r
	}
}

// oneLine returns s safe to show and without line ends.
func oneLine(s string) string {
	return strings.Map(plain, strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\n", " "))
}

// wrap breaks s into lines of at most n columns. It breaks at spaces and between wide characters, never
// before closing punctuation and never after an opening bracket. A line that is a command ("kanshu …")
// stays whole, so that it can be copied.
func wrap(s string, n int) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		line = strings.TrimRight(strings.Map(plain, line), " ")
		if strings.HasPrefix(strings.TrimSpace(line), "kanshu ") {
			lines = append(lines, line)
			continue
		}
		for wider(line, n) {
			at := breakAt(line, n)
			if at <= 0 || at >= len(line) {
				break
			}
			lines = append(lines, strings.TrimRight(line[:at], " "))
			line = strings.TrimLeft(line[at:], " ")
		}
		lines = append(lines, line)
	}
	return lines
}

// breakAt returns the last byte offset at which line may be broken so that what stands before takes at
// most n columns; failing that the first at which it may be broken at all, or len(line).
func breakAt(line string, n int) int {
	best, used := 0, 0
	var before rune
	for i, r := range line {
		if i > 0 && mayBreak(before, r) {
			if used > n && best > 0 {
				return best
			}
			best = i
			if used > n {
				return best
			}
		}
		used += runeWidth(r)
		before = r
	}
	if best > 0 && used > n {
		return best
	}
	return len(line)
}

// mayBreak reports whether a line may end between two characters.
func mayBreak(before, after rune) bool {
	const noStart = "、。,.)]}」』）】〉》〕・ー…!?！？ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々:;：；〜"
	const noEnd = "([{「『（【〈《〔"
	switch {
	case before == ' ':
		return after != ' '
	case strings.ContainsRune(noStart, after), strings.ContainsRune(noEnd, before), runeWidth(after) == 0:
		return false
	default:
		return runeWidth(before) == 2 || runeWidth(after) == 2
	}
}
