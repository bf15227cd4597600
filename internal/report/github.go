package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"kanshu/internal/kanshu"
)

const (
	// annotations is how many findings of one level are annotated one by one. GitHub shows ten of a level
	// a step and drops the rest unsaid, so the tenth says how many more there are.
	annotations = 9

	// summaryRows is how many findings the summary lists; GitHub takes 1 MiB a step and nothing of more.
	summaryRows = 300
)

// GitHub writes the run as workflow commands, which GitHub shows beside the lines of a pull request, and
// the whole as Markdown to summary (the file that GITHUB_STEP_SUMMARY names); nil leaves the summary
// out. It returns the first error of a writer.
//
// Source: docs.github.com, "Workflow commands for GitHub Actions"; limits of actions/toolkit issue 734.
func GitHub(w, summary io.Writer, r *Run, o Options) error {
	p := &printer{w: bufio.NewWriter(w), o: o}
	items := r.items()
	for _, level := range []string{"error", "warning", "notice"} {
		p.annotate(level, items)
	}
	if !r.Stopped.IsZero() {
		p.line("::error title=kanshu::", commandData(r.Stopped.In(o.Lang)))
	}
	n := r.count()
	p.line(p.tally(r, n))
	if err := p.w.Flush(); err != nil || summary == nil {
		return err
	}
	p.w = bufio.NewWriter(summary)
	p.markdown(r, n, items)
	return p.w.Flush()
}

// level returns the level under which GitHub and SARIF show a severity.
func level(s kanshu.Severity) string {
	switch s {
	case kanshu.Refuse:
		return "error"
	case kanshu.Warn:
		return "warning"
	default:
		return "notice"
	}
}

// annotate writes the findings of one level: nine, and one that counts the others.
func (p *printer) annotate(lv string, items []item) {
	n := 0
	for i := range items {
		it := &items[i]
		if level(it.Severity) != lv {
			continue
		}
		if n++; n <= annotations {
			p.line("::", lv, " ", place(it.Pos), "title=", commandProperty(it.Rule), "::",
				commandData(p.words(it)))
		}
	}
	if n > annotations {
		p.line("::", lv, " title=kanshu::", p.say("他 %d 件(一覧はジョブの要約にあります)",
			"%d more; the job summary lists them", n-annotations))
	}
}

// words returns message, readers' consequence and mend as one text.
func (p *printer) words(it *item) string {
	s := it.Message.In(p.o.Lang)
	if !it.Readers.IsZero() {
		s += "\n" + p.say("読者には: ", "readers: ") + it.Readers.In(p.o.Lang)
	}
	if !it.Hint.IsZero() {
		s += "\n" + p.say("直すには: ", "to mend: ") + it.Hint.In(p.o.Lang)
	}
	return s
}

// place returns the properties of a workflow command that say where, with a comma at the end.
func place(pos kanshu.Pos) string {
	if pos.File == "" {
		return ""
	}
	s := "file=" + commandProperty(pos.File) + ","
	if pos.Line > 0 {
		s += fmt.Sprintf("line=%d,col=%d,", pos.Line, max(pos.Char, 1))
		if pos.Len > 0 {
			s += fmt.Sprintf("endColumn=%d,", max(pos.Char, 1)+pos.Len)
		}
	}
	return s
}

// commandData escapes the text of a workflow command.
func commandData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// commandProperty escapes the value of a property of a workflow command.
func commandProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// markdown writes the summary of the job.
func (p *printer) markdown(r *Run, n counts, items []item) {
	p.line("### kanshu ", r.Command, " — ", p.say("基準日 %s", "as of %s", r.Day))
	p.line()
	p.line("- ", p.published(n))
	p.line("- ", p.withheld(r, n))
	p.line("- ", p.waiting(n))
	if r.Files > 0 {
		p.line("- ", p.say("%d ファイル(変更 %d・削除 %d)", "%d files (%d changed, %d removed)", r.Files, r.Changed, r.Removed))
	}
	if !r.Next.IsZero() {
		p.line("- ", p.say("次に内容が変わる時刻: %s 00:00(%s)", "changes by itself next: %s 00:00 (%s)", r.Next, r.Zone))
	}
	if m := r.exitMeaning(); !m.IsZero() {
		p.line("- ", p.say("終了コード %d(%s)", "exit code %d (%s)", r.Exit, m.In(p.o.Lang)))
	}
	if !r.Stopped.IsZero() {
		p.line()
		p.line("> ", inMarkdown(r.Stopped.In(p.o.Lang)))
	}
	p.markdownFindings(items)
	p.markdownDue(r)
}

// markdownFindings writes a table of what refuses and warns, refusals first.
func (p *printer) markdownFindings(items []item) {
	rows := make([]*item, 0, len(items))
	for _, s := range []kanshu.Severity{kanshu.Refuse, kanshu.Warn} {
		for i := range items {
			if items[i].Severity == s {
				rows = append(rows, &items[i])
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	p.line()
	p.line(p.say("| | 場所 | 内容 | 直すには | 規則 |", "| | place | what is the case | to mend | rule |"))
	p.line("| --- | --- | --- | --- | --- |")
	for _, it := range rows[:min(len(rows), summaryRows)] {
		mark := p.say("× 非公開", "× refuse")
		if it.Severity == kanshu.Warn {
			mark = p.say("△ 注意", "△ warn")
		}
		p.line("| ", mark, " | ", inMarkdown(fmt.Sprintf("%s:%d:%d", it.Pos.File, max(it.Pos.Line, 1), max(it.Pos.Char, 1))),
			" | ", inMarkdown(cut(it.Message.In(p.o.Lang), 400)), " | ", inMarkdown(cut(it.Hint.In(p.o.Lang), 400)),
			" | `", it.Rule, "` |")
	}
	if more := len(rows) - summaryRows; more > 0 {
		p.line()
		p.line(p.say("他 %d 件", "%d more", more))
	}
}

// markdownDue writes a table of what falls due.
func (p *printer) markdownDue(r *Run) {
	if len(r.Due) == 0 {
		return
	}
	p.line()
	p.line(p.say("#### 見直し期限が %d 日以内: %d 本", "#### Reviews that run out within %d days: %d", r.Horizon, len(r.Due)))
	p.line()
	p.line(p.say("| 期限 | コラム | 監修者 | ファイル |", "| due | column | supervisor | file |"))
	p.line("| --- | --- | --- | --- |")
	for _, d := range r.Due[:min(len(r.Due), summaryRows)] {
		p.line("| ", d.Due.String(), " | ", inMarkdown(cut(d.Column.Title, 200)), " | ",
			inMarkdown(strings.Join(supervisors(d.Column), p.say("、", ", "))), " | ", inMarkdown(d.Column.File), " |")
	}
}

// inMarkdown returns s as plain words of one table cell: nothing in it is markup, a mention or a line end.
func inMarkdown(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '@': // no mention of a person by accident
			b.WriteString("&#64;")
		case strings.ContainsRune("\\`*_[]|~>#!", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
