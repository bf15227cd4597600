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
	cut, cells, tabs := 0, 0, 0
	for l := range eachLine(body) {
		switch {
		case l.kind == blankLine || l.kind == codeLine:
			continue
		case faultOf(l) != noFault:
			return true
		}
		if isCut(l.text) && l.kind == plainLine {
			cut++
		}
		if isCellLine(l) {
			cells++
			tabs += min(1, bytes.Count(l.text, []byte{'\t'}))
		} else {
			cells, tabs = 0, 0
		}
		if cut >= wrapEnough || cells >= cellLines || tabs >= tabLines {
			return true
		}
	}
	return false
}

// A lookout is the words near which the prose rules may find something.
type lookout struct {
	needles *fold.Needles
	asks    []func(text string) bool // by needle: whether a span with the word is suspected
}

// newLookout is asked for once.
var newLookout = sync.OnceValue(func() *lookout {
	o := &lookout{}
	var list []string
	add := func(words []string, ask func(string) bool) {
		for _, w := range words {
			list, o.asks = append(list, fold.Text(w).Text), append(o.asks, ask)
		}
	}
	add(pointers, suspectPointing)
	add(ownClinic, hasAddress)
	add(addressed[1:], hasAddress)                                // 〒 is seen at a glance
	add([]string{"医院", "クリニック", "病院", "診療所", "センター"}, hasAddress) // the clinic's name
	add(relative, func(text string) bool { return suspectSentence(text, isUndated) })
	add(claims, isUnnamed)
	add(mayClaim, isUnnamed)
	o.needles = fold.NewNeedles(list, nil)
	return o
})

// suspectPage looks at words, figures and the style of sentences.
func suspectPage(page *fold.Page) bool {
	o := newLookout()
	var styles [3]int
	for _, s := range page.Spans {
		kind := markdown.SpanKind(s.Kind)
		told := kind == markdown.Paragraph || kind == markdown.Item
		switch glance(page, s, &styles) {
		case numbered:
			return true
		case shared:
			if told && isUnsourced(page.Raw(s)) {
				return true
			}
		case noFigure:
		}
	}
	return isMixed(styles[1], styles[2]) || !o.needles.Find(page.Letters, o.watch(page))
}

// watch returns what is asked of each word that is found in a page, in order. Of a span it is asked once for a
// word: a span may be a megabyte of one word.
func (o *lookout) watch(page *fold.Page) func(word, at int) bool {
	span := 0
	var asked [8]uint64 // by word, of the span
	return func(word, at int) bool {
		for page.Spans[span].To <= at {
			span++
			asked = [8]uint64{}
		}
		if word < 64*len(asked) {
			bit := uint64(1) << (word % 64)
			if asked[word/64]&bit != 0 {
				return true
			}
			asked[word/64] |= bit
		}
		return !o.asks[word](page.Raw(page.Spans[span]))
	}
}

// What a glance at the figures of a span sees.
type figures int

const (
	noFigure figures = iota
	shared           // a share or a count: 25%, 3割, 100万人
	numbered         // a number in groups: a telephone's, an address's
)

// glance looks at the figures and the sentences of a span: at its marks, and at what follows them.
func glance(page *fold.Page, span fold.Span, styles *[3]int) figures {
	found, depth := noFigure, 0
	kind := markdown.SpanKind(span.Kind)
	letters := page.Letters[:span.To]
	for _, at := range page.Marks[span.Marks[0]:span.Marks[1]] {
		i := int(at)
		switch r := letters[i]; {
		case r >= '0' && r <= '9':
			switch unit(letters[i+1:]) {
			case numbered:
				return numbered
			case shared:
				found = shared
			case noFigure:
			}
		case r == '。':
			if depth == 0 && kind == markdown.Paragraph {
				styles[styleAt(letters[span.From:i])]++
			}
		case r == '「' || r == '『' || r == '(' || r == '【' || r == '“':
			depth++
		case r == '」' || r == '』' || r == ')' || r == '】' || r == '”':
			depth = max(0, depth-1)
		case r == '〒':
			return numbered
		}
	}
	return found
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
	if n := len(letters); n >= 2 && letters[n-1] == 'す' && (letters[n-2] == 'ま' || letters[n-2] == 'で') {
		return 1
	}
	var few [32]byte
	b := few[:0]
	for _, l := range letters[max(0, len(letters)-9):] {
		b = utf8.AppendRune(b, rune(l))
	}
	return styleOf(string(append(b, "。"...)))
}

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
	return containsAny(text, counted) != "" && !hasYear(text) && suspectSentence(text, func(s string) bool {
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

// hasAddress reports whether a text might hold the number of a house: a digit soon after a word that
// ends as towns do.
func hasAddress(text string) bool {
	left := 0
	for _, r := range text {
		switch {
		case strings.ContainsRune("都道府県市区町村郡", r):
			left = 20
		case left > 0 && telDigit(r) != 0:
			return true
		case r == '。':
			left = 0
		default:
			left--
		}
	}
	return false
}

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
