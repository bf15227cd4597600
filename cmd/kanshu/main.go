// Command kanshu publishes medical columns that a doctor has vouched for, and no others.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // a build machine without zone data must not move the day

	"github.com/spf13/cobra"
)

func main() { os.Exit(command()) }

// command runs the program as the system started it, and returns its exit code. It ends early, and in
// order, when it is asked to.
func command() int {
	calmly()
	unsampled(os.Args)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now())
}

// unsampled leaves out the samples of memory that nobody asked for: to note them took 3 ms of an edit among ten thousand
// columns.
func unsampled(args []string) {
	if !slices.ContainsFunc(args, func(s string) bool { return strings.HasPrefix(s, "--memprofile") }) {
		runtime.MemProfileRate = 0
	}
}

// run is the program: arguments and the clock in, exit code out.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer, now time.Time) int {
	a := &app{in: in, out: out, errs: errs, now: now}
	root := a.root(args)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	if err := root.ExecuteContext(ctx); err != nil {
		return a.fail(err)
	}
	return a.exit
}

// root is the table of subcommands.
func (a *app) root(args []string) *cobra.Command {
	a.readLang(args)
	root := &cobra.Command{
		Use:                        "kanshu",
		Short:                      a.say("監修された医療コラムだけを公開します", "publishes medical columns that a doctor has vouched for"),
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		Args:                       a.unknownCommand,
		RunE:                       func(c *cobra.Command, _ []string) error { return c.Help() },

		PersistentPreRunE: func(c *cobra.Command, _ []string) error { return a.checkFlags(c.Flags()) },
	}
	f := root.PersistentFlags()
	f.StringVar(&a.dir, "source", ".", a.say("原稿のあるフォルダー", "the folder that holds the site"))
	f.StringVar(&a.today, "today", "", a.say("基準日 YYYY-MM-DD（省くと今日）", "the day to judge for, YYYY-MM-DD (today unless given)"))
	f.StringVar(&a.format, "format", "text", a.say("出力の形: text、json、github、sarif", "how to report: text, json, github, sarif"))
	f.BoolVar(&a.quiet, "quiet", false, a.say("指摘の一行目だけを出す", "print only the first line of each refusal"))
	f.StringVar(&a.lang, "lang", "", a.say("メッセージの言語: ja、en（省くと kanshu.yaml の language）", "language of messages: ja or en (the site's unless given)"))
	f.IntVar(&a.workers, "workers", 0, a.say("同時に進める数（0: 自動）", "how many to work at once (0: one a processor)"))
	f.StringVar(&a.cpuProfile, "cpuprofile", "", a.say("CPU プロファイルの書き出し先", "write a CPU profile to this file"))
	f.StringVar(&a.memProfile, "memprofile", "", a.say("メモリプロファイルの書き出し先", "write a heap profile to this file"))
	f.StringVar(&a.trace, "trace", "", a.say("実行トレースの書き出し先", "write an execution trace to this file"))
	root.AddCommand(a.buildCommand(), a.checkCommand(), a.newCommand(), a.reviewCommand(), a.statusCommand(), a.explainCommand(), a.fmtCommand(), a.serveCommand(), a.exportCommand(), a.lspCommand(), a.versionCommand())
	root.CompletionOptions.HiddenDefaultCmd = true
	a.translate(root)
	root.SetFlagErrorFunc(a.flagError)
	return root
}
