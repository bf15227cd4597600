package source

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// nameless reports whether what stands where a person's name belongs names nobody: what placeholder tells, a
// value of another kind (true, 123, a day, an address, the hole of a template), or nothing but words for
// doctors, offices and what is still to come: 監修医師, 未定です, A先生, 編集部, no name.
func nameless(s string) bool {
	if placeholder(s) || hole(s) || !strings.ContainsAny(s, " \u3000") && (strings.Contains(s, "://") || strings.Contains(s, "@")) {
		return true
	}
	var all strings.Builder
	letters, same, known, before := 0, true, true, rune(0)
	for _, word := range strings.FieldsFunc(fold(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		all.WriteString(word)
		known = known && strung(word)
		for _, r := range word {
			letters, same, before = letters+1, same && (before == 0 || r == before), r
		}
	}
	switch word := all.String(); {
	case letters == 0 || known || strung(word):
		return true
	case word == "yes" || word == "no" || word == "on" || word == "off" || word == "ai":
		return true // alone; beside others they are names: Dr. No
	}
	return !unicode.Is(unicode.Han, before) && (letters == 1 || same && letters > 2) // 林 is a family
}

// hole reports whether s is the hole of a template that nothing was put into.
func hole(s string) bool {
	for _, h := range [...][2]string{{"{{", "}}"}, {"${", "}"}, {"{%", "%}"}, {"<%", "%>"}, {"%", "%"}} {
		if strings.HasPrefix(s, h[0]) && strings.HasSuffix(s, h[1]) {
			return true
		}
	}
	return false
}

// strung reports whether a word is one of noNames, or, in Japanese, nothing but such words one behind the other
// (監修医師未定), with a letter in front that stands for a name (A医師).
func strung(word string) bool {
	if noNames()[word] {
		return true
	}
	if len(word) > 1 && word[0] < utf8.RuneSelf {
		if word = word[1:]; word[0] < utf8.RuneSelf {
			return false // Latin words are not strung together: Nana is a name
		}
	}
	if len(word) > mostNoName {
		return false
	}
	var upTo [mostNoName + 1]bool // the words fill word[:i]
	upTo[0] = true
	for i := range word {
		for end := i + 1; upTo[i] && end <= len(word); end++ {
			upTo[end] = upTo[end] || noNames()[word[i:end]]
		}
	}
	return upTo[len(word)]
}

// mostNoName is how many bytes of a name are looked at for noNames.
const mostNoName = 120

// noNames are words that stand where a name is missing, as fold leaves them. Words that are names as well (An,
// No, Guest, Nana) are not among them.
var noNames = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(noNameWords) {
		set[w] = true
	}
	return set
})

const noNameWords = `
tbd tba tbc todo fixme nan null nil none undefined unknown nobody noname nameless anonymous dummy sample
test testing tester placeholder pending wip hold hoge fuga piyo foo bar baz lorem ipsum blank empty void deleted
removed true false comingsoon name yourname dr doctor physician specialist md supervisor reviewer editor
editorial staff team author writer admin administrator chatgpt gpt someone somebody

未 未定 未設定 未記入 未入力 未確認 未監修 未依頼 未選定 未登録 調整 調整中 確認 確認中 依頼 依頼中 交渉中 手配中 選定中
選考中 検討中 準備中 募集中 契約中 審査中 作成中 監修中 編集中 後日 近日 近日中 公開 公開後 公開前 予定 決定 決まり 記入
入力 確定 次第 後 後で あと あとで のち に が と の は です である による ほげ ふが

なし ナシ 無し 無 有 有り あり ない 不明 不詳 匿名 希望 名無し 名なし ななし 名無しの権兵衛 名称 名称未設定 無題 無名 仮 仮名
仮称 ダミー テスト てすと サンプル 見本 記入例 空欄 空白 空席 欠員 要確認 要記入 要入力 要追記 同上 上記 同じ 該当 該当者 者
特に 非公開 秘密 ひみつ 退職 退任 削除 消去

担当 担当者 担当医 担当医師 主治医 医 医師 医者 先生 院長 副院長 理事長 ドクター 専門医 専門医師 専門家 内科 外科 内科医
外科医 眼科医 歯科医 歯科医師 薬剤師 看護師 監修 監修者 監修医 監修医師 医師監修 氏名 お名前 名前 名 姓 姓名 様 さん 氏

編集部 編集者 編集長 編集 記者 ライター 広報 広報部 当院 当社 弊社 弊院 スタッフ 事務局 事務 運営 運営者 管理者 医療
医療チーム チーム 生成ai 人工知能 某 誰か だれか いずれか
`
