package rules

import (
	"fmt"
	"strings"

	"kanshu/internal/markdown"
)

// The ends of sentences in either style. Words that end in い and are nouns (違い、疑い) are no end of
// the plain style.
var (
	politeEnds = strings.Fields("です ます でした ました ません でしょう ましょう ください 下さい ございます ませ")
	plainEnds  = strings.Fields("である であった だ だった ではない だろう ない なかった た る しい よい 良い 多い 少ない 高い 低い 強い 弱い 長い 短い 大きい 小さい 早い 悪い たい 行う 思う 違う 示す 表す")
)

// styleOf returns 1 for a polite sentence, 2 for a plain one, 0 for neither.
func styleOf(s string) int {
	s = strings.TrimRight(s, "\n 　")
	s, ok := strings.CutSuffix(s, "。")
	if !ok {
		return 0
	}
	s = strings.TrimRight(s, "）)")
	s = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "か"), "ね"), "よ")
	for _, e := range politeEnds {
		if strings.HasSuffix(s, e) {
			return 1
		}
	}
	for _, e := range plainEnds {
		if strings.HasSuffix(s, e) {
			return 2
		}
	}
	return 0
}

// isMixed reports whether a column has enough sentences of its rarer style for them to be no slip.
func isMixed(polite, plain int) bool {
	count := min(polite, plain)
	return count >= 2 && count*10 >= polite+plain
}

// readPoliteness reports a column that mixes です・ます with である.
func (m *manuscript) readPoliteness() {
	type stood struct {
		span *markdown.Span
		p    sentence
	}
	var found [3]int
	var first [3]stood
	for i := range m.spans {
		s := &m.spans[i]
		if s.Kind != markdown.Paragraph {
			continue
		}
		for p := range sentencesOf(s.Text) {
			style := styleOf(p.text)
			if found[style]++; found[style] == 1 {
				first[style] = stood{s, p}
			}
		}
	}
	polite, plain := found[1], found[2]
	if !isMixed(polite, plain) {
		return
	}
	rare := 2
	if polite < plain {
		rare = 1
	}
	names := [3]string{"", "です・ます", "である"}
	at := first[rare]
	m.tell(mixedPoliteness, place(at.span, at.p.from, at.p.to),
		say(fmt.Sprintf("です・ます体の文が%d、である体の文が%dあります。少ない方（%s体）の最初の文です。", polite, plain, names[rare]),
			fmt.Sprintf("%d sentences are polite and %d plain; this is the first of the rarer kind", polite, plain)),
		say("どちらかにそろえてください。", "settle on one of them"))
}
