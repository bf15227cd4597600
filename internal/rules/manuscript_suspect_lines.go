package rules

import "bytes"

// suspectLines looks at lines.
func suspectLines(body []byte) bool {
	t := tally{fullwidth: bytes.IndexByte(body, fullwidthLead) >= 0}
	for l := range eachLine(body) {
		if t.suspects(l) {
			return true
		}
	}
	return false
}

// A tally counts lines that are faults where there are several.
type tally struct {
	fullwidth        bool // a full-width form stands somewhere in the body
	cut, cells, tabs int
}

// suspects takes the next line and reports whether there is anything to look at.
func (t *tally) suspects(l line) bool {
	switch {
	case l.kind == blankLine || l.kind == codeLine:
		return false
	case l.kind == markedLine || isSpoken(l.text) && (!t.fullwidth || bytes.IndexByte(l.text, fullwidthLead) < 0):
		t.cells, t.tabs = 0, 0
		return false
	case faultOf(l) != noFault:
		return true
	}
	if isCut(l.text) {
		t.cut++
	}
	if isCellLine(l) {
		t.cells++
		t.tabs += min(1, bytes.Count(l.text, []byte{'\t'}))
	} else {
		t.cells, t.tabs = 0, 0
	}
	return t.cut >= wrapEnough || t.cells >= cellLines || t.tabs >= tabLines
}

// isSpoken reports whether a plain line without full-width forms is prose at a glance, as nine of ten are: it
// begins with kana or kanji and ends a sentence. Such a line is no fault of lines, no cell, and not cut.
func isSpoken(t []byte) bool {
	if len(t) < 2*len(fullStop) || !bytes.HasSuffix(t, fullStop) {
		return false
	}
	// kanji, kana; U+30FB is a bullet
	return t[0] >= 0xe4 && t[0] <= 0xe9 || t[0] == 0xe3 && (t[1] == 0x81 || t[1] == 0x82 || t[1] == 0x83 && t[2] < 0xbb)
}
