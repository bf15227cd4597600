package output

import "kanshu/internal/kanshu"

// tags plans the list of tags, and a list of columns for each that holds one.
func tags(p *Press) ([]kanshu.Artifact, error) {
	return p.topics(p.Edition.Tags(), toTags,
		func(s *shelf) string { return s.labels.Tags },
		func(s *shelf) map[string][]*kanshu.Column { return s.tag }), nil
}
