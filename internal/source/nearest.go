package source

import "kanshu/internal/kanshu"

// find returns the key of a table by its canonical name or one of its aliases, nil if there is none.
func find(table []Key, name string) *Key {
	for i := range table {
		k := &table[i]
		if k.Name == name {
			return k
		}
		for _, a := range k.Aliases {
			if a == name {
				return k
			}
		}
	}
	return nil
}

// unknown reports a key that stands in no table. One slip away from a key that the gate reads, it
// refuses: "supervisr" would be a column without a supervisor, "draf" a draft made public.
func (d *decoder) unknown(k *node, table []Key) {
	name, gate := slip(table, k.text)
	if gate {
		d.refuse(d.at(k), say("「%s」という項目はありません。「%s」の書き間違いではありませんか。", "there is no key %q; was %q meant?", show(k.text), name),
			say("「%s」と書いてください。", "write %s", name))
		return
	}
	severity, rule := kanshu.Warn, ruleKey
	if d.strict {
		severity, rule = kanshu.Refuse, d.rule
	}
	message := say("「%s」という項目はありません。読み飛ばしました。", "there is no key %q; it was left out", show(k.text))
	hint := say("不要であれば、この行を消してください。", "remove the line if it is not needed")
	if name = nearest(keyNames(table), k.text); name != "" {
		hint = say("「%s」のことでしたら、そう書いてください。", "if %q was meant, write that", name)
	}
	d.report(rule, severity, d.at(k), message, hint)
}

// slip returns the gate key that name lies at most one slip from, and whether there is one: other
// case, width or look-alike letters, unseen characters, or one letter more, less, other or swapped.
func slip(table []Key, name string) (string, bool) {
	f := fold(name)
	for i := range table {
		if !table[i].Gate {
			continue
		}
		if kanshu.Slips(f, table[i].Name, 1) <= 1 {
			return table[i].Name, true
		}
		for _, a := range table[i].Aliases {
			if kanshu.Slips(f, fold(a), 1) <= 1 {
				return a, true
			}
		}
	}
	return "", false
}

func keyNames(table []Key) []string {
	var names []string
	for i := range table {
		names = append(append(names, table[i].Name), table[i].Aliases...)
	}
	return names
}

// Nearest returns the first of the names that differs least from name, as hurried eyes see both; "" if
// none is near: at most two slips, and no more than a third of the letters.
func Nearest(names []string, name string) string { return nearest(names, name) }

// nearest returns the first of the names that differs least from name, "" if none is near: at most
// two slips, and no more than a third of the letters.
func nearest(names []string, name string) string {
	f := fold(name)
	best, least := "", 3
	for _, n := range names {
		most := min(2, max(len([]rune(n))/3, 1))
		if k := kanshu.Slips(f, fold(n), most); k <= most && k < least {
			best, least = n, k
		}
	}
	return best
}
