package source

import (
	"strings"

	"kanshu/internal/kanshu"
)

// ParseTel reads a Japanese telephone number as editors write it: digits of either width, dashes of
// any kind, brackets, TEL before it, (代表) or an extension behind it, or the form +81-3-…. It reports
// whether s is a number: ten digits, or eleven for 050, 060, 070, 080, 090 and 0800. Shown is set in any
// case.
//
// Source: 電気通信番号計画 (総務省告示); numbers of 0120, 0570 and 0800 are not reached from abroad.
func ParseTel(s string) (kanshu.Tel, bool) {
	s = strings.TrimSpace(s)
	tel := kanshu.Tel{Shown: s}
	t, ok := foldTel(s)
	if !ok {
		return tel, false
	}
	if rest, abroad := strings.CutPrefix(t, "+81"); abroad {
		rest = strings.TrimPrefix(rest, "-")
		t = "0" + strings.TrimPrefix(rest, "0")
	}
	number := strings.ReplaceAll(t, "-", "")
	if number == "" || number[0] != '0' || strings.Trim(number, "0123456789") != "" {
		return tel, false
	}
	want, domestic := 10, false
	for _, p := range [...]string{"050", "060", "070", "080", "090"} {
		if strings.HasPrefix(number, p) && t[2] != '-' {
			want = 11
		}
	}
	for _, p := range [...]string{"0120", "0570", "0800", "0990"} {
		domestic = domestic || strings.HasPrefix(number, p)
	}
	if len(number) != want {
		return tel, false
	}
	tel.National = t
	if !domestic && number[1] != '0' {
		tel.E164 = "+81" + number[1:]
	}
	return tel, true
}

// foldTel reduces s to digits and single dashes, with + before them for a number from abroad. It returns
// false if anything else stands within.
func foldTel(s string) (string, bool) {
	t := strings.TrimSpace(foldHours(s))
	for _, p := range [...]string{"TEL", "Tel", "tel", "電話番号", "電話", "FAX", "Fax", "fax"} {
		if rest, ok := strings.CutPrefix(t, p); ok {
			t = strings.TrimLeft(rest, ".: ")
			break
		}
	}
	for _, tail := range [...]string{"(代表)", "(代)", "代表", "(直通)"} {
		t = strings.TrimSpace(strings.TrimSuffix(t, tail))
	}
	if i := strings.Index(t, "内線"); i >= 0 {
		t = strings.TrimRight(t[:i], " (-")
	}
	var b strings.Builder
	for i := range len(t) {
		switch c := t[i]; {
		case c >= '0' && c <= '9', c == '+' && i == 0:
			b.WriteByte(c)
		case c == '-' || c == '(' || c == ')' || c == ' ' || c == '.':
			if n := b.Len(); n > 0 && b.String()[n-1] != '-' {
				b.WriteByte('-')
			}
		default:
			return "", false
		}
	}
	out := strings.TrimSuffix(b.String(), "-")
	return out, len(out) >= 10
}

// ParsePostalCode reads a Japanese postal code, seven digits of either width with or without 〒 and a
// dash, as 000-0000. It reports whether s is one.
func ParsePostalCode(s string) (string, bool) {
	t := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(foldHours(s)), "〒"))
	if len(t) == 8 && t[3] == '-' {
		t = t[:3] + t[4:]
	}
	if len(t) != 7 || digits(t) < 0 {
		return "", false
	}
	return t[:3] + "-" + t[3:], true
}

// ParseAddress reads an address written as one text, and tells apart what is certain: a postal code in
// front, the prefecture, and the city where only one reading is possible.
func ParseAddress(s string) kanshu.Address {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\n", " "))
	a := kanshu.Address{Text: s}
	if rest, ok := strings.CutPrefix(s, "〒"); ok {
		rest = strings.TrimSpace(rest)
		if i := strings.IndexFunc(rest, func(r rune) bool {
			return !strings.ContainsRune("0123456789０１２３４５６７８９-－ー‐−", r)
		}); i > 0 {
			if code, ok := ParsePostalCode(rest[:i]); ok {
				a.PostalCode = code
				a.Text = strings.TrimSpace(rest[i:])
			}
		}
	}
	rest := a.Text
	for _, p := range prefectures {
		if r, ok := strings.CutPrefix(rest, p); ok {
			a.Region, rest = p, r
			break
		}
	}
	if a.Region == "" {
		return a
	}
	if n := cityEnd(rest); n > 0 {
		a.Locality, a.Street = rest[:n], strings.TrimSpace(rest[n:])
	} else {
		a.Street = strings.TrimSpace(rest)
	}
	return a
}

// cityEnd returns the length of the city in front of s, 0 if more than one reading is possible: the
// only one of 市区町村 before the first digit, or a 区 after the only 市.
func cityEnd(s string) int {
	var marks []rune
	var ends []int
	for i, r := range s {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' || r == ' ' || r == '\u3000' || strings.HasPrefix(s[i:], "丁目") {
			break
		}
		if strings.ContainsRune("市区町村郡", r) {
			marks, ends = append(marks, r), append(ends, i+len(string(r)))
		}
	}
	switch string(marks) {
	case "市", "区", "町", "村":
		return ends[0]
	case "市区", "郡町", "郡村":
		return ends[1]
	}
	return 0
}

var prefectures = [...]string{
	"北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
	"東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
	"滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
	"香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
}
