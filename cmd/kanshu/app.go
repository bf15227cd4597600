package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"kanshu/internal/kanshu"
	"kanshu/internal/source"
)

// The exit codes. Others rely on them: 0 and 3 leave a public/ that is safe to upload, every other
// leaves it as it was.
const (
	exitOK       = 0 // every column that is due was published
	exitError    = 1 // an error of machine, template, data file or internal kind
	exitUsage    = 2 // usage or configuration
	exitWithheld = 3 // published; one or more columns refused and withheld
	exitNothing  = 4 // nothing written: refusals found by check, --on-refusal=fail, breaker, clock
)

// An app is one run of the command.
type app struct {
	in        io.Reader
	out, errs io.Writer
	now       time.Time
	exit      int

	dir, today, format, lang      string
	quiet                         bool
	workers                       int
	cpuProfile, memProfile, trace string
	found                         []byte    // what a build prints of its findings, once that is ready
	progress                      *progress // of the run that is under way; nil is silent
	askedLang                     string    // of --lang or the site, known before flags are parsed, for help
	read                          configRead
}

// A configRead is what the configuration of the site in dir says; nil where nobody has read it yet.
type configRead struct {
	dir    string
	config *kanshu.Config
}

// usage marks an error of usage: exit code 2.
type usage struct{ error }

// say chooses the language of a word of help.
func (a *app) say(ja, en string) string {
	return kanshu.Wording{JA: ja, EN: en}.In(a.language())
}

// language is that of --lang, else the site's, else Japanese.
func (a *app) language() string {
	if a.lang != "" {
		return a.lang
	}
	return a.askedLang
}

// readLang looks for --lang and --source before flags are parsed, so that help speaks the right
// language.
func (a *app) readLang(args []string) {
	dir := "."
	for i, arg := range args {
		value := func(name string) (string, bool) {
			if v, ok := strings.CutPrefix(arg, name+"="); ok {
				return v, true
			}
			if arg == name && i+1 < len(args) {
				return args[i+1], true
			}
			return "", false
		}
		if v, ok := value("--lang"); ok {
			a.askedLang = v
			return
		}
		if v, ok := value("--source"); ok {
			dir = v
		}
	}
	a.askedLang = "ja"
	if root, err := source.Dir(dir); err == nil {
		if cfg, err := source.LoadConfig(root); err == nil {
			a.read = configRead{dir, cfg}
			if strings.HasPrefix(cfg.Language, "en") {
				a.askedLang = "en"
			}
		}
		_ = root.Close()
	}
}

// fail prints an error and returns its exit code.
func (a *app) fail(err error) int {
	code := exitError
	var u usage
	var broken *source.Broken
	switch {
	case errors.As(err, &u), isCobraUsage(err):
		code = exitUsage
	case errors.As(err, &broken) && broken.Config:
		code = exitUsage
	}
	a.progress.clear()
	_, _ = fmt.Fprintf(a.errs, "kanshu: %s\n", a.told(err))
	return code
}

// checkFlags wants every flag that is written to say something. An empty one is most often a variable that a
// script forgot to set: --today="$DAY" must not fall back on the clock.
func (a *app) checkFlags(flags *pflag.FlagSet) error {
	var err error
	flags.Visit(func(f *pflag.Flag) {
		if err == nil && f.Value.Type() == "string" && strings.TrimSpace(f.Value.String()) == "" {
			err = usage{errors.New(a.say("--"+f.Name+" の値が空です。値を書くか、オプションごと省いてください", "--"+f.Name+" is empty: give it a value, or leave it out"))}
		}
	})
	switch {
	case err != nil:
		return err
	case a.lang != "" && a.lang != "ja" && a.lang != "en":
		return usage{fmt.Errorf("--lang=%s: ja か en を書いてください (give ja or en)", a.lang)}
	case a.workers < 0:
		return usage{fmt.Errorf("--workers=%d: %s", a.workers, a.say("0 以上の数を書いてください", "0 or more"))}
	}
	return nil
}

// isCobraUsage reports whether cobra itself did not understand the arguments.
func isCobraUsage(err error) bool {
	s := err.Error()
	return strings.HasPrefix(s, "unknown command") || strings.HasPrefix(s, "accepts ") ||
		strings.HasPrefix(s, "requires ") || strings.HasPrefix(s, "required flag")
}

// day returns the day to judge for, and whether it was given by hand.
func (a *app) day(cfg *kanshu.Config) (kanshu.Date, bool, error) {
	if a.today == "" {
		return kanshu.DateOf(a.now.In(cfg.Location)), false, nil
	}
	d, err := a.dateOf("--today", a.today)
	return d, true, err
}

// dateOf reads the day that a flag gives.
func (a *app) dateOf(flag, text string) (kanshu.Date, error) {
	d, err := kanshu.ParseDate(text)
	if err != nil {
		return d, usage{fmt.Errorf("%s: %s", flag, a.say(
			"「"+text+"」という日はありません。2026-11-22 のように書いてください", fmt.Sprintf("%q is no day; write one as in 2026-11-22", text)))}
	}
	return d, nil
}

// profiled runs do under the profiles that were asked for.
func (a *app) profiled(do func() error) (err error) {
	closeAfter := func(f *os.File) {
		err = errors.Join(err, f.Close())
	}
	if a.cpuProfile != "" {
		f, err := os.Create(a.cpuProfile)
		if err != nil {
			return err
		}
		defer closeAfter(f)
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	if a.trace != "" {
		f, err := os.Create(a.trace)
		if err != nil {
			return err
		}
		defer closeAfter(f)
		if err := trace.Start(f); err != nil {
			return err
		}
		defer trace.Stop()
	}
	if err := do(); err != nil {
		return err
	}
	if a.memProfile != "" {
		f, err := os.Create(a.memProfile)
		if err != nil {
			return err
		}
		defer closeAfter(f)
		runtime.GC()
		return pprof.WriteHeapProfile(f)
	}
	return nil
}
