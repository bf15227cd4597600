package output

import (
	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
)

// An AboutPage is what about.html receives: how this site supervises.
type AboutPage struct {
	Frame
	Doctors []*layout.Piece
}

// about plans the page that says how this site supervises, in each language. It is left out of the
// site's own language where the configuration names another page for it.
func about(p *Press) ([]kanshu.Artifact, error) {
	if p.Edition.Config().About != "" {
		return nil, nil
	}
	return []kanshu.Artifact{p.Layouts.Lazy(file(toAbout), "about.html", kanshu.Lists, func() any {
		s := p.own()
		title := s.labels.About
		d := &AboutPage{Frame: p.frame(s, nowhere, toAbout, title, s.labels.AboutLead, Step{Name: title})}
		d.LD = p.listLD(title, toAbout, p.crumbs(d.Crumbs, toAbout))
		for _, doc := range p.Edition.Doctors() {
			d.Doctors = append(d.Doctors, s.boxes.person[doc])
		}
		return d
	})}, nil
}
