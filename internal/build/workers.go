package build

import (
	"runtime"
	"sync"
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// Workers returns the loop that load, judge and make are handed: n goroutines that take the next index
// until none is left. n of 0 is one for each processor. It starts no more goroutines than there is
// work for, and none for a single worker. Every index is done: what may be abandoned looks at its context
// itself, for a half-filled slice is nobody's result.
func Workers(n int) kanshu.Each {
	if n == 0 {
		n = runtime.GOMAXPROCS(0)
	}
	return func(count int, do func(i int)) {
		if n == 1 || count < 2 {
			for i := range count {
				do(i)
			}
			return
		}
		var next atomic.Int64
		var wg sync.WaitGroup
		for range min(n, count) {
			wg.Go(func() {
				for {
					i := int(next.Add(1)) - 1
					if i >= count {
						return
					}
					do(i)
				}
			})
		}
		wg.Wait()
	}
}
