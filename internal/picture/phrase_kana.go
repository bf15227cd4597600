package picture

import (
	"slices"
	"strings"
	"sync"
)

// kana is what is asked of each letter of a title, by the letter: those from U+3000 to U+30FF.
type kana struct {
	notAtHead [256]bool
	endings   [256][]ending // by their last letter
	heads     [256][][]rune // by their first
}

// An ending is one of endings.
type ending struct {
	letters []rune
	cost    int
}

var kanaOf = sync.OnceValue(func() *kana {
	k := &kana{}
	for _, r := range notAtHead {
		if r>>8 == 0x30 {
			k.notAtHead[r&0xff] = true
		}
	}
	for _, e := range endings {
		w := []rune(e.text)
		last := &k.endings[w[len(w)-1]&0xff]
		*last = append(*last, ending{w, e.cost})
	}
	for _, h := range heads {
		w := []rune(h)
		first := &k.heads[w[0]&0xff]
		*first = append(*first, w)
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

// endsPhrase returns the cost of ending a line after a phrase in kana, and whether it ends as phrases do.
func endsPhrase(letters []rune) (cost int, ok bool) {
	if len(letters) == 0 {
		return 0, false
	}
	longest := 0
	for _, e := range kanaOf().endings[letters[len(letters)-1]&0xff] {
		if n := len(e.letters); n > longest && n <= len(letters) && slices.Equal(letters[len(letters)-n:], e.letters) {
			longest, cost, ok = n, e.cost, true
		}
	}
	return cost, ok
}

// afterKana returns what a break between kana and something else costs: little after a particle or a verb
// that is complete, much within 測り方 and 食べ合わせ.
func afterKana(text []rune, kinds []script, i int) int {
	from := i
	for from > 0 && kinds[from-1] == hiragana {
		from--
	}
	cost, ok := endsPhrase(text[from:i])
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

// beginsPhrase reports whether letters begin with one of heads.
func beginsPhrase(letters []rune) bool {
	for _, w := range kanaOf().heads[letters[0]&0xff] {
		if len(w) <= len(letters) && slices.Equal(letters[:len(w)], w) {
			return true
		}
	}
	return false
}

// withinKana returns what a break between two hiragana costs: after を, and where a word begins that
// phrases begin with, after an ending.
func withinKana(text []rune, kinds []script, i int) int {
	if text[i-1] == 'を' {
		return breakEasy + 4
	}
	if !beginsPhrase(text[i:]) {
		return breakWorse
	}
	from := i
	for from > 0 && kinds[from-1] == hiragana {
		from--
	}
	if cost, ends := endsPhrase(text[from:i]); ends && cost < breakBad {
		return cost + breakPoor
	}
	return breakBad
}
