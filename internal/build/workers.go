package build

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// workers returns the loop that load, judge and make are handed: n goroutines that take the next index
// until none is left or ctx ends. n of 0 is one for each processor. It starts no more goroutines than
// there is work for, and none for a single worker.
func workers(ctx context.Context, n int) kanshu.Each {
	if n == 0 {
		n = runtime.GOMAXPROCS(0)
	}
	return func(count int, do func(i int)) {
		if n == 1 || count < 2 {
			for i := 0; i < count && ctx.Err() == nil; i++ {
				do(i)
			}
			return
		}
		var next atomic.Int64
		var wg sync.WaitGroup
		for range min(n, count) {
			wg.Go(func() {
				for ctx.Err() == nil {
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
