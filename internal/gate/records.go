package gate

import (
	"slices"
	"strings"

	"kanshu/internal/kanshu"
)

// records hands the pictures that kanshu.yaml and the records of data/ name to the rules that look at such,
// and adds what they find to the findings of the site, each once.
func records(site *kanshu.Site, seen *sights, o Options) {
	found := slices.Clip(site.Findings)
	for _, img := range site.Images {
		c := &Case{Column: &kanshu.Column{File: img.Pos.File}, Config: site.Config, day: o.Today, sights: seen}
		s := c.Picture("/" + strings.TrimPrefix(img.Dest, "/"))
		for _, r := range o.Rules {
			if r.Record != nil {
				c.try(step{r, func(c *Case) { r.Record(c, img, s) }, r.Live})
			}
		}
		for _, f := range c.findings {
			if f.Severity < kanshu.Warn { // no column is withheld for it
				f.Severity, f.Readers = kanshu.Warn, kanshu.Wording{}
			}
			if !slices.ContainsFunc(found, func(g kanshu.Finding) bool { return g.Rule == f.Rule && g.Pos == f.Pos }) {
				found = append(found, f)
			}
		}
	}
	site.Findings = found
}

// Templates returns the names of the site's own templates that stand at the top of layouts/, sorted and
// without their ending.
func (c *Case) Templates() []string {
	c.mustLive("templates")
	if c.sights == nil {
		return nil
	}
	return c.sights.templates()
}
