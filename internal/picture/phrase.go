package picture

import (
	"strings"
	"unicode"
)

// What a line break costs, from a welcome one to one that must not be. The numbers are weighed against
// the unevenness of the lines, so only their order and distance count.
const (
	breakFree   = 0      // after 、 and 。, at a space
	breakEasy   = 4      // after は, を, が
	breakFair   = 12     // after の, between a verb and the noun it describes
	breakPoor   = 30     // between the words of a long phrase
	breakBad    = 80     // in a compound of kanji
	breakWorse  = 300    // in a word
	breakNever  = 5000   // in a number or a foreign word; only where the word is longer than the line
	breakBarred = 100000 // what the rules of line composition forbid
)

// Characters that may not begin a line, and those that may not end one.
//
// Source: JIS X 4051:2004, 6.1; W3C, Requirements for Japanese Text Layout, 3.1.7 and 3.1.8.
const (
	notAtHead = "、。，．・：；？！゛゜´ヽヾゝゞ々〻ー―—）］｝〕〉》」』】〙〗〟’”»ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ‐゠–〜～‥…,.:;!?)]}%％‰℃°′″"
	notAtEnd  = "（［｛〔〈《「『【〘〖〝‘“«([{¥￥$＄£№＃#"
)

// A script is the kind of character that the breaks of Japanese depend on.
type script int

const (
	other script = iota
	kanji
	hiragana
	katakana
	latin
	digit
	hangul
	blank
	stop // 、。！？ and dashes, after which a line may always end
	opening
	closing
)

func scriptOf(r rune) script {
	switch { // nearly all of a title, before what is asked one by one
	case r >= 0x3041 && r <= 0x3096:
		return hiragana
	case r >= 0x4e00 && r <= 0x9fff:
		return kanji
	}
	switch {
	case r == '、' || r == '。' || r == '，' || r == '！' || r == '？' || r == '!' || r == '?' || r == '─' || r == '—' || r == '―' || r == '…' || r == '：' || r == '～' || r == '〜':
		return stop
	case r == 'ー':
		return katakana
	case unicode.IsSpace(r):
		return blank
	case strings.ContainsRune(notAtEnd, r):
		return opening
	case r == '々' || unicode.Is(unicode.Han, r):
		return kanji
	case unicode.Is(unicode.Hiragana, r):
		return hiragana
	case unicode.Is(unicode.Katakana, r):
		return katakana
	case unicode.Is(unicode.Hangul, r):
		return hangul
	case unicode.IsDigit(r):
		return digit
	case unicode.IsLetter(r) || r == '\'' || r == '-' || r == '+' || r == '/' || r == '&' || r == '.' || r == ',':
		return latin
	case strings.ContainsRune("）］｝〕〉》」』】〙〗〟’”»)]}", r):
		return closing
	default:
		return other
	}
}

// breaks returns what a line break before each code point of a text costs. The first is 0 and never asked
// for. Japanese is parted where one phrase ends and the next begins, as far as the kinds of characters and
// the particles show it; Chinese anywhere; every other language at spaces.
func breaks(text []rune, lang string) []int {
	cost := make([]int, len(text))
	weigh(cost, text, lang)
	return cost
}

// weigh writes breaks to cost, which is as long as the text and zero.
func weigh(cost []int, text []rune, lang string) {
	var few [64]script
	kinds := few[:0]
	for _, r := range text {
		kinds = append(kinds, scriptOf(r))
	}
	for i := 1; i < len(text); i++ {
		cost[i] = barred(text, kinds, i)
		if cost[i] < 0 {
			cost[i] = phraseBreak(text, kinds, i, lang)
		}
	}
	if n := len(text); n > 1 && kinds[n-1] == hiragana {
		cost[n-1] = breakBarred // ちが/い
	}
}

// barred returns breakBarred where no line may end before i, breakFree where one always may, and -1 where
// it depends on the words.
func barred(text []rune, kinds []script, i int) int {
	before, after := text[i-1], text[i]
	switch {
	case kinds[i] == blank:
		return breakBarred // the line ends after it
	case startsNoLine(after), after == '─' && before == '─':
		return breakBarred
	case kinds[i-1] == opening:
		return breakBarred
	case kinds[i-1] == blank, kinds[i-1] == stop && before != '…':
		return breakFree
	default:
		return -1
	}
}

// phraseBreak returns what a break before i costs by the words on both sides.
func phraseBreak(text []rune, kinds []script, i int, lang string) int {
	a, b := kinds[i-1], kinds[i]
	switch {
	case b == opening:
		return opensAfter(a)
	case lang == "zh" && (a == kanji || a == closing) && b == kanji:
		return breakFair
	case a == digit && (b == digit || b == latin || b == kanji || b == katakana || b == hiragana && text[i] == 'つ'):
		return breakNever // 12週, 60mL, 3つ
	case (a == latin || a == digit) && (b == latin || b == digit):
		return breakNever
	case a == hangul && b == hangul:
		return breakWorse
	case a == hiragana && b == hiragana:
		return withinKana(text, kinds, i)
	case a == hiragana:
		return afterKana(text, kinds, i)
	case a == closing:
		if b == hiragana {
			return breakWorse // 」の
		}
		return breakFair
	case text[i-1] == '・':
		return breakPoor
	case b == hiragana:
		return breakWorse // okurigana and particles stay with their word
	case a == kanji && b == kanji:
		return withinKanji(kinds, i)
	case a == katakana && b == katakana:
		return breakNever
	default:
		return breakBad / 2
	}
}

// opensAfter returns what a break before an opening bracket costs.
func opensAfter(a script) int {
	if a == hiragana {
		return breakEasy
	}
	return breakFair
}

// withinKanji returns what a break in a compound costs: less at every second character, for most words
// have two.
func withinKanji(kinds []script, i int) int {
	run := 0
	for j := i - 1; j >= 0 && kinds[j] == kanji; j-- {
		run++
	}
	rest := 0
	for j := i; j < len(kinds) && kinds[j] == kanji; j++ {
		rest++
	}
	if run%2 == 0 && rest >= 2 {
		return breakBad
	}
	return breakWorse
}
