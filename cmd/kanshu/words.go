package main

import (
	"strings"

	"github.com/spf13/cobra"

	"kanshu/internal/kanshu"
)

// severityWord is a rule's severity in words.
func (a *app) severityWord(s kanshu.Severity, gate bool) string {
	switch {
	case s == kanshu.Refuse && gate:
		return a.say("公開しない・解除はできない", "refuses; nothing turns it off")
	case s == kanshu.Refuse:
		return a.say("公開しない", "refuses")
	case s == kanshu.Hold:
		return a.say("保留", "holds")
	case s == kanshu.Warn:
		return a.say("警告", "warns")
	default:
		return a.say("お知らせ", "notes")
	}
}

// translate puts what cobra says by itself into the language of messages.
func (a *app) translate(root *cobra.Command) {
	if a.language() == "en" {
		return
	}
	t := root.UsageTemplate()
	for _, w := range [][2]string{
		{"Usage:", "使い方:"},
		{"Aliases:", "別名:"},
		{"Examples:", "例:"},
		{"Available Commands:", "コマンド:"},
		{"Additional Commands:", "ほかのコマンド:"},
		{"Global Flags:", "どのコマンドにも使えるフラグ:"},
		{"Flags:", "フラグ:"},
		{`Use "{{.CommandPath}} [command] --help" for more information about a command.`, "「{{.CommandPath}} コマンド --help」で、それぞれの説明を示します。"},
	} {
		t = strings.ReplaceAll(t, w[0], w[1])
	}
	root.SetUsageTemplate(t)
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		if f := c.Flags().Lookup("help"); f != nil {
			f.Usage = "この説明を示す"
		}
	}
	root.SetHelpCommand(&cobra.Command{Use: "help [コマンド]", Short: "コマンドの説明を示す", Run: func(c *cobra.Command, args []string) {
		target, _, err := c.Root().Find(args)
		if err != nil || target == nil {
			target = c.Root()
		}
		_ = target.Help()
	}})
}
