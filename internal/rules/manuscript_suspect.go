package rules

import (
	"bytes"
	"encoding/binary"
	"strings"
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

// suspectRunes looks at characters and words, and at the ends of sentences.
func suspectRunes(body []byte) bool {
	var styles [3]int
	digit := false // the character before was one
	for i := 0; i < len(body); {
		c := body[i]
		if c < utf8.RuneSelf {
			isDigit := c >= '0' && c <= '9'
			if digit && (c == '%' || c == '-' && i+1 < len(body) && body[i+1] >= '0' && body[i+1] <= '9') || c == 'F' && bytes.HasPrefix(body[i:], []byte("FAQ")) {
				return true
			}
			digit = isDigit
			i++
			continue
		}
		r, n := utf8.DecodeRune(body[i:])
		switch {
		case r == '。':
			styles[styleOf(string(body[max(0, i-30):i+n]))]++
		case charFault(r) != nil, digit && strings.ContainsRune("％割人万疾－丁", r), r == '〒':
			return true
		case suspectWord(r, body[i:]):
			return true
		}
		digit = r >= '０' && r <= '９' || digit && strings.ContainsRune("．，", r)
		i += n
	}
	return styles[1] >= 2 && styles[2] >= 2
}

// suspectWord reports whether one of the words that readProse and its like look for may begin here.
func suspectWord(r rune, rest []byte) bool {
	var words []string
	switch r {
	case 'こ', 'コ':
		words = []string{"こちら", "コチラ", "ここ数年", "ここをクリック"}
	case '報':
		words = []string{"報告され", "報告があ", "報告もあ"}
	case '示':
		words = []string{"示され", "示唆され"}
	case '分', 'わ':
		words = []string{"分かって", "わかって"}
	case '明', '証', '裏':
		words = []string{"明らかに", "証明され", "裏付け", "裏づけ"}
	case '研', '臨', '論':
		words = []string{"研究結果", "研究では", "研究によ", "臨床試験では", "論文では"}
	case '一', '昨', '去', '近', '現', '今', '最':
		words = []string{"一昨年", "昨年", "去年", "近年", "昨今", "現時点で", "現在のところ", "今のところ", "最近"}
	case 'よ', '質':
		words = []string{"よくある", "よくいただく", "質問と回答"}
	case '続', '詳':
		words = []string{"続きを読む", "詳細はこちら"}
	case 'も', 'ク', 'リ':
		words = []string{"もっと見る", "クリック", "リンク"}
	case '住', '所':
		words = []string{"住所", "所在地"}
	}
	for _, w := range words {
		if len(rest) >= len(w) && string(rest[:len(w)]) == w {
			return true
		}
	}
	return false
}
