package output

import "kanshu/internal/kanshu"

// Robots plans robots.txt: everything may be read, and where the sitemap is. Crawlers ask for it at the
// root of a host alone, so a site below a path has to copy its lines there.
//
// Source: RFC 9309.
var Robots = Kind{"robots", planRobots}

func planRobots(p *Press) ([]kanshu.Artifact, error) {
	b := []byte("User-agent: *\nAllow: " + p.Edition.Config().BasePath + "/\n\nSitemap: " + p.abs("/sitemap.xml") + "\n")
	return []kanshu.Artifact{fixed("robots.txt", "text/plain; charset=utf-8", kanshu.Lists, b)}, nil
}
