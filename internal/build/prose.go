package build

import (
	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// proseKept is the name under which the findings of rules are kept.
const proseKept = "found"

// A prose keeps what the rules found in columns from one build to the next, for gate.Cache, which it
// implements. What was not asked for in this build is forgotten.
type prose struct{ draft }

// Findings implements gate.Cache.
func (p *prose) Findings(key kanshu.Digest) ([]kanshu.Finding, bool) {
	v, ok := p.find(key)
	if !ok {
		return nil, false
	}
	r := flat.Read(v)
	fs := readFindings(&r, "")
	if !r.Whole() {
		return nil, false
	}
	return fs, true
}

// Keep implements gate.Cache.
func (p *prose) Keep(key kanshu.Digest, fs []kanshu.Finding) {
	p.add(key, string(appendFindings(nil, "", fs)))
}
