package output

import "kanshu/internal/kanshu"

// A NotFoundPage is what 404.html receives.
type NotFoundPage struct {
	Frame
	Search string // address of the search page; "" where there is none
	Links  []Link // the main ways into the site
}

// notFound plans the page that hosts show for addresses that are not there. All its links begin at the
// site's root, since it is shown at any depth.
func notFound(p *Press) ([]kanshu.Artifact, error) {
	return []kanshu.Artifact{p.Layouts.Lazy("404.html", "404.html", kanshu.Lists, func() any {
		s := p.own()
		d := &NotFoundPage{Frame: p.frame(s, nowhere, "", s.labels.NotFound, ""), Search: p.searchHref(s), Links: p.ways(s)}
		d.Robots, d.Head = "noindex", s.heads[""]
		return d
	})}, nil
}
