package source

import "bufio"

// A scratch is the memory that reading one file needs and leaves: it is handed from file to file, since
// ten thousand of each would be the larger part of what a build allocates.
type scratch struct {
	buf    []byte        // the file
	reader *bufio.Reader // for adrg/frontmatter
	stack  []node        // of the records and lists not yet closed
	slab   []node        // the values of those that are
	keys   []entry       // of the records taken apart
}

func newScratch() *scratch {
	return &scratch{reader: bufio.NewReaderSize(nil, 4096), stack: make([]node, 0, 64), slab: make([]node, 0, 256), keys: make([]entry, 0, 128)}
}

// close moves the nodes from base on from the stack into the slab.
func (s *scratch) close(base int) []node {
	open := s.stack[base:]
	if cap(s.slab)-len(s.slab) < len(open) {
		s.slab = make([]node, 0, 2*cap(s.slab)+len(open)) // nodes in the old one stay where they are
	}
	at := len(s.slab)
	s.slab = append(s.slab, open...)
	s.stack = s.stack[:base]
	return s.slab[at:len(s.slab):len(s.slab)]
}

// entries returns room for n entries, empty.
func (s *scratch) entries(n int) []entry {
	if cap(s.keys)-len(s.keys) < n {
		s.keys = make([]entry, 0, 2*cap(s.keys)+n) // entries in the old one stay where they are
	}
	at := len(s.keys)
	s.keys = s.keys[:at+n]
	return s.keys[at : at : at+n]
}

// reset makes room for the next tree; the one before is gone.
func (s *scratch) reset() { s.stack, s.slab, s.keys = s.stack[:0], s.slab[:0], s.keys[:0] }
