package report

import (
	"fmt"
	"strings"
	"time"

	"kanshu/internal/kanshu"
)

// summary writes the totals of the run: columns by outcome, what falls due, waivers, files, and when
// the site next changes by itself.
func (p *printer) summary(r *Run) {
	n := r.count()
	p.line("  ", p.tally(r, n))
	if k := n.severities[kanshu.Warn]; k > 0 {
		p.line("  ", p.say("注意 %d 件", "%d to mend though published", k))
	}
	p.due(r)
	p.waivers(r)
	if r.Files > 0 {
		line := p.say("%s/ に %d ファイル(変更 %d・削除 %d)", "%s/ holds %d files (%d changed, %d removed)",
			strings.TrimRight(r.Output, "/"), r.Files, r.Changed, r.Removed)
		if r.Elapsed > 0 {
			line += "  " + p.say("%.1f 秒", "%.1f s", r.Elapsed.Round(100*time.Millisecond).Seconds())
		}
		p.line("  ", line)
	}
	if !r.Next.IsZero() {
		p.line("  ", p.say("次に内容が変わる時刻: %s 00:00(%s)", "changes by itself next: %s 00:00 (%s)", r.Next, r.Zone))
	}
}

// tally returns the line of counts.
func (p *printer) tally(r *Run, n counts) string {
	return p.published(n) + "   " + p.withheld(r, n) + "   " + p.waiting(n)
}

func (p *printer) published(n counts) string {
	return p.say("公開  %d 本", "published %d", n.approved)
}

func (p *printer) withheld(r *Run, n counts) string {
	s := p.say("非公開  %d 本", "withheld %d", n.refused)
	var causes []string
	for _, c := range n.causes {
		causes = append(causes, fmt.Sprintf("%s %d", r.short(c.Rule, p.o.Lang), c.Count))
	}
	return s + p.brackets(causes)
}

func (p *printer) waiting(n counts) string {
	s := p.say("保留  %d 本", "held %d", n.held)
	var causes []string
	if n.drafts > 0 {
		causes = append(causes, p.say("下書き %d", "drafts %d", n.drafts))
	}
	if later := n.held - n.drafts; later > 0 {
		causes = append(causes, p.say("公開日前 %d", "scheduled %d", later))
	}
	return s + p.brackets(causes)
}

// brackets returns the list in brackets, "" for an empty one.
func (p *printer) brackets(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return p.say("(%s)", " (%s)", strings.Join(list, p.say("・", ", ")))
}

// due writes what falls due within the horizon.
func (p *printer) due(r *Run) {
	if r.Horizon <= 0 {
		return
	}
	p.line("  ", p.say("見直し期限が %d 日以内  %d 本", "reviews that run out within %d days: %d", r.Horizon, len(r.Due)))
	titles, names := 0, 0
	rows := make([][2]string, len(r.Due))
	for i, d := range r.Due {
		rows[i] = [2]string{cut(oneLine(d.Column.Title), 40), oneLine(strings.Join(supervisors(d.Column), p.say("、", ", ")))}
		titles, names = max(titles, textWidth(rows[i][0])), max(names, textWidth(rows[i][1]))
	}
	for i, d := range r.Due {
		p.line("    ", d.Due.String(), "  ", p.left(r.Day.DaysUntil(d.Due)), "  ",
			pad(rows[i][0], titles), "  ", pad(rows[i][1], names), "  ", oneLine(d.Column.File))
	}
}

// left says how many days are left, the last day being one on which the review still holds.
func (p *printer) left(days int) string {
	if days == 0 {
		return p.say("今日まで  ", "  today")
	}
	return p.say("あと %2d 日", "%2d days", days)
}

// waivers lists every exception that a column has been granted.
func (p *printer) waivers(r *Run) {
	n := 0
	for _, v := range r.Verdicts {
		n += len(v.Column.Waivers)
	}
	if n == 0 {
		return
	}
	p.line("  ", p.say("規則の適用除外  %d 件", "waivers: %d", n))
	for _, v := range r.Verdicts {
		for _, wv := range v.Column.Waivers {
			p.line("    ", fmt.Sprintf("%s:%d  ", oneLine(v.Column.File), max(wv.Pos.Line, 1)), wv.Rule, "  ",
				oneLine(wv.Reason), p.say("(承認: %s)", " (approved by %s)", oneLine(wv.By)))
		}
	}
}

// ending writes why the run stopped and what its exit code means. Success without withheld columns
// needs no line.
func (p *printer) ending(r *Run) {
	if !r.Stopped.IsZero() {
		for _, s := range wrap(r.Stopped.In(p.o.Lang), max(20, p.o.Width-2)) {
			p.line("! ", s)
		}
	}
	if meaning := r.exitMeaning(); !meaning.IsZero() {
		p.line("  ", p.say("終了コード %d(%s)", "exit code %d (%s)", r.Exit, meaning.In(p.o.Lang)))
	}
}

// exitMeaning returns what the exit code says about the published tree; nothing for 0.
func (r *Run) exitMeaning() kanshu.Wording {
	out := strings.TrimRight(r.Output, "/")
	if out == "" {
		out = "public"
	}
	if r.Command == "check" && r.Exit == 4 {
		return kanshu.Wording{
			JA: "このままでは公開されないコラムがあります",
			EN: "some columns would not be published as they are",
		}
	}
	switch r.Exit {
	case 1:
		return kanshu.Wording{
			JA: "書き出せませんでした。" + out + "/ は前回のままです。配信しないでください",
			EN: "nothing was published; " + out + "/ is as it was, do not upload",
		}
	case 2:
		return kanshu.Wording{
			JA: "コマンドか設定の書き方を確かめてください。" + out + "/ は前回のままです",
			EN: "see the command line or the configuration; " + out + "/ is as it was",
		}
	case 3:
		return kanshu.Wording{
			JA: "非公開にしたコラムがあります。" + out + "/ はそのまま配信できます",
			EN: "some columns were withheld; " + out + "/ is whole and safe to upload",
		}
	case 4:
		return kanshu.Wording{
			JA: "何も書き出していません。" + out + "/ は前回のままです",
			EN: "nothing was written; " + out + "/ is as it was",
		}
	case 5:
		return kanshu.Wording{
			JA: "公開中のサイトが、書き出した内容と一致しません",
			EN: "the live site is not what was built",
		}
	default:
		return kanshu.Wording{}
	}
}
