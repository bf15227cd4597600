package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

func (a *app) checkCommand() *cobra.Command {
	var since string
	var x external
	c := &cobra.Command{
		Use:   "check [PATH…]",
		Short: a.say("公開できるか調べる（何も書かない）", "judges the columns and writes nothing"),
		Long: a.say(
			"すべてのコラムを確かめ、指摘を出します。PATH を挙げると、そのファイルの指摘だけを出します。公開できないコラムがあると終了コードは 4 です。",
			"Judges every column and reports. With PATH, only findings in those files are reported. The exit code is 4 if a column is refused."),
		RunE: func(c *cobra.Command, args []string) error {
			return a.profiled(func() error { return a.check(c.Context(), args, since, x) })
		},
	}
	c.Flags().StringVar(&since, "changed-since", "", a.say("この git の版から変わったコラムだけを拒む（ほかの拒否は警告にする）", "refuse only in columns changed since this git revision; elsewhere refusals are warnings"))
	x.flags(a, c)
	return c
}

func (a *app) check(ctx context.Context, args []string, since string, x external) error {
	if err := a.checkFormat(); err != nil {
		return err
	}
	root, r, today, err := a.judged(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	only, err := a.paths(args)
	if err != nil {
		return err
	}
	if err := a.known(r, only); err != nil {
		return err
	}
	if len(only) > 0 {
		keepOnly(r, only)
	}
	if x.ask {
		if err := a.askOutside(ctx, x, r, today); err != nil {
			return err
		}
	}
	if since != "" {
		changed, err := a.changedSince(ctx, since)
		if err != nil {
			return err
		}
		soften(r, changed)
	}
	if refuses(r) {
		a.exit = exitNothing
	}
	return a.tell("check", root, r, today, "", nil)
}

// refuses reports whether a finding still refuses.
func refuses(r *build.Report) bool {
	for _, v := range r.Verdicts {
		if v.Outcome != kanshu.Refused {
			continue
		}
		for _, f := range v.Findings {
			if f.Severity == kanshu.Refuse {
				return true
			}
		}
	}
	return false
}

// paths turns arguments into slash-separated paths below the source folder.
func (a *app) paths(args []string) ([]string, error) {
	base, err := filepath.Abs(a.dir)
	if err != nil {
		return nil, err
	}
	var only []string
	for _, arg := range args {
		abs, err := filepath.Abs(arg)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(base, abs)
		if err != nil || strings.HasPrefix(rel, "..") {
			rel = arg // given below the source folder
		}
		only = append(only, filepath.ToSlash(rel))
	}
	return only, nil
}

// known makes sure that each path names something that is there: a slip must not read as a clean bill.
func (a *app) known(r *build.Report, only []string) error {
	var files []string
	for i := range r.Verdicts {
		files = append(files, r.Verdicts[i].Column.File)
	}
	for _, name := range only {
		if _, err := os.Stat(filepath.Join(a.dir, filepath.FromSlash(name))); err == nil || slices.ContainsFunc(files, func(f string) bool { return under(f, []string{name}) }) {
			continue
		}
		words := a.say("このファイルはありません", "there is no such file")
		if meant := source.Nearest(files, name); meant != "" {
			words += a.say("。もしかして: ", "; did you mean ") + meant
		}
		return usage{fmt.Errorf("%s: %s", name, words)}
	}
	return nil
}

// under reports whether file is one of the paths or stands below one.
func under(file string, paths []string) bool {
	for _, p := range paths {
		if p == "." || file == p || strings.HasPrefix(file, strings.TrimSuffix(p, "/")+"/") {
			return true
		}
	}
	return false
}

// keepOnly drops what was found outside the paths.
func keepOnly(r *build.Report, only []string) {
	var vs []kanshu.Verdict
	for _, v := range r.Verdicts {
		if under(v.Column.File, only) {
			vs = append(vs, v)
		}
	}
	var fs []kanshu.Finding
	for _, f := range r.Site.Findings {
		if under(f.Pos.File, only) {
			fs = append(fs, f)
		}
	}
	r.Verdicts, r.Site.Findings = vs, fs
}

// soften makes warnings of the refusals in columns that were not touched: yesterday's expiry must not
// block today's fix of something else. A column is touched with its file, its folder, or any data file.
func soften(r *build.Report, changed []string) {
	for _, f := range changed {
		if strings.HasPrefix(f, "data/") || f == "kanshu.yaml" {
			return
		}
	}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		if under(v.Column.File, changed) || v.Column.Dir != "" && touches(changed, v.Column.Dir) {
			continue
		}
		for j := range v.Findings {
			if v.Findings[j].Severity == kanshu.Refuse {
				v.Findings[j].Severity = kanshu.Warn
			}
		}
	}
}

func touches(changed []string, dir string) bool {
	for _, f := range changed {
		if path.Dir(f) == dir {
			return true
		}
	}
	return false
}

// changedSince asks git which files below the source folder differ from a revision, untracked ones
// included.
func (a *app) changedSince(ctx context.Context, rev string) ([]string, error) {
	if strings.HasPrefix(rev, "-") {
		return nil, usage{fmt.Errorf("--changed-since=%s: %s", rev, a.say("git の版の名前ではありません", "that is no revision"))}
	}
	var all []string
	for _, args := range [][]string{
		{"diff", "--name-only", "--relative", "-z", rev, "--"},
		{"ls-files", "--others", "--exclude-standard", "-z"},
	} {
		cmd := exec.CommandContext(ctx, "git", args...)
		cmd.Dir = a.dir
		out, err := cmd.Output()
		if err != nil {
			return nil, usage{fmt.Errorf("--changed-since=%s: %s (git %s: %w)", rev, a.say("git がこの版からの変更を答えません。git が入っているか、版の名前が正しいか、記録が途中で切れていないか確かめてください", "git does not tell what changed since; see that git is installed, that there is such a revision, and that the history is not cut short"), args[0], err)}
		}
		for _, name := range strings.Split(string(out), "\x00") {
			if name != "" {
				all = append(all, name)
			}
		}
	}
	return all, nil
}
