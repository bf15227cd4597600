package source

import (
	"bytes"
	"fmt"
	"slices"

	"kanshu/internal/kanshu"
)

// The rules under which this package reports.
const (
	ruleUnreadable = "front-matter-unreadable"
	ruleData       = "data-unreadable"
	ruleConfig     = "config-unreadable"
	ruleKey        = "key-unknown"
	ruleUnopened   = "file-unreadable"
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
	memory *scratch
	found  []kanshu.Finding
	fields []kanshu.Field
	shown  []kanshu.Image // pictures that the file names
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
	strange []entry // keys of the file's own record that stand in no table; their spec is nil
	path    string  // "" for the file's own record; "supervisor", "clinic[1]"
	at      *node
}

// record takes a record apart by its table: it reports keys that stand in no table, and keys that
// stand under two of their names. It notes where each key stands.
func (d *decoder) record(n *node, table []Key, path string) fields {
	f := fields{d: d, table: table, path: path, at: n, entries: d.memory.entries(len(n.items) / 2)}
	if path == "" {
		d.fields = slices.Grow(d.fields, len(n.items)/2)
	}
	for i := 0; i+1 < len(n.items); i += 2 {
		k, v := &n.items[i], &n.items[i+1]
		spec := find(table, k.text)
		if spec == nil {
			d.unknown(k, table)
			if path == "" {
				f.strange = append(f.strange, entry{nil, k, v})
			}
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

// unnoted is the key of whose parts is not noted where they stand: each reference bears its own place, and ten
// thousand columns hold a quarter of a million of such parts.
const unnoted = "references"

// note keeps where a key stands.
func (d *decoder) note(path string, spec *Key, k, v *node) {
	if path == unnoted {
		return
	}
	name := spec.Name
	if path != "" {
		name = path + "." + name
	}
	f := kanshu.Field{Key: name, KeyAt: d.at(k).Spot(), Value: d.at(v).Spot(), Blank: v.blank()}
	if v.null() && v.text == "" {
		f.Value = f.KeyAt
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

func hasByte(b []byte, c byte) bool { return bytes.IndexByte(b, c) >= 0 }

func splitLines(b []byte) [][]byte { return bytes.Split(b, []byte{'\n'}) }
