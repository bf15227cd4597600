package source

import (
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// topicFile reads data/topics.yaml into categories and tags, in the order written.
func (d *decoder) topicFile(n *node) (out [2][]*kanshu.Topic) {
	f := d.record(n, TopicKeys, "")
	for which, name := range [...]string{"categories", "tags"} {
		e := f.get(name)
		if e == nil {
			continue
		}
		if e.value.shape != record {
			d.refuseKind(e, "「id: {name: 名称}」の並び", "of the form id: {name: …}")
			continue
		}
		for i := 0; i+1 < len(e.value.items); i += 2 {
			key, value := &e.value.items[i], &e.value.items[i+1]
			if !isID(key.text) {
				d.refuse(d.at(key), say("「%s」は id になりません。", "%q cannot be an id", show(key.text)), say("半角の小文字と数字とハイフンで書いてください。", "write it in a-z, 0-9 and hyphens"))
				continue
			}
			topic := &kanshu.Topic{ID: key.text, Name: key.text}
			switch {
			case value.shape == scalar && !value.blank():
				topic.Name = strings.TrimSpace(value.text)
			case value.shape == record:
				r := d.record(value, topicKeys, name+"."+key.text)
				topic.Description = r.text("description")
				if t := r.text("name"); t != "" {
					topic.Name = t
				}
			case value.shape == list:
				d.refuseKind(&entry{e.spec, key, value}, "名称か、name と description の組", "a name, or name and description")
			}
			out[which] = append(out[which], topic)
		}
	}
	return out
}

// under returns the records of a file that is a list, or holds the list under one key.
func (d *decoder) under(n *node, table []Key) *fields {
	if n.shape == list {
		key := &node{text: table[0].Name, line: n.line, char: n.char}
		return &fields{d: d, table: table, at: n, entries: []entry{{&table[0], key, n}}}
	}
	f := d.record(n, table, "")
	return &f
}

// glossary reads data/glossary.yaml.
func (d *decoder) glossary(n *node) []kanshu.Term {
	var out []kanshu.Term
	d.under(n, GlossaryKeys).each("terms", func(r *fields, _ *node) {
		t := kanshu.Term{Term: r.text("term"), Reading: r.text("reading"), Explanation: r.text("explanation"), Aliases: r.texts("aliases")}
		d.requiredIn(r, "term", t.Term)
		d.requiredIn(r, "explanation", t.Explanation)
		out = append(out, t)
	}, nil)
	return out
}

// requiredIn reports a key that one record of a list lacks.
func (d *decoder) requiredIn(r *fields, name, value string) {
	if !invisible(value) {
		return
	}
	spec := find(r.table, name)
	d.refuse(d.at(r.at), say("「%s」がありません。", "%q is not given", name), say("%s: %s のように書いてください。", "write it as in %s: %s", name, spec.Example))
}

// withdrawn reads data/withdrawn.yaml, sorted by path.
func (d *decoder) withdrawn(n *node) []kanshu.Tombstone {
	var out []kanshu.Tombstone
	d.under(n, WithdrawnKeys).each("withdrawn", func(r *fields, _ *node) {
		t := kanshu.Tombstone{Path: r.text("path"), Since: r.day("since")}
		if !isSitePath(t.Path) {
			d.refuse(d.at(r.at), say("「%s」はサイト内のアドレスではありません。", "%q is no address of this site", show(t.Path)), say("/columns/old/ のように「/」で始めて「/」で終えてください。", "begin and end it with a slash, as in /columns/old/"))
			return
		}
		out = append(out, t)
	}, nil)
	slices.SortFunc(out, func(a, b kanshu.Tombstone) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// isSitePath reports whether s is an address below the site's root: /columns/old/ or /old.html. It holds
// no dot segments, no empty ones, and only characters that need no escape but for letters of any script.
func isSitePath(s string) bool {
	if len(s) < 2 || s[0] != '/' || len(s) > 500 {
		return false
	}
	for part := range strings.SplitSeq(strings.Trim(s, "/"), "/") {
		if part == "" || part[0] == '.' || strings.HasSuffix(part, ".") || strings.ContainsAny(part, "\\?#%&<>\"'`*|:;{}^ ") || strings.IndexFunc(part, unseen) >= 0 {
			return false
		}
	}
	return !strings.Contains(s, "//")
}
