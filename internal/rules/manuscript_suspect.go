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

// suspectRunes looks at characters and words, and at the ends of sentences.
func suspectRunes(body []byte) bool {
	o := newLookout()
	var styles [3]int
	digit := false // the character before was one
	for i := 0; i < len(body); {
		c := body[i]
		if c < utf8.RuneSelf {
			if digit && (c == '%' || c == '-' && i+1 < len(body) && isDigit(body[i+1])) || c == 'F' && bytes.HasPrefix(body[i:], []byte("FAQ")) {
				return true
			}
			digit = isDigit(c) || digit && (c == '.' || c == ',')
			i++
			continue
		}
		if c < 0xe0 || c >= 0xf0 || i+2 >= len(body) {
			if r, _ := utf8.DecodeRune(body[i:]); charFault(r) != nil {
				return true
			}
			i++
			for i < len(body) && !utf8.RuneStart(body[i]) {
				i++
			}
			digit = false
			continue
		}
		r := rune(c&0xf)<<12 | rune(body[i+1]&0x3f)<<6 | rune(body[i+2]&0x3f)
		switch o.looks[r] {
		case lookEnd:
			styles[styleOf(string(body[max(0, i-30):i+3]))]++
		case lookFault:
			return true
		case lookUnit:
			if digit {
				return true
			}
		case lookWord:
			if o.begins(r, body[i:]) {
				return true
			}
		}
		digit = o.looks[r] == lookDigit
		i += 3
	}
	return styles[1] >= 2 && styles[2] >= 2
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
