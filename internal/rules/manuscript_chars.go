package rules

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// A charFault is what is wrong with one character by itself.
func charFault(r rune) *gate.Rule {
	if r < 0x2e80 || r >= 0x2fe0 && r < 0xf900 && r != 0x3099 && r != 0x309a {
		return nil // as nearly all are
	}
	return rareFault(r)
}

func rareFault(r rune) *gate.Rule {
	switch {
	case r == utf8.RuneError:
		return replacementCharacter
	case r >= 0xff61 && r <= 0xff9f:
		return halfwidthKana
	case r == 0x3099 || r == 0x309a:
		return decomposedKana
	case isCompatibility(r):
		return compatibilityIdeograph
	}
	return nil
}

// isCompatibility reports whether r is a kanji that normalisation would turn into another, or a
// radical that PDF files put in a kanji's place. The twelve in that block that are kanji of their own
// (﨑, 﨨 …) are none.
//
// Source: Unicode, CJK Compatibility Ideographs (U+F900–FAFF), Kangxi Radicals (U+2F00–2FD5).
func isCompatibility(r rune) bool {
	switch r {
	case 0xfa0e, 0xfa0f, 0xfa11, 0xfa13, 0xfa14, 0xfa1f, 0xfa21, 0xfa23, 0xfa24, 0xfa27, 0xfa28, 0xfa29:
		return false
	}
	return r >= 0xf900 && r <= 0xfaff || r >= 0x2f00 && r <= 0x2fd5 || r >= 0x2f800 && r <= 0x2fa1f
}

// readChars reports single characters, a run of equal faults once, and addresses without encryption.
func (m *manuscript) readChars(lines []line) {
	for _, l := range lines {
		if l.kind == codeLine {
			continue
		}
		m.readRunes(l)
		for at, seen, ticks := 0, 0, 0; ; {
			n := bytes.Index(l.text[at:], []byte("http://"))
			if n < 0 {
				break
			}
			at += n
			ticks += bytes.Count(l.text[seen:at], []byte{'`'})
			if seen = at; ticks%2 == 0 {
				at = m.tellInsecure(l, at)
			} else {
				at += len("http://")
			}
		}
	}
}

// tellInsecure reports the address that begins at a byte of a line, and returns where it ends.
func (m *manuscript) tellInsecure(l line, at int) (end int) {
	end = at
	for end < len(l.text) && l.text[end] > ' ' && l.text[end] < utf8.RuneSelf && !bytes.ContainsRune([]byte(")>]\"'|"), rune(l.text[end])) {
		end++
	}
	if m.enough(insecureLink) {
		return end
	}
	address := l.text[at:end]
	m.tell(insecureLink, m.at(l.offset+at, address),
		say(fmt.Sprintf("「%s」は暗号化されないアドレスです。", said(string(address))), fmt.Sprintf("%s is not encrypted", said(string(address)))),
		say("https:// で開けるか確かめて、書き替えてください。", "see whether it opens with https://, and write that"))
	return end
}

// readRunes reports the characters of one line.
func (m *manuscript) readRunes(l line) {
	var open *gate.Rule
	from := 0
	text := string(l.text)
	for i, r := range text {
		fault := charFault(r)
		if fault != open && open != nil {
			m.tellChars(open, l, from, i)
		}
		if fault != open {
			open, from = fault, i
		}
	}
	if open != nil {
		m.tellChars(open, l, from, len(text))
	}
}

// tellChars reports the characters of a line from one byte to another.
func (m *manuscript) tellChars(r *gate.Rule, l line, from, to int) {
	if m.enough(r) {
		return
	}
	message, hint := charWords(r, string(l.text[from:to]))
	m.tell(r, m.at(l.offset+from, l.text[from:to]), message, hint)
}

// charWords says what is wrong with some characters.
func charWords(r *gate.Rule, chars string) (message, hint kanshu.Wording) {
	first, _ := utf8.DecodeRuneInString(chars)
	switch r {
	case replacementCharacter:
		return say("読み取れなかった文字（U+FFFD）があります。", "a character was lost and became U+FFFD"),
			say("元の原稿を見て、正しい文字を書いてください。", "look into the original and write the character that stood here")
	case halfwidthKana:
		return say(fmt.Sprintf("半角カナ「%s」があります。", said(chars)), fmt.Sprintf("%s is half-width kana", said(chars))),
			say("全角のカナで書いてください。", "write full-width kana")
	case decomposedKana:
		return say("濁点・半濁点が前の文字と別の文字になっています。", "a voicing mark is a character of its own"),
			say("打ち直すか、そのままにしてください。表示では一つの文字にまとめます。", "type it again, or let it be: on the page both are one character")
	default:
		return say(fmt.Sprintf("「%s」（U+%04X）は互換用の漢字です。", said(chars), first), fmt.Sprintf("%s (U+%04X) is a compatibility character", said(chars), first)),
			say("人名などで、この字体を使う場合はそのままにしてください。kanshu は字を変えません。PDFから写した文字なら、ふつうの漢字に打ち直してください。", "let it be where a name is written so; kanshu changes no character. If it was copied from a PDF, type the common one")
	}
}

// checkNames notes compatibility characters in the names that a column shows, lost characters in its
// title, and references without encryption.
func checkNames(c *gate.Case) {
	checkFAQ(c)
	col := c.Column
	names := append(make([]struct{ key, text string }, 0, 8), struct{ key, text string }{"title", col.Title}, struct{ key, text string }{"description", col.Description})
	for _, s := range col.Supervisors {
		names = append(names, struct{ key, text string }{"supervisor", s.Doctor.Name})
	}
	for _, a := range col.Authors {
		names = append(names, struct{ key, text string }{"authors", a.Name})
	}
	for _, n := range names {
		for i, r := range n.text {
			fault := charFault(r)
			if fault == nil {
				continue
			}
			message, hint := charWords(fault, n.text[i:i+utf8.RuneLen(r)])
			c.Add(kanshu.Finding{Rule: fault.ID, Severity: fault.Severity, Pos: col.At(n.key), Message: message, Hint: hint})
			break
		}
	}
	for _, r := range c.References() {
		if len(r.URL) > 7 && r.URL[:7] == "http://" {
			c.Add(kanshu.Finding{
				Rule: insecureLink.ID, Severity: kanshu.Note, Pos: r.Pos,
				Message: say(fmt.Sprintf("参考文献の「%s」は暗号化されないアドレスです。", said(r.URL)), fmt.Sprintf("the reference %s is not encrypted", said(r.URL))),
				Hint:    say("https:// で開けるか確かめて、書き替えてください。", "see whether it opens with https://, and write that"),
			})
		}
	}
}
