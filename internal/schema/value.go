package schema

import (
	"strconv"

	"kanshu/internal/source"
)

// digit is one digit of either width, as a regular expression of ECMA-262 with the flag u.
const digit = "[0-9０-９]"

// dayPattern is what source.ParseDay reads, but for what the calendar decides.
const dayPattern = "^(" + digit + "{4}(-" + digit + "{2}-|/" + digit + "{2}/|\\." + digit + "{2}\\.)" + digit + "{2}" +
	"|(" + digit + "{4}|(令和|平成|昭和|大正|明治)(元|" + digit + "{1,2}))年" + digit + "{1,2}月" + digit + "{1,2}日)$"

// spanPattern is what source.ParsePeriod reads.
const spanPattern = "^\\s*" + digit + "{1,4}\\s*([かカヶケヵ箇]月|[かヶカ]月間|年|年間|週|週間|日|日間" +
	"|[mM]|[mM][oO]|[mM]onths?|[yY]|[yY]ears?|[wW]|[wW]eeks?|[dD]|[dD]ays?)\\s*$"

// countPattern is a whole number as a text: digits of either width, commas, and 円 or % behind.
const countPattern = "^\\s*[-+]?[0-9０-９,，]+円?%?\\s*$"

// value makes the schema of what a key may hold. A key of any kind may be left blank.
func (w *writer) value(k source.Key) *object {
	switch k.Kind {
	case source.Texts:
		return either(scalar(), list(scalar()))
	case source.Day:
		return pattern(dayPattern, false)
	case source.Span:
		return pattern(spanPattern, false)
	case source.Flag:
		return either(kind("boolean", "null"), new(object).set("enum", words("true", "false", "yes", "no", "on", "off", "none", "はい", "いいえ", "なし")))
	case source.Count:
		return pattern(countPattern, true)
	case source.Counts:
		return either(pattern(countPattern, true), list(pattern(countPattern, true)), new(object).set("enum", words("none", "なし")), kind("boolean"))
	case source.Decimal:
		return kind("number", "string", "null")
	case source.Choice:
		return choice(k)
	case source.Person, source.Place, source.Records:
		if k.Single {
			return either(scalar(), w.ref(k))
		}
		return either(scalar(), w.ref(k), w.items(k))
	case source.Record:
		return either(w.ref(k), kind("null"))
	case source.Named:
		return either(new(object).set("type", "object").
			set("propertyNames", new(object).set("pattern", "^[a-z0-9][a-z0-9-]*$")).
			set("additionalProperties", either(w.ref(k), scalar())), kind("null"))
	default:
		return scalar()
	}
}

// choice lists the words of a closed set and, for words that are digits, the numbers as well: YAML takes
// an unquoted 2 for one.
func choice(k source.Key) *object {
	var all []any
	for _, v := range k.Values {
		for _, name := range append([]string{v.Name}, v.Aliases...) {
			all = append(all, name)
			if n, err := strconv.Atoi(name); err == nil {
				all = append(all, n)
			}
		}
	}
	return new(object).set("enum", append(all, nil))
}

// scalar is one text. YAML reads some of what is meant as a text as a number or a boolean.
func scalar() *object { return kind("string", "number", "boolean", "null") }

func kind(names ...string) *object {
	if len(names) == 1 {
		return new(object).set("type", names[0])
	}
	return new(object).set("type", words(names...))
}

// pattern is a text of the form, or nothing; a number as well where that is so.
func pattern(form string, number bool) *object {
	types := []string{"string", "null"}
	if number {
		types = append(types, "integer")
	}
	return kind(types...).set("pattern", "^\\s*$|"+form)
}

func list(item *object) *object { return new(object).set("type", "array").set("items", item) }

// either takes any of the schemas.
func either(of ...*object) *object {
	all := make([]any, len(of))
	for i, o := range of {
		all[i] = o
	}
	return new(object).set("anyOf", all)
}

func words(names ...string) []any {
	all := make([]any, len(names))
	for i, n := range names {
		all[i] = n
	}
	return all
}
