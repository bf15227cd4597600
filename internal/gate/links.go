package gate

import (
	"fmt"
	"path"
	"strings"

	"kanshu/internal/kanshu"
)

// Link resolves an address that the body of an approved column names to one of this site's own. It
// returns the address to print, with its fragment, and whether something stands there; where nothing
// does, only the words of the link are printed. Addresses of other sites are not its affair.
//
// A column may be named as /columns/SLUG/, ../SLUG/, SLUG.md, ../SLUG/index.md, with or without a
// fragment; what begins with # stays on the page.
func (e *Edition) Link(from *kanshu.Column, dest string) (string, bool) {
	if strings.HasPrefix(dest, "#") {
		return dest, true
	}
	p, rest := sitePath(e.config, from, dest)
	if p == "" || !e.Stands(p) {
		return "", false
	}
	return e.config.BasePath + p + rest, true
}

// Stands reports whether a page or feed of this edition stands at a site path.
func (e *Edition) Stands(p string) bool {
	if e.byPath[p] != nil {
		return true
	}
	switch p {
	case "/", "/columns/", "/category/", "/tags/", "/doctors/", "/clinics/", "/feeds/", "/about/",
		"/feed.xml", "/atom.xml", "/feed.json", "/sitemap.xml":
		return true
	case "/search/":
		return e.config.Search
	case "/glossary/":
		return len(e.terms) > 0
	}
	parts := strings.Split(strings.Trim(p, "/"), "/")
	if len(parts) != 2 || !strings.HasSuffix(p, "/") {
		return false
	}
	switch parts[0] {
	case "category":
		return hasTopic(e.topics[0], parts[1])
	case "tags":
		return hasTopic(e.topics[1], parts[1])
	case "doctors":
		for _, d := range e.doctors {
			if d.ID == parts[1] {
				return true
			}
		}
	case "clinics":
		for _, c := range e.clinics {
			if c.ID == parts[1] {
				return true
			}
		}
	}
	return false
}

func hasTopic(ts []*kanshu.Topic, id string) bool {
	for _, t := range ts {
		if t.ID == id {
			return true
		}
	}
	return false
}

// sitePath turns an address as written into a site path with a slash at the end where a page is
// meant, and what follows it (?query, #fragment). The path is "" where none can be made.
func sitePath(cfg *kanshu.Config, from *kanshu.Column, dest string) (p, rest string) {
	if own, ok := cfg.Own(dest); ok {
		dest = own
	} else if cfg.BasePath != "" && strings.HasPrefix(dest, cfg.BasePath+"/") {
		dest = strings.TrimPrefix(dest, cfg.BasePath)
	}
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		dest, rest = dest[:i], dest[i:]
	}
	if dest == "" {
		return "", rest
	}
	if strings.Contains(dest, ":") || strings.HasPrefix(dest, "//") {
		return "", rest
	}
	page := strings.HasSuffix(dest, "/") || path.Ext(dest) == "" || strings.HasSuffix(dest, ".md") || strings.HasSuffix(dest, "/index.html")
	switch {
	case strings.HasPrefix(dest, "/"):
	case strings.HasSuffix(dest, ".md"): // beside the file
		base := path.Dir(from.File)
		dest = "/" + path.Join(base, dest)
	default: // beside the page
		dest = path.Join(from.Path(cfg.Language), dest)
	}
	dest = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(dest, "/index.html"), ".md"), "/index")
	dest = path.Clean(dest)
	if page && dest != "/" {
		dest += "/"
	}
	return dest, rest
}

// checkLinks reports links in approved columns that lead to nothing: to a column that is kept out, or to no
// column at all. Where the site refuses for them, it refuses those columns, says that it did, and leaves
// the others to the next turn.
func checkLinks(site *kanshu.Site, e *Edition, verdicts []kanshu.Verdict) (refused bool) {
	var withheld map[string]bool
	told := make(map[int][]kanshu.Finding)
	for i := range verdicts {
		v := &verdicts[i]
		if v.Outcome != kanshu.Approved {
			continue
		}
		refuses := false
		for _, l := range v.Column.Survey.Links {
			if _, ok := e.Link(v.Column, l.Dest); ok {
				continue
			}
			if withheld == nil {
				withheld = withheldPaths(site, verdicts)
			}
			p, _ := sitePath(site.Config, v.Column, l.Dest)
			f := linkFinding(site.Config, l, withheld[p])
			refuses = refuses || f.Severity == kanshu.Refuse
			told[i] = append(told[i], f)
		}
		if refuses {
			v.Outcome, refused = kanshu.Refused, true
			v.Findings = append(v.Findings, told[i]...)
			delete(told, i)
		}
	}
	if !refused {
		for i := range verdicts {
			verdicts[i].Findings = append(verdicts[i].Findings, told[i]...)
		}
	}
	return refused
}

func withheldPaths(site *kanshu.Site, verdicts []kanshu.Verdict) map[string]bool {
	m := map[string]bool{}
	for _, v := range verdicts {
		if v.Outcome != kanshu.Approved && v.Column.Slug != "" {
			m[v.Column.Path(site.Config.Language)] = true
		}
	}
	return m
}

func linkFinding(cfg *kanshu.Config, l kanshu.Ref, withheld bool) kanshu.Finding {
	f := kanshu.Finding{
		Rule: "link-broken", Severity: kanshu.Warn, Pos: l.Pos,
		Message: kanshu.Wording{
			JA: fmt.Sprintf("リンク先 %s は、このサイトにありません", l.Dest),
			EN: fmt.Sprintf("nothing stands at %s on this site", l.Dest),
		},
		Readers: kanshu.Wording{JA: "リンクは外れ、文字だけが表示されます。", EN: "the link is taken off and only its words are shown"},
		Hint: kanshu.Wording{
			JA: "アドレスを確かめてください。ほかのコラムへは /columns/SLUG/ と書きます。",
			EN: "check the address; another column is written /columns/SLUG/",
		},
	}
	if withheld {
		f.Rule = "link-withheld"
		f.Message = kanshu.Wording{
			JA: fmt.Sprintf("リンク先 %s は、いま公開されていないコラムです", l.Dest),
			EN: fmt.Sprintf("%s is a column that is not published now", l.Dest),
		}
		f.Hint = kanshu.Wording{
			JA: "リンク先のコラムが公開されると、リンクは自動で戻ります。急ぐときは別の案内に書き替えてください。",
			EN: "the link returns by itself once that column is published; until then you may point elsewhere",
		}
	}
	if f.Severity = stricter(cfg, f); f.Severity == kanshu.Refuse {
		f.Readers = withheldWords
	}
	return f
}
