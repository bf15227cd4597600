package layout

import (
	"html/template"
	"sync"

	"kanshu/internal/kanshu"
)

// A Piece is HTML that many pages share: a header, a doctor's box, a column's card. It is rendered when
// the first page asks for it, and once. In a key it stands for its own key, so that pages need not be
// compared by bytes that are not rendered yet; that key is taken when it is first asked for, since a preview
// shows one page and asks for none of them. It is safe for use by many at once.
type Piece struct {
	set  *Set
	name string
	data any // a func() any that gathers it; of a Single the data itself

	keyed sync.Once
	key   kanshu.Digest

	rendered sync.Once
	html     template.HTML
	err      error
}

// Piece plans a shared piece. data is called at most once for the key and once for the HTML; it must give
// equal data both times.
func (s *Set) Piece(name string, data func() any) *Piece {
	return &Piece{set: s, name: name, data: data}
}

// Single plans a piece of one page alone: its data is at hand, and a page that shows it may write it where it
// stands instead of keeping it.
func (s *Set) Single(name string, data any) *Piece {
	return &Piece{set: s, name: name, data: data}
}

// gathered returns the data of a piece.
func (p *Piece) gathered() any {
	if gather, ok := p.data.(func() any); ok {
		return gather()
	}
	return p.data
}

// alone returns the program of a Single, nil for any other piece and where there is none.
func (p *Piece) alone() *program {
	if p == nil || p.set == nil {
		return nil
	}
	if _, shared := p.data.(func() any); shared || p.set.sheets[p.name] == nil {
		return nil
	}
	return p.set.sheets[p.name].program(p.data)
}

// HTML returns the rendered piece; the zero and the nil Piece are empty.
func (p *Piece) HTML() (template.HTML, error) {
	if p == nil || p.set == nil {
		return "", nil
	}
	p.rendered.Do(func() { p.html, p.err = p.set.HTML(p.name, p.gathered()) })
	return p.html, p.err
}

// AppendKey implements Keyed.
func (p *Piece) AppendKey(b []byte) []byte {
	if p.set != nil {
		p.keyed.Do(func() { p.key = p.set.Key(p.name, p.gathered()) })
	}
	return append(b, p.key[:]...)
}
