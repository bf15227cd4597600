package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"kanshu/internal/kanshu"
)

// Text writes the run for people at a terminal. The first line of each finding is stable and for
// machines as well:
//
//	columns/hay-fever.md:9:13: refuse: the review held until 2026-03-31; today is 2026-11-22 [review-expired]
//
// Below it stand the line with marks under the characters meant, what readers will see, and the mend.
// It returns the first error of w.
func Text(w io.Writer, r *Run, o Options) error {
	p := newPrinter(w, o)
	if !o.Quiet {
		p.heading(r)
	}
	if o.Told != nil {
		_, _ = p.w.Write(o.Told)
	} else {
		p.findings(r.items())
	}
	if !o.Quiet {
		p.summary(r)
	}
	p.ending(r)
	return p.w.Flush()
}

// Findings returns what Text writes of a run's findings, for Options.Told: they are known before the run has come to
// its end.
func Findings(r *Run, o Options) []byte {
	var b bytes.Buffer
	p := newPrinter(&b, o)
	p.findings(r.items())
	_ = p.w.Flush() // a buffer takes all
	return b.Bytes()
}

func newPrinter(w io.Writer, o Options) *printer {
	if o.Width <= 0 {
		o.Width = 100
	}
	return &printer{w: bufio.NewWriter(w), o: o}
}

// ANSI colours.
const (
	bold   = "1"
	red    = "1;31"
	yellow = "33"
	cyan   = "36"
	grey   = "2"
)

// A printer writes text; errors stick to its writer until it is flushed.
type printer struct {
	w    *bufio.Writer
	o    Options
	file string // whose page is held
	page *page

	passages map[passage][]string
}

// A passage is a text with the width to which it is broken.
type passage struct {
	text  string
	width int
}

// passagesHeld is how many passages are held at once.
const passagesHeld = 64

// say chooses the words of the run's language and fills them in.
func (p *printer) say(ja, en string, args ...any) string {
	return fmt.Sprintf(kanshu.Wording{JA: ja, EN: en}.In(p.o.Lang), args...)
}

func (p *printer) paint(color, s string) string {
	if !p.o.Color || s == "" {
		return s
	}
	return "\x1b[" + color + "m" + s + "\x1b[0m"
}

// line writes the parts and a line end; white space at the end is left out.
func (p *printer) line(parts ...string) {
	_, _ = p.w.WriteString(strings.TrimRight(strings.Join(parts, ""), " "))
	_ = p.w.WriteByte('\n')
}

func (p *printer) heading(r *Run) {
	p.line(p.paint(bold, "kanshu "+r.Version), "  ",
		p.say("基準日 %s(%s)", "as of %s (%s)", r.Day, r.Zone))
	p.line()
}

// most is how many findings of one rule in one file are written. A file in which a rule finds more has one
// cause, and the other files are to be seen behind it; every finding stands in the formats for programs.
const most = 100

// findings writes all findings, but not a flood of one rule in one file.
func (p *printer) findings(items []item) {
	type flood struct{ file, rule string }
	all, told := map[flood]int{}, map[flood]int{}
	for i := range items {
		all[flood{items[i].Pos.File, items[i].Rule}]++
	}
	for i := range items {
		it := &items[i]
		f := flood{it.Pos.File, it.Rule}
		if told[f]++; told[f] == most+1 && all[f] > most+1 {
			rest := *it
			rest.Readers, rest.Hint = kanshu.Wording{}, kanshu.Wording{}
			rest.Message = kanshu.Wording{
				JA: fmt.Sprintf("このファイルには同じ指摘がここから先に %d 件あります。ここでは省きます（--format json ならすべて出ます）", all[f]-most),
				EN: fmt.Sprintf("from here on this file has %d findings of the same kind, left out here (--format json tells all)", all[f]-most),
			}
			p.line(p.first(&rest))
			p.line()
		}
		if told[f] <= most || all[f] == most+1 {
			p.finding(it)
		}
	}
}

// finding writes one finding: in full if it refuses or warns, without excerpt if it only notes.
func (p *printer) finding(it *item) {
	if p.o.Quiet {
		if it.Severity == kanshu.Refuse {
			p.line(p.first(it))
		}
		return
	}
	p.line(p.first(it))
	if it.Severity == kanshu.Refuse || it.Severity == kanshu.Warn {
		p.excerpt(it.Pos)
		p.told(p.say("読者には: ", "readers: "), it.Readers)
	}
	p.told(p.say("直すには: ", "to mend: "), it.Hint)
	p.line()
}

// first returns the stable first line of a finding. A finding about a whole file stands at its first
// character.
func (p *printer) first(it *item) string {
	var b strings.Builder
	if it.Pos.File != "" {
		fmt.Fprintf(&b, "%s:%d:%d: ", oneLine(it.Pos.File), max(it.Pos.Line, 1), max(it.Pos.Char, 1))
	}
	color := [...]string{kanshu.Refuse: red, kanshu.Hold: cyan, kanshu.Warn: yellow, kanshu.Note: cyan}
	b.WriteString(p.paint(color[min(max(it.Severity, kanshu.Refuse), kanshu.Note)], it.Severity.String()))
	b.WriteString(": ")
	b.WriteString(oneLine(it.Message.In(p.o.Lang)))
	b.WriteString(p.paint(grey, " ["+it.Rule+"]"))
	return b.String()
}

func (p *printer) excerpt(pos kanshu.Pos) {
	if p.o.Lines == nil || pos.File == "" || pos.Line < 1 {
		return
	}
	width := max(20, p.o.Width-8)
	if p.o.Line != nil {
		if line, ok := p.o.Line(pos.File, pos.Line); ok {
			first := pos
			first.Line = 1
			if e, ok := newPage([]byte(line)).excerpt(first, width); ok {
				e.write(p, pos.Line)
			}
			return
		}
	}
	if p.file != pos.File {
		p.file, p.page = pos.File, newPage(p.o.Lines(pos.File))
	}
	if e, ok := p.page.excerpt(pos, width); ok {
		e.write(p, pos.Line)
	}
}

// told writes a text under a label, its further lines indented to stand below the first.
func (p *printer) told(label string, words kanshu.Wording) {
	if words.IsZero() {
		return
	}
	indent := textWidth(label)
	for i, s := range p.wrapped(words.In(p.o.Lang), max(20, p.o.Width-4-indent)) {
		if i > 0 {
			label = strings.Repeat(" ", indent)
		}
		p.line("    ", p.paint(bold, label), s)
	}
}

// wrapped is wrap. A rule says the same of a thousand columns, one behind the other.
func (p *printer) wrapped(s string, n int) []string {
	key := passage{s, n}
	lines, known := p.passages[key]
	if !known {
		if p.passages == nil || len(p.passages) >= passagesHeld {
			p.passages = map[passage][]string{}
		}
		lines = wrap(s, n)
		p.passages[key] = lines
	}
	return lines
}
