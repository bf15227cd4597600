package markdown

import "unicode"

// cjkTable holds every CJK character: East Asian Width W, F or H without the characters that are
// pictures by default, and the Hangul script. It is exact for Unicode 17.
//
// Source: the public CJK-friendly amendment to CommonMark, section 2.1; UAX #11, UAX #24, UTS #51.
var cjkTable = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x1100, 0x11ff, 1},
		{0x20a9, 0x20a9, 1},
		{0x2329, 0x232a, 1},
		{0x2630, 0x2637, 1},
		{0x268a, 0x268f, 1},
		{0x2e80, 0x2e99, 1},
		{0x2e9b, 0x2ef3, 1},
		{0x2f00, 0x2fd5, 1},
		{0x2ff0, 0x2fff, 1},
		{0x3001, 0x303e, 1},
		{0x3041, 0x3096, 1},
		{0x3099, 0x30ff, 1},
		{0x3105, 0x312f, 1},
		{0x3131, 0x318e, 1},
		{0x3190, 0x31e5, 1},
		{0x31ef, 0x321e, 1},
		{0x3220, 0x3247, 1},
		{0x3250, 0xa48c, 1},
		{0xa490, 0xa4c6, 1},
		{0xa960, 0xa97c, 1},
		{0xac00, 0xd7a3, 1},
		{0xd7b0, 0xd7c6, 1},
		{0xd7cb, 0xd7fb, 1},
		{0xf900, 0xfaff, 1},
		{0xfe10, 0xfe19, 1},
		{0xfe30, 0xfe52, 1},
		{0xfe54, 0xfe66, 1},
		{0xfe68, 0xfe6b, 1},
		{0xff01, 0xffbe, 1},
		{0xffc2, 0xffc7, 1},
		{0xffca, 0xffcf, 1},
		{0xffd2, 0xffd7, 1},
		{0xffda, 0xffdc, 1},
		{0xffe0, 0xffe6, 1},
		{0xffe8, 0xffee, 1},
	},
	R32: []unicode.Range32{
		{0x16fe0, 0x16fe4, 1},
		{0x16ff0, 0x16ff6, 1},
		{0x17000, 0x18cda, 1},
		{0x18cff, 0x18d20, 1},
		{0x18d80, 0x18df2, 1},
		{0x18e00, 0x19191, 1},
		{0x191a0, 0x191d2, 1},
		{0x1aff0, 0x1aff3, 1},
		{0x1aff5, 0x1affb, 1},
		{0x1affd, 0x1affe, 1},
		{0x1b000, 0x1b128, 1},
		{0x1b132, 0x1b132, 1},
		{0x1b150, 0x1b152, 1},
		{0x1b155, 0x1b155, 1},
		{0x1b164, 0x1b168, 1},
		{0x1b170, 0x1b2fb, 1},
		{0x1d300, 0x1d356, 1},
		{0x1d360, 0x1d376, 1},
		{0x1f1ae, 0x1f1ae, 1},
		{0x1f200, 0x1f200, 1},
		{0x1f202, 0x1f202, 1},
		{0x1f210, 0x1f219, 1},
		{0x1f21b, 0x1f22e, 1},
		{0x1f230, 0x1f231, 1},
		{0x1f237, 0x1f237, 1},
		{0x1f23b, 0x1f23b, 1},
		{0x1f240, 0x1f248, 1},
		{0x1f260, 0x1f265, 1},
		{0x1f6d9, 0x1f6d9, 1},
		{0x1f7da, 0x1f7da, 1},
		{0x1fa8b, 0x1fa8d, 1},
		{0x1facc, 0x1facc, 1},
		{0x1fadd, 0x1fadd, 1},
		{0x1faeb, 0x1faeb, 1},
		{0x1faf9, 0x1fafa, 1},
		{0x20000, 0x2fffd, 1},
		{0x30000, 0x3fffd, 1},
	},
}

// hangul holds the characters between which a Korean writer means a space: they never lose one.
var hangul = &unicode.RangeTable{R16: []unicode.Range16{
	{0x1100, 0x11ff, 1},
	{0x302e, 0x302f, 1},
	{0x3131, 0x318e, 1},
	{0x3200, 0x321e, 1},
	{0x3260, 0x327e, 1},
	{0xa960, 0xa97c, 1},
	{0xac00, 0xd7a3, 1},
	{0xd7b0, 0xd7fb, 1},
	{0xffa0, 0xffdc, 1},
}}

// isCJK reports whether r is a CJK character. Kana and the common kanji are told at once.
func isCJK(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r >= 0x3041 && r <= 0x3096, r >= 0x30a0 && r <= 0x30ff, r >= 0x4e00 && r <= 0x9fff:
		return true
	default:
		return unicode.Is(cjkTable, r)
	}
}

// isSelector reports whether r is a variation selector of general use other than U+FE0F, which makes
// a picture of the character before it.
func isSelector(r rune) bool { return r >= 0xfe00 && r <= 0xfe0e }

// isIdeographicSelector reports whether r chooses a form of the kanji before it.
func isIdeographicSelector(r rune) bool { return r >= 0xe0100 && r <= 0xe01ef }

// joins reports whether a line break in the source between the visible characters before and after
// leaves no gap on the page. Hangul keeps its gap; beside any other CJK character, or the zero-width
// space U+200B, it goes.
func joins(before, after rune) bool {
	if before == 0 || after == 0 || unicode.Is(hangul, before) || unicode.Is(hangul, after) {
		return false
	}
	return before == '\u200b' || after == '\u200b' || isCJK(before) || isCJK(after)
}
