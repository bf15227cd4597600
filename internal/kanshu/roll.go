package kanshu

import "unsafe"

// A Roll holds texts that stay, one behind the other in pieces of 64 KB: each by itself among what is garbage a moment
// later would leave holes that nothing else fits into, 15 MB of the 100 that a build of ten thousand columns may use.
// The zero Roll is empty and ready. It may not be used by two at once.
type Roll struct{ piece []byte }

// Lay returns what is written in text as a string that stays. The bytes of text may change afterwards.
func (r *Roll) Lay(text []byte) string {
	if len(text) > cap(r.piece)-len(r.piece) {
		r.piece = make([]byte, 0, max(64<<10, len(text)))
	}
	from := len(r.piece)
	r.piece = append(r.piece, text...)
	text = r.piece[from:]
	return unsafe.String(unsafe.SliceData(text), len(text)) //nolint:gosec // never written to again
}
