package source

import (
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// text returns the one text of a key, without white space around it.
func (f *fields) text(name string) string {
	e := f.get(name)
	if e == nil {
		return ""
	}
	if e.value.shape != scalar {
		f.d.refuseKind(e, "一つの文", "one text")
		return ""
	}
	return strings.TrimSpace(e.value.text)
}

// image returns the name of a picture, and keeps where it stands.
func (f *fields) image(name string, role kanshu.ImageRole) string {
	dest := f.text(name)
	if dest != "" {
		f.d.shown = append(f.d.shown, kanshu.Image{Role: role, Dest: dest, Pos: f.d.at(f.entry(name).value)})
	}
	return dest
}

// texts returns a text, or the texts of a list.
func (f *fields) texts(name string) []string {
	e := f.get(name)
	if e == nil {
		return nil
	}
	return f.d.texts(e, e.value)
}

func (d *decoder) texts(e *entry, n *node) []string {
	switch n.shape {
	case scalar:
		if n.blank() {
			return nil
		}
		return []string{strings.TrimSpace(n.text)}
	case list:
		out := make([]string, 0, len(n.items))
		for i := range n.items {
			if n.items[i].shape != scalar {
				d.refuseKind(&entry{e.spec, e.key, &n.items[i]}, "文、または文の並び", "a text or a list of texts")
				continue
			}
			if !n.items[i].blank() {
				out = append(out, strings.TrimSpace(n.items[i].text))
			}
		}
		return out
	}
	d.refuseKind(e, "文、または文の並び", "a text or a list of texts")
	return nil
}

// items returns the values of a key: those of a list, or the one.
func (e *entry) items() []node {
	if e.value.shape == list {
		return e.value.items
	}
	return []node{*e.value}
}

// path returns the name under which the i-th value of a key is noted.
func (e *entry) path(f *fields, i int) string {
	if e.value.shape != list || e.spec.Name == unnoted {
		return f.name(e.spec.Name)
	}
	return f.name(e.spec.Name) + "[" + strconv.Itoa(i) + "]"
}

// day returns the day of a key.
func (f *fields) day(name string) kanshu.Date {
	e := f.get(name)
	if e == nil || e.value.blank() {
		return kanshu.Date{}
	}
	if e.value.shape != scalar {
		f.d.refuseKind(e, "日付", "a day")
		return kanshu.Date{}
	}
	day, why := parseDay(e.value.text)
	if !why.IsZero() {
		f.d.refuse(f.d.at(e.value), why, say("「2026-11-22」「2026年11月22日」「令和8年11月22日」のように書いてください。", "write it as 2026-11-22, 2026年11月22日 or 令和8年11月22日"))
	}
	return day
}

// span returns the period of a key.
func (f *fields) span(name string) kanshu.Period {
	e := f.get(name)
	if e == nil {
		return kanshu.Period{}
	}
	if e.value.shape == scalar {
		if p, ok := ParsePeriod(e.value.text); ok {
			return p
		}
	}
	f.d.refuseKind(e, "期間(12か月、1年、365日)", "a period (12m, 1y, 365d)")
	return kanshu.Period{}
}

// flag returns a key that is yes or no; yes where it is not written.
func (f *fields) flag(name string) bool {
	e := f.get(name)
	if e == nil {
		return true
	}
	if e.value.shape == scalar {
		switch strings.ToLower(e.value.text) {
		case "true", "yes", "on", "はい":
			return true
		case "false", "no", "off", "none", "いいえ", "なし":
			return false
		}
	}
	f.d.refuseKind(e, "true か false", "true or false")
	return true
}

// count returns a whole number between low and high, and what holds where it is not written.
func (f *fields) count(name string, low, high, otherwise int) int {
	e := f.get(name)
	if e == nil {
		return otherwise
	}
	n, ok := wholeNumber(e.value)
	if !ok {
		f.d.refuseKind(e, "整数", "a whole number")
		return otherwise
	}
	if n < low || n > high {
		f.d.refuse(f.d.at(e.value), say("「%s」は%dから%dまでの数です。", "%q lies between %d and %d", e.key.text, low, high), noHint)
		return otherwise
	}
	return n
}

// wholeNumber reads digits of either width, with commas between groups and 円 or % behind.
func wholeNumber(n *node) (int, bool) {
	if n.shape != scalar {
		return 0, false
	}
	s := strings.TrimSuffix(strings.TrimSuffix(foldWidth(strings.TrimSpace(n.text)), "円"), "%")
	s = strings.ReplaceAll(s, ",", "")
	v, err := strconv.Atoi(s)
	return v, err == nil
}

// choice returns the canonical word of a key whose values are a closed set.
func (f *fields) choice(name string) string {
	e := f.get(name)
	if e == nil || e.value.blank() {
		return ""
	}
	if e.value.shape == scalar {
		t := strings.TrimSpace(e.value.text)
		for _, v := range e.spec.Values {
			if t == v.Name || slices.Contains(v.Aliases, t) {
				return v.Name
			}
		}
	}
	var words []string
	for _, v := range e.spec.Values {
		words = append(words, strings.Join(append([]string{v.Name}, v.Aliases...), "・"))
	}
	f.d.refuseKind(e, strings.Join(words, "、"), "one of "+strings.Join(words, ", "))
	return ""
}
