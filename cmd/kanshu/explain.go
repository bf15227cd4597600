package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kanshu/internal/gate"
	"kanshu/internal/rules"
	"kanshu/internal/source"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: a.say("指摘の意味と直し方を示す", "says what a finding means and how to mend it"),
		Args:  a.takes(0, 1, "規則の名前は一つだけ書いてください", "one rule is explained at a time"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules()
			}
			return a.explain(args[0])
		},
	}
}

func (a *app) listRules() error {
	for _, r := range a.rules() {
		if _, err := fmt.Fprintf(a.out, "%-26s %-7s %s\n", r.ID, r.Severity, r.Title.In(a.language())); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) explain(id string) error {
	known := a.rules()
	i := slices.IndexFunc(known, func(r *gate.Rule) bool { return r.ID == strings.Trim(id, "[]") })
	if i < 0 {
		near := nearRules(known, id)
		hint := ""
		if len(near) > 0 {
			hint = a.say("。近い名前: ", "; near it: ") + strings.Join(near, ", ")
		}
		return usage{fmt.Errorf("%s%s", a.say("規則 "+id+" はありません", "there is no rule "+id), hint)}
	}
	r := known[i]
	lang := a.language()
	waiver := a.say("できません", "never")
	if r.Waivable() {
		waiver = a.say("理由と承認者を書いた waivers で、この規則だけを通せます", "a waiver with reason and approver lets it pass")
	}
	_, err := fmt.Fprintf(a.out, "%s  (%s)\n\n  %s\n\n%s\n\n%s: %s\n%s: %s\n", r.ID, a.severityWord(r.Severity, r.Gate), r.Title.In(lang),
		r.Explain.In(lang), a.say("根拠", "Basis"), r.Basis.In(lang), a.say("解除", "Waiver"), waiver)
	return err
}

// rules returns the program's rules and those of the publication at hand, if there is one that can be read.
func (a *app) rules() []*gate.Rule {
	root, err := source.Dir(a.dir)
	if err != nil {
		return rules.All
	}
	defer func() { _ = root.Close() }()
	if known, err := rules.With(root); err == nil {
		return known
	}
	return rules.All
}

// nearRules returns the rules that were perhaps meant: the one nearest by its letters, then those whose
// name holds what was typed.
func nearRules(known []*gate.Rule, id string) []string {
	var all, near []string
	for _, r := range known {
		all = append(all, r.ID)
	}
	if name := source.Nearest(all, id); name != "" {
		near = append(near, name)
	}
	for _, name := range all {
		if len(id) > 2 && strings.Contains(name, id) && !slices.Contains(near, name) {
			near = append(near, name)
		}
	}
	return near
}
