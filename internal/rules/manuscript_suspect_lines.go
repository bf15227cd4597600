package rules

import (
	"bytes"

	"kanshu/internal/markdown"
)

// suspectLines looks at lines: at the odd ones alone where the reader has noted them.
func suspectLines(s markdown.Sheet) (found bool) {
	t := tally{fullwidth: true}
	if s.OddLines(func(text []byte, near bool) bool {
		if !near {
			t.cells, t.tabs = 0, 0
		}
		l := line{text: text}
		l.kind, _ = kindOf(l, nil) // a fence is nothing that is read the quick way
		found = t.suspects(l)
		return !found
	}) {
		return found
	}
	body := s.Source()
	t.fullwidth = bytes.IndexByte(body, fullwidthLead) >= 0
	for l := range eachLine(body) {
		if t.suspects(l) {
			return true
		}
	}
	return false
}

// A tally counts lines that are faults where there are several.
type tally struct {
	fullwidth        bool // a full-width form may stand somewhere in the body
	cut, cells, tabs int
}

// suspects takes the next line and reports whether there is anything to look at.
func (t *tally) suspects(l line) bool {
	switch {
	case l.kind == blankLine || l.kind == codeLine:
		return false
	case l.kind == markedLine || markdown.Spoken(l.text) && (!t.fullwidth || bytes.IndexByte(l.text, fullwidthLead) < 0):
		t.cells, t.tabs = 0, 0 // one that is Spoken is no fault of lines, no cell, and not cut
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
