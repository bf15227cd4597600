package mend

import "strings"

// A line is one line of a body, without its line feed.
type line struct {
	raw  string
	kept bool // code, or HTML: never touched
}

// Body returns the Markdown of a body mended. It returns the body itself where it cannot tell for
// certain which lines are code.
func Body(body string) string {
	lines, sure := linesOf(body)
	if !sure {
		return body
	}
	var out []line
	for i := 0; i < len(lines); {
		if lines[i].kept || isBlank(lines[i].raw) || isBoundary(lines[i].raw) {
			out = append(out, lines[i])
			i++
			continue
		}
		j := i
		for j < len(lines) && !lines[j].kept && !isBlank(lines[j].raw) && !isBoundary(lines[j].raw) {
			j++
		}
		out = mendBlock(out, lines[i:j], after(lines, j))
		i = j
	}
	trimBlanks(out)
	raws := make([]string, len(out))
	for i := range out {
		raws[i] = out[i].raw
	}
	return strings.Join(raws, "\n")
}

// after returns the line that follows a block, an empty one at the end.
func after(lines []line, i int) line {
	if i < len(lines) {
		return lines[i]
	}
	return line{}
}

// linesOf parts a body into lines and says which are code. It is not sure where a fence stands far
// indented or within a list, a quotation, or ends with them.
func linesOf(body string) (lines []line, sure bool) {
	var fence string // that is open
	var closer string
	indent := 0
	for _, raw := range strings.Split(body, "\n") {
		l := line{raw: raw}
		text := strings.TrimLeft(raw, " ")
		switch mark := fenceOf(text); {
		case fence != "":
			l.kept = true
			if text != "" && len(raw)-len(text) < indent {
				return nil, false
			}
			if strings.HasPrefix(text, fence) && strings.Trim(text, fence[:1]+" \t") == "" && len(raw)-len(text) < 4 {
				fence = ""
			}
		case closer != "":
			l.kept = true
			if strings.Contains(strings.ToLower(raw), closer) {
				closer = ""
			}
		case mark != "":
			if indent = len(raw) - len(text); indent > 3 {
				return nil, false
			}
			fence, l.kept = mark, true
		case indented(raw), strings.HasPrefix(text, "<"):
			l.kept = true
			closer = opener(text)
			if fenceOf(strings.TrimLeft(raw, " \t")) != "" {
				return nil, false
			}
		case fenceOf(strings.TrimLeft(text, "->*+ \t0123456789.):|[]^")) != "":
			return nil, false
		}
		lines = append(lines, l)
	}
	return lines, true
}

// fenceOf returns the marks of the fence that a line begins with, "" if it begins with none.
func fenceOf(text string) string {
	for _, c := range []string{"`", "~"} {
		rest := strings.TrimLeft(text, c)
		if n := len(text) - len(rest); n >= 3 && (c == "~" || !strings.Contains(rest, "`")) {
			return text[:n]
		}
	}
	return ""
}

// opener returns what ends the HTML that a line begins and that may run over blank lines, "" for other
// HTML and where it ends on its line.
func opener(text string) string {
	lower := strings.ToLower(text)
	for _, p := range [][2]string{{"<!--", "-->"}, {"<pre", "</pre>"}, {"<script", "</script>"}, {"<style", "</style>"}, {"<textarea", "</textarea>"}, {"<?", "?>"}, {"<![cdata[", "]]>"}, {"<!", ">"}} {
		if rest, ok := strings.CutPrefix(lower, p[0]); ok {
			if strings.Contains(rest, p[1]) {
				return ""
			}
			return p[1]
		}
	}
	return ""
}

// indented reports whether a line is indented far enough to be code.
func indented(raw string) bool {
	text := strings.TrimLeft(raw, " ")
	return len(raw)-len(text) >= 4 && strings.TrimSpace(raw) != "" || strings.HasPrefix(text, "\t")
}

// isBlank reports whether Markdown takes a line for an empty one.
func isBlank(raw string) bool { return strings.Trim(raw, " \t") == "" }

// isBoundary reports whether a line begins or ends a notice, or is a heading: it belongs to no block.
func isBoundary(raw string) bool {
	return strings.HasPrefix(raw, ":::") || strings.HasPrefix(raw, "# ") || strings.HasPrefix(raw, "## ") || strings.HasPrefix(raw, "### ") || strings.HasPrefix(raw, "#### ")
}

// trimBlanks takes away blanks at the end of lines, unless two or more of them break the line.
func trimBlanks(lines []line) {
	for i := range lines {
		l := &lines[i]
		trimmed := strings.TrimRight(l.raw, " ")
		n := len(l.raw) - len(trimmed)
		if l.kept || n == 0 || i > 0 && indented(lines[i-1].raw) || i+1 < len(lines) && indented(lines[i+1].raw) || trimmed != "" && !contained(trimmed) {
			continue
		}
		if n == 1 || trimmed == "" || i+1 >= len(lines) || isBlank(lines[i+1].raw) {
			l.raw = trimmed
		}
	}
}
