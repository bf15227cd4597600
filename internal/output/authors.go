package output

import (
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// authors returns who wrote a column: never its supervisor unless the column says so, and the
// publisher where it names nobody.
func (p *Press) authors(c *kanshu.Column, url string) []schemaorg.Author {
	n := p.known()
	if len(c.Authors) == 0 {
		return n.publisherAuthor
	}
	list := make([]schemaorg.Author, 0, len(c.Authors))
	for _, a := range c.Authors {
		if a.Doctor == nil {
			if a.Name == p.publisherName() {
				list = append(list, schemaorg.Author{ID: n.publisherID})
			} else {
				list = append(list, schemaorg.Author{Name: a.Name, Desk: desk(a.Name)})
			}
			continue
		}
		author := schemaorg.Author{Name: a.Name}
		if _, ok := n.doctors[a.Doctor]; ok {
			author.ID, author.URL = n.doctorID(a.Doctor, url, 0), p.abs(doctorPath(a.Doctor))
		}
		for i, s := range c.Supervisors {
			if s.Doctor == a.Doctor {
				author = schemaorg.Author{ID: n.doctorID(a.Doctor, url, i)}
				break
			}
		}
		list = append(list, author)
	}
	return list
}

// desk reports whether a name is that of a group of people rather than of one.
func desk(name string) bool {
	for _, word := range [...]string{
		"編集", "事務局", "委員会", "広報", "チーム", "会社", "法人", "クリニック", "医院", "病院", "センター", "協会",
		"学会", "研究所", "グループ", "Team", "team", "Editor", "editor", "Desk", "Inc.", "Clinic", "Hospital",
	} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}

func (p *Press) publisherName() string {
	cfg := p.Edition.Config()
	if cfg.Publisher.Name != "" {
		return cfg.Publisher.Name
	}
	return cfg.Title
}
