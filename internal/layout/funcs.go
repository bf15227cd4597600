package layout

import (
	"html/template"
	"strings"
)

// functions is every template function. All are pure: equal arguments give equal results, and none
// reads a clock, a file or the environment. What speaks a language is a method of Labels.
var functions = template.FuncMap{
	"join":  join,
	"first": first,
	"add":   func(a, b int) int { return a + b },

	"printf": printf, "print": printAll, "println": printLine, // in the place of text/template's own

	"furigana": furigana,
}

// first returns the first character of a name, for a round mark in place of a portrait.
func first(name string) string {
	for _, r := range name {
		return string(r)
	}
	return ""
}

// A Furigana is a part of a name with its reading.
type Furigana struct{ Base, Reading string }

// furigana parts a name and its reading at spaces, and each of those parts at the middle dot, so that
// a long name breaks where it may and each reading stands above its own part. Where the two part
// differently they stay whole; without a reading there is none.
func furigana(name, reading string) []Furigana {
	if reading == "" {
		return nil
	}
	names, readings := strings.Fields(name), strings.Fields(reading)
	if len(names) != len(readings) {
		return []Furigana{{name, reading}}
	}
	var all []Furigana
	for i := range names {
		n, r := strings.SplitAfter(names[i], "・"), strings.SplitAfter(readings[i], "・")
		if len(n) != len(r) {
			n, r = names[i:i+1], readings[i:i+1]
		}
		for k := range n {
			all = append(all, Furigana{n[k], strings.TrimSuffix(r[k], "・")})
		}
	}
	return all
}
