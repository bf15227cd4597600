package build

import (
	"kanshu/internal/kanshu"
)

// keysKept is the name under which the keys of pages are kept.
const keysKept = "keys"

// A keys is the keys of the last plan by their briefs, for output.Keys, which it implements. What this plan
// does not ask for is forgotten.
type keys struct{ draft }

// Key implements output.Keys.
func (k *keys) Key(brief kanshu.Digest) (key kanshu.Digest, ok bool) {
	v, ok := k.find(brief)
	if !ok || len(v) != digestSize {
		return key, false
	}
	copy(key[:], v)
	return key, true
}

// Keep implements output.Keys.
func (k *keys) Keep(brief, key kanshu.Digest) { k.add(brief, string(key[:])) }
