package kanshu

import "sync"

// A Tray keeps what one worker has done with for the next: buffers that have grown. It stands beside
// sync.Pool, which forgets at every collection what a build needs again at once. It holds as many as were ever
// taken at the same time. The zero Tray is empty and ready, and safe for use by many at once.
type Tray[T any] struct {
	mu   sync.Mutex
	free []*T
}

// Take returns what was put last, or a new zero T.
func (t *Tray[T]) Take() *T {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(t.free)
	if n == 0 {
		return new(T)
	}
	v := t.free[n-1]
	t.free = t.free[:n-1]
	return v
}

// Put gives back what was taken. The giver must not use it any more.
func (t *Tray[T]) Put(v *T) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.free = append(t.free, v)
}
