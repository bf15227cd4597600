package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kanshu/internal/kanshu"
	"kanshu/internal/scaffold"
)

func (a *app) newCommand() *cobra.Command {
	c := &cobra.Command{Use: "new", Short: a.say("ひな形を作る", "makes a site, a column, a doctor or a clinic to begin with")}
	c.AddCommand(a.newSiteCommand(), a.newColumnCommand(), a.newDoctorCommand(), a.newClinicCommand())
	return c
}

func (a *app) newSiteCommand() *cobra.Command {
	var o scaffold.SiteOptions
	var ci string
	c := &cobra.Command{
		Use: "site [DIR]", Short: a.say("新しいサイトを作る", "makes a new site"), Args: a.takes(0, 1, "名前は一つだけ書いてください", "one name is taken"),
		RunE: func(_ *cobra.Command, args []string) (err error) {
			dir, err := a.nameOf(args, "フォルダー（DIR。例 my-columns）", "the folder (DIR, as my-columns)")
			if err != nil {
				return err
			}
			if o.Today, err = a.plainDay(); err != nil {
				return err
			}
			o.CI = scaffold.Host(ci)
			files, err := scaffold.Site(o)
			if err != nil {
				return usage{fmt.Errorf("--ci=%s: %s", ci, a.say("github か gitlab を書いてください", "give github or gitlab"))}
			}
			return a.write(dir, files)
		},
	}
	c.Flags().StringVar(&ci, "ci", "", a.say("CI の設定も作る: github、gitlab", "also makes the workflows of github or gitlab"))
	c.Flags().StringVar(&o.Title, "title", "", a.say("サイトの名前", "the site's name"))
	c.Flags().StringVar(&o.BaseURL, "base-url", "", a.say("公開するアドレス（https://…）", "its address (https://…)"))
	c.Flags().StringVar(&o.Clinic, "clinic", "", a.say("医院の名前", "the clinic's name"))
	return c
}

func (a *app) newColumnCommand() *cobra.Command {
	var o scaffold.ColumnOptions
	c := &cobra.Command{
		Use: "column [SLUG]", Short: a.say("新しいコラムを作る", "makes a new column"), Args: a.takes(0, 1, "名前は一つだけ書いてください", "one name is taken"),
		RunE: func(_ *cobra.Command, args []string) error {
			slug, err := a.nameOf(args, "アドレスになる名前（SLUG。例 hay-fever）", "its name in addresses (SLUG, as hay-fever)")
			if err != nil {
				return err
			}
			return a.newColumn(slug, o)
		},
	}
	c.Flags().StringVar(&o.Title, "title", "", a.say("題名", "its title"))
	c.Flags().StringVar(&o.Doctor, "supervisor", "", a.say("監修者の id（data/doctors/）", "the supervisor's id (data/doctors/)"))
	c.Flags().StringVar(&o.Clinic, "clinic", "", a.say("医院の id（data/clinics/）", "the clinic's id (data/clinics/)"))
	return c
}

func (a *app) newDoctorCommand() *cobra.Command {
	var o scaffold.DoctorOptions
	c := &cobra.Command{
		Use: "doctor [ID]", Short: a.say("医師の記録を作る", "makes a doctor's record"), Args: a.takes(0, 1, "名前は一つだけ書いてください", "one name is taken"),
		RunE: func(_ *cobra.Command, args []string) (err error) {
			if o.ID, err = a.nameOf(args, "記録の id（例 morita）", "the id of the record (as morita)"); err != nil {
				return err
			}
			if err := a.ask(&o.Name, a.say("氏名", "name"), "--name"); err != nil {
				return err
			}
			return a.writeRecord(o.ID, scaffold.Doctor(o))
		},
	}
	c.Flags().StringVar(&o.Name, "name", "", a.say("氏名", "name"))
	c.Flags().StringVar(&o.Kana, "kana", "", a.say("よみ", "its reading"))
	c.Flags().StringVar(&o.Title, "title", "", a.say("役職", "post at the clinic"))
	c.Flags().StringVar(&o.Clinic, "clinic", "", a.say("所属する医院の id", "id of the clinic"))
	return c
}

func (a *app) newClinicCommand() *cobra.Command {
	var o scaffold.ClinicOptions
	c := &cobra.Command{
		Use: "clinic [ID]", Short: a.say("医院の記録を作る", "makes a clinic's record"), Args: a.takes(0, 1, "名前は一つだけ書いてください", "one name is taken"),
		RunE: func(_ *cobra.Command, args []string) (err error) {
			if o.ID, err = a.nameOf(args, "記録の id（例 morita）", "the id of the record (as morita)"); err != nil {
				return err
			}
			if err := a.ask(&o.Name, a.say("医院の名前", "name of the clinic"), "--name"); err != nil {
				return err
			}
			return a.writeRecord(o.ID, scaffold.Clinic(o))
		},
	}
	c.Flags().StringVar(&o.Name, "name", "", a.say("医院の名前", "name of the clinic"))
	c.Flags().StringVar(&o.Address, "address", "", a.say("所在地", "address"))
	c.Flags().StringVar(&o.Tel, "tel", "", a.say("電話", "telephone"))
	return c
}

func (a *app) newColumn(slug string, o scaffold.ColumnOptions) error {
	if !isName(slug) {
		return a.notAName(slug)
	}
	_, cfg, err := a.openSource()
	if err != nil {
		return err
	}
	if o.Today, _, err = a.day(cfg); err != nil {
		return err
	}
	o.Slug = slug
	if err := a.ask(&o.Title, a.say("題名", "title"), ""); err != nil {
		return err
	}
	if err := a.ask(&o.Doctor, a.say("監修者の id（"+a.ids("doctors")+"）", "the supervisor's id ("+a.ids("doctors")+")"), ""); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(a.dir, "columns", slug)); err == nil {
		return usage{fmt.Errorf("columns/%s: %s", slug, a.say("同じ名前のコラムがすでにあります", "a column of that name is there already"))}
	}
	return a.write(a.dir, []scaffold.File{scaffold.Column(o)})
}

func (a *app) writeRecord(id string, f scaffold.File) error {
	if !isName(id) {
		return a.notAName(id)
	}
	return a.write(a.dir, []scaffold.File{f})
}

func (a *app) notAName(s string) error {
	return usage{fmt.Errorf("%q: %s", s, a.say("名前は半角の英小文字・数字・ハイフンで付けてください（例: hay-fever）", "a name is of a-z, 0-9 and hyphens (hay-fever)"))}
}

// isName reports whether s is [a-z0-9][a-z0-9-]{0,79}.
func isName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || i == 0) {
			return false
		}
	}
	return s != "" && len(s) <= 80
}

// ids lists the records of a kind, as a help for whoever is asked.
func (a *app) ids(kind string) string {
	names, _ := filepath.Glob(filepath.Join(a.dir, "data", kind, "*.yaml"))
	for i, n := range names {
		names[i] = strings.TrimSuffix(filepath.Base(n), ".yaml")
	}
	return strings.Join(names, ", ")
}

// ask fills in a value that no flag gave, where a person sits at a terminal. Elsewhere the value stays
// empty, and if flag is named it must be given.
func (a *app) ask(value *string, what, flag string) error {
	if *value != "" {
		return nil
	}
	in, ok := a.in.(*os.File)
	if ok {
		info, err := in.Stat()
		ok = err == nil && info.Mode()&os.ModeCharDevice != 0 && a.width() > 0
	}
	if !ok {
		if flag != "" {
			return usage{fmt.Errorf("%s: %s", flag, a.say("指定してください", "must be given"))}
		}
		return nil
	}
	if _, err := fmt.Fprintf(a.out, "%s: ", what); err != nil {
		return err
	}
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	*value = strings.TrimSpace(line)
	return nil
}

// plainDay is the day where there is no site yet to name a zone.
func (a *app) plainDay() (kanshu.Date, error) {
	tokyo, err := loadTokyo()
	if err != nil {
		return kanshu.Date{}, err
	}
	d, _, err := a.day(&kanshu.Config{Location: tokyo})
	return d, err
}

// write puts files below dir. What is there already is left alone, and then nothing is written.
func (a *app) write(dir string, files []scaffold.File) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if _, err := os.Lstat(name); err == nil {
			return usage{fmt.Errorf("%s: %s", name, a.say("すでにあるため、何も書いていません", "is there already; nothing was written"))}
		}
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		mode := os.FileMode(0o644)
		if f.Run {
			mode = 0o755
		}
		if err := os.WriteFile(name, f.Data, mode); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(a.out, name); err != nil {
			return err
		}
	}
	return nil
}
