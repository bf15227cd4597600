package source

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// scan looks at the bytes of a YAML text before any parser does: for characters that end a line for the
// parser and for no reviewer, control characters, and marks that begin or end a document. It returns
// whether the parser may see the text.
func (d *decoder) scan(text []byte) bool {
	before := len(d.found)
	d.scanRunes(text)
	line := 0
	for at := 0; at < len(text); {
		var b []byte
		b, at = lineAt(text, at)
		line++
		if len(b) == 0 {
			continue
		}
		switch b[0] {
		case '.', '-', '%':
			if string(b) == "..." || bytes.HasPrefix(b, []byte("... ")) || bytes.HasPrefix(b, []byte("--- ")) || bytes.HasPrefix(b, []byte("---\t")) || isFence(b) || b[0] == '%' {
				d.refuse(kanshuPos(d.file, line+d.before, 1, 0), say("項目の途中に「%s」があります。文書を分けることはできません。", "%q stands among the keys; a file holds one document", show(string(b))),
					say("この行を消してください。", "remove the line"))
			}
		case '<', '>', '|':
			if conflict(b) {
				d.refuseConflict(line + d.before)
			}
		}
	}
	return len(d.found) == before
}

// scanRunes reports the first of each kind of character that may not stand in YAML of ours.
func (d *decoder) scanRunes(text []byte) {
	if cleanText(text) {
		return
	}
	var seen []rune
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		if forbiddenRune(r) && !bytes.ContainsRune([]byte(string(seen)), r) && len(seen) < 8 {
			seen = append(seen, r)
			line, char := place(text, i)
			d.refuse(kanshuPos(d.file, line+d.before, char, 1), say("目に見えない文字 U+%s があります。", "the character U+%s, which cannot be seen, stands here", hex4(r)),
				say("この文字を消すか、行を打ち直してください。", "remove it, or type the line again"))
		}
		i += size
	}
}

// cleanText reports whether a text, which is UTF-8, holds nothing but printable ASCII, tabs, line ends, full-width
// forms, and what lies between U+3000 and U+9FFF, of which forbiddenRune holds nowhere.
func cleanText(text []byte) bool {
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b >= ' ' && b < 0x7F:
			if i+8 <= len(text) && printable(binary.LittleEndian.Uint64(text[i:])) {
				i += 7
			}
		case b == '\n', b == '\t':
		case b >= 0xE3 && b <= 0xE9, b == 0xEF && i+1 < len(text) && (text[i+1] == 0xBC || text[i+1] == 0xBD):
			i += 2
		default:
			return false
		}
	}
	return true
}

// printable reports whether eight bytes are from U+0020 to U+007E: the highest bit of each is 0, as it stays when 1 is
// added, and becomes 1 when 0x60 is.
func printable(b uint64) bool {
	const ones = 0x0101010101010101
	return (b|b+ones|^(b+0x60*ones))&(0x80*ones) == 0
}

// forbiddenRune reports whether r may stand nowhere in YAML of ours: C0 and C1 controls, the line and
// paragraph separators, a BOM that is not first, and non-characters.
func forbiddenRune(r rune) bool {
	switch {
	case r < ' ':
		return r != '\n' && r != '\t'
	case r < 0x7F:
		return false
	case r <= 0x9F:
		return true
	}
	return r == 0x2028 || r == 0x2029 || r == 0xFEFF || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}
