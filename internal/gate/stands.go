package gate

import (
	"cmp"
	"strconv"
	"strings"

	"kanshu/internal/kanshu"
)

// A standing is what is looked up of an edition beside its columns' own addresses.
type standing struct {
	lists   map[string]int            // the pages that are no column's, by site path, with how many columns each lists
	aliases map[string]*kanshu.Column // by alias, without a slash at the end; those that two columns claim are not in it
}

// PageSize returns how many columns stand on one page of a list.
func (e *Edition) PageSize() int { return cmp.Or(e.config.Output.PageSize, 20) }

// Stands reports whether a page or feed of this edition stands at a site path: a column's, a list's with the
// pages that follow it, in every language, a doctor's, a clinic's, a page that every site has. Aliases and
// withdrawn columns are no pages.
func (e *Edition) Stands(p string) bool {
	if e.byPath[p] != nil {
		return true
	}
	lists := e.standing().lists
	if _, ok := lists[p]; ok {
		return true
	}
	i := strings.LastIndexByte(p, '/') + 1
	switch dir := p[:i]; p[i:] {
	case "":
		return e.leafs(p)
	case "feed.xml", "atom.xml", "feed.json":
		_, ok := lists[dir]
		return dir == "/" || ok && strings.Count(dir, "/") == 3 && (strings.HasPrefix(dir, "/category/") || strings.HasPrefix(dir, "/doctors/"))
	}
	return p == "/sitemap.xml"
}

// leafs reports whether p is the second or a later page of a list: /columns/page/2/.
func (e *Edition) leafs(p string) bool {
	list, number, _ := strings.Cut(strings.TrimSuffix(p, "/"), "page/")
	n, err := strconv.Atoi(number)
	if err != nil || n < 2 || strconv.Itoa(n) != number {
		return false
	}
	columns := e.standing().lists[list]
	return n <= (columns+e.PageSize()-1)/e.PageSize()
}

// standing gathers what Stands and Link look up, when it is first asked for.
func (e *Edition) standing() *standing {
	e.once.Do(func() { e.stood = e.stand() })
	return e.stood
}

// byFile returns the columns by file, gathered when a link first names one so.
func (e *Edition) byFile() map[string]*kanshu.Column {
	e.filed.Do(func() {
		e.files = make(map[string]*kanshu.Column, len(e.columns))
		for _, c := range e.columns {
			e.files[c.File] = c
		}
	})
	return e.files
}

func (e *Edition) stand() *standing {
	s := &standing{lists: map[string]int{}, aliases: map[string]*kanshu.Column{}}
	s.language("", e.config)
	for _, p := range [...]string{"/doctors/", "/clinics/", "/feeds/"} {
		s.lists[p] = 0
	}
	if e.config.About == "" {
		s.lists["/about/"] = 0
	}
	if len(e.terms) > 0 {
		s.lists["/glossary/"] = 0
	}
	for _, d := range e.doctors {
		s.lists["/doctors/"+d.ID+"/"] = 0
	}
	for _, c := range e.clinics {
		s.lists["/clinics/"+c.ID+"/"] = 0
	}
	counts := map[string]*met{}
	var same *met // of the column before, whose language nearly all have
	lang := ""
	for _, c := range e.columns {
		if same == nil || c.Lang != lang {
			same, lang = s.met(c, e.config, counts), c.Lang
		}
		s.column(c, same)
	}
	for prefix, m := range counts {
		s.lists[prefix+"/columns/"] += m.columns
		for t, n := range m.category {
			s.lists[prefix+"/category/"+t.ID+"/"] += n
		}
		for t, n := range m.tags {
			s.lists[prefix+"/tags/"+t.ID+"/"] += n
		}
		for d, n := range m.doctors {
			p := "/doctors/" + d.ID + "/"
			if _, office := s.lists[p]; office {
				s.lists[p] += n
			}
		}
	}
	return s
}

// A met counts the columns of one language, also by what they name: ten thousand name the same few.
type met struct {
	columns        int
	category, tags map[*kanshu.Topic]int
	doctors        map[*kanshu.Doctor]int // in the site's own language; nil for others
}

// language adds the pages that a language has, whatever its columns are.
func (s *standing) language(prefix string, cfg *kanshu.Config) {
	for _, p := range [...]string{"/", "/columns/", "/category/", "/tags/"} {
		s.lists[prefix+p] += 0
	}
	if cfg.Search {
		s.lists[prefix+"/search/"] = 0
	}
}

// met returns the counts of a column's language, and adds its pages where it is the first.
func (s *standing) met(c *kanshu.Column, cfg *kanshu.Config, counts map[string]*met) *met {
	prefix := ""
	if c.Lang != "" && c.Lang != cfg.Language {
		prefix = "/" + c.Lang
	}
	m := counts[prefix]
	if m == nil {
		m = &met{category: map[*kanshu.Topic]int{}, tags: map[*kanshu.Topic]int{}}
		if prefix == "" {
			m.doctors = map[*kanshu.Doctor]int{}
		}
		counts[prefix] = m
		s.language(prefix, cfg)
	}
	return m
}

// column counts one column in the lists that it stands in.
func (s *standing) column(c *kanshu.Column, m *met) {
	m.columns++
	if c.Category != nil {
		m.category[c.Category]++
	}
	for _, t := range c.Tags {
		m.tags[t]++
	}
	for _, v := range c.Supervisors {
		if m.doctors != nil && v.Doctor.ID != "" {
			m.doctors[v.Doctor]++
		}
	}
	for _, a := range c.Aliases {
		key := aliasKey(a)
		if other, claimed := s.aliases[key]; claimed && other != c {
			s.aliases[key] = nil
			continue
		}
		s.aliases[key] = c
	}
}
