package output

import (
	"html/template"
	"strings"

	"kanshu/internal/kanshu"
)

// A TombstonePage is what tombstone.html receives: the frame, a day and a telephone, and none of the
// words that stood there.
type TombstonePage struct {
	Frame
	Since   kanshu.Date
	Tel     string
	TelHref template.URL
	Links   []Link
}

// tombstones plans a page for every address whose column was withdrawn, unless a column stands there
// again.
func tombstones(p *Press) ([]kanshu.Artifact, error) {
	var as []kanshu.Artifact
	for _, t := range p.Withdrawn {
		if p.Edition.Column(t.Path) != nil {
			continue
		}
		as = append(as, p.Layouts.Lazy(file(t.Path), "tombstone.html", kanshu.Withdrawals, func() any { return p.tombstone(t) }))
	}
	return as, nil
}

func (p *Press) tombstone(t kanshu.Tombstone) *TombstonePage {
	s := p.own()
	for _, o := range p.room.shelves {
		if o.prefix != "" && strings.HasPrefix(t.Path, o.prefix+"/") {
			s = o
		}
	}
	d := &TombstonePage{Frame: p.frame(s, toColumns, "", s.labels.Gone, ""), Since: t.Since, Links: p.ways(s)}
	d.Robots, d.Head = "noindex", s.heads[""]
	k := p.Edition.Config().Publisher.Clinic
	if k == nil && len(p.Edition.Clinics()) > 0 {
		k = p.Edition.Clinics()[0]
	}
	if k != nil {
		b := p.clinicBox(s, k)
		d.Tel, d.TelHref = b.Tel, b.TelHref
	}
	return d
}
