package rules

import (
	"bytes"
	"slices"
	"sync"
	"unicode/utf8"

	"kanshu/internal/flat"
	"kanshu/internal/fold"
	"kanshu/internal/gate"
	"kanshu/internal/markdown"
	"kanshu/internal/rules/words"
)

// suspectManuscript reports whether readManuscript could find anything in a body. It does not look at
// citations, the front matter and the clinic's record, and errs on the safe side.
func suspectManuscript(p *gate.Prose, set *words.Set) bool {
	body := p.Sheet.Source()
	return p.Sheet.Rare() && suspectChars(body, p.Sheet.Quick()) || bytes.Contains(body, insecure) || suspectLines(p.Sheet) ||
		suspectPage(p.Page, set) || suspectRepeated(p.Page) || p.Survey.Questions && suspectFAQ(p) || suspectLinks(p.Sheet)
}

// suspectLinks looks at the words of links.
func suspectLinks(s markdown.Sheet) (found bool) {
	s.Links(func(words []byte) { found = found || isMute(words) })
	return found
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

// A lookout is the words near which the prose rules may find something, folded.
type lookout struct {
	words []string
	asks  []func(page *fold.Page, s fold.Span) bool // by word: whether a span with it is suspected
}

// newLookout is asked for once.
var newLookout = sync.OnceValue(func() *lookout {
	o := &lookout{}
	add := func(words []string, ask func(*fold.Page, fold.Span) bool) {
		for _, w := range words {
			o.words, o.asks = append(o.words, fold.Text(w).Text), append(o.asks, ask)
		}
	}
	raw := func(ask func(text string) bool) func(*fold.Page, fold.Span) bool {
		return func(page *fold.Page, s fold.Span) bool { return ask(flat.String(page.Raw(s))) }
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
		return (kind == markdown.Paragraph || kind == markdown.Item) && hasShare(page, s) && isUnsourced(flat.String(page.Raw(s)))
	})
	return o
})

// Lookout returns the words near which Manuscript looks, folded. Nobody may change them.
func Lookout() []string { return newLookout().words }

// suspectPage looks at words, figures and the style of sentences.
func suspectPage(page *fold.Page, set *words.Set) bool {
	var styles [3]int
	ends := newEndings()
	for i := range page.Spans {
		if glance(page, &page.Spans[i], ends, &styles) {
			return true
		}
	}
	if isMixed(styles[1], styles[2]) {
		return true
	}
	asks := newLookout().asks
	span, suspected := 0, false
	var asked [8]uint64 // by word, of the span: it is asked once for a word, for a span may be a megabyte of one word
	set.Places(page, func(word, at int) bool {
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
		suspected = asks[word](page, page.Spans[span])
		return !suspected
	})
	return suspected
}

// suspectSentence reports whether one of the sentences that tell something of no named year is such a one.
func suspectSentence(text string, is func(sentence string) bool) bool {
	for p := range sentencesOf(text) {
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
	for _, at := range page.Digits[s.Digits[0]:s.Digits[1]] {
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
	for p := range sentencesOf(text) {
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
	return !spanning(func(yield func(markdown.SpanKind, string) bool) {
		for _, s := range p.Page.Spans {
			if !yield(markdown.SpanKind(s.Kind), flat.String(p.Page.Raw(s))) {
				return
			}
		}
	}, term, questions)
}
