package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"kanshu/internal/kanshu"
	"kanshu/internal/publish"
)

// makeAll makes every artifact whose key does not stand in the last edition, and stages it. It
// returns the manifest of the whole and how many were made. Entries come in the artifacts' order.
func makeAll(ctx context.Context, artifacts []kanshu.Artifact, pub *publish.Publisher, each kanshu.Each) (*kanshu.Manifest, int, error) {
	m := &kanshu.Manifest{Entries: make([]kanshu.Entry, len(artifacts))}
	errs := make([]error, len(artifacts))
	todo := unknown(artifacts, pub, each, m.Entries)
	var benches kanshu.Tray[bench]
	each(len(todo), func(n int) {
		if ctx.Err() != nil {
			return
		}
		i := todo[n]
		b := benches.Take()
		defer benches.Put(b)
		a := &artifacts[i]
		data, err := b.make(a)
		if err == nil {
			m.Entries[i] = kanshu.Entry{Path: a.Path, Key: a.Key}
			err = pub.Stage(&m.Entries[i], data)
			a.Make = nil // what it holds is done with
		}
		if err != nil {
			errs[i] = fmt.Errorf("make %s: %w", a.Path, err)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	return m, len(todo), errors.Join(firstOf(errs)...)
}

// unknown returns which artifacts the standing tree does not hold, by index, in the order in which they are best
// made, and fills in the entries of the others.
func unknown(artifacts []kanshu.Artifact, pub *publish.Publisher, each kanshu.Each, entries []kanshu.Entry) []int {
	const part = 256
	missing := make([]bool, len(artifacts))
	each((len(artifacts)+part-1)/part, func(k int) {
		for i := k * part; i < min((k+1)*part, len(artifacts)); i++ {
			e, ok := pub.Known(artifacts[i].Path, artifacts[i].Key)
			entries[i], missing[i] = e, !ok
		}
	})
	var todo []int
	for i, m := range missing {
		if m {
			todo = append(todo, i)
		}
	}
	slices.SortStableFunc(todo, func(a, b int) int { return artifacts[a].Turn - artifacts[b].Turn })
	return todo
}

// firstOf returns at most three of the errors: one cause often has thousands of them.
func firstOf(errs []error) []error {
	var some []error
	for _, err := range errs {
		if err != nil && len(some) < 3 {
			some = append(some, err)
		}
	}
	return some
}

// A bench is one worker's two buffers. They are reused, so that the memory of a build does not grow
// with the number of its pages.
type bench struct{ raw, small bytes.Buffer }

// make returns the finished bytes of an artifact, good until the next call.
func (b *bench) make(a *kanshu.Artifact) ([]byte, error) {
	if b.raw.Cap() == 0 {
		b.raw.Grow(64 << 10) // more than pages have: what grows by and by is made four times as large
	}
	b.raw.Reset()
	if err := a.Make(&b.raw); err != nil {
		return nil, err
	}
	data := b.raw.Bytes()
	if !a.Made {
		b.small.Reset()
		if err := NewMinifier().Write(&b.small, a.Type, data); err != nil {
			return nil, err
		}
		data = b.small.Bytes()
	}
	return data, nil
}
