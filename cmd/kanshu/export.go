package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kanshu/assets"
	"kanshu/internal/kanshu"
	"kanshu/internal/schema"
	"kanshu/internal/source"
	"kanshu/layouts"
)

func (a *app) exportCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "export schema [NAME] | cms | vscode | layout [NAME] | asset [NAME]",
		Short: a.say("編集ツールの設定や、差し替えるためのテンプレートを書き出す", "writes settings for editors and CMSes, and templates to begin from"),
		Long: a.say(
			"項目の表から、JSON Schema（schema）、Decap CMS・Sveltia CMS の入力フォーム config.yml（cms）、VS Code の設定（vscode）を作ります。\n"+
				"layout と asset は、内蔵のテンプレートとスタイルシートなどを写します。例 kanshu export layout pieces/footer.html --out layouts\n"+
				"--out を省くと、ファイルが一つのときは標準出力に書きます。schema の NAME は column、doctor、clinic、topics、glossary、withdrawn、config のどれかです。\n"+
				"同じ名前のファイルがあり内容が違うときは、--force を付けないかぎり書き替えません。",
			"Makes, from the table of fields: JSON Schemas (schema), the form config.yml of Decap CMS and Sveltia CMS (cms), settings of VS Code (vscode).\n"+
				"layout and asset copy the built-in templates and style sheet, as in kanshu export layout pieces/footer.html --out layouts\n"+
				"Without --out a single file goes to standard output. The NAME of a schema is column, doctor, clinic, topics, glossary, withdrawn or config.\n"+
				"A file that is there and differs is replaced with --force alone."),
		Args:      a.takes(1, 2, "schema、cms、vscode、layout、asset のどれかを指定してください", "give schema, cms, vscode, layout or asset"),
		ValidArgs: []string{"schema", "cms", "vscode", "layout", "asset"},
	}
	c.Flags().StringVar(&out, "out", "", a.say("書き出し先のフォルダー", "the folder to write to"))
	force := c.Flags().Bool("force", false, a.say("内容の違うファイルも書き替える", "replace files that differ"))
	c.RunE = func(_ *cobra.Command, args []string) error {
		files, err := a.exported(args)
		if err != nil {
			return err
		}
		if out == "" {
			return a.exportOne(files)
		}
		return a.exportAll(out, files, *force)
	}
	return c
}

// exported makes the files that the arguments ask for.
func (a *app) exported(args []string) ([]schema.File, error) {
	switch {
	case args[0] == "schema" && len(args) == 2:
		files := schema.JSON()
		i := slices.IndexFunc(files, func(f schema.File) bool { return f.Name == args[1]+".schema.json" })
		if i < 0 {
			return nil, usage{fmt.Errorf("%s: %s", args[1], a.say("column、doctor、clinic、topics、glossary、withdrawn、config のどれかを指定してください", "give column, doctor, clinic, topics, glossary, withdrawn or config"))}
		}
		return files[i : i+1], nil
	case args[0] == "layout":
		return a.builtIn(layouts.FS, args[1:])
	case args[0] == "asset":
		return a.builtIn(assets.FS, args[1:])
	case len(args) == 2:
		return nil, usage{fmt.Errorf("%s: %s", args[1], a.say("名前を続けられるのは schema、layout、asset だけです", "only schema, layout and asset take a name"))}
	case args[0] == "schema":
		return schema.JSON(), nil
	case args[0] == "vscode":
		return schema.VSCode(), nil
	case args[0] == "cms":
		root, cfg, err := a.openSource()
		if err != nil {
			return nil, err
		}
		defer func() { _ = root.Close() }()
		site, err := source.Load(root, source.Options{Each: kanshu.InOrder, Survey: func(string, int, []byte) kanshu.Survey { return kanshu.Survey{} }})
		var broken *source.Broken
		switch {
		case errors.As(err, &broken):
			site = &kanshu.Site{Config: cfg} // no columns yet, or a file that check will tell of: a form without topics
		case err != nil:
			return nil, err
		}
		return []schema.File{{Name: "config.yml", Data: schema.CMS(site)}}, nil
	default:
		return nil, usage{fmt.Errorf("%s: %s", args[0], a.say("schema、cms、vscode、layout、asset のどれかを指定してください", "give schema, cms, vscode, layout or asset"))}
	}
}

// builtIn returns the files that come with the program, or the one that is named.
func (a *app) builtIn(fsys fs.FS, name []string) ([]schema.File, error) {
	var files []schema.File
	var names []string
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		names = append(names, p)
		if len(name) > 0 && p != name[0] && p != name[0]+".html" {
			return nil
		}
		b, err := fs.ReadFile(fsys, p)
		files = append(files, schema.File{Name: p, Data: b})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	if len(files) == 0 {
		return nil, usage{fmt.Errorf("%s: %s", name[0], a.say("次のどれかを指定してください: ", "give one of these: ")+strings.Join(names, " "))}
	}
	return files, nil
}

// exportOne writes a single file to standard output.
func (a *app) exportOne(files []schema.File) error {
	if len(files) != 1 {
		return usage{errors.New(a.say(fmt.Sprintf("ファイルが%d個あります。--out で書き出し先のフォルダーを指定してください", len(files)),
			fmt.Sprintf("there are %d files: name a folder with --out", len(files))))}
	}
	_, err := a.out.Write(files[0].Data)
	return err
}

// exportAll writes the files below dir, or none of them if one that differs is there and force is not set.
func (a *app) exportAll(dir string, files []schema.File, force bool) error {
	var differ []string
	for _, f := range files {
		old, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Name)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("export: %w", err)
		}
		if err == nil && string(old) != string(f.Data) {
			differ = append(differ, f.Name)
		}
	}
	if len(differ) > 0 && !force {
		return usage{fmt.Errorf("%s: %s", strings.Join(differ, ", "), a.say("内容の違うファイルがあるため、何も書きませんでした。書き替えてよければ --force を付けてください", "these differ, and nothing was written; add --force to replace them"))}
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if _, err := fmt.Fprintln(a.out, filepath.ToSlash(name)); err != nil {
			return err
		}
	}
	return nil
}
