package layout

import (
	"html/template"
	"sync"

	"kanshu/internal/kanshu"
)

// A Piece is HTML that many pages share: a header, a doctor's box, a column's card. It is rendered when
// the first page asks for it, and once. In a key it stands for its own key, so that pages need not be
// compared by bytes that are not rendered yet. It is safe for use by many at once.
type Piece struct {
	key  kanshu.Digest
	html func() (template.HTML, error)
}

// Piece plans a shared piece. data is called once for the key and, if the piece is ever rendered, once
// more; it must give equal data both times.
func (s *Set) Piece(name string, data func() any) *Piece {
	return &Piece{
		key:  s.Key(name, data()),
		html: sync.OnceValues(func() (template.HTML, error) { return s.HTML(name, data()) }),
	}
}

// HTML returns the rendered piece; the zero and the nil Piece are empty.
func (p *Piece) HTML() (template.HTML, error) {
	if p == nil || p.html == nil {
		return "", nil
	}
	return p.html()
}

// AppendKey implements Keyed.
func (p *Piece) AppendKey(b []byte) []byte { return append(b, p.key[:]...) }
