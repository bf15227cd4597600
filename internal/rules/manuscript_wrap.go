package rules

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The measures of a text that was cut by a page of paper: see readWrapped.
const (
	wrapLeast  = 30 // code points of a cut line
	wrapMost   = 55
	wrapEnough = 4 // cut paragraphs before a column is thought to be one
)

// isCut reports whether a line ends where a page ended and no sentence did.
func isCut(t []byte) bool {
	if len(t) < 2*wrapLeast || len(t) > 4*wrapMost {
		return false
	}
	r, _ := utf8.DecodeLastRune(t)
	if r == '。' || r != '、' && r != 'ー' && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return false
	}
	n := utf8.RuneCount(t)
	return n >= wrapLeast && n <= wrapMost
}

// readWrapped reports paragraphs that are lines of a page: one line each, as long as the page was wide,
// followed by a paragraph that goes on in the middle of the sentence.
func (m *manuscript) readWrapped(lines []line) {
	cut, first, paragraphs := 0, -1, 0
	for i := range lines {
		if lines[i].kind != plainLine || i > 0 && lines[i-1].kind != blankLine {
			continue
		}
		paragraphs++
		if isCut(lines[i].text) && goesOn(lines, i) {
			cut++
			if first < 0 {
				first = i
			}
		}
	}
	if cut < wrapEnough || cut*3 < paragraphs {
		return
	}
	l := lines[first]
	m.tell(hardWrapped, m.at(l.offset, l.text),
		say(fmt.Sprintf("文の途中で切れた段落が%d個あります。PDFなどの改行が残っているようです。", cut), fmt.Sprintf("%d paragraphs end in the middle of a sentence, as lines of a PDF do", cut)),
		say("切れた行をつなげて、一つの段落にしてください。語の途中で切れていることもあります。", "join the lines to one paragraph; some are cut inside a word"))
}

// goesOn reports whether a line is a paragraph of its own and another plain one follows.
func goesOn(lines []line, i int) bool {
	j := i + 1
	for j < len(lines) && lines[j].kind == blankLine {
		j++
	}
	return j > i+1 && j < len(lines) && lines[j].kind == plainLine
}

// The measures of a flattened table: see readTables.
const (
	cellLine   = 30 // code points that a line of a flattened table has at most
	cellLines  = 6  // lines in a row
	cellRepeat = 3  // lines that hold a cell of the kind that tables repeat
	tabLines   = 3  // lines in a row with equally many tabs
)

// isCellLine reports whether a line could be a row or a cell of a flattened table.
func isCellLine(l line) bool {
	return l.kind == plainLine && len(l.text) <= 3*cellLine && !bytes.ContainsAny(l.text, "。！？「」") && faultOf(l) == noFault
}

// readTables reports tables whose cells became lines.
func (m *manuscript) readTables(lines []line) {
	for i := 0; i < len(lines); {
		if !isCellLine(lines[i]) {
			i++
			continue
		}
		var run []line
		j := i
		for ; j < len(lines) && (lines[j].kind == blankLine || isCellLine(lines[j])); j++ {
			if lines[j].kind != blankLine {
				run = append(run, lines[j])
			}
		}
		if isTable(run) {
			m.tell(flattenedTable, m.at(run[0].offset, run[0].text),
				say(fmt.Sprintf("崩れた表のようです（短い行が%d行）。", len(run)), fmt.Sprintf("this looks like a table whose cells became lines (%d short lines)", len(run))),
				say("| 項目 | 値 | の形の表として書き直してください。", "write it as a table: | item | value |"))
		}
		i = j
	}
}

// isTable reports whether short lines in a row are a flattened table: several hold words that tables
// repeat, or equally many tabs.
func isTable(run []line) bool {
	tabs := 0
	for i := range run {
		if n := bytes.Count(run[i].text, []byte{'\t'}); n > 0 && (i == 0 || n == bytes.Count(run[i-1].text, []byte{'\t'})) {
			tabs++
		}
	}
	if tabs >= tabLines {
		return true
	}
	if len(run) < cellLines {
		return false
	}
	told := 0
	for _, l := range run {
		cells := strings.Fields(string(l.text))
		if len(cells) > 1 {
			cells = cells[1:]
		}
		for _, cell := range cells {
			if utf8.RuneCountInString(cell) <= 8 && isCellWord(cell) {
				told++
				break
			}
		}
	}
	return told >= cellRepeat
}

// isCellWord reports whether a word is one that tables repeat: a mark, or words that answer yes or no.
func isCellWord(s string) bool {
	if strings.Trim(s, "○×△◎〇✕✗✓✔-－―ー") == "" {
		return true
	}
	for _, end := range []string{"あり", "なし", "含む", "含まない", "可", "不可", "有", "無", "可能", "不要", "必要", "多い", "少ない", "高い", "低い", "はい", "いいえ", "適用", "対象", "対象外", "未承認", "承認"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
