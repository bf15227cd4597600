package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"kanshu/internal/lsp"
)

func (a *app) lspCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "lsp",
		Short: a.say("編集ツールに指摘・補完・説明を渡す（language server）", "a language server: findings, completion and hover for editors"),
		Long: a.say(
			"編集ツールが起動するものです。標準入出力で Language Server Protocol を話し、入力中のコラムの指摘、項目・医師・医院・タグの補完、項目と規則の説明を返します。何も書き込みません。",
			"To be started by an editor. Speaks the Language Server Protocol over standard input and output: findings as you type, completion of keys, doctors, clinics and tags, and what they mean. Writes nothing."),
		Args: a.takes(0, 0, "フラグのほかに書くものはありません（--help で使い方を見られます）", "nothing but flags is taken (see --help)"),
		RunE: func(*cobra.Command, []string) error { return a.languageServer() },
	}
}

func (a *app) languageServer() error {
	root, err := a.sourceDir()
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	today, err := a.calendar(root)
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(a.dir)
	if err != nil {
		return err
	}
	dirs := []string{dir}
	if real, err := filepath.EvalSymlinks(dir); err == nil && real != dir {
		dirs = append(dirs, real)
	}
	return lsp.Serve(a.in, a.out, lsp.Options{Files: root, Dirs: dirs, Lang: a.language(), Today: today, Version: version()})
}
