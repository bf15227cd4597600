package words

import "strings"

// doubtful reports whether a sentence, apart from the words that were found in it, holds anything that
// often stands in sentences which mean no harm: a denial, a quotation, a question, a word about
// advertising, law, research, history or chance. What refuses must practically never be wrong, so a
// find in such a sentence is told and does not refuse.
func (c *claim) doubtful() bool {
	at := c.p.sentences[c.sentence]
	before, after := c.p.text[at[0]:c.from], c.p.text[c.to:at[1]]
	for _, w := range doubts {
		if strings.Contains(before, w) || strings.Contains(after, w) {
			return true
		}
	}
	return false
}

// doubts are the words that make a find doubtful, folded as texts are.
var doubts = strings.Fields(`
	ない なく ません ず、 ぬ。
	「 『 " “ ? か。
	という と言 といっ と言う とは とされ と呼 と思 と感じ と考え とする との 。)
	広告 表現 表示 表記 宣伝 うた 謳 言葉 文言 誤解 誤り 俗説 迷信 デマ 注意 疑 違反 禁止 規制 不適切 避け 控え 慎 鵜呑
	研究 試験 報告 論文 調査 統計 指針 ガイドライン 学会 添付文書 データ 文献 承認 [@ [^
	場合 とき 時は 際は 可能性 おそれ 恐れ 期待 願 目指 目標 理想 夢 例えば たとえば 例として
	かつて 昔 以前 当時 歴史 過去 時代 動物 マウス ラット 法律 法第 条 通知 厚生労働省 消費者庁 保健所
	早期 切除 初期 軽症 一般に 多くの場合 個人差 相談 受診
`)
