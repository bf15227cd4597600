package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"kanshu/assets"
	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/output"
	"kanshu/internal/publish"
	"kanshu/internal/report"
	"kanshu/internal/source"
	"kanshu/layouts"
)

// buildFlags are what kanshu build alone takes.
type buildFlags struct {
	output, report string
	clean, ok      bool
	onRefusal      string
}

func (a *app) buildCommand() *cobra.Command {
	var f buildFlags
	c := &cobra.Command{
		Use:   "build",
		Short: a.say("サイトを作り、public/ に出す", "builds the site into public/"),
		Long: a.say(
			"columns/ のコラムを確かめ、通ったものだけで public/ を作ります。監修者のいないコラム、監修期限を過ぎたコラムは公開しません。\n"+
				"終了コード 0 と 3 のとき public/ はそのまま配信できます（3: 公開しなかったコラムがある）。ほかは public/ に手を付けていません。",
			"Judges the columns of columns/ and makes public/ of those that pass. A column without a supervisor, or past its review date, is withheld.\n"+
				"After exit codes 0 and 3 public/ is safe to upload (3: a column was withheld); after any other it is as it was."),
		Args: a.takes(0, 0, "フラグのほかに書くものはありません（--help で使い方を見られます）", "nothing but flags is taken (see --help)"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.profiled(func() error { return notPublished(a.build(c.Context(), f)) })
		},
	}
	fl := c.Flags()
	fl.StringVar(&f.output, "output", "", a.say("書き出し先（省くと SOURCE/public）", "where to publish (SOURCE/public unless given)"))
	fl.BoolVar(&f.clean, "clean", false, a.say("前回の結果を使わず、すべて作り直す", "make everything anew, trusting nothing of earlier runs"))
	fl.StringVar(&f.report, "report", "", a.say("report.json・purge.txt・changed.json・indexnow.json を置くフォルダー", "a folder for report.json, purge.txt, changed.json and indexnow.json"))
	fl.StringVar(&f.onRefusal, "on-refusal", "withhold", a.say("公開できないコラムがあるとき: withhold（除いて公開）、fail（何も書かない）", "when a column is refused: withhold it, or fail and write nothing"))
	fl.BoolVar(&f.ok, "ok-if-withheld", false, a.say("終了コード 3 を 0 にする", "exit with 0 instead of 3"))
	return c
}

func (a *app) build(ctx context.Context, f buildFlags) error {
	if f.onRefusal != "withhold" && f.onRefusal != "fail" {
		return usage{fmt.Errorf("--on-refusal=%s: %s", f.onRefusal, a.say("withhold か fail を書いてください", "give withhold or fail"))}
	}
	if err := a.checkFormat(); err != nil {
		return err
	}
	root, cfg, err := a.openSource()
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	today, forced, err := a.day(cfg)
	if err != nil {
		return err
	}
	dir := f.output
	if dir == "" {
		dir = filepath.Join(a.dir, "public")
	}
	if err := a.checkPlaces(dir, f.report); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(dir)), 0o755); err != nil {
		return fmt.Errorf("output: %w", err)
	}
	patient()
	pub, err := publish.Open(dir, publish.Options{Source: a.dir, Wait: time.Minute, Clean: f.clean, Generator: build.Generator(version()), Each: build.Workers(a.workers), Ahead: build.Ahead()})
	if err != nil {
		return err
	}
	defer func() { _ = pub.Close() }()
	o := a.options(today, forced, f.onRefusal == "fail")
	o.Judged = a.prepare(root, today)
	r, err := build.Run(ctx, root, pub, o)
	a.progress.clear()
	return a.finishBuild(root, r, err, today, dir, f)
}

// options are how build is told to run.
func (a *app) options(today kanshu.Date, forced, fail bool) build.Options {
	a.progress.clear()
	a.progress = a.newProgress()
	return build.Options{
		Today: today, Forced: forced, Fail: fail, Workers: a.workers, Began: a.now.UnixNano(), Tell: a.progress.listener(),
		Version: version(), Salt: salt(), Layouts: layouts.FS, Assets: assets.FS, Found: modest,
	}
}

// modest lets a build use a memory that grows with its columns, and collects garbage only when that is
// full: some 8 KB a column are held. At 10,000 columns the peak is 150 MB, where collecting by the usual
// share made it 270, and there are a tenth as many collections at a thousand. A site with search or
// pictures to make holds more, of which nothing is known here; but where the last run is remembered, what is recalled
// is garbage only at the end, and collecting by the usual share took a fifth of an edit's processor time. Whoever sets
// GOMEMLIMIT or GOGC has chosen.
func modest(c *kanshu.Config, columns int, again bool) {
	if chosen() {
		return
	}
	if c.Search || c.SocialCards || len(c.Images.Widths) > 0 {
		share := 100
		if again {
			share = 400
		}
		debug.SetGCPercent(share)
		return
	}
	debug.SetMemoryLimit(max(96<<20, 27<<20+int64(columns)*11<<10))
	debug.SetGCPercent(-1)
}

// patient puts collecting off until modest knows what a build may use. The first collection came at 4 MB, which
// templates and rules take, and found next to nothing: 2 ms of a build of a hundred columns.
func patient() {
	if !chosen() {
		debug.SetGCPercent(-1)
	}
}

func chosen() bool { return os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" }

// finishBuild reports a build and settles the exit code.
func (a *app) finishBuild(fsys fs.FS, r *build.Report, err error, today kanshu.Date, dir string, f buildFlags) error {
	stopped := errors.Is(err, build.ErrRefusals) || errors.Is(err, build.ErrClock) || errors.Is(err, build.ErrBreaker)
	if err != nil && !stopped {
		if r == nil || r.Site == nil {
			return err
		}
		a.exit = exitError
		if tell := a.tell("build", fsys, r, today, "", err); tell != nil {
			return tell
		}
		return err
	}
	switch {
	case stopped:
		a.exit = exitNothing
	case r.Refused() > 0 && !f.ok:
		a.exit = exitWithheld
	}
	if stopped {
		dir = ""
	}
	// What became of public/ is settled: that nobody listens does not change the code.
	a.mention(a.tell("build", fsys, r, today, dir, err))
	if f.report != "" && r.Site != nil {
		a.mention(a.writeReport(f.report, r, today, dir, err))
	}
	return nil
}

// mention prints an error that changes no exit code.
func (a *app) mention(err error) {
	if err != nil {
		_, _ = fmt.Fprintf(a.errs, "kanshu: %s\n", a.told(err))
	}
}

// indexNow lists the addresses that search engines may be told of, as IndexNow takes them; sending is
// the deployer's step.
func indexNow(base string, c kanshu.Changes) ([]byte, error) {
	b, err := json.MarshalIndent(map[string][]string{"urlList": output.Announce(base, c)}, "", "  ")
	return append(b, '\n'), err
}

// sourceDir opens the source folder.
func (a *app) sourceDir() (*source.Root, error) {
	root, err := source.Dir(a.dir)
	if err != nil {
		return nil, usage{errors.New("--source: " + kanshu.WordsOf(err).In(a.language()))}
	}
	return root, nil
}

// openSource opens the source folder and reads its configuration.
func (a *app) openSource() (*source.Root, *kanshu.Config, error) {
	root, err := a.sourceDir()
	if err != nil {
		return nil, nil, err
	}
	if a.read.config != nil && a.read.dir == a.dir {
		return root, a.read.config, nil
	}
	cfg, err := source.LoadConfig(root)
	if err != nil {
		_ = root.Close()
		return nil, nil, err
	}
	return root, cfg, nil
}

// writeReport puts the files of --report into dir.
func (a *app) writeReport(dir string, r *build.Report, today kanshu.Date, out string, err error) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	run := a.run("build", r, today, out, err)
	base := r.Site.Config.BaseURL
	files := []struct {
		name string
		data func() ([]byte, error)
	}{
		{"report.json", func() ([]byte, error) { return bytesOf(func(w *buffer) error { return report.JSON(w, run) }) }},
		{"purge.txt", func() ([]byte, error) { return report.Purge(base, r.Changes), nil }},
		{"indexnow.json", func() ([]byte, error) { return indexNow(base, r.Changes) }},
		{"changed.json", func() ([]byte, error) { return report.Changed(today, r.Changes), nil }},
	}
	for _, f := range files {
		data, err := f.data()
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, f.name), data, 0o644)
		}
		if err != nil {
			return fmt.Errorf("report %s: %w", f.name, err)
		}
	}
	return nil
}
