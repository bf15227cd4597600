package gate

import (
	"kanshu/internal/fold"
	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A Prose is a body before the rules that may suspect it: as it was written, as readers read it, and
// folded for comparing.
type Prose struct {
	Sheet  markdown.Sheet
	Page   fold.Page // of Sheet.Texts; the kind of a span is its markdown.SpanKind
	Survey kanshu.Survey
}

// NewProse folds the words of a sheet in the room of a prose that is no longer needed; nil makes a new one.
func NewProse(sheet markdown.Sheet, survey *kanshu.Survey, room *Prose) *Prose {
	if room == nil {
		room = &Prose{}
	}
	room.Sheet, room.Survey = sheet, *survey
	room.Page.Reset()
	sheet.Texts(func(kind markdown.SpanKind, text []byte) { room.Page.Add(int(kind), text) })
	return room
}

// Clear reports whether none of the rules that read prose could find anything in a body: then Judge need
// not read it again. It is for Survey.Clear.
func Clear(rules []*Rule, p *Prose) bool {
	for _, r := range rules {
		if r.Read != nil && !r.clears(p) {
			return false
		}
	}
	return true
}

// clears reports whether Read could find nothing in a body.
func (r *Rule) clears(p *Prose) bool {
	return r.Marks && p.Survey.Plain || r.Suspects != nil && !r.Suspects(p)
}
