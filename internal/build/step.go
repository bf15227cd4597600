package build

import (
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// A Step is a stretch of a run that may take long.
type Step int

// The steps, in the order of a run.
const (
	Reading Step = iota
	Judging
	Planning
	Making
	Publishing
)

// loop returns the loop of one step, which tells Options.Tell how far it has come.
func (o Options) loop(s Step) kanshu.Each {
	each := Workers(o.Workers)
	if o.Tell == nil {
		return each
	}
	return func(n int, do func(i int)) {
		var done atomic.Int64
		o.Tell(s, 0, n)
		each(n, func(i int) {
			do(i)
			o.Tell(s, int(done.Add(1)), n)
		})
	}
}
