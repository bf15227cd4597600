package markdown

import "kanshu/internal/kanshu"

// Source returns the bytes that were read. They must not be changed.
func (d *Doc) Source() []byte { return d.source }

// Links returns the links of the text that have words of their own, as written, in order of place.
// Bare addresses are not among them.
func (d *Doc) Links() []kanshu.Ref {
	refs := make([]kanshu.Ref, 0, len(d.links))
	for _, n := range d.links {
		refs = append(refs, kanshu.Ref{
			Dest: string(resolve(n.Destination)), Text: string(d.words(n)), Pos: d.Pos(n.Pos()),
		})
	}
	return refs
}

// Offset returns the byte of the source from which the byte of Text at offset comes, both from 0.
func (s *Span) Offset(offset int) int {
	if len(s.runs) == 0 {
		return 0
	}
	r := s.runs[s.run(offset)]
	return min(r.source+max(0, min(offset-r.at, r.size)), len(s.doc.source))
}
