package build

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"kanshu/internal/kanshu"
)

// batchMost is how many turns a worker takes at once at most: so few that the last one to end keeps nobody waiting for
// long, and enough that they do not all ask for each number.
const batchMost = 4

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
		batch := max(1, min(batchMost, count/(64*n)))
		var next atomic.Int64
		var wg sync.WaitGroup
		for range min(n, count) {
			wg.Go(func() {
				for to := batch; to < count+batch; {
					to = int(next.Add(int64(batch)))
					for i := to - batch; i < min(to, count); i++ {
						do(i)
					}
				}
			})
		}
		wg.Wait()
	}
}

// beside starts do, and returns what waits for its end, which it is asked to come to then. Where one worker is to do
// all the work, do is left out.
func beside(ctx context.Context, workers int, do func(context.Context)) (join func()) {
	if workers == 1 || workers == 0 && runtime.GOMAXPROCS(0) == 1 {
		return func() {}
	}
	ctx, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		do(ctx)
	}()
	return func() {
		stop()
		<-done
	}
}
