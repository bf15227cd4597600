// Package mend repairs what pasting breaks in a column's file, and nothing else: marks of lists, rules
// and tables that Markdown does not read, indents of wide spaces, line ends. No word is touched, nor
// code, nor the value of a key; whatever is in doubt is left as it stands.
//
//	file     BOM and CRLF go
//	head     keys are renamed to one language, if asked for
//	body     block by block: bullets, rules, indents, tables; then blanks at line ends
//
// Mending twice changes nothing more.
package mend

import (
	"strings"
	"unicode/utf8"
)

// Options say what is mended beside the body.
type Options struct {
	// Rename returns the name to use for a front-matter key of the first level, the key itself to keep
	// it. nil keeps every key.
	Rename func(key string) string
}

// File returns a column's file mended. Data is not changed; where nothing is to be mended the result
// is data. A file that is not UTF-8, or
// has a carriage return without a line feed, is left alone.
func File(data []byte, o Options) []byte {
	s := strings.ReplaceAll(strings.TrimLeft(string(data), "\ufeff"), "\r\n", "\n")
	if strings.Contains(s, "\r") || !utf8.ValidString(s) {
		return data
	}
	head, body := split(s)
	if o.Rename != nil {
		head = renameKeys(head, o.Rename)
	}
	if out := head + Body(body); out != string(data) {
		return []byte(out)
	}
	return data
}

// split parts a file into the front matter with its fences and the body. A file without a closed front
// matter is no column that anyone could mend: all of it is head.
func split(s string) (head, body string) {
	rest, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return s, ""
	}
	at := len(s) - len(rest)
	for {
		line, after, found := strings.Cut(s[at:], "\n")
		if strings.TrimRight(line, " \t") == "---" {
			return s[:len(s)-len(after)], after
		}
		if !found {
			return s, ""
		}
		at += len(line) + 1
	}
}

// renameKeys renames the keys of the first level. It leaves all of them where a value runs over lines
// in quotes or brackets, and a key whose new name stands already.
func renameKeys(head string, rename func(string) string) string {
	lines := strings.SplitAfter(head, "\n")
	seen := map[string]bool{}
	for _, l := range lines {
		key, value, ok := topKey(l)
		if ok && opens(value) {
			return head
		}
		seen[key] = true
	}
	for i, l := range lines {
		key, _, ok := topKey(l)
		if !ok {
			continue
		}
		if name := rename(key); name != "" && name != key && !seen[name] {
			lines[i] = name + l[len(key):]
			seen[name] = true
		}
	}
	return strings.Join(lines, "")
}

// topKey returns the key that a line of the front matter begins with.
func topKey(l string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(strings.TrimRight(l, "\n"), ":")
	if !ok || key == "" || strings.ContainsAny(key[:1], " \t#-\"'?[]{}&*!|>%@`,") || strings.ContainsAny(key, "\"' ") ||
		value != "" && value[0] != ' ' && value[0] != '\t' {
		return "", "", false
	}
	return key, strings.TrimSpace(value), true
}

// opens reports whether a value begins with a quote or a bracket that does not end on its line.
func opens(value string) bool {
	if value == "" {
		return false
	}
	closer, ok := map[byte]string{'"': `"`, '\'': `'`, '[': "]", '{': "}"}[value[0]]
	if !ok {
		return false
	}
	if i := strings.Index(value, " #"); i > 0 && !strings.HasSuffix(value, closer) {
		value = strings.TrimSpace(value[:i])
	}
	return len(value) < 2 || !strings.HasSuffix(value, closer)
}
