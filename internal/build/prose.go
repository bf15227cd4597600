package build

import (
	"bytes"
	"encoding/gob"
	"slices"
	"sync"

	"kanshu/internal/kanshu"
)

// proseKept is the name under which the findings of prose are kept.
const proseKept = "prose"

// A prose keeps what the rules found in the prose of columns from one build to the next. It implements
// gate.Cache. What was not asked for in this build is forgotten.
type prose struct {
	salt  kanshu.Digest // of the program, kanshu.yaml and data/
	mu    sync.Mutex
	old   map[kanshu.Digest][]kanshu.Finding
	now   map[kanshu.Digest][]kanshu.Finding
	fresh bool // something was found anew
}

// keptProse is a prose as it is written down.
type keptProse struct {
	Salt  kanshu.Digest
	Found []foundProse
}

type foundProse struct {
	Key      kanshu.Digest
	Findings []kanshu.Finding
}

// recallProse returns the prose that data holds, an empty one where it holds none of this salt.
func recallProse(data []byte, salt kanshu.Digest) *prose {
	p := &prose{salt: salt, old: map[kanshu.Digest][]kanshu.Finding{}, now: map[kanshu.Digest][]kanshu.Finding{}}
	var k keptProse
	if len(data) == 0 || gob.NewDecoder(bytes.NewReader(data)).Decode(&k) != nil || k.Salt != salt {
		return p
	}
	for _, f := range k.Found {
		p.old[f.Key] = f.Findings
	}
	return p
}

// Findings implements gate.Cache.
func (p *prose) Findings(key kanshu.Digest) ([]kanshu.Finding, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fs, ok := p.old[key]
	if ok {
		p.now[key] = fs
	}
	return slices.Clone(fs), ok
}

// Keep implements gate.Cache.
func (p *prose) Keep(key kanshu.Digest, fs []kanshu.Finding) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.now[key] = slices.Clone(fs) // the gate softens and sorts its own
	p.fresh = true
}

// changed reports whether the next build would gain by what data returns.
func (p *prose) changed() bool { return p.fresh || len(p.now) < len(p.old) }

// data returns the prose as recallProse reads it, sorted by key.
func (p *prose) data() ([]byte, error) {
	k := keptProse{Salt: p.salt, Found: make([]foundProse, 0, len(p.now))}
	for key, fs := range p.now {
		k.Found = append(k.Found, foundProse{key, fs})
	}
	slices.SortFunc(k.Found, func(a, b foundProse) int { return bytes.Compare(a.Key[:], b.Key[:]) })
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(&k)
	return b.Bytes(), err
}
