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
	Page   *fold.Page // of Sheet.Texts; the kind of a span is its markdown.SpanKind
	Survey kanshu.Survey

	own fold.Page // for Page, where the sheet was not folded as it was read
}

// NewProse returns the prose of a sheet, in the room of a prose that is no longer needed; nil makes a new one. It
// folds the words where markdown.Examine has not. The prose is good until what read the sheet reads the next.
func NewProse(sheet markdown.Sheet, survey *kanshu.Survey, room *Prose) *Prose {
	if room == nil {
		room = &Prose{}
	}
	room.Sheet, room.Survey = sheet, *survey
	if room.Page = sheet.Page(); room.Page == nil {
		room.Page = &room.own
		room.Page.Reset()
		sheet.Texts(func(kind markdown.SpanKind, text []byte) { room.own.Add(int(kind), text) })
	}
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
