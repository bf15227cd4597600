package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/revise"
)

// reviewFlags are what kanshu review alone takes.
type reviewFlags struct{ by, on, due, packet string }

func (a *app) reviewCommand() *cobra.Command {
	var f reviewFlags
	c := &cobra.Command{
		Use:   "review SLUG --by DOCTOR --on DATE | --packet FILE",
		Short: a.say("監修を記録する", "records a new review of a column"),
		Long: a.say(
			"コラムのファイルのうち、監修者・監修日・監修期限の行だけを書き替えます。ほかの行、注釈、改行の形はそのままです。書き替えたあとのコラムが公開できないときは、何も書きません。\n"+
				"--due を省くと、期限は kanshu.yaml の review.interval から、なければ前回と同じ長さで決まります。",
			"Changes only the lines of supervisor, review day and due day in the column's file. Everything else stays, byte for byte. If the gate would refuse what comes out, nothing is written.\n"+
				"Without --due the due day follows from review.interval of kanshu.yaml, else from the length of the review before."),
		Args: a.takes(1, 1, "コラムの SLUG を一つ指定してください。例 kanshu review hay-fever --by morita", "name one column by its SLUG, as in kanshu review hay-fever --by morita"),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case f.packet == "":
				return a.review(c.Context(), args[0], f)
			case f.by != "" || f.on != "" || f.due != "":
				return usage{errors.New(a.say("--packet は監修を記録しません。--by、--on、--due とは別に使ってください", "--packet records nothing: use it without --by, --on and --due"))}
			default:
				return a.packet(c.Context(), args[0], f.packet)
			}
		},
	}
	c.Flags().StringVar(&f.by, "by", "", a.say("監修した医師の id（data/doctors/）", "id of the doctor who read it (data/doctors/)"))
	c.Flags().StringVar(&f.on, "on", "", a.say("監修した日 YYYY-MM-DD", "the day of the reading, YYYY-MM-DD"))
	c.Flags().StringVar(&f.due, "due", "", a.say("監修期限 YYYY-MM-DD", "the last day on which it holds, YYYY-MM-DD"))
	c.Flags().StringVar(&f.packet, "packet", "", a.say("監修する医師に渡す、印刷できる1枚の資料を FILE に書く（- は標準出力。監修は記録しない）", "write one printable page for the doctor to FILE (- for standard output); records nothing"))
	return c
}

func (a *app) review(ctx context.Context, slug string, f reviewFlags) error {
	root, r, today, err := a.judged(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	col, err := a.columnNamed(r.Site, slug)
	if err != nil {
		return err
	}
	rec, err := a.reviewRecord(col, r.Site.Config, f)
	if err != nil {
		return err
	}
	file := filepath.Join(a.dir, filepath.FromSlash(col.File))
	before, err := fs.ReadFile(root, col.File)
	if err != nil {
		return &kanshu.Fault{File: col.File, Err: err}
	}
	after, err := revise.Apply(before, col, rec)
	switch {
	case errors.Is(err, revise.ErrSupervisor):
		return usage{fmt.Errorf("%s: %w", a.say("監修者が複数か、コラムの中に書かれているため、supervisor の行は手で直してください", "change supervisor by hand"), err)}
	case err != nil:
		return kanshu.Explain(err, kanshu.Wording{
			JA: col.File + "：監修の行を見つけられないため、何も書いていません。監修者・監修日・監修期限を、手で書き替えてください。",
			EN: col.File + ": the lines of the review were not found, and nothing was written. Change supervisor, reviewed and review_due by hand.",
		})
	}
	if ok, err := a.stillPasses(ctx, overlay{root, col.File, after}, col, today); err != nil || !ok {
		return err
	}
	if err := replaceFile(file, after); err != nil {
		return err
	}
	return a.tellReview(ctx, col, rec)
}

// columnNamed finds a column by its slug or its file.
func (a *app) columnNamed(site *kanshu.Site, name string) (*kanshu.Column, error) {
	for _, c := range site.Columns {
		if string(c.Slug) == name || c.File == filepath.ToSlash(name) {
			return c, nil
		}
	}
	return nil, usage{fmt.Errorf("%s: %s", name, a.say("そのコラムはありません", "there is no such column"))}
}

// reviewRecord reads the flags.
func (a *app) reviewRecord(col *kanshu.Column, cfg *kanshu.Config, f reviewFlags) (revise.Review, error) {
	var rec revise.Review
	if f.by == "" || f.on == "" {
		return rec, usage{errors.New(a.say("--by（医師の id）と --on（監修した日）を指定してください", "--by and --on must be given"))}
	}
	var err error
	rec.By = f.by
	if rec.On, err = a.dateOf("--on", f.on); err != nil {
		return rec, err
	}
	switch {
	case f.due != "":
		if rec.Due, err = a.dateOf("--due", f.due); err != nil {
			return rec, err
		}
	case col.Has("review_due") || cfg.Review.Interval.IsZero():
		if rec.Due = revise.NextDue(col, cfg.Review.Interval, rec.On); rec.Due.IsZero() {
			return rec, usage{errors.New(a.say("--due（監修期限）を指定するか、kanshu.yaml に review.interval を置いてください", "give --due, or set review.interval in kanshu.yaml"))}
		}
	}
	return rec, nil
}

// stillPasses judges the column as it would be. If the gate refuses it, the findings are printed, the
// exit code is settled, and nothing may be written.
func (a *app) stillPasses(ctx context.Context, fsys fs.FS, col *kanshu.Column, today kanshu.Date) (bool, error) {
	r, err := build.Check(ctx, fsys, a.options(today, false, false))
	a.progress.clear()
	if err != nil {
		return false, err
	}
	keepOnly(r, []string{col.File})
	for _, v := range r.Verdicts {
		if v.Outcome == kanshu.Refused {
			a.exit = exitNothing
			return false, a.tell("review", fsys, r, today, "", nil)
		}
	}
	return true, nil
}

func (a *app) tellReview(ctx context.Context, col *kanshu.Column, rec revise.Review) error {
	due := rec.Due.String()
	if due == "" {
		due = a.say("kanshu.yaml の review.interval から計算", "reckoned from review.interval")
	}
	if _, err := fmt.Fprintf(a.out, a.say("%s: 監修を記録しました（監修者 %s、監修日 %s、監修期限 %s）\n", "%s: review recorded (by %s, on %s, due %s)\n"), col.File, rec.By, rec.On, due); err != nil {
		return err
	}
	if !a.bodyUnchanged(ctx, col) {
		return nil
	}
	_, err := fmt.Fprint(a.out, a.say(
		"覚え書き: 本文は、前回の監修の記録から変わっていません。日付だけを進めたのでないことを確かめてください。\n",
		"note: the text has not changed since the review before; make sure that it was really read again\n"))
	return err
}

// bodyUnchanged asks git whether nothing but the front matter of a column differs from the commit that
// recorded its last review. Without git, or without such a commit, it does not know and says false.
func (a *app) bodyUnchanged(ctx context.Context, col *kanshu.Column) bool {
	git := func(args ...string) (string, bool) {
		cmd := exec.CommandContext(ctx, "git", args...)
		cmd.Dir = a.dir
		out, err := cmd.Output()
		return string(out), err == nil
	}
	commit, ok := git("log", "-1", "--format=%H", "-G", `^(reviewed|監修日|最終監修日)[ ]*:`, "--", col.File)
	if commit = strings.TrimSpace(commit); !ok || commit == "" {
		return false
	}
	old, ok := git("show", commit+":./"+col.File)
	if !ok {
		return false
	}
	body, err := os.ReadFile(filepath.Join(a.dir, filepath.FromSlash(col.File)))
	return err == nil && afterFence(old) == afterFence(string(body))
}

// afterFence returns what stands behind the front matter.
func afterFence(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if _, rest, ok := strings.Cut(s, "\n---\n"); ok {
		return rest
	}
	return s
}
