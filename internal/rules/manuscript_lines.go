package rules

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// A lineFault is what is wrong with one line by itself.
type lineFault int

const (
	noFault lineFault = iota
	bulletFault
	softBulletFault // a mark that is a bullet only where the next line has it too
	ruleFault
	fullwidthFault
	residueFault
	indentFault
)

// faultOf judges one plain line.
func faultOf(l line) lineFault {
	if l.kind != plainLine {
		return noFault
	}
	r, n := utf8.DecodeRune(l.text)
	next, _ := utf8.DecodeRune(l.text[n:])
	switch {
	case isResidue(l.text):
		return residueFault
	case r == '　':
		if len(bytes.Trim(l.text, "　 \t")) == 0 {
			return noFault
		}
		return indentFault
	case isPastedRule(l.text):
		return ruleFault
	case r == '#', bytes.IndexByte(l.text, fullwidthLead) >= 0 && (r == '＃' || isFullwidthNumber(l.text) || isFullwidthRow(l.text) ||
		pairOf(l.text, "＊＊") || bytes.Contains(l.text, []byte("］（http"))):
		return fullwidthFault
	case strings.ContainsRune("•・●◦▪‣⁃∙", r) && next != r && next != utf8.RuneError && !unicode.IsPunct(next):
		return bulletFault
	case strings.ContainsRune("－–○■◆◇□▶►✓✔", r) && next != r && next != utf8.RuneError && !unicode.IsDigit(next):
		return softBulletFault
	}
	return noFault
}

// fullwidthLead is the first byte of every full-width form (U+FF01 to U+FF60) in UTF-8.
const fullwidthLead = 0xef

// isPastedRule reports whether a line is a rule drawn with characters that Markdown does not read.
func isPastedRule(t []byte) bool {
	n := 0
	var first rune
	for len(t) > 0 {
		r, size := utf8.DecodeRune(t)
		t = t[size:]
		switch {
		case r == ' ' || r == '　':
			continue
		case r == '⸻' || r == '⸺':
			n += 3
		case strings.ContainsRune("―—－─━＝═＊＿～◇◆■□☆★…‥＊─", r):
			n++
		default:
			return false
		}
		if first == 0 {
			first = r
		}
	}
	return n >= 3 && !strings.ContainsRune("…‥", first)
}

// isFullwidthNumber reports whether a line begins with １． and words.
func isFullwidthNumber(t []byte) bool {
	rest := bytes.TrimLeftFunc(t, func(r rune) bool { return r >= '０' && r <= '９' })
	after, ok := bytes.CutPrefix(rest, []byte("．"))
	if !ok || len(rest) == len(t) || len(after) == 0 {
		return false
	}
	r, _ := utf8.DecodeRune(after)
	return r < '０' || r > '９'
}

// isFullwidthRow reports whether a line is a row of a table between ｜.
func isFullwidthRow(t []byte) bool {
	return bytes.HasPrefix(t, []byte("｜")) && bytes.HasSuffix(t, []byte("｜")) && len(t) > 2*len("｜")
}

// pairOf reports whether a mark stands twice in a line with words between.
func pairOf(t []byte, mark string) bool {
	_, rest, ok := bytes.Cut(t, []byte(mark))
	words, _, closed := bytes.Cut(rest, []byte(mark))
	return ok && closed && len(words) > 0
}

// residue is the words of menus, in folded form, that stand alone on a line.
var residue = map[string]bool{
	"MENU": true, "HOME": true, "TOP": true, "COLUMN": true, "PAGE TOP": true, "PAGETOP": true, "BACK TO TOP": true,
	"SKIP TO CONTENT": true, "ACCESS": true, "CONTACT": true, "NEWS": true, "↑": true, "▲": true, "≡": true, "☰": true,
	"メニュー": true, "ページトップ": true, "ページトップへ": true, "ページトップへ戻る": true, "ページの先頭へ": true, "ページ先頭へ": true,
	"ページの先頭へ戻る": true, "ページ上部へ": true, "ページ上部へ戻る": true, "トップへ戻る": true, "トップページ": true, "トップページへ": true,
	"トップページへ戻る": true, "TOPへ戻る": true, "TOPに戻る": true, "ホームへ戻る": true, "前の記事": true, "次の記事": true, "前の記事へ": true,
	"次の記事へ": true, "一覧へ戻る": true, "一覧に戻る": true, "記事一覧へ": true, "記事一覧へ戻る": true, "コラム一覧へ": true, "コラム一覧へ戻る": true,
	"LINEアカウント": true, "LINEで送る": true, "シェアする": true, "ツイート": true, "ツイートする": true, "サイトマップ": true,
	"プライバシーポリシー": true, "WEB予約": true, "WEB予約はこちら": true, "お問い合わせはこちら": true, "ご予約はこちら": true, "本文へスキップ": true,
}

// residueMost is the length of the longest line that can be a menu's, in bytes.
const residueMost = 90

// isResidue reports whether a line is left of a site's frame: a menu, a way back, languages.
func isResidue(t []byte) bool {
	if len(t) > residueMost || bytes.Contains(t, fullStop) {
		return false
	}
	s := strings.ToUpper(strings.TrimSpace(width.Fold.String(string(t))))
	if residue[s] {
		return true
	}
	if strings.Contains(s, "ALL RIGHTS RESERVED") {
		return true
	}
	for _, home := range []string{"HOME", "TOP", "ホーム", "トップ", "トップページ"} {
		if rest, ok := strings.CutPrefix(s, home); ok {
			rest = strings.TrimSpace(rest)
			if strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "›") || strings.HasPrefix(rest, "»") {
				return true
			}
		}
	}
	return isLanguages(s)
}

// fullStop ends a sentence, and no line of a menu.
var fullStop = []byte("。")

// isLanguages reports whether a line is a switch of languages: JP / EN / CN.
func isLanguages(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '/' || r == '|' || r == ' ' || r == '・' })
	for _, p := range parts {
		switch p {
		case "JP", "JA", "EN", "CN", "KR", "TW", "ZH", "KO", "日本語", "ENGLISH", "中文", "简体中文", "繁體中文", "한국어":
		default:
			return false
		}
	}
	return len(parts) >= 2
}

// readLines reports what is wrong with lines by themselves, a run of equal ones once.
func (m *manuscript) readLines(lines []line) {
	for i := 0; i < len(lines); {
		fault := faultOf(lines[i])
		if fault == noFault {
			i++
			continue
		}
		j, n := i+1, 1
		for ; j < len(lines) && (lines[j].kind == blankLine && runsOn(fault) || faultOf(lines[j]) == fault && fault != residueFault); j++ {
			if lines[j].kind != blankLine {
				n++
			}
		}
		m.tellLine(lines[i], fault, n)
		i = j
	}
}

// runsOn reports whether lines of a fault belong together over blank lines.
func runsOn(f lineFault) bool { return f == bulletFault || f == softBulletFault || f == indentFault }

// tellLine reports a run of n lines.
func (m *manuscript) tellLine(l line, fault lineFault, n int) {
	_, size := utf8.DecodeRune(l.text)
	mark := string(l.text[:size])
	switch fault {
	case bulletFault, softBulletFault:
		if fault == softBulletFault && n < 2 {
			return
		}
		m.tell(pastedBullet, m.at(l.offset, l.text[:size]),
			say(fmt.Sprintf("「%s」で始まる行が%d行あります。箇条書きになりません。", mark, n), fmt.Sprintf("%d line(s) begin with %s, which makes no list", n, mark)),
			bulletHint(fault))
	case ruleFault:
		m.tellOne(pastedRule, l, "「%s」は区切り線にならず、文字として残ります。", "%s makes no rule and stays as text",
			say("前後に空行を置いて --- と書いてください。kanshu fmt で直せます。", "write --- between blank lines; kanshu fmt does it"))
	case fullwidthFault:
		m.tellOne(fullwidthMarkup, l, "「%s」の記号は、見出し・箇条・表・強調の印として読まれません。", "the marks of %s are not read as Markdown",
			say("半角で「## 」「1. 」「| 」「**」と書いてください。＃や#のあとには半角の空白が要ります。", "write ## , 1. , | or ** in ASCII, with a blank after # and the number"))
	case residueFault:
		m.tellOne(navigationResidue, l, "「%s」は、貼り付け元のサイトのメニューや案内のようです。", "%s seems to be left of a menu",
			say("本文でなければ、この行を消してください。", "take the line away if it is not part of the text"))
	case indentFault:
		m.tell(ideographicIndent, m.at(l.offset, l.text[:size]),
			say(fmt.Sprintf("全角の空白で字下げした行が%d行あります。", n), fmt.Sprintf("%d line(s) are indented with an ideographic space", n)),
			say("段落は空行で分け、字下げの空白は消してください。kanshu fmt で直せます。", "part paragraphs with blank lines and drop the space; kanshu fmt does it"))
	}
}

// bulletHint says how to mend a bullet. What may be more than a bullet (■, ✓) no program replaces.
func bulletHint(fault lineFault) kanshu.Wording {
	if fault == softBulletFault {
		return say("箇条書きなら、行の始めを「- 」に替え、前に空行を置いてください。", "if it is a list, begin the line with \"- \" after a blank line")
	}
	return say("行の始めを「- 」に替え、前に空行を置いてください。kanshu fmt で直せます。", "begin the line with \"- \" after a blank line; kanshu fmt does it")
}

// tellOne reports a line whose words the message shows.
func (m *manuscript) tellOne(r *gate.Rule, l line, ja, en string, hint kanshu.Wording) {
	words := said(string(l.text))
	m.tell(r, m.at(l.offset, l.text), say(fmt.Sprintf(ja, words), fmt.Sprintf(en, words)), hint)
}
