package publish

import (
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// Standing returns the digest of the build.json that stands: after Commit, of the one that was given. It is
// zero where nothing stands.
func (p *Publisher) Standing() kanshu.Digest {
	switch {
	case p.public:
		return p.now
	case p.standing == nil:
		return kanshu.Digest{}
	}
	return p.standing.digest
}

// Whole reports whether every file of the standing tree stands as it was written; each is looked at as Known
// looks at one. What had to be read again is written down for the next run. Where Options.Clean is set,
// nothing is believed and the answer is no.
func (p *Publisher) Whole() bool {
	if p.standing == nil || p.clean {
		return false
	}
	const part = 256
	n := len(p.standing.Entries)
	var torn atomic.Bool
	p.each((n+part-1)/part, func(k int) {
		for i := k * part; i < min((k+1)*part, n) && !torn.Load(); i++ {
			if !p.stands(i) {
				torn.Store(true)
			}
		}
	})
	if torn.Load() {
		return false
	}
	if p.doubted.Load() {
		_ = p.writeDown(p.standing) // it helps the next run and no more
	}
	return true
}
