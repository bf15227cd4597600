package words_test

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/rules"
	"kanshu/internal/rules/words"
	"kanshu/internal/testsite"
)

// decoded returns the rules and samples of the files, in the order of the files' names.
func decoded(t testing.TB) ([]*words.Rule, []words.Sample, map[string]string) {
	t.Helper()
	data, err := os.ReadFile("terms.yaml")
	if err != nil {
		t.Fatal(err)
	}
	terms, err := words.DecodeTerms("terms.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob("*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var rules []*words.Rule
	var samples []words.Sample
	for _, name := range names {
		if name == "terms.yaml" {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list, sample, err := words.Decode(name, data, terms)
		if err != nil {
			t.Fatal(err)
		}
		rules, samples = append(rules, list...), append(samples, sample...)
	}
	if len(rules) == 0 {
		t.Fatal("no rule found")
	}
	return rules, samples, terms
}

// TestTables holds tables.go and needles.bin against the YAML files that they are made from; GOLDEN=rewrite writes them.
// The needles must be, byte for byte, what a run without them would make.
func TestTables(t *testing.T) {
	list, _, terms := decoded(t)
	var b bytes.Buffer
	b.WriteString("// Code generated from the YAML files beside it by TestTables (make golden); DO NOT EDIT.\n\npackage words\n\nimport \"kanshu/internal/kanshu\"\n\n")
	b.WriteString("// Terms are what {{name}} stands for in the expressions of rules.\nvar Terms = map[string]string{\n")
	for _, name := range slices.Sorted(maps.Keys(terms)) {
		fmt.Fprintf(&b, "%q: %q,\n", name, terms[name])
	}
	b.WriteString("}\n\n// Builtin are the rules about words of the program, in the order of their files.\nvar Builtin = []*Rule{\n")
	for _, r := range list {
		writeRule(&b, r)
	}
	b.WriteString("}\n")
	tables, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	testsite.Written(t, "tables.go", tables)
	testsite.Written(t, "needles.bin", words.Needles(list, rules.Lookout()))
}

func writeRule(b *bytes.Buffer, r *words.Rule) {
	severity := map[kanshu.Severity]string{kanshu.Refuse: "Refuse", kanshu.Warn: "Warn", kanshu.Note: "Note"}[r.Severity]
	fmt.Fprintf(b, "{\nID: %q, File: %q, Severity: kanshu.%s, Ad: %t,\n", r.ID, r.File, severity, r.Ad)
	for _, w := range []struct {
		name string
		kanshu.Wording
	}{{"Title", r.Title}, {"Short", r.Short}, {"Basis", r.Basis}, {"Explain", r.Explain}, {"Message", r.Message}, {"Hint", r.Hint}} {
		fmt.Fprintf(b, "%s: kanshu.Wording{JA: %q, EN: %q},\n", w.name, w.JA, w.EN)
	}
	for _, list := range []struct {
		name string
		of   []string
	}{{"Look", r.Look}, {"Excuses", r.Excuses}, {"Masks", r.Masks}, {"Unless", r.Unless}, {"With", r.With}} {
		if len(list.of) > 0 {
			fmt.Fprintf(b, "%s: %#v,\n", list.name, list.of)
		}
	}
	b.WriteString("Patterns: []Pattern{\n")
	for i := range r.Patterns {
		p := &r.Patterns[i]
		fmt.Fprintf(b, "{Expr: %q, Needs: [][]string{", p.Expr)
		for _, set := range p.Needs {
			b.WriteString("{")
			for _, lit := range set {
				fmt.Fprintf(b, "%q,", lit)
			}
			b.WriteString("},")
		}
		b.WriteString("}")
		if p.Hunch {
			b.WriteString(", Hunch: true")
		}
		b.WriteString("},\n")
	}
	b.WriteString("}},\n")
}

// TestSentences runs every rule on the sentences in its file.
func TestSentences(t *testing.T) {
	rules, samples, _ := decoded(t)
	for i, r := range rules {
		if len(samples[i].Catch) < 4 || len(samples[i].Pass) < 4 {
			t.Errorf("%s: %d sentences to catch and %d to let pass; four of each are the least", r.ID, len(samples[i].Catch), len(samples[i].Pass))
		}
		if err := words.Hold(r, samples[i]); err != nil {
			t.Error(err)
		}
	}
}

// TestPassSentencesPassEveryRule holds that what one rule lets pass, no rule refuses.
func TestPassSentencesPassEveryRule(t *testing.T) {
	rules, samples, _ := decoded(t)
	set := words.NewSet(rules)
	for i := range rules {
		for _, text := range samples[i].Pass {
			for _, h := range set.Judge(text, words.Context{Place: "paragraph"}) {
				t.Errorf("%s: %s finds 「%s」", text, h.Rule.ID, h.Words)
			}
		}
	}
}
