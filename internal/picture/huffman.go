package picture

import (
	"math/bits"
	"slices"
)

// codeLengths returns how long the code of each symbol is, in bits, at most most; 0 for what does not occur.
// It is Huffman's way, with counts made more alike until no code is too long. Of two symbols at least one
// occurs, and where there is one alone its code has one bit.
func codeLengths(counts []int32, most uint8) []uint8 {
	for shift := 0; ; shift++ {
		if lengths := huffman(counts, shift); slices.Max(lengths) <= most {
			return lengths
		}
	}
}

// A node is a symbol, or two nodes.
type node struct {
	weight      int64
	left, right int // places in the tree; -1 for a symbol
	symbol      int
}

func huffman(counts []int32, shift int) []uint8 {
	lengths := make([]uint8, len(counts))
	used := 0
	for _, n := range counts {
		if n > 0 {
			used++
		}
	}
	tree := make([]node, 0, 2*used)
	for symbol, n := range counts {
		if n > 0 {
			tree = append(tree, node{int64(n>>shift) + 1, -1, -1, symbol})
		}
	}
	if len(tree) == 1 {
		lengths[tree[0].symbol] = 1
		return lengths
	}
	slices.SortStableFunc(tree, func(a, b node) int { return int(a.weight - b.weight) })
	// Symbols wait in order of weight, and so do pairs as they are made: the lightest is at one of two heads.
	symbols, symbol, pair := len(tree), 0, len(tree)
	next := func() int {
		if symbol < symbols && (pair == len(tree) || tree[symbol].weight <= tree[pair].weight) {
			symbol++
			return symbol - 1
		}
		pair++
		return pair - 1
	}
	for range symbols - 1 {
		a, b := next(), next()
		tree = append(tree, node{tree[a].weight + tree[b].weight, a, b, -1})
	}
	depth := make([]uint8, len(tree))
	for i := len(tree) - 1; i >= 0; i-- {
		if n := tree[i]; n.left >= 0 {
			depth[n.left], depth[n.right] = depth[i]+1, depth[i]+1
		} else {
			lengths[n.symbol] = depth[i]
		}
	}
	return lengths
}

// codesOf returns the code of each symbol, its first bit the lowest.
//
// Source: RFC 1951, 3.2.2.
func codesOf(lengths []uint8) []uint16 {
	var next [maxLength + 2]uint16 // the first code of each length, then the next
	for _, n := range lengths {
		if n > 0 {
			next[n+1]++
		}
	}
	for n := 1; n < len(next); n++ {
		next[n] = (next[n] + next[n-1]) << 1
	}
	codes := make([]uint16, len(lengths))
	for symbol, n := range lengths {
		if n > 0 {
			codes[symbol] = bits.Reverse16(next[n]) >> (16 - n)
			next[n]++
		}
	}
	return codes
}

// putLengths writes the lengths of the codes, of which the last are of distances, with the codes of RFC 1951, 3.2.7,
// that stand for lengths and runs of them.
func (w *pngWriter) putLengths(lengths []uint8, backs int) {
	order := [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	counts := make([]int32, len(order))
	var runs []lengthRun
	for i := 0; i < len(lengths); {
		r := runOf(lengths[i:], i > 0 && lengths[i] == lengths[max(i-1, 0)])
		counts[r.code]++
		runs = append(runs, r)
		i += int(r.n)
	}
	own := codeLengths(counts, 7)
	codes := codesOf(own)
	w.put(literals-257, 5)
	w.put(uint64(backs-1), 5) //nolint:gosec // 1 to 30
	w.put(uint64(len(order)-4), 4)
	for _, n := range order {
		w.put(uint64(own[n]), 3)
	}
	for _, r := range runs {
		w.put(uint64(codes[r.code]), uint(own[r.code]))
		w.put(uint64(r.value), uint(r.extra))
	}
}

// A lengthRun stands for n lengths: a code, then some bits.
type lengthRun struct{ n, code, extra, value uint8 }

// runOf returns the longest run of equal lengths that one code stands for; like says whether the one before is equal.
func runOf(lengths []uint8, like bool) lengthRun {
	n := 1
	for n < min(len(lengths), 138) && lengths[n] == lengths[0] {
		n++
	}
	switch zero := lengths[0] == 0; {
	case zero && n > 10:
		return lengthRun{uint8(n), 18, 7, uint8(n - 11)}
	case zero && n > 2:
		return lengthRun{uint8(n), 17, 3, uint8(n - 3)}
	case like && n > 2:
		n = min(n, 6)
		return lengthRun{uint8(n), 16, 2, uint8(n - 3)}
	default:
		return lengthRun{1, lengths[0], 0, 0}
	}
}
