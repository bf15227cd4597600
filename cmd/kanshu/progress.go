package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"kanshu/internal/build"
	"kanshu/internal/kanshu"
)

const (
	patience = time.Second            // what is done sooner is not told of
	cadence  = 100 * time.Millisecond // between two changes of the line
)

// A progress is one line at the foot of a terminal that says how far a long run has come, and is gone before
// anything else is printed. The nil progress is silent.
type progress struct {
	w     io.Writer
	width int // of the terminal
	lang  string
	now   func() time.Time
	began time.Time

	mu    sync.Mutex
	last  time.Time // when the line was last written
	shown int       // how many cells of it stand there
}

// progress returns what tells of a run on this terminal: nil where the standard error is none, where somebody
// wants it quiet or reads by program, and in CI, whose logs keep every line.
func (a *app) newProgress() *progress {
	width := widthOf(a.errs)
	if width == 0 || a.quiet || a.format != "text" || os.Getenv("TERM") == "dumb" || os.Getenv("CI") != "" {
		return nil
	}
	return &progress{w: a.errs, width: width, lang: a.language(), now: time.Now, began: a.now}
}

// listener returns what build is to tell of its steps, nil if nobody listens.
func (p *progress) listener() func(step build.Step, done, total int) {
	if p == nil {
		return nil
	}
	return p.tell
}

// tell writes the line anew, if it is time to. Many may call it at once; who comes while another writes is
// not waited for.
func (p *progress) tell(step build.Step, done, total int) {
	now := p.now()
	if now.Sub(p.began) < patience || !p.mu.TryLock() {
		return
	}
	defer p.mu.Unlock()
	if p.shown > 0 && now.Sub(p.last) < cadence {
		return
	}
	line := stepWords[step].In(p.lang)
	if total > 1 {
		line += fmt.Sprintf(" %d / %d", done, total)
	}
	cells := 0
	for i, r := range line {
		wide := 1
		if r >= 0x1100 {
			wide = 2 // our words are ASCII and kana or kanji, which take two cells
		}
		if cells+wide >= p.width {
			line = line[:i]
			break
		}
		cells += wide
	}
	_, _ = fmt.Fprintf(p.w, "\r%s%s", line, strings.Repeat(" ", max(p.shown-cells, 0)))
	p.last, p.shown = now, cells
}

// clear takes the line away.
func (p *progress) clear() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown > 0 {
		_, _ = fmt.Fprintf(p.w, "\r%s\r", strings.Repeat(" ", min(p.shown+2, p.width-1)))
		p.shown = 0
	}
}

// stepWords say what is being done.
var stepWords = map[build.Step]kanshu.Wording{
	build.Reading:    {JA: "原稿を読んでいます", EN: "reading the columns"},
	build.Judging:    {JA: "公開できるか確かめています", EN: "judging the columns"},
	build.Planning:   {JA: "ページの割り付けをしています", EN: "planning the pages"},
	build.Making:     {JA: "ページを作っています", EN: "making the pages"},
	build.Publishing: {JA: "public/ を入れ替えています", EN: "exchanging public/"},
}
