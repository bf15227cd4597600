package kanshu

import "io"

// A Wave is when a file goes out: assets before pages, pages before the lists that name them, and
// withdrawals before all, since the law cares most for those.
type Wave int

// The waves, in order.
const (
	Withdrawals Wave = iota
	Assets
	Pages
	Lists
)

// An Artifact is one file of the published tree, planned but not made.
type Artifact struct {
	Path string // slash-separated, below public/, no leading slash: "columns/hay-fever/index.html"
	Type string // media type; chooses the minifier
	Wave Wave
	Key  Digest // of everything Make reads: equal keys promise equal bytes
	Made bool   // the bytes are final: no minifier touches them
	Make func(w io.Writer) error
	Turn int // when it is best made, from 0; see output.Plan. No byte depends on it
}
