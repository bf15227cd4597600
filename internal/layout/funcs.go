package layout

import (
	"html/template"
	"strings"
)

// functions is every template function. All are pure: equal arguments give equal results, and none
// reads a clock, a file or the environment. What speaks a language is a method of Labels.
var functions = template.FuncMap{
	"join":  func(sep string, words []string) string { return strings.Join(words, sep) },
	"first": first,
	"add":   func(a, b int) int { return a + b },
}

// first returns the first character of a name, for a round mark in place of a portrait.
func first(name string) string {
	for _, r := range name {
		return string(r)
	}
	return ""
}
