package rules

import (
	"slices"
	"strings"
	"sync"

	"kanshu/internal/fold"
	"kanshu/internal/markdown"
)

// What the letters after a digit make of it.
type figures int

const (
	noFigure figures = iota
	shared           // a share or a count: 25%, 3割, 100万人
	numbered         // a number in groups: a telephone's, an address's
)

// glance looks at the figures and the sentences of a span. It counts the sentences by style, and reports whether
// the span holds a number in groups.
func glance(page *fold.Page, span *fold.Span, ends *endings, styles *[3]int) bool {
	letters := page.Letters[:span.To]
	for _, at := range page.Digits[span.Digits[0]:span.Digits[1]] {
		if unit(letters[at+1:]) == numbered {
			return true
		}
	}
	if markdown.SpanKind(span.Kind) == markdown.Paragraph {
		style(page, span, ends, styles)
	}
	return span.Post
}

// style counts the sentences of a paragraph by style: those that no bracket holds.
func style(page *fold.Page, span *fold.Span, ends *endings, styles *[3]int) {
	letters := page.Letters[:span.To]
	if !span.Bracket {
		for _, at := range page.Stops[span.Stops[0]:span.Stops[1]] {
			styles[styleAt(letters[span.From:at], ends)]++
		}
		return
	}
	depth := 0
	for _, at := range page.Marks[span.Marks[0]:span.Marks[1]] {
		switch letters[at] {
		case '。':
			if depth == 0 {
				styles[styleAt(letters[span.From:at], ends)]++
			}
		case '「', '『', '(', '【', '“':
			depth++
		case '」', '』', ')', '】', '”':
			depth = max(0, depth-1)
		}
	}
}

// hasShare reports whether a span holds a share or a count.
func hasShare(page *fold.Page, span fold.Span) bool {
	letters := page.Letters[:span.To]
	for _, at := range page.Digits[span.Digits[0]:span.Digits[1]] {
		if unit(letters[at+1:]) == shared {
			return true
		}
	}
	return false
}

// unit says what the letters after a digit make of it.
func unit(rest []uint16) figures {
	if len(rest) == 0 {
		return noFigure
	}
	switch rest[0] {
	case '丁', '番':
		return numbered
	case '割', '人', '万', '疾', '%':
		return shared
	case '.', ',', '~':
		if len(rest) > 1 && (rest[1] < '0' || rest[1] > '9') {
			return unit(rest[1:]) // 25.%
		}
	case '-', '(', ')':
		if len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' && isGrouped(rest[1:]) {
			return numbered
		}
	}
	return noFigure
}

// isGrouped reports whether what follows a mark between digits makes a number of it, and not a range
// with a unit (5-10年).
func isGrouped(letters []uint16) bool {
	i := 0
	for i < len(letters) && letters[i] >= '0' && letters[i] <= '9' {
		i++
	}
	return i == len(letters) || !strings.ContainsRune("年月日時分秒週回歳才個点倍本錠度粒杯枚人割名mckg%", rune(letters[i]))
}

// styleAt returns the style of a sentence that ends with these letters: see styleOf.
func styleAt(letters []uint16, ends *endings) int {
	n := len(letters)
	if n > 1 && letters[n-1] == 'す' && (letters[n-2] == 'ま' || letters[n-2] == 'で') {
		return 1 // two of three are
	}
	for n > 0 && letters[n-1] == ')' {
		n--
	}
	for _, asks := range [...]uint16{'か', 'ね', 'よ'} {
		if n > 0 && letters[n-1] == asks {
			n--
		}
	}
	if n == 0 || letters[n-1] < firstEnd || letters[n-1] > lastEnd {
		return 0
	}
	for _, e := range ends[letters[n-1]-firstEnd] {
		if len(e.letters) <= n && slices.Equal(e.letters, letters[n-len(e.letters):n]) {
			return e.style
		}
	}
	return 0
}

// An ending is one of politeEnds or plainEnds as letters.
type ending struct {
	letters []uint16
	style   int
}

// The letters between which all endings end: hiragana.
const firstEnd, lastEnd = 'ぁ', 'ゖ'

// endings are the endings by their last letter.
type endings [lastEnd - firstEnd + 1][]ending

// newEndings is asked for once.
var newEndings = sync.OnceValue(func() *endings {
	var by endings
	for i, list := range [...][]string{politeEnds, plainEnds} {
		for _, e := range list {
			w := fold.Word(e)
			last := w[len(w)-1] - firstEnd
			by[last] = append(by[last], ending{w, i + 1})
		}
	}
	return &by
})
