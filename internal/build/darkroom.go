package build

import (
	"sync"

	"kanshu/internal/kanshu"
)

// A darkroom keeps the pictures of a preview in memory, so that no save has them decoded again. The zero
// darkroom is empty. It is safe for use by many at once.
type darkroom struct {
	mu   sync.Mutex
	kept map[kanshu.Digest][]byte
	size int // bytes
}

// roomFor is how many bytes a darkroom keeps; when they are more, it begins anew.
const roomFor = 64 << 20

// Load implements output.Cache.
func (d *darkroom) Load(key kanshu.Digest) ([]byte, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	b, ok := d.kept[key]
	return b, ok
}

// Store implements output.Cache.
func (d *darkroom) Store(key kanshu.Digest, b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.kept == nil || d.size+len(b) > roomFor {
		d.kept, d.size = map[kanshu.Digest][]byte{}, 0
	}
	d.kept[key] = b
	d.size += len(b)
}
