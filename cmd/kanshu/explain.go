package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"kanshu/internal/rules"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [RULE]",
		Short: a.say("指摘の意味と直し方を示す", "says what a finding means and how to mend it"),
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRules()
			}
			return a.explain(args[0])
		},
	}
}

func (a *app) listRules() error {
	for _, r := range rules.All {
		if _, err := fmt.Fprintf(a.out, "%-26s %-7s %s\n", r.ID, r.Severity, r.Title.In(a.language())); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) explain(id string) error {
	r := rules.Find(strings.Trim(id, "[]"))
	if r == nil {
		var near []string
		for _, r := range rules.All {
			if strings.Contains(r.ID, id) || len(id) > 3 && strings.HasPrefix(r.ID, id[:4]) {
				near = append(near, r.ID)
			}
		}
		hint := ""
		if len(near) > 0 {
			hint = a.say("。近い名前: ", "; near it: ") + strings.Join(near, ", ")
		}
		return usage{fmt.Errorf("%s%s", a.say("規則 "+id+" はありません", "there is no rule "+id), hint)}
	}
	lang := a.language()
	_, err := fmt.Fprintf(a.out, "%s  (%s)\n\n  %s\n\n%s\n\n%s: %s\n", r.ID, a.severityWord(r.Severity, r.Gate), r.Title.In(lang),
		r.Explain.In(lang), a.say("根拠", "Basis"), r.Basis.In(lang))
	return err
}
