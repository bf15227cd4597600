package mend

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	bullets = "•・●◦▪‣⁃∙"     // that begin the items of a pasted list
	wide    = "\u3000\u00a0" // that indent a line or stand alone on one
)

// mendBlock appends a block of lines that stand together, mended. Next is the line after it.
func mendBlock(out, block []line, next line) []line {
	if rows := tableRows(block); rows != nil && !indented(next.raw) {
		return appendApart(out, rows, next)
	}
	if !isProse(block) || indented(next.raw) || strings.HasPrefix(next.raw, ":") && !isBoundary(next.raw) {
		return append(out, block...)
	}
	for i, l := range block {
		follow := next
		if i+1 < len(block) {
			follow = block[i+1]
		}
		raw := mendLine(l.raw, &out)
		switch {
		case strings.Trim(raw, wide+" \t") == "":
			out = append(out, line{})
		case isRule(raw) && hasWords(out):
			out = appendApart(out, []line{{raw: "---"}}, follow)
		default:
			out = append(out, line{raw: raw})
			if raw != l.raw && isItem(raw) && ends(follow) {
				out = append(out, line{})
			}
		}
	}
	return out
}

// ends reports whether a line that follows a list does not belong to it and needs a blank line before.
func ends(l line) bool {
	text := strings.TrimLeft(l.raw, " "+wide)
	return !isBlank(l.raw) && !isItem(l.raw) && !isBullet(text) && !strings.HasPrefix(l.raw, "  ")
}

// mendLine returns a line without its wide indent and with the mark of a list in place of a bullet. It
// appends the blank line that must stand before a list.
func mendLine(raw string, out *[]line) string {
	text := strings.TrimLeft(raw, " ")
	indent := raw[:len(raw)-len(text)]
	if bare := strings.TrimLeft(text, wide); bare != text && bare != "" && (safeStart(bare) || isBullet(bare)) {
		if k := len(*out); indent == "" && isBullet(bare) && k > 0 && isItem((*out)[k-1].raw) {
			indent = "  " // a list within the item before
		}
		text = bare
		raw = indent + text
	}
	if !isBullet(text) {
		return raw
	}
	_, n := utf8.DecodeRuneInString(text)
	if k := len(*out); k > 0 && !isBlank((*out)[k-1].raw) && !isBoundary((*out)[k-1].raw) && !isItem((*out)[k-1].raw) && !strings.HasPrefix((*out)[k-1].raw, "  ") {
		*out = append(*out, line{})
	}
	return indent + "- " + strings.TrimLeft(text[n:], " \t"+wide)
}

// isBullet reports whether a text is a bullet and words that can follow the mark of a list.
func isBullet(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return n > 1 && strings.ContainsRune(bullets, r) && safeStart(strings.TrimLeft(text[n:], " \t"+wide))
}

// isItem reports whether a line begins an item of a list.
func isItem(raw string) bool {
	text := strings.TrimLeft(raw, " ")
	return strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "* ") || strings.HasPrefix(text, "+ ")
}

// safeStart reports whether a text can begin a line or an item without becoming something else: it
// begins with a letter, an opening bracket, or a number that counts no item.
func safeStart(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case r == utf8.RuneError:
		return false
	case r >= '0' && r <= '9':
		rest := strings.TrimLeft(text, "0123456789")
		return rest != "" && rest[0] != '.' && rest[0] != ')'
	case unicode.IsLetter(r), unicode.IsNumber(r), strings.ContainsRune("「『（【〈《“", r):
		return true
	}
	return strings.HasPrefix(text, "**") && !strings.HasPrefix(text, "***") && len(text) > 2 && text[2] != ' '
}

// isRule reports whether a line is a rule drawn with characters that Markdown does not read. Rules of
// ornaments (◆◇☆) stay: they may be meant.
func isRule(raw string) bool {
	if strings.HasPrefix(raw, " ") {
		return false
	}
	n := 0
	for _, r := range raw {
		switch {
		case r == ' ' || r == '\u3000':
		case r == '⸻' || r == '⸺':
			n += 3
		case strings.ContainsRune("―—－─━＝═＊＿", r):
			n++
		default:
			return false
		}
	}
	return n >= 3
}

// hasWords reports whether something stands already: a rule first in a body would look like the fence
// of a second front matter.
func hasWords(out []line) bool {
	for _, l := range out {
		if !isBlank(l.raw) {
			return true
		}
	}
	return false
}

// appendApart appends lines with a blank line on either side.
func appendApart(out, lines []line, next line) []line {
	if k := len(out); k > 0 && !isBlank(out[k-1].raw) {
		out = append(out, line{})
	}
	out = append(out, lines...)
	if !isBlank(next.raw) {
		out = append(out, line{})
	}
	return out
}

// isProse reports whether a block is words, line for line: no table, heading underlined, definition,
// note or HTML, and no mark that begins on one line and ends on another.
func isProse(block []line) bool {
	for _, l := range block {
		text := strings.TrimLeft(l.raw, " ")
		switch {
		case strings.Contains(text, "|"), !isPlain(text):
			return false
		case !contained(text):
			return false
		}
	}
	return true
}

// isPlain reports whether a line is words, a bullet or an item, and would be the same after a blank line.
func isPlain(text string) bool {
	if isItem(text) {
		text = text[2:]
		return safeStart(strings.TrimLeft(text, " "))
	}
	return safeStart(text) || text != "" && text[0] >= utf8.RuneSelf
}

// contained reports whether every mark that a line opens is closed on it.
func contained(text string) bool {
	if strings.HasSuffix(text, "\\") {
		return false
	}
	for _, pair := range []string{"[]", "()", "<>", "{}", "《》"} {
		open, closing := []rune(pair)[0], []rune(pair)[1]
		if strings.Count(text, string(open)) != strings.Count(text, string(closing)) {
			return false
		}
	}
	if isItem(text) {
		text = strings.TrimLeft(text, " ")[2:]
	}
	for _, mark := range "`*_~" {
		if !paired(text, byte(mark)) {
			return false
		}
	}
	return true
}

// paired reports whether the runs of a mark come in twos of equal length.
func paired(text string, mark byte) bool {
	open := 0
	for i := 0; i < len(text); {
		n := 0
		for i+n < len(text) && text[i+n] == mark {
			n++
		}
		switch {
		case n == 0:
		case open == 0:
			open = n
		case open == n:
			open = 0
		default:
			return false
		}
		i += max(n, 1)
	}
	return open == 0
}

// tableRows returns a block of ｜…｜ as the rows of a table, nil if it is none.
func tableRows(block []line) []line {
	if len(block) < 2 {
		return nil
	}
	bars := strings.Count(block[0].raw, "｜")
	var rows []line
	for i, l := range block {
		t := strings.TrimRight(l.raw, " \t"+wide)
		if !strings.HasPrefix(t, "｜") || !strings.HasSuffix(t, "｜") || strings.Count(t, "｜") != bars || bars < 3 ||
			strings.ContainsAny(t, "|《`\\") || !contained(t) {
			return nil
		}
		delimiter := strings.Trim(t, "｜-－―ー:：\u3000 ") == ""
		if i == 1 || delimiter {
			if i != 1 && delimiter {
				return nil
			}
			rows = append(rows, line{raw: "|" + strings.Repeat(" --- |", bars-1)})
			if delimiter {
				continue
			}
		}
		rows = append(rows, line{raw: strings.ReplaceAll(t, "｜", "|")})
	}
	return rows
}
