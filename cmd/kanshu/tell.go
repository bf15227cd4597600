package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/report"
)

type buffer = bytes.Buffer

// bytesOf collects what write writes.
func bytesOf(write func(*buffer) error) ([]byte, error) {
	var b buffer
	err := write(&b)
	return b.Bytes(), err
}

// horizon is how many days ahead the summary looks for reviews that fall due.
const horizon = 30

// run gathers what a run found for the reports.
func (a *app) run(command string, r *build.Report, today kanshu.Date, dir string, err error) *report.Run {
	run := &report.Run{
		Command: command, Version: version(), Day: today, Zone: "Asia/Tokyo", Language: "ja", Exit: a.exit,
		Horizon: horizon, Output: dir, Stopped: stopWords(err), Rules: a.ruleInfos(),
	}
	if r == nil {
		return run
	}
	run.Verdicts = r.Verdicts
	run.Due = report.DueWithin(run.Verdicts, today, horizon)
	if r.Site != nil {
		run.Zone, run.Language, run.Findings = r.Site.Config.Timezone, r.Site.Config.Language, r.Site.Findings
	}
	run.Next = r.Next
	if dir != "" && r.Manifest != nil { // what is told beforehand names no directory: the manifest is still in the making
		run.Files = len(r.Manifest.Entries)
		run.Changed = len(r.Changes.Added) + len(r.Changes.Changed)
		run.Removed = len(r.Changes.Removed)
	}
	return run
}

// tell prints a run in the format that was asked for.
func (a *app) tell(command string, fsys fs.FS, r *build.Report, today kanshu.Date, dir string, err error) error {
	run := a.run(command, r, today, dir, err)
	o := a.shown(fsys, r)
	o.Told = a.found
	switch a.format {
	case "json":
		return report.JSON(a.out, run)
	case "sarif":
		return report.SARIF(a.out, run, o)
	case "github":
		return a.tellGitHub(run, o)
	default:
		return report.Text(a.out, run, o)
	}
}

// prepare makes ready what tell prints of the findings.
func (a *app) prepare(fsys fs.FS, today kanshu.Date) func(*build.Report) {
	if a.format != "text" {
		return nil
	}
	return func(r *build.Report) { a.found = report.Findings(a.run("build", r, today, "", nil), a.shown(fsys, r)) }
}

// shown is how a run is told here.
func (a *app) shown(fsys fs.FS, r *build.Report) report.Options {
	o := report.Options{
		Lang: a.language(), Color: a.colored(), Width: a.width(), Quiet: a.quiet,
		Lines: func(file string) []byte {
			f, err := fsys.Open(file)
			if err != nil {
				return nil
			}
			defer func() { _ = f.Close() }()
			b, err := io.ReadAll(io.LimitReader(f, report.Looked))
			if err != nil {
				return nil
			}
			return b
		},
	}
	if r != nil {
		o.Line = r.Line
	}
	return o
}

// tellGitHub prints annotations, and the summary where GitHub wants it.
func (a *app) tellGitHub(run *report.Run, o report.Options) (err error) {
	summary := io.Discard
	if name := os.Getenv("GITHUB_STEP_SUMMARY"); name != "" {
		f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			return fmt.Errorf("step summary: %w", err)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		summary = f
	}
	return report.GitHub(a.out, summary, run, o)
}

// checkFormat refuses a --format that does not exist before anything is done.
func (a *app) checkFormat() error {
	switch a.format {
	case "text", "json", "github", "sarif":
		return nil
	}
	return usage{fmt.Errorf("--format=%s: %s", a.format, a.say("text、json、github、sarif のどれかを書いてください", "give text, json, github or sarif"))}
}

// stopWords says why a run wrote nothing.
func stopWords(err error) kanshu.Wording {
	switch {
	case err == nil:
		return kanshu.Wording{}
	case errors.Is(err, build.ErrRefusals):
		return kanshu.Wording{
			JA: "公開できないコラムがあるため、何も書き出していません（--on-refusal=fail）。",
			EN: "a column is refused, and nothing was written (--on-refusal=fail).",
		}
	case errors.Is(err, build.ErrClock):
		return kanshu.Wording{
			JA: "今日の日付が、前回公開した日より前になっています。期限切れのコラムが戻るおそれがあるため、何も書き出していません。時計を確かめるか、--today で日を指定してください。（" + err.Error() + "）",
			EN: "the clock runs behind the last edition, which would wake what has expired; nothing was written. Set the clock right, or give the day with --today. (" + err.Error() + ")",
		}
	case errors.Is(err, build.ErrBreaker):
		return kanshu.Wording{
			JA: "公開中だったコラムの多くが、期限切れ以外の理由で一度に非公開になります。データファイルが失われたのかもしれないため、何も書き出していません。意図したものなら kanshu.yaml の policy.max_withheld を上げてください。（" + err.Error() + "）",
			EN: "many columns would vanish at once for causes other than their date; a data file may be lost, and nothing was written. If it is meant, raise policy.max_withheld in kanshu.yaml. (" + err.Error() + ")",
		}
	default:
		said := wordsOf(unpublished{err})
		return kanshu.Wording{JA: said.JA + "（" + err.Error() + "）", EN: said.EN + " (" + err.Error() + ")"}
	}
}

func (a *app) ruleInfos() []report.RuleInfo {
	known := a.rules()
	infos := make([]report.RuleInfo, len(known))
	for i, r := range known {
		infos[i] = report.RuleInfo{ID: r.ID, Title: r.Title, Short: r.Short, Basis: r.Basis, Severity: r.Severity}
	}
	return infos
}
