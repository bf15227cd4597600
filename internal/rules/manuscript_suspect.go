package rules

import (
	"bytes"
	"encoding/binary"
	"strings"
	"sync"
	"unicode/utf8"
)

// suspectManuscript reports whether readManuscript could find anything in a body. It reads bytes, not
// Markdown, and errs on the safe side.
func suspectManuscript(body []byte) bool {
	return suspectLines(body) || suspectRunes(body) || bytes.Contains(body, []byte("http://"))
}

// A shape is what two equal lines have in common at least.
type shape struct {
	size       int
	head, tail uint64
}

// suspectLines looks at lines.
func suspectLines(body []byte) bool {
	seen := make(map[shape]bool, 64)
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
		if n := len(l.text); n >= 2*repeatShort {
			s := shape{n, binary.LittleEndian.Uint64(l.text[8:]), binary.LittleEndian.Uint64(l.text[n-12:])}
			if seen[s] {
				return true
			}
			seen[s] = true
		}
	}
	return false
}

// suspectWords are words near which the prose rules may find something; each of their sets holds one.
var suspectWords = strings.Fields(`こちら コチラ ここ数年 ここをクリック クリック リンク もっと見る 続きを読む
	報告され 報告があ 報告もあ 示され 示唆され 分かって わかって 明らかに 証明され 裏付け 裏づけ
	研究結果 研究では 研究によ 臨床試験では 論文では
	一昨年 昨年 去年 近年 昨今 現時点で 現在のところ 今のところ 最近
	よくある よくいただく 質問と回答 住所 所在地 〒`)

// A look is what suspectRunes does about a character of three bytes.
type look uint8

const (
	lookAway  look = iota
	lookWord       // one of suspectWords may begin
	lookFault      // the character itself is a fault
	lookUnit       // suspicious after a digit
	lookEnd        // a sentence ends
	lookDigit
)

// A lookout knows what to do about every character of three bytes, and the words that begin with one.
type lookout struct {
	looks [1 << 16]look
	words map[rune][]string
}

// newLookout is asked for once: the table costs less than looking at one column without it.
var newLookout = sync.OnceValue(func() *lookout {
	o := &lookout{words: map[rune][]string{}}
	for r := range rune(1 << 16) {
		switch {
		case charFault(r) != nil:
			o.looks[r] = lookFault
		case r >= '０' && r <= '９':
			o.looks[r] = lookDigit
		}
	}
	for _, w := range suspectWords {
		r, _ := utf8.DecodeRuneInString(w)
		o.looks[r] = lookWord
		o.words[r] = append(o.words[r], w)
	}
	for _, r := range "％割人万疾－丁" {
		o.looks[r] = lookUnit
	}
	o.looks['。'] = lookEnd
	return o
})

// A watch is where suspectRunes stands in a body.
type watch struct {
	*lookout
	body   []byte
	digit  bool   // the character before was one
	styles [3]int // sentences by their style
}

// suspectRunes looks at characters and words, and at the ends of sentences.
func suspectRunes(body []byte) bool {
	w := watch{lookout: newLookout(), body: body}
	for i := 0; i < len(body); {
		n, found := 1, false
		switch c := body[i]; {
		case c < utf8.RuneSelf:
			found = w.ascii(i)
		case c >= 0xe0 && c < 0xf0 && i+2 < len(body):
			n, found = 3, w.wide(i)
		default:
			var r rune
			r, n = utf8.DecodeRune(body[i:])
			found, w.digit = charFault(r) != nil, false
		}
		if found {
			return true
		}
		i += n
	}
	return w.styles[1] >= 2 && w.styles[2] >= 2
}

// ascii looks at a character of one byte: shares (25%), numbers in groups (1-2-3), and FAQ.
func (w *watch) ascii(i int) bool {
	c := w.body[i]
	if w.digit && (c == '%' || c == '-' && i+1 < len(w.body) && isDigit(w.body[i+1])) {
		return true
	}
	w.digit = isDigit(c) || w.digit && (c == '.' || c == ',')
	return c == 'F' && bytes.HasPrefix(w.body[i:], []byte("FAQ"))
}

// wide looks at a character of three bytes. Those of Japanese are; utf8.DecodeRune took as long as all
// the rest.
func (w *watch) wide(i int) bool {
	b := w.body[i:]
	r := rune(b[0]&0xf)<<12 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f)
	digit := w.digit
	w.digit = false
	switch w.looks[r] {
	case lookEnd:
		w.styles[styleOf(string(w.body[max(0, i-30):i+3]))]++
	case lookFault:
		return true
	case lookUnit:
		return digit
	case lookWord:
		return w.begins(r, b)
	case lookDigit:
		w.digit = true
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// begins reports whether a text begins with one of the words that begin with r.
func (o *lookout) begins(r rune, text []byte) bool {
	for _, w := range o.words[r] {
		if len(text) >= len(w) && string(text[:len(w)]) == w {
			return true
		}
	}
	return false
}
