package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/outside"
)

// An external is the flags of check --external.
type external struct {
	ask, refresh bool
	private      bool
	cache        string
	pause        time.Duration
}

// cacheName is where answers are kept below the source folder unless --cache says otherwise.
const cacheName = ".kanshu-links.json"

// flags adds the flags to check.
func (x *external) flags(a *app, c *cobra.Command) {
	f := c.Flags()
	f.BoolVar(&x.ask, "external", false, a.say("参考文献とリンクの先が開けるか、ネットワークに尋ねる", "ask the network whether references and links can be opened"))
	f.BoolVar(&x.refresh, "refresh", false, a.say("--external で、30日以内に尋ねた先にも尋ね直す", "with --external, ask again what was asked within 30 days"))
	f.BoolVar(&x.private, "private", false, a.say("--external で、組織の中のネットワークやこの機械のアドレスにも尋ねる", "with --external, ask addresses of private networks and of this machine too"))
	f.StringVar(&x.cache, "cache", "", a.say("--external の記録の置き場（省くと原稿のフォルダーの "+cacheName+"）", "with --external, the file that keeps the answers ("+cacheName+" in the source folder unless given)"))
	f.DurationVar(&x.pause, "pause", outside.DefaultPause, a.say("--external で、同じサイトに尋ねる間隔", "with --external, how long to wait between requests to one host"))
}

// askOutside asks the addresses of the report's columns and adds what was found to their verdicts. The
// answers are kept even if the run is interrupted.
func (a *app) askOutside(ctx context.Context, x external, r *build.Report, today kanshu.Date) error {
	if x.pause < 0 {
		return usage{fmt.Errorf("--pause=%s: %s", x.pause, a.say("0 以上の長さを書いてください（例 2s）", "give a time of 0 or more, as in 2s"))}
	}
	file := x.cache
	if file == "" {
		file = filepath.Join(a.dir, cacheName)
	}
	known, err := a.readLinkCache(file)
	if err != nil {
		return err
	}
	var columns []*kanshu.Column
	for _, v := range r.Verdicts {
		columns = append(columns, v.Column)
	}
	links, err := outside.Collect(columns, r.Site.Config.BaseURL)
	if err != nil {
		return err
	}
	answers := outside.Ask(ctx, outside.Addresses(links), known, outside.Options{
		Today: today, Refresh: x.refresh, Pause: x.pause, Private: x.private,
		Agent: "kanshu/" + version() + " (link check; +" + r.Site.Config.BaseURL + "/)",
	})
	if err := errors.Join(writeLinkCache(file, known.With(answers)), ctx.Err()); err != nil {
		return fmt.Errorf("check --external: %w", err)
	}
	byFile := map[string][]kanshu.Finding{}
	for _, f := range outside.Findings(links, answers) {
		byFile[f.Pos.File] = append(byFile[f.Pos.File], f)
	}
	for i := range r.Verdicts {
		v := &r.Verdicts[i]
		v.Findings = append(v.Findings, byFile[v.Column.File]...)
		kanshu.SortFindings(v.Findings)
	}
	return nil
}

// readLinkCache reads the answers of earlier runs, none where there is no file.
func (a *app) readLinkCache(file string) (outside.Cache, error) {
	data, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("--cache: %w", err)
	}
	known, err := outside.ReadCache(data)
	if err != nil {
		return nil, usage{fmt.Errorf("--cache=%s: %s (%w)", file, a.say("前に尋ねた記録として読めません。このファイルを消すと、尋ね直します", "these are no answers of an earlier run; delete the file to ask again"), err)}
	}
	return known, nil
}

// writeLinkCache keeps the answers: beside the file first, then in its place.
func writeLinkCache(file string, c outside.Cache) error {
	data, err := c.Bytes()
	if err != nil {
		return err
	}
	beside := file + ".new"
	if err := os.WriteFile(beside, data, 0o644); err != nil {
		return err
	}
	return os.Rename(beside, file)
}
