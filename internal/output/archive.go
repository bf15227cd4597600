package output

import "kanshu/internal/kanshu"

// archive plans the list of all columns, by year, in each language.
func archive(p *Press) ([]kanshu.Artifact, error) {
	var as []kanshu.Artifact
	for _, s := range p.room.shelves {
		as = append(as, p.pages(list{
			shelf: s, at: toColumns, path: s.prefix + toColumns, title: s.labels.AllColumns,
			columns: s.columns, years: true,
		})...)
	}
	return as, nil
}
