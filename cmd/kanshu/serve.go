package main

import (
	"context"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
	"kanshu/internal/serve"
	"kanshu/internal/source"
)

// serveFlags are what kanshu serve alone takes.
type serveFlags struct {
	listen     string
	open, poll bool
}

func (a *app) serveCommand() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: a.say("書きながら確かめる（何も書き出さない）", "previews the site as you write; writes nothing"),
		Long: a.say(
			"サイトをメモリから表示し、保存するたびにブラウザーを読み直します。下書きと公開できないコラムも、理由の帯を付けて表示します。\n"+
				"アドレスに ?at=2027-04-01 を付けると、その日の時点のサイトを表示します。/_kanshu/ にコラムの一覧があります。public/ には触れません。",
			"Serves the site from memory and reloads the browser on every save. Drafts and refused columns are shown under a ribbon with the reasons.\n"+
				"?at=2027-04-01 shows the site as of that day; /_kanshu/ lists all columns. public/ is never touched."),
		Args: a.takes(0, 0, "フラグのほかに書くものはありません（--help で使い方を見られます）", "nothing but flags is taken (see --help)"),
		RunE: func(c *cobra.Command, _ []string) error {
			return a.profiled(func() error { return a.serve(c.Context(), f) })
		},
	}
	fl := c.Flags()
	fl.StringVar(&f.listen, "listen", "127.0.0.1:8080", a.say("待ち受けるアドレス（ほかの人にも見せるときだけ変える）", "the address to listen on; change it only to let others see"))
	fl.BoolVar(&f.open, "open", false, a.say("ブラウザーを開く", "open the browser"))
	fl.BoolVar(&f.poll, "poll", false, a.say("変更の通知に頼らず、定期的にファイルを調べる（ネットワーク上のフォルダー用）", "look at the files now and then instead of being told of changes (for network disks)"))
	return c
}

// serve runs until it is interrupted. A site that cannot be read yet is served all the same: the browser
// shows what is to be mended.
func (a *app) serve(ctx context.Context, f serveFlags) error {
	root, err := a.sourceDir()
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	today, err := a.calendar(root)
	if err != nil {
		return err
	}
	s := serve.New(serve.Options{
		Dir: a.dir, Listen: f.listen, Open: f.open, Poll: f.poll, Lang: a.language(), Today: today, Out: a.out, Errs: a.errs,
	})
	return s.Run(ctx, func(ctx context.Context) *build.Preview {
		o := a.options(today(), false, false)
		o.Kept = func(name string) ([]byte, bool) { return publish.Peek(filepath.Join(a.dir, "public"), name) }
		settled := lavish(&o)
		defer settled()
		return build.NewPreview(ctx, root, o)
	})
}

// lavish lets a preview load without collecting garbage, since nearly all of what is read stays: a fifth of the time,
// for 20 MB at 10,000 columns. Settled is told when it is loaded; the first page need not wait for collecting either.
// Whoever sets GOMEMLIMIT or GOGC has chosen.
func lavish(o *build.Options) (settled func()) {
	o.Found = nil
	if chosen() {
		return func() {}
	}
	limit, run := debug.SetMemoryLimit(64<<20), debug.SetGCPercent(-1)
	o.Found = func(_ *kanshu.Config, columns int, _ bool) { debug.SetMemoryLimit(96<<20 + int64(columns)*8<<10) }
	return func() {
		time.AfterFunc(time.Second, func() {
			debug.SetGCPercent(run)
			debug.SetMemoryLimit(limit)
		})
	}
}

// calendar returns what says which day it is: --today, or the clock, in the site's zone. The clock goes on
// while the server runs.
func (a *app) calendar(root *source.Root) (func() kanshu.Date, error) {
	zone, err := loadTokyo()
	if err != nil {
		return nil, err
	}
	cfg := &kanshu.Config{Location: zone}
	if read, err := source.LoadConfig(root); err == nil {
		cfg = read
	}
	day, given, err := a.day(cfg)
	if err != nil {
		return nil, err
	}
	if given {
		return func() kanshu.Date { return day }, nil
	}
	began := time.Now()
	return func() kanshu.Date { return kanshu.DateOf(a.now.Add(time.Since(began)).In(cfg.Location)) }, nil
}
