package source

import (
	"bytes"
	"unicode/utf8"
)

// foreign names the encoding of a text that is not UTF-8, "" where it is or where none is likely.
func foreign(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{0xFE, 0xFF}):
		return "UTF-16"
	case bytes.Contains(b, []byte("\x1b$")):
		return "ISO-2022-JP(JIS)"
	case utf8.Valid(b) && bytes.IndexByte(b, 0) < 0:
		return ""
	}
	head := b[:min(len(b), 4096)]
	if n := bytes.Count(head, []byte{0}); n > len(head)/8 {
		return "UTF-16"
	}
	if utf8.Valid(b) {
		return ""
	}
	sjis, euc := shiftJIS(b), eucJP(b)
	switch {
	case sjis > euc && sjis > 3:
		return "Shift_JIS"
	case euc > sjis && euc > 3:
		return "EUC-JP"
	}
	return ""
}

// shiftJIS counts the kana of a text read as Shift_JIS, less what cannot stand there.
func shiftJIS(b []byte) (score int) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c < 0x80, c >= 0xA1 && c <= 0xDF:
		case i+1 < len(b) && (c >= 0x81 && c <= 0x9F || c >= 0xE0 && c <= 0xFC):
			i++
			t := b[i]
			switch {
			case c == 0x82 && t >= 0x9F && t <= 0xF1, c == 0x83 && t >= 0x40 && t <= 0x96, c == 0x81 && (t == 0x41 || t == 0x42):
				score += 2
			case t < 0x40 || t == 0x7F || t > 0xFC:
				score -= 2
			}
		default:
			score -= 2
		}
	}
	return score
}

// eucJP counts the kana of a text read as EUC-JP, less what cannot stand there.
func eucJP(b []byte) (score int) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c < 0x80:
		case i+1 < len(b) && (c == 0x8E || c >= 0xA1 && c <= 0xFE):
			i++
			t := b[i]
			switch {
			case t < 0xA1:
				score -= 2
			case c == 0xA4 && t <= 0xF3, c == 0xA5 && t <= 0xF6, c == 0xA1 && (t == 0xA2 || t == 0xA3):
				score += 2
			}
		default:
			score -= 2
		}
	}
	return score
}
