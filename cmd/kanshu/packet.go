package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
	"kanshu/internal/outside"
)

// packet writes one printable page for the doctor who is to read a column. It records nothing.
func (a *app) packet(ctx context.Context, slug, file string) error {
	root, r, today, err := a.judged(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	col, err := a.columnNamed(r.Site, slug)
	if err != nil {
		return err
	}
	p := &build.Packet{Config: r.Site.Config, Column: col, Day: today, Lang: a.language(), Files: root}
	for i := range r.Verdicts {
		if r.Verdicts[i].Column == col {
			p.Findings = r.Verdicts[i].Findings
		}
	}
	if p.Now, err = fs.ReadFile(root, col.File); err != nil {
		return &kanshu.Fault{File: col.File, Err: err}
	}
	if p.Links, err = a.linkStates(); err != nil {
		return err
	}
	a.lastReviewed(ctx, p)
	var page bytes.Buffer
	if _, err := p.WriteTo(&page); err != nil {
		return err
	}
	if file == "-" {
		_, err = a.out.Write(page.Bytes())
		return err
	}
	if err := os.WriteFile(file, page.Bytes(), 0o644); err != nil {
		return fmt.Errorf("packet: %w", err)
	}
	_, err = fmt.Fprintf(a.out, a.say("%s: 監修用の資料を書き出しました（%s）。ブラウザーで開いて印刷できます\n", "%s: packet written to %s; open it in a browser to print it\n"), col.File, file)
	return err
}

// linkStates puts into words what kanshu check --external last found.
func (a *app) linkStates() (map[string]kanshu.Wording, error) {
	known, err := a.readLinkCache(filepath.Join(a.dir, cacheName))
	if err != nil {
		return nil, err
	}
	words := map[outside.State]kanshu.Wording{
		outside.Open:   {JA: "開けました", EN: "opens"},
		outside.Moved:  {JA: "移転しています", EN: "has moved"},
		outside.Dead:   {JA: "見つかりません", EN: "is not found"},
		outside.Unsure: {JA: "機械では確かめられませんでした", EN: "could not be told by a machine"},
	}
	all := make(map[string]kanshu.Wording, len(known))
	for address, e := range known {
		w, ok := words[e.State]
		if !ok {
			continue
		}
		w = kanshu.Wording{JA: "リンク先: " + w.JA, EN: "link: " + w.EN}
		if e.Moved != "" {
			w.JA, w.EN = w.JA+" → "+e.Moved, w.EN+" → "+e.Moved
		}
		if !e.Day.IsZero() {
			w.JA, w.EN = w.JA+"（"+e.Day.String()+" に確認）", w.EN+" (asked on "+e.Day.String()+")"
		}
		all[address] = w
	}
	return all, nil
}

// lastReviewed asks git for the file as it was in the commit that brought in the present line of the
// review day. Where git cannot tell, it says why.
func (a *app) lastReviewed(ctx context.Context, p *build.Packet) {
	unknown := func(ja, en string) { p.Unknown = kanshu.Wording{JA: ja, EN: en} }
	line := lineOf(p.Now, p.Column.At("reviewed").Line)
	if !p.Column.Has("reviewed") || strings.TrimSpace(line) == "" {
		unknown("まだ一度も監修が記録されていないため、比べるものがありません。", "No review is on record yet, so there is nothing to compare with.")
		return
	}
	if _, err := exec.LookPath("git"); err != nil {
		unknown("git がないため、前回の監修からの変更はわかりません。", "git is not installed, so what changed since the last review is unknown.")
		return
	}
	if _, err := a.git(ctx, "rev-parse", "HEAD"); err != nil {
		unknown("このフォルダーには git の記録がないため、前回の監修からの変更はわかりません。", "There is no git history here, so what changed since the last review is unknown.")
		return
	}
	commit, day, name, err := a.commitOf(ctx, p.Column.File, line)
	if err != nil || commit == "" {
		unknown("今の監修日の行がまだ git に記録されていないため、前回の監修からの変更はわかりません。", "The line of the review day is not in git yet, so what changed since is unknown.")
		return
	}
	if shallow, err := a.git(ctx, "rev-parse", "--is-shallow-repository"); err == nil && strings.TrimSpace(shallow) == "true" {
		if parents, err := a.git(ctx, "log", "-1", "--format=%P", commit); err != nil || strings.TrimSpace(parents) == "" {
			unknown("git の記録が途中までしかなく（浅い clone）、監修を記録したときの版がわかりません。", "The git history is cut short (a shallow clone), so the version that was reviewed is unknown.")
			return
		}
	}
	old, err := a.git(ctx, "show", commit+":"+name)
	if err != nil {
		unknown("監修を記録したときのファイルを git から取り出せませんでした。", "git could not show the file as it was reviewed.")
		return
	}
	p.Before, p.Since = []byte(old), fmt.Sprintf(a.say("%s の記録（git %.10s）", "the record of %s (git %.10s)"), day, commit)
}

// commitOf finds the last commit that brought in a line of a file, the day of it, and the file's name in
// it, below the repository's root.
func (a *app) commitOf(ctx context.Context, file, line string) (commit, day, name string, err error) {
	out, err := a.git(ctx, "log", "-1", "--follow", "--name-only", "-z", "--format=%H %cs", "-S"+line, "--", file)
	if err != nil {
		return "", "", "", err
	}
	head, names, _ := strings.Cut(strings.Trim(out, "\x00\n"), "\x00")
	commit, day, _ = strings.Cut(head, " ")
	name, _, _ = strings.Cut(strings.Trim(names, "\x00\n"), "\x00")
	if commit != "" && name == "" {
		return "", "", "", errors.New("git names no file")
	}
	return commit, day, name, nil
}

// git runs git in the site's folder.
func (a *app) git(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = a.dir
	out, err := cmd.Output()
	return string(out), err
}

// lineOf returns the n-th line of a file, counted from 1, without its end.
func lineOf(file []byte, n int) string {
	for i, line := range bytes.Split(file, []byte{'\n'}) {
		if i+1 == n {
			return strings.TrimRight(string(line), "\r")
		}
	}
	return ""
}
