package rules

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// mute are link texts that do not say where a link leads, in lower case.
//
// Source: WCAG 2.4.4.
var mute = strings.Fields("こちら コチラ こちらへ こちらから こちらをクリック ここ ここをクリック 詳細はこちら 詳しくはこちら 続きはこちら もっと見る 続きを読む クリック リンク here click more")

// muteMost is the length of the longest of them in bytes, with room for letters that are longer above.
const muteMost = 40

// around may stand before and after them.
const around = " 　。、>＞≫»▶→「」"

// muteFirst is with what a text of a link begins that is one of them.
var muteFirst = func() string {
	first := around
	for _, m := range mute {
		r, _ := utf8.DecodeRuneInString(m)
		first += string(r) + string(unicode.ToUpper(r))
	}
	return first
}()

// isMute reports whether the text of a link does not say where it leads.
func isMute(text []byte) bool {
	if r, _ := utf8.DecodeRune(text); !strings.ContainsRune(muteFirst, r) {
		return false
	}
	text = bytes.Trim(text, around)
	return len(text) <= muteMost && slices.Contains(mute, strings.ToLower(string(text)))
}

// readLinks reports links that do not say where they lead, and words that were links once.
func (m *manuscript) readLinks() {
	for _, l := range m.doc.Links() {
		if !isMute([]byte(l.Text)) {
			continue
		}
		pos := l.Pos
		pos.Len = utf8.RuneCountInString(l.Text)
		m.tell(lostLink, pos,
			say(fmt.Sprintf("リンクの文字が「%s」だけで、行き先が分かりません。", l.Text), fmt.Sprintf("the link text %s does not say where it leads", l.Text)),
			say("「診療ガイドライン（日本○○学会）」のように、行き先を文字で書いてください。", "let the words of the link name what it leads to"))
	}
	for i := range m.spans {
		s := &m.spans[i]
		for p := range sentencesOf(s.Text) {
			if at, n := pointing(p.text); at >= 0 && !m.hasLink(s, p) {
				m.tell(lostLink, place(s, p.from+at, p.from+at+n),
					say(fmt.Sprintf("「%s」とありますが、リンクがありません。", said(strings.TrimSpace(p.text))), fmt.Sprintf("%q points to something, but there is no link", said(strings.TrimSpace(p.text)))),
					say("貼り付けたときにリンクが失われたようです。[文字](アドレス) の形で書いてください。", "the link seems to be lost: write [words](address)"))
			}
		}
	}
}

// pointers are words that may stand for an address.
var pointers = []string{"こちら", "コチラ"}

// pointing returns where こちら stands that points to an address, and its length; -1 if it points to
// something else (こちらの薬) or to nothing.
func pointing(s string) (at, length int) {
	for _, word := range pointers {
		at := strings.Index(s, word)
		if at < 0 || insideQuote(s, at) {
			continue
		}
		before, after := strings.TrimRight(s[:at], " 　>＞"), s[at+len(word):]
		if !hasSuffixAny(before, "は", "を", "詳細", "詳しく", "予約", "申込", "申し込み", "お問い合わせ", "お問合せ", "一覧", "ページ") && before != "" {
			continue
		}
		if afterPointing(after) == "" && (before != "" || after == "") {
			return at, len(word)
		}
	}
	return -1, 0
}

// afterPointing returns what stands between こちら and the end of its sentence but for what points:
// から, です, をご覧ください.
func afterPointing(after string) string {
	for _, seen := range []string{"をご覧", "をクリック", "をタップ", "をご参照", "を参照", "もご覧", "でご確認"} {
		if strings.HasPrefix(after, seen) {
			return ""
		}
	}
	for _, towards := range []string{"から", "まで", "へ", "に", "です"} {
		if rest, ok := strings.CutPrefix(after, towards); ok {
			after = rest
			break
		}
	}
	return strings.Trim(after, "です。！!）)」】>＞→ 　\n")
}

func hasSuffixAny(s string, ends ...string) bool {
	for _, e := range ends {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// hasLink reports whether a link, an address, a telephone number or a picture stands in the paragraph
// of a sentence, or begins the next one.
func (m *manuscript) hasLink(s *markdown.Span, p sentence) bool {
	if s.Kind == markdown.Caption || s.Kind == markdown.Alt || s.Kind == markdown.Cell {
		return true
	}
	if m.leads == nil {
		m.leads, m.blanks = leadsOf(m.source), places(m.source, "\n\n", []int{})
	}
	from, at := s.Offset(0), s.Offset(p.to)
	end := min(max(at, from)+200, len(m.source))
	if i := sort.SearchInts(m.blanks, from); i < len(m.blanks) && m.blanks[i] >= at {
		end = m.blanks[i]
	}
	next := bytes.TrimLeft(m.source[end:min(end+500, len(m.source))], "\n -*")
	for _, begins := range []string{"http", "[", "<", "!", "|", "TEL", "電話", "℡", "0"} {
		if bytes.HasPrefix(next, []byte(begins)) {
			return true
		}
	}
	i := sort.SearchInts(m.leads, from)
	return i < len(m.leads) && m.leads[i] < end
}

// leadsOf returns where links, addresses, mail addresses and telephone numbers stand in a text, in order; never nil.
func leadsOf(source []byte) []int {
	list := []int{}
	for _, mark := range []string{"](", "://", "][", "@"} {
		list = places(source, mark, list)
	}
	for _, n := range numbers(string(source)) {
		list = append(list, n.from)
	}
	slices.Sort(list)
	return list
}

// places appends where a mark stands in a text.
func places(source []byte, mark string, list []int) []int {
	for at := 0; ; at++ {
		n := bytes.Index(source[at:], []byte(mark))
		if n < 0 {
			return list
		}
		at += n
		list = append(list, at)
	}
}

// A number is a telephone number in a text: where it stands, and its digits.
type number struct {
	from, to int
	digits   string
}

// numbers returns the telephone numbers of a text: 10 or 11 digits that begin with 0 and stand in
// groups, in either width. 119, 188 and #7119 are shorter.
func numbers(s string) []number {
	var list []number
	for i := 0; i < len(s); {
		n := numberAt(s, i)
		if n.digits == "" {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			for i < len(s) && size > 0 && isTelDigit(s[i-size:]) && isTelDigit(s[i:]) {
				_, size = utf8.DecodeRuneInString(s[i:])
				i += size
			}
			continue
		}
		list = append(list, n)
		i = n.to
	}
	return list
}

func isTelDigit(s string) bool { return telDigit(firstOf(s)) != 0 }

func firstOf(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// telDigit returns the ASCII digit that r shows, 0 if it is none.
func telDigit(r rune) byte {
	switch {
	case r >= '0' && r <= '9':
		return byte(r)
	case r >= '０' && r <= '９':
		return byte(r - '０' + '0')
	}
	return 0
}

// numberAt returns the number that begins at a byte, the zero number if none does.
func numberAt(s string, from int) number {
	if telDigit(firstOf(s[from:])) != '0' {
		return number{}
	}
	var digits []byte
	groups, to, apart := 1, from, false
	for i, r := range s[from:] {
		if d := telDigit(r); d != 0 {
			if apart {
				groups++
			}
			if digits, apart, to = append(digits, d), false, from+i+utf8.RuneLen(r); len(digits) > 11 {
				return number{} // what is longer is no number, however long it is
			}
			continue
		}
		if apart || !strings.ContainsRune("-－‐–—ー−()（） ", r) {
			break
		}
		apart = true
	}
	if groups < 3 || len(digits) < 10 || len(digits) > 11 || digits[1] == '0' {
		return number{}
	}
	return number{from, to, string(digits)}
}

// clinicsOf returns the clinics that a column shows.
func clinicsOf(c *kanshu.Column) []*kanshu.Clinic {
	list := append([]*kanshu.Clinic(nil), c.Clinics...)
	for _, s := range c.Supervisors {
		if s.Clinic != nil {
			list = append(list, s.Clinic)
		}
	}
	return list
}
