package source

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// The rules under which this package reports.
const (
	ruleUnreadable = "front-matter-unreadable"
	ruleData       = "data-unreadable"
	ruleConfig     = "config-unreadable"
	ruleKey        = "key-unknown"
)

var noHint kanshu.Wording

// say is one message in both languages, with the same arguments.
func say(ja, en string, args ...any) kanshu.Wording {
	if len(args) == 0 {
		return kanshu.Wording{JA: ja, EN: en}
	}
	return kanshu.Wording{JA: fmt.Sprintf(ja, args...), EN: fmt.Sprintf(en, args...)}
}

// A decoder turns the tree of one file into nouns and gathers what is to be mended in it.
type decoder struct {
	file   string
	before int    // lines of the file before the text that is parsed
	rule   string // under which it reports what it cannot read
	strict bool   // an unknown key refuses (kanshu.yaml)
	names  *registry
	found  []kanshu.Finding
	fields []kanshu.Field
}

func (d *decoder) maxNodes() int {
	if d.rule == ruleUnreadable {
		return maxNodes
	}
	return 50 * maxNodes
}

func kanshuPos(file string, line, char, length int) kanshu.Pos {
	return kanshu.Pos{File: file, Line: line, Char: char, Len: length}
}

// at returns where a node stands in its file.
func (d *decoder) at(n *node) kanshu.Pos {
	return kanshuPos(d.file, n.line+d.before, n.char, n.width())
}

func (d *decoder) report(rule string, s kanshu.Severity, at kanshu.Pos, message, hint kanshu.Wording) {
	d.found = append(d.found, kanshu.Finding{Rule: rule, Severity: s, Pos: at, Message: message, Hint: hint})
}

// refuse reports what keeps the file from being read.
func (d *decoder) refuse(at kanshu.Pos, message, hint kanshu.Wording) {
	d.report(d.rule, kanshu.Refuse, at, message, hint)
}

func (d *decoder) refuseTwice(second, first *node) {
	d.refuse(d.at(second), say("項目「%s」が二度書かれています(%d行目と同じ項目です)。", "the key %q stands twice (first on line %d)", show(second.text), first.line+d.before),
		say("どちらか一方を残してください。", "keep one of them"))
}

// refuseKind reports a value of another kind than its key asks for.
func (d *decoder) refuseKind(e *entry, ja, en string) {
	if isLetter(ja[len(ja)-1]) {
		ja += " " // Japanese behind Latin
	}
	d.refuse(d.at(e.value),
		kanshu.Wording{JA: fmt.Sprintf("「%s」の値が、%sになっていません。", show(e.key.text), ja), EN: fmt.Sprintf("the value of %q is not %s", show(e.key.text), en)},
		kanshu.Wording{JA: fmt.Sprintf("%sを書いてください。例 %s: %s", ja, e.key.text, e.spec.Example), EN: fmt.Sprintf("write %s, as in %s: %s", en, e.key.text, e.spec.Example)})
}

// An entry is one key of a record that the table knows, with its value.
type entry struct {
	spec       *Key
	key, value *node
}

// fields is one record of a file, its keys known by their canonical names.
type fields struct {
	d       *decoder
	table   []Key
	entries []entry
	path    string // "" for the file's own record; "supervisor", "clinic[1]"
	at      *node
}

// record takes a record apart by its table: it reports keys that stand in no table, and keys that
// stand under two of their names. It notes where each key stands.
func (d *decoder) record(n *node, table []Key, path string) fields {
	f := fields{d: d, table: table, path: path, at: n, entries: make([]entry, 0, len(n.items)/2)}
	if path == "" {
		d.fields = slices.Grow(d.fields, len(n.items)/2)
	}
	for i := 0; i+1 < len(n.items); i += 2 {
		k, v := &n.items[i], &n.items[i+1]
		spec := find(table, k.text)
		if spec == nil {
			d.unknown(k, table)
			continue
		}
		if e := f.entry(spec.Name); e != nil {
			if e.key.text != k.text {
				d.refuseTwice(k, e.key)
			}
			continue
		}
		f.entries = append(f.entries, entry{spec, k, v})
		d.note(path, spec, k, v)
	}
	return f
}

// note keeps where a key stands. The parts of references are left out: each reference bears its own
// place, and ten thousand columns hold a quarter of a million of such parts.
func (d *decoder) note(path string, spec *Key, k, v *node) {
	if strings.HasPrefix(path, "references") {
		return
	}
	name := spec.Name
	if path != "" {
		name = path + "." + name
	}
	f := kanshu.Field{Key: name, KeyPos: d.at(k), Value: d.at(v), Blank: v.blank()}
	if v.null() && v.text == "" {
		f.Value = f.KeyPos
	}
	d.fields = append(d.fields, f)
}

func (f *fields) entry(name string) *entry {
	for i := range f.entries {
		if f.entries[i].spec.Name == name {
			return &f.entries[i]
		}
	}
	return nil
}

// get returns the entry of a key where it bears a value.
func (f *fields) get(name string) *entry {
	if e := f.entry(name); e != nil && !e.value.null() {
		return e
	}
	return nil
}

func (f *fields) name(part string) string {
	if f.path == "" {
		return part
	}
	return f.path + "." + part
}

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
	if e.value.shape != list {
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

// flag returns a key that is yes or no, and what holds where it is not written.
func (f *fields) flag(name string, otherwise bool) bool {
	e := f.get(name)
	if e == nil {
		return otherwise
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
	return otherwise
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

func hasByte(b []byte, c byte) bool { return bytes.IndexByte(b, c) >= 0 }

func splitLines(b []byte) [][]byte { return bytes.Split(b, []byte{'\n'}) }
