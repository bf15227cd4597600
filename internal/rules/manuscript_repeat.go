package rules

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// The measures of repeated text.
const (
	repeatShort  = 20  // letters below which a block is no paragraph of a repetition, but may lie in one
	repeatWarn   = 80  // letters of a repetition that is told of at all
	repeatRefuse = 400 // letters, and
	repeatBlocks = 3   // paragraphs, of one that refuses
)

// letterKey returns a text's letters and digits, without width and case.
func letterKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// A block is one span as repetition sees it.
type block struct {
	span    *markdown.Span
	key     string
	letters int
}

// readRepeated reports text that stands twice.
func (m *manuscript) readRepeated() {
	var list []block
	first := map[string]int{}
	for i := range m.spans {
		s := &m.spans[i]
		if s.Kind == markdown.Cell || s.Kind == markdown.Alt || s.Kind == markdown.Caption {
			continue
		}
		if key := letterKey(s.Text); key != "" {
			list = append(list, block{s, key, utf8.RuneCountInString(key)})
		}
	}
	for j := 0; j < len(list); j++ {
		i, ok := first[list[j].key]
		if !ok {
			first[list[j].key] = j
			continue
		}
		n, paragraphs, letters := 0, 0, 0
		for j+n < len(list) && i+n < j && list[i+n].key == list[j+n].key {
			if list[j+n].letters >= repeatShort {
				paragraphs++
			}
			letters += list[j+n].letters
			n++
		}
		if n == 0 {
			continue
		}
		m.tellRepeated(list[i:i+n], list[j:j+n], paragraphs, letters)
		j += n - 1
	}
}

// tellRepeated reports that some blocks stand a second time.
func (m *manuscript) tellRepeated(before, again []block, paragraphs, letters int) {
	severity := kanshu.Warn
	switch {
	case paragraphs >= repeatBlocks && letters >= repeatRefuse:
		severity = kanshu.Refuse
	case paragraphs == 0, letters < repeatWarn:
		return
	}
	from, to := before[0].span.Pos(0).Line, lastLine(before)
	pos := again[0].span.Pos(0)
	m.c.Add(kanshu.Finding{
		Rule: repeatedBody.ID, Severity: severity, Pos: pos,
		Message: say(
			fmt.Sprintf("%d〜%d行と同じ本文が、%d〜%d行にもう一度あります（%d段落、%d字）。", from, to, pos.Line, lastLine(again), paragraphs, letters),
			fmt.Sprintf("lines %d to %d stand again at %d to %d (%d paragraphs, %d letters)", from, to, pos.Line, lastLine(again), paragraphs, letters)),
		Hint: say("二度貼り付けられていないか確かめて、片方を消してください。", "see whether it was pasted twice, and take one away"),
	})
}

// lastLine returns the line on which some blocks end.
func lastLine(list []block) int {
	s := list[len(list)-1].span
	return s.Pos(len(s.Text)).Line
}
