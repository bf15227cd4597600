package main

import (
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
	"kanshu/internal/mend"
	"kanshu/internal/source"
)

func (a *app) fmtCommand() *cobra.Command {
	var write bool
	var keys string
	c := &cobra.Command{
		Use:   "fmt [PATH…]",
		Short: a.say("貼り付けた原稿の崩れを直す（変更を示すだけで、書かない）", "mends what pasting broke (shows the change, writes nothing)"),
		Long: a.say(
			"箇条書きの記号、区切り線、全角の字下げ、全角の表の罫、BOM、CRLF、行末の空白を直します。言葉とコードには触れません。既定では差分を示すだけです。--write で書き込みます。PATH を省くと columns/ のすべてが対象です。",
			"Mends bullets, rules, wide indents, wide table bars, BOM, CRLF and blanks at line ends. Words and code are never touched. It shows the difference; --write applies it. Without PATH it looks at all of columns/."),
		RunE: func(_ *cobra.Command, args []string) error { return a.fmt(args, keys, write) },
	}
	c.Flags().BoolVar(&write, "write", false, a.say("変更をファイルに書き込む", "write the changes to the files"))
	c.Flags().StringVar(&keys, "keys", "", a.say("項目名をそろえる言語: ja、en（省くとそのまま）", "settle the keys on one language: ja or en (left alone unless given)"))
	return c
}

// fmt shows, or writes, what mending would change.
func (a *app) fmt(args []string, keys string, write bool) error {
	o := mend.Options{}
	switch keys {
	case "":
	case "ja", "en":
		o.Rename = renameTo(keys)
	default:
		return usage{fmt.Errorf("--keys=%s: %s", keys, a.say("ja か en を書いてください", "give ja or en"))}
	}
	root, _, err := a.openSource()
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	names, err := a.columnFiles(root, args)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := a.fmtFile(root, name, o, write); err != nil {
			return fmt.Errorf("fmt: %w", err)
		}
	}
	return nil
}

// columnFiles returns the Markdown files below columns/ that the arguments name, all without arguments.
func (a *app) columnFiles(root *source.Root, args []string) ([]string, error) {
	only, err := a.paths(args)
	if err != nil {
		return nil, err
	}
	var names []string
	err = fs.WalkDir(root, "columns", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == "columns":
			return nil
		case err != nil:
			return err
		case d.Type().IsRegular() && path.Ext(name) == ".md" && (len(only) == 0 || under(name, only)):
			names = append(names, name)
		}
		return nil
	})
	if err == nil && len(names) == 0 && len(args) > 0 {
		return nil, usage{fmt.Errorf("%s: %s", strings.Join(args, " "), a.say("コラムがありません", "there is no column"))}
	}
	return names, err
}

// fmtFile mends one file. What readers see must stay the same letter for letter; where it would not,
// the file is left alone.
func (a *app) fmtFile(root *source.Root, name string, o mend.Options, write bool) error {
	data, err := fs.ReadFile(root, name)
	if err != nil {
		return &kanshu.Fault{File: name, Err: err}
	}
	mended := mend.File(data, o)
	diff := mend.Diff(name, data, mended)
	if diff == "" {
		return nil
	}
	if lettersOf(data) != lettersOf(mended) {
		_, err := fmt.Fprintln(a.errs, a.say("kanshu: "+name+": 直すと本文が変わるおそれがあるため、そのままにしました", "kanshu: "+name+": mending could change the text; left alone"))
		return err
	}
	if !write {
		_, err := io.WriteString(a.out, diff)
		return err
	}
	if err := replaceFile(filepath.Join(a.dir, filepath.FromSlash(name)), mended); err != nil {
		return err
	}
	_, err = fmt.Fprintln(a.out, name)
	return err
}

// lettersOf returns the letters and digits that readers see of a file's body.
func lettersOf(file []byte) string {
	text := strings.ReplaceAll(strings.TrimLeft(string(file), "\ufeff"), "\r\n", "\n")
	if rest, ok := strings.CutPrefix(text, "---\n"); ok {
		if _, body, ok := strings.Cut(rest, "\n---\n"); ok {
			text = body
		}
	}
	page := markdown.Parse("", 1, []byte(text)).Render(nil, &markdown.Options{})
	var words strings.Builder
	tag := false
	for _, r := range string(page) {
		switch {
		case r == '<':
			tag = true
		case !tag:
			words.WriteRune(r)
		case r == '>':
			tag = false
		}
	}
	return strings.Map(func(r rune) rune {
		if (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != 'ー' {
			return r
		}
		return -1
	}, html.UnescapeString(words.String()))
}

// renameTo returns the name of each key of a column in one language: for ja the first of its other
// names, for en its own.
func renameTo(lang string) func(string) string {
	names := map[string]string{}
	for _, k := range source.Keys {
		name := k.Name
		if lang == "ja" && len(k.Aliases) > 0 {
			name = k.Aliases[0]
		}
		for _, alias := range append([]string{k.Name}, k.Aliases...) {
			names[alias] = name
		}
	}
	return func(key string) string { return names[key] }
}
