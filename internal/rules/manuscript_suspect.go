package rules

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"kanshu/internal/fold"
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// suspectManuscript reports whether readManuscript could find anything in a body. It does not look at
// citations, the front matter and the clinic's record, and errs on the safe side.
func suspectManuscript(p *gate.Prose) bool {
	body := p.Sheet.Source()
	return suspectChars(body, p.Sheet.Quick()) || bytes.Contains(body, insecure) || suspectLines(body) ||
		suspectPage(p.Page) || suspectRepeated(p.Page) || p.Survey.Questions && suspectFAQ(p) ||
		slices.ContainsFunc(p.Survey.Links, func(l kanshu.Ref) bool { return isMute(l.Text) })
}

// insecure begins an address without encryption.
var insecure = []byte("http://")

// suspectChars looks for characters that are faults by themselves: see charFault. A body that was read
// the quick way holds no marks of voicing.
func suspectChars(body []byte, quick bool) bool {
	for _, lead := range []byte{0xef, 0xe2, 0xf0} {
		for at := 0; ; {
			n := bytes.IndexByte(body[at:], lead)
			if n < 0 {
				break
			}
			at += n
			r, size := utf8.DecodeRune(body[at:])
			if charFault(r) != nil {
				return true
			}
			at += size
		}
	}
	return !quick && (bytes.Contains(body, []byte("\u3099")) || bytes.Contains(body, []byte("\u309a")))
}

// suspectLines looks at lines.
func suspectLines(body []byte) bool {
	t := tally{fullwidth: bytes.IndexByte(body, fullwidthLead) >= 0}
	for l := range eachLine(body) {
		if t.suspects(l) {
			return true
		}
	}
	return false
}

// A tally counts lines that are faults where there are several.
type tally struct {
	fullwidth        bool // a full-width form stands somewhere in the body
	cut, cells, tabs int
}

// suspects takes the next line and reports whether there is anything to look at.
func (t *tally) suspects(l line) bool {
	switch {
	case l.kind == blankLine || l.kind == codeLine:
		return false
	case l.kind == markedLine || !t.fullwidth && isSpoken(l.text):
		t.cells, t.tabs = 0, 0
		return false
	case faultOf(l) != noFault:
		return true
	}
	if isCut(l.text) {
		t.cut++
	}
	if isCellLine(l) {
		t.cells++
		t.tabs += min(1, bytes.Count(l.text, []byte{'\t'}))
	} else {
		t.cells, t.tabs = 0, 0
	}
	return t.cut >= wrapEnough || t.cells >= cellLines || t.tabs >= tabLines
}

// isSpoken reports whether a plain line without full-width forms is prose at a glance, as nine of ten are: it
// begins with kana or kanji and ends a sentence. Such a line is no fault of lines, no cell, and not cut.
func isSpoken(t []byte) bool {
	if len(t) < 2*len(fullStop) || !bytes.HasSuffix(t, fullStop) {
		return false
	}
	return t[0] >= 0xe4 && t[0] <= 0xe9 || t[0] == 0xe3 && (t[1] == 0x81 || t[1] == 0x82 || t[1] == 0x83 && t[2] < 0xbb) // U+30FB is a bullet
}

// A lookout is the words near which the prose rules may find something.
type lookout struct {
	needles *fold.Needles
	asks    []func(page *fold.Page, s fold.Span) bool // by needle: whether a span with the word is suspected
}

// newLookout is asked for once.
var newLookout = sync.OnceValue(func() *lookout {
	o := &lookout{}
	var list []string
	add := func(words []string, ask func(*fold.Page, fold.Span) bool) {
		for _, w := range words {
			list, o.asks = append(list, fold.Text(w).Text), append(o.asks, ask)
		}
	}
	raw := func(ask func(text string) bool) func(*fold.Page, fold.Span) bool {
		return func(page *fold.Page, s fold.Span) bool { return ask(page.Raw(s)) }
	}
	add(pointers, raw(suspectPointing))
	add(ownClinic, hasAddress)
	add(addressed[1:], hasAddress)                                // 〒 is seen at a glance
	add([]string{"医院", "クリニック", "病院", "診療所", "センター"}, hasAddress) // the clinic's name
	add(relative, raw(func(text string) bool { return suspectSentence(text, isUndated) }))
	add(claims, raw(isUnnamed))
	add(mayClaim, raw(isUnnamed))
	add(counted, func(page *fold.Page, s fold.Span) bool {
		kind := markdown.SpanKind(s.Kind)
		return (kind == markdown.Paragraph || kind == markdown.Item) && hasShare(page, s) && isUnsourced(page.Raw(s))
	})
	o.needles = fold.NewNeedles(list)
	return o
})

// suspectPage looks at words, figures and the style of sentences.
func suspectPage(page *fold.Page) bool {
	var styles [3]int
	for _, s := range page.Spans {
		if glance(page, s, &styles) {
			return true
		}
	}
	if isMixed(styles[1], styles[2]) {
		return true
	}
	o := newLookout()
	span := 0
	for _, p := range page.Find(o.needles) {
		for page.Spans[span].To <= int(p.At) {
			span++
		}
		if o.asks[p.Word](page, page.Spans[span]) {
			return true
		}
	}
	return false
}

// What the letters after a digit make of it.
type figures int

const (
	noFigure figures = iota
	shared           // a share or a count: 25%, 3割, 100万人
	numbered         // a number in groups: a telephone's, an address's
)

// glance looks at the figures and the sentences of a span: at its marks, and at what follows them. It counts
// the sentences by style, and reports whether the span holds a number in groups.
func glance(page *fold.Page, span fold.Span, styles *[3]int) bool {
	depth := 0
	told := markdown.SpanKind(span.Kind) == markdown.Paragraph
	letters := page.Letters[:span.To]
	for _, at := range page.Marks[span.Marks[0]:span.Marks[1]] {
		i := int(at)
		switch r := letters[i]; {
		case r == '、':
		case r == '。':
			if depth == 0 && told {
				styles[styleAt(letters[span.From:i])]++
			}
		case r >= '0' && r <= '9':
			if unit(letters[i+1:]) == numbered {
				return true
			}
		case r == '「' || r == '『' || r == '(' || r == '【' || r == '“':
			depth++
		case r == '」' || r == '』' || r == ')' || r == '】' || r == '”':
			depth = max(0, depth-1)
		case r == '〒':
			return true
		}
	}
	return false
}

// hasShare reports whether a span holds a share or a count.
func hasShare(page *fold.Page, span fold.Span) bool {
	letters := page.Letters[:span.To]
	for _, at := range page.Marks[span.Marks[0]:span.Marks[1]] {
		if r := letters[at]; r >= '0' && r <= '9' && unit(letters[at+1:]) == shared {
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
func styleAt(letters []uint16) int {
	n := len(letters)
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
	for _, e := range endings()[letters[n-1]-firstEnd] {
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
var endings = sync.OnceValue(func() *[lastEnd - firstEnd + 1][]ending {
	var by [lastEnd - firstEnd + 1][]ending
	for i, list := range [...][]string{politeEnds, plainEnds} {
		for _, e := range list {
			w := fold.Word(e)
			last := w[len(w)-1] - firstEnd
			by[last] = append(by[last], ending{w, i + 1})
		}
	}
	return &by
})

// suspectSentence reports whether one of the sentences that tell something of no named year is such a one.
func suspectSentence(text string, is func(sentence string) bool) bool {
	for _, p := range sentencesOf(text) {
		if is(p.text) && !asks(p.text) && !hasYear(p.text) {
			return true
		}
	}
	return false
}

func isUndated(s string) bool {
	word, _ := undated(s)
	return word != ""
}

func isUnsourced(text string) bool {
	return !hasYear(text) && suspectSentence(text, func(s string) bool {
		from, _ := unsourced(s)
		return from >= 0
	})
}

func isUnnamed(text string) bool {
	return !hasYear(text) && suspectSentence(text, func(s string) bool {
		word, _ := unnamed(s)
		return word != ""
	})
}

// hasAddress reports whether a span might hold the number of a house: a digit soon after a word that ends as
// towns do.
func hasAddress(page *fold.Page, s fold.Span) bool {
	for _, at := range page.Marks[s.Marks[0]:s.Marks[1]] {
		if r := page.Letters[at]; r < '0' || r > '9' {
			continue
		}
		for i := int(at) - 1; i >= max(s.From, int(at)-20); i-- {
			if page.Letters[i] == '。' {
				break
			}
			if slices.Contains(towns, page.Letters[i]) {
				return true
			}
		}
	}
	return false
}

// towns is how the names of towns end.
var towns = fold.Word("都道府県市区町村郡")

// suspectPointing reports whether a sentence of a span points to an address.
func suspectPointing(text string) bool {
	for _, p := range sentencesOf(text) {
		if at, _ := pointing(p.text); at >= 0 {
			return true
		}
	}
	return false
}

// suspectFAQ reports whether the questions of a body might be about something else.
func suspectFAQ(p *gate.Prose) bool {
	questions := p.Sheet.Asked()
	if len(questions) < faqLeast {
		return false
	}
	term := subject(questions)
	if term == "" {
		return false
	}
	spans := make([]markdown.Span, len(p.Page.Spans))
	for i, s := range p.Page.Spans {
		spans[i] = markdown.Span{Kind: markdown.SpanKind(s.Kind), Text: p.Page.Raw(s)}
	}
	return !spanning(spans, term, questions)
}
