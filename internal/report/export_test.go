package report

// RuneWidth is runeWidth.
func RuneWidth(r rune) int { return runeWidth(r) }
