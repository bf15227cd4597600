package rules

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// faqLeast is how many questions a FAQ needs before its subject can be told.
const faqLeast = 3

// everyday is words that questions of any subject share.
var everyday = strings.Fields("治療 治療法 治療費 治療後 治療中 効果 副作用 費用 保険 保険適用 検査 症状 医師 病院 当院 医院 受診 期間 回数 方法 場合 必要 注意 予防 患者 患者様 手術 可能 リスク 安全 安全性 原因 相談 予約 子供 家族 食事 運動 生活 普段 日常生活 一緒 再発 診察 診療 診断 通院 入院 仕事 年齢 時間 自分 本人 病気 クリニック 何回 何度 何歳 程度 以上 質問 対象 違い 結果 心配 専門医 市販 市販薬 今後 利用 使用 大丈夫 不可能 可能性 専門家 主治医 担当医 診断書 紹介状 健康保険 医療費 医療機関 高齢者 小学生 中学生 一般的 定期的 長期的 短期間 長期間 効果的 必要性 診療時間 日帰り メリット デメリット アルコール サプリメント アレルギー スポーツ")

// readFAQ reports a FAQ whose subject stands nowhere else in the column.
func (m *manuscript) readFAQ() {
	questions := m.questions()
	if len(questions) < faqLeast {
		return
	}
	term := subject(questions)
	if term == "" || m.speaksOf(term, questions) {
		return
	}
	pos := m.c.Column.At("faq")
	for i := range m.spans {
		if s := &m.spans[i]; isQuestion(s.Text, questions) {
			pos = s.Pos(0)
			break
		}
	}
	message, hint := otherSubject(term)
	m.tell(faqOtherSubject, pos, message, hint)
}

// questions returns the questions of the body.
func (m *manuscript) questions() []string {
	var list []string
	if m.c.Column.Survey.Questions {
		for _, q := range m.doc.Questions(&markdown.Options{}) {
			list = append(list, q.Q)
		}
	}
	return list
}

// checkFAQ reports questions of the front matter whose subject stands nowhere else in the column.
func checkFAQ(c *gate.Case) {
	if len(c.Column.FAQ) < faqLeast {
		return
	}
	var questions []string
	for _, q := range c.Column.FAQ {
		questions = append(questions, q.Q)
	}
	term := subject(questions)
	if term == "" || namesSubject(c.Column, term) {
		return
	}
	body, err := c.Column.Body.Bytes()
	if err != nil || bytes.Count(body, []byte(term)) >= 3 {
		return
	}
	for l := range eachLine(body) {
		if bytes.HasPrefix(l.text, []byte{'#'}) && bytes.Contains(l.text, []byte(term)) {
			return
		}
	}
	message, hint := otherSubject(term)
	c.Add(kanshu.Finding{Rule: faqOtherSubject.ID, Severity: faqOtherSubject.Severity, Pos: c.Column.At("faq"), Message: message, Hint: hint})
}

// otherSubject says that questions speak of something else.
func otherSubject(term string) (message, hint kanshu.Wording) {
	return say(fmt.Sprintf("よくある質問の主題「%s」が、題名・要約・見出しに出てきません。", term), fmt.Sprintf("the questions speak of %s, which neither title nor description nor headings name", term)),
		say("別のコラムから貼り付けたものでないか確かめてください。", "see whether they were pasted from another column")
}

// subject returns the longest noun that more than half of the questions share, "" if there is none.
func subject(questions []string) string {
	best, bestCount := "", 0
	for _, q := range questions {
		for noun := range nouns(q) {
			count := 0
			for _, other := range questions {
				if strings.Contains(other, noun) {
					count++
				}
			}
			if count*2 > len(questions) && count >= faqLeast && (count > bestCount || count == bestCount && len(noun) > len(best)) {
				best, bestCount = noun, count
			}
		}
	}
	return best
}

// nouns yields the runs of three or more kanji or katakana that are no everyday word. Shorter ones
// belong to any subject.
func nouns(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		from, letters, kind, counts := 0, 0, 0, false // of the run that ends where the next begins
		before := rune(0)
		isNoun := func(to int) bool { return kind > 0 && letters > 2 && !counts && !isEveryday(s[from:to]) }
		for i, r := range s {
			if k := script(r); k != kind {
				if isNoun(i) && !yield(s[from:i]) {
					return
				}
				from, letters, kind, counts = i, 0, k, telDigit(before) != 0 // 2週間
			}
			letters++
			before = r
		}
		if isNoun(len(s)) {
			yield(s[from:])
		}
	}
}

// script returns 1 for kanji, 2 for katakana, 0 for what is neither.
func script(r rune) int {
	switch {
	case r >= 0x4e00 && r <= 0x9fa5, r == '々': // nearly all
		return 1
	case r >= 0x30a1 && r <= 0x30fa, r == 'ー':
		return 2
	case r >= 0x3041 && r <= 0x3096, r < utf8.RuneSelf:
		return 0
	case unicode.Is(unicode.Han, r):
		return 1
	case unicode.Is(unicode.Katakana, r):
		return 2
	}
	return 0
}

func isEveryday(word string) bool {
	for _, w := range everyday {
		if w == word {
			return true
		}
	}
	return false
}

// namesSubject reports whether what stands over a column names a term.
func namesSubject(col *kanshu.Column, term string) bool {
	about := append([]string{col.Title, col.Subtitle, col.Description}, col.Points...)
	for _, t := range append([]*kanshu.Topic{col.Category}, col.Tags...) {
		if t != nil {
			about = append(about, t.Name)
		}
	}
	for _, a := range about {
		if strings.Contains(a, term) {
			return true
		}
	}
	return false
}

// speaksOf reports whether the column outside its questions speaks of a term.
func (m *manuscript) speaksOf(term string, questions []string) bool {
	return namesSubject(m.c.Column, term) || spanning(func(yield func(markdown.SpanKind, string) bool) {
		for i := range m.spans {
			if s := &m.spans[i]; !yield(s.Kind, s.Text) {
				return
			}
		}
	}, term, questions)
}

// spanning reports whether spans outside the questions speak of a term. A span's text may be gone with the next.
func spanning(spans iter.Seq2[markdown.SpanKind, string], term string, questions []string) bool {
	told, blocks, faq := 0, 0, false
	for kind, text := range spans {
		if isQuestion(text, questions) {
			faq = true // what follows answers
			continue
		}
		if kind == markdown.HeadingSpan {
			faq = false
			if strings.Contains(text, term) {
				return true
			}
		}
		if faq {
			continue
		}
		blocks++
		if strings.Contains(text, term) {
			told++
		}
	}
	return told >= max(3, blocks/20)
}

// isQuestion reports whether a text is one of the questions, marks before it allowed.
func isQuestion(text string, questions []string) bool {
	for _, q := range questions {
		if q != "" && strings.HasSuffix(strings.TrimSpace(text), q) && utf8.RuneCountInString(text)-utf8.RuneCountInString(q) < 8 {
			return true
		}
	}
	return false
}
