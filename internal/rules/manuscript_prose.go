package rules

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"

	"kanshu/internal/markdown"
)

// A sentence is a part of a span, as bytes of its text.
type sentence struct {
	from, to int
	text     string
}

// sentencesOf parts a text at 。 ! ? and line feeds outside brackets.
func sentencesOf(text string) iter.Seq[sentence] {
	return func(yield func(sentence) bool) {
		from, depth := 0, 0
		for i, r := range text {
			to := i
			switch r {
			case '「', '『', '（', '(', '【', '“':
				depth++
			case '」', '』', '）', ')', '】', '”':
				depth = max(0, depth-1)
			case '。', '！', '？', '!', '?':
				if depth == 0 {
					to = i + utf8.RuneLen(r)
				}
			case '\n':
				depth, to = 0, i+1
			}
			if to == i {
				continue
			}
			if s := text[from:to]; strings.TrimSpace(s) != "" && !yield(sentence{from, to, s}) {
				return
			}
			from = to
		}
		if s := text[from:]; strings.TrimSpace(s) != "" {
			yield(sentence{from, len(text), s})
		}
	}
}

// hasYear reports whether a text names a year: 2024, 令和6年.
func hasYear(s string) bool {
	for _, era := range []string{"令和", "平成", "昭和", "大正", "明治"} {
		if strings.Contains(s, era) {
			return true
		}
	}
	digits, value := 0, 0
	isYear := func() bool { return digits == 4 && value >= 1850 && value <= 2100 }
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == fullwidthLead && i+2 < len(s) && s[i+1] == "０"[1] && s[i+2] >= "０"[2] && s[i+2] <= "９"[2] {
			i += 2
			c = s[i] - "０"[2] + '0'
		}
		switch {
		case c >= '0' && c <= '9':
			digits, value = digits+1, min(value*10+int(c-'0'), 1_000_000)
		case isYear():
			return true
		default:
			digits, value = 0, 0
		}
	}
	return isYear()
}

// containsAny returns the first of the words that stands in s, "" if none does.
func containsAny(s string, words []string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

// asks reports whether a sentence is a question.
func asks(s string) bool {
	s = strings.TrimRight(s, "」』）)\n 　")
	return strings.HasSuffix(s, "？") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "か。") || strings.HasSuffix(s, "か")
}

// isCited reports whether the paragraph of a span has a mark of a citation or a note, or an address.
func (m *manuscript) isCited(s *markdown.Span) bool {
	from, to := s.Offset(0), s.Offset(len(s.Text))
	if from > to {
		return true
	}
	end := min(to+60, len(m.source))
	if n := bytes.Index(m.source[to:end], []byte("\n\n")); n >= 0 {
		end = to + n
	}
	raw := m.source[from:end]
	for _, mark := range []string{"[@", "[^", "](", "://", "doi", "DOI", "PMID", "文献", "出典"} {
		if bytes.Contains(raw, []byte(mark)) {
			return true
		}
	}
	return false
}

// isTraced reports whether a span names a year or a source. It is asked for each sentence of a span, one after
// the other.
func (m *manuscript) isTraced(s *markdown.Span) bool {
	if m.asked != s {
		m.asked, m.traced = s, hasYear(s.Text) || m.isCited(s)
	}
	return m.traced
}

// readProse reports what readers cannot date or trace.
func (m *manuscript) readProse() {
	for i := range m.spans {
		s := &m.spans[i]
		if s.Kind != markdown.Paragraph && s.Kind != markdown.Item {
			continue
		}
		for p := range sentencesOf(s.Text) {
			if asks(p.text) || hasYear(p.text) {
				continue
			}
			m.readDate(s, p)
			m.readFigure(s, p)
			m.readResearch(s, p)
		}
	}
}

// relative are words that mean another day for each reader.
var relative = []string{"一昨年", "昨年", "去年", "近年", "ここ数年", "昨今", "現時点で", "現在のところ", "今のところ", "最近"}

// worldly are words of a sentence that speaks of the world, not of the reader's own last weeks.
var worldly = []string{"研究", "報告", "注目", "増え", "増加", "普及", "話題", "登場", "承認", "発売", "開発", "改定", "改正", "分かって", "わかって", "明らか", "広ま", "広が", "導入", "知られ", "認可", "発表", "制度", "法律", "法令", "論文", "使われるよう", "主流"}

// personal are words of a sentence that speaks of the reader.
var personal = []string{"あなた", "ご自身", "ご自分", "持参", "お持ち", "比べて", "結果", "体重", "飲み始め", "受けた方", "メモ"}

// undated returns the first word of a sentence that means another day for each reader, and where it
// stands; "" if there is none that matters.
func undated(s string) (word string, at int) {
	word = containsAny(s, relative)
	if word == "" || insideQuote(s, strings.Index(s, word)) {
		return "", 0
	}
	if (word == "最近" || word == "今のところ" || strings.HasSuffix(word, "年") && word != "近年") &&
		(containsAny(s, worldly) == "" || containsAny(s, personal) != "") {
		return "", 0
	}
	return word, strings.Index(s, word)
}

// readDate reports a word that means another day for each reader, in a sentence without a year.
func (m *manuscript) readDate(s *markdown.Span, p sentence) {
	word, at := undated(p.text)
	if word == "" {
		return
	}
	at += p.from
	m.tell(relativeDate, place(s, at, at+len(word)),
		say(fmt.Sprintf("「%s」は、読む時期によって意味が変わります。", word), fmt.Sprintf("%s means another time to each reader", word)),
		say("「2026年4月の時点では」のように、年や月で書いてください。", "name the year or the month"))
}

// insideQuote reports whether a byte of a sentence stands within 「」.
func insideQuote(s string, at int) bool {
	before := s[:at]
	return strings.Count(before, "「") > strings.Count(before, "」") || strings.Count(before, "『") > strings.Count(before, "』")
}

// Words of sentences that count patients or diseases, and of those that do so without claiming.
var (
	counted   = []string{"患者", "日本人", "人口", "成人", "発症率", "有病率", "罹患", "罹る", "かかる人", "死亡", "生存率", "指定難病", "症例", "人に1人", "人に１人", "人の", "の人が", "の方が", "有効率", "奏効率"}
	uncounted = []string{"負担", "保険", "税", "費用", "料金", "濃度", "湿度", "たとえば", "例えば", "仮に", "とすると", "とします", "目安", "調査", "統計", "ガイドライン", "指針", "調べ", "によると", "によれば", "報告", "試験", "架空", "検査値", "基準", "以上の方", "以下の方", "未満の方"}
)

// unsourced returns where a share or a count of patients or diseases stands in a sentence that names no
// source, -1 if none does.
func unsourced(s string) (from, to int) {
	from, to = figure(s)
	if from < 0 || insideQuote(s, from) || containsAny(s, counted) == "" || containsAny(s, uncounted) != "" {
		return -1, -1
	}
	return from, to
}

// readFigure reports a share or a count of patients or diseases without year and citation.
func (m *manuscript) readFigure(s *markdown.Span, p sentence) {
	from, to := unsourced(p.text)
	if from < 0 || m.isTraced(s) {
		return
	}
	m.tell(statisticUndated, place(s, p.from+from, p.from+to),
		say(fmt.Sprintf("「%s」は、いつの、どの資料の数字か分かりません。", p.text[from:to]), fmt.Sprintf("%s bears neither a year nor a source", p.text[from:to])),
		say("調査の年を書き、[@id] で参考文献を示してください。", "name the year of the survey and cite it with [@id]"))
}

// figure returns where a number with a unit of statistics stands, -1 if none does.
func figure(s string) (from, to int) {
	start := -1
	for i, r := range s {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' || start >= 0 && strings.ContainsRune(".,．，〜～", r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			for _, unit := range []string{"%", "％", "割", "人に1人", "人に１人", "万人", "疾患", "疾病"} {
				if strings.HasPrefix(s[i:], unit) {
					return start, i + len(unit)
				}
			}
		}
		start = -1
	}
	return -1, -1
}

// Words of claims that rest on research: those that are one by themselves, and those that are one
// only beside a word of what was found.
var (
	claims    = []string{"報告されています", "報告されており", "報告があります", "報告もあります", "報告があり", "報告もあり", "示唆されています", "示唆されており", "ことが分かっています", "ことがわかっています", "ことが分かってきました", "ことがわかってきました", "明らかになっています", "明らかにされています", "証明されています", "研究で示されています", "示されています", "裏付けられています", "裏づけられています", "研究結果があります", "報告されている。", "明らかになっている。", "示唆されている。", "分かっている。"}
	mayClaim  = []string{"研究では", "研究によると", "研究により", "研究によれば", "臨床試験では", "論文では"}
	found     = []string{"低下", "上昇", "改善", "減少", "増加", "有効", "効果が", "差が", "高かった", "低かった", "示され", "示しました", "確認され", "報告"}
	unclaimed = []string{"ません", "ていない", "限られ", "場合", "とは限", "架空", "ガイドライン", "指針", "添付文書", "厚生労働省", "学会", "WHO", "世界保健機関", "消費者庁", "PMDA", "でしょう", "かどうか", "としても", "などと", "という宣伝", "広告"}
)

// unnamed returns the words of a sentence that claim research and name none, and where they stand; "" if
// there are none.
func unnamed(s string) (word string, at int) {
	word = containsAny(s, claims)
	if word == "" && containsAny(s, found) != "" {
		word = containsAny(s, mayClaim)
	}
	if word == "" || containsAny(s, unclaimed) != "" || insideQuote(s, strings.Index(s, word)) {
		return "", 0
	}
	return strings.TrimSuffix(word, "。"), strings.Index(s, word)
}

// readResearch reports a claim of research that names none.
func (m *manuscript) readResearch(s *markdown.Span, p sentence) {
	word, at := unnamed(p.text)
	if word == "" || m.isTraced(s) {
		return
	}
	at += p.from
	m.tell(researchUncited, place(s, at, at+len(word)),
		say(fmt.Sprintf("「%s」とありますが、どの研究か分かりません。", word), fmt.Sprintf("%s, but no research is named", word)),
		say("文のあとに [@id] を置き、references に文献を書いてください。", "put [@id] after the sentence, and the work into references"))
}
