package source

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// invisible reports whether s holds nothing that a reader could see: white space of any script,
// zero-width and bidi marks, fillers.
func invisible(s string) bool {
	for _, r := range s {
		if !unseen(r) && !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// unseen reports whether r takes no room and changes nothing but what programs read: format
// characters, fillers and the like. Variation selectors are not among them, since they choose the
// shape of a kanji in a name.
func unseen(r rune) bool {
	switch {
	case r < 0xAD:
		return r < ' ' && r != '\t' && r != '\n' || r >= 0x7F && r < 0xA0
	case r == 0x034F, r == 0x115F, r == 0x1160, r == 0x17B4, r == 0x17B5, r == 0x2800, r == 0x3164, r == 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// placeholder reports whether s is nothing, or one of the words that editors write where something is
// still to come.
func placeholder(s string) bool {
	f := fold(s)
	letters := strings.Map(func(r rune) rune {
		if r == '〇' || r == 'ー' || r == '々' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return r
	}, f)
	if letters == "" || strings.Trim(letters, "x") == "" {
		return true
	}
	switch letters {
	case "tbd", "tba", "tbc", "todo", "fixme", "na", "null", "nil", "none", "undefined", "unknown", "dummy",
		"placeholder", "pending", "未定", "調整中", "未設定", "未記入", "未確認", "確認中", "依頼中", "選定中", "検討中", "準備中",
		"後日", "後日記入", "予定", "監修予定", "監修者未定", "監修者名", "監修者", "監修医", "医師名", "氏名", "名前", "なし", "無し", "無", "不明", "仮", "該当なし",
		"supervisor", "doctor", "name", "yourname", "未":
		return true
	}
	return false
}

// fold reduces s to what a hurried eye sees: one width, one case, no accents, no unseen characters,
// Latin for the letters of other scripts that look like it, no white space or quotes around it.
func fold(s string) string {
	if plain(s) {
		return strings.Trim(strings.ToLower(s), " \t\"'")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unseen(r), unicode.Is(unicode.Mn, r) && r != '\u3099' && r != '\u309A':
			return -1
		case strings.ContainsRune("“”„‟‘’‚‛「」『』", r):
			return '"'
		}
		if l, ok := lookalike[r]; ok {
			return l
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(s))
	s = strings.Map(func(r rune) rune {
		if l, ok := lookalike[r]; ok {
			return l
		}
		return r
	}, s)
	return strings.TrimFunc(norm.NFC.String(s), func(r rune) bool { return unicode.IsSpace(r) || r == '"' || r == '\'' })
}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// lookalike maps letters of Cyrillic, Greek and phonetic script to the Latin ones they pass for.
var lookalike = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ѕ': 's', 'ј': 'j', 'ԁ': 'd',
	'ԛ': 'q', 'ԝ': 'w', 'һ': 'h', 'ӏ': 'l', 'в': 'b', 'к': 'k', 'м': 'm', 'н': 'h', 'т': 't', 'г': 'r', 'ѵ': 'v', 'ц': 'u',
	'α': 'a', 'ο': 'o', 'ν': 'v', 'ι': 'i', 'ρ': 'p', 'υ': 'u', 'ε': 'e', 'τ': 't', 'κ': 'k', 'η': 'n', 'ω': 'w', 'γ': 'y',
	'ɡ': 'g', 'ı': 'i', 'ɑ': 'a', 'ѡ': 'w', 'ո': 'n', 'ս': 'u', 'օ': 'o', 'ɩ': 'i', 'ᴠ': 'v', 'ꜱ': 's', 'ᴜ': 'u', 'ᴘ': 'p',
	'‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '−': '-', '＿': '_',
}

// foldWidth turns full-width forms of ASCII into ASCII and leaves all else.
func foldWidth(s string) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000':
			return ' '
		}
		return r
	}, s)
}

// show makes s fit to stand in a message: one line, unseen characters spelled out, not too long.
func show(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > 40 {
			b.WriteString("…")
			break
		}
		if r != ' ' && r != '\u3000' && (unseen(r) || unicode.IsSpace(r) || unicode.IsControl(r)) {
			b.WriteString("<U+" + strings.ToUpper(hex4(r)) + ">")
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func hex4(r rune) string {
	const digits = "0123456789ABCDEF"
	out := []byte{digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]}
	if r > 0xFFFF {
		out = append([]byte{digits[r>>20&15], digits[r>>16&15]}, out...)
	}
	return string(out)
}
