package picture

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// kana is what is asked of each letter of a title, by the letter: those from U+3000 to U+30FF.
type kana struct {
	notAtHead [256]bool
	endings   [256][]int    // into endings, by their last letter
	heads     [256][]string // by their first
}

var kanaOf = sync.OnceValue(func() *kana {
	k := &kana{}
	for _, r := range notAtHead {
		if r>>8 == 0x30 {
			k.notAtHead[r&0xff] = true
		}
	}
	for i := range endings {
		r, _ := utf8.DecodeLastRuneInString(endings[i].text)
		k.endings[r&0xff] = append(k.endings[r&0xff], i)
	}
	for _, w := range heads {
		r, _ := utf8.DecodeRuneInString(w)
		k.heads[r&0xff] = append(k.heads[r&0xff], w)
	}
	return k
})

func startsNoLine(r rune) bool {
	if r>>8 == 0x30 {
		return kanaOf().notAtHead[r&0xff]
	}
	return (r < 0x4e00 || r > 0x9fff) && strings.ContainsRune(notAtHead, r)
}

// endings are the last characters of a phrase in kana, and what it costs to end a line after them where
// something else than kana follows. The longest that fits decides.
var endings = []struct {
	text string
	cost int
}{
	{"この", breakBad},
	{"その", breakBad},
	{"あの", breakBad},
	{"どの", breakBad},
	{"わが", breakBad},
	{"から", breakEasy},
	{"まで", breakEasy},
	{"より", breakEasy},
	{"など", breakFair},
	{"ながら", breakEasy},
	{"ない", breakFair},
	{"たい", breakFair},
	{"です", breakEasy},
	{"ます", breakEasy},
	{"して", breakEasy + 4},
	{"った", breakFair},
	{"する", breakFair},
	{"いう", breakFair},
	{"こと", breakEasy},
	{"とき", breakEasy},
	{"は", breakEasy},
	{"を", breakEasy},
	{"が", breakEasy},
	{"に", breakEasy + 2},
	{"で", breakEasy + 2},
	{"も", breakEasy + 2},
	{"へ", breakEasy + 2},
	{"と", breakEasy + 4},
	{"や", breakEasy + 4},
	{"の", breakFair},
	{"か", breakFair},
	{"て", breakFair},
	{"る", breakFair},
	{"た", breakFair},
	{"う", breakFair},
	{"く", breakFair},
	{"な", breakFair},
	{"ぶ", breakFair},
	{"つ", breakFair},
	{"む", breakFair},
	{"ぐ", breakFair},
	{"す", breakFair},
	{"い", breakPoor},
	{"お", breakNever},
	{"ご", breakNever},
}

// ending returns the cost of ending a line after a phrase in kana, and whether it ends as phrases do.
func ending(letters []rune) (cost int, ok bool) {
	if len(letters) == 0 {
		return 0, false
	}
	longest := 0
	for _, i := range kanaOf().endings[letters[len(letters)-1]&0xff] {
		if e := &endings[i]; len(e.text) > longest && endsWith(letters, e.text) {
			longest, cost, ok = len(e.text), e.cost, true
		}
	}
	return cost, ok
}

// endsWith reports whether the last of the letters are those of word.
func endsWith(letters []rune, word string) bool {
	for len(word) > 0 {
		r, n := utf8.DecodeLastRuneInString(word)
		if len(letters) == 0 || letters[len(letters)-1] != r {
			return false
		}
		letters, word = letters[:len(letters)-1], word[:len(word)-n]
	}
	return true
}

// beginsWith reports whether the first of the letters are those of word.
func beginsWith(letters []rune, word string) bool {
	for _, r := range word {
		if len(letters) == 0 || letters[0] != r {
			return false
		}
		letters = letters[1:]
	}
	return true
}

// afterKana returns what a break between kana and something else costs: little after a particle or a verb
// that is complete, much within 測り方 and 食べ合わせ.
func afterKana(text []rune, kinds []script, i int) int {
	from := i
	for from > 0 && kinds[from-1] == hiragana {
		from--
	}
	cost, ok := ending(text[from:i])
	switch {
	case ok && i-from == 1 && text[from] == 'い' && from > 0 && kinds[from-1] == kanji:
		return breakBad // 言い方, 使い方; and 高い血圧, which looks the same
	case ok:
		return cost
	default:
		return breakBad // 測り方, 受け止める
	}
}

// heads are words in kana that begin a phrase of their own.
var heads = []string{
	"こと", "とき", "もの", "ため", "ところ", "ほう", "うち", "あいだ", "まえ", "あと", "おき", "おく", "いる", "ある", "なる", "なら",
	"でき", "しま", "ほし", "くださ", "すべ", "どう", "なぜ", "いつ", "どこ", "だれ", "なに", "あなた", "からだ", "がん", "くらし", "つく", "はじ", "やさし",
	"よく", "もう", "まず", "また", "そして", "ここ", "それ", "これ", "その", "この", "かか", "かぜ", "みる", "みた", "やめ", "わか", "むく", "むき", "つづ",
}

// withinKana returns what a break between two hiragana costs: after を, and where a word begins that
// phrases begin with, after an ending.
func withinKana(text []rune, kinds []script, i int) int {
	if text[i-1] == 'を' {
		return breakEasy + 4
	}
	if !slices.ContainsFunc(kanaOf().heads[text[i]&0xff], func(w string) bool { return beginsWith(text[i:], w) }) {
		return breakWorse
	}
	from := i
	for from > 0 && kinds[from-1] == hiragana {
		from--
	}
	if cost, ends := ending(text[from:i]); ends && cost < breakBad {
		return cost + breakPoor
	}
	return breakBad
}
