package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"kanshu/internal/kanshu"
	"kanshu/internal/status"
)

// statusFlags are what kanshu status alone takes.
type statusFlags struct {
	horizon, by, doctor, html string
	all                       bool
}

func (a *app) statusCommand() *cobra.Command {
	var f statusFlags
	c := &cobra.Command{
		Use:   "status",
		Short: a.say("監修期限の一覧を示す", "shows what falls due when"),
		Long: a.say(
			"期限の近いコラム、過ぎたコラム、公開していないコラムを並べます。--html は見るための一枚のページを、--format ics は予定表を作ります。",
			"Lists columns that fall due, are overdue or refused. --html makes one page to look at, --format ics a calendar."),
		Args: a.takes(0, 0, "フラグのほかに書くものはありません（--help で使い方を見られます）", "nothing but flags is taken (see --help)"),
		RunE: func(c *cobra.Command, _ []string) error { return a.status(c.Context(), f) },
	}
	fl := c.Flags()
	fl.StringVar(&f.horizon, "horizon", "90d", a.say("何日先までを示すか（90d）", "how far ahead to look (90d)"))
	fl.StringVar(&f.by, "by", "due", a.say("並べ方: due（期限順）、doctor（医師ごと）、clinic（医院ごと）", "order: due, doctor or clinic"))
	fl.StringVar(&f.doctor, "doctor", "", a.say("この医師（id）の分だけを示す", "only this doctor's (id)"))
	fl.StringVar(&f.html, "html", "", a.say("一枚のページの書き出し先（- は標準出力）", "write one page to this file (- is standard output)"))
	fl.BoolVar(&f.all, "all", false, a.say("期限が先のコラムも示す", "also what is not due yet"))
	return c
}

func (a *app) status(ctx context.Context, f statusFlags) error {
	days, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(f.horizon, "日"), "d"))
	if err != nil || days < 0 {
		return usage{fmt.Errorf("--horizon=%s: %s", f.horizon, a.say("90d のように日数で書いてください", "give days, as in 90d"))}
	}
	if f.by != "due" && f.by != "doctor" && f.by != "clinic" {
		return usage{fmt.Errorf("--by=%s: %s", f.by, a.say("due、doctor、clinic のどれかを書いてください", "give due, doctor or clinic"))}
	}
	root, b, today, err := a.judged(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	name, err := a.doctorName(b.Site, f.doctor)
	if err != nil {
		return err
	}
	r := status.New(b.Site.Config, b.Verdicts, today, days, a.language())
	if name != "" && a.format != "ics" {
		r.Rows = onlyOf(r.Rows, name)
	}
	if f.html != "" {
		return a.statusPage(r, f.html)
	}
	switch a.format {
	case "text":
		return status.Text(a.out, r, f.by, f.all)
	case "json":
		return status.JSON(a.out, r)
	case "markdown":
		return status.Markdown(a.out, r)
	case "ics":
		return status.Calendar(a.out, r, name)
	default:
		return usage{fmt.Errorf("--format=%s: %s", a.format, a.say("text、json、markdown、ics のどれかを書いてください", "give text, json, markdown or ics"))}
	}
}

// doctorName returns the name of a doctor on record, "" for no id.
func (a *app) doctorName(site *kanshu.Site, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	for _, d := range site.Doctors {
		if d.ID == id {
			return d.Name, nil
		}
	}
	return "", usage{fmt.Errorf("--doctor=%s: %s", id, a.say("data/doctors/ にありません", "not in data/doctors/"))}
}

func onlyOf(rows []status.Row, doctor string) []status.Row {
	var some []status.Row
	for _, r := range rows {
		for _, n := range r.Doctors() {
			if n == doctor {
				some = append(some, r)
				break
			}
		}
	}
	return some
}

func (a *app) statusPage(r *status.Report, name string) (err error) {
	if name == "-" {
		return status.HTML(a.out, r)
	}
	public, err := filepath.Abs(filepath.Join(a.dir, "public"))
	if err != nil {
		return err
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	if strings.HasPrefix(abs, public+string(filepath.Separator)) {
		return usage{errors.New(a.say("一覧には公開していないコラムの題名が載るため、public/ の中には置けません", "the page names withheld columns and may not lie in public/"))}
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return status.HTML(f, r)
}
