package build

import (
	"bytes"
	"sync"

	"kanshu/internal/kanshu"
	"kanshu/internal/markdown"
)

// A surveys knows the columns whose bodies were not looked into yet. Surveying ten thousand bodies takes
// most of the time from start to first page, and a page needs those of four or five.
type surveys struct {
	waiting map[*kanshu.Column]*sync.Once // changed only while Preview.mu is held for writing

	mu   sync.Mutex
	late string // a file that changed before it was surveyed
}

// A glancer surveys a site that is loaded.
type glancer struct{ readers kanshu.Tray[markdown.Reader] }

// glance is the survey of a body: whole where pictures are shown, which must be known before the first page is made,
// else put off.
func (g *glancer) glance(file string, line int, body []byte) kanshu.Survey {
	if !bytes.Contains(body, []byte("![")) {
		return kanshu.Survey{}
	}
	r := g.readers.Take()
	defer g.readers.Put(r)
	return r.Survey(file, line, body)
}

// await notes which columns of a site are still to be surveyed.
func (s *surveys) await(site *kanshu.Site) {
	s.waiting = make(map[*kanshu.Column]*sync.Once, len(site.Columns))
	for _, c := range site.Columns {
		if c.Survey.Letters == 0 && c.Body.Size > 0 {
			s.waiting[c] = new(sync.Once)
		}
	}
}

// look brings one column's Survey up to date. The caller holds Preview.mu for reading.
func (s *surveys) look(c *kanshu.Column) {
	once := s.waiting[c]
	if once == nil {
		return
	}
	once.Do(func() {
		b, err := c.Body.Bytes()
		if err == nil {
			c.Survey = markdown.Survey(c.File, c.Body.Line, b)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.late = c.File
	})
}

// missed returns a file that changed before it was surveyed, and forgets it; "" if there was none. What was
// made meanwhile is to be made again once the file is read.
func (s *surveys) missed() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	file := s.late
	s.late = ""
	return file
}
